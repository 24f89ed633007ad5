"""Moves on bit masks: where each party can go from each state, without a matrix of states by states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from communique.analysis.settlement.graph.conflict import Conflict, States
from communique.analysis.settlement.graph.preferences import Ranks, ranks
from communique.analysis.settlement.graph.statements import Bools

T = TypeVar("T", np.int32, np.bool_)


@dataclass(frozen=True)
class Game:
    """A conflict with the ranks of its states, (parties, states): what the analysis works on."""

    conflict: Conflict
    ranks: Ranks

    @classmethod
    def of(cls, conflict: Conflict, chance: np.random.Generator | None = None) -> Game:
        return cls(conflict, ranks(conflict, chance))

    @property
    def parties(self) -> range:
        return range(len(self.conflict.parties))

    @cached_property
    def index(self) -> States:
        return self.conflict.index

    @cached_property
    def feasible(self) -> Bools:
        return self.conflict.feasible

    @cached_property
    def _masks(self) -> tuple[int, ...]:
        return tuple(self.conflict.mask(party) for party in self.conflict.parties)

    @cached_property
    def _fixed(self) -> tuple[int, int]:
        return self.conflict.fixed("taken"), self.conflict.fixed("dropped")

    def bits(self, party: int) -> list[int]:
        """The single bits of a party's options."""
        return [1 << k for k in range(len(self.conflict.options)) if self._masks[party] >> k & 1]

    def moves(self, party: int) -> Iterator[tuple[States, Bools]]:
        """For every way in which a party can change its options: the states it leads to, and from which it may."""
        mask = self._masks[party]
        change = mask
        taken, dropped = self._fixed
        while change:
            target = self.index ^ change
            allowed = self.feasible & self.feasible[target]
            if change & taken:
                allowed &= self.index & (change & taken) == 0
            if change & dropped:
                allowed &= ~self.index & (change & dropped) == 0
            yield target, allowed
            change = (change - 1) & mask

    def improvements(self, party: int) -> Iterator[tuple[States, Bools]]:
        """The moves that lead the party to a state which it prefers."""
        rank = self.ranks[party]
        for target, allowed in self.moves(party):
            yield target, allowed & (rank[target] > rank)

    def reachable(self, party: int, state: int) -> list[int]:
        """The states to which a party can move from one state."""
        taken, dropped = self._fixed
        free = self._masks[party] & ~(taken & state) & ~(dropped & ~state)
        found, change = [], free
        while change:
            if self.feasible[state ^ change]:
                found.append(state ^ change)
            change = (change - 1) & free
        return sorted(found) if self.feasible[state] else []

    def improved(self, party: int, state: int) -> list[int]:
        """Those of them that it prefers."""
        rank = self.ranks[party]
        return [to for to in self.reachable(party, state) if rank[to] > rank[state]]

    def best_within(self, party: int, value: NDArray[np.int32], worst: int) -> NDArray[np.int32]:
        """The highest value of a state and of those to which the party can move from it."""
        found = np.where(self.feasible, value, worst).astype(np.int32)
        for bit in self.bits(party):
            found = np.where(self.may_change(bit), np.maximum(found, found[self.index ^ bit]), found)
        return found

    def lowest_reached(self, movers: Sequence[int], value: NDArray[np.int32], improving: bool) -> NDArray[np.int32]:
        """The lowest value of a state and of all that any legal sequence of these parties' moves reaches from it.

        A sequence is legal where no party moves twice in a row; as a party can change several options at once, that
        excludes no state. `improving`: each move must be to a state that its mover prefers. Infeasible states count as
        the highest value there is.
        """
        highest = np.int32(np.iinfo(np.int32).max)
        found = np.where(self.feasible, value, highest).astype(np.int32)
        while True:
            before = found
            for party in movers:
                found = self._lowest_after(party, found, highest, improving)
            if np.array_equal(found, before):
                return found

    def _lowest_after(
        self, party: int, value: NDArray[np.int32], highest: np.int32, improving: bool
    ) -> NDArray[np.int32]:
        found = value
        if not improving:
            # One party changes its options independently: bit by bit, over infeasible states, but not into them.
            for bit in self.bits(party):
                found = np.where(self.may_change(bit), np.minimum(found, found[self.index ^ bit]), found)
            return np.where(self.feasible, found, highest)
        for target, allowed in self.improvements(party):
            found = np.where(allowed, np.minimum(found, value[target]), found)
        return found

    def may_change(self, bit: int) -> Bools:
        """From which states the option of a bit may be changed."""
        taken, dropped = self._fixed
        if bit & taken:
            return np.asarray(self.index & bit == 0)
        if bit & dropped:
            return np.asarray(self.index & bit != 0)
        return np.ones(len(self.index), dtype=bool)
