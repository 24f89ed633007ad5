"""What changed of a record since a moment is all that somebody needs who knew it then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from record_samples import FAILURE, all_kinds, article
from test_store_batches import ENTRIES

from clocks import TurnedClock
from communique.model.article import URL_BASIS
from communique.record.build import load_record
from communique.record.live import LiveRecord
from communique.record.store import Entry, Store


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(ENTRIES, max_size=4), max_size=5))
def test_who_takes_in_what_changed_has_the_record(steps: list[list[Entry]]) -> None:
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "r.db") as store:
        store.clock = TurnedClock()
        live = LiveRecord()
        for entries in steps:
            store.add_all(entries)
            live.take_in(store.contents(live.revision))
            assert live.record() == load_record(store)
            assert live.revision == store.revision()


def test_only_what_changed_is_given(tmp_path: Path) -> None:
    known = replace(article("a-1"), url="https://example.org/a", meta={URL_BASIS: "stated"})
    with Store.open(tmp_path / "r.db") as store:
        store.add(known, all_kinds("a-1"), reader="1")
        store.add(article("a-2", text="Another text."), all_kinds("a-2"), reader="1")
        assert store.contents(store.revision()).articles == []
        changes = {
            "address": lambda: store.confirm_address("a-1"),
            "failure": lambda: store.add_failure(replace(FAILURE, origin="elsewhere", article="a-1")),
            "reader": lambda: store.add(store.article("a-1") or known, None, reader="2"),
        }
        for name, change in changes.items():
            before = store.revision()
            change()
            changed = store.contents(before)
            assert [kept.id for kept in changed.articles] == ["a-1"], name
            assert changed.revision == store.revision() == before + 1
        assert changed.findings == []
