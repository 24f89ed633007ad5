"""Counting: the day of a contact told by its distance from another one ("three days after the ministers met")."""

from __future__ import annotations

import re
from datetime import date, timedelta

from communique.findings.arguments import VERBS
from communique.findings.contacts.circumstance import is_own, token_at
from communique.findings.contacts.triggers import Trigger
from communique.model.findings import TimeExpression
from communique.model.when import parse_when
from communique.reading.parse import Sentence, Token
from communique.reading.reading import Reading

SIGNS = {"after": -1, "following": -1, "before": 1, "ahead": 1}
DAYS = {"D": 1, "W": 7}
FARTHEST = 60
"""The most days that are counted to the day; news that counts more means it roughly."""


def counted_day(reading: Reading, trigger: Trigger) -> str | None:
    """The day of a contact that a clause of its sentence lies so many days after or before; None where none does.

    "The offer comes two days after Norway's and Chad's envoys met", published 2025-03-15: met on 2025-03-13. "He
    resigned on Monday, a week before the talks": talks on the Monday after.
    """
    sentence = reading.parse.sentence_of(trigger.token)
    if any(_is_its_day(reading, trigger, time) for time in reading.times_in(sentence)):
        return None
    for time in reading.times_in(sentence):
        distance, link = _distance(time), _link(reading, time)
        if distance is None or link is None or not _is_over(link, trigger):
            continue
        if trigger.frame == "motion" and SIGNS[link.lower] < 0:
            continue  # "two days after they flew in": they may be there still
        base = _base(reading, sentence, link, time)
        if base is not None:
            return (base + timedelta(days=SIGNS[link.lower] * distance)).isoformat()
    return None


def _is_its_day(reading: Reading, trigger: Trigger, time: TimeExpression) -> bool:
    """True for a day that the contact's own words give: "hours after they met on Sunday"."""
    token, when = token_at(reading, time), parse_when(time.edtf or "")
    return token is not None and when is not None and when.is_day and is_own(trigger, token)


def _distance(time: TimeExpression) -> int | None:
    """How many days an amount of time is; "the day" in "the day after" is one."""
    if time.value == "XXXX-XX-XX":
        return 1
    match = re.fullmatch(r"P(\d+)([DW])", time.value)
    days = int(match[1]) * DAYS[match[2]] if match else None
    if time.type == "DURATION" and re.fullmatch(r"PT(X|\d+)H", time.value):
        days = 0
    return days if days is not None and days <= FARTHEST else None


def _link(reading: Reading, time: TimeExpression) -> Token | None:
    """The "after" or "before" that an amount of time stands before."""
    token = token_at(reading, time)
    for other in reading.parse.tokens[token.i : token.i + 4] if token is not None else ():
        if other.start >= time.end:
            return other if other.lower in SIGNS else None
    return None


def _is_over(link: Token, trigger: Trigger) -> bool:
    """True where the contact is what stands after the link: its clause's verb, or the noun under it."""
    if link.dep == "mark":
        verb = trigger.predicate
        while verb is not link.head and _is_to_come(verb):
            verb = verb.head
        return link.head in (trigger.token, verb)
    under = link.child("pobj", "pcomp") or next((c for c in link.children if c.lower == "of"), link)
    if under.lower == "of":
        under = under.child("pobj") or under
    return trigger.token in (under, *(t for c in under.children if c.lower == "of" for t in c.children))


def _is_to_come(verb: Token) -> bool:
    """True for "meet" in "are due to meet", "are to meet", and for the "due" over it."""
    infinitive = any(child.lower == "to" and child.dep == "aux" for child in verb.children)
    return verb.dep == "acomp" or (verb.dep in {"xcomp", "ccomp"} and infinitive)


def _base(reading: Reading, sentence: Sentence, link: Token, counted: TimeExpression) -> date | None:
    """The day of what the clause around the link tells: its own, one of the sentence before, or that of the news."""
    over = _verb_of(link.head) if link.dep == "mark" or link.head.pos not in VERBS else link.head
    if over is None:
        return None
    for time in reading.times_in(sentence):
        token, when = token_at(reading, time), parse_when(time.edtf or "")
        if token is not None and time is not counted and when is not None and when.is_day and _verb_of(token) is over:
            return when.earliest
    published = reading.article.published_day
    today = date.fromisoformat(published) if published else None
    if sentence.index and over.tag in {"VBD", "VBN"} and today is not None:
        before = reading.times_in(reading.parse.sentences[sentence.index - 1])
        days = [when.earliest for t in before if (when := parse_when(t.edtf or "")) and when.is_day and when.earliest]
        if past := [day for day in days if day <= today]:
            return past[-1]
    return today


def _verb_of(token: Token) -> Token | None:
    return next((above for above in token.ancestors() if above.pos in VERBS), None)
