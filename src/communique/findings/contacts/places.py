"""Places: where a contact takes place, as the words around its trigger give it; the city, else the country."""

from __future__ import annotations

from calendar import day_name
from collections.abc import Mapping
from functools import cache

from communique.data import load_toml
from communique.findings.arguments import actors_at, after_prepositions
from communique.findings.contacts.circumstance import BESIDE, SAYING
from communique.findings.contacts.sites import (
    ABBREVIATED,
    is_here,
    place_of_dispatch,
    place_of_host,
    town_state,
    unlabelled_site,
)
from communique.findings.contacts.triggers import Trigger
from communique.findings.contacts.vocabulary import lexicon
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.parse import Token
from communique.reading.reading import Reading


def find_place(reading: Reading, trigger: Trigger) -> str | None:
    """The city, else the country, in which a contact takes place; None when nothing is said."""
    if name := certain_place(reading, trigger):
        return name
    nodes = _told_by(trigger)
    for node in nodes:
        towards = "to" if trigger.kind == "visit" else "in"
        for token in after_prepositions(node, ("in", "at", towards, "into", "near", "on")):
            if name := _named_at(reading, token):
                return name
    if verb := _journey(trigger):
        for token in after_prepositions(verb, ("to", "for", "in")):
            if name := _named_at(reading, token):
                return name
    hosting = (trigger.support, *(c for c in trigger.token.children if c.dep in {"acl", "relcl"}))
    if name := next((n for verb in hosting if verb is not None and (n := place_of_host(reading, verb))), None):
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


def certain_place(reading: Reading, trigger: Trigger) -> str | None:
    """A place that words leave no doubt of.

    "flew to Lima, where A met B"; "left for Lima to meet B"; "went to Lima on Monday. He met B there"; "met at the
    White House".
    """
    nodes = _told_by(trigger)
    for node in nodes:
        if node.dep == "relcl" and _is_at(node, ("where",), ("which",)):
            return _town_at(reading, node.head)
    if any(_is_at(node, ("there",), ()) or _is_at_same(node) for node in nodes):
        return _last_place(reading, trigger.token)
    for node in nodes:
        for token in after_prepositions(node, ("in", "at")):
            if (name := place_name(reading, token)) in load_toml("places")["venues"]:
                return name
    if trigger.token.dep == "acl" and trigger.frame != "noun":  # "the truce that A and B signed in Lima"
        within = (t for t in trigger.token.subtree() if t.dep == "pobj" and t.head.lower in {"in", "at"})
        return next((name for t in within if t.ent == "GPE" and (name := _town_at(reading, t))), None)
    own = after_prepositions(trigger.predicate, ("in", "at")) + after_prepositions(trigger.token, ("in", "at"))
    towns = _bound_for(trigger) if not own else []
    return next((name for town in towns if town.ent == "GPE" and (name := _town_at(reading, town))), None)


def _is_at(verb: Token, adverbs: tuple[str, ...], pronouns: tuple[str, ...]) -> bool:
    """True for a verb with one of these adverbs of place, or with one of these pronouns after "in" or "at"."""
    if any(child.lower in adverbs and child.dep == "advmod" for child in verb.children):
        return True
    return any(token.lower in pronouns for token in after_prepositions(verb, ("in", "at")))


def _is_at_same(verb: Token) -> bool:
    """True for "in the same city", "at the same place"."""
    sites = {*load_toml("places")["sites"], *load_toml("places")["buildings"], "place", "capital"}
    told = after_prepositions(verb, ("in", "at"))
    return any(t.lemma in sites and any(c.lower == "same" for c in t.children) for t in told)


def _last_place(reading: Reading, token: Token) -> str | None:
    """The place last named after a preposition, before a word and at most `BACK` sentences back."""
    tokens = reading.parse.tokens
    for other in reversed(tokens[: token.i]):
        if token.sent - other.sent > BACK:
            return None
        if other.dep == "pobj" and other.head.lower in TOLD_BEFORE and (name := _named_at(reading, other)):
            return name
    return None


BACK = 2
TOLD_BEFORE = frozenset({"in", "at", "to", "near", "into"})


def _town_at(reading: Reading, token: Token) -> str | None:
    """The place that a noun names itself, without what is told of it: "Lima, where A met B, a city in Peru"."""
    if token.ent in {"GPE", "FAC"} and token.pos == "PROPN" and not _is_of_person(reading, token):
        return _entity(reading, token)
    return unlabelled_site(reading, token)


def _named_at(reading: Reading, token: Token) -> str | None:
    """The place that the object of a preposition names; nothing but a place after "on" ("on the island of Bali")."""
    if token.dep == "pobj" and token.head.lower == "on":
        return unlabelled_site(reading, token)
    return place_name(reading, token) or unlabelled_site(reading, token)


def _journey(trigger: Trigger) -> Token | None:
    """The verb of a journey for the sake of a contact: "flew to Lima for talks", "will go to Lima to meet"."""
    verb = trigger.predicate
    purpose = verb.dep in {"xcomp", "advcl"} and any(c.lower == "to" and c.dep == "aux" for c in verb.children)
    above = verb.head if purpose else None
    if trigger.token.dep == "pobj" and trigger.token.head.lower == "for":
        above = trigger.token.head.head
    journeys = {*lexicon()["motion"]["verbs"], "leave", "depart"}
    return above if above is not None and above.lemma in journeys else None


