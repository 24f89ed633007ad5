"""Lines that say when and by whom: "By Ann Lee, 14 March 2025", "Updated ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from communique.articles.dates import months, parts_of, spelled, valid_day
from communique.data import load_toml

LONGEST = 160
"""Lines with more characters are no lines of names and dates."""
_NUMERIC = re.compile(
    r"(?<![\d./:-])(?:(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])\s?(?P<m>\d\d?)(?P=sep)\s?(?P<d>\d\d?)\.?"
    r"|(?P<a>\d\d?)(?P<sep2>[./-])\s?(?P<b>\d\d?)(?P=sep2)\s?(?P<y2>(?:19|20)\d\d)"
    r"|(?:(?P<a3>\d\d?)/(?P<b3>\d\d?)/(?P<y3>\d\d)|(?P<a4>\d\d)\.(?P<b4>\d\d)\.(?P<y4>\d\d))(?![./]\d))(?!\d)(?!-\d)"
)
"""2025-03-14, 14.03.2025, 3/14/2025; with two digits for the year 3/14/25 and 14.03.25."""
_EASTERN = str.maketrans({"年": "-", "月": "-", "日": " ", "년": "-", "월": "-", "일": " "})
"""Signs of year, month and day as those of a numeric date, one for one."""
_CLOCKED = re.compile(
    r"\b(?P<month>[A-Z][a-z]{2})\s+(?P<day>\d\d?)\s\d\d:\d\d(?::\d\d)?(?:\s(?:[A-Z]{2,5}|[+-]\d{4}))?\s(?P<year>\d{4})\b"
)
"""The form of clocks and mailing lists: "Fri Mar 14 18:40:00 UTC 2025"."""
_WORDS, _TIMED = 6, 10
"""How much else a line of dates may hold, and one that gives the time of day besides; see `_residue`."""
_CLOCK = re.compile(
    r"\(?\b\d{1,2}(?:[:.h]\d\d){1,2}\s?(?:[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?"
    r"|(?:\butc|\bgmt)\s?[+-]\s?\d{1,2}(?::\d\d)?\)?",
    re.IGNORECASE,
)
_AGO = re.compile(r"\b(?:an?|\d+)\s(?:minute|hour|day|week|month|year)s?\sago\b", re.IGNORECASE)
_BAR = re.compile(r"\s[|·•/–—]\s")
_COLON = re.compile(r"[^:\d]{0,60}:")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s{1,3}$", re.IGNORECASE)
_NAMED, _PARTED = 4, re.compile(r",|\s[·|•–—-]\s")
"""With a time of day or "8 months ago", a line may give so many names, parted by such signs."""
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
_NAME = rf"(?:{CAPITAL}[\w.'’-]*)(?:\s(?:(?:de|da|van|von|der|den|al|el|bin|ibn|la|le|di)\s)?{CAPITAL}[\w.'’-]*){{1,3}}"
_BYLINE = re.compile(
    r"(?:[Bb][Yy]|[Ff]rom|[Ww]ritten [Bb]y|[Rr]eport(?:ed|ing) by|[Aa]uthors?:|[Ss]ubmitted by|[Pp]osted by)\s+"
    rf"(?P<names>{_NAME}(?:(?:,\s|\sand\s|\s&\s){_NAME}){{0,4}})"
    r"(?:\s(?:for|FOR|in|at)\s[^;]{2,40})?(?:\s*[,|·•–—-][^;]{0,80})?"
)
_PLAIN_NAME = re.compile(_NAME)


@dataclass(frozen=True, slots=True)
class Stamp:
    """One date on a line of names and dates: an ISO day, and what the line calls it.

    `label` is `published`, `modified`, `other` (of an event, of a copyright), or empty.
    """

    day: str
    label: str


def stamps_of(line: str, order: str = "") -> list[Stamp]:
    """The dates of a line that tells when, with what each is called; none for a sentence that names days.

    `order` is that of day and month in numbers, where it is known; see `dates_in`.

    >>> stamps_of("Updated 16 March 2025 · Published 14/03/2025")
    [Stamp(day='2025-03-16', label='modified'), Stamp(day='2025-03-14', label='published')]
    >>> stamps_of("The ministers will meet in Geneva on 24 March 2025.")
    []
    """
    if len(line) > LONGEST or not any(c.isdigit() for c in line):
        return []
    found = dates_in(line, order)
    if not found or residue(line, found) > (_TIMED if _CLOCK.search(line) else _WORDS):
        return []
    stamps, at = [], 0
    for start, end, day in found:
        stamps.append(Stamp(day, label_of(line[at:start]) or (_called(line[end:]) if len(found) == 1 else "")))
        at = end
    return stamps


def dates_in(line: str, order: str = "") -> list[tuple[int, int, str]]:
    """Every full date of a line with its place in it, as ISO days; 03/04/2025 is none, since it has two readings.

    Unless a weekday stands before it that only one of them can have, or `order` tells: `dm` or `md`.
    """
    found = []
    line = line.translate(_EASTERN)
    for match in _short().finditer(line):
        day = valid_day(
            _century(int(match["year"])) + int(match["year"]), months()[match["month"].lower()], int(match["day"])
        )
        found.append((match.start(), match.end(), day))
    for match in spelled().finditer(line):
        found.append((match.start(), match.end(), valid_day(*parts_of(match))))
    for match in _CLOCKED.finditer(line):
        day = valid_day(int(match["year"]), months().get(match["month"].lower(), 0), int(match["day"]))
        found.append((match.start(), match.end(), day))
    for match in _NUMERIC.finditer(line):
        if match["y"]:
            day = valid_day(int(match["y"]), int(match["m"]), int(match["d"]))
        elif match["y2"]:
            day = _two_readings(int(match["a"]), int(match["b"]), int(match["y2"]), match["sep2"])
            day = day or _by_weekday(line[: match.start()], match, order)
        else:
            a, b, year = match["a3"] or match["a4"], match["b3"] or match["b4"], int(match["y3"] or match["y4"])
            day = _two_readings(int(a), int(b), _century(year) + year, "/" if match["a3"] else ".")
        found.append((match.start(), match.end(), day))
    return sorted((start, end, day.isoformat()) for start, end, day in found if day is not None)


def is_about(line: str) -> bool:
    """True for a line that tells when or by whom and nothing else.

    >>> is_about("By Ann Lee, 14 March 2025"), is_about("By noon the envoys had left.")
    (True, False)
    """
    if len(line) > LONGEST:
        return False
    return bool(stamps_of(line)) or byline_of(line) is not None or _only_time(line)


def byline_of(line: str) -> str | None:
    """The names of a byline, without "By", date and office.

    >>> byline_of("By Ann Lee and Tom Reed | Reuters")
    'Ann Lee and Tom Reed'
    """
    if len(line) > LONGEST:
        return None
    match = _BYLINE.fullmatch(line.strip())
    return _cased(match["names"]) if match else None


def names_of(line: str) -> str | None:
    """Names that stand alone on a line of the kind that tells the author."""
    plain = line.strip(" ,|·•–—-")
    return plain if len(plain) <= 60 and _PLAIN_NAME.fullmatch(plain) else None


def label_of(words: str) -> str:
    """What the words before a date call it: the last that calls it anything.

    "Today" says nothing beyond a bar: "Sarnovia Today / 14 March".
    """
    best = max(
        (
            (match.start(), label)
            for label in ("published", "modified", "other")
            for match in _labels(label).finditer(words)
            if match[0].lower() != "today" or not _BAR.search(words, match.end())
        ),
        default=None,
    )
    return best[1] if best else ""


def _called(words: str) -> str:
    """What the words after a date call it; those with a colon call what follows them."""
    return "" if _COLON.match(words) else label_of(words)


def residue(line: str, found: Sequence[tuple[int, int, str]]) -> int:
    """How many words of a line are neither part of a date, nor of a time, nor usual beside them, nor of a byline."""
    rest = line
    for start, end, _ in reversed(found):
        rest = rest[:start] + " " + rest[end:]
    rest = _CLOCK.sub(" ", rest)
    for label in ("published", "modified", "other"):
        rest = _labels(label).sub(" ", rest)
    plain = _stamps()["besides"]
    words: list[str] = [word for word in _WORD.findall(rest) if word.lower().rstrip(".") not in plain]
    return len(words) + 4 * sum(word[0].islower() for word in words)


def _only_time(line: str) -> bool:
    rest = _AGO.sub(" ", _CLOCK.sub(" ", line))
    if rest == line:
        return False
    words = [word for word in _WORD.findall(rest) if word.lower() not in _stamps()["besides"]]
    if len(words) <= 1:
        return len(line) <= 40
    named = len(words) <= _NAMED and all(word[0].isupper() for word in words)
    return named and len(line) <= 60 and _PARTED.search(line) is not None and not line.endswith((".", "!", "?"))


def _by_weekday(before: str, match: re.Match[str], order: str) -> date | None:
    """The day of 03/04/2025 where its weekday is told, or the order of day and month."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y2"])
    readings = {"dm": valid_day(year, b, a), "md": valid_day(year, a, b)}
    named = _WEEKDAY.search(before)
    if named:
        fitting = [day for day in readings.values() if day and f"{day:%a}".lower() == named[1].lower()]
        return fitting[0] if len(fitting) == 1 else None
    return readings.get(order)


