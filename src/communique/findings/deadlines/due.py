"""Due: the day on which a time limit ends."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from communique.findings.arguments import VERBS
from communique.model.findings import TimeExpression
from communique.model.when import When, parse_when
from communique.reading.parse import Token
from communique.reading.reading import Reading

_DURATION = re.compile(r"P(T?)(\d{1,4})([HDWMY])")
_SIGNING = re.compile(r"\s+(?:after|of|from|following)\s+(?:the\s+|its\s+)?(?:signing|signature)\b", re.IGNORECASE)
_EVENT = re.compile(r"\s+(?:after|of|from|following)\s+(?!now\b|today\b)", re.IGNORECASE)
_BESIDE = 12
_LONG_PAST = 45
_MONTH = 31
_WEEK = 7
_WEEKDAY = re.compile(r"(?<!last )\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_HOUR = r"(?:(?:noon|midday|midnight|early|late|[\d.:]+\s*\w{0,4})\s+(?:on\s+)?)?"
_LEADING = re.compile(rf"\b(?:until|till|to)\s+{_HOUR}\Z")
_GRANTING = frozenset({"extend", "prolong", "push", "put", "move", "postpone", "delay", "give", "have"})
_BACK = 4
_SPEECH = frozenset({"say", "tell", "add", "warn", "threaten", "vow", "want", "hope"})
_SEALING = frozenset({"sign", "agree", "initial", "conclude", "reach", "strike", "seal", "ink", "adopt"})
_AHEAD = ("-modal", "-condition", "set")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Limit:
    """One time limit: the word that says so, the time expression (None: the date is not given), and the rule."""

    anchor: Token
    time: TimeExpression | None
    rule: str


def due_date(reading: Reading, limit: Limit) -> str | None:
    """The last day that the words leave: of "within two weeks" and "by March 31" the end, of "on March 31" the day."""
    time = limit.time
    if time is None:
        return None
    published = parse_when(reading.article.published_day or "")
    within = limit.rule.startswith("within") and time.type == "DURATION"
    if within or time.edtf is None or limit.rule.startswith(("left-", "clock-")):
        return _counted(reading, limit, time, within=within)
    span, named = parse_when(time.edtf), parse_when(time.value)
    if (following := _weekday_to_come(reading, limit, time)) is not None:
        return following
    if span is not None and _is_to_come(limit, time, published, span):
        return _after(span, "P1Y") if span.is_day else _next_year(named, time.text)
    if limit.rule in {"unless", "from"}:
        return time.edtf.partition("/")[0].partition("T")[0]
    if span is None or span.latest is None or "/" not in time.edtf:
        return time.edtf.partition("T")[0]
    words = time.text.lower()
    following = reading.parse.text[time.end : time.end + 9].lower()
    if named is not None and named.latest is not None and not limit.rule.startswith("within"):
        to_the_end = "end of" in words or following.startswith((" is over", " is out", " ends"))
        if to_the_end:
            return named.latest.isoformat()
        if not limit.rule.startswith("before"):
            return _part(span.latest, named) or named.edtf.partition("T")[0]
    first = time.edtf.partition("/")[0]
    if first in {"..", ""} or (published is not None and span.earliest == published.earliest):
        return span.latest.isoformat()
    return time.edtf


def _counted(reading: Reading, limit: Limit, time: TimeExpression, *, within: bool) -> str | None:
    """The last day of a length of time, counted from the day that the words name, of a signing, or of publication."""
    text, published = reading.parse.text, parse_when(reading.article.published_day or "")
    if limit.rule.startswith(("left-", "clock-")):
        return _after(_day_beside(reading, time) or published, time.value)
    signed = _SIGNING.match(text, time.end) is not None
    if within and _EVENT.match(text, time.end) and not signed:
        return None  # "within 48 hours of a withdrawal", whose day nobody knows
    if time.edtf is None and limit.rule.startswith("strong"):
        return _after(_start(reading, limit, near=False), time.value) if signed else None
    start = (_start(reading, limit) if within else None) or _agreed_on(reading, limit)
    if start is None and signed:
        return None  # "within 30 days of the signing" of what nobody has signed yet
    return _after(start or published, time.value) or time.edtf


def _part(last: date, named: When) -> str | None:
    """The ten days of "by mid-March", which end on this day, in the guide's thirds of a month; None for all of it."""
    whole = named.earliest is None or named.latest is None or (named.latest - named.earliest).days > _MONTH
    if whole or last == named.latest or last.day not in {10, 20}:
        return None
    return f"{last.replace(day=last.day - 9).isoformat()}/{last.isoformat()}"


