"""Scenarios against the record as it stands: what changes in the answer when some cells are as the analyst supposes."""

from __future__ import annotations

from dataclasses import dataclass

from communique.analysis.settlement.blockers import Blockers, find_blockers
from communique.analysis.settlement.outlook import CellEdit, Outlook, Scenario, make_table
from communique.analysis.settlement.packages import Packages, find_packages
from communique.analysis.settlement.table import Cell, Package, Table
from communique.model.record import Record

BASE = "as the record stands"


@dataclass(frozen=True, slots=True)
class Supposed:
    """One cell of a scenario: what the record has, and what is supposed instead."""

    edit: CellEdit
    before: Cell


@dataclass(frozen=True)
class Outcome:
    """The answer under one scenario; `opened` and `closed` are packages among the best that it makes or unmakes."""

    name: str
    note: str
    table: Table
    supposed: tuple[Supposed, ...]
    packages: Packages
    blockers: Blockers
    opened: tuple[Package, ...] = ()
    closed: tuple[Package, ...] = ()


def compare_scenarios(record: Record, outlook: Outlook, names: tuple[str, ...] = ()) -> tuple[Outcome, ...]:
    """The answer as the record stands, then under each scenario, or under those named.

    Raises UsageError for an unknown name, and for a table that cannot be searched.
    """
    base = _outcome(record, outlook, None)
    wanted = [s for s in outlook.scenarios if not names or s.name in names]
    for name in names:
        if name not in {s.name for s in outlook.scenarios}:
            make_table(record, outlook, name)
    return (base, *(_against(base, _outcome(record, outlook, scenario)) for scenario in wanted))


def _outcome(record: Record, outlook: Outlook, scenario: Scenario | None) -> Outcome:
    before = make_table(record, outlook)
    table = make_table(record, outlook, scenario.name) if scenario else before
    supposed = tuple(Supposed(edit, before.cell(*edit.place)) for edit in (scenario.cells if scenario else ()))
    return Outcome(
        scenario.name if scenario else BASE,
        scenario.note if scenario else "",
        table,
        supposed,
        find_packages(table, outlook.scores),
        find_blockers(table),
    )


def _against(base: Outcome, other: Outcome) -> Outcome:
    before = {assessed.package for assessed in base.packages.best}
    after = {assessed.package for assessed in other.packages.best}
    opened = tuple(a.package for a in other.packages.best if a.package not in before)
    closed = tuple(a.package for a in base.packages.best if a.package not in after)
    return Outcome(other.name, other.note, other.table, other.supposed, other.packages, other.blockers, opened, closed)
