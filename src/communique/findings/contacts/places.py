"""Places: where a contact takes place, as the words around its trigger give it; the city, else the country."""

from __future__ import annotations

from calendar import day_name
from collections.abc import Mapping
from functools import cache

from communique.data import load_toml
from communique.findings.arguments import actors_at, after_prepositions
from communique.findings.contacts.circumstance import SAYING
from communique.findings.contacts.sites import is_here, place_of_dispatch, unlabelled_site
from communique.findings.contacts.triggers import Trigger
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.parse import Token
from communique.reading.reading import Reading


def find_place(reading: Reading, trigger: Trigger) -> str | None:
    """The city, else the country, in which a contact takes place; None when nothing is said."""
    nodes = _told_by(trigger)
    for node in nodes:
        for token in after_prepositions(node, ("in", "at", "to" if trigger.kind == "visit" else "in", "into", "near")):
            if name := place_name(reading, token) or unlabelled_site(reading, token):
                return name
    if is_told_here(trigger) and (name := place_of_dispatch(reading)):
        return name
    for child in trigger.token.children:
        if child.i < trigger.token.i and child.dep == "compound" and child.ent == "GPE":
            actor = reading.actor_at(child)
            if actor is None or actor.place:
                return place_name(reading, child)
    if trigger.frame in {"travel", "motion"}:
        for child in trigger.token.children:
            if child.dep == "dobj" and (name := place_name(reading, child)):
                return name
    return None


def _told_by(trigger: Trigger) -> list[Token]:
    """The words that tell of a contact: its own, the verb that carries it, and the verbs above that say nothing."""
    nodes = [trigger.token] + ([trigger.support] if trigger.support else [])
    node = trigger.token
    for _ in range(3):
        if node.head is node:
            break
        node = node.head
        if node.pos == "VERB" and node not in nodes:
            if node.lemma in SAYING:
                break
            nodes.append(node)
    return nodes


def is_told_here(trigger: Trigger) -> bool:
    """True where a contact is said to be at the place of the dispatch ("signed an agreement here")."""
    return any(is_here(node) for node in _told_by(trigger))


def place_name(reading: Reading, token: Token) -> str | None:
    """The name of the place that a noun phrase names ("the Saudi city of Jeddah", "the Saudi capital": Riyadh)."""
    for candidate in [token, *token.subtree()]:
        if candidate.ent in {"GPE", "FAC"} and candidate.pos == "PROPN" and candidate.dep != "amod":
            actor = reading.actor_at(candidate)
            if actor is not None and actor.person is not None:
                return None
            name = _entity(reading, candidate)
            if name in _agencies():
                return None
            if token.lower == CAPITAL and _country(name) is not None:
                continue
            # "U.S.-Russia" is who talks, not where.
            return None if "-" in name and candidate.dep == "compound" else name
    if token.lower == CAPITAL:
        owners = [code for actor in actors_at(reading, token) for code in actor.parties]
        return capitals().get(owners[0]) if len(owners) == 1 else None
    return None


CAPITAL = "capital"


def in_city(place: str, likely: Mapping[str, float]) -> str:
    """The city of a building, the likeliest of a country, else the place itself; `likely` has all places told.

    "met in Austria ... the Vienna round", "met at the Palais Coburg": Vienna.
    """
    venues: dict[str, str] = load_toml("places")["venues"]
    if place in venues:
        return venues[place]
    country = _country(place)
    if country is None:
        return place
    gazetteer = load_gazetteer()
    inside = {
        name: chance
        for name, chance in likely.items()
        if chance >= INSIDE
        and (entry := gazetteer.lookup(name)) is not None
        and entry.sort in {"capital", "city"}
        and entry.code == country
    }
    return max(inside, key=lambda name: (inside[name], name), default=place)


def are_one_place(one: str, two: str) -> bool:
    """True for the same place, and for a country and a city in it ("Kenya", "Nairobi")."""
    if one.lower() == two.lower():
        return True
    for country, place in ((one, two), (two, one)):
        code = _country(country)
        entry = load_gazetteer().lookup(place)
        if code is not None and entry is not None and entry.code == code:
            return True
    return False


def _country(name: str) -> str | None:
    """The code of the state that a name is the name of; None for cities and all else."""
    entry = load_gazetteer().lookup(name)
    return entry.code if entry is not None and entry.kind == "state" and entry.sort == "name" else None


INSIDE = 0.2
"""Least probability of a city that stands for its country; set on tracks not fitted on."""


@cache
def capitals() -> dict[str, str]:
    """The capital of each state by the state's code."""
    found: dict[str, str] = {}
    for name, code in load_gazetteer().capitals.items():
        found.setdefault(code, name)
    return found


@cache
def _agencies() -> frozenset[str]:
    """The names of news agencies, which the parser often takes for places."""
    return frozenset(name for names in load_toml("agencies")["agencies"].values() for name in names)


def _entity(reading: Reading, token: Token) -> str:
    tokens = reading.parse.tokens
    first = token.i
    while first > 0 and not tokens[first].ent_start and tokens[first - 1].ent == token.ent:
        first -= 1
    last = token.i + 1
    while last < len(tokens) and tokens[last].ent == token.ent and not tokens[last].ent_start:
        last += 1
    name = reading.parse.text[tokens[first].start : tokens[last - 1].end]
    name = name.removeprefix("the ").removesuffix("'s").removesuffix("’s")
    first_word, _, last_word = name.rpartition(" ")
    # "at the Great Hall Sunday", "in Almaty Kazakhstan"
    name = first_word if first_word and (last_word in WEEKDAYS or _is_city_of(first_word, last_word)) else name
    # "TOKYO (Reuters)": a dateline names the same city in capital letters.
    return name.title() if name.isupper() and len(name) > ABBREVIATED else name


def _is_city_of(city: str, country: str) -> bool:
    code = _country(country)
    return code is not None and (city in _cities().get(code, ()) or capitals().get(code) == city)


@cache
def _cities() -> dict[str, list[str]]:
    cities: dict[str, list[str]] = load_toml("places")["cities"]
    return cities


ABBREVIATED = 3
WEEKDAYS = frozenset(day_name)
