"""Destinations: whose country somebody goes to, or is sent to."""

from __future__ import annotations

from communique.findings.arguments import VERBS, actors_at, after_prepositions, objects
from communique.findings.contacts.encounters import is_leading
from communique.findings.contacts.motion import is_capital, is_seat, onwards
from communique.findings.contacts.participants import Participation
from communique.findings.contacts.places import place_name
from communique.findings.contacts.triggers import Trigger
from communique.findings.contacts.vocabulary import lexicon
from communique.model.actors import Actor, Level
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.parse import Token
from communique.reading.reading import Reading


def find_destination(reading: Reading, verb: Token, frame: str, taking: Participation) -> None:
    """The parties whose country a traveller goes to; a trip inside the own country is none."""
    if not taking.persons and taking.level is Level.UNKNOWN:
        taking.parties.clear()
        return
    back = onwards(verb)  # "will be back in Chad"
    back += objects(verb) if is_leading(verb) else []
    there = [token for one in (verb, *back) for token in after_prepositions(one, ("to", "in", "into"))]
    there += [token for one in (verb, *back) for token in after_prepositions(one, ("at",)) if is_seat(token)]
    for token in objects(verb) if frame == "travel" else there:
        go_to(reading, token, taking)
        if verb.lemma in STAYING and reading.actor_at(token) is None:
            _go_to_capital_by_name(reading, token, taking)


STAYING = frozenset({"be", "spend", "expect", "await", "fly", "travel", "arrive", "land"})
"""Verbs after which "in" and "to" are of a place, and of nothing else ("came to terms in Lima")."""


def find_sent(reading: Reading, verb: Token, taking: Participation) -> None:
    """Who is sent where; the sender stays at home: "the president sent his minister, A, to Chad".

    Where several send somebody they are to meet each other there.
    """
    if len(taking.subject) > 1 and verb.child("nsubjpass") is None:
        taking.parties.clear()
        return
    if verb.child("nsubjpass") is None:
        taking.persons.clear()
        taking.level = Level.UNKNOWN
        for token in objects(verb):
            for actor in actors_at(reading, token):
                if not actor.place:
                    taking.add(actor)
    for token in after_prepositions(verb, ("to",)):
        for head in token.conjuncts():  # "an envoy to Chad" is read as one office, "envoys to Chad and Peru" as none
            if (office := reading.actor_at(head)) is None or not office.parties:
                _go_to_capital_by_name(reading, head, taking)
            else:
                go_to(reading, head, taking)


def go_to(reading: Reading, token: Token, taking: Participation) -> None:
    for head in token.conjuncts():
        if is_capital(head):
            _go_to_capital(reading, head, taking)
        for actor in actors_at(reading, head, deep=False):
            if reading.parse.tokens[actor.head] is head or actor.first <= head.i < actor.last:
                for code in actor.parties:
                    if code not in taking.parties:
                        named = _named(reading, actor) if actor.person is None else ""
                        taking.destinations.setdefault(code, place_name(reading, head) or named)
                taking.add(actor, person=False)


def _go_to_capital(reading: Reading, capital: Token, taking: Participation) -> None:
    """The country of a capital that is not named: "is expected in the Chadian capital"."""
    owners = (reading.actor_at(c) for c in capital.children)
    for code in (code for owner in owners if owner is not None for code in owner.parties):
        if code not in taking.parties:
            taking.destinations.setdefault(code, place_name(reading, capital) or "")
            taking.parties.setdefault(code)


def _go_to_capital_by_name(reading: Reading, token: Token, taking: Participation) -> None:
    """The country of a town that no actor was read from."""
    name = place_name(reading, token) or token.text
    if (
        token.pos == "PROPN"
        and (entry := load_gazetteer().lookup(name))
        and entry.kind == "state"
        and entry.code not in taking.parties
    ):
        taking.destinations.setdefault(entry.code, name)
        taking.parties.setdefault(entry.code)


def _named(reading: Reading, actor: Actor) -> str:
    """The name of a place as the article gives it ("visited the White House")."""
    tokens = [token for token in reading.parse.tokens[actor.first : actor.last] if token.dep != "det"]
    return reading.parse.text[tokens[0].start : tokens[-1].end] if tokens else ""


def arrived_in(trigger: Trigger) -> list[Token]:
    """Where somebody goes: "will arrive in Chad on Friday for a visit", "at the start of a four-day visit"."""
    verb = trigger.token
    while verb.pos not in VERBS and verb.head is not verb:
        if verb.dep == "pobj" and verb.head.lower not in {"for", "on", "at", "of"}:
            return []
        verb = verb.head
    if verb.lemma not in lexicon()["motion"]["verbs"]:
        return []
    return after_prepositions(verb, ("in", "to", "at"))
