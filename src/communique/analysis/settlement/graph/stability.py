"""Which states are stable for whom: Nash, GMR, SMR and SEQ, from their definitions.

After Fang, Hipel and Kilgour (1993, chapters 3 and 4). Sanctions are any legal sequence of moves (for SEQ of
improvements) of the other parties, not single moves. A state is stable for a party

- *Nash*: where it has no improvement from it;
- *GMR* (general metarationality): where each improvement can be answered by the others so that it ends no better off;
- *SMR* (symmetric): where besides it cannot get back by a move of its own after that answer;
- *SEQ* (sequential): where the answer consists of improvements of those who move.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from communique.analysis.settlement.graph.game import Game


class Concept(StrEnum):
    NASH = "Nash"
    GMR = "GMR"
    SMR = "SMR"
    SEQ = "SEQ"


@dataclass(frozen=True)
class Stability:
    """For each concept which states are stable for which party: (parties, states); infeasible ones never are."""

    game: Game
    stable: Mapping[Concept, NDArray[np.bool_]]

    def equilibria(self, concept: Concept) -> NDArray[np.bool_]:
        """The states that are stable for every party."""
        return self.stable[concept].all(axis=0) & self.game.feasible

    def names(self, concept: Concept) -> list[str]:
        """The labels of the equilibria, each once."""
        states = np.flatnonzero(self.equilibria(concept))
        return sorted({self.game.conflict.label(int(state)) for state in states})


def find_stability(game: Game) -> Stability:
    """The stability of every state for every party under all four concepts.

    Time: for each party, the number of states times the number of its and the others' possible changes; memory: a few
    numbers for each state.
    """
    shape = game.ranks.shape
    stable = {concept: np.zeros(shape, dtype=bool) for concept in Concept}
    for party in game.parties:
        rank = game.ranks[party]
        others = [other for other in game.parties if other != party]
        answers = {
            Concept.GMR: game.lowest_reached(others, rank, improving=False),
            Concept.SMR: game.lowest_reached(others, game.best_within(party, rank, -1), improving=False),
            Concept.SEQ: game.lowest_reached(others, rank, improving=True),
        }
        leaves = {concept: np.zeros(shape[1], dtype=bool) for concept in Concept}
        for target, better in game.improvements(party):
            leaves[Concept.NASH] |= better
            for concept, lowest in answers.items():
                leaves[concept] |= better & (lowest[target] > rank)
        for concept in Concept:
            stable[concept][party] = ~leaves[concept] & game.feasible
    return Stability(game, stable)
