"""Statements that speak for those who made them: "In a joint statement A and B ... The statement calls for ..."."""

from __future__ import annotations

from communique.findings.positions.stance_lexicon import lexicon
from communique.findings.positions.subjects import SUBJECTS
from communique.model.actors import Actor
from communique.reading.parse import Token
from communique.reading.reading import Reading

_BY = frozenset({"by", "of", "from", "between"})


def issuers(document: Token, reading: Reading) -> tuple[Actor, ...]:
    """The parties that made the statement that this word names, here or where it was last said; () if none is said.

    "A and B issued a joint statement. The document calls for elections." gives A and B for "document".
    """
    if document.lemma not in lexicon().documents:
        return ()
    for token in reversed(reading.parse.tokens[: document.i + 1]):
        if token.lemma in lexicon().documents and (found := _made(token, reading)):
            return found
    return ()


def _made(document: Token, reading: Reading) -> tuple[Actor, ...]:
    """Those whom the phrase or its clause names as the makers of the statement."""
    for child in document.children:
        if child.dep in ("poss", "amod", "compound", "nmod") and (own := _parties(child, reading)):
            return own
    for child in document.children:
        inner = child.child("pobj") if child.lower in _BY else None
        if inner is not None and (own := _parties(inner, reading)):
            return own
    verb = document.head
    if document.dep == "pobj" and verb.lower == "in":
        verb = verb.head
    elif document.dep not in ("dobj", "nsubjpass") or verb.lemma not in lexicon().issuing:
        return ()
    if document.dep == "nsubjpass":
        agent = verb.child("agent")
        inner = agent.child("pobj") if agent is not None else None
    else:
        inner = verb.child(*SUBJECTS)
    return _parties(inner, reading) if inner is not None else ()


def _parties(noun: Token, reading: Reading) -> tuple[Actor, ...]:
    found = (reading.actor_at(part) for part in noun.conjuncts())
    return tuple(actor for actor in found if actor is not None and actor.parties)
