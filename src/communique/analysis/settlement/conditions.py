"""What a conditional acceptance waits for: its words linked to the options of the table, and whether it is met."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    as met: both move at once (`circles` reports such pairs).
    """
    return _verdict(table, package, place, frozenset())


def _verdict(table: Table, package: Mapping[str, str], place: Place, waiting: frozenset[Place]) -> Verdict:
    cell = table.cell(*place)
    if cell.standing in (Standing.PREFERS, Standing.ACCEPTS, Standing.OPEN):
        return Verdict.YES
    if cell.standing is Standing.OPPOSES:
        return Verdict.OBJECTS
    if cell.standing is Standing.RED_LINE:
        return Verdict.BLOCKS
    if cell.standing is not Standing.CONDITIONAL or cell.condition is None:
        return Verdict.UNKNOWN
    return _met(table, package, cell, waiting | {place})


def _met(table: Table, package: Mapping[str, str], cell: Cell, waiting: frozenset[Place]) -> Verdict:
    """Yes, unknown or blocks: the best of a condition's alternatives, each as good as its worst atom."""
    if cell.condition is None:
        return Verdict.UNKNOWN
    best = Verdict.BLOCKS
    for atoms in cell.condition.alternatives or ((),):
        worst = Verdict.UNKNOWN if cell.condition.unlinked else Verdict.YES
        for atom in atoms:
            worst = max(worst, _atom(table, package, atom, waiting), key=_WORST.index)
        best = min(best, worst, key=_WORST.index)
    return best


_WORST = (Verdict.YES, Verdict.OBJECTS, Verdict.UNKNOWN, Verdict.BLOCKS)


def _atom(table: Table, package: Mapping[str, str], atom: Atom, waiting: frozenset[Place]) -> Verdict:
    inside = package.get(atom.question) == atom.option
    if atom.party is None:
        return Verdict.YES if inside is not atom.negated else Verdict.BLOCKS
    place = (atom.party, atom.question, atom.option)
    if not inside:
        return Verdict.BLOCKS
    if place in waiting:
        return Verdict.YES
    found = _verdict(table, package, place, waiting)
    # Who merely objects has not accepted; whether it would, nobody knows.
    return Verdict.UNKNOWN if found is Verdict.OBJECTS else found


def circles(table: Table) -> tuple[tuple[Place, ...], ...]:
    """Conditions that wait for each other, each circle once: A if B does, B if A does.

    An option that is asked for leads to the parties whose acceptance of that option is conditional.
    """
    waits = {place: _waits_for(table, cell) for place, cell in table.cells.items()}
    found: dict[frozenset[Place], tuple[Place, ...]] = {}
    for start in waits:
        _walk(waits, (start,), found)
    return tuple(found[key] for key in sorted(found, key=sorted))


def _walk(
    waits: Mapping[Place, frozenset[Place]], path: tuple[Place, ...], found: dict[frozenset[Place], tuple[Place, ...]]
) -> None:
    for nxt in sorted(waits.get(path[-1], frozenset())):
        if nxt == path[0]:
            found.setdefault(frozenset(path), path)
        elif nxt not in path and nxt > path[0] and len(path) < 6:
            _walk(waits, (*path, nxt), found)


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