def _is_to_come(limit: Limit, time: TimeExpression, published: When | None, day: When) -> bool:
    """True for a day without a year that was taken for one long past, where something is still to be done by it."""
    if published is None or published.earliest is None or day.latest is None or not limit.rule.endswith(_AHEAD):
        return False
    if _YEAR.search(time.text) or "that" in time.text.lower().split():
        return False
    return (published.earliest - day.latest).days > _LONG_PAST


def _next_year(named: When | None, words: str) -> str | None:
    """The same part of the year after: "until late in October", told in May and taken for the October before."""
    if named is None or named.earliest is None or named.latest is None:
        return None
    first, last = (_after(When("", day, day), "P1Y") for day in (named.earliest, named.latest))
    return last if "end of" in words.lower() or not first else f"{first}/{last}"


def _weekday_to_come(reading: Reading, limit: Limit, time: TimeExpression) -> str | None:
    """The day to come of "extended the deadline to Friday", whose past tense makes it the Friday before."""
    published = parse_when(reading.article.published_day or "")
    day = parse_when((time.edtf or "").partition("T")[0])
    if published is None or published.earliest is None or day is None or day.earliest is None or not day.is_day:
        return None
    verb = governor(limit.anchor)
    if (
        not _WEEKDAY.search(time.text)
        or verb is None
        or verb.lemma not in _GRANTING
        or not _LEADING.search(reading.parse.text, 0, time.start)
    ):
        return None
    before = (published.earliest - day.earliest).days
    if not 0 < before <= _WEEK or any(c.lower == "had" for c in verb.children):
        return None
    return (day.earliest + timedelta(days=_WEEK)).isoformat()


def _day_beside(reading: Reading, duration: TimeExpression) -> When | None:
    """The day right before a duration that counts on from it: "on Saturday, three days before the deadline"."""
    for time in reversed([t for t in reading.times if t.end <= duration.start][-2:]):
        if time.type == "DATE" and time.edtf and duration.start - time.end < _BESIDE:
            day = parse_when(time.edtf)
            return day if day is not None and day.is_day else None
    return None


def _start(reading: Reading, limit: Limit, *, near: bool = True) -> When | None:
    """The day from which "within two months" counts: one named in the sentence (`near`: earlier in it), and past."""
    published = reading.article.published_day or ""
    for time in reading.times_in(reading.parse.sentence_of(limit.anchor)):
        if near and time.start > limit.anchor.start:
            break
        if time.type == "DATE" and time.edtf and (time.edtf < published or (not near and time.edtf == published)):
            day = parse_when(time.edtf)
            return day if day is not None and day.is_day else None
    return None


def _agreed_on(reading: Reading, limit: Limit) -> When | None:
    """The day on which parties signed or agreed, told shortly before what has to be done "within 30 days"."""
    published = reading.article.published_day or ""
    told = limit.anchor.sent
    for sentence in reversed(reading.parse.sentences[max(told - _BACK, 0) : told + 1]):
        if told == sentence.index and any(above.lemma in _SPEECH for above in limit.anchor.ancestors()):
            return None
        if not any(t.lemma in _SEALING and t.pos in VERBS for t in reading.parse.tokens_of(sentence)):
            continue
        for time in reading.times_in(sentence):
            day = parse_when((time.edtf or "").partition("T")[0]) if time.type in {"DATE", "TIME"} else None
            if day is not None and day.is_day and (time.edtf or "")[:10] <= published:
                return day
        return None
    return None


def _after(published: When | None, value: str) -> str | None:
    """The day a duration of days, weeks or months after publication ("three weeks left")."""
    match = _DURATION.fullmatch(value)
    if published is None or published.earliest is None or match is None:
        return None
    count, unit, day = int(match[2]), match[3], published.earliest
    if match[1]:
        if unit != "H":
            return None
        count, unit = -(-count // 24), "D"
    try:
        if unit in {"D", "W"}:
            return (day + timedelta(days=count * (7 if unit == "W" else 1))).isoformat()
        months = day.month - 1 + count * (12 if unit == "Y" else 1)
        year, month = day.year + months // 12, months % 12 + 1
        return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1])).isoformat()
    except (OverflowError, ValueError):  # beyond the last year of the calendar
        return None


def governor(token: Token) -> Token | None:
    """The verb that a time expression belongs to."""
    for above in token.ancestors():
        if above.pos in VERBS:
            return above
    return None
