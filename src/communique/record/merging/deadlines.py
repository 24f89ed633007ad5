"""Which reports tell of the same time limit, and how it was moved. A pure function of the reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from communique.data import load_toml
from communique.model.findings import DeadlineReport
from communique.model.record import Deadline
from communique.model.when import parse_when
from communique.record.memory import NO_MEMORY, Memory
from communique.record.merging.bonds import NO_BONDS, Bonds, ReportKey
from communique.record.merging.days import Days, days_of, published_on
from communique.record.merging.gathering import Gathering, Kind
from communique.record.merging.neighbours import Rules
from communique.record.merging.words import WEAK, content_words, overlap, strong, total

# A time limit is given a day too early or too late by some.
SLACK_DAYS = 1
# A date wider than this (a season, a year) is no help in knowing a time limit again.
WIDE_DAYS = 31
# A time limit that was moved has been moved by at most so much.
MOVED_DAYS = 400
# How much of the words must be shared: for the same day, for one on which little falls due, without a day.
SAME_DAY, ODD_DAY, UNDATED = 0.4, 0.05, 0.7
# Three words that many things share ("a final peace deal") are enough for an odd day.
FEW_WORDS = 1.2
# So long two reports of one odd day speak of one time limit.
ODD_DAYS = 200
# How much where the day was moved: as one sentence says, as one of the reports says, as nobody says.
MOVED_SAID, MOVED, MOVED_UNSAID = 0.4, 0.55, 0.8
# Without a day, reports further apart than this speak of two.
FRESH_DAYS = 45


@dataclass(frozen=True, slots=True)
class _Told:
    """What is compared of one report: `around` are the words of its sentences, `moved` whether they speak of delay."""

    key: ReportKey
    seen: int | None
    words: frozenset[str]
    around: frozenset[str]
    days: Days | None
    moved: bool


def merge_deadlines(
    reports: Iterable[DeadlineReport],
    published: Mapping[str, str | None],
    bonds: Bonds = NO_BONDS,
    contents: Mapping[str, str] = MappingProxyType({}),
    memory: Memory = NO_MEMORY,
) -> tuple[Deadline, ...]:
    """The time limits that the reports tell of, in the order of their first report.

    "a reply by 1 May" and later "the time for a reply was extended to 15 May" give one, due on 15 May, which was
    due on 1 May before.
    """
    return memory.grown("deadlines", lambda: Gathering(_KIND)).items(reports, published, bonds, contents)


def _look(report: DeadlineReport, published: Mapping[str, str | None]) -> _Told:
    evidence = " ".join(report.evidence)
    around = content_words(evidence)
    words = content_words(report.what)
    return _Told(
        key=(report.article, report.id),
        seen=published_on(report, published),
        words=words if strong(words) else words | around,
        around=around,
        days=days_of(report.date),
        moved=bool(_moved().search(evidence)),
    )


def _blocks(one: _Told) -> Iterator[Hashable]:
    yield from one.words
    if one.days is not None and one.days.last - one.days.first <= WIDE_DAYS:
        yield one.days.last


def _same(one: _Told) -> Hashable | None:
    return None if one.days is None else (one.days, one.words)


def _likeness(one: _Told, other: _Told) -> float:
    """How far the words in common pass what the dates ask for; 0 where they do not."""
    alike = overlap(one.words, other.words)
    shared = one.words & other.words
    if not (one.days and other.days):
        enough = strong(shared) > 1 or (strong(shared) == 1 and total(one.words) == total(other.words))
        return 1.0 + alike - UNDATED if enough and alike >= UNDATED else 0.0
    if one.days.gap(other.days) > SLACK_DAYS:
        told = one.moved or other.moved
        enough = total(shared) >= (2 * WEAK if _one_sentence(one, other) else 1.0 + WEAK)
        needed = MOVED_SAID if told and _one_sentence(one, other) else MOVED if told else MOVED_UNSAID
        return 1.0 + alike - needed if enough and alike >= needed else 0.0
    # The sentence counts too: "to reply", "an answer" are of one letter where both sentences name it.
    around = one.around & other.around
    alike = max(alike, 0.8 * overlap(one.words | one.around, other.words | other.around))
    if _is_odd(one.days) and _is_odd(other.days) and _fresh(one, other):
        needed, enough = ODD_DAY, strong(shared | around) > 0 or total(shared) >= FEW_WORDS
    else:
        needed, enough = SAME_DAY, strong(shared) > 0 or strong(around) > 1
    return 2.0 + alike - needed if enough and alike >= needed else 0.0


def _is_odd(days: Days) -> bool:
    """True for a day on which little else falls due: not the end or the beginning of a month."""
    return days.first == days.last and 1 < date.fromordinal(days.first).day < 28


def _fresh(one: _Told, other: _Told) -> bool:
    return one.seen is not None and other.seen is not None and abs(one.seen - other.seen) <= ODD_DAYS


def _one_sentence(one: _Told, other: _Told) -> bool:
    return one.key[0] == other.key[0] and one.around == other.around


def _may_join(one: _Told, other: _Told) -> bool:
    """False when the days do not fit and nothing says that the time limit was moved."""
    if one.days and other.days:
        if one.days.gap(other.days) <= SLACK_DAYS:
            return one.key[0] != other.key[0]
        return _is_moved(one, one.days, other, other.days)
    if one.key[0] == other.key[0] or one.seen is None or other.seen is None:
        return False
    dated, loose = (one, other) if one.days else (other, one)
    if dated.days is None:
        return abs(one.seen - other.seen) <= FRESH_DAYS
    return dated.days.last + SLACK_DAYS >= (loose.seen or 0) >= (dated.seen or 0) - FRESH_DAYS


def _is_moved(one: _Told, day: Days, other: _Told, other_day: Days) -> bool:
    """Whether the later day can be the new one: reported after the earlier day, and said to be so or in like words."""
    first, then = (one, other) if day.first <= other_day.first else (other, one)
    if first.seen is None or then.seen is None or first.seen > then.seen or day.gap(other_day) > MOVED_DAYS:
        return False
    if first.key[0] == then.key[0]:
        return then.moved and first.around == then.around
    return then.moved or overlap(first.words, then.words) >= MOVED_UNSAID or bool(first.words & then.words)


def make_deadline(identifier: str, reports: Sequence[DeadlineReport]) -> Deadline:
    # Each day that was given, the most frequent wording of it, in the order in which they came up.
    stages: list[list[str]] = []
    places: dict[str, list[str]] = {}
    for report in reports:
        day = report.date
        if day is None:
            continue
        if day not in places:
            known = next((stage for stage in stages if _one_day(stage[0], day)), None)
            if known is None:
                known = []
                stages.append(known)
            places[day] = known
        places[day].append(day)
    stages.sort(key=lambda stage: _last_day(stage[0]))
    dates = [_sharpest(stage) for stage in stages]
    return Deadline(
        id=identifier,
        what=_what(reports),
        date=dates[-1] if dates else None,
        earlier=tuple(dates[:-1]),
        reports=tuple(reports),
    )


_KIND = Kind("d", _look, Rules(_blocks, _same, _likeness, _may_join), make_deadline)


def _one_day(one: str, other: str) -> bool:
    a, b = days_of(one), days_of(other)
    return one == other or (a is not None and b is not None and a.gap(b) <= SLACK_DAYS)


def _sharpest(dates: Sequence[str]) -> str:
    counts = Counter(dates)
    return max(dates, key=lambda date: (-_width(date), counts[date]))


def _width(edtf: str) -> int:
    when = parse_when(edtf)
    return (when.days if when else None) or 10**6


def _last_day(edtf: str) -> int:
    when = parse_when(edtf)
    return when.latest.toordinal() if when and when.latest else 10**7


def _what(reports: Sequence[DeadlineReport]) -> str:
    """The words that say most, at the length of a line; of as much, those said first."""
    return max(reports, key=lambda r: min(total(content_words(r.what)), 5.0)).what


@cache
def _moved() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load_toml('sameness')['moved']['words'])})\b", re.IGNORECASE)
