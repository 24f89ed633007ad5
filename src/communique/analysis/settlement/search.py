"""Walks through all packages without listing them: issue by issue, joining what the rest cannot tell apart.

A condition ties issues together. Two partial packages that agree on the issues which a later condition still asks about
go on alike, so only the best of them, or their number, is kept. The work grows with the number of issues that are tied
together at one time, not with the number of packages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from communique.analysis.settlement.table import Atom, Cell, Place, Standing, Table
from communique.errors import UsageError

ISSUES, OPTIONS, PARTIES = 12, 6, 10
TIED = 300_000
"""How many partial packages may be told apart at one time."""
L = TypeVar("L")


@dataclass(frozen=True, slots=True)
class Demand:
    """One cell that blocks: a red line, or a condition that asks for what the package lacks.

    `needs` are its alternatives, each a set of (question, option, wanted) by their places; () is never met.
    """

    place: Place
    question: int
    option: int
    needs: tuple[tuple[tuple[int, int, bool], ...], ...]

    @property
    def scope(self) -> frozenset[int]:
        return frozenset({self.question, *(q for need in self.needs for q, _, _ in need)})

    def blocks(self, chosen: Mapping[int, int]) -> bool:
        """Whether it blocks a package that holds its option; every question of its scope must be chosen."""
        if chosen[self.question] != self.option:
            return False
        return not any(all((chosen[q] == o) is wanted for q, o, wanted in need) for need in self.needs)


@dataclass(frozen=True)
class Search:
    """A table made ready for the search: what blocks, in which order the issues are walked through.

    `allowed` restricts some questions to some of their options; `waived` are demands that do not count.
    """

    table: Table
    allowed: tuple[frozenset[int], ...]
    demands: tuple[Demand, ...]

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The questions so that tied ones follow each other: next the one that is tied to most of those before it."""
        ties: dict[int, set[int]] = {q: set() for q in range(len(self.table.questions))}
        for demand in self.demands:
            for q in demand.scope:
                ties[q] |= demand.scope - {q}
        found: list[int] = []
        while len(found) < len(ties):
            rest = [q for q in ties if q not in found]
            found.append(max(rest, key=lambda q: (len(ties[q] & set(found)), -len(ties[q] - set(found)), -q)))
        return tuple(found)

    def walk(
        self,
        start: L,
        extend: Callable[[L, int, int, Sequence[Demand]], L | None],
        keep: Callable[[list[L]], list[L]],
    ) -> list[L]:
        """Every label that is left at the end: `extend` takes one more choice and the demands that block it.

        `extend` gives None where a partial package is dropped; `keep` thins out labels that go on alike.
        """
        states: dict[tuple[tuple[int, int], ...], list[L]] = {(): [start]}
        for step, question in enumerate(self.order):
            done = set(self.order[: step + 1])
            closing = [d for d in self.demands if question in d.scope and d.scope <= done]
            live = {q for d in self.demands if d.scope & done and not d.scope <= done for q in d.scope & done}
            found: dict[tuple[tuple[int, int], ...], list[L]] = {}
            for key, labels in states.items():
                for option in sorted(self.allowed[question]):
                    chosen = {**dict(key), question: option}
                    blocking = [d for d in closing if d.blocks(chosen)]
                    after = tuple((q, o) for q, o in sorted(chosen.items()) if q in live)
                    made = [x for label in labels if (x := extend(label, question, option, blocking)) is not None]
                    if made:
                        found.setdefault(after, []).extend(made)
            if len(found) > TIED:
                raise _too_tied(self, live)
            states = {key: keep(labels) if len(labels) > 1 else labels for key, labels in found.items()}
        return keep([label for labels in states.values() for label in labels])

    def count(self) -> int:
        """How many packages nobody blocks."""
        found = self.walk(1, lambda n, _q, _o, blocking: None if blocking else n, lambda labels: [sum(labels)])
        return sum(found)

    def only(self, question: int, option: int) -> Search:
        """The same search with one question settled."""
        allowed = list(self.allowed)
        allowed[question] = allowed[question] & {option}
        return Search(self.table, tuple(allowed), self.demands)

    def without(self, question: int, options: frozenset[int]) -> Search:
        """The same search without some options of a question."""
        allowed = list(self.allowed)
        allowed[question] = allowed[question] - options
        return Search(self.table, tuple(allowed), self.demands)

    def obeying(self, demands: Sequence[Demand]) -> Search:
        """The same search where only these demands count."""
        return Search(self.table, self.allowed, tuple(demands))


