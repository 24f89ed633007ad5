"""Stability straight from the definitions of Fang, Hipel and Kilgour (1993), by sets of states: slow, easy to check."""

from __future__ import annotations

from collections.abc import Sequence

from communique.analysis.settlement.graph.game import Game
from communique.analysis.settlement.graph.stability import Concept


class Oracle:
    def __init__(self, game: Game) -> None:
        self.conflict = game.conflict
        self.ranks = game.ranks.tolist()
        self.feasible = [s for s in range(self.conflict.size) if game.feasible[s]]
        self.parties = range(len(self.conflict.parties))

    def moves(self, party: int, state: int) -> set[int]:
        """R_i(s): every feasible state that differs in the party's own options alone, and in none that is fixed."""
        mine = {k for k, option in enumerate(self.conflict.options) if option.party == self.conflict.parties[party]}
        found = set()
        for to in self.feasible:
            changed = {k for k in range(len(self.conflict.options)) if (state ^ to) >> k & 1}
            if changed and changed <= mine and not any(self.is_fixed(k, state) for k in changed):
                found.add(to)
        return found

    def is_fixed(self, k: int, state: int) -> bool:
        once, taken = self.conflict.options[k].once, bool(state >> k & 1)
        return (once == "taken" and taken) or (once == "dropped" and not taken)

    def better(self, party: int, state: int) -> set[int]:
        """R_i+(s)."""
        return {to for to in self.moves(party, state) if self.ranks[party][to] > self.ranks[party][state]}

    def reached(self, group: Sequence[int], state: int, improving: bool) -> set[int]:
        """R_H(s) or R_H+(s): legal sequences, in which no party moves twice in a row."""
        step = self.better if improving else self.moves
        last: dict[int, set[int]] = {}
        waiting = [(party, to) for party in group for to in step(party, state)]
        while waiting:
            party, here = waiting.pop()
            if party in last.get(here, set()):
                continue
            last.setdefault(here, set()).add(party)
            waiting += [(other, to) for other in group if other != party for to in step(other, here)]
        return set(last)

    def stable(self, party: int, state: int, concept: Concept) -> bool:
        rank = self.ranks[party]
        others = [other for other in self.parties if other != party]
        for escape in self.better(party, state):
            if concept is Concept.NASH:
                return False
            answers = self.reached(others, escape, concept is Concept.SEQ)
            good = [a for a in answers if rank[a] <= rank[state]]
            if concept is Concept.SMR:
                good = [a for a in good if all(rank[b] <= rank[state] for b in self.moves(party, a))]
            if not good:
                return False
        return True

    def coalition_stable(self, members: Sequence[int], state: int, concept: Concept) -> bool:
        """Inohara and Hipel (2008); CSEQ with improvements of single parties as answers."""

        def no_better(a: int) -> bool:
            return any(self.ranks[m][a] <= self.ranks[m][state] for m in members)

        others = [other for other in self.parties if other not in members]
        for escape in self.reached(members, state, False):
            if no_better(escape):
                continue
            if concept is Concept.NASH:
                return False
            good = [a for a in self.reached(others, escape, concept is Concept.SEQ) if no_better(a)]
            if concept is Concept.SMR:
                good = [a for a in good if all(no_better(b) for b in self.reached(members, a, False))]
            if not good:
                return False
        return True
