"""How much each party gets out of a package, under weights that the analyst sets: explicit, adjustable, never hidden.

Scores only order packages for one party. They are no probabilities, and those of two parties are never compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from communique.analysis.settlement.table import Standing, Table

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scores:
    """What each standing is worth to the party, from 0 to 1, and what each issue weighs for it (1 unless given).

    What is unknown lies anywhere between the lowest and the highest. `silent` says what holds for a party that has said
    nothing on any option of an issue: `indifferent` (it neither gains nor loses there) or `unknown` (it may do either).
    """

    prefers: float = 1.0
    accepts: float = 0.75
    conditional: float = 0.7
    open: float = 0.5
    opposes: float = 0.25
    red_line: float = 0.0
    silent: str = "indifferent"
    weights: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def weight(self, party: str, question: str) -> float:
        return self.weights.get(party, {}).get(question, 1.0)

    def bounds(self, standing: Standing, certain: bool = True) -> tuple[float, float]:
        """The lowest and the highest that a standing can be worth; a condition that may fail can be worth nothing."""
        if not standing.is_known:
            return self.red_line, self.prefers
        worth = float(getattr(self, standing.name.lower()))
        return (worth if certain else self.red_line), worth


USUAL = Scores()


@dataclass(frozen=True, slots=True)
class Worth:
    """What each option is worth to each party: `low` and `high` are (questions, parties, options), already weighed.

    `silent` is (questions, parties): True where the party counts as indifferent.
    """

    low: Floats
    high: Floats
    silent: NDArray[np.bool_]

    def difference(self, question: int) -> Floats:
        """How much at least a party gains by option i in place of j: (parties, i, j)."""
        low, high = self.low[question], self.high[question]
        gain = low[:, :, None] - high[:, None, :]
        same = np.eye(low.shape[1], dtype=bool)
        return np.where(same[None] | self.silent[question][:, None, None], 0.0, gain)


def worth(table: Table, scores: Scores = USUAL) -> Worth:
    """The worth of every option for every party; options that a question lacks are worth 0."""
    most = max((len(question.options) for question in table.questions), default=0)
    shape = (len(table.questions), len(table.parties), most)
    low, high = np.zeros(shape), np.zeros(shape)
    silent = np.zeros(shape[:2], dtype=bool)
    for q, question in enumerate(table.questions):
        for p, party in enumerate(table.parties):
            weight = scores.weight(party, question.key)
            cells = [table.cell(party, question.key, option.key) for option in question.options]
            silent[q, p] = scores.silent == "indifferent" and not any(cell.standing.is_known for cell in cells)
            for o, cell in enumerate(cells):
                linked = cell.condition is None or not (
                    cell.condition.unlinked or any(a.party for atoms in cell.condition.alternatives for a in atoms)
                )
                lowest, highest = scores.bounds(cell.standing, linked)
                low[q, p, o], high[q, p, o] = weight * lowest, weight * highest
    return Worth(low, high, silent)
