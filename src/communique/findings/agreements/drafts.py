"""Drafts: agreements that are all but there: close, within reach, or expected to be signed."""

from __future__ import annotations

from communique.findings.agreements.accords import lexicon, told_as
from communique.findings.arguments import VERBS
from communique.findings.clauses import SUBJECTS, Reality
from communique.reading.parse import Token


def is_near(noun: Token) -> bool:
    """True for an agreement that is all but there: "close to an accord on X", "an accord on X is within reach"."""
    words, head = lexicon()["near"], noun.head
    if noun.dep == "pobj" and head.lower == "to" and head.head.lemma in words["states"]:
        return told_as(_verb_over(head.head)) is Reality.DONE
    if noun.dep == "dobj" and head.lemma in words["verbs"] and head.pos in VERBS:
        return told_as(head) is Reality.DONE and not any(c.dep in {"aux"} and c.lower == "to" for c in head.children)
    if noun.dep not in SUBJECTS or head.lemma not in {"be", "seem", "look"} or told_as(head) is not Reality.DONE:
        return False
    state = head.child("acomp", "oprd")
    places = {f"{c.lower} {b.lower}" for c in head.children if c.dep == "prep" for b in c.children}
    return (state is not None and state.lower in words["states"]) or bool(places & set(words["places"]))


def _verb_over(word: Token) -> Token:
    return next((above for above in word.ancestors() if above.pos in VERBS), word)


def to_be_signed(verb: Token) -> Token | None:
    """The second verb of "is expected to be signed", "is due to be initialled"."""
    above = verb.child("acomp") or verb
    if above.lemma not in lexicon()["modality"]["scheduled"] or above.lemma == "be":
        return None
    below = above.child("xcomp")
    signing = below is not None and below.lemma in {"sign", "initial", "ink"} and below.child("auxpass") is not None
    return below if signing else None
