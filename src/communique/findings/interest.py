"""Findings between parties of interest: what a reader who left an article unread would have missed."""

from __future__ import annotations

from collections.abc import Collection

from communique.model.findings import Findings
from communique.reading.actors.gazetteer import Gazetteer


def between(found: Findings, parties: Collection[str], gazetteer: Gazetteer) -> bool:
    """True where contacts, positions, agreements and proposals together are of two of the parties, or of the only one.

    Groups count with their members. "Lavrov and Rubio spoke by phone" is between RUS and USA; for IRN and USA it holds
    nothing.
    """
    codes = [code for contact in found.contacts for code in (*contact.parties, *contact.mediators)]
    codes += [code for agreement in found.agreements for code in agreement.parties]
    codes += [position.party for position in found.positions if position.party]
    codes += [proposal.proposer for proposal in found.proposals if proposal.proposer]
    named = set(codes) | set(gazetteer.expanded(codes))
    return len(named & set(parties)) >= min(2, len(set(parties)))
