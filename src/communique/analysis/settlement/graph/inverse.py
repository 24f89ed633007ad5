"""Inverse analysis: which preferences would make an outcome stable.

After R. A. Kinsara, D. M. Kilgour and K. W. Hipel, Inverse approach to the graph model for conflict resolution, IEEE
Transactions on Systems, Man, and Cybernetics: Systems, 2015.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from communique.analysis.settlement.graph.game import Game
from communique.analysis.settlement.graph.stability import Concept


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that stability asks of a party's preferences.

    The party could move to `escape`. It would not gain by it if one of `any_of` held: that it holds every state of the
    set no better than the outcome. The first is always `escape` itself; the others are answers of the other parties.
    `holds` says whether one of them does under the preferences given.
    """

    party: str
    escape: int
    any_of: tuple[tuple[int, ...], ...]
    holds: bool


def needs(game: Game, state: int, concept: Concept) -> tuple[Need, ...]:
    """What would make a state stable for every party under one concept, for each move away from it.

    For SEQ the answers are those that the others would give under their own preferences.
    """
    found = []
    for party in game.parties:
        rank = game.ranks[party]
        for escape in game.reachable(party, state):
            sets = {(escape,)} | _answers(game, party, escape, concept)
            ordered = tuple(sorted(sets, key=lambda one: (one != (escape,), len(one), one)))
            holds = any(all(rank[other] <= rank[state] for other in one) for one in ordered)
            found.append(Need(game.conflict.parties[party], escape, ordered, holds))
    return tuple(found)


def _answers(game: Game, party: int, escape: int, concept: Concept) -> set[tuple[int, ...]]:
    if concept is Concept.NASH:
        return set()
    others = [other for other in game.parties if other != party]
    reached = reach(game, others, escape, improving=concept is Concept.SEQ)
    if concept is Concept.SMR:
        return {tuple(sorted({state, *game.reachable(party, state)})) for state in reached}
    return {(state,) for state in reached}


def reach(game: Game, movers: list[int], start: int, improving: bool) -> set[int]:
    """The states that legal sequences of these parties' moves reach from one state."""
    found: set[int] = set()
    waiting = [start]
    while waiting:
        state = waiting.pop()
        for party in movers:
            for after in game.improved(party, state) if improving else game.reachable(party, state):
                if after not in found:
                    found.add(after)
                    waiting.append(after)
    return found


def unmet(game: Game, state: int, concept: Concept) -> tuple[Need, ...]:
    """The needs that the preferences given do not meet: the changes of preference that would make a state stable."""
    return tuple(need for need in needs(game, state, concept) if not need.holds)


def is_stable(game: Game, state: int, concept: Concept) -> bool:
    """Whether a state is an equilibrium, worked out for this state alone."""
    return bool(np.all(game.feasible[state])) and not unmet(game, state, concept)
