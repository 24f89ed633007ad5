"""Preferences as ranks: for each party one whole number for each state, the higher the better."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from communique.analysis.settlement.graph.conflict import Conflict, Preference
from communique.analysis.settlement.graph.statements import Bools, holds
from communique.errors import UsageError

Ranks = NDArray[np.int32]


def ranks(conflict: Conflict, chance: np.random.Generator | None = None) -> Ranks:
    """The ranks of all states, (parties, states), in the order of the conflict's parties.

    Where an `order` leaves states undecided they are ranked by chance, consistently with it; without `chance` they
    stand as high as the order allows. A party without preferences is indifferent. Raises UsageError for a cycle.
    """
    rows = [_ranks(conflict, party, chance) for party in conflict.parties]
    return np.stack(rows) if rows else np.zeros((0, conflict.size), dtype=np.int32)


def _ranks(conflict: Conflict, party: str, chance: np.random.Generator | None) -> Ranks:
    preference = conflict.preferences.get(party, Preference())
    given = [bool(preference.statements), bool(preference.ranking), bool(preference.order)]
    if sum(given) > 1:
        raise UsageError(f"{party} has preferences in two forms", hint="give statements, a ranking or an order")
    if preference.ranking:
        return _from_ranking(conflict, party, preference.ranking)
    if preference.order:
        return _from_order(conflict, party, preference.order, chance)
    return prioritised([holds(statement, conflict.taken) for statement in preference.statements], conflict.size)


def prioritised(columns: Sequence[Bools], size: int) -> Ranks:
    """Ranks by statements, the most important first: states that fulfil the same statements rank equally."""
    if not columns:
        return np.zeros(size, dtype=np.int32)
    order = np.lexsort([column.astype(np.int8) for column in reversed(columns)])
    table = np.stack(columns)[:, order]
    steps = np.concatenate([[0], (table[:, 1:] != table[:, :-1]).any(axis=0).astype(np.int32)])
    found = np.empty(size, dtype=np.int32)
    found[order] = np.cumsum(steps)
    return found


def _from_ranking(conflict: Conflict, party: str, ranking: Sequence[Sequence[str]]) -> Ranks:
    found = np.full(conflict.size, -1, dtype=np.int32)
    for place, group in enumerate(ranking):
        for pattern in group:
            states = conflict.matching(pattern)
            found[states & (found < 0)] = len(ranking) - place
    missing = np.flatnonzero((found < 0) & conflict.feasible)
    if len(missing):
        shown = ", ".join(conflict.label(int(state)) for state in missing[:5])
        raise UsageError(f"the ranking of {party} leaves out {len(missing)} feasible states, such as {shown}",
                         hint="rank every state; - stands for either")  # fmt: skip
    return found


def _from_order(conflict: Conflict, party: str, chains: Sequence[str], chance: np.random.Generator | None) -> Ranks:
    """Ranks from chains: states that are equal are one group; groups are laid out so that each chain goes down."""
    better, groups, names = _chains(conflict, chains)
    number = len(groups)
    left = {group: {above for above, below in better if below == group} for group in range(number)}
    found = np.zeros(conflict.size, dtype=np.int32)
    level = number + 1
    while left:
        free = sorted(group for group, above in left.items() if not above & left.keys())
        if not free:
            cycle = _cycle(left)
            words = " > ".join(names[group] for group in (*cycle, cycle[0]))
            raise UsageError(f"the preferences of {party} go round in a circle: {words}",
                             hint="take one of these comparisons out of `order`")  # fmt: skip
        taken = [free[int(chance.integers(len(free)))]] if chance is not None else free
        for group in taken:
            found[groups[group]] = level
            del left[group]
        level -= 1
    rest = np.flatnonzero(found == 0)
    if chance is not None and number:
        # A state that no chain names may stand anywhere.
        found[rest] = chance.integers(level, number + 2, size=len(rest))
    return found


def _chains(conflict: Conflict, chains: Sequence[str]) -> tuple[set[tuple[int, int]], list[Bools], list[str]]:
    """Which group is better than which, the states of each group, and what each is called."""
    places: dict[str, int] = {}
    groups: list[Bools] = []
    names: list[str] = []
    better: set[tuple[int, int]] = set()

    def group_of(name: str) -> int:
        if name not in places:
            places[name] = len(groups)
            groups.append(conflict.matching(name))
            names.append(name)
        return places[name]

    for chain in chains:
        steps = [[part.strip() for part in step.split("=")] for step in chain.split(">")]
        if len(steps) == 1 and len(steps[0]) == 1:
            raise UsageError(f"{chain!r}: no comparison", hint='write chains such as "s1 > s2 = s3"')
        for step in steps:
            first = group_of(step[0])
            for other in step[1:]:
                second = group_of(other)
                if second != first:
                    groups[first] = groups[first] | groups[second]
                    names[first] = f"{names[first]} = {names[second]}"
                    places = {name: first if place == second else place for name, place in places.items()}
                    better = {(first if a == second else a, first if b == second else b) for a, b in better}
                    groups[second] = np.zeros(conflict.size, dtype=bool)
        for above, below in pairwise(steps):
            better.add((places[above[0]], places[below[0]]))
    return better, groups, names


def _cycle(left: dict[int, set[int]]) -> list[int]:
    """One circle among groups each of which has a better one, from better to worse."""
    path = [min(left)]
    while True:
        nxt = min(left[path[-1]] & left.keys())
        if nxt in path:
            return path[path.index(nxt) :][::-1]
        path.append(nxt)
