"""Due: what has to be done within a time limit, and the day on which it ends."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from communique.data import load_toml
from communique.findings.clauses import SUBJECTS, VERBAL
from communique.model.findings import TimeExpression
from communique.model.when import When, parse_when
from communique.reading.parse import Token
from communique.reading.reading import Reading

_WORDS = 14
_REACH = 12
_LINKS = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART", "PUNCT", "SPACE"})
_DURATION = re.compile(r"P(\d{1,4})([DWMY])")


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
    if time.edtf is None and limit.rule.startswith("strong"):
        return None
    if time.edtf is None:
        return _after(published, time.value)
    if limit.rule.startswith("within") and time.type == "DURATION":
        return _after(_start(reading, limit) or published, time.value) or time.edtf
    span, named = parse_when(time.edtf), parse_when(time.value)
    if span is None or span.latest is None or "/" not in time.edtf:
        return time.edtf.partition("T")[0]
    words = time.text.lower()
    following = reading.parse.text[time.end : time.end + 9].lower()
    if named is not None and named.latest is not None and not limit.rule.startswith("within"):
        to_the_end = "end of" in words or following.startswith((" is over", " is out", " ends"))
        if to_the_end:
            return named.latest.isoformat()
        if not limit.rule.startswith("before"):
            return named.edtf.partition("T")[0]
    first = time.edtf.partition("/")[0]
    if first in {"..", ""} or (published is not None and span.earliest == published.earliest):
        return span.latest.isoformat()
    return time.edtf


def _start(reading: Reading, limit: Limit) -> When | None:
    """The day from which "within two months" counts: one named earlier in the sentence, before publication."""
    published = reading.article.published_day or ""
    for time in reading.times_in(reading.parse.sentence_of(limit.anchor)):
        if time.type == "DATE" and time.start < limit.anchor.start and time.edtf and time.edtf < published:
            day = parse_when(time.edtf)
            return day if day is not None and day.is_day else None
    return None


def _after(published: When | None, value: str) -> str | None:
    """The day a duration of days, weeks or months after publication ("three weeks left")."""
    match = _DURATION.fullmatch(value)
    if published is None or published.earliest is None or match is None:
        return None
    count, unit, day = int(match[1]), match[2], published.earliest
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
        if above.pos in VERBAL:
            return above
    return None


def what_is_due(reading: Reading, limit: Limit) -> str:
    """A few words for what is due, as they stand in the text: the clause that holds the limit, without its date.

    Of "gave both a week to pull back" what is due is "pull back"; of "hopes for a truce by Easter" it is "a truce".
    """
    tokens = reading.parse.tokens
    verb = governor(limit.anchor) or limit.anchor
    cut = limit.time.start if limit.time else limit.anchor.end
    words = _words()
    if verb.lemma in words["light"] or limit.anchor.pos == "NOUN":
        verb = _task_after(tokens, limit) or verb
    last = max((t.i for t in verb.subtree() if t.end <= cut or cut <= verb.start), default=verb.i)
    first = verb.i
    subject = verb.child(*SUBJECTS)
    alone = all(_is_left_over(t, cut_short=False) for t in tokens[first + 1 : last + 1]) or (
        subject is not None and subject.dep == "nsubjpass"
    )
    if (alone or limit.rule.startswith(("ends", "effect"))) and subject is not None and subject.pos != "PRON":
        # "The protocol is to be signed by May": the verb alone would not say what.
        whole_subject = min(first, *(t.i for t in subject.subtree()))
        first = whole_subject if first - whole_subject <= _REACH else first
    elif verb.lemma in words["hollow"]:
        first = min(next((i for i in range(first + 1, last + 1) if tokens[i].pos not in _LINKS), first), last)
    chosen = [t for t in tokens[first : last + 1] if t.sent == verb.sent]
    whole = chosen[:_WORDS]
    while len(whole) > 1 and _is_left_over(whole[-1], cut_short=len(whole) < len(chosen)):
        whole.pop()
    if not whole:
        return verb.text
    return " ".join(reading.parse.text[whole[0].start : whole[-1].end].split())


@cache
def _words() -> dict[str, frozenset[str]]:
    lists: dict[str, list[str]] = load_toml("deadlines")["due"]
    return {name: frozenset(lemmas) for name, lemmas in lists.items()}


def _task_after(tokens: list[Token], limit: Limit) -> Token | None:
    """The infinitive behind the limit: "a week *to reply*", "the deadline *to pay*"."""
    after = limit.time.end if limit.time else limit.anchor.end
    for token in tokens[limit.anchor.i + 1 : limit.anchor.i + 1 + _REACH]:
        if token.sent != limit.anchor.sent or token.text in {";", ":"}:
            break
        if (
            token.start >= after
            and token.pos in VERBAL
            and any(c.lower == "to" and c.i < token.i for c in token.children)
        ):
            return token
    return None


def _is_left_over(token: Token, *, cut_short: bool) -> bool:
    """True for a word that cannot end a phrase; where words behind it were cut off, for one that leads up to them."""
    if token.dep == "prt":
        return False
    if token.pos in _LINKS or token.text.isspace() or not any(c.isalnum() for c in token.text):
        return True
    return token.lower in _words()["tails"] or (cut_short and token.pos in {"ADJ", "NUM", "AUX", "ADV"})
