"""Lasting: from which day to which a contact takes place, where words about it tell its beginning, its end or both."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from communique.findings.arguments import SUBJECT, VERBS
from communique.findings.contacts.circumstance import token_at
from communique.findings.contacts.mentions import Mention
from communique.findings.contacts.modality import is_negated, meaning_of
from communique.findings.contacts.vocabulary import lexicon
from communique.model.findings import Status, TimeExpression
from communique.model.when import parse_when, publication_day
from communique.reading.parse import Token
from communique.reading.reading import Reading

LONGEST = 31
"""The most days that a contact lasts; what goes on longer is a process."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """The day on which a contact begins, that on which it ends, and how many days it takes; None where not told.

    `since` is the open interval for which it has gone on, in EDTF.
    """

    begun: date | None = None
    ended: date | None = None
    days: int | None = None
    since: str | None = None

    def joined(self, other: Lasting) -> Lasting:
        """What two mentions of one contact tell together; the first counts where both tell."""
        return Lasting(
            self.begun or other.begun,
            self.ended or other.ended,
            self.days or other.days,
            self.since or other.since,
        )

    @property
    def interval(self) -> str | None:
        """The days from the first to the last, in EDTF; None where less is told, or what does not fit together."""
        begun, ended, days = self.begun, self.ended, self.days
        if begun is None and ended is not None and days is not None:
            begun = ended - timedelta(days=days - 1)
        if ended is None and begun is not None and days is not None:
            ended = begun + timedelta(days=days - 1)
        if begun is None or ended is None or not 1 <= (ended - begun).days <= LONGEST:
            return None
        return f"{begun.isoformat()}/{ended.isoformat()}"


NOT_TOLD = Lasting()


def stretched(day: str | None, lasting: Lasting, *, over: bool) -> str | None:
    """The date of a contact, drawn out to all the days that it takes; `over` is True for one that has ended.

    >>> stretched("2025-03-04", Lasting(days=3), over=False)
    '2025-03-04/2025-03-06'
    """
    when = parse_when(day or "")
    known = parse_when(lasting.interval or "")
    if known is not None and (when is None or when.overlaps(known)):
        return known.edtf
    if when is None or not when.is_day or when.earliest is None:
        return day
    if lasting.days is not None and lasting.begun is None and lasting.ended is None:
        told = Lasting(ended=when.earliest, days=lasting.days) if over else replace(lasting, begun=when.earliest)
        return told.interval or day
    if lasting.ended is not None and lasting.ended > when.earliest:
        return Lasting(when.earliest, lasting.ended).interval or day
    return day


def find_lasting(reading: Reading, mention: Mention) -> Lasting:
    """How long the contact of a mention lasts, by its own sentence.

    "The three-day talks opened on Saturday": from Saturday, three days. "The round that began on Monday ended on
    Thursday": from Monday to Thursday. "A week of talks broke down on Tuesday": until Tuesday, seven days.
    """
    verbs = _verbs_of(mention)
    told = NOT_TOLD
    for time in reading.times_in(mention.sentence):
        token = token_at(reading, time)
        if token is not None:
            told = told.joined(_told_by(time, token, mention, verbs)).joined(_going(reading, time, token, mention))
    if told.days is None:
        told = _nth_day(reading, mention).joined(told)
    if told.ended is None:
        told = replace(told, ended=_end_told_of_it(reading, mention))
    return (
        replace(told, ended=_day_after_it(reading, mention)) if told.days and told == Lasting(days=told.days) else told
    )


def _end_told_of_it(reading: Reading, mention: Mention) -> date | None:
    """The day up to which "it" goes on, in the same sentence or the next ("It could run until Friday")."""
    words, parse = lexicon()["lasting"], reading.parse
    for sentence in parse.sentences[mention.sentence.index : mention.sentence.index + 2]:
        for time in reading.times_in(sentence):
            token, when = token_at(reading, time), parse_when(time.edtf or "")
            governor, preposition = _governor(token) if token is not None else (None, "")
            if when is None or governor is None or preposition not in words["until"]:
                continue
            subject = governor.child("nsubj") or governor.head.child("nsubj", "nsubjpass")
            if subject is None or subject.lower not in {"it", "they"} or subject.i < mention.trigger.token.i:
                continue
            verbs = [governor, *(c for c in governor.children if c.dep == "xcomp")]  # "is set to last until"
            if any(verb.lemma in words["stay"] for verb in verbs) and not is_negated(governor):
                return when.latest
    return None


def _day_after_it(reading: Reading, mention: Mention) -> date | None:
    """The day of what followed at once: "signed it on Tuesday after three days of talks", "came out of two days"."""
    measure = mention.trigger.token.head.head
    if mention.trigger.token.dep != "pobj" or measure.dep != "pobj":
        return None
    behind = measure.head
    if behind.lower == "of" and behind.head.lower == "out":
        behind = behind.head
    elif behind.lower != "after":
        return None
    told = (mention.trigger.token, behind.head)
    for time in reading.times_in(mention.sentence):
        token, when = token_at(reading, time), parse_when(time.edtf or "")
        if token is None or when is None or not when.is_day:
            continue
        if _governor(token)[0] is behind.head or any(token.head.head is one for one in told):
            return when.earliest
    return None


def _nth_day(reading: Reading, mention: Mention) -> Lasting:
    """The days up to the one told of: "concluded a second day of talks on Friday": Thursday and Friday."""
    noun = mention.trigger.token
    day = noun.head.head if noun.dep == "pobj" and noun.head.lower == "of" else noun
    ordinals = lexicon()["lasting"]["ordinals"]
    number = next((ordinals[c.lower] for c in day.children if c.i < day.i and c.lower in ordinals), None)
    whens = [parse_when(time.edtf or "") for time in reading.times_in(mention.sentence)]
    told = {when.earliest for when in whens if when is not None and when.is_day}
    if day.lemma != "day" or number is None or len(told) != 1:
        return NOT_TOLD
    return Lasting(ended=told.pop(), days=number)


def _told_by(time: TimeExpression, token: Token, mention: Mention, verbs: list[Token]) -> Lasting:
    """What one time expression tells of how long a contact lasts."""
    words = lexicon()["lasting"]
    if time.type == "DURATION":
        return Lasting(days=_days(time.value) if _measures(mention, token, verbs, words) else None)
    when = parse_when(time.edtf or "")
    governor, preposition = _governor(token)
    if when is None or governor not in verbs or governor is None:
        return NOT_TOLD
    if preposition in words["until"] and not is_negated(governor) and not _is_break(governor):
        return Lasting(ended=when.latest)
    if not when.is_day:
        return NOT_TOLD
    if governor.lemma in words["end"]:
        return Lasting(ended=when.earliest)
    begins = governor.lemma in words["begin"] or governor.lemma in words["arrive"]
    return Lasting(begun=when.earliest) if begins else NOT_TOLD


def _going(reading: Reading, time: TimeExpression, token: Token, mention: Mention) -> Lasting:
    """Since when a contact goes on: "have been meeting since Monday", "for a week", "has been in Oslo since Monday"."""
    when, published = parse_when(time.edtf or ""), publication_day(reading.article.published)
    governor, preposition = _governor(token)
    if governor is None or governor not in _verbs_of(mention) or not _goes_on(governor, mention):
        return NOT_TOLD
    days = _days(time.value) if time.type == "DURATION" and preposition == "for" else None
    if days is not None and published is not None:
        first = published - timedelta(days=days)
        return Lasting(begun=first, since=f"{first.isoformat()}/..")
    if when is None or preposition != "since":
        return NOT_TOLD
    return Lasting(begun=when.earliest, since=when.edtf)


def _goes_on(verb: Token, mention: Mention) -> bool:
    """True for "have been meeting", and for "has been", "are" where that is all that is told of the contact."""
    helpers = {c.lower for c in verb.children if c.dep == "aux"}
    if verb.tag == "VBG":
        return "been" in helpers and not helpers.isdisjoint(HAVE)
    there = verb is mention.trigger.token and not is_negated(verb)
    return there and (verb.lower in {"are", "is"} or (verb.lower == "been" and not helpers.isdisjoint(HAVE)))


HAVE = frozenset({"has", "have", "'ve", "’ve"})


def _verbs_of(mention: Mention) -> list[Token]:
    """The verbs that tell what becomes of the contact: those it is subject or object of, and those that describe it."""
    trigger = mention.trigger
    nouns = [trigger.token]
    if trigger.token.dep == "pobj" and trigger.token.head.lower == "of":
        nouns.append(trigger.token.head.head)  # "a round of talks began", "a week of talks broke down"
    found: list[Token] = [] if trigger.frame == "noun" else [trigger.token]
    for noun in nouns:
        if noun.dep in {*SUBJECT, "dobj"} and noun.head.pos in VERBS:
            found.append(noun.head)
        found += [c for c in noun.children if c.dep in {"relcl", "acl"} and c.pos in VERBS]
    if trigger.token.dep == "pobj" and trigger.token.head.lower in {"for", "on"}:
        found += [t for t in (trigger.token.head.head,) if t.lemma in lexicon()["lasting"]["arrive"]]
    if trigger.token.dep == "pobj" and trigger.token.head.lower == "in" and trigger.token.head.head.lemma == "be":
        found.append(trigger.token.head.head)  # "had been in session"
    for verb in list(found):
        found += [c for c in verb.children if c.dep == "conj" and c.pos in VERBS and _shares_subject(c)]
    for verb in list(found):
        found += _to_come(verb)
    return found


def _to_come(verb: Token) -> list[Token]:
    """The verb in the infinitive under one that only plans it: "is to end", "are due to run", "is expected to last"."""
    under = [c for c in verb.children if c.dep in {"xcomp", "acomp", "ccomp"}]
    under += [d for c in under if c.pos == "ADJ" for d in c.children if d.dep == "xcomp"]
    planned = verb.lemma in {"be", "expect", "schedule", "set", "plan", "mean", "hope"}
    return [c for c in under if planned and c.tag == "VB" and any(d.lower == "to" for d in c.children)]


def _shares_subject(verb: Token) -> bool:
    return not any(c.dep in SUBJECT for c in verb.children)


def _governor(token: Token) -> tuple[Token | None, str]:
    """The verb that a day belongs to, and the preposition between them."""
    preposition = ""
    for _ in range(3):
        if token.head is token:
            return None, preposition
        token = token.head
        if token.pos in VERBS:
            return token, preposition
        if token.pos in {"ADP", "SCONJ"}:
            preposition = preposition or token.lower
    return None, preposition


def _measures(mention: Mention, token: Token, verbs: list[Token], words: dict[str, list[str]]) -> bool:
    """True for the days that the contact itself takes: "three-day talks", "two days of talks", "lasted four days"."""
    noun = mention.trigger.token
    governor, preposition = _governor(token)
    if governor is not None and _is_break(governor) and preposition in {"for", *words["until"]}:
        return False  # "adjourned for a week of consultations"
    if mention.trigger.frame == "noun":
        if token.head is noun and token.i < noun.i and token.dep in {"compound", "amod", "nmod", "nummod"}:
            return True
        if noun.dep == "pobj" and noun.head.lower == "of" and noun.head.head is token:
            return True
    if governor is None or governor not in verbs or (_is_break(governor) and preposition != "after"):
        return False
    return (
        preposition in {"for", "over"}
        or governor.lemma in words["last"]
        or (preposition == "after" and governor.lemma in words["end"])
    )


def _is_break(verb: Token) -> bool:
    """True for what lasts while there are no talks: "adjourned until Friday", "delayed for three days"."""
    off = any(cue.status in {Status.POSTPONED, Status.CANCELLED} for cue in meaning_of(verb))
    return off or verb.lemma in lexicon()["lasting"]["end"]


def _days(value: str) -> int | None:
    match = re.fullmatch(r"P(\d+)([DW])", value)
    if match is None:
        return None
    count = int(match[1]) * (7 if match[2] == "W" else 1)
    return count if 2 <= count <= LONGEST else None
