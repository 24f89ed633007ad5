"""From the status quo: which states the parties can reach by moving, and by which moves.

After K. W. Li, D. M. Kilgour and K. W. Hipel, Status quo analysis in the graph model for conflict resolution, Journal
of the Operational Research Society 56 (2005) 699-707.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from communique.analysis.settlement.graph.game import Game


@dataclass(frozen=True, slots=True)
class Step:
    """One move: who moves, from where to where."""

    party: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The shortest ways from a start: for each state that is reached the last step, and how many steps it takes."""

    start: int
    steps: dict[int, Step]
    depth: dict[int, int]

    def path(self, state: int) -> tuple[Step, ...] | None:
        """The steps from the start to a state; None where it is not reached."""
        if state != self.start and state not in self.steps:
            return None
        found: list[Step] = []
        while state != self.start:
            found.insert(0, self.steps[state])
            state = found[0].before
        return tuple(found)


def status_quo(game: Game, start: int, improving: bool = True) -> Tree:
    """The states reached from a start by legal moves, shortest ways first; with `improving` each mover must gain.

    No party moves twice in a row.
    """
    steps: dict[int, Step] = {}
    depth = {start: 0}
    waiting = deque([start])
    while waiting:
        state = waiting.popleft()
        last = steps[state].party if state in steps else None
        for party in game.parties:
            name = game.conflict.parties[party]
            if name == last:
                continue
            for after in game.improved(party, state) if improving else game.reachable(party, state):
                if after not in depth:
                    depth[after] = depth[state] + 1
                    steps[after] = Step(name, state, after)
                    waiting.append(after)
    return Tree(start, steps, depth)
