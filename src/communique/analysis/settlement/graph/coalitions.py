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


def find_coalition_stability(game: Game) -> CoalitionStability:
    """The stability of every state for every coalition. Raises UsageError for more than `MOST` states."""
    if game.conflict.size > MOST:
        raise UsageError(f"coalitions over {game.conflict.size:,} states are too many to look at",
                         hint=f"leave out options until {MOST:,} states are left, 11 options")  # fmt: skip
    found = {}
    parties = list(game.parties)
    for size in range(1, len(parties) + 1):
        for members in combinations(parties, size):
            names = tuple(game.conflict.parties[party] for party in members)
            found[names] = _stable_for(game, members)
    return CoalitionStability(game, found)


def _stable_for(game: Game, members: Sequence[int]) -> dict[Concept, Matrix]:
    reach = closure(game, members, improving=False)
    rank = game.ranks[list(members)]
    better: Matrix = np.asarray((rank[:, None, :] > rank[:, :, None]).all(axis=0))
    improves = reach & better
    others = [party for party in game.parties if party not in members]
    answers = closure(game, others, improving=False)
    improving = closure(game, others, improving=True)
    # Row s, column x: some answer to x leaves a member no better off than at s.
    leaves = {
        Concept.NASH: improves,
        Concept.GMR: improves & ~_any(answers, ~better),
        Concept.SMR: improves & ~_any(answers, ~better & ~_any(reach, better)),
        Concept.SEQ: improves & ~_any(improving, ~better),
    }
    return {concept: ~rows.any(axis=1) & game.feasible for concept, rows in leaves.items()}


def _any(leads: Matrix, wanted: Matrix) -> Matrix:
    """For each s and x: whether x leads to a y for which (s, y) is wanted."""
    return np.asarray((wanted.astype(np.float32) @ leads.T.astype(np.float32)) > 0)


def closure(game: Game, movers: Sequence[int], improving: bool) -> Matrix:
    """Where every legal sequence of these parties' moves leads, and the state itself: row from, column to."""
    found: Matrix = np.diag(game.feasible)
    while True:
        before = found
        for party in movers:
            found = _one_more(game, party, found, improving)
        if np.array_equal(found, before):
            return found


def _one_more(game: Game, party: int, found: Matrix, improving: bool) -> Matrix:
    """The same with one more move of a party before all others."""
    grown = found.copy()
    if improving:
        for target, allowed in game.improvements(party):
            grown |= found[target] & allowed[:, None]
        return grown
    for bit in game.bits(party):
        grown |= grown[game.index ^ bit] & game.may_change(bit)[:, None]
    return grown & game.feasible[:, None]
