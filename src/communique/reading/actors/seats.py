"""Whose officials speak in a capital: "the foreign ministry in Seoul", "In Baku, a spokesman said"."""

from __future__ import annotations

from collections.abc import Mapping

from communique.reading.actors.gazetteer import Naming
from communique.reading.parse import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def seat_of(token: Token, at: Mapping[int, Naming], *, opened: bool = True) -> str | None:
    """The state in whose capital this word is said to be, after it or, if `opened`, where its clause opens."""
    places = [c for c in token.children if c.i > token.i]
    if opened and token.dep in _SUBJECTS:
        places += [c for c in token.head.children if c.i < token.i]
    for prep in places:
        place = prep.child("pobj") if prep.dep == "prep" and prep.lower == "in" else None
        naming = at.get(place.i) if place else None
        if naming and naming.entry.kind == "state" and naming.sort == "capital":
            return naming.code
    return None
