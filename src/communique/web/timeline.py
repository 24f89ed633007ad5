"""The timeline as places on a picture: lanes, marks at certain days, bars where the day is uncertain, and ticks."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from textwrap import wrap

from communique.model.findings import Status
from communique.model.record import Agreement, Contact, Deadline, Record
from communique.model.when import When, parse_when
from communique.reports.contact_lines import what_words
from communique.reports.dates import say_date
from communique.reports.document import plain
from communique.reports.outcomes import due
from communique.reports.wording import level_label, mark, parties_label, shorten, status_label

WIDTH, LEFT, RIGHT = 1120.0, 150.0, 14.0
ROW, PAD = 15.0, 10.0
APART = 13.0
"""Marks nearer than this are set below each other."""
MOST_ROWS, LEAST_ROWS = 8, 2
"""Below so many rows a lane counts the rest: below fewer, the more lanes there are."""
MOST_MARKS = 1800
"""So many marks a picture has at most, so that it is soon there, and soon drawn."""
NAME = 24
"""Letters of a lane's name that one line holds."""
CERTAIN = 1
"""A date of so many days is a mark, a longer one a bar."""
LISTED = 120
"""So many marks a narrow screen lists in place of the picture."""
PAIRS = 8
"""So many pairs of parties have lanes of their own."""
_FIRST, _LAST = date(1800, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True, slots=True)
class Window:
    """The days that the picture shows, first and last."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def x(self, day: date, *, end: bool = False) -> float:
        """Where a day begins on the picture, or ends."""
        days = (day - self.first).days + (1 if end else 0)
        return LEFT + (WIDTH - LEFT - RIGHT) * days / self.days

    def zoomed(self, by: float) -> Window:
        """A longer or shorter time around the same middle, of a week to 400 years."""
        days = min(max(round(self.days * by), 7), 146_000)
        return self._around(self.first + timedelta(days=self.days // 2), days)

    def moved(self, by: float) -> Window:
        """The same time, earlier or later by a part of its length."""
        return self._around(
            self.first + timedelta(days=self.days // 2) + timedelta(days=round(self.days * by)), self.days
        )

    def _around(self, middle: date, days: int) -> Window:
        first = min(max(middle.toordinal() - days // 2, _FIRST.toordinal()), _LAST.toordinal())
        return Window(date.fromordinal(first), date.fromordinal(min(first + days - 1, _LAST.toordinal())))


@dataclass(frozen=True, slots=True)
class Mark:
    """One item on the picture: `glyph` at `x`, or a bar from `x` to `until`, of which an end may be open."""

    id: str
    x: float
    y: float
    glyph: str
    status: str
    words: str
    until: float | None = None
    open_start: bool = False
    open_end: bool = False

    @property
    def fade(self) -> str:
        """Which ends of a bar fade: "in", "out", "both" or none."""
        return ("both" if self.open_end else "in") if self.open_start else "out" if self.open_end else ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane with its marks; `more` are counts of those for which there was no room, each at its place."""

    title: str
    top: float
    height: float
    marks: tuple[Mark, ...]
    more: tuple[tuple[float, float, int], ...] = ()
    undated: int = 0

    @property
    def lines(self) -> list[str]:
        """The title in at most two lines."""
        return _lines(self.title)


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole: lanes one below the other, ticks with their labels, and today where it falls into the window."""

    window: Window
    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    until: float | None
    undated: int
    total: int
    listed: tuple[Mark, ...]
    """The latest of the marks, in the order of time backwards, those that no lane has room for among them."""


def draw_timeline(record: Record, contacts: Sequence[Contact], window: Window, by: str, until: date | None) -> Picture:
    """Contacts in lanes by `level` or by `pair` of parties, then what was agreed, and deadlines."""
    named: list[tuple[str, list[Mark], int]] = []
    for title, members in _lanes(contacts, by):
        marks = [made for contact in members if (made := _mark(contact, window))]
        named.append((title, marks, sum(contact.date is None for contact in members)))
    agreed = [made for item in record.agreements if (made := _outcome(item, window, "§"))]
    limits = [made for item in record.deadlines if (made := _outcome(item, window, "⏐"))]
    named += [("agreed", agreed, 0)] if agreed else []
    named += [("deadlines", limits, 0)] if limits else []
    lanes, top = [], 8.0
    named = [lane for lane in named if lane[1] or lane[2]]
    rows = _rows_of(len(named))
    for title, marks, undated in named:
        lane = _arranged((title, undated), marks, top, rows)
        lanes.append(lane)
        top += lane.height
    now = window.x(until) if until and window.first <= until <= window.last else None
    every = [made for _, marks, _ in named for made in marks]
    listed = tuple(heapq.nlargest(LISTED, every, key=lambda made: (made.x, made.id)))
    undated = sum(lane.undated for lane in lanes)
    return Picture(window, top + 26, tuple(lanes), tuple(_ticks(window)), now, undated, len(every), listed)


def whole_window(record: Record, until: date | None) -> Window:
    """The last year of the record, and what is announced after it; of a shorter record all of it."""
    days = _days(record.contacts)
    end = until or max(days, default=date.today())
    announced = chain(days, _days([*record.agreements, *record.deadlines]))
    ahead = [day for day in announced if end < day <= end + timedelta(days=180)]
    recent = [day for day in days if end - timedelta(days=365) <= day <= end]
    first = min(recent, default=end - timedelta(days=30))
    return Window(first - timedelta(days=3), max(ahead, default=end) + timedelta(days=4))


def _days(items: Iterable[Contact | Agreement | Deadline]) -> list[date]:
    """The first and last days of all these."""
    dated = (parse_when(item.date) for item in items if item.date)
    return [day for when in dated if when for day in (when.earliest, when.latest) if day]


def _lanes(contacts: Iterable[Contact], by: str) -> list[tuple[str, list[Contact]]]:
    found: dict[str, list[Contact]] = {}
    if by == "level":
        for contact in sorted(contacts, key=lambda c: c.level.rank):
            found.setdefault(level_label(contact.level), []).append(contact)
        return list(found.items())
    members = list(contacts)
    common = [pair for pair, _ in Counter(contact.parties for contact in members).most_common(PAIRS)]
    for contact in members:
        found.setdefault(parties_label(contact.parties) if contact.parties in common else "others", []).append(contact)
    return sorted(found.items(), key=lambda pair: (pair[0] == "others", -len(pair[1])))


def _mark(contact: Contact, window: Window) -> Mark | None:
    words = f"{say_date(contact.date)}: {what_words(contact)}, {parties_label(contact.parties)}, "
    words += status_label(contact.status)
    return _placed(contact.id, contact.date, window, (mark(contact.status), contact.status.value, words))


def _outcome(item: Agreement | Deadline, window: Window, glyph: str) -> Mark | None:
    status = Status.HELD.value if isinstance(item, Agreement) else "deadline"
    what = shorten(item.what if isinstance(item, Agreement) else plain(due(item)), 90)
    return _placed(item.id, item.date, window, (glyph, status, f"{say_date(item.date)}: {what}"))


def _placed(identifier: str, edtf: str | None, window: Window, look: tuple[str, str, str]) -> Mark | None:
    when = parse_when(edtf) if edtf else None
    if when is None or not _falls(when, window):
        return None
    glyph, status, words = look
    first, last = when.earliest, when.latest
    if first and last and (last - first).days < CERTAIN:
        return Mark(identifier, round((window.x(first) + window.x(first, end=True)) / 2, 1), 0, glyph, status, words)
    start = window.x(max(first, window.first)) if first else window.x(window.first)
    end = window.x(min(last, window.last), end=True) if last else window.x(window.last, end=True)
    is_open = first is None or first < window.first, last is None or last > window.last
    return Mark(identifier, round(start, 1), 0, glyph, status, words, round(end, 1), *is_open)


def _falls(when: When, window: Window) -> bool:
    return (when.earliest or window.first) <= window.last and (when.latest or window.last) >= window.first


def _rows_of(lanes: int) -> int:
    """How many rows each of so many lanes may have."""
    in_a_row = int((WIDTH - LEFT - RIGHT) / APART)
    return min(MOST_ROWS, max(LEAST_ROWS, MOST_MARKS // (in_a_row * max(1, lanes))))


def _arranged(named: tuple[str, int], marks: list[Mark], top: float, most: int) -> Lane:
    """The marks in rows, so that none covers another; what finds no row is counted."""
    title, undated = named
    ends: list[float] = []
    placed: list[Mark] = []
    left: Counter[int] = Counter()
    for made in sorted(marks, key=lambda m: (m.x, m.id)):
        row = next((row for row, end in enumerate(ends) if end + APART <= made.x), len(ends))
        if row >= most:
            left[int(made.x // (2 * APART))] += 1
            continue
        if row == len(ends):
            ends.append(0.0)
        ends[row] = made.until if made.until is not None else made.x
        y = top + PAD + ROW * (row + 0.5)
        placed.append(Mark(made.id, made.x, round(y, 1), made.glyph, made.status, made.words, made.until,
                           made.open_start, made.open_end))  # fmt: skip
    rows = max(len(ends), 1)
    bottom = top + PAD + ROW * (rows + 0.5)
    more = tuple((round((bucket + 0.5) * 2 * APART, 1), round(bottom, 1), count) for bucket, count in left.items())
    beside = len(_lines(title)) + (1 if undated else 0)
    height = 2 * PAD + ROW * max(rows + (1 if more else 0), beside)
    return Lane(title, top, height, tuple(placed), more, undated)


def _lines(title: str) -> list[str]:
    found = wrap(title, NAME)
    return found if len(found) < 3 else [found[0], shorten(" ".join(found[1:]), NAME)]


def _ticks(window: Window) -> Iterator[tuple[float, str]]:
    """Six to fourteen days that are worth a label: years, quarters, months, Mondays or days."""
    if window.days > 365 * 14:
        step = max(1, round(window.days / 365 / 10))
        found = [date(year, 1, 1) for year in range(window.first.year, window.last.year + 1) if year % step == 0]
        form = "%Y"
    elif window.days > 80:
        step = next(step for step in (1, 2, 3, 6, 12) if window.days / (30.4 * step) <= 14)
        months = range(window.first.year * 12 + window.first.month - 1, window.last.year * 12 + window.last.month)
        found = [date(m // 12, m % 12 + 1, 1) for m in months if m % step == 0]
        form = "%b %Y"
    else:
        step = 7 if window.days > 14 else 1
        start = window.first - timedelta(days=window.first.weekday()) if step == 7 else window.first
        found = [start + timedelta(days=step * number) for number in range(window.days // step + 2)]
        form = "%-d %b"
    return ((round(window.x(day), 1), day.strftime(form)) for day in found if window.first <= day <= window.last)
