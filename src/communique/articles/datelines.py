"""How dispatches begin: "GENEVA, March 4 (Reuters) -"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from communique.articles.dates import months, valid_day
from communique.articles.stamps import CAPITAL


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a dispatch begins: place, agency, month and day where it gives them, `year` only where it says one."""

    place: str
    agency: str | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None

    def in_year_of(self, published: str) -> date:
        """The day of the dateline: of its own year, else the one that lies closest to a day of publication."""
        own = valid_day(self.year, self.month or 1, self.day or 1) if self.year else None
        if own:
            return own
        near = date.fromisoformat(published[:10])
        found = [valid_day(near.year + shift, self.month or 1, self.day or 1) for shift in (-1, 0, 1)]
        days = [day for day in found if day is not None]
        return min(days, key=lambda day: abs((day - near).days)) if days else near


def dateline_of(text: str) -> Dateline | None:
    """The dateline with which a text begins.

    >>> dateline_of("GENEVA, March 4 (Reuters) - Envoys met.")
    Dateline(place='GENEVA', agency='Reuters', month=3, day=4, year=None)
    """
    match = _dateline().match(text[:200])
    if match is None:
        return _day_first(text[:200])
    name = (match["month"] or match["month2"] or match["month3"] or match["month4"] or "").lower()
    agency = match["agency"] or match["slashed"]
    if match["colon"] and (not name or match["place"].split()[0] in _NO_PLACE):
        return None  # "NOTE: ...", "On Friday, March 4: ..."
    if not (agency or name) and not (match["place"].isupper() and match["dash"] in ("–", "—", "--")):
        return None
    number = (int(name) if name.isdigit() else months()[name]) if name else None
    day = int(match["day"] or match["day2"] or match["day3"] or match["day4"]) if name else None
    stated = match["year"] or match["year2"] or match["year3"]
    year = int(stated) if stated else None
    if number is not None and valid_day(year or 2024, number, day or 0) is None:
        return None
    return Dateline(match["place"].strip(" ,."), agency, number, day, year)


_NO_PLACE = frozenset(
    {"On", "In", "At", "By", "From", "Since", "Until", "Updated", "Published", "Posted"}
    | {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
)


def head_dateline(text: str) -> Dateline | None:
    """The dateline of a text that may begin with its heading, its author or a caption; behind those one with a day.

    >>> head_dateline("Envoys meet\\nBy Ann Orr\\nGENEVA, March 4: Envoys met.").place
    'GENEVA'
    """
    first = dateline_of(text)
    if first is not None:
        return first
    for line in text[:HEAD_LENGTH].split("\n")[1:HEAD_LINES]:
        found = dateline_of(line)
        if found is not None and found.day is not None:
            return found
    return None


HEAD_LINES, HEAD_LENGTH = 6, 1_000
"""In how many lines and characters a dispatch begins."""


def _day_first(text: str) -> Dateline | None:
    """A dateline whose day stands before its place: "March 4, 2014 (GENEVA) -"."""
    match = _day_and_place().match(text)
    if match is None:
        return None
    month, day = months()[match["month"].lower()], int(match["day"])
    year = int(match["year"]) if match["year"] else None
    if valid_day(year or 2024, month, day) is None:
        return None
    return Dateline(match["place"].split("/")[0].strip(), None, month, day, year)


@cache
def _names() -> str:
    return "|".join(name.capitalize() for name in sorted(months(), key=len, reverse=True))


@cache
def _day_and_place() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<month>{_names()})\.? (?P<day>\d{{1,2}})(?:,? (?P<year>\d{{4}}))? \((?P<place>[A-Z][A-Z/ .’'-]{{2,40}})\)"
        r" ?(?:--|[-–—_])\s"
    )


@cache
def _dateline() -> re.Pattern[str]:
    """ "GENEVA, March 4 (Reuters) -", "KYIV, Ukraine (AP) —", "MOSCOW, March 4. /TASS/.", "LIMA, May 4:"."""
    names = _names()
    word = rf"{CAPITAL}[\w.'’]*"
    return re.compile(
        rf"(?P<place>{word}(?:[/ -]{word}){{0,3}}(?:, (?!(?:{names})\b){word}(?: {word})?)?)"
        rf"(?: ?,? (?:(?P<month>{names})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?"
        rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>{names})\.?,?(?: (?P<year2>\d{{4}}))?"
        r"|(?P<day3>\d\d?)\.(?P<month3>\d\d?)\.(?P<year3>\d{4})))?"
        r"[.,]?\s?(?:\((?P<agency>[^\W\d_][\w .&-]{1,40})"
        rf"(?:[/,] ?(?P<day4>\d{{1,2}}) (?P<month4>{names}))?\)"
        r"|/(?P<slashed>[^\W\d_][\w .&-]{1,40})/\.)?"
        r"\s?(?:(?P<dash>--|[-–—_])\s|(?<=/\.)\s?|(?P<colon>:)(?:\s|$))"
    )
