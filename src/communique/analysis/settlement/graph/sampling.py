"""The answer is never one list: preferences drawn at random as far as the record leaves them open, and what then holds.

The shares that come out count drawn orders of preference that agree with the record. They are no probabilities of
events.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from communique.analysis.settlement.graph.conflict import Conflict, Preference
from communique.analysis.settlement.graph.game import Game
from communique.analysis.settlement.graph.stability import Concept, find_stability
from communique.analysis.settlement.table import Place

SAMPLES = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """One preference statement that the record supports, and the cell that it rests on.

    Of two wishes the one of the lower `tier` matters more; within a tier the record does not say, so the order is
    drawn. `either`: nor does the record say whether the party wants this or the contrary; that is drawn as well.
    """

    statement: str
    tier: int
    place: Place | None = None
    either: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A state with the number of draws in which it is an equilibrium, by concept, and what speaks against it.

    `leaves` counts for each party and state the draws in which the party would go there and nobody answers it (SEQ);
    `answered` those in which it would gain by going there, were it not for an answer, with one such answer.
    """

    state: int
    stable: Mapping[Concept, int]
    leaves: Mapping[tuple[str, int], int]
    answered: Mapping[tuple[str, int], tuple[int, int]]


@dataclass(frozen=True)
class Sampled:
    """What came out of `samples` draws with a seed; `outcomes` in the order of how many draws they hold in."""

    conflict: Conflict
    samples: int
    seed: int
    outcomes: tuple[Outcome, ...]


def sample(
    conflict: Conflict, wishes: Mapping[str, Sequence[Wish]], samples: int = SAMPLES, seed: int = 1, most: int = 8
) -> Sampled:
    """Draw preferences that agree with the wishes, and count in how many each state is an equilibrium.

    A party without wishes keeps the preferences that the conflict gives it; of an `order` what it leaves open is drawn.
    The same seed gives the same draws.
    """
    chance = np.random.default_rng(seed)
    counts = {concept: np.zeros(conflict.size, dtype=np.int64) for concept in Concept}
    games = []
    for _ in range(samples):
        game = Game.of(drawn(conflict, wishes, chance), chance)
        found = find_stability(game)
        for concept in Concept:
            counts[concept] += found.equilibria(concept)
        games.append(game)
    order = _order(conflict, counts, most)
    return Sampled(conflict, samples, seed, tuple(_outcome(games, state, counts) for state in order))


def drawn(conflict: Conflict, wishes: Mapping[str, Sequence[Wish]], chance: np.random.Generator) -> Conflict:
    """The conflict with one order of the wishes of each party: by tier, within a tier at random."""
    preferences = dict(conflict.preferences)
    for party in conflict.parties:
        own = list(wishes.get(party, ()))
        if not own:
            continue
        keys = [(wish.tier, float(chance.random()), n) for n, wish in enumerate(own)]
        statements = []
        for _, _, n in sorted(keys):
            flip = own[n].either and bool(chance.random() < 0.5)
            statements.append(f"!({own[n].statement})" if flip else own[n].statement)
        preferences[party] = Preference(statements=tuple(statements))
    return replace(conflict, preferences=preferences)


def _order(conflict: Conflict, counts: Mapping[Concept, NDArray[np.int64]], most: int) -> list[int]:
    """The feasible states that hold in some draw by Nash or SEQ, or if none does by GMR; the surest first."""
    total = counts[Concept.NASH] + counts[Concept.SEQ]
    if not (total[conflict.feasible] > 0).any():
        total = counts[Concept.GMR]
    states = [int(s) for s in np.flatnonzero(conflict.feasible & (total > 0))]
    states.sort(key=lambda s: (-counts[Concept.SEQ][s], -counts[Concept.NASH][s], -counts[Concept.SMR][s], s))
    return _of_different_names(conflict, states, most)


def _of_different_names(conflict: Conflict, states: Sequence[int], most: int) -> list[int]:
    """The first states, of those of one name only one: "abandons the plant, whatever the others do" is one outcome."""
    found: dict[str, int] = {}
    for state in states:
        found.setdefault(conflict.label(state), state)
        if len(found) == most:
            break
    return list(found.values())


def _outcome(games: Sequence[Game], state: int, counts: Mapping[Concept, NDArray[np.int64]]) -> Outcome:
    leaves: dict[tuple[str, int], int] = {}
    answered: dict[tuple[str, int], tuple[int, int]] = {}
    for game in games:
        for party in game.parties:
            name = game.conflict.parties[party]
            for escape in game.improved(party, state):
                answer = _answer(game, party, state, escape)
                if answer is None:
                    leaves[name, escape] = leaves.get((name, escape), 0) + 1
                else:
                    times, first = answered.get((name, escape), (0, answer))
                    answered[name, escape] = (times + 1, first)
    stable = {concept: int(rows[state]) for concept, rows in counts.items()}
    return Outcome(state, stable, leaves, answered)


def _answer(game: Game, party: int, state: int, escape: int) -> int | None:
    """A state, no better for the party, to which the others' improvements lead from an escape; None without one."""
    rank = game.ranks[party]
    seen, waiting = {escape}, [escape]
    while waiting:
        here = waiting.pop(0)
        for other in game.parties:
            if other == party:
                continue
            for after in game.improved(other, here):
                if after in seen:
                    continue
                if rank[after] <= rank[state]:
                    return after
                seen.add(after)
                waiting.append(after)
    return None
