"""The graph model straight from its definitions, by sets of states: slow, and nothing of the program in it.

Fang, Hipel and Kilgour (1993) for the moves and the four concepts, Inohara and Hipel (2008) for coalitions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import TypeVar

M = TypeVar("M")
State = tuple[bool, ...]
Formula = tuple[object, ...]
"""("option", 2), ("not", f), ("and", f, g), ("or", f, g), ("if", f, g) or ("iff", f, g)."""
NASH, GMR, SMR, SEQ = "Nash", "GMR", "SMR", "SEQ"


def truth(formula: Formula, state: State) -> bool:
    kind, *parts = formula
    if kind == "option":
        return state[parts[0]]  # type: ignore[call-overload, no-any-return]
    values = [truth(part, state) for part in parts]  # type: ignore[arg-type]
    if kind == "not":
        return not values[0]
    if kind == "and":
        return values[0] and values[1]
    if kind == "or":
        return values[0] or values[1]
    if kind == "if":
        return values[0] or not values[1]
    return values[0] is values[1]


def written(formula: Formula) -> str:
    """A formula as an analyst writes it."""
    kind, *parts = formula
    if kind == "option":
        return f"o{parts[0]}"
    words = [written(part) for part in parts]  # type: ignore[arg-type]
    if kind == "not":
        return f"!({words[0]})"
    return f"({words[0]} {({'and': '&', 'or': '|'}).get(str(kind), kind)} {words[1]})"


@dataclass(frozen=True)
class Plain:
    """A conflict in plain terms: whose each option is, what cannot be undone, what cannot be, and what each prefers.

    `wishes` are for each party formulas, the most important first; or a number for each state, the higher the better.
    """

    owners: tuple[str, ...]
    once: tuple[str, ...]
    infeasible: tuple[str, ...]
    wishes: Mapping[str, tuple[Formula, ...] | Mapping[State, int]]

    @property
    def parties(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.owners))

    def states(self) -> list[State]:
        every = product((False, True), repeat=len(self.owners))
        return [state for state in every if not any(fits(pattern, state) for pattern in self.infeasible)]

    def prefers(self, party: str, one: State, other: State) -> bool:
        """Whether a party prefers the one state to the other."""
        wishes = self.wishes[party]
        if isinstance(wishes, Mapping):
            return wishes[one] > wishes[other]
        for formula in wishes:
            a, b = truth(formula, one), truth(formula, other)
            if a is not b:
                return a
        return False


def fits(pattern: str, state: State) -> bool:
    return all(letter in ("-", "Y" if taken else "N") for letter, taken in zip(pattern, state, strict=True))


def pattern_of(state: State) -> str:
    return "".join("Y" if taken else "N" for taken in state)


class Oracle:
    """Every list and every concept of one conflict, as the definitions put them."""

    def __init__(self, conflict: Plain) -> None:
        self.conflict = conflict
        self.parties = conflict.parties
        self.feasible = conflict.states()
        self._moves = {(p, s): self._moves_of(p, s) for p in self.parties for s in self.feasible}

    def _moves_of(self, party: str, state: State) -> frozenset[State]:
        found = set()
        for to in self.feasible:
            changed = [k for k, (a, b) in enumerate(zip(state, to, strict=True)) if a is not b]
            if changed and all(self._may(party, k, state) for k in changed):
                found.add(to)
        return frozenset(found)

    def _may(self, party: str, k: int, state: State) -> bool:
        stuck = {"taken": state[k], "dropped": not state[k], "": False}[self.conflict.once[k]]
        return self.conflict.owners[k] == party and not stuck

    def moves(self, party: str, state: State) -> frozenset[State]:
        """R_i(s): every feasible state that differs in options of the party alone, and in none that is fixed."""
        return self._moves[party, state]

    def better(self, party: str, state: State) -> frozenset[State]:
        """R_i+(s)."""
        return frozenset(to for to in self.moves(party, state) if self.conflict.prefers(party, to, state))

    def reached(self, group: Sequence[str], state: State, improving: bool = False) -> frozenset[State]:
        """R_H(s) or R_H+(s): what legal sequences lead to, in which no party moves twice in a row."""
        step = self.better if improving else self.moves
        return _sequences(group, state, lambda party, here: step(party, here))

    def better_together(self, group: Sequence[str], state: State) -> frozenset[State]:
        """R_H++(s): where every member is better off than at s."""
        return frozenset(
            to for to in self.reached(group, state) if all(self.conflict.prefers(p, to, state) for p in group)
        )

    def reached_together(self, group: Sequence[str], state: State) -> frozenset[State]:
        """What sequences of improvements of coalitions among these parties lead to, no coalition twice in a row."""
        every = list(chain.from_iterable(combinations(group, size) for size in range(1, len(group) + 1)))
        return _sequences(every, state, lambda coalition, here: self.better_together(coalition, here))

    def stable(self, party: str, state: State, concept: str) -> bool:
        others = [other for other in self.parties if other != party]

        def sanctions(answer: State) -> bool:
            return not self.conflict.prefers(party, answer, state)

        for escape in self.better(party, state):
            if concept == NASH:
                return False
            answers = self.reached(others, escape, concept == SEQ)
            if not any(
                sanctions(answer) and (concept != SMR or all(sanctions(back) for back in self.moves(party, answer)))
                for answer in answers
            ):
                return False
        return True

    def coalition_stable(self, members: Sequence[str], state: State, concept: str) -> bool:
        others = [other for other in self.parties if other not in members]

        def sanctions(answer: State) -> bool:
            return any(not self.conflict.prefers(member, answer, state) for member in members)

        for escape in self.better_together(members, state):
            if concept == NASH:
                return False
            answers = self.reached_together(others, escape) if concept == SEQ else self.reached(others, escape)
            if not any(
                sanctions(answer) and (concept != SMR or all(sanctions(back) for back in self.reached(members, answer)))
                for answer in answers
            ):
                return False
        return True


def _sequences(movers: Iterable[M], start: State, step: Callable[[M, State], Iterable[State]]) -> frozenset[State]:
    """Every state that a sequence of at least one step ends in, where nobody steps twice in a row."""
    those = list(movers)
    seen: set[tuple[M, State]] = set()
    waiting = [(mover, to) for mover in those for to in step(mover, start)]
    while waiting:
        mover, here = waiting.pop()
        if (mover, here) in seen:
            continue
        seen.add((mover, here))
        waiting += [(other, to) for other in those if other != mover for to in step(other, here)]
    return frozenset(state for _, state in seen)
