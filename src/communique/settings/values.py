"""Values as people write them in settings: durations, dates, hours with a zone, places to send to, words of a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from difflib import get_close_matches
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator

from communique.model.when import When, parse_when

_UNITS = {"s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hour": 3600, "d": 86400, "day": 86400,
          "w": 604800, "week": 604800}  # fmt: skip
_AMOUNT = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*([a-z]+)")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIMES = re.compile(
    rf"(?:(?P<daily>daily)|(?:weekly on |every )?(?P<weekday>{'|'.join(_DAYS)}))"
    r"(?: at)? (?P<hour>\d{1,2}):(?P<minute>\d{2})(?: (?P<zone>\S+))?"
)
_MAILBOX = re.compile(r"[^\s@<>,;\"']+@[^\s@<>,;\"']+")
_VARIABLE = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*)")


def parse_duration(text: Any) -> timedelta:
    """A length of time as people write it; a bare number is in seconds. Raises ValueError.

    >>> parse_duration("1 h 30 min")
    datetime.timedelta(seconds=5400)
    """
    if isinstance(text, timedelta):
        return text
    if isinstance(text, bool) or not isinstance(text, int | float | str):
        raise ValueError("write a length of time such as '30 min', '6 h' or '1 day'")
    plain = str(text).strip().lower()
    if re.fullmatch(r"\d{1,9}(\.\d{1,3})?", plain):
        return timedelta(seconds=float(plain))
    amounts = _AMOUNT.findall(plain)
    units = [_UNITS.get(unit, _UNITS.get(unit.removesuffix("s"))) for _, unit in amounts]
    if not amounts or _AMOUNT.sub("", plain).strip(" ,") or None in units:
        raise ValueError("write a length of time such as '30 min', '6 h' or '1 day'")
    return timedelta(seconds=sum(float(number) * (unit or 0) for (number, _), unit in zip(amounts, units, strict=True)))


def within(least: timedelta, most: timedelta) -> Callable[[timedelta], timedelta]:
    """A check that a length of time lies between two others."""

    def check(length: timedelta) -> timedelta:
        if not least <= length <= most:
            raise ValueError(f"it lies between {say_duration(least)} and {say_duration(most)}")
        return length

    return check


def say_duration(length: timedelta) -> str:
    """A length of time in the largest unit that gives a whole number, up to ten minutes in seconds.

    >>> say_duration(timedelta(minutes=90)), say_duration(timedelta(seconds=3725))
    ('90 min', '1 h 2 min 5 s')
    """
    left = round(length.total_seconds(), 3)
    units = (("day", 86400), ("h", 3600), ("min", 60), ("s", 1))
    whole = next(((unit, size) for unit, size in units if left and left % size == 0), ("s", 1))
    if whole[0] != "s" or left < 600:
        return _amount(left / whole[1], whole[0])
    parts = []
    for unit, size in units:
        number = left if unit == "s" else left // size
        left -= number * size
        parts += [_amount(number, unit)] if number else []
    return " ".join(parts)


def _amount(number: float, unit: str) -> str:
    return f"{number:g} {unit}{'s' if unit == 'day' and number > 1 else ''}"


Duration = Annotated[timedelta, BeforeValidator(parse_duration)]


def _date(text: Any) -> When:
    if isinstance(text, When):
        return text
    found = parse_when(str(text)) if not isinstance(text, bool) else None
    if found is None:
        raise ValueError("write a date such as '2021-01-20', '2021-01' or '2021'")
    return found


Date = Annotated[When, BeforeValidator(_date)]
"""A date as EDTF has it ("2021-01-20", "2021", "2021~"); a bare year or a date of TOML's own will do."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a digest goes. `kind` is `print`, `mail`, `feed` or `webhook`.

    `address` is the mailbox, the path of the feed or the address to post to; of mail None means those of `[mail] to`.
    `variable` names the environment variable that holds a webhook's address, which is often a secret.
    """

    kind: str
    address: str | None = None
    variable: str | None = None

    def __str__(self) -> str:
        """As it is written in the settings, without what may be secret in an address."""
        if self.kind in ("mail", "feed"):
            return f"{self.kind}:{self.address}" if self.address else self.kind
        if self.kind == "webhook":
            return f"${self.variable}" if self.variable else "/".join((self.address or "").split("/")[:3])
        return self.kind


def parse_target(text: Any) -> Target:
    """`print`, `mail`, `mail:desk@example.org`, `feed:FILE.xml`, an https address, or `$NAME` of a variable with one.

    >>> parse_target("mail:desk@example.org")
    Target(kind='mail', address='desk@example.org', variable=None)
    """
    if isinstance(text, Target):
        return text
    plain = text.strip() if isinstance(text, str) else ""
    if plain in ("print", "mail"):
        return Target(plain)
    if plain.startswith("mail:") and _MAILBOX.fullmatch(plain[5:].strip()):
        return Target("mail", plain[5:].strip())
    if plain.startswith("feed:") and plain[5:].strip():
        return Target("feed", plain[5:].strip())
    if named := _VARIABLE.fullmatch(plain):
        return Target("webhook", variable=named[1])
    if is_address(plain):
        return Target("webhook", plain)
    raise ValueError("write 'print', 'mail', 'mail:desk@example.org', 'feed:FILE.xml', 'https://...' or '$VARIABLE'")


SendTo = Annotated[Target, BeforeValidator(parse_target)]


@dataclass(frozen=True, slots=True)
class Digest:
    """When a watch speaks: `every` so long, or at an hour of every day or of one weekday (0: Monday), in a zone.

    With `every` zero, it speaks as soon as something has changed.
    """

    every: timedelta | None = timedelta(0)
    at: time | None = None
    weekday: int | None = None
    zone: tzinfo = UTC

    def last_due(self, now: datetime) -> datetime | None:
        """The last moment at or before `now` at which it was to speak; None where it counts from its last digest.

        >>> parse_digest("daily at 07:00").last_due(datetime(2025, 3, 1, 6, 0, tzinfo=UTC)).isoformat()
        '2025-02-28T07:00:00+00:00'
        """
        if self.at is None:
            return None
        here = now.astimezone(self.zone)
        for back in range(9):
            day = here.date() - timedelta(days=back)
            moment = datetime.combine(day, self.at, self.zone).astimezone(UTC)
            if moment <= now and self.weekday in (None, day.weekday()):
                return moment
        return None

    def is_due(self, now: datetime, last: datetime | None) -> bool:
        """True when it is time for a digest, after the last one at `last` (None: there was none yet)."""
        due = self.last_due(now)
        if due is not None:
            return last is None or last < due
        return last is None or now - last >= (self.every or timedelta(0))

    def __str__(self) -> str:
        if self.at is None:
            return f"every {say_duration(self.every)}" if self.every else "at once"
        day = f"{_DAYS[self.weekday].capitalize()}" if self.weekday is not None else "daily"
        return f"{day} at {self.at:%H:%M} {self.zone}"


def parse_digest(text: Any) -> Digest:
    """`at once`, `every 6 h`, `daily at 07:00 Europe/Berlin` or `Monday at 07:00 UTC`; without a zone it is UTC.

    >>> str(parse_digest("Monday 7:30"))
    'Monday at 07:30 UTC'
    """
    if isinstance(text, Digest):
        return text
    plain = " ".join(str(text).split())
    if plain.lower() == "at once":
        return Digest()
    found = _TIMES.fullmatch(plain) or _TIMES.fullmatch(_lowered(plain))
    if found and int(found["hour"]) < 24 and int(found["minute"]) < 60:
        weekday = _DAYS.index(found["weekday"]) if found["weekday"] else None
        zone = parse_zone(found["zone"] or "UTC")
        return Digest(None, time(int(found["hour"]), int(found["minute"])), weekday, zone)
    if plain.lower().startswith("every "):
        return Digest(parse_duration(plain[6:]))
    raise ValueError("write 'at once', 'every 6 h', 'daily at 07:00 Europe/Berlin' or 'Monday at 07:00 UTC'")


def _lowered(text: str) -> str:
    """The text in small letters but for its last word, which may be a zone."""
    words = text.split(" ")
    return " ".join([*(word.lower() for word in words[:-1]), words[-1]])


SpeakAt = Annotated[Digest, BeforeValidator(parse_digest)]


def parse_zone(name: str) -> tzinfo:
    """A time zone by its name in the database of zones. Raises ValueError."""
    if name.upper() in ("UTC", "Z", "GMT"):
        return UTC
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"there is no time zone {name!r}: write one such as Europe/Berlin") from error


def is_address(text: str) -> bool:
    """True for what is meant as an address on the web.

    >>> is_address("https://news.example/feed.xml"), is_address("feed.xml")
    (True, False)
    """
    return re.match(r"https?://[^\s/]", text, re.IGNORECASE) is not None


def one_of(words: Iterable[str], what: str) -> Callable[[Any], str]:
    """A check that a value is one of some words, written with blanks, hyphens or underscores; names the nearest."""
    known = list(words)

    def check(value: Any) -> str:
        plain = str(value).strip().casefold().replace(" ", "_").replace("-", "_")
        if plain in known:
            return plain
        near = get_close_matches(plain, known, 1, 0.6)
        told = f"is it '{near[0]}'?" if near else f"there are {', '.join(known)}"
        raise ValueError(f"no such {what}: {told}")

    return check
