"""Days as reports give them, to be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from communique.model.findings import Finding
from communique.model.when import parse_when, publication_day


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a date can mean, as ordinals."""

    first: int
    last: int

    def gap(self, other: Days) -> int:
        """Days between the two; 0 when they overlap."""
        return max(self.first - other.last, other.first - self.last, 0)


def days_of(edtf: str | None) -> Days | None:
    """The days of a date with two ends; None without a date, or where an end is open."""
    when = parse_when(edtf) if edtf else None
    if when is None or when.earliest is None or when.latest is None:
        return None
    return Days(when.earliest.toordinal(), when.latest.toordinal())


def published_on(report: Finding, published: Mapping[str, str | None]) -> int | None:
    """The day on which the article of a report came out, as an ordinal."""
    day = publication_day(published.get(report.article))
    return day.toordinal() if day else None
