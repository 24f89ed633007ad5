"""A record and the days, or the articles, whose changes are asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from communique.analysis.days import day_of
from communique.analysis.per_record import per_record
from communique.model.findings import Finding, Position
from communique.model.record import Agreement, Contact, Deadline, Proposal, Record
from communique.model.when import When

F = TypeVar("F", bound=Finding)
Reported = Contact | Agreement | Proposal | Deadline


@per_record
def _last_reported(record: Record) -> dict[str, date]:
    """The day of the last report of each item that has dated ones."""
    items: list[Reported] = [*record.contacts, *record.agreements, *record.proposals, *record.deadlines]
    last = {item.id: max((day_of(record, r) or date.min for r in item.reports), default=date.min) for item in items}
    return {key: day for key, day in last.items() if day > date.min}


@per_record
def _by_day(record: Record) -> tuple[list[date], list[Position]]:
    """The positions with a date in the order of their days, and these days."""
    dated = [(day, position) for position in record.positions if (day := day_of(record, position)) is not None]
    dated.sort(key=lambda pair: pair[0])
    return [day for day, _ in dated], [position for _, position in dated]


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

    def may_bring(self, item: Reported) -> bool:
        """False where it is known without looking that no report of an item came out in the window."""
        return self.known is not None or _last_reported(self.record).get(item.id, self.since) >= self.since

    def new_positions(self) -> list[Position]:
        """The positions that came out in the window."""
        if self.known is not None:
            return self.split(self.record.positions)[1]
        days, positions = _by_day(self.record)
        return positions[bisect_left(days, self.since) : bisect_right(days, self.until)]

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