def _bound_for(trigger: Trigger) -> list[Token]:
    """Where a journey goes, also where the parse takes that for who acts ("left for Lima to meet B")."""
    verb, own = _journey(trigger), trigger.predicate
    if verb is None:
        return []
    misread = any(child.dep == "mark" and child.lower == "for" for child in own.children)
    taken = [child for child in own.children if child.dep == "nsubj"] if misread else []
    return after_prepositions(verb, ("to", "for")) + taken


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


def is_next(trigger: Trigger) -> bool:
    """True for what comes after another of its kind, which need not have been at the same place.

    "Agreed to meet again", "the next round", "another meeting".
    """
    again = (child for verb in (trigger.token, trigger.predicate) for child in verb.children)
    if trigger.frame == "noun":
        return any(child.lower in NEXT and child.i < trigger.token.i for child in trigger.token.children)
    return any(child.lower in AGAIN and child.dep == "advmod" for child in again)


def places_of_next(reading: Reading, trigger: Trigger, ruled: str | None) -> set[str]:
    """Where the next of a row may be: at the place by rule (`ruled`), or at one that its sentence names after it.

    Not at those of what it follows: "meet again after talks in Lima".
    """
    found: set[str] = {ruled} if ruled else set()
    followed: set[str] = set()
    past = False
    for token in reading.parse.tokens_of(reading.parse.sentence_of(trigger.token)):
        if token.i > trigger.token.i:
            past = token.lower in BESIDE or (past and token.text not in {",", ";"})
            if name := place_name(reading, token):
                (followed if past else found).add(name)
    return found - followed


NEXT = frozenset({"next", "another", "further", "new", "subsequent", "follow-up"})
AGAIN = frozenset({"again", "anew", "next"})


def places_of_saying(reading: Reading, trigger: Trigger) -> set[str]:
    """The places of the sentence in which somebody only speaks of a contact: "will meet, X announced in Oslo"."""
    spoken: set[str] = set()
    other: set[str] = set()
    for token in reading.parse.tokens_of(reading.parse.sentence_of(trigger.token)):
        name = place_name(reading, token) if token.dep == "pobj" and token.head.lower in {"in", "at"} else None
        if name is not None:
            verb = token.head.head
            own = verb in (trigger.token, trigger.predicate)
            (spoken if verb.lemma in SAYING and not own else other).add(name)
    return spoken - other


def place_name(reading: Reading, token: Token) -> str | None:
    """The name of the place that a noun phrase names ("the Saudi city of Jeddah", "the Saudi capital": Riyadh)."""
    for candidate in [token, *token.subtree()]:
        if candidate.ent in {"GPE", "FAC"} and candidate.pos == "PROPN" and candidate.dep != "amod":
            if _is_of_person(reading, candidate):
                return None
            name = _entity(reading, candidate)
            if _is_adjective(reading, candidate) or _is_holder(reading, candidate):
                continue
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


def _is_of_person(reading: Reading, token: Token) -> bool:
    actor = reading.actor_at(token)
    return actor is not None and actor.person is not None


def _is_adjective(reading: Reading, token: Token) -> bool:
    """True for "the Angolan capital", where the parser takes the adjective for a place."""
    actor = reading.actor_at(token)
    return actor is not None and actor.kind == "demonym" and not actor.place


def _is_holder(reading: Reading, token: Token) -> bool:
    """True for who holds a place: "in Karen-held areas", "Kachin-controlled Laiza"."""
    after = reading.parse.tokens[token.i + 1 : token.i + 3]
    return len(after) == 2 and after[0].text == "-" and after[0].start == token.end and after[1].tag == "VBN"


def in_city(place: str, likely: Mapping[str, float]) -> str:
    """The likeliest city of a building, the one city of a country, else the place itself; `likely` has all places told.

    Of a country in which several cities are told of, none is guessed.

    "met in Austria ... the Vienna round", "met at the Palais Coburg", "met in Vienna ... at the Hotel Zauner": Vienna.
    """
    venues: dict[str, str] = load_toml("places")["venues"]
    if place in venues:
        return venues[place]
    country = _country(place)
    if country is None and not is_building(place):
        return place
    states = {name: town_state(name) for name in likely}
    towns = [name for name, code in states.items() if code and country in {None, code}]
    inside = {name: likely[name] for name in towns if likely[name] >= INSIDE}
    if country is not None and len(towns) > 1:
        return place
    return max(inside, key=lambda name: (inside[name], name), default=place)


def is_building(place: str) -> bool:
    """True for the name of a hotel, palace or hall, which stands for the city in which it is."""
    words = place.lower().split()
    return len(words) > 1 and bool({words[0], words[-1]} & set(load_toml("places")["buildings"]))


def are_one_place(one: str, two: str) -> bool:
    """True for the same place, and for a country and a city in it ("Kenya", "Nairobi")."""
    if one.lower() == two.lower():
        return True
    for country, place in ((one, two), (two, one)):
        code = _country(country)
        entry = load_gazetteer().lookup(place)
        if code is not None and (town_state(place) == code or (entry is not None and entry.code == code)):
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
    return code is not None and town_state(city) == code


WEEKDAYS = frozenset(day_name)
