"""Dates in words: "18 Feb 2025", "22 Feb – 8 Mar", "by 10 Mar", "perhaps 3 May", "no date"."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from communique.model.when import When, certain, parse_when

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter", "33": "first quarter of",
            "34": "second quarter of", "35": "third quarter of", "36": "fourth quarter of"}  # fmt: skip
NO_DATE = "no date"
QUALIFIERS = {"%": "perhaps about ", "?": "perhaps ", "~": "about "}
"""What the qualifiers of EDTF say: uncertain and approximate, uncertain, approximate."""


def say_day(day: date, year: int | None = None) -> str:
    """ "18 Feb 2025"; without the year when it is `year`."""
    plain = f"{day.day} {_MONTHS[day.month - 1]}"
    return plain if day.year == year else f"{plain} {day.year}"


@lru_cache(maxsize=16384)
def say_date(edtf: str | None, year: int | None = None) -> str:
    """An EDTF date in words, as exact as it is and no more; the year is left out when it is `year`.

    >>> say_date("2025-02-22/2025-03-08")
    '22 Feb – 8 Mar 2025'
    >>> say_date("2025-04-12/..")
    'from 12 Apr 2025'
    >>> say_date("2025-04-12?")
    'perhaps 12 Apr 2025'
    """
    if not edtf:
        return NO_DATE
    when = parse_when(edtf)
    if when is None:
        return edtf
    marks = set(edtf) & set(QUALIFIERS)
    return "".join(word for mark, word in QUALIFIERS.items() if mark in marks) + _say(_plain(when), year)


def on_date(edtf: str | None, year: int | None = None) -> str:
    """The same with the preposition that a sentence needs: "on 18 Feb", "in Mar 2025", "between 22 Feb and 8 Mar"."""
    if edtf and "?" in edtf:
        return f"perhaps {on_date(certain(edtf), year)}"
    words = say_date(edtf, year)
    when = parse_when(edtf) if edtf else None
    if when is None or words.startswith(("from ", "by ", "about ")):
        return "" if words == NO_DATE else words
    if when.is_day:
        return f"on {words}"
    return f"in {words}" if "–" not in words else f"between {words.replace('–', ' and ').replace('  ', ' ')}"


def say_published(published: str | None, year: int | None = None) -> str:
    """The day of publication in words."""
    return say_date(published[:10], year) if published else NO_DATE


def _plain(when: When) -> When:
    return When(certain(when.edtf), when.earliest, when.latest)


def _say(when: When, year: int | None) -> str:
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return f"from {say_day(first, year)}" if first else f"by {say_day(last or date.max, year)}"
    if first == last:
        return say_day(first, year)
    if "/" not in when.edtf:
        return _named_span(when.edtf)
    same_year = first.year == last.year
    end = say_day(last, year)
    if same_year and first.month == last.month:
        return f"{first.day}–{end}"
    return f"{say_day(first, first.year if same_year else year)} – {end}"


def _named_span(edtf: str) -> str:
    year, _, part = edtf.partition("-")
    if not part:
        return f"{year[:-1]}0s" if year.endswith("X") else year
    return f"{_SEASONS[part]} {year}" if part in _SEASONS else f"{_MONTHS[int(part) - 1]} {year}"
