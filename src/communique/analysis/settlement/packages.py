"""Packages: which nobody blocks, who accepts each and who does not, and which leave nobody worse off."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from communique.analysis.settlement.conditions import Verdict, verdicts
from communique.analysis.settlement.efficient import (
    best_efficient,
    count_efficient,
    efficient_packages,
    is_left_behind,
)
from communique.analysis.settlement.scores import USUAL, Scores, Worth, worth
from communique.analysis.settlement.search import Demand, Search, prepare
from communique.analysis.settlement.table import Package, Place, Standing, Table

BEST = 10
"""How many packages are shown."""
_Ranked = tuple[tuple[int, int, float], tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class Assessed:
    """One package: where every party stands in it, cell by cell, and what it is worth to each at least and at most.

    `efficient` is False where another package leaves somebody better off and nobody worse, whatever the unknowns are,
    and None where that was not asked.
    """

    package: Package
    verdicts: Mapping[Place, Verdict]
    worth: Mapping[str, tuple[float, float]]
    efficient: bool | None = None

    def of(self, kind: Verdict) -> tuple[Place, ...]:
        """The cells of one verdict, in the order of the table."""
        return tuple(place for place, found in self.verdicts.items() if found is kind)

    @property
    def accepting(self) -> tuple[str, ...]:
        """The parties of which every cell accepts."""
        return self._parties(lambda kinds: kinds <= {Verdict.YES})

    @property
    def blocking(self) -> tuple[str, ...]:
        return self._parties(lambda kinds: Verdict.BLOCKS in kinds)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The parties that block nothing, and of which something is not known."""
        return self._parties(lambda kinds: Verdict.UNKNOWN in kinds and Verdict.BLOCKS not in kinds)

    def _parties(self, test: object) -> tuple[str, ...]:
        kinds: dict[str, set[Verdict]] = {}
        for (party, _, _), found in self.verdicts.items():
            kinds.setdefault(party, set()).add(found)
        return tuple(party for party, those in kinds.items() if test(those))  # type: ignore[operator]


@dataclass(frozen=True)
class Packages:
    """What a search found: `total` combinations, of which `open` are blocked by nobody and `agreed` accepted by all.

    `best` have fewest objections, then fewest unknowns, then the highest worth; `efficient` are those which no other
    leaves behind for certain, of `frontier` in all: where these are more than `FRONTIER` the best few by their worth.
    `frontier` is None where they are too many to count.
    """

    search: Search
    scores: Scores
    total: int
    open: int
    agreed: int
    best: tuple[Assessed, ...]
    efficient: tuple[Assessed, ...]
    frontier: int | None

    @cached_property
    def table(self) -> Table:
        return self.search.table


def find_packages(table: Table, scores: Scores = USUAL, best: int = BEST) -> Packages:
    """Search all packages of a table. Raises UsageError where that cannot be done (see `prepare`)."""
    search = prepare(table)
    values = worth(table, scores)
    frontier = efficient_packages(search, values)
    chosen = _best(search, values, best)
    if frontier is None:
        listed = best_efficient(search, values, best)
        known = {row: not is_left_behind(search, values, row) for row in chosen}
    else:
        listed = [tuple(row) for row in frontier.tolist()]
        known = {row: row in set(listed) for row in chosen}
    return Packages(
        search=search,
        scores=scores,
        total=table.combinations,
        open=search.count(),
        agreed=_settled(search).count(),
        best=tuple(assess(table, keys(table, row), values, known[row]) for row in chosen),
        efficient=tuple(assess(table, keys(table, row), values, True) for row in listed),
        frontier=count_efficient(search, values) if frontier is None else len(listed),
    )


def assess(table: Table, package: Package, values: Worth | None = None, efficient: bool | None = None) -> Assessed:
    """Where every party stands in one package."""
    held = {question.key: option for question, option in zip(table.questions, package, strict=True)}
    places = [(party, key, held[key]) for key in held for party in table.parties]
    values = values or worth(table)
    chosen = [[o.key for o in q.options].index(held[q.key]) for q in table.questions]
    told = verdicts(table, held, places)
    rows = np.arange(len(chosen))
    low, high = values.low[rows, :, chosen], values.high[rows, :, chosen]
    heard = ~values.silent
    return Assessed(
        package,
        {place: told[place] for place in places},
        {party: (round(float(low[heard[:, p], p].sum()), 6), round(float(high[heard[:, p], p].sum()), 6))
         for p, party in enumerate(table.parties)},
        efficient,
    )  # fmt: skip


def keys(table: Table, chosen: Sequence[int]) -> Package:
    """The keys of the options chosen by their places."""
    return tuple(question.options[o].key for question, o in zip(table.questions, chosen, strict=True))


def unsure(table: Table) -> frozenset[Place]:
    """The cells of which nobody knows whether they accept: unknown, contradictory, or under a condition not linked."""
    found = set()
    for place in table.places():
        cell = table.cell(*place)
        open_words = cell.standing is Standing.CONDITIONAL and (cell.condition is None or cell.condition.unlinked)
        if not cell.standing.is_known or open_words:
            found.add(place)
    return frozenset(found)


def _settled(search: Search) -> Search:
    """The search over options that every party is known to accept; objections and unknowns fall away."""
    table, doubts = search.table, unsure(search.table)
    for q, question in enumerate(table.questions):
        bad = frozenset(
            o for o, option in enumerate(question.options)
            if any((party, question.key, option.key) in doubts
                   or table.cell(party, question.key, option.key).standing is Standing.OPPOSES
                   for party in table.parties)
        )  # fmt: skip
        search = search.without(q, bad)
    return search


def _best(search: Search, values: Worth, number: int) -> list[tuple[int, ...]]:
    """The packages that nobody blocks, by objections, unknowns and worth: only the best partial ones are followed."""
    table, doubts = search.table, unsure(search.table)
    cost: dict[tuple[int, int], tuple[int, int, float]] = {}
    for q, question in enumerate(table.questions):
        for o, option in enumerate(question.options):
            cells = [(party, question.key, option.key) for party in table.parties]
            objections = sum(table.cell(*place).standing is Standing.OPPOSES for place in cells)
            middle = float((values.low[q, :, o] + values.high[q, :, o])[~values.silent[q]].sum()) / 2
            cost[q, o] = (objections, sum(place in doubts for place in cells), -middle)

    def extend(label: _Ranked, q: int, o: int, blocking: Sequence[Demand]) -> _Ranked | None:
        if blocking:
            return None
        (a, b, c), (x, y, z) = label[0], cost[q, o]
        return (a + x, b + y, round(c + z, 9)), (*label[1], (q, o))

    start: _Ranked = ((0, 0, 0.0), ())
    found = search.walk(start, extend, lambda labels: heapq.nsmallest(number, labels))
    return [tuple(o for _, o in sorted(label[1])) for label in found]
