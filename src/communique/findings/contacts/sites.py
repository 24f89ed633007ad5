"""Sites: places that the parser has not known for such, by the words around them, and the place of a dispatch."""

from __future__ import annotations

import re
from functools import cache

from communique.articles.datelines import head_dateline
from communique.data import load_toml
from communique.findings.arguments import after_prepositions, subject_tokens
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.parse import Token
from communique.reading.reading import Reading

BEFORE = frozenset({"in", "at", "near"})
"""Prepositions before a place whatever its name; a town that is known may stand after others too."""
TOWARDS = frozenset({"to", "into", "on", "for", "outside", "from"})
UNSURE = frozenset({"", "PERSON", "LOC", "PRODUCT", "WORK_OF_ART"})
"""What a parser that has not heard of a town makes of its name."""


def unlabelled_site(reading: Reading, token: Token) -> str | None:
    """The name of a place that the parser takes for none: "met in Dakar", "at Wagah", "at the Wagah crossing".

    A town that is known counts whatever the parser makes of it, also before a building ("in a Geneva hotel"); others
    only after "in", "at" and "near", and only where they are no actor's, or before a word for a place.
    """
    if token.dep != "pobj" or token.head.lower not in BEFORE | TOWARDS:
        return None
    if (own := _proper_site(reading, token)) is not None:
        return own
    named = _named_by(token)
    actor, name = reading.actor_at(named), _name(reading, named)
    if named.pos != "PROPN" or named.ent in {"GPE", "FAC"}:
        known = town_state(name) is not None or named is not token
        return name if known and named.pos in {"PROPN", "NOUN"} and named.text[0].isupper() else None
    if town_state(name) and (actor is None or actor.place or actor.person is None):
        return name
    if actor is not None and (not actor.place or actor.person is not None) and named is token:
        return None
    bare = not any(child.dep in {"det", "poss", "case"} for child in named.children)
    there = token.head.lower in BEFORE or named is not token
    return name if bare and there and _may_be_site(named, name, token) else None


def _may_be_site(named: Token, name: str, token: Token) -> bool:
    """True for a name that the parser is not sure of; one taken for a firm only as one word after "in" and "near"."""
    if name.isupper() or not name[0].isupper() or name in load_toml("places")["regions"]:
        return False
    return named.ent in UNSURE or named is not token or (" " not in name and token.head.lower in {"in", "near"})


def _proper_site(reading: Reading, token: Token) -> str | None:
    """A name that ends in a word for a place: "at Ostrava Castle", "on Sumba Island"."""
    before = [child for child in token.children if child.dep == "compound" and child.pos == "PROPN"]
    if token.pos != "PROPN" or not before or token.lower not in load_toml("places")["sites"]:
        return None
    return _name(reading, token)


def _named_by(token: Token) -> Token:
    """The name of a crossing, village or base ("the Wagah crossing", "the village of Wagah"), or of a hotel's town."""
    building = token.lemma in load_toml("places")["buildings"]
    if not building and token.lemma not in load_toml("places")["sites"]:
        return token
    for child in token.children:
        if child.dep == "compound" and child.pos == "PROPN" and (not building or town_state(child.text)):
            return child
        if child.dep == "prep" and child.lower == "of" and (below := child.child("pobj")) is not None:
            return _named_by(below) if not building else token
    return token


def _name(reading: Reading, token: Token) -> str:
    """The words of a name: its last and those of capitals before it that hang on it."""
    tokens = reading.parse.tokens
    first = token.i
    while first > 0 and tokens[first - 1].pos == "PROPN" and tokens[first - 1].head is token:
        first -= 1
    return reading.parse.text[tokens[first].start : token.end]


def town_state(name: str) -> str | None:
    """The code of the state in which a town lies that is known; None for all else."""
    entry = load_gazetteer().lookup(name)
    if entry is not None:
        return entry.code if entry.kind == "state" and entry.sort in {"capital", "city"} else None
    return _towns().get(name)


def place_state(name: str) -> str | None:
    """The code of the state that a place is, or in which a known town lies."""
    entry = load_gazetteer().lookup(name)
    return town_state(name) or (entry.code if entry is not None and entry.kind == "state" else None)


@cache
def _towns() -> dict[str, str]:
    cities: dict[str, list[str]] = load_toml("places")["cities"]
    return {name: code for code, names in cities.items() for name in names}


def place_of_host(reading: Reading, verb: Token) -> str | None:
    """The state or city that hosts a contact: "Kenya hosted talks between A and B", "talks hosted by Nairobi"."""
    if verb.lemma != "host":
        return None
    for token in after_prepositions(verb, ("by",)) if verb.tag == "VBN" else subject_tokens(verb):
        name = _name(reading, token)
        if token.pos == "PROPN" and token.dep != "poss" and place_state(name) is not None:
            return name
    return None


def place_of_dispatch(reading: Reading) -> str | None:
    """The place with which a dispatch begins ("DAKAR, March 4 (NWS) -", "DAKAR - Envoys met here", "DAKAR: Envoys").

    Before a colon, a full stop or the end of a line only one that is known: a label may stand there too ("NOTE:").
    """
    text = reading.parse.text
    dateline = head_dateline(text)
    if dateline is not None:
        name = dateline.place.split(",")[0].strip()
        return name.title() if name.isupper() and len(name) > ABBREVIATED else name
    match = _capitals().match(text[:100])
    if match is None or match["first"] in load_toml("places")["labels"]:
        return None
    name = match["place"].title()
    entry = load_gazetteer().lookup(name)
    known = town_state(name) is not None or (entry is not None and entry.kind == "state")
    return name if known or match["dash"] else None


def is_behind_date(reading: Reading, token: Token) -> bool:
    """True for the place of a dispatch that begins with its day: "March 4, 2014 (DAKAR) –"."""
    tokens = reading.parse.tokens
    around = [t.text for t in tokens[max(0, token.i - 1) : token.i + 3]]
    return token.text.isupper() and len(around) == 4 and around[0] == "(" and around[2] == ")" and around[3] in DASHES


DASHES = frozenset({"-", "–", "—", "--"})


@cache
def _capitals() -> re.Pattern[str]:
    word = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’]+"
    return re.compile(
        rf"(?:[A-Z]{{2,4}}, )?(?P<place>(?P<first>{word})(?:[ -]{word}){{0,3}})"
        r"(?:, [A-Z][\w. ]{2,24}){0,2}(?: \([\w ./]+\))?(?: ?(?P<dash>--?|[–—])\s|[:.]\s|\n)"
    )


ABBREVIATED = 3


def is_here(token: Token) -> bool:
    """True where a verb or noun is said to be at the place of the dispatch ("signed an agreement here")."""
    return any(child.lower == "here" and child.dep == "advmod" for child in token.children)
