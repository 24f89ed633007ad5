"""What stands in the way: the smallest changes that open a package, and statements that cannot all stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.analysis.settlement.packages import keys, unsure
from communique.analysis.settlement.search import Demand, Search, prepare
from communique.analysis.settlement.table import Package, Place, Standing, Table

SETS = 4000
"""How many sets of blocking cells are followed at one time."""
MORE = 1
"""Sets of so many cells more than the smallest are looked for as well."""
COLLISIONS = 200
_Masked = tuple[int, tuple[tuple[int, int], ...]]
_WANTED = (Standing.PREFERS, Standing.ACCEPTS, Standing.CONDITIONAL, Standing.OPEN)


@dataclass(frozen=True, slots=True)
class Change:
    """Cells none of which can be spared: were they no longer red lines or conditions, `package` would be open."""

    cells: tuple[Place, ...]
    package: Package


@dataclass(frozen=True, slots=True)
class Hanging:
    """A cell that is not known: `packages` that nobody blocks hold its option, in `alone` of them all else is known."""

    place: Place
    packages: int
    alone: int


@dataclass(frozen=True, slots=True)
class Blockers:
    """What stands in the way.

    `open`: the number of packages that nobody blocks. `changes`: minimal sets of changes (see `find_blockers`).
    `collisions`: minimal sets of cells that no package can satisfy together, where there is no package. `complete` is
    False where there are more sets than are listed. Where nobody leaves a package open, `unknowns` count those that
    the first of the changes would open.
    """

    open: int
    changes: tuple[Change, ...]
    collisions: tuple[tuple[Place, ...], ...]
    unknowns: tuple[Hanging, ...]
    complete: bool = True


def find_blockers(table: Table) -> Blockers:
    """What stands in the way of a package, and which unknown position most hangs on.

    Where a package is open already, `changes` are those that would open an option which somebody wants and no open
    package holds. Raises UsageError where a table cannot be searched.
    """
    search = prepare(table)
    number = search.count()
    if number:
        return Blockers(number, openings(search), (), hanging(search))
    changes, complete = unblocking(search)
    given = changes[0].cells if changes else ()
    opened = search.obeying([demand for demand in search.demands if demand.place not in given])
    return Blockers(0, changes, collisions(search), hanging(opened), complete)


def unblocking(search: Search, most: int | None = None) -> tuple[tuple[Change, ...], bool]:
    """The minimal sets of cells that must change for some package to be open, the smallest first, and whether all.

    Minimal: with any cell of a set left as it is, that package stays blocked, and no other package needs fewer of them.
    Sets larger than the smallest by more than `MORE`, or than `most`, are not looked for.
    """
    least = _fewest(search)
    limit = least + MORE if most is None else most
    cut = False
    number = {demand: 1 << i for i, demand in enumerate(search.demands)}

    def extend(x: _Masked, q: int, o: int, blocking: Sequence[Demand]) -> _Masked | None:
        mask = x[0]
        for demand in blocking:
            mask |= number[demand]
        return (mask, (*x[1], (q, o))) if mask.bit_count() <= limit else None

    def keep(labels: list[_Masked]) -> list[_Masked]:
        nonlocal cut
        found = _minimal(labels)
        cut = cut or len(found) > SETS
        return found[:SETS]

    start: _Masked = (0, ())
    found = search.walk(start, extend, keep)
    changes = [
        Change(
            tuple(d.place for d in search.demands if mask & number[d]),
            keys(search.table, [o for _, o in sorted(chosen)]),
        )
        for mask, chosen in found
    ]
    return tuple(sorted(changes, key=lambda c: (len(c.cells), c.cells))), not cut


def collisions(search: Search) -> tuple[tuple[Place, ...], ...]:
    """The minimal sets of cells that no package can satisfy together, the smallest first, at most `COLLISIONS`.

    A package is possible as soon as one cell of each set gives way. They are the minimal sets that meet every set of
    changes which opens a package; where those are too many to list, single sets are found by leaving out cell by cell.
    """
    every, complete = unblocking(search, most=len(search.demands))
    if not every or not every[0].cells:
        return ()
    if complete:
        found = transversals([frozenset(change.cells) for change in every], COLLISIONS)
        if found is not None:
            return tuple(sorted((tuple(sorted(one)) for one in found), key=lambda c: (len(c), c)))
    return (_shrunk(search),)


def transversals(sets: Iterable[frozenset[Place]], most: int) -> list[frozenset[Place]] | None:
    """The minimal sets that share a cell with every one of these (Berge's way); None where more than `most` come up.

    >>> sorted(map(len, transversals([frozenset({("A", "q", "x"), ("B", "q", "x")})], 10)))
    [1, 1]
    """
    found: list[frozenset[Place]] = [frozenset()]
    for one in sorted(sets, key=len):
        grown = {old for old in found if old & one}
        grown |= {old | {cell} for old in found if not old & one for cell in one}
        found = [new for new in grown if not any(other < new for other in grown)]
        if len(found) > most * 5:
            return None
    return found[:most] if len(found) <= most else None


def openings(search: Search) -> tuple[Change, ...]:
    """For each option that somebody prefers and somebody blocks: what must change for it, with a package it opens."""
    found: list[Change] = []
    table = search.table
    for q, question in enumerate(table.questions):
        for o, option in enumerate(question.options):
            wanted = any(table.cell(p, question.key, option.key).standing in _WANTED for p in table.parties)
            if wanted and not search.only(q, o).count():
                found += unblocking(search.only(q, o))[0][:3]
    return tuple(sorted(set(found), key=lambda c: (len(c.cells), c.cells)))


def hanging(search: Search) -> tuple[Hanging, ...]:
    """The cells that are not known, those on which packages hang alone first, then those that somebody wants."""
    table, doubts = search.table, unsure(search.table)
    heard = {(p, q) for (p, q, _), cell in table.cells.items() if cell.standing.is_known}
    found = []
    sure = search
    for q, question in enumerate(table.questions):
        bad = {
            o for o, x in enumerate(question.options) if any((p, question.key, x.key) in doubts for p in table.parties)
        }
        sure = sure.without(q, frozenset(bad))
    for q, question in enumerate(table.questions):
        for o, option in enumerate(question.options):
            those = [(p, question.key, option.key) for p in table.parties if (p, question.key, option.key) in doubts]
            if not those:
                continue
            packages = search.only(q, o).count()
            alone = 0
            if len(those) == 1:
                allowed = list(sure.allowed)
                allowed[q] = frozenset({o})
                alone = Search(table, tuple(allowed), search.demands).count()
            found += [Hanging(place, packages, alone) for place in those]
    wanted = {(q, o) for (_, q, o), cell in table.cells.items() if cell.standing in _WANTED}
    return tuple(
        sorted(
            found, key=lambda h: (-h.alone, h.place[1:] not in wanted, h.place[:2] not in heard, -h.packages, h.place)
        )
    )


def _fewest(search: Search) -> int:
    """How few cells must change for some package to be open."""
    found = search.walk(0, lambda n, _q, _o, blocking: n + len(blocking), lambda labels: [min(labels)])
    return min(found)


def _minimal(labels: Sequence[_Masked]) -> list[_Masked]:
    """Labels of which no other's set is a part; of those with one set the first."""
    first: dict[int, tuple[tuple[int, int], ...]] = {}
    for mask, chosen in labels:
        if mask not in first or chosen < first[mask]:
            first[mask] = chosen
    found: list[int] = []
    for mask in sorted(first, key=lambda m: (m.bit_count(), m)):
        if not any(other & mask == other for other in found):
            found.append(mask)
    return [(mask, first[mask]) for mask in found]


def _shrunk(search: Search) -> tuple[Place, ...]:
    """One minimal set of cells that no package satisfies: those without which one would be open are kept."""
    left = list(search.demands)
    for demand in search.demands:
        rest = [other for other in left if other is not demand]
        if not search.obeying(rest).count():
            left = rest
    return tuple(demand.place for demand in left)
