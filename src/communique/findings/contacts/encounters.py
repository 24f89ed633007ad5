"""Encounters: contacts told by a turn of phrase ("was host to the premier", "took him aside")."""

from __future__ import annotations

from itertools import pairwise

from communique.findings.arguments import VERBS, objects
from communique.findings.contacts.senses import has_purpose, is_someone, is_timed
from communique.findings.contacts.vocabulary import lexicon
from communique.reading.parse import Token


def is_playing_host(token: Token) -> bool:
    """True for "was host to the premier", "is playing host to her"; not "plays host to the talks"."""
    if token.lemma not in {"be", "play"}:
        return False
    return any(is_someone(one) or one.ent in {"PERSON", "GPE", "NORP"} for one in guests(token))


def guests(verb: Token) -> list[Token]:
    """Those to whom somebody is host."""
    hosts = [c for c in verb.children if c.lemma == "host" and c.dep in {"attr", "dobj"}]
    ways = [c for one in (*hosts, verb) for c in one.children if hosts and c.dep == "prep" and c.lower == "to"]
    return [b for c in ways for b in c.children]


def is_comparing_notes(token: Token) -> bool:
    """True for "flew in to compare notes with the minister"; alone, of what was done at a contact told before."""
    notes = token.child("dobj")
    if token.lemma != "compare" or notes is None or notes.lower != "notes":
        return False
    return any(c.lower == "with" and c.children for one in (token, notes) for c in one.children)


def in_company(verb: Token) -> list[Token]:
    """Who acts along with others, wherever the parse hangs them: "A, together with B, met C", "in the company of B"."""
    found: list[Token] = []
    clause = [t for t in verb.subtree() if next((a for a in t.ancestors() if a.pos in VERBS), None) is verb]
    for before, token in pairwise(clause):
        joined = before.lower == "together" and token.lower == "with" and token.i == before.i + 1
        if joined or (before.lower == "company" and token.lower == "of"):
            found.extend(c for c in token.children if c.dep == "pobj")
    return found


def is_watching(token: Token) -> bool:
    """True for those who are only there: "A and B met, with the ambassadors of C and D in the room", "C looking on"."""
    if token.dep != "pobj" or token.head.lower != "with":
        return False
    last = token.conjuncts()[-1]
    below = [*token.children, *last.children]
    there = any(
        c.lower == "in" and any(b.lower in {"room", "attendance", "audience"} for b in c.children) for c in below
    )
    return there or any(c.lower in {"looking", "watching", "applauding", "present"} for c in below)


def is_as_observer(verb: Token) -> bool:
    """True for "attended the talks as an observer", "took part with observer status"."""
    there = [verb, *(c for c in verb.children if c.dep == "dobj")]
    added = [below for one in there for c in one.children if c.lower in {"as", "with"} for below in c.children]
    return any({"observer", "onlooker"} & {below.lemma, *(c.lemma for c in below.children)} for below in added)


def is_taking_aside(token: Token) -> bool:
    """True for "took the envoy aside", "drew her aside": somebody, not something ("put the quarrel aside")."""
    aside = token.lemma in {"take", "draw", "pull"} and any(c.lower == "aside" for c in token.children)
    return aside and any(is_someone(one) for one in (*objects(token), *_acted_on(token)))


def _acted_on(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep == "nsubjpass"]


def is_leading(token: Token) -> bool:
    """True for "will lead a delegation to Chad"; not "led the delegation to the talks"."""
    led = token.child("dobj", "nsubjpass")
    if token.lemma not in {"lead", "head", "bring", "take"} or led is None or led.lemma not in TRAVELLING:
        return False
    there = [b for one in (token, led) for c in one.children if c.lower == "to" for b in c.children]
    return any(b.ent == "GPE" for b in there) and not has_purpose(token)


TRAVELLING = frozenset({"delegation", "team", "mission", "party"})


def is_arriving(token: Token) -> bool:
    """True for somebody who comes, no matter whence or where: "the envoy arrives on Friday", "flew in on Monday"."""
    if token.lemma != "be" and token.dep in {"relcl", "advcl"}:
        return False  # only says when, or of whom
    inwards = {c.lower for c in token.children if c.dep in {"prt", "advmod"}}
    here = token.lemma in {"fly", "come", "travel", "be"} and not inwards.isdisjoint({"in", "here"})
    if not (here or token.lemma == "arrive") or not inwards.isdisjoint(lexicon()["motion"]["away"]):
        return False
    subject = token.child("nsubj") or (token.head.child("nsubj") if token.dep in {"xcomp", "conj"} else None)
    return subject is not None and is_timed(token)
