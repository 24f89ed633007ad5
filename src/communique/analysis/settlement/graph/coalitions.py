"""Stability against coalitions: what parties that move together could improve on.

After T. Inohara and K. W. Hipel, Coalition analysis in the graph model for conflict resolution, Systems Engineering 11
(2008) 343-359. A coalition improves where each member is better off at the end of a legal sequence of moves of its
members. For CSEQ the answer is a sequence of improvements of single parties outside the coalition, each to a state
that its mover prefers (Kilgour, Hipel, Fang and Peng, Group Decision and Negotiation 10 (2001) 159-175);
improvements of coalitions of the others are not considered as answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from communique.analysis.settlement.graph.game import Game
from communique.analysis.settlement.graph.preferences import Ranks
from communique.analysis.settlement.graph.stability import Concept
from communique.errors import UsageError

Matrix = NDArray[np.bool_]
MOST = 1 << 11
"""States of the largest model for which coalitions are looked at: their answers need a table of states by states."""


@dataclass(frozen=True)
class CoalitionStability:
    """For each coalition and concept the states that are stable for it."""

    game: Game
    stable: Mapping[tuple[str, ...], Mapping[Concept, Matrix]]

    def equilibria(self, concept: Concept) -> Matrix:
        """The states that are stable for every coalition, single parties and all together included."""
        stable = np.stack([rows[concept] for rows in self.stable.values()]).all(axis=0)
        return np.asarray(stable & self.game.feasible)

    def names(self, concept: Concept) -> list[str]:
        return sorted({self.game.conflict.label(int(s)) for s in np.flatnonzero(self.equilibria(concept))})


def find_coalition_stability(game: Game, concepts: Sequence[Concept] = tuple(Concept)) -> CoalitionStability:
    """The stability of every state for every coalition. Raises UsageError for more than `MOST` states.

    SMR takes by far the most time; leave it out of `concepts` where it is not needed.
    """
    if game.conflict.size > MOST:
        raise UsageError(f"coalitions over {game.conflict.size:,} states are too many to look at",
                         hint=f"leave out options until {MOST:,} states are left, 11 options")  # fmt: skip
    found = {}
    parties = list(game.parties)
    for size in range(1, len(parties) + 1):
        for members in combinations(parties, size):
            names = tuple(game.conflict.parties[party] for party in members)
            found[names] = _stable_for(game, members, concepts)
    return CoalitionStability(game, found)


def _stable_for(game: Game, members: Sequence[int], concepts: Sequence[Concept]) -> dict[Concept, Matrix]:
    reach = closure(game, members)
    rank = game.ranks[list(members)]
    better: Matrix = np.asarray((rank[:, None, :] > rank[:, :, None]).all(axis=0))
    improves = reach & better
    others = [party for party in game.parties if party not in members]
    found = {}
    for concept in concepts:
        # Row s, column x: an improvement from s to x that nobody answers.
        leaves = improves
        if concept in (Concept.GMR, Concept.SEQ):
            leaves = improves & ~_answered(game, rank, others, improving=concept is Concept.SEQ)
        elif concept is Concept.SMR and improves.any():
            # An answer counts only where no way back from it makes every member better off.
            leaves = improves & ~_any(closure(game, others), ~better & ~_any(reach, better))
        found[concept] = ~leaves.any(axis=1) & game.feasible
    return found


def _answered(game: Game, rank: Ranks, others: Sequence[int], *, improving: bool) -> Matrix:
    """For each s and x: whether the others can answer x so that a member is no better off than at s.

    One member is enough, so the worst that an answer brings to each of them tells.
    """
    found = np.zeros((game.conflict.size, game.conflict.size), dtype=bool)
    for row in rank:
        found |= game.lowest_reached(others, row, improving)[None, :] <= row[:, None]
    return found


def _any(leads: Matrix, wanted: Matrix) -> Matrix:
    """For each s and x: whether x leads to a y for which (s, y) is wanted; eight states to a byte, row by row."""
    there, packed = np.packbits(leads, axis=1), np.packbits(wanted, axis=1)
    return np.stack([(there & row).any(axis=1) for row in packed])


def closure(game: Game, movers: Sequence[int]) -> Matrix:
    """Where every legal sequence of these parties' moves leads, and the state itself: row from, column to."""
    found: Matrix = np.diag(game.feasible)
    while True:
        before = found
        for party in movers:
            # As in `lowest_reached`: option by option, over infeasible states, but not into them.
            grown = found.copy()
            for bit in game.bits(party):
                grown |= grown[game.index ^ bit] & game.may_change(bit)[:, None]
            found = grown & game.feasible[:, None]
        if np.array_equal(found, before):
            return found
