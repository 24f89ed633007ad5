"""Efficient packages: those that no other leaves behind for certain; all of them, or the best few of too many.

One leaves another behind when, whatever the unknowns are, it is worth no less to anybody and more to somebody. That is
transitive, and of two such packages the one left behind always has the lower worth to all together, unknowns taken at
their middle: so packages are gone through by that worth, from the highest.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from communique.analysis.settlement.scores import Floats, Worth
from communique.analysis.settlement.search import Demand, Search

FRONTIER = 600
"""How many efficient packages are listed; beyond that only the best few."""
PARTIAL = 4 * FRONTIER
"""How many partial packages of one step are followed in search of all efficient ones."""
FOLLOWED = 2000
"""How many packages are tried at most for the best few efficient ones."""
COUNTED = 3_000
"""Of so many packages that nobody blocks the efficient ones are counted even where they are too many to list."""
BLOCK = 256
Choices = NDArray[np.int8]
Row = tuple[int, ...]
_Gains = tuple[float, ...]


def efficient_packages(search: Search, values: Worth) -> Choices | None:
    """All efficient packages that nobody blocks, as option numbers (packages, questions); None if too many.

    A partial package that is left behind by one which goes on alike is dropped at once.
    """
    number = len(search.table.questions)
    gains = _Gained(values)

    class _TooManyError(Exception):
        pass

    def extend(label: Row, q: int, o: int, blocking: Sequence[Demand]) -> Row | None:
        return None if blocking else (*label[:q], o, *label[q + 1 :])

    followed: Counter[int] = Counter()

    def keep(labels: list[Row]) -> list[Row]:
        left = gains.undominated(np.asarray(labels, dtype=np.int8).reshape(-1, number), FRONTIER)
        step = labels[0].count(-1) if labels else 0
        followed[step] += len(left or ())
        if left is None or followed[step] > PARTIAL:
            raise _TooManyError
        return [labels[n] for n in left]

    try:
        found = search.walk((-1,) * number, extend, keep)
    except _TooManyError:
        return None
    return np.asarray(sorted(found), dtype=np.int8).reshape(-1, number)


def count_efficient(search: Search, values: Worth) -> int | None:
    """How many efficient packages there are, by comparing all that nobody blocks; None where these are too many."""
    if search.count() > COUNTED:
        return None
    number = len(search.table.questions)

    def extend(label: Row, q: int, o: int, blocking: Sequence[Demand]) -> Row | None:
        return None if blocking else (*label[:q], o, *label[q + 1 :])

    rows = np.asarray(search.walk((-1,) * number, extend, lambda labels: labels), dtype=np.int8).reshape(-1, number)
    return len(_Gained(values).undominated(rows, COUNTED) or ())


def best_efficient(search: Search, values: Worth, number: int) -> list[Row]:
    """The efficient packages of the highest worth to all together, at most so many.

    Worth is that of the middle between the least and the most, summed over parties: one order among many, and it rests
    on the weights in use.
    """
    found: list[Row] = []
    tried, wanted = 0, 4 * number
    while len(found) < number:
        rows = highest(search, values, wanted)
        for row in rows[tried:]:
            if len(found) < number and not is_left_behind(search, values, row):
                found.append(row)
        if len(rows) < wanted or wanted >= FOLLOWED:
            break
        tried, wanted = wanted, min(4 * wanted, FOLLOWED)
    return found


def highest(search: Search, values: Worth, number: int) -> list[Row]:
    """The packages that nobody blocks of the highest worth to all together, from the highest."""
    middle = together(values)

    def extend(label: tuple[float, Row], q: int, o: int, blocking: Sequence[Demand]) -> tuple[float, Row] | None:
        return None if blocking else (round(label[0] - float(middle[q, o]), 9), (*label[1][:q], o, *label[1][q + 1 :]))

    start = (0.0, (-1,) * len(search.table.questions))
    return [row for _, row in search.walk(start, extend, partial(heapq.nsmallest, number))]


def is_left_behind(search: Search, values: Worth, row: Row) -> bool:
    """Whether a package that nobody blocks leaves this one behind for certain."""
    least = [values.difference(q)[:, :, o] for q, o in enumerate(row)]
    place = {question: step for step, question in enumerate(search.order)}
    # What a party can still gain on the questions behind each step.
    after = np.zeros((len(search.order) + 1, len(search.table.parties)))
    for step in reversed(range(len(search.order))):
        question = search.order[step]
        options = sorted(search.allowed[question])
        after[step] = after[step + 1] + (least[question][:, options].max(axis=1) if options else 0.0)
    slack = _slack(values)

    def extend(label: _Gains, q: int, o: int, blocking: Sequence[Demand]) -> _Gains | None:
        made = np.asarray(label) + least[q][:, o]
        if blocking or (made + after[place[q] + 1] < -slack).any():
            return None
        return tuple(np.round(made, 9).tolist())

    def keep(labels: list[_Gains]) -> list[_Gains]:
        found: list[_Gains] = []
        for label in sorted(set(labels), key=lambda gains: -sum(gains)):
            if not any(all(a >= b for a, b in zip(other, label, strict=True)) for other in found):
                found.append(label)
        return found

    ends = search.walk((0.0,) * len(search.table.parties), extend, keep)
    return any(min(end) >= -slack and max(end) > slack for end in ends)


def together(values: Worth) -> Floats:
    """What each option is worth to all parties that count, unknowns at their middle: (questions, options)."""
    counted = np.where(values.silent[:, :, None], 0.0, values.low + values.high) / 2
    return np.asarray(counted.sum(axis=1))


def _slack(values: Worth) -> float:
    """Below this two worths are the same."""
    return 1e-9 * max(1.0, float(values.high.max(initial=0.0)))


class _Gained:
    """How much at least each party gains by one package in place of another, for many at a time.

    Packages are rows of ones and zeros over all options, so that a product of matrices compares them.
    """

    def __init__(self, values: Worth) -> None:
        questions, parties, options = values.low.shape
        self.options = options
        self.middle = together(values)
        self.slack = _slack(values)
        self.least = np.zeros((parties, questions * options, questions * options))
        for q in range(questions):
            own = slice(q * options, (q + 1) * options)
            self.least[:, own, own] = values.difference(q)
        # The parties that rule out most pairs come first.
        self.least = self.least[np.argsort(-(self.least < -self.slack).sum(axis=(1, 2)), kind="stable")]

    def undominated(self, rows: Choices, most: int) -> list[int] | None:
        """Which rows no other leaves behind for certain, by their numbers; None as soon as they are more than `most`.

        A choice of -1 is not made yet and counts for nothing.
        """
        chosen = self._chosen(rows)
        worth = chosen @ self.middle.reshape(-1)
        order = np.argsort(-worth, kind="stable")
        kept = np.zeros(0, dtype=np.int64)
        for at in range(0, len(order), BLOCK):
            some = order[at : at + BLOCK]
            some = some[~self._beaten(chosen[kept], chosen[some])]
            some = some[~self._beaten(chosen[some], chosen[some])]
            kept = np.concatenate([kept, some])
            if len(kept) > most:
                return None
        return sorted(kept.tolist())

    def _chosen(self, rows: Choices) -> Floats:
        found = np.zeros((len(rows), self.least.shape[1]))
        for q in range(rows.shape[1]):
            made = np.flatnonzero(rows[:, q] >= 0)
            found[made, q * self.options + rows[made, q]] = 1.0
        return found

    def _beaten(self, by: Floats, those: Floats) -> NDArray[np.bool_]:
        """Which of those one of the others leaves behind."""
        never = np.ones((len(by), len(those)), dtype=bool)
        some = np.zeros((len(by), len(those)), dtype=bool)
        for party in self.least:
            gained = (by @ party) @ those.T
            never &= gained >= -self.slack
            if not never.any():
                break
            some |= gained > self.slack
        return np.asarray((never & some).any(axis=0))
