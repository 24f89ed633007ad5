"""Silence: what has not been for a while, which is no contact ruled out but may name the last one.

And its contrary, what has gone on for so long that it is no contact but a process.
"""

from __future__ import annotations

from datetime import timedelta

from communique.findings.contacts.circumstance import token_at
from communique.findings.contacts.senses import is_of_time
from communique.findings.contacts.triggers import Trigger
from communique.model.when import parse_when, publication_day
from communique.reading.parse import Token
from communique.reading.reading import Reading

LONG = 366
"""The most days that something has gone on of which a round may still be meant."""


def is_silence(verb: Token) -> bool:
    """True for what has not been for a while: "has not spoken with her for weeks"."""
    return _is_lacking(verb) and any(c.lower == "since" or is_of_time(c) for c in _whiles(verb))


def since_when(verb: Token) -> Token | None:
    """The "since" that names when they last did: "have not met since May", "no talks have been held since 2019".

    Not "since the war", nor "since May, when the war broke out" unless its clause tells of a contact itself.
    """
    if not _is_lacking(verb):
        return None
    for word in _whiles(verb):
        days = [b for b in word.children if b.dep == "pobj" and b.ent == "DATE"] if word.lower == "since" else []
        if any(day.child("relcl") is None for day in days):
            return word
    return None


def _is_lacking(verb: Token) -> bool:
    """True for "has not met", "no talks have been held"."""
    perfect = any(c.lemma == "have" and c.dep == "aux" for c in verb.children)
    denied = any(c.dep == "neg" for c in verb.children)
    return perfect and (denied or any(b.lower == "no" for c in verb.children if c.dep in LACKED for b in c.children))


LACKED = frozenset({"nsubj", "nsubjpass", "dobj"})


def _whiles(verb: Token) -> list[Token]:
    """The "for" and "since" of a verb, and those of what it is done to ("have had no round since May")."""
    near = [verb, *(c for c in verb.children if c.dep in LACKED)]
    found = [c for one in near for c in one.children if c.lower in {"for", "since"} and c.dep in {"prep", "mark"}]
    clauses = [c for c in verb.children if c.dep == "advcl"]
    return found + [m for c in clauses for m in c.children if m.lower == "since" and m.dep == "mark"]


def is_process(reading: Reading, trigger: Trigger) -> bool:
    """True for what has gone on for more than a year: "have been negotiating since 1974"."""
    verb, published = trigger.predicate, publication_day(reading.article.published)
    perfect = verb.tag == "VBG" and any(c.lemma == "have" and c.dep == "aux" for c in verb.children)
    if not perfect or trigger.relation == "prep" or published is None:
        return False
    below = {t.i for c in verb.children if c.lower == "since" for t in c.subtree()}
    for time in reading.times_in(reading.parse.sentence_of(verb)):
        token, when = token_at(reading, time), parse_when(time.edtf or "")
        if token is not None and token.i in below and when is not None and when.earliest is not None:
            return when.earliest < published - timedelta(days=LONG)
    return False
