"""Forums: gatherings called by the name of a group of states, which meets there and is no party of its own."""

from __future__ import annotations

from communique.findings.arguments import after_prepositions, left_modifiers
from communique.findings.contacts.participants import Participation
from communique.findings.contacts.places import find_place
from communique.findings.contacts.sites import place_state
from communique.findings.contacts.triggers import Trigger
from communique.findings.contacts.vocabulary import lexicon
from communique.reading.parse import Token
from communique.reading.reading import Reading


def leave_out_forums(reading: Reading, trigger: Trigger, taking: Participation) -> None:
    """Take away the forum that a gathering is named after; whoever attends alone is with the host of the place.

    "The president will attend the APEC summit in Lima": the president's party, with Peru. Where nobody is named who
    attends, a small forum's members meet, and those of a large one of whose members the article speaks.
    """
    words, noun = lexicon()["forums"], trigger.token
    if noun.lemma not in words["gatherings"]:
        return
    named = {
        code
        for token in (*left_modifiers(noun), *after_prepositions(noun, ("of",)))
        if (actor := reading.actor_at(token)) is not None and actor.person is None
        for code in actor.parties
        if code in words["codes"]
    }
    taking.forums = frozenset(named)
    for code in named:
        taking.parties.pop(code, None)
    if len(named) == 1 and not taking.parties and not taking.persons:
        taking.parties.update(dict.fromkeys(_members(reading, *named)))
    if not named or len(taking.parties) != 1 or (place := find_place(reading, trigger)) is None:
        return
    if (host := place_state(place)) is not None:
        taking.parties.setdefault(host)


def _members(reading: Reading, code: str) -> list[str]:
    """The members who meet at a forum's gatherings; none of a large forum whose members nobody speaks of."""
    words = lexicon()["forums"]
    members: list[str] = words["members"].get(code, [])
    if len(members) <= SMALL:
        return members
    heads = [reading.parse.tokens[actor.head] for actor in reading.actors if code in actor.parties]
    spoken = any(
        (head.dep == "pobj" and head.head.lower == "of" and _is_of_members(head.head.head)) or _is_of_members(head.head)
        for head in heads
    )
    return members if spoken else []


def _is_of_members(noun: Token) -> bool:
    """True for "members", "the 21 member economies", "member states"."""
    return noun.lemma == "member" or any(c.lemma == "member" for c in noun.children if c.i < noun.i)


SMALL = 8
"""How many members a forum may have that are meant wherever it meets."""
