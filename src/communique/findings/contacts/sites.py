"""Sites: places that the parser has not known for such, by the words around them, and the place of a dispatch."""

from __future__ import annotations

import re
from functools import cache

from communique.articles.stamps import dateline_of
from communique.data import load_toml
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.parse import Token
from communique.reading.reading import Reading

BEFORE = frozenset({"in", "at", "near"})
"""Prepositions before a place whatever its name; a town that the gazetteer knows may stand after "to" and "into"."""
TOWARDS = frozenset({"to", "into"})
UNSURE = frozenset({"", "PERSON", "LOC", "PRODUCT", "WORK_OF_ART"})
"""What a parser that has not heard of a town makes of its name."""


def unlabelled_site(reading: Reading, token: Token) -> str | None:
    """The name of a place that the parser takes for none: "met in Dakar", "at Wagah", "at the Wagah crossing".

    A name that the gazetteer knows for a town counts whatever the parser makes of it; others only after "in", "at"
    and "near", and only where they are no actor's.
    """
    if token.dep != "pobj" or token.head.lower not in BEFORE | TOWARDS:
        return None
    token = _named_by(token)
    if token.pos != "PROPN" or token.ent in {"GPE", "FAC"}:
        return None
    actor = reading.actor_at(token)
    if actor is not None and (not actor.place or actor.person is not None):
        return None
    name = _name(reading, token)
    if _is_town(name):
        return name
    bare = not any(child.dep in {"det", "poss", "case"} for child in token.children)
    plain = token.ent in UNSURE and actor is None and not name.isupper() and name not in load_toml("places")["regions"]
    return name if bare and plain and token.head.lower not in TOWARDS else None


def _named_by(token: Token) -> Token:
    """The name of a crossing, village or base: "the Wagah crossing", "the village of Wagah"."""
    if token.lemma not in load_toml("places")["sites"]:
        return token
    for child in token.children:
        if child.dep == "compound" and child.pos == "PROPN":
            return child
        if child.dep == "prep" and child.lower == "of" and (below := child.child("pobj")) is not None:
            return below
    return token


def _name(reading: Reading, token: Token) -> str:
    """The words of a name: its last and those of capitals before it that hang on it."""
    tokens = reading.parse.tokens
    first = token.i
    while first > 0 and tokens[first - 1].pos == "PROPN" and tokens[first - 1].head is token:
        first -= 1
    return reading.parse.text[tokens[first].start : token.end]


def _is_town(name: str) -> bool:
    entry = load_gazetteer().lookup(name)
    return entry is not None and entry.sort in {"capital", "city"}


def place_of_dispatch(reading: Reading) -> str | None:
    """The place with which a dispatch begins ("DAKAR, March 4 (NWS) -", "DAKAR - Envoys met here")."""
    text = reading.parse.text
    dateline = dateline_of(text)
    if dateline is not None:
        name = dateline.place.split(",")[0].strip()
        return name.title() if name.isupper() else name
    match = _capitals().match(text[:80])
    name = match["place"].title() if match else ""
    return name if _is_town(name) else None


@cache
def _capitals() -> re.Pattern[str]:
    return re.compile(r"(?P<place>[A-Z][A-Z.'’ -]*[A-Z])(?:, [\w. ]+)? ?(?:--?|[–—]) ")


def is_here(token: Token) -> bool:
    """True where a verb or noun is said to be at the place of the dispatch ("signed an agreement here")."""
    return any(child.lower == "here" and child.dep == "advmod" for child in token.children)
