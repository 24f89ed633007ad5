"""Merges and splits as bonds between reports: which pairs belong together, and which do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from communique.model.decisions import Action, Anchor, Decision, Key
from communique.record.merging.bonds import Bonds

Pair = tuple[Key, Key]


@dataclass(frozen=True, slots=True)
class Made:
    """The bonds, and each merge or split of which later decisions leave nothing with the last of those."""

    bonds: Bonds
    overruled: Mapping[str, str]


def make_bonds(live: Sequence[Decision], places: Mapping[Anchor, tuple[Key, ...]]) -> Made:
    """The bonds of the merges and splits among these decisions, which come in the order of time.

    Bonds do not contradict each other, not even by way of third reports: the later decision holds. A merge binds
    across its two sides only, so that a later split of the same sides leaves everything as it was before both.
    """
    ties = {d.id: _ties(d, places) for d in live if d.action in (Action.MERGE, Action.SPLIT)}
    bound: set[Pair] = set()
    for decision in live:
        if decision.action is Action.MERGE:
            bound |= ties[decision.id].together
        elif decision.action is Action.SPLIT and not bound & ties[decision.id].apart:
            # Reports that are split off are one contact; where that takes back a merge, they were so before it.
            leaving = _keys(decision.about, places)
            ties[decision.id].together.update(_pair(leaving[0], key) for key in leaving[1:])
    return _settle([(d, ties[d.id]) for d in live if d.id in ties])


@dataclass(frozen=True, slots=True)
class _Ties:
    together: set[Pair] = field(default_factory=set)
    apart: set[Pair] = field(default_factory=set)


def _ties(decision: Decision, places: Mapping[Anchor, tuple[Key, ...]]) -> _Ties:
    one, other = _keys(decision.about, places), _keys(decision.against, places)
    if not one or not other:
        return _Ties()
    if decision.action is Action.SPLIT:
        return _Ties(apart={_pair(a, b) for a, b in product(one, other) if a != b})
    star = [(one[0], b) for b in other] + [(other[0], a) for a in one]
    return _Ties(together={_pair(a, b) for a, b in star if a != b})


def _settle(ties: Sequence[tuple[Decision, _Ties]]) -> Made:
    """From the last decision on, take every bond that does not contradict what is taken already."""
    classes = _Classes()
    kept = _Ties()
    for _, own in reversed(ties):
        kept.apart.update(pair for pair in sorted(own.apart) if classes.part(*pair))
        kept.together.update(pair for pair in sorted(own.together) if classes.join(*pair))
    overruled: dict[str, str] = {}
    for place, (decision, own) in enumerate(ties):
        if (own.apart or own.together) and not own.apart & kept.apart and not own.together & kept.together:
            keys = {key for pair in own.apart | own.together for key in pair}
            others = [d for d, o in ties[place + 1 :] if any(keys & set(pair) for pair in o.apart | o.together)]
            if others:
                overruled[decision.id] = others[-1].id
    return Made(Bonds(frozenset(kept.together), frozenset(kept.apart)), overruled)


class _Classes:
    """Reports that are put together, class by class, and which classes are kept apart."""

    def __init__(self) -> None:
        self._parent: dict[Key, Key] = {}
        self._foes: dict[Key, set[Key]] = {}

    def join(self, one: Key, other: Key) -> bool:
        """Put two together; False, and nothing done, where they are kept apart."""
        a, b = self._root(one), self._root(other)
        if b in self._foes.get(a, ()):
            return False
        if a != b:
            self._parent[b] = a
            foes = self._foes.pop(b, set())
            for foe in foes:
                self._foes[foe].discard(b)
                self._foes[foe].add(a)
            self._foes.setdefault(a, set()).update(foes)
        return True

    def part(self, one: Key, other: Key) -> bool:
        """Keep two apart; False, and nothing done, where they are together."""
        a, b = self._root(one), self._root(other)
        if a == b:
            return False
        self._foes.setdefault(a, set()).add(b)
        self._foes.setdefault(b, set()).add(a)
        return True

    def _root(self, key: Key) -> Key:
        while (parent := self._parent.get(key, key)) != key:
            self._parent[key] = self._parent.get(parent, parent)
            key = self._parent[key]
        return key


def _keys(anchors: Iterable[Anchor], places: Mapping[Anchor, tuple[Key, ...]]) -> list[Key]:
    """The reports of a side; a copy of one stands for it only where that one is not there."""
    found: set[Key] = set()
    for anchor in anchors:
        own = [key for key in places[anchor] if key[0] == anchor.article]
        found.update(own or places[anchor])
    return sorted(found)


def _pair(one: Key, other: Key) -> Pair:
    return (one, other) if one < other else (other, one)
