"""Changes of a large record: what is passed over without looking brought nothing."""

from __future__ import annotations

import importlib
from datetime import date
from pathlib import Path

import pytest

from communique.analysis import stance_changes
from communique.analysis.changes import find_changes
from communique.analysis.days import last_day
from communique.analysis.window import Window
from communique.record.build import build_record

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def test_what_is_passed_over_brought_no_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    made = list(importlib.import_module("synthetic").generate(300, 7))
    record = build_record((article for article, _ in made), (findings for _, findings in made))
    reach = last_day(record)
    assert reach is not None
    days = [reach, date(reach.year, 1, 1), date(reach.year - 1, 6, 1), date(2008, 1, 1)]
    found = [find_changes(record, day) for day in days]
    for items in ("contacts", "agreements", "proposals", "deadlines"):
        monkeypatch.setattr(Window, items, lambda window, items=items: getattr(window.record, items))
    monkeypatch.setattr(stance_changes, "_first_heard", lambda record: {})
    monkeypatch.setattr(Window, "new_positions", lambda window: window.split(window.record.positions)[1])
    assert found == [find_changes(record, day) for day in days]
    assert any(found)
