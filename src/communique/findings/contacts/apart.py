"""Telling apart: whether one word tells of several contacts ("met both A and B", "phoned the two in turn")."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from communique.findings.arguments import VERBS, after_prepositions, met_elsewhere, objects, subject_tokens
from communique.findings.contacts.modality import is_negated
from communique.findings.contacts.triggers import Trigger
from communique.findings.contacts.vocabulary import lexicon
from communique.model.findings import ContactKind, TimeExpression
from communique.model.when import parse_when
from communique.reading.parse import Token
from communique.reading.reading import Reading


def is_apart(reading: Reading, trigger: Trigger) -> bool:
    """True where those who are met are told apart, by place, day, order or in so many words."""
    return _is_told_apart(trigger) or is_torn(reading, trigger) or _is_in_turn(reading, trigger)


def are_one_by_one(reading: Reading, trigger: Trigger) -> bool:
    """True where the words say that each of several was met by itself, whoever they are: "saw each side separately"."""
    if trigger.kind not in ONE_TO_ONE or is_negated(trigger.predicate) or is_mutual(trigger):
        return False
    both = are_both(counterparts(trigger, trigger.kind)) or are_both(subjects(trigger, trigger.kind))
    return both or is_said_apart(trigger) or _is_in_turn(reading, trigger)


def is_mutual(trigger: Trigger) -> bool:
    """True for "see each other", "consult one another"."""
    return any(one.lemma in {"other", "another"} for one in objects(trigger.token))


def _is_told_apart(trigger: Trigger) -> bool:
    if trigger.frame == "noun" and trigger.kind in {"meeting", "call"} and trigger.token.tag == "NNS":
        return True
    if is_said_apart(trigger):
        return True
    partners = [c for c in _beside(trigger) if c.dep in {"prep", "conj"} and c.lower == "with" and not _is_joined(c)]
    if len(partners) > 1 or any(c.dep == "conj" and c.lower == "with" for p in partners for c in p.children):
        return True
    return any(c.lower == "both" and c.dep == "preconj" for n in objects(trigger.token) for c in n.children)


def _is_joined(preposition: Token) -> bool:
    """True for "together with"."""
    return any(c.lower == "together" for c in preposition.children)


def counterparts(trigger: Trigger, kind: ContactKind) -> list[Token]:
    """Who is met, called or spoken with in person or by phone; one letter may go to both."""
    if kind not in ONE_TO_ONE:
        return []
    partners = ("on", "upon") if trigger.frame == "call_on" else ("with", "to", "from")
    verb = _verb(trigger)
    return objects(verb) + after_prepositions(verb, partners) + after_prepositions(trigger.token, partners)


def _verb(trigger: Trigger) -> Token:
    """The verb of a contact, or that of which it is the object ("received calls")."""
    noun = trigger.predicate
    return noun.head if noun.dep == "dobj" else noun


def subjects(trigger: Trigger, kind: ContactKind) -> list[Token]:
    """Who meets, calls or speaks with somebody."""
    verb = _verb(trigger)
    return subject_tokens(verb) if verb.pos in VERBS and kind in ONE_TO_ONE else []


ONE_TO_ONE = frozenset({ContactKind.MEETING, ContactKind.CALL, ContactKind.TALKS})
"""Kinds of contact that somebody has with each of two in turn."""


def are_both(tokens: list[Token]) -> bool:
    """True for "both", "both of them", "each of the two ministers": two who are met one after the other."""
    return any(t.lower in BOTH or (t.lemma != "other" and _opens_with_both(t)) for t in tokens)


def _opens_with_both(noun: Token) -> bool:
    """True for "each of them", "both Chadian envoy A and Minister B", where the parse hangs "both" on the office."""
    near = [c for c in noun.children if c.lower in BOTH]
    return bool(near) or any(b.lower in BOTH for c in noun.children if c.dep == "compound" for b in c.children)


BOTH = frozenset({"both", "each"})


def is_torn(reading: Reading, trigger: Trigger) -> bool:
    """True where places or days stand between those who are met ("met A in Oslo and B in Lima")."""
    return any(met_elsewhere(reading, verb) for verb in (trigger.token, trigger.support) if verb and verb.pos in VERBS)


def is_said_apart(trigger: Trigger) -> bool:
    """True for "separately", "in separate meetings", "each of them", also beside one ("saw A and, separately, B")."""
    words = lexicon()["apart"]
    near = _beside(trigger)
    near += [c for n in near if n.dep in {"dobj", "npadvmod"} for c in n.children]
    meetings = after_prepositions(trigger.predicate, ("in", "at", "during"))
    near += [c for n in meetings if n.lemma in lexicon()["nouns"] for c in n.children]
    return any(c.lower in words for c in near) or any(c.lower == "each" for n in near for c in (n, *n.children))


def _is_in_turn(reading: Reading, trigger: Trigger) -> bool:
    """True where words of the clause say that one came after the other ("phoned the two ministers in turn")."""
    said = ""
    for token in reading.parse.tokens_of(reading.parse.sentence_of(trigger.token)):
        if token.i > trigger.token.i and token.pos == "VERB":
            break
        said += f" {token.lower}" if token.i > trigger.token.i else ""
    return any(f" {words}" in said for words in lexicon()["turns"])


def _beside(trigger: Trigger) -> list[Token]:
    near = {c.i: c for c in (*trigger.predicate.children, *trigger.token.children)}
    return [c for c in near.values() if c.pos not in VERBS]


def days_apart(reading: Reading, trigger: Trigger) -> list[tuple[int, int]]:
    """The stretches of two days on each of which the same was done: "met on Sunday and again on Tuesday".

    Also "met in Oslo in May and in Lima in June", "met on Monday and Thursday", "two rounds, in May and June"; "talks
    on Monday and Tuesday" are of two days, and who goes to two countries is told by where.
    """
    tokens = reading.parse.tokens_of(reading.parse.sentence_of(trigger.token))
    times = [time for time in reading.times_in(reading.parse.sentence_of(trigger.token)) if time.edtf]
    if trigger.frame in GOING or any(token.lower == "respectively" for token in tokens):
        return []  # of several who go or gather, each has a day
    for first, second in itertools.pairwise(times):
        before = [t for t in tokens if trigger.token.end <= t.start < first.start]
        gap = [t for t in tokens if first.end <= t.start < second.start]
        after = next((t for t in tokens if t.start >= second.end), None)
        if first.start < trigger.token.end or first.edtf == second.edtf or len(before) > FAR or len(gap) > MOST:
            continue
        if any(_tells_more(trigger, t) for t in (*before, *gap, *([after] if after else []))):
            continue
        words = [t.lower for t in gap if t.text != ","]
        pause = len(gap) == len(words) and BARE.issuperset(words) and _is_pause(first, second)
        if words[:1] == ["and"] and ("again" in words or _is_elsewhere(gap) or _are_several(trigger) or pause):
            return [(trigger.token.start, first.end), (first.end, second.end)]
    return []


def _tells_more(trigger: Trigger, token: Token) -> bool:
    """True for a verb other than that which carries the contact, and than its auxiliaries ("had been held")."""
    helping = token.dep in {"aux", "auxpass"} and token.head is trigger.support
    return token.pos in VERBS and token is not trigger.support and not helping


BARE = frozenset({"and", "on", "in"})
GOING = frozenset({"travel", "motion", "sending"})
MOST, FAR = 8, 14
"""How many words may stand between two days, and between a contact and the first of them."""


def _is_elsewhere(gap: Sequence[Token]) -> bool:
    return any(token.ent == "GPE" and token.head.lower == "in" for token in gap)


def _are_several(trigger: Trigger) -> bool:
    """True for "meetings", "rounds", "calls"; "talks" may be one contact."""
    return trigger.frame == "noun" and trigger.token.tag == "NNS" and trigger.lemma not in MASS


def _is_pause(first: TimeExpression, second: TimeExpression) -> bool:
    """True where days lie between two ("on Monday and Thursday")."""
    one, two = parse_when(first.edtf or ""), parse_when(second.edtf or "")
    if one is None or two is None or one.latest is None or two.earliest is None:
        return False
    return (two.earliest - one.latest).days > 1


MASS = frozenset({"talk", "negotiation", "consultation", "discussion", "conversation", "session"})
"""Nouns whose plural may tell of one contact of several days."""
