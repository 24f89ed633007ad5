"""Stability against coalitions: what parties that move together could improve on.

After T. Inohara and K. W. Hipel, Coalition analysis in the graph model for conflict resolution, Systems Engineering,
2008. A coalition improves where each of its members is better off at the end of a legal sequence of its
members' moves. Where it could, the parties outside may answer: for CGMR and CSMR by any legal sequence of their moves,
for CSEQ by any sequence of improvements of coalitions among them, single parties included. An answer counts where at
least one member ends no better off; for CSMR also wherever the coalition could move on from it.

Tables of states by states hold 64 to a word: the row is a state, bit s of it says something of the row and state s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from communique.analysis.settlement.graph.game import Game
from communique.analysis.settlement.graph.stability import Concept
from communique.analysis.settlement.graph.statements import Bools
from communique.errors import UsageError

Rows = NDArray[np.uint64]
Members = tuple[int, ...]
MOST = 1 << 29
"""Bits of all tables together, one of states by states for each coalition: 4,096 states of five parties."""


@dataclass(frozen=True)
class CoalitionStability:
    """For each coalition and concept the states that are stable for it."""

    game: Game
    stable: Mapping[tuple[str, ...], Mapping[Concept, Bools]]

    def equilibria(self, concept: Concept) -> Bools:
        """The states that are stable for every coalition, single parties and all together included."""
        stable = np.stack([rows[concept] for rows in self.stable.values()]).all(axis=0)
        return np.asarray(stable & self.game.feasible)

    def names(self, concept: Concept) -> list[str]:
        return sorted({self.game.conflict.label(int(s)) for s in np.flatnonzero(self.equilibria(concept))})


def work(states: int, parties: int) -> int:
    """How much there is to look at: the bits of all tables."""
    return states * states << parties


def find_coalition_stability(game: Game, concepts: Sequence[Concept] = tuple(Concept)) -> CoalitionStability:
    """The stability of every state for every coalition. Raises UsageError where that takes more than `MOST` bits.

    SMR takes most time; leave it out of `concepts` where it is not needed.
    """
    size, parties = game.conflict.size, len(game.parties)
    if work(size, parties) > MOST:
        fits = max(n for n in range(15) if work(1 << n, parties) <= MOST)
        raise UsageError(f"{2**parties - 1:,} coalitions over {size:,} states are too many to look at",
                         hint=f"leave out options until {fits} are left, {1 << fits:,} states")  # fmt: skip
    tables = _Tables(game)
    found = {}
    for members in _coalitions(game.parties):
        names = tuple(game.conflict.parties[party] for party in members)
        found[names] = {concept: tables.stable(members, concept) for concept in concepts}
    return CoalitionStability(game, found)


def _coalitions(parties: Iterable[int]) -> list[Members]:
    """Every group of parties, the smaller ones first."""
    those = list(parties)
    return [members for size in range(1, len(those) + 1) for members in combinations(those, size)]


class _Tables:
    """The tables of one game, each made once."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.index = game.index
        self.feasible = game.feasible
        self.ranks = np.stack([np.unique(row, return_inverse=True)[1] for row in game.ranks])
        self._improving: dict[Members, Rows] = {(): np.zeros((len(self.index), _words(len(self.index))), np.uint64)}

    def stable(self, members: Members, concept: Concept) -> Bools:
        """The states that a coalition does not leave: where no improvement of its own goes unanswered."""
        better = self.better(members)
        others = tuple(party for party in self.game.parties if party not in members)
        unanswered = better
        if concept is Concept.SEQ:
            from_where = [int.from_bytes(row.tobytes(), "little") for row in self.improving(others)]
            for member in members:
                unanswered = unanswered & self.below[member][self.lowest_answered(from_where, member)]
        elif concept is not Concept.NASH:
            good = ~better
            if concept is Concept.SMR:
                good &= ~self.before(better, members)
            unanswered = better & ~self.before(good, others)
        leaves = self.before(unanswered, members)
        word, bit = self.index >> 6, (self.index & 63).astype(np.uint64)
        return np.asarray(((leaves[self.index, word] >> bit) & np.uint64(1) == 0) & self.feasible)

    @cached_property
    def below(self) -> list[Rows]:
        """For each party and each of its ranks: the states that rank lower."""
        return [_packed(row[None, :] < np.arange(row.max() + 1)[:, None]) for row in self.ranks]

    def better(self, members: Members) -> Rows:
        """For each state: the states to which every member prefers it."""
        found: Rows = self.below[members[0]][self.ranks[members[0]]]
        for member in members[1:]:
            found = found & self.below[member][self.ranks[member]]
        return found

    def before(self, rows: Rows, movers: Sequence[int]) -> Rows:
        """What holds of a state or of one that legal sequences of these parties' moves lead to from it."""
        return self._spread(rows, movers, forward=False)

    def _spread(self, rows: Rows, movers: Sequence[int], forward: bool) -> Rows:
        found = rows.copy()
        found[~self.feasible] = 0
        while True:
            start = found
            for party in movers:
                # Option by option: a party may change several at once over infeasible states, but not into them.
                grown = found.copy()
                for bit in self.game.bits(party):
                    there, may = self.index ^ bit, self.game.may_change(bit)
                    taken = grown[there]
                    if not may.all():
                        taken[~(may[there] if forward else may)] = 0
                    grown |= taken
                grown[~self.feasible] = 0
                found = grown
            # Where every state is feasible the options are free of each other, so that once through them is enough.
            if len(movers) < 2 or self.feasible.all() or np.array_equal(found, start):
                return found

    def improving(self, coalition: Members) -> Rows:
        """For each state: the states from which a coalition among these parties, or one of them, improves to it."""
        if coalition not in self._improving:
            own = _packed(np.eye(len(self.index), dtype=bool))
            found = self._spread(own, coalition, forward=True) & self.better(coalition)
            for party in coalition:
                found |= self.improving(tuple(other for other in coalition if other != party))
            self._improving[coalition] = found
        return self._improving[coalition]

    def lowest_answered(self, from_where: Sequence[int], member: int) -> NDArray[np.int64]:
        """For each state the lowest rank that it, or what the others' improvements lead to, has for a member.

        `from_where` are for each state the bits of those from which one improvement leads to it. From the lowest rank
        upwards: whatever leads to a state gets its rank, if it has no lower one.
        """
        rank = self.ranks[member]
        found: NDArray[np.int64] = rank.astype(np.int64)
        left = int.from_bytes(_packed(self.feasible[None, :])[0].tobytes(), "little")
        for state in np.argsort(rank, kind="stable").tolist():
            waiting = [state] if left >> state & 1 else []
            left &= ~(1 << state)
            while waiting:
                here = waiting.pop()
                found[here] = rank[state]
                new = from_where[here] & left
                left &= ~new
                while new:
                    lowest = new & -new
                    waiting.append(lowest.bit_length() - 1)
                    new ^= lowest
        return found


def _words(number: int) -> int:
    return (number + 63) // 64


def _packed(table: Bools) -> Rows:
    """Rows of booleans, 64 to a word."""
    width = _words(table.shape[1]) * 8
    found = np.zeros((len(table), width), dtype=np.uint8)
    packed = np.packbits(table, axis=1, bitorder="little")
    found[:, : packed.shape[1]] = packed
    return found.view("<u8").astype(np.uint64)
