"""What a conditional acceptance waits for: its words linked to the options of the table, and whether it is met."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from communique.analysis.settlement.lexicon import answer, is_same_deed, named_parties
from communique.analysis.settlement.table import Atom, Cell, Condition, Place, Standing, Table

# A part begins with what begins a noun or a name, so that "military and intelligence support" stays whole.
_PARTS = re.compile(r"\s*(?:;|,? and (?=(?:an?|the|its|their|that|no) |[A-Z])|,? as well as )\s*")


class Verdict(StrEnum):
    """What a party's stand comes to in one package."""

    YES = "accepts"
    OBJECTS = "objects"
    UNKNOWN = "unknown"
    BLOCKS = "blocks"


def link(table: Table | None, place: Place | None, words: str) -> Condition:
    """The words of a condition with the options and parties of the table that they name.

    "Russia does the same" waits for Russia to accept the very option; "a suspension of military aid and an end to
    mobilisation" for two options. What names nothing in the table is kept as unlinked.
    """
    if table is None or place is None or not words:
        return Condition(words, (), (words,) if words else ("under conditions that are not reported",))
    party, question, option = place
    atoms: list[Atom] = []
    unlinked: list[str] = []
    for part in parts(words):
        others = [code for code in named_parties(part) if code in table.parties and code != party]
        found = answer(part)
        if is_same_deed(part) and others:
            atoms += [Atom(question, option, code) for code in others]
        elif found and found.option and _has(table, found.question, found.option) and found.question != question:
            atoms.append(Atom(found.question, found.option))
        else:
            unlinked.append(part)
    return Condition(words, (tuple(atoms),) if atoms else (), tuple(unlinked))


def parts(words: str) -> list[str]:
    """The parts of a condition, each of which names one thing.

    >>> parts("a suspension of military and intelligence support and an end to mobilisation")
    ['a suspension of military and intelligence support', 'an end to mobilisation']
    """
    return [part for part in _PARTS.split(words) if part]


def _has(table: Table, question: str, option: str) -> bool:
    return any(q.key == question and any(o.key == option for o in q.options) for q in table.questions)


def verdict(table: Table, package: Mapping[str, str], place: Place) -> Verdict:
    """What the stand of a party on the option that a package holds comes to in that package.

    A condition that is not met blocks. One that waits for a party whose own condition waits in turn for this one counts
    as met: both move at once (`circles` reports such parties).
    """
    return verdicts(table, package, [place])[place]


def verdicts(table: Table, package: Mapping[str, str], places: Iterable[Place]) -> dict[Place, Verdict]:
    """The same for several places at once.

    It is the most favourable answer that contradicts no condition: all are taken as met, then those that are not fall,
    and with them what waits for them, until nothing more falls. The work grows with the number of conditions.
    """
    found: dict[Place, Verdict] = {}
    waiting = list(places)
    conditional: list[tuple[Place, Condition]] = []
    while waiting:
        place = waiting.pop()
        if place in found:
            continue
        cell = table.cell(*place)
        found[place] = _PLAIN.get(cell.standing, Verdict.UNKNOWN)
        if cell.standing is Standing.CONDITIONAL and cell.condition is not None:
            found[place] = Verdict.YES
            conditional.append((place, cell.condition))
            waiting += [
                (atom.party, atom.question, atom.option)
                for atoms in cell.condition.alternatives for atom in atoms if atom.party
            ]  # fmt: skip
    falling = True
    while falling:
        falling = False
        for place, condition in conditional:
            told = _met(package, condition, found)
            falling = falling or told is not found[place]
            found[place] = told
    return found


_PLAIN = {Standing.PREFERS: Verdict.YES, Standing.ACCEPTS: Verdict.YES, Standing.OPEN: Verdict.YES,
          Standing.OPPOSES: Verdict.OBJECTS, Standing.RED_LINE: Verdict.BLOCKS}  # fmt: skip
_WORST = (Verdict.YES, Verdict.OBJECTS, Verdict.UNKNOWN, Verdict.BLOCKS)


def _met(package: Mapping[str, str], condition: Condition, found: Mapping[Place, Verdict]) -> Verdict:
    """Yes, unknown or blocks: the best of a condition's alternatives, each as good as its worst atom."""
    best = Verdict.BLOCKS
    for atoms in condition.alternatives or ((),):
        worst = Verdict.UNKNOWN if condition.unlinked else Verdict.YES
        for atom in atoms:
            worst = max(worst, _atom(package, atom, found), key=_WORST.index)
        best = min(best, worst, key=_WORST.index)
    return best


def _atom(package: Mapping[str, str], atom: Atom, found: Mapping[Place, Verdict]) -> Verdict:
    inside = package.get(atom.question) == atom.option
    if atom.party is None:
        return Verdict.YES if inside is not atom.negated else Verdict.BLOCKS
    if not inside:
        return Verdict.BLOCKS
    told = found[atom.party, atom.question, atom.option]
    # Who merely objects has not accepted; whether it would, nobody knows.
    return Verdict.UNKNOWN if told is Verdict.OBJECTS else told


def circles(table: Table) -> tuple[tuple[Place, ...], ...]:
    """Conditions that wait for each other: A if B does, B if A does; all that are tied together as one circle.

    An option that is asked for leads to the parties whose acceptance of that option is conditional.
    """
    waits = {place: _waits_for(table, cell) for place, cell in table.cells.items()}
    reached = {place: _reached(waits, place) for place in waits if waits[place]}
    found = {
        tuple(sorted(other for other in reached[place] if place in reached.get(other, ())))
        for place in reached if place in reached[place]
    }  # fmt: skip
    return tuple(sorted(found))


def _reached(waits: Mapping[Place, frozenset[Place]], start: Place) -> set[Place]:
    """All that a condition waits for, directly or through others."""
    found: set[Place] = set()
    waiting = [start]
    while waiting:
        new = waits.get(waiting.pop(), frozenset()) - found
        found |= new
        waiting += new
    return found


def _waits_for(table: Table, cell: Cell) -> frozenset[Place]:
    if cell.standing is not Standing.CONDITIONAL or cell.condition is None:
        return frozenset()
    atoms = [atom for atoms in cell.condition.alternatives for atom in atoms if not atom.negated]
    found = set()
    for atom in atoms:
        for party in [atom.party] if atom.party else table.parties:
            if table.cell(party, atom.question, atom.option).standing is Standing.CONDITIONAL:
                found.add((party, atom.question, atom.option))
    return frozenset(found)
