"""The tables of annotated negotiations hold what their articles turn on; skipped where there are no annotations."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.analysis.settlement.blockers import find_blockers
from communique.analysis.settlement.building import build_table
from communique.analysis.settlement.table import Atom, Standing, Table
from communique.record.build import load_record
from communique.record.store import Store


@pytest.fixture
def negotiation(shared: Path, tmp_path: Path):  # type: ignore[no-untyped-def]
    """`negotiation("iran-us-2025")` gives the package table of that track."""

    def make(track: str) -> Table:
        from communique.given import merge_into

        file = shared / "gold" / "dev" / f"{track}.jsonl"
        with Store.open(tmp_path / f"{track}.db") as store:
            merge_into(store, file, [file])
            return build_table(load_record(store))

    return make


def test_enrichment_is_refused_by_one_side_and_giving_it_up_by_the_other(negotiation) -> None:  # type: ignore[no-untyped-def]
    table = negotiation("iran-us-2025")
    found = find_blockers(table)
    assert found.open == 0
    assert found.collisions == ((("IRN", "enrichment", "ends"), ("USA", "enrichment", "continues")),)
    assert [len(change.cells) for change in found.changes] == [1, 1]


def test_kinds_of_ceasefire_and_what_they_wait_for(negotiation) -> None:  # type: ignore[no-untyped-def]
    table = negotiation("us-russia-2025")
    assert table.cell("UKR", "ceasefire", "for-30-days").standing is Standing.ACCEPTS
    assert table.cell("RUS", "ceasefire", "for-30-days").standing is Standing.RED_LINE
    assert table.cell("RUS", "ceasefire", "full").standing is Standing.CONTRADICTORY
    condition = table.cell("RUS", "ceasefire", "for-a-time").condition
    assert condition is not None
    assert condition.alternatives == ((Atom("military-aid", "ends"), Atom("mobilisation", "ends")),)
    assert table.cell("UKR", "at-the-table:UKR", "not-at-the-table").standing is Standing.RED_LINE