def order_of(lines: Iterable[str]) -> str:
    """The order of day and month in the numbers of some lines: `dm`, `md`, or empty where they do not tell.

    >>> order_of(["25/03/2025", "03/04/2025"]), order_of(["25/03/2025", "03/25/2025"])
    ('dm', '')
    """
    found = set()
    for line in lines:
        for match in _NUMERIC.finditer(line):
            if match["sep2"] == "/" and (int(match["a"]) > 12) != (int(match["b"]) > 12):
                found.add("dm" if int(match["a"]) > 12 else "md")
    return found.pop() if len(found) == 1 else ""


def _two_readings(a: int, b: int, year: int, sign: str) -> date | None:
    """The day of 14/03/2025 and 03/14/2025; none for 03/04/2025. Dots and hyphens put the day first."""
    if sign != "/" and b <= 12:
        return valid_day(year, b, a)
    if (a > 12) == (b > 12):
        return valid_day(year, a, b) if a == b else None
    return valid_day(year, b, a) if a > 12 else valid_day(year, a, b)


def _century(year: int) -> int:
    """Of a year of two digits: no day of publication lies ahead."""
    return 2000 if year <= date.today().year - 2000 else 1900


def _cased(names: str) -> str:
    return names.title() if names.isupper() else names


@cache
def _stamps() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in load_toml("pages")["stamps"].items()}


@cache
def _short() -> re.Pattern[str]:
    """ "14-Mar-25": a month by its name between hyphens, with two digits for the year."""
    names = "|".join(sorted(months(), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<day>\d\d?)(?P<sep>[-/])(?P<month>{names})(?P=sep)(?P<year>\d\d)(?![\d/-])", re.IGNORECASE
    )


@cache
def _labels(kind: str) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, load_toml("pages")["stamps"][kind]), key=len, reverse=True))
    return re.compile(rf"(?<![a-z])(?:{words})(?![a-z])(?:\s?:|\son\b)?", re.IGNORECASE)
