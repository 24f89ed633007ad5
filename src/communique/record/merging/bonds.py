"""What a person decided on merging: reports that tell of one contact, and reports that do not."""

from __future__ import annotations

from dataclasses import dataclass

ReportKey = tuple[str, str]
"""A report by the id of its article and its own: ("us-russia-0", "c1")."""


@dataclass(frozen=True, slots=True)
class Bonds:
    """Judgements that outrank the evidence: pairs that belong together, and pairs that do not.

    Each pair is in the order of its keys. No pair is in both: of contradictory decisions the later one stands.
    """

    together: frozenset[tuple[ReportKey, ReportKey]] = frozenset()
    apart: frozenset[tuple[ReportKey, ReportKey]] = frozenset()


NO_BONDS = Bonds()
