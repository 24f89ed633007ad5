"""A record and the days, or the articles, whose changes are asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from communique.analysis.days import day_of, days
from communique.analysis.per_record import per_record
from communique.model.findings import Finding, Position
from communique.model.record import Agreement, Contact, Deadline, Proposal, Record
from communique.model.when import parse_when

F = TypeVar("F", bound=Finding)
T = TypeVar("T")
M = TypeVar("M", Contact, Agreement, Proposal, Deadline)


class _InOrder(Generic[T]):
    """Things in the order of days, so that those of some days are found without looking at all of them."""

    def __init__(self, things: Iterable[T], day: Callable[[T], date | None]) -> None:
        dated = sorted(((found.toordinal(), thing) for thing in things if (found := day(thing))), key=lambda d: d[0])
        self._days = [found for found, _ in dated]
        self._things = [thing for _, thing in dated]

    def between(self, first: int, last: int) -> Sequence[T]:
        """Those from one day to another, both included, as ordinals."""
        return self._things[bisect_left(self._days, first) : bisect_right(self._days, last)]


def _by_last_report(record: Record, items: Iterable[M]) -> _InOrder[M]:
    """Items by the day of their last report; those that have no dated ones stand at the end of time."""

    known = days(record)

    def last(item: M) -> date:
        day = max((known.get(report.article) or date.min for report in item.reports), default=date.min)
        return date.max if day == date.min else day

    return _InOrder(items, last)


def _by_day(record: Record) -> _InOrder[Position]:
    known = days(record)
    return _InOrder(record.positions, lambda position: known.get(position.article))


_contacts = per_record(lambda record: _by_last_report(record, record.contacts))
_agreements = per_record(lambda record: _by_last_report(record, record.agreements))
_proposals = per_record(lambda record: _by_last_report(record, record.proposals))
_deadlines = per_record(lambda record: _by_last_report(record, record.deadlines))
_positions = per_record(_by_day)
_ends_of_contacts = per_record(lambda record: _InOrder(record.contacts, lambda contact: _last_day(contact.date)))
_ends_of_deadlines = per_record(lambda record: _InOrder(record.deadlines, lambda deadline: _last_day(deadline.date)))


def _last_day(edtf: str | None) -> date | None:
    when = parse_when(edtf) if edtf else None
    return when.latest if when else None


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

    def contacts(self) -> Sequence[Contact]:
        """The contacts of which a report may have come out in the window: of the others none did."""
        return self._reported(_contacts) if self.known is None else self.record.contacts

    def agreements(self) -> Sequence[Agreement]:
        """The same of agreements."""
        return self._reported(_agreements) if self.known is None else self.record.agreements

    def proposals(self) -> Sequence[Proposal]:
        """The same of proposals."""
        return self._reported(_proposals) if self.known is None else self.record.proposals

    def deadlines(self) -> Sequence[Deadline]:
        """The same of deadlines."""
        return self._reported(_deadlines) if self.known is None else self.record.deadlines

    def _reported(self, ordered: Callable[[Record], _InOrder[M]]) -> Sequence[M]:
        return ordered(self.record).between(self.since.toordinal(), date.max.toordinal())

    def contacts_over(self) -> Sequence[Contact]:
        """The contacts whose days were all over for the first time in the window."""
        return _ends_of_contacts(self.record).between(self.since.toordinal() - 1, self.until.toordinal() - 1)

    def deadlines_over(self) -> Sequence[Deadline]:
        """The same of deadlines."""
        return _ends_of_deadlines(self.record).between(self.since.toordinal() - 1, self.until.toordinal() - 1)

    def new_positions(self) -> Sequence[Position]:
        """The positions that came out in the window."""
        if self.known is not None:
            return self.split(self.record.positions)[1]
        return _positions(self.record).between(self.since.toordinal(), self.until.toordinal())

    def is_new(self, finding: Finding) -> bool:
        """True for what came out in the window; an undated finding counts as of its last day."""
        if self.known is not None:
            return finding.article not in self.known
        return self.day(finding) >= self.since

    def day(self, finding: Finding) -> date:
        """The day on which a dated finding came out."""
        return day_of(self.record, finding) or self.until
