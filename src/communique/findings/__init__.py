"""Reading -> Findings: pure functions, one module for each kind of finding."""

from __future__ import annotations

from communique.findings.agreements import find_agreements
from communique.findings.contacts import find_contacts
from communique.findings.deadlines import find_deadlines
from communique.findings.persons import find_persons
from communique.findings.positions import find_positions
from communique.findings.proposals import find_proposals
from communique.findings.statements import find_statements
from communique.model.findings import Findings
from communique.reading.reading import Reading

__all__ = ["find_all"]


def find_all(reading: Reading) -> Findings:
    """Everything that one article reports."""
    return Findings(
        article=reading.article.id,
        published=reading.article.published,
        contacts=find_contacts(reading),
        positions=find_positions(reading),
        agreements=find_agreements(reading),
        proposals=find_proposals(reading),
        deadlines=find_deadlines(reading),
        statements=find_statements(reading),
        persons=find_persons(reading),
        times=reading.times,
    )
