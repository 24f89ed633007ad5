"""A record and the days, or the articles, whose changes are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from communique.analysis.days import day_of
from communique.model.findings import Finding
from communique.model.record import Record
from communique.model.when import When

F = TypeVar("F", bound=Finding)


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `since` to `until`, both included, of a record.

    Where `known` is given, the ids of the articles that were known before, the others are what is new, whenever they
    were published; the days then only say which of them passed meanwhile. `edited` are those of the known that are
    later editions of what was known: what they say anew is told as an edit.
    """

    record: Record
    since: date
    until: date
    known: frozenset[str] | None = None
    edited: frozenset[str] = frozenset()

    def split(self, findings: Iterable[F]) -> tuple[list[F], list[F]]:
        """Findings in two: what was out before the window, and what came out in it. The undated are in neither.

        Where the known articles are given, every finding is in one of the two.
        """
        old: list[F] = []
        new: list[F] = []
        for finding in findings:
            if self.known is not None:
                (old if finding.article in self.known else new).append(finding)
                continue
            day = day_of(self.record, finding)
            if day is not None and day <= self.until:
                (old if day < self.since else new).append(finding)
        return old, new

    def is_new(self, finding: Finding) -> bool:
        """True for what came out in the window; an undated finding counts as of its last day."""
        if self.known is not None:
            return finding.article not in self.known
        return self.day(finding) >= self.since

    def day(self, finding: Finding) -> date:
        """The day on which a dated finding came out."""
        return day_of(self.record, finding) or self.until

    def passed(self, when: When | None) -> bool:
        """True when the window holds the first day on which some days were all over."""
        if when is None or when.latest is None or when.latest >= self.until:
            return False
        return when.latest + timedelta(days=1) >= self.since
