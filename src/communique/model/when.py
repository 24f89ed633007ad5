"""Dates as the text gives them: the part of EDTF that news needs, with honest bounds.

Source: Extended Date/Time Format, ISO 8601-2:2019 Annex A, levels 0 and 1 (dates, intervals, open ends,
qualifiers) and the seasons of level 1.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_PART = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?:T[\d:.+Z-]*)?")
_DECADE = re.compile(r"\d{3}X|\d{2}XX")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}


@dataclass(frozen=True, slots=True)
class When:
    """A date or interval: its EDTF string and the first and last day it can mean (None: open or unknown)."""

    edtf: str
    earliest: date | None
    latest: date | None

    def __str__(self) -> str:
        return self.edtf

    @property
    def is_day(self) -> bool:
        """True when it names exactly one day."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def days(self) -> int | None:
        """How many days it spans, both ends counted; None when an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    def overlaps(self, other: When, slack: int = 0) -> bool:
        """True when some day, give or take `slack` days, can be meant by both."""
        first, last = bounds(self)
        start, end = bounds(other)
        return first.toordinal() - slack <= end.toordinal() and start.toordinal() - slack <= last.toordinal()


def bounds(when: When) -> tuple[date, date]:
    """The first and last day, with open ends drawn to the ends of the calendar."""
    return when.earliest or date.min, when.latest or date.max


@lru_cache(maxsize=65536)
def parse_when(text: str) -> When | None:
    """Read an EDTF string; None when it is not of the part that communique writes.

    >>> parse_when("2025-02").latest
    datetime.date(2025, 2, 28)
    >>> parse_when("2025-04-12/..").latest is None
    True
    """
    plain = text.strip()
    if "/" in plain:
        left, _, right = plain.partition("/")
        start = _range(left) if left not in ("", "..") else (None, None)
        end = _range(right) if right not in ("", "..") else (None, None)
        if start is None or end is None or (start[0] is None and end[1] is None):
            return None
        if start[0] is not None and end[1] is not None and end[1] < start[0]:
            return None
        return When(plain, start[0], end[1])
    span = _range(plain)
    return When(plain, *span) if span else None


def uncertain(edtf: str) -> str:
    """The same date with the qualifier of what the source itself may not mean, on both ends of an interval.

    >>> uncertain("2025-02-22/2025-03-08"), uncertain("2025-04-12/..")
    ('2025-02-22?/2025-03-08?', '2025-04-12?/..')
    """
    return "/".join(f"{end}?" if end not in ("", "..") else end for end in certain(edtf).split("/"))


def is_uncertain(edtf: str | None) -> bool:
    """True for a date that its source may not mean."""
    return not {"?", "%"}.isdisjoint(edtf or "")


def certain(edtf: str) -> str:
    """The date without qualifiers.

    >>> certain("2025-02-22?/2025-03~")
    '2025-02-22/2025-03'
    """
    return "/".join(end.strip().rstrip("?~%") for end in edtf.split("/"))


def publication_day(published: str | None) -> date | None:
    """The day on which an article came out, by its ISO date or date-time; None when that is not known.

    >>> publication_day("2025-03-01T18:00:00Z")
    datetime.date(2025, 3, 1)
    """
    when = parse_when(published[:10]) if published else None
    return when.earliest if when else None


def when(first: date | None, last: date | None) -> When:
    """The shortest EDTF string for the days from `first` to `last`; a whole month or year is written as such.

    >>> when(date(2025, 2, 1), date(2025, 2, 28)).edtf
    '2025-02'
    >>> when(date(2025, 4, 12), None).edtf
    '2025-04-12/..'
    """
    if first is None and last is None:
        raise ValueError("a date needs at least one end")
    if first is None or last is None:
        return When(f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}", first, last)
    if first == last:
        return When(first.isoformat(), first, last)
    if first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return When(f"{first.year:04}", first, last)
    if first.day == 1 and first.replace(day=calendar.monthrange(first.year, first.month)[1]) == last:
        return When(f"{first.year:04}-{first.month:02}", first, last)
    return When(f"{first.isoformat()}/{last.isoformat()}", first, last)


def _range(text: str) -> tuple[date, date] | None:
    plain = text.strip().rstrip("?~%")
    if _DECADE.fullmatch(plain):
        low, high = plain.replace("X", "0"), plain.replace("X", "9")
        return (date(max(int(low), 1), 1, 1), date(int(high), 12, 31))
    match = _PART.fullmatch(plain)
    if not match:
        return None
    year, month, day = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month in _SEASONS:
            return _season(year, month)
        if month:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def _season(year: int, code: int) -> tuple[date, date]:
    first, last = _SEASONS[code]
    start = date(year, first, 1)
    following = date(year + (last + 1 > 12), (last % 12) + 1, 1)
    return start, following - timedelta(days=1)