def prepare(table: Table) -> Search:
    """The search over a table. Raises UsageError for a table without positions, of one party, or too large."""
    check(table)
    places = {question.key: q for q, question in enumerate(table.questions)}
    options = {q.key: {option.key: o for o, option in enumerate(q.options)} for q in table.questions}

    def needs(cell: Cell) -> tuple[tuple[tuple[int, int, bool], ...], ...]:
        if cell.condition is None or not cell.condition.alternatives:
            return ((),)
        return tuple(tuple(_need(atom, places, options) for atom in atoms) for atoms in cell.condition.alternatives)

    demands = []
    for party, key, option in table.places():
        cell = table.cell(party, key, option)
        if cell.standing is Standing.RED_LINE:
            demands.append(Demand((party, key, option), places[key], options[key][option], ()))
        elif cell.standing is Standing.CONDITIONAL and needs(cell) != ((),):
            demands.append(Demand((party, key, option), places[key], options[key][option], needs(cell)))
    allowed = tuple(frozenset(range(len(question.options))) for question in table.questions)
    return Search(table, allowed, tuple(demands))


def _need(atom: Atom, places: Mapping[str, int], options: Mapping[str, Mapping[str, int]]) -> tuple[int, int, bool]:
    """What an atom asks of the package. That a party accepts its own option is seen to by that party's own demand."""
    return places[atom.question], options[atom.question][atom.option], not atom.negated


def check(table: Table) -> None:
    """Refuse what cannot be searched: no positions, one party, or more than the search is made for."""
    if not table.questions or not any(cell.standing is not Standing.UNKNOWN for cell in table.cells.values()):
        raise UsageError(
            "nobody has taken a stand on anything that could be agreed",
            hint="read more articles, look at `communique positions`, or write cells into the outlook file",
        )
    if len(table.parties) < 2:
        raise UsageError(
            f"only one party takes a stand: {', '.join(table.parties) or 'none'}",
            hint="a settlement needs two; name others under `parties` in the outlook file, or read their statements",
        )
    large = [q.key for q in table.questions if len(q.options) > OPTIONS]
    if len(table.questions) <= ISSUES and not large and len(table.parties) <= PARTIES:
        return
    spoken = {
        q.key: sum(p[1] == q.key and c.standing.is_known for p, c in table.cells.items()) for q in table.questions
    }
    fewest = sorted(spoken, key=lambda key: (spoken[key], key))[: max(1, len(table.questions) - ISSUES)]
    advice = []
    if len(table.questions) > ISSUES:
        shown = ", ".join(fewest[:5]) + (f" and {len(fewest) - 5} more" if len(fewest) > 5 else "")
        advice.append(f"leave out {shown}, on which least is said (`leave_out` in the outlook file)")
    if large:
        advice.append(f"merge options of {', '.join(large)}")
    if len(table.parties) > PARTIES:
        advice.append("name the parties that matter under `parties`")
    size = f"{len(table.questions)} issues make {table.combinations:,} combinations for {len(table.parties)} parties"
    raise UsageError(f"{size}; at most {ISSUES} issues of {OPTIONS} options and {PARTIES} parties are searched",
                     hint="; ".join(advice))  # fmt: skip


def _too_tied(search: Search, live: set[int]) -> UsageError:
    names = ", ".join(search.table.questions[q].key for q in sorted(live))
    return UsageError(
        f"conditions tie {len(live)} issues together, which makes more than {TIED:,} cases at one time",
        hint=f"drop a condition among {names}, or leave out one of these issues",
    )
