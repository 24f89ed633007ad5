"""Agreements, proposals, deadlines and persons for the tests, made with as few words as possible."""

from __future__ import annotations

from typing import Any

from communique.model.findings import AgreementReport, DeadlineReport, PersonReport, ProposalReport

DAYS = {
    "a-1": "2025-03-05",
    "a-2": "2025-03-07",
    "a-3": "2025-03-20",
    "a-4": "2025-06-30",
    "a-5": "2026-02-01",
    "u-1": None,
}


def agreed(article: str, what: str, local_id: str = "a1", **fields: Any) -> AgreementReport:
    """A point agreed between Chad and Sudan, but for what is said otherwise."""
    sentence = f"The two sides agreed: {what}."
    defaults: dict[str, Any] = {"parties": ("SDN", "TCD"), "evidence": (sentence,), "spans": ((0, len(sentence)),)}
    return AgreementReport(id=local_id, article=article, what=what, **(defaults | fields))


def proposed(article: str, name: str, *terms: str, local_id: str = "o1", **fields: Any) -> ProposalReport:
    """A plan of Chad's."""
    sentence = f"{name}: {', '.join(terms)}."
    defaults: dict[str, Any] = {"proposer": "TCD", "evidence": (sentence,), "spans": ((0, len(sentence)),)}
    return ProposalReport(id=local_id, article=article, name=name, terms=terms, **(defaults | fields))


def due(article: str, what: str, date: str | None, local_id: str = "d1", **fields: Any) -> DeadlineReport:
    sentence = fields.pop("sentence", f"They have until then: {what}.")
    defaults: dict[str, Any] = {"evidence": (sentence,), "spans": ((0, len(sentence)),)}
    return DeadlineReport(id=local_id, article=article, what=what, date=date, **(defaults | fields))


def introduced(
    article: str, name: str, office: str | None = None, party: str | None = "TCD", local_id: str = "n1"
) -> PersonReport:
    sentence = f"{office or ''} {name} spoke.".strip()
    return PersonReport(
        id=local_id, article=article, name=name, office=office, party=party, evidence=(sentence,), spans=((0, 9),)
    )
