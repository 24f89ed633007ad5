"""A merged record that is kept in its database: made for one state of it, whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from record_samples import FAILURE, all_kinds, article
from sqlalchemy import update

from communique.cli.opening import load
from communique.errors import CommuniqueError, RecordError
from communique.model.findings import Findings
from communique.model.record import Record
from communique.record.build import build_record, load_record
from communique.record.kept import pack_record
from communique.record.kept.asides import beside
from communique.record.kept.blocks import BlockSequence
from communique.record.select import Selection
from communique.record.store import Entry, Store
from communique.record.store import kept as kept_rows
from communique.record.store.schema import kept
from communique.reports import kept_stances
from communique.reports.kept_stances import NAME, read_stances
from communique.reports.position_matrix import latest_stances, opposed_stances, stances_to_keep
from communique.reports.view import make_view
from communique.settings import use_record


@pytest.fixture(autouse=True)
def every_record_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_rows, "LEAST", 1)
    monkeypatch.setattr(kept_rows, "AHEAD", 2)


def fill(store: Store, number: int = 6, first: int = 0) -> None:
    keys = [f"a-{n}" for n in range(first, first + number)]
    store.add_all([Entry(article(key, text=f"The words of {key}.", origin=key), all_kinds(key), "1") for key in keys])


def built(store: Store) -> Record:
    kept = store.contents()
    return replace(build_record(kept.articles, kept.findings, decisions=kept.decisions), failures=tuple(kept.failures))


def is_kept(record: Record) -> bool:
    return isinstance(record.contacts, BlockSequence)


def test_a_loaded_record_is_kept_and_the_same_when_opened_again(place: str) -> None:
    with Store.open(place) as store:
        fill(store)
        store.add_failure(FAILURE)
        assert store.wants_kept()
        first = load_record(store)
        assert not store.wants_kept()
        again = load_record(store)
        assert (is_kept(first), is_kept(again)) == (False, True)
        assert again == first == built(store)


def test_any_change_makes_it_stale_and_reading_alone_never_keeps(place: str) -> None:
    with Store.open(place) as store:
        fill(store)
        load_record(store)
        fill(store, 1, first=6)
        assert store.kept_record() is None
        with Store.open(place, readonly=True) as reading:
            assert not is_kept(load_record(reading))
            assert reading.wants_kept()
        assert load_record(store) == load_record(store) == built(store)


def test_what_changed_while_it_was_merged_is_not_passed_over(place: str) -> None:
    with Store.open(place) as store:
        fill(store)
        contents = store.contents()
        record = built(store)
        store.add_failure(FAILURE)
        assert not store.keep_record(record, contents.revision)
        assert store.kept_record() is None


def test_an_open_view_stays_one_moment_whatever_is_written_and_after_the_record_is_closed(place: str) -> None:
    with Store.open(place) as store:
        fill(store)
        expected = load_record(store)
        with Store.open(place, readonly=True) as reading:
            view = load_record(reading)
        # A newer reader finds nothing, another article comes in, and all of it is merged and kept anew.
        store.add(article("a-1", text="The words of a-1."), Findings("a-1", None), reader="2")
        fill(store, 3, first=6)
        assert load_record(store) != expected
        assert is_kept(view)
        assert view == expected
        assert [kept.text for kept in view.articles.values()] == [f"The words of a-{n}." for n in range(6)]


def test_who_asks_for_the_text_of_a_record_that_is_gone_is_told(tmp_path: Path) -> None:
    with Store.open(tmp_path / "r.db") as store:
        fill(store)
        load_record(store)
        view = load_record(store)
    (tmp_path / "r.db").unlink()
    with pytest.raises(RecordError):
        _ = view.articles["a-1"].text


def test_keeping_that_fails_midway_leaves_the_one_before(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(place) as store:
        fill(store)
        record = load_record(store)
        revision = store.revision()
        blocks = pack_record(record, revision)
        assert blocks is not None
        # The last block is none: what was written before it is taken back.
        monkeypatch.setattr(kept_rows, "pack_record", lambda *_: {**blocks, "more": [None]})
        with pytest.raises(CommuniqueError):
            store.keep_record(record, revision)
        assert store.kept_record() == record


def test_a_kept_record_that_was_tampered_with_is_made_anew_or_told_of(place: str) -> None:
    with Store.open(place) as store:
        fill(store)
        expected = load_record(store)
        with store._database.writing() as db:
            db.execute(update(kept).where(kept.c.name == "kept").values(body=b"\x00" * 40))
        assert store.wants_kept()
        assert load_record(store) == expected
        with store._database.writing() as db:
            db.execute(update(kept).where(kept.c.name == "findings positions").values(body=b"\x28\xb5\x2f\xfd"))
        with pytest.raises(CommuniqueError, match="damaged"):
            list(load_record(store).positions)


def test_what_is_kept_beside_a_record_is_that_of_this_very_record(place: str) -> None:
    with Store.open(place) as store:
        fill(store)
        load_record(store)
        revision = store.revision()
        assert store.keep_beside("count", b"six", revision)
        assert store.keep_beside("count", b"6", revision)
        view = load_record(store)
        assert beside(view, "count") == b"6"
        assert beside(replace(view, positions=()), "count") is None
        assert beside(view, "other") is None
        assert not store.keep_beside("count", b"7", revision + 1)
        fill(store, 1, first=6)
        assert not store.keep_beside("count", b"7", revision)
        load_record(store)
        assert beside(load_record(store), "count") is None


def test_where_parties_stand_is_the_same_when_it_was_kept(place: str) -> None:
    with Store.open(place) as store:
        fill(store)
        built = load_record(store)
        store.keep_beside(NAME, stances_to_keep(built), store.revision())
        view = load_record(store)
        assert read_stances(view) is not None
        assert latest_stances(make_view(view)) == latest_stances(make_view(built)) != {}
        assert opposed_stances(view) == opposed_stances(built)


def test_what_an_older_version_kept_beside_a_record_is_made_anew_by_the_next_command(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(place) as store:
        fill(store)
        load_record(store)
        with monkeypatch.context() as older:
            older.setattr(kept_stances, "_maker", lambda: "an older version")
            store.keep_beside(NAME, stances_to_keep(load_record(store)), store.revision())
        assert kept_stances.are_outdated(load_record(store))
    load(place, Selection())
    use_record(None)
    with Store.open(place, readonly=True) as store:
        assert not kept_stances.are_outdated(load_record(store))
        assert read_stances(load_record(store)) is not None
