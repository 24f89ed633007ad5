"""How pages state when they were published: in metadata, in their address, on a line that readers see, or misleadingly."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FORMS = (
    "{d} {month} {y}", "{month} {d}, {y}", "{mon} {d}, {y}", "{mon}. {d}, {y}", "{weekday} {d} {month} {y}", "{weekday}, {month} {d}, {y}",
    "{d} {mon} {y}", "{d}-{mon}-{y}", "{dd}.{mm}.{y}", "{dd}/{mm}/{y}", "{mm}/{dd}/{y}", "{y}-{mm}-{dd}", "{y}/{mm}/{dd}",
    "{d}{th} {month} {y}", "{month} {d}{th}, {y}", "{weekday}, {d} {month}, {y}", "{wd}, {mon} {d}, {y}", "{MONTH} {d}, {y}",
    "{d} {month}, {y}", "{wd} {d} {mon} {y}", "{d}. {month} {y}", "{y}. {mm}. {dd}.",
)  # fmt: skip
TIMES = ("", "", "", ", {h}:{m}", " {h}:{m}", " at {h}:{m}", " | {h}:{m} GMT", " - {h}.{m}", " · {h12}:{m} {pm} ET", ", {h12}:{m}{pm}",
         " {h}:{m} CET", " ({h}:{m} UTC+3)", " {h}h{m}")  # fmt: skip
LEADS = (
    "",
    "",
    "Published ",
    "Published: ",
    "Posted on ",
    "First published on ",
    "Date: ",
    "Issued ",
    "Publish date: ",
    "Released: ",
)
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("UTC"))
"""The day on which all pages were saved."""


def iso(when: datetime, r: Random | None = None) -> str:
    """An ISO date-time in one of its forms, always of the same day."""
    forms = [when.isoformat(), when.strftime("%Y-%m-%dT%H:%M:%S%z"), when.strftime("%Y-%m-%d %H:%M:%S"), when.date().isoformat(),
             when.isoformat(timespec="milliseconds"), when.strftime("%Y-%m-%dT%H:%M%z")]  # fmt: skip
    return r.choice(forms) if r else forms[0]


def zulu(when: datetime) -> str:
    return when.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ")


def days_of(when: datetime) -> frozenset[str]:
    """The day of publication where it happened, and in UTC: metadata may give either."""
    return frozenset((when.date().isoformat(), zulu(when)[:10]))


def written(when: datetime, form: str) -> str:
    """A date as people write it, by one of FORMS or a form of that kind with a time."""
    return form.format(
        d=when.day, dd=f"{when.day:02}", mm=f"{when.month:02}", y=when.year, month=MONTHS[when.month - 1],
        mon=MONTHS[when.month - 1][:3], MONTH=MONTHS[when.month - 1].upper(), weekday=WEEKDAYS[when.weekday()],
        wd=WEEKDAYS[when.weekday()][:3], h=f"{when.hour:02}", m=f"{when.minute:02}", h12=when.hour % 12 or 12,
        pm="PM" if when.hour >= 12 else "AM",
        th="th" if 11 <= when.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(when.day % 10, "th"),
    )  # fmt: skip


def visible(when: datetime, r: Random, lead: bool = True) -> str:
    """A line that tells readers when: "Published: 14 March 2025, 18:40"."""
    return (r.choice(LEADS) if lead else "") + written(when, r.choice(FORMS)) + written(when, r.choice(TIMES))


def updated(published: datetime, modified: datetime, r: Random) -> str:
    """Both dates on one line, the update often first."""
    form = r.choice(FORMS[:7])
    first, then = written(published, form), written(modified, form)
    return r.choice((
        f"Updated {then} · Published {first}", f"Last updated: {then} | First published: {first}", f"Published {first}; updated {then}",
        f"{first} (updated {then})", f"Updated on: {then} / Published on: {first}", f"Last modified {then}. Originally published {first}.",
    ))  # fmt: skip


def later(when: datetime, r: Random, most: int = 400) -> datetime:
    """Some day after it, up to the day on which the page was saved: of comments, of related articles, of updates."""
    span = max(1, min(most, (NOW - when).days))
    return when + timedelta(days=r.randint(1, span))


def earlier(when: datetime, r: Random) -> datetime:
    return when - timedelta(days=r.randint(2, 900))


def dated_path(when: datetime, r: Random) -> str:
    """The path of an address that holds the day."""
    return r.choice((
        f"/{when.year}/{when.month:02}/{when.day:02}/", f"/world/{when.year}/{when:%b}/{when.day:02}/".lower(),
        f"/news/{when.date().isoformat()}-", f"/{when.year}/{when.month}/{when.day}/", f"/{when:%Y%m%d}-", f"/a/{when:%Y-%m-%d}/",
    ))  # fmt: skip
