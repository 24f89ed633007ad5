"""Reading -> agreements: what parties are reported to have agreed, and who they are."""

from communique.findings.agreements.agreements import find_agreements

__all__ = ["find_agreements"]
