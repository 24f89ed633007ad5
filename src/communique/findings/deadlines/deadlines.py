"""Reading -> deadlines: time limits, with what has to be done and the date, as far as the text gives it."""

from __future__ import annotations

from collections.abc import Iterator

from communique.findings.deadlines.due import Limit, due_date, governor
from communique.findings.deadlines.signs import sign_of
from communique.findings.deadlines.tasks import EXTENDING, lexicon
from communique.findings.deadlines.wording import what_is_due
from communique.findings.precision import precision
from communique.model.findings import DeadlineReport, TimeExpression
from communique.reading.parse import Token
from communique.reading.reading import Reading

_NEAR = 6
_BEFORE = frozenset({"before", "until", "till", "to", "ahead"})
_PASSED = ("time-until", "duty")


def find_deadlines(reading: Reading) -> tuple[DeadlineReport, ...]:
    """The time limits of an article, in the order of the text.

    "Both must pull back by March 31", published 2025-03-15, gives `pull back`, date 2025-03-31.
    """
    found: list[DeadlineReport] = []
    seen: set[tuple[int, str | None]] = set()
    limits = list(_limits(reading))
    dated = any(limit.rule.startswith("noun") for limit in limits)
    for limit in limits:
        date = due_date(reading, limit)
        key = (limit.anchor.sent, date)
        if key in seen or (date is None and any(index == limit.anchor.sent for index, _ in seen)):
            continue
        if date and date < (reading.article.published_day or "") and _is_over(limit):
            continue
        if limit.rule.startswith("undated") and dated:
            continue  # the deadline that has its date elsewhere in the article
        seen.add(key)
        sentence = reading.parse.sentence_of(limit.anchor)
        found.append(
            DeadlineReport(
                id=f"d{len(found) + 1}",
                article=reading.article.id,
                evidence=(reading.parse.text_of(sentence),),
                spans=((sentence.start, sentence.end),),
                confidence=precision(lexicon(), limit.rule),
                reason=limit.rule,
                what=what_is_due(reading, limit),
                date=date,
            )
        )
    return tuple(found)


def _is_over(limit: Limit) -> bool:
    """True for what is no limit once its day has passed ("extended until May"); "gave them until May" still is one."""
    verb = governor(limit.anchor)
    extended = limit.rule == "until-extend" and verb is not None and verb.lemma in EXTENDING
    return limit.rule in _PASSED or extended


def _limits(reading: Reading) -> Iterator[Limit]:
    """Limits by their noun first in each sentence, then by the words around each time expression."""
    parse = reading.parse
    by_start = {token.start: token for token in parse.tokens} if reading.times else {}
    for sentence in parse.sentences:
        times = [t for t in reading.times_in(sentence) if t.type in {"DATE", "TIME", "DURATION"}]
        placed = [(t, by_start[t.start]) for t in times if t.start in by_start]
        taken: set[int] = set()
        for token in parse.tokens_of(sentence):
            limit = _by_noun(reading, token, placed) if token.pos in {"NOUN", "PROPN"} else None
            if limit:
                taken |= {limit.time.start} if limit.time else set()
                yield limit
        for time, first in placed:
            rule = sign_of(reading, first, time) if time.start not in taken else None
            if rule:
                yield Limit(first, time, rule)


def _by_noun(reading: Reading, noun: Token, times: list[tuple[TimeExpression, Token]]) -> Limit | None:
    """A limit named as such: its date where one stands in its phrase or close by, else unknown."""
    if noun.lemma in lexicon()["clocks"]:
        running = next((t for t, first in times if t.type == "DURATION" and first in noun.subtree()), None)
        return Limit(noun, running, f"clock-{noun.lemma}") if running else None
    if noun.lemma not in lexicon()["nouns"]:
        return _undated(noun)
    if (left := _time_left(reading.parse.tokens, noun, times)) is not None:
        return Limit(noun, left, f"left-{noun.lemma}")
    inside = {t.i for t in noun.subtree()}
    for time, first in times:
        behind = 0 < noun.i - first.i <= _NEAR and not _is_apart(reading.parse.tokens[first.i : noun.i])
        if time.edtf and (first.i in inside or (0 < first.i - noun.i <= _NEAR) or behind):
            return Limit(noun, time, f"noun-{noun.lemma}")
    verb = governor(noun)
    for time, first in times:
        if time.edtf and verb is not None and governor(first) is verb and verb.lemma in lexicon()["noun_verbs"]:
            return Limit(noun, time, f"noun-verb-{noun.lemma}")
    named = any(c.dep in {"prep", "acl", "compound", "nummod", "amod"} for c in noun.children)
    open_ = any(c.lower in {"any", "no", "such", "every"} for c in noun.children)
    return Limit(noun, None, f"undated-{noun.lemma}") if named and not open_ else None


def _is_apart(between: list[Token]) -> bool:
    """True for "said on Friday that the deadline ...": the day is that of another clause."""
    return any(t.dep == "mark" for t in between)


def _undated(noun: Token) -> Limit | None:
    """A limit in other words, without its day: "a target date", "the approaching end of the freeze"."""
    words = lexicon()["undated"]
    before = {c.lower for c in noun.children if c.i < noun.i}
    if noun.lemma == "date" and before & set(words["dates"]):
        return Limit(noun, None, "undated-date")
    if noun.lemma in words["ends"] and before & set(words["near"]):
        of = next((c.child("pobj") for c in noun.children if c.dep == "prep" and c.lower == "of"), None)
        if of is not None and of.lemma in lexicon()["ends"]["subjects"]:
            return Limit(noun, None, "undated-end")
    return None


def _time_left(tokens: list[Token], noun: Token, times: list[tuple[TimeExpression, Token]]) -> TimeExpression | None:
    """The duration of "three days before the deadline", "two weeks left until the deadline"."""
    for time, first in times:
        if time.type != "DURATION" or time.edtf or not 0 < noun.i - first.i <= _NEAR + 1:
            continue
        between = [t for t in tokens[first.i : noun.i] if t.start >= time.end]
        while between and between[0].lower in {"left", "remaining", "more"}:
            between.pop(0)
        if between and between[0].lower in _BEFORE and not any(t.pos in {"VERB", "NUM"} for t in between):
            return time
    return None
