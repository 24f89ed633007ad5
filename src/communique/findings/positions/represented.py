"""For whom a person speaks whose party the reading does not know: "Ana Berg, who speaks for the Thai government"."""

from __future__ import annotations

from dataclasses import replace

from communique.findings.positions.stance_lexicon import lexicon
from communique.model.actors import Actor
from communique.reading.parse import Token
from communique.reading.reading import Reading

_SPEAKING = frozenset({"speak", "negotiate", "act"})
_LEADING = frozenset({"lead", "head", "represent"})
_LED = frozenset({"team", "panel", "wing", "mission", "army", "ministry"})
_LINKS = frozenset({"for", "of"})
_OWN = frozenset({"poss", "amod", "compound", "nmod"})


def represented(actor: Actor, reading: Reading) -> Actor:
    """The actor with the parties that the words beside it name, where it has none of its own."""
    if actor.parties or actor.kind != "person":
        return actor
    head = reading.parse.tokens[actor.head]
    for word in (head, *(c for c in head.children if c.dep == "appos")):
        for child in word.children:
            parties = _named(child, word, reading)
            if parties:
                return replace(actor, parties=parties)
    return actor


def _named(child: Token, word: Token, reading: Reading) -> tuple[str, ...]:
    if child.dep == "relcl" and child.child("nsubj") is not None and child.i > word.i:
        if child.lemma in _SPEAKING:
            link = next((c for c in child.children if c.dep == "prep" and c.lower == "for"), None)
            return _parties(link.child("pobj"), reading) if link is not None else ()
        if child.lemma in _LEADING:
            return _group(child.child("dobj"), reading)
    if child.dep != "prep":
        return ()
    thing = child.child("pobj")
    if child.lower == "for" and word.ent == "PERSON":
        return _parties(thing, reading)
    return _group(thing, reading) if child.lower in _LINKS else ()


def _group(noun: Token | None, reading: Reading) -> tuple[str, ...]:
    """The party of a team, delegation and the like: "a member of the Norwegian team"."""
    if noun is None or noun.lemma not in _LED | lexicon().homes:
        return ()
    return _parties(noun, reading)


def _parties(noun: Token | None, reading: Reading) -> tuple[str, ...]:
    if noun is None:
        return ()
    named = (noun, *(c for c in noun.children if c.dep in _OWN))
    named += tuple(
        p for c in noun.children if c.dep == "prep" and c.lower == "of" and (p := c.child("pobj")) is not None
    )
    for word in named:
        actor = reading.actor_at(word)
        if actor is not None and actor.parties:
            return actor.parties
    return ()
