"""Regions in which a movement holds out: "delegates from Tigray", "Ethiopia and the Tigray region" mean it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.data import load_toml
from communique.reading.actors.gazetteer import NOTHING, Entry, Gazetteer, Naming
from communique.reading.parse import Token

_GROUPS = load_toml("groups")
_ACTING = frozenset(_GROUPS["regional"]["acting"]) | frozenset(_GROUPS["opposition"]["nouns"])
_LAND = frozenset(_GROUPS["regional"]["land"])
_LINKS = frozenset({"from", "of"})
_WITHIN = frozenset({"poss", "compound", "amod", "nmod"})
_BETWEEN = frozenset({"DET", "ADJ", "NOUN", "PROPN"})
_FAR = 8
"""How many words may lie between a state and the region beside it."""
_NO_PARTY = Entry("", NOTHING, "none")


def read_regions(tokens: Sequence[Token], namings: Sequence[Naming], gazetteer: Gazetteer) -> list[Naming]:
    """The names with those of regions told apart: the movement with its "region", or no party."""
    found = []
    for place, naming in enumerate(namings):
        if naming.sort != "region":
            found.append(naming)
            continue
        state = gazetteer.states.get(naming.code)
        beside = [n for n in namings[max(0, place - 1) : place + 2] if n.code == state]
        if any(_in_one_breath(tokens, naming, other) for other in beside):
            found.append(replace(naming, last=_end(tokens, naming)))
        elif _bearer(tokens, naming).lower in _ACTING:
            found.append(naming)
        else:
            found.append(replace(naming, entry=_NO_PARTY))
    return found


def _bearer(tokens: Sequence[Token], region: Naming) -> Token:
    """The noun of whose phrase the region is a part: "leaders" of "Tigray leaders" and of "leaders of Tigray"."""
    token, i = tokens[region.last - 1], region.first - 1
    while token.dep in _WITHIN:
        token = token.head
    while i > 0 and tokens[i].pos in {"DET", "ADJ"}:
        i -= 1
    of_region = i > 0 and tokens[i].lower in _LINKS and tokens[i - 1].tag.startswith("NN")
    return tokens[i - 1] if of_region else token


def _in_one_breath(tokens: Sequence[Token], region: Naming, state: Naming) -> bool:
    """True for "Ethiopia and Tigray", "the Ethiopian government and the embattled Tigray region"."""
    first, second = sorted((region, state), key=lambda naming: naming.first)
    if _bearer(tokens, region).lower not in _LAND | {tokens[region.last - 1].lower}:
        return False
    between = tokens[first.last : second.first]
    joined = sum(token.lower == "and" for token in between) == 1
    plain = all(t.pos in _BETWEEN or t.tag == "VBN" or t.lower in {"and", "-"} for t in between)
    return joined and plain and len(between) <= _FAR


def _end(tokens: Sequence[Token], region: Naming) -> int:
    """Where the name ends, with "region" or "regional state" if that follows."""
    end = region.last
    while end < len(tokens) and tokens[end].lower in _LAND:
        end += 1
    return end
