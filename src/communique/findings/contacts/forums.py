"""Forums: gatherings called by the name of a group of states, which meets there and is no party of its own."""

from __future__ import annotations

from communique.findings.arguments import after_prepositions, left_modifiers
from communique.findings.contacts.participants import Participation
from communique.findings.contacts.places import find_place
from communique.findings.contacts.sites import place_state
from communique.findings.contacts.triggers import Trigger
from communique.findings.contacts.vocabulary import lexicon
from communique.reading.reading import Reading


def leave_out_forums(reading: Reading, trigger: Trigger, taking: Participation) -> None:
    """Take away the forum that a gathering is named after; whoever attends alone is with the host of the place.

    "The president will attend the APEC summit in Lima": the president's party, with Peru.
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
    if not named or len(taking.parties) != 1 or (place := find_place(reading, trigger)) is None:
        return
    if (host := place_state(place)) is not None:
        taking.parties.setdefault(host)
