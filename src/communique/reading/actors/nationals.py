"""Persons told by their country alone: "the Norwegian", "the Chadian mediator"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.data import load_toml
from communique.model.actors import Level
from communique.reading.actors.coreference import REACH, Draft, Resolver
from communique.reading.actors.gazetteer import NO_PLURAL, Naming
from communique.reading.actors.persons import Profile
from communique.reading.parse import Token

_WORDS = load_toml("groups")["nationals"]
_ENVOYS, _GUESTS = frozenset(_WORDS["envoys"]), frozenset(_WORDS["guests"])
_STANDS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "dative", "agent"})


def name_nationals(resolver: Resolver, drafts: Sequence[Draft], at: Mapping[int, Naming]) -> None:
    """Give whom the text calls by a country the person of that country who was named just before.

    "Premier Kari Berg of Norway arrived. The Norwegian saw ..."; "envoy Lars Holm ... The Norwegian mediator saw ...".
    """
    tokens = resolver.tokens
    for draft in drafts:
        if draft.profiles or len(draft.codes) != 1 or draft.place or draft.first == 0:
            continue
        head = tokens[draft.head]
        the = tokens[draft.first].lower == "the" or tokens[draft.first - 1].lower == "the"
        if not the or head.dep not in _STANDS:
            continue
        if draft.kind == "party" and _is_one_person(at.get(draft.first), head):
            levels = frozenset(Level)
        elif draft.kind == "person" and head.lower in _ENVOYS | _GUESTS:
            levels = frozenset(Level) if head.lower in _GUESTS else _SENT
        else:
            continue
        if (profile := _last_of(resolver, draft, levels)) is not None:
            draft.kind, draft.profiles, draft.level = "person", [profile], profile.person().level


_SENT = frozenset({Level.ENVOY, Level.OFFICIAL, Level.UNKNOWN})


def _is_one_person(naming: Naming | None, head: Token) -> bool:
    """True for "the Norwegian", not for "the Norwegians" nor "the British", who may be many."""
    if naming is None or naming.sort != "adjective" or head.i != naming.last - 1:
        return False
    return head.text[1:].islower() and not head.text.endswith(NO_PLURAL)


def _last_of(resolver: Resolver, draft: Draft, levels: frozenset[Level]) -> Profile | None:
    """The only person of the party, of one of these levels, named in the sentences just before."""
    here = resolver.tokens[draft.head].sent
    found: list[Profile] = []
    for back in range(REACH + 1):
        earlier = [d for d in resolver.by_sentence.get(here - back, ()) if d.first < draft.first and not d.plural]
        found += [p for d in earlier for p in d.profiles if p.party == draft.codes[0] and len(d.profiles) == 1]
    fits = list(dict.fromkeys(p for p in found if p.person().level in levels))
    return fits[0] if len(fits) == 1 else None
