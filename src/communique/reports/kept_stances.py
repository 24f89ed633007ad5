"""Where each party stands on each issue, kept beside a large record: a brief shows little of what it takes to know."""

from __future__ import annotations

from functools import cache

import msgspec

from communique.analysis.per_record import per_record
from communique.model.findings import Issue, Position
from communique.model.record import Record
from communique.record.kept import made_by
from communique.record.kept.asides import beside
from communique.record.kept.blocks import UnfitError, pack, unpack

NAME = "stances"
Cells = dict[tuple[Issue, str], list[Position]]
Opposed = dict[tuple[Issue, str], tuple[Position, Position]]


class _Cell(msgspec.Struct):
    """The places of positions among all: those of one party on one issue, and two that point both ways."""

    issue: Issue
    party: str
    told: list[int]
    both: tuple[int, int] | None


class _Made(msgspec.Struct):
    """What made it: all that is asked of it by most commands."""

    maker: str


class _Kept(_Made):
    cells: list[_Cell]


def pack_stances(record: Record, cells: Cells, opposed: Opposed) -> bytes:
    """What `read_stances` reads, for a record that is kept as it stands."""
    places = {id(position): place for place, position in enumerate(record.positions)}
    rows = []
    for (issue, party), told in cells.items():
        both = opposed.get((issue, party))
        pair = (places[id(both[0])], places[id(both[1])]) if both else None
        rows.append(_Cell(issue, party, [places[id(position)] for position in told], pair))
    return pack(_Kept(_maker(), rows))


@per_record
def read_stances(record: Record) -> tuple[Cells, Opposed] | None:
    """What was kept beside a record; None where nothing is that this program made."""
    body = beside(record, NAME)
    try:
        kept = unpack(body, msgspec.msgpack.Decoder(_Kept)) if body else None
        if kept is None or kept.maker != _maker():
            return None
        at = record.positions
        cells = {(row.issue, row.party): [at[place] for place in row.told] for row in kept.cells}
        return cells, {(r.issue, r.party): (at[r.both[0]], at[r.both[1]]) for r in kept.cells if r.both}
    except (UnfitError, IndexError):
        return None


def are_outdated(record: Record) -> bool:
    """True where what is kept beside a record was made by another version of this program."""
    body = beside(record, NAME)
    try:
        return body is not None and unpack(body, msgspec.msgpack.Decoder(_Made)).maker != _maker()
    except UnfitError:
        return True


@cache
def _maker() -> str:
    return made_by("analysis", "reports")
