"""Told days: what the words around a day make of it for a contact, where they leave nothing to weigh."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from datetime import date, timedelta

from communique.findings.contacts.circumstance import (
    AHEAD,
    HAPPENED,
    is_day_of_saying,
    is_own,
    own_preposition,
    token_at,
)
from communique.findings.contacts.mentions import Mention
from communique.findings.contacts.modality import is_negated
from communique.findings.contacts.silence import since_when
from communique.findings.contacts.triggers import Trigger
from communique.model.findings import Status, TimeExpression
from communique.model.when import parse_when
from communique.reading.parse import Token
from communique.reading.reading import Reading
from communique.reading.time.tense import is_said_after

MONTHS = frozenset(name.lower() for name in month_name if name)
UNTIL = frozenset({"until", "till"})


def told_day(reading: Reading, trigger: Trigger, status: Status) -> str | None:
    """The days of a contact where its sentence leaves no doubt of them; None elsewhere.

    "Since Saturday, when the envoys met": Saturday. "They sat until Friday night": Friday. "May come before July 4,
    when the pact ends", published on June 20: from then to July 3. "The June summit" after "since": June.
    """
    for time in reading.times_in(reading.parse.sentence_of(trigger.token)):
        day = _day_of_clause(reading, trigger, time) or _day_before_aside(reading, trigger, time)
        if (day := day or _day_until(reading, trigger, time, status)) is not None:
            return day
        if status not in HAPPENED and (days := _days_before(reading, trigger, time)) is not None:
            return days
        if (last := since_when(trigger.predicate)) is not None and token_at(reading, time) in last.children:
            return own_days(time)
        if _is_name(reading, trigger, time) and (time.edtf or "").endswith("/.."):
            return own_days(time)
    return None


def own_days(time: TimeExpression) -> str | None:
    """The days that an expression names by itself, without the "since" or "until" before it."""
    first, _, last = (time.edtf or "").partition("/")
    known = time.value.split("T")[0]
    if parse_when(known) is not None and known in {first, last, first[: len(known)]}:
        return known
    return (last if first == ".." else first) if ".." in {first, last} else time.edtf


def _day_of_clause(reading: Reading, trigger: Trigger, time: TimeExpression) -> str | None:
    """The day whose own clause tells of the contact: "since Saturday, when the envoys met"."""
    token = token_at(reading, time)
    for node in (trigger.token, *trigger.token.ancestors()):
        inside = token is not None and time.start <= node.head.start < time.end
        if inside and node.dep == "relcl" and any(c.lower == "when" for c in node.children):
            return own_days(time)
    return None


def _day_before_aside(reading: Reading, trigger: Trigger, time: TimeExpression) -> str | None:
    """The day before a clause that only says so: "will lunch with B on Monday, the Commission has confirmed"."""
    token = token_at(reading, time)
    above = [] if token is None else [node for node in token.ancestors() if is_said_after(token, node)]
    own = (trigger.token, trigger.predicate, trigger.support)
    return own_days(time) if any(node.head in own for node in above) else None


def _day_until(reading: Reading, trigger: Trigger, time: TimeExpression, status: Status) -> str | None:
    """The day up to which went on what is over, and that on which began what had not been before."""
    node = own_preposition(reading, trigger, time)
    if node is None or node.lower not in UNTIL:
        return None
    over = status in HAPPENED and not is_negated(trigger.predicate)
    return own_days(time) if over or is_negated(trigger.predicate) else None


def _days_before(reading: Reading, trigger: Trigger, time: TimeExpression) -> str | None:
    """From the day of publication to the eve of a day of which more is told ("before July 4, when the pact ends").

    So too before what happens on that day ("before the pact ends on July 4").
    """
    node = own_preposition(reading, trigger, time) or _before_what(reading, trigger, time)
    when = parse_when(time.edtf or "")
    today = parse_when(reading.article.published_day or "")
    if node is None or node.lower != "before" or when is None or today is None or today.latest is None:
        return None
    if not when.is_day or when.earliest is None or when.earliest <= today.latest:
        return None
    return f"{today.latest.isoformat()}/{(when.earliest - timedelta(days=1)).isoformat()}"


def _before_what(reading: Reading, trigger: Trigger, time: TimeExpression) -> Token | None:
    """The "before" of a contact under which a time lies: "before the vote on July 4", "before he leaves on July 4"."""
    token, verb = token_at(reading, time), trigger.predicate
    own = (trigger.token, verb, trigger.support, verb.head if verb.dep == "xcomp" else None)
    for above in token.ancestors() if token is not None else ():
        if above.lower == "before" and above.pos in {"ADP", "SCONJ"}:
            return above if above.head in own else None
        if above.pos in {"VERB", "AUX"}:
            before = (child for child in above.children if child.dep == "mark" and child.lower == "before")
            return next(before, None) if above.head in own else None
    return None


def _is_name(reading: Reading, trigger: Trigger, time: TimeExpression) -> bool:
    """True for the month or day that is part of what a contact is called ("the June summit", "Monday's talks")."""
    token = token_at(reading, time)
    return token is not None and token.head is trigger.token and token.dep in {"compound", "nmod", "poss", "amod"}


def turned_weekday(reading: Reading, trigger: Trigger, time: TimeExpression, status: Status) -> str | None:
    """The day of a weekday beside a contact on the side on which the contact lies; None for any other expression.

    "a meeting for Thursday", read as the last one, is the coming one; "after receiving him on Sunday" the last one.
    """
    if own_preposition(reading, trigger, time) is None:
        return None
    when, published = parse_when(time.edtf or ""), reading.article.published_day
    if published is None or when is None or when.earliest is None or not when.is_day:
        return None
    words = time.text.lower().split()
    if words[0] not in WEEKDAYS or not WEEKDAYS.isdisjoint(words[1:]):
        return None
    late = (date.fromisoformat(published) - when.earliest).days
    if status in AHEAD and 0 < late < 7:
        return (when.earliest + timedelta(days=7)).isoformat()
    if status in HAPPENED and -7 < late < 0:
        return (when.earliest - timedelta(days=7)).isoformat()
    return None


WEEKDAYS = frozenset(name.lower() for name in day_name)


def turned(reading: Reading, trigger: Trigger, time: TimeExpression, status: Status) -> str | None:
    """The day or month beside a contact on the side on which the contact lies; None for one that lies there already.

    "A meeting in September" that was held, published in July: September of the year before; "held on the 28th",
    published on the 20th: that of the month before.
    """
    if (day := turned_weekday(reading, trigger, time, status)) is not None:
        return day
    token, when, published = token_at(reading, time), parse_when(time.edtf or ""), reading.article.published_day
    if token is None or when is None or when.earliest is None or published is None or not is_own(trigger, token):
        return None
    if status not in HAPPENED or when.earliest <= date.fromisoformat(published):
        return None
    first = when.earliest
    if time.text.lower() in MONTHS and re.fullmatch(r"\d{4}-\d\d", when.edtf):
        return f"{first.year - 1}-{first.month:02}"
    if re.fullmatch(r"the \d{1,2}(st|nd|rd|th)", time.text.lower()):
        last = first.replace(day=1) - timedelta(days=1)
        return last.replace(day=first.day).isoformat() if first.day <= last.day else None
    return None


WEEKS = {"a": 1, "one": 1, "two": 2, "three": 3}


def counted_from_today(reading: Reading, time: TimeExpression) -> str | None:
    """The day of "two weeks ago" and "in two weeks", which is so many days off rather than any day of that week."""
    published, after = reading.article.published_day, reading.article.text[time.end : time.end + 6]
    if published is None or after.startswith(" or so"):
        return None
    if ago := re.fullmatch(r"(?:exactly )?(a|one|two|three) weeks? ago", time.text.lower()):
        return (date.fromisoformat(published) - timedelta(days=7 * WEEKS[ago[1]])).isoformat()
    weeks, when = re.fullmatch(r"P([123])W", time.value), parse_when(time.edtf or "")
    if " or " in time.text or weeks is None or when is None or when.days != 7 or when.earliest is None:
        return None
    day = date.fromisoformat(published) + timedelta(days=7 * int(weeks[1]))
    return day.isoformat() if when.earliest == day - timedelta(days=day.weekday()) else None


def new_day(reading: Reading, mention: Mention) -> str | None:
    """The day after "moved to", "put off until"; the next such weekday, for what is put off lies ahead."""
    for time in reading.times_in(mention.sentence):
        token, when = token_at(reading, time), parse_when(time.edtf or "")
        if token is None or when is None or token.head.lower not in {"to", "until", "till"}:
            continue
        if token.head.head.pos != "VERB":
            continue
        if any(other is not time and other.edtf == time.edtf for other in reading.times_in(mention.sentence)):
            when = parse_when(when.edtf.rpartition("/")[2]) or when  # "from Monday to June 5": the latter
        published, day = reading.article.published_day, when.earliest
        if published is None or day is None or not when.is_day:
            return when.edtf
        late = (date.fromisoformat(published) - day).days
        return (day + timedelta(days=7)).isoformat() if 0 < late < 7 else when.edtf
    return _put_off_by(reading, mention)


def _put_off_by(reading: Reading, mention: Mention) -> str | None:
    """The day after "put off by a week", counted from the day that was planned, else from that of the news."""
    times = reading.times_in(mention.sentence)
    if any(t is not None and t.head.lower in {"to", *UNTIL} for t in (token_at(reading, time) for time in times)):
        return None  # "by a day to Thursday"
    amounts = [t for t in times if t.type == "DURATION" and _is_put_off(reading, t, mention)]
    days = _whole_days(amounts[0].value) if len(amounts) == 1 else None
    if days is None:
        return None
    whens = [(is_day_of_saying(reading, t), parse_when(t.edtf or "")) for t in times]
    known = [(said, when.earliest) for said, when in whens if when is not None and when.is_day and when.earliest]
    published = reading.article.published_day
    today = date.fromisoformat(published) if published else None
    start = min(known, default=(True, today), key=lambda one: one[0])[1]
    return (start + timedelta(days=days)).isoformat() if start is not None else None


def _is_put_off(reading: Reading, time: TimeExpression, mention: Mention) -> bool:
    """True for how long something is put off: "by two days", "delayed two days"."""
    token, verb = token_at(reading, time), mention.cue.token
    if token is None or token.i < verb.i:
        return False
    return (token.head.head if token.head.lower == "by" else token.head) is verb


def _whole_days(value: str) -> int | None:
    """How many days a TIMEX3 duration is, where it is whole days and a month at most."""
    match = re.fullmatch(r"P(?:(\d+)([DW])|T(24|48|72)H)", value)
    if match is None:
        return None
    days = int(match[3]) // 24 if match[3] else int(match[1]) * (7 if match[2] == "W" else 1)
    return days if days <= 31 else None
