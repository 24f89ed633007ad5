"""Reading -> proposals: plans and offers on the table, with their terms."""

from communique.findings.proposals.proposals import find_proposals

__all__ = ["find_proposals"]
