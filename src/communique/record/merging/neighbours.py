"""Pairs of reports that are worth comparing, kept up to date as reports come and go, each with its likeness."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from communique.record.merging.bonds import ReportKey

NEIGHBOURS = 10
"""A report is compared with so many neighbours in time on either side of those that share a block with it."""
_MANY = 8
"""From so many changes of a block on, where that is as large a part of it, it is looked at as a whole."""


class Comparable(Protocol):
    """What is compared of one report: `seen` is the day of publication as an ordinal, None when unknown."""

    @property
    def key(self) -> ReportKey: ...
    @property
    def seen(self) -> int | None: ...


C = TypeVar("C", bound=Comparable)


@dataclass(frozen=True, slots=True)
class Rules(Generic[C]):
    """How reports of one kind are compared.

    `blocks` gives the keys of which two reports must share one to be compared at all, `same` a key whose equality
    makes them one at once (None: never), `likeness` the evidence that two are one (0: none), and `may_join` is False
    where something rules it out.
    """

    blocks: Callable[[C], Iterable[Hashable]]
    same: Callable[[C], Hashable | None]
    likeness: Callable[[C, C], float]
    may_join: Callable[[C, C], bool]


@dataclass(slots=True, eq=False)
class Entry(Generic[C]):
    """One report, at its place in the order of all of them, which it shares with no other."""

    order: tuple[Any, ...]
    told: C


Pair: TypeAlias = tuple[Entry[C], Entry[C]]
"""Two entries in their order."""


class Neighbours(Generic[C]):
    """The ties between entries: the likeness of those that share a block, are near in it, and may be one.

    >>> Neighbours(rules).update((), entries)  # doctest: +SKIP
    """

    def __init__(self, rules: Rules[C]) -> None:
        self._rules = rules
        self._blocks: dict[Hashable, list[Entry[C]]] = {}
        self._shared: dict[Pair[C], int] = {}
        self.ties: dict[Entry[C], dict[Entry[C], float]] = {}

    def update(self, gone: Iterable[Entry[C]], new: Iterable[Entry[C]]) -> set[Entry[C]]:
        """Take entries away and in; those that are tied otherwise now."""
        changes: dict[Hashable, tuple[list[Entry[C]], list[Entry[C]]]] = {}
        for side, entries in enumerate((gone, new)):
            for entry in entries:
                for block in {*self._rules.blocks(entry.told)}:
                    changes.setdefault(block, ([], []))[side].append(entry)
        counted: Counter[Pair[C]] = Counter()
        for block, (going, coming) in changes.items():
            self._change(block, going, coming, counted)
        touched: set[Entry[C]] = set()
        for pair, change in counted.items():
            if change and self._count(pair, change):
                touched.update(pair)
        return touched

    def _change(
        self, block: Hashable, going: list[Entry[C]], coming: list[Entry[C]], counted: Counter[Pair[C]]
    ) -> None:
        """Change one block, and count for each pair in how many more blocks it is near."""
        members = self._blocks.setdefault(block, [])
        number = len(going) + len(coming)
        if number >= _MANY and number * _MANY >= len(members):
            for pair in _near(members):
                counted[pair] -= 1
            out = set(going)
            members[:] = sorted([*(entry for entry in members if entry not in out), *coming], key=_in_time)
            for pair in _near(members):
                counted[pair] += 1
        else:
            for entry in going:
                place = bisect_left(members, _in_time(entry), key=_in_time)
                del members[place]
                _shift(members, place, entry, counted, -1)
            for entry in coming:
                place = bisect_left(members, _in_time(entry), key=_in_time)
                _shift(members, place, entry, counted, 1)
                insort(members, entry, key=_in_time)
        if not members:
            del self._blocks[block]

    def _count(self, pair: Pair[C], change: int) -> bool:
        """Count a pair in more or fewer blocks; True when that ties the two or parts them."""
        before = self._shared.pop(pair, 0)
        if before + change:
            self._shared[pair] = before + change
        one, other = pair
        if before:
            if before + change or other not in self.ties.get(one, ()):
                return False
            for a, b in ((one, other), (other, one)):
                del self.ties[a][b]
                if not self.ties[a]:
                    del self.ties[a]
            return True
        score = self._rules.likeness(one.told, other.told) if self._rules.may_join(one.told, other.told) else 0.0
        if score <= 0:
            return False
        self.ties.setdefault(one, {})[other] = self.ties.setdefault(other, {})[one] = score
        return True


def _shift(
    members: Sequence[Entry[C]],
    place: int,
    entry: Entry[C],
    counted: Counter[Pair[C]],
    change: int,
) -> None:
    """Count what an entry at a place changes among its neighbours, which are given without it.

    Those on either side are near it, and the pairs that it pushes apart by one too many are near no more.
    """
    for other in (*members[max(0, place - NEIGHBOURS) : place], *members[place : place + NEIGHBOURS]):
        counted[_pair(entry, other)] += change
    for left in range(max(0, place - NEIGHBOURS), place):
        right = left + NEIGHBOURS
        if place <= right < len(members):
            counted[_pair(members[left], members[right])] -= change


def _near(members: Sequence[Entry[C]]) -> Iterable[Pair[C]]:
    for place, one in enumerate(members):
        for other in members[place + 1 : place + 1 + NEIGHBOURS]:
            yield _pair(one, other)


def _pair(one: Entry[C], other: Entry[C]) -> Pair[C]:
    return (one, other) if one.order < other.order else (other, one)


def _in_time(entry: Entry[C]) -> tuple[int, ReportKey, tuple[Any, ...]]:
    return entry.told.seen or 0, entry.told.key, entry.order
