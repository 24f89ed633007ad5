"""Governments and rebels that one noun joins: "government and rebel negotiators", "Chadian army and FACT officers"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.data import load_toml
from communique.model.actors import Level
from communique.reading.actors.coreference import Draft, Resolver
from communique.reading.actors.institutions import Institutions
from communique.reading.parse import Token

_PEOPLE: dict[str, str] = load_toml("groups")["people"]
_OPPOSING = frozenset(load_toml("groups")["opposition"]["modifiers"])
_GOVERNING = frozenset({"government", "regime", "army", "junta"})
_SPARE = frozenset({"the", "top", "senior", "chief", "key", "both", "peace", "military", "political"})
_NO_ENVOYS = frozenset({"forces", "troops", "soldiers", "source", "sources", "companies", "businessmen", "sides"})


def join_sides(institutions: Institutions, resolver: Resolver, drafts: list[Draft]) -> Iterator[Draft]:
    """New drafts for such phrases; one that a draft holds already for one of the two is made to hold both."""
    at_head = {draft.head: draft for draft in drafts if draft.kind == "group"}
    for token in institutions.tokens:
        if token.lower not in _PEOPLE or token.lower in _NO_ENVOYS:
            continue
        codes = _codes(token, institutions, resolver)
        if not codes:
            continue
        known = at_head.get(token.i)
        if known is not None:
            known.parties, known.plural = tuple(dict.fromkeys((*codes, *known.codes))), True
            continue
        level = Level(_PEOPLE[token.lower])
        draft = Draft(token.i, token.i + 1, token.i, "group", codes, level=level, plural=True)
        resolver.add(draft)
        yield draft


def _codes(token: Token, institutions: Institutions, resolver: Resolver) -> tuple[str, ...]:
    """The state and the movement, where one of each stands before the noun on both sides of an "and"."""
    tokens, at = institutions.tokens, institutions.at
    states: list[str | None] = []
    opposed: list[str | None] = []
    i, joined = token.i - 1, False
    while i >= 0 and tokens[i].sent == token.sent and len(states) + len(opposed) < 2:
        naming = at.get(i)
        if tokens[i].lower in _GOVERNING and naming is None:
            before = at.get(i - 1)
            states.append(before.code if before is not None and before.entry.kind == "state" else None)
            i = before.first - 1 if states[-1] is not None and before is not None else i - 1
        elif naming is not None and naming.entry.kind in {"movement", "opposition"}:
            opposed.append(naming.code)
            i = naming.first - 1
        elif tokens[i].lower in _OPPOSING and naming is None:
            opposed.append(None)
            i -= 1
        elif tokens[i].lower == "and" and not joined and (states or opposed):
            joined = True
            i -= 1
        elif tokens[i].lower in _SPARE or tokens[i].text in {"-", "–"}:
            i -= 1
        else:
            return ()
    return institutions.facing(token, resolver, states[0], opposed[0]) if joined and states and opposed else ()
