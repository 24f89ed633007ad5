"""Would it hold: the coarse conflict behind a table, or the analyst's own, put through draws, paths and coalitions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from communique.analysis.settlement.graph.coalitions import MOST as MOST_TOGETHER
from communique.analysis.settlement.graph.coalitions import find_coalition_stability, work
from communique.analysis.settlement.graph.conflict import Conflict
from communique.analysis.settlement.graph.from_table import coarse_conflict
from communique.analysis.settlement.graph.game import Game
from communique.analysis.settlement.graph.inverse import Need, unmet
from communique.analysis.settlement.graph.paths import Step, status_quo
from communique.analysis.settlement.graph.sampling import SAMPLES, Sampled, Wish, drawn, sample
from communique.analysis.settlement.graph.stability import Concept
from communique.analysis.settlement.table import Place, Table
from communique.errors import UsageError

_TOGETHER = (Concept.NASH, Concept.SEQ)
COALITIONS = 25
"""Draws in which coalitions are looked at, fewer in large models: they take a table of states by states each."""


@dataclass(frozen=True, slots=True)
class Draws:
    """How preferences are drawn: how many times, from which seed, and whether red lines come before everything."""

    samples: int = SAMPLES
    seed: int = 1
    firm: bool = True


USUAL = Draws()


@dataclass(frozen=True, slots=True)
class Reached:
    """A state that improvements lead to from the start: in how many draws, and the path that is taken most often."""

    times: int
    path: tuple[Step, ...]


@dataclass(frozen=True)
class Holding:
    """What came out. `places` says which cell is behind each option; empty for a conflict of the analyst's own.

    `together` counts for each outcome the draws in which no coalition improves on it either (Nash and SEQ), of
    `coalition_draws`, which is 0 where they are too many to look at. `missing` are, for the outcome asked about, the
    needs that are not met, each with the draws in which it is not, the most frequent first.
    """

    sampled: Sampled
    places: Mapping[str, Place]
    left_out: tuple[Place, ...]
    start: int
    reached: Mapping[int, Reached]
    together: Mapping[int, tuple[int, int]]
    coalition_draws: int
    target: int | None = None
    missing: tuple[tuple[Need, int], ...] = ()
    drawn: bool = True


def would_hold(
    table: Table | None, conflict: Conflict | None = None, draws: Draws = USUAL, target: str | None = None
) -> Holding:
    """Which outcomes are stable, in how many draws and why: of the analyst's conflict, else of that behind the table.

    `target` names an outcome to ask about: a pattern of Y and N, the name of a state, or a statement over options.
    Raises UsageError where there is no conflict, or the target is no feasible state.
    """
    places: Mapping[str, Place] = {}
    left: tuple[Place, ...] = ()
    wishes: Mapping[str, Sequence[Wish]] = {}
    if conflict is None:
        if table is None:
            raise UsageError("there is no conflict to look at", hint="write a [conflict] into the outlook file")
        coarse = coarse_conflict(table, firm=draws.firm)
        conflict, wishes, places, left = coarse.conflict, coarse.wishes, coarse.places, coarse.left_out
    open_order = any(preference.order for preference in conflict.preferences.values())
    number = draws.samples if wishes or open_order else 1
    sampled = sample(conflict, wishes, number, draws.seed)
    start = conflict.state(conflict.start or "N" * len(conflict.options))
    games = _games(conflict, wishes, number, draws.seed)
    asked = conflict.state(target) if target else None
    found = [outcome.state for outcome in sampled.outcomes]
    together, looked = _together(games, found)
    return Holding(
        sampled,
        places,
        left,
        start,
        _reached(games, start, [*found, *([asked] if asked is not None else [])]),
        together,
        looked,
        asked,
        _missing(games, asked) if asked is not None else (),
        bool(wishes) or open_order,
    )


def _games(conflict: Conflict, wishes: Mapping[str, Sequence[Wish]], number: int, seed: int) -> list[Game]:
    """The same draws that `sample` makes from this seed."""
    chance = np.random.default_rng(seed)
    return [Game.of(drawn(conflict, wishes, chance), chance) for _ in range(number)]


def _missing(games: Sequence[Game], state: int) -> tuple[tuple[Need, int], ...]:
    """What stands in the way of an outcome (SEQ), over all draws: of alike needs the first."""
    first: dict[tuple[str, int], Need] = {}
    times: Counter[tuple[str, int]] = Counter()
    for game in games:
        for need in unmet(game, state, Concept.SEQ):
            first.setdefault((need.party, need.escape), need)
            times[need.party, need.escape] += 1
    return tuple((first[key], number) for key, number in sorted(times.items(), key=lambda pair: (-pair[1], pair[0])))


def _reached(games: Sequence[Game], start: int, states: Sequence[int]) -> dict[int, Reached]:
    paths: dict[int, Counter[tuple[Step, ...]]] = {state: Counter() for state in states}
    for game in games:
        tree = status_quo(game, start)
        for state in states:
            path = tree.path(state)
            if path is not None:
                paths[state][path] += 1
    return {state: Reached(told.total(), told.most_common(1)[0][0]) for state, told in paths.items() if told}


def _together(games: Sequence[Game], states: Sequence[int]) -> tuple[dict[int, tuple[int, int]], int]:
    if not games:
        return {}, 0
    each = work(games[0].conflict.size, len(games[0].parties))
    if each > MOST_TOGETHER:
        return {}, 0
    looked = games[: max(2, min(COALITIONS, 2 * MOST_TOGETHER // each))]
    counts = {state: [0, 0] for state in states}
    for game in looked:
        stability = find_coalition_stability(game, _TOGETHER)
        for n, concept in enumerate(_TOGETHER):
            stable = stability.equilibria(concept)
            for state in states:
                counts[state][n] += bool(stable[state])
    return {state: (pair[0], pair[1]) for state, pair in counts.items()}, len(looked)
