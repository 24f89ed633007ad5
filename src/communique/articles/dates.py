"""Dates of publication: read where they are written out in full, never completed and never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache

from communique.data import load_toml

FIRST_YEAR, LAST_YEAR = 1800, 2100
"""Years outside these are mistakes."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d(?::?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?)?\s?(?:Z|[+-]\d\d(?::?\d\d)?)?)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_BASIC = re.compile(r"\d{8}T\d{4}(?:\d\d)?(?:Z|[+-]\d{4})?")
_URL = re.compile(
    r"/((?:18|19|20)\d\d)(?:/(\d{1,2}|[a-z]{3,9})/(\d{1,2})|([-/]?)(\d\d)([-/]?)(\d\d))(?=[/\-_?#]|$|\.[a-z])"
    r"|/t?((?:199|20\d)\d)(\d\d)(\d\d)_",
    re.IGNORECASE,
)
"""/2025/03/14/, /2025/mar/14, /2025-03-14-, /2025-03/14/, /202503/14/, /2025/0314/, /20250314/, /t20250314_118.html."""
_FIRST_NUMBERED = 1990
"""Eight digits in an address are no day before this year, but a number."""
_HEAD_LINES, _LINE = 8, 100


@dataclass(frozen=True, slots=True)
class Dated:
    """What a written date gives: an ISO date or date-time, or None with a note that says why."""

    value: str | None
    note: str | None = None


def read_date(text: str, *, today: date | None = None) -> Dated:
    """Read a date or date-time that is given as such: ISO 8601, the form of e-mails, or written out.

    >>> read_date("14 March 2025").value
    '2025-03-14'
    >>> read_date("03/04/2025").note
    '03/04/2025 is not a date of the form 2025-03-14'
    """
    plain = text.strip()
    if not plain:
        return Dated(None)
    value = _iso(plain) or _compact(plain) or _written(plain) or _mail(plain)
    if value is None:
        return Dated(None, f"{plain[:60]} is not a date of the form 2025-03-14")
    year = int(value[:4])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Dated(None, f"{plain[:60]} is not a plausible date of publication")
    if lies_ahead(value, today):
        return Dated(value, f"{plain[:60]} lies in the future")
    return Dated(value)


def lies_ahead(value: str, today: date | None = None) -> bool:
    """True for a day later than tomorrow (it may be tomorrow already where the article was published)."""
    return date.fromisoformat(value[:10]) - (today or date.today()) > timedelta(days=1)


def date_in_url(url: str, *, today: date | None = None) -> str | None:
    """The day in the path of an address, as an ISO date.

    >>> date_in_url("https://example.org/world/2025/03/14/talks-end")
    '2025-03-14'
    """
    found: set[str] = set()
    for match in _URL.finditer(url.partition("?")[0][:2000]):
        year, month = match[1] or match[8], match[2] or match[5] or match[9]
        number = int(month) if month.isdigit() else months().get(month.lower(), 0)
        value = _day(int(year), number, int(match[3] or match[7] or match[10]))
        is_number = bool(match[5]) and not (match[4] or match[6])
        if value and not lies_ahead(value, today) and not (is_number and int(year) < _FIRST_NUMBERED):
            found.add(value)
    return found.pop() if len(found) == 1 else None


def date_in_byline(text: str, *, today: date | None = None) -> str | None:
    """The day that a line of its own gives near the head of a text ("By A. Writer, 14 March 2025").

    >>> date_in_byline("Talks end in Oslo\\nPublished on Friday, 14 March 2025, 10:15 GMT\\nDelegations ...")
    '2025-03-14'
    """
    found: set[str] = set()
    for line in text[:2000].split("\n")[:_HEAD_LINES]:
        plain = line.strip()
        match = _byline().fullmatch(plain) if len(plain) <= _LINE else None
        value = _written(match["date"]) or _iso(match["date"]) if match else None
        if value and int(value[:4]) >= FIRST_YEAR and not lies_ahead(value, today):
            found.add(value[:10])
    return found.pop() if len(found) == 1 else None


def _iso(text: str) -> str | None:
    if not _ISO.fullmatch(text):
        return None
    plain = re.sub(r"\s(?=[Z+-])", "", text.replace(",", ".")).replace(" ", "T")
    try:
        datetime.fromisoformat(plain)
    except ValueError:
        return None
    return plain


def _compact(text: str) -> str | None:
    if _BASIC.fullmatch(text):
        try:
            return datetime.fromisoformat(text).isoformat()
        except ValueError:
            return None
    match = _COMPACT.fullmatch(text)
    return _day(int(match[1]), int(match[2]), int(match[3])) if match else None


def _mail(text: str) -> str | None:
    if not re.search(r"\d:\d\d", text):
        return None
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _written(text: str) -> str | None:
    match = spelled().fullmatch(text.strip())
    return _from_match(match) if match else None


def _from_match(match: re.Match[str]) -> str | None:
    return _day(*parts_of(match))


def parts_of(match: re.Match[str]) -> tuple[int, int, int]:
    """Year, month and day of a match of `spelled`."""
    month = months()[(match["month"] or match["month2"] or match["month3"]).lower()]
    year, day = match["year"] or match["year2"] or match["year3"], match["day"] or match["day2"] or match["day3"]
    return int(year), month, int(day)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day with these numbers; None where there is none, or its year is a mistake."""
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


@cache
def months() -> dict[str, int]:
    """Names and short names of months, lower case, to their numbers."""
    told = load_toml("articles")["dates"]
    abroad = {name: number for number, forms in enumerate(told["months_abroad"], start=1) for name in forms}
    return abroad | {name: number for number, forms in enumerate(told["months"], start=1) for name in forms}


@cache
def spelled() -> re.Pattern[str]:
    """A written date: "14 March 2025", "Friday, March 14th, 2025", "the 14th day of March, 2025", "2025 March 14"."""
    names = "|".join(sorted(months(), key=len, reverse=True))
    weekdays = "|".join(sorted(load_toml("articles")["dates"]["weekdays"], key=len, reverse=True))
    day = r"(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th)?"
    return re.compile(
        rf"\b(?:(?:{weekdays})\.?,?\s(?:the\s)?)?"
        rf"(?:{day.format('')}(?:\.?\s(?:(?:day\s)?of\s|de\s)?|[-/])(?P<month>{names})(?:\.?,?\s(?:de\s)?|[-/])(?P<year>\d{{4}})"
        rf"|(?P<month2>{names})\.?\s(?:the\s)?{day.format('2')},?\s(?P<year2>\d{{4}})"
        rf"|(?P<year3>\d{{4}})(?:,?\s|[-/])(?P<month3>{names})(?:\.?\s|[-/]){day.format('3')}(?!,?\s\d{{4}}))(?!\d)",
        re.IGNORECASE,
    )


@cache
def _byline() -> re.Pattern[str]:
    leads = "|".join(sorted(load_toml("articles")["dates"]["leads"], key=len, reverse=True))
    return re.compile(
        rf"(?:by\s[^|·\d]{{2,60}}?[,|·–—-]?\s)?(?:(?:{leads}):?\s)?"
        rf"(?P<date>(?:{spelled().pattern})|\d{{4}}-\d\d-\d\d)"
        r"(?:(?:,|\sat|\s[|·–—-])?\s\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?(?:\s[A-Z]{2,5})?)?",
        re.IGNORECASE,
    )
