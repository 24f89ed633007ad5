"""A check finds what was damaged, and a copy is the record as of one moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest
from decision_samples import decided, world
from record_samples import article

from communique.errors import RecordError
from communique.model.decisions import Action
from communique.record.build import load_record
from communique.record.soundness import check_record
from communique.record.store import Entry, Store
from communique.settings import Address
from postgres_server import PostgresServer


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    articles, findings = world()
    path = tmp_path / "r.db"
    with Store.open(path) as store:
        store.add_all([Entry(a, f, "1") for a, f in zip(articles, findings, strict=True)])
        store.add_decisions([decided(Action.CONFIRM, ("one", "c1"))])
    return path


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        for statement in statements:
            raw.execute(statement)


def test_a_record_as_it_was_written_is_sound(kept: Path) -> None:
    with Store.open(kept, readonly=True) as store:
        found = check_record(store)
    assert found.is_sound
    assert (found.decisions, list(found.unanchored)) == (1, [])
    assert found.held.articles == 3


WITHOUT_GUARD = ("DROP TRIGGER decisions_stand", "UPDATE decisions SET body = '{}'")
DAMAGE: dict[str, tuple[tuple[str, ...], str, str]] = {
    "another text": (
        ("DROP TRIGGER articles_changed", "UPDATE articles SET text = 'x' || text WHERE id = 'two'"),
        "two:c1",
        "not in the text",
    ),
    "a body that is cut": (
        ("UPDATE findings SET body = substr(body, 1, 9) WHERE article = 1 AND place = 0",), "one", "cannot be read"),
    "a date that is none": (
        ("UPDATE articles SET meta = '[1' WHERE id = 'three'",), "article number 3", "cannot be read"),
    "findings of nothing": (("DELETE FROM articles WHERE id = 'two'",), "the file", "belongs to nothing"),
    "no index": (("DELETE FROM article_words_docsize WHERE id = 1",), "the file", "index of words"),
    "a decision that says nothing": (WITHOUT_GUARD, "decision 1", "cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_told_with_its_place(kept: Path, name: str) -> None:
    statements, where, said = DAMAGE[name]
    sql(kept, *statements)
    with Store.open(kept, readonly=True) as store:
        found = check_record(store)
    assert not found.is_sound
    assert any(where in flaw.where and said in flaw.said for flaw in found.flaws), found.flaws


def test_decisions_whose_findings_are_gone_are_listed_and_are_no_damage(kept: Path) -> None:
    with Store.open(kept) as store:
        store.add(world()[0][0], None, reader="2")
        found = check_record(store)
    assert found.is_sound
    assert [decision.action for decision in found.unanchored] == [Action.CONFIRM]


def test_a_copy_holds_what_the_record_held(place: str, tmp_path: Path) -> None:
    articles, findings = world()
    with Store.open(place) as store:
        store.add_all([Entry(a, f, "1") for a, f in zip(articles, findings, strict=True)])
        store.add_decisions([decided(Action.REJECT, ("one", "c1"))])
        store.copy_to(tmp_path / "copy.db")
        with Store.open(tmp_path / "copy.db", readonly=True) as copy:
            assert copy.contents() == store.contents()
            assert copy.revision() == store.revision()
            assert load_record(copy) == load_record(store)
            assert check_record(copy).is_sound
            assert [hit.article for hit in copy.search("geneva")] == [hit.article for hit in store.search("geneva")]
    assert sorted(file.name for file in tmp_path.glob("copy*")) == ["copy.db"]
    with Store.open(tmp_path / "copy.db") as copy:
        assert copy.add(article("more", text="One more."), None, reader="1")


@pytest.mark.xdist_group("postgresql")
def test_a_record_goes_to_a_server_and_comes_back(kept: Path, postgres: PostgresServer, tmp_path: Path) -> None:
    there, back = postgres.new_place(), tmp_path / "back.db"
    with Store.open(kept) as store:
        store.copy_to(Address.read(there))
        with Store.open(there) as copy:
            assert copy.contents() == store.contents()
            assert copy.revision() == store.revision()
            assert load_record(copy) == load_record(store)
            assert check_record(copy).is_sound
            assert [hit.article for hit in copy.search("geneva")] == [hit.article for hit in store.search("geneva")]
            with pytest.raises(RecordError, match="a record already"):
                store.copy_to(Address.read(there))
            copy.copy_to(back)
            assert copy.add(article("more", text="One more."), None, reader="1")
        with Store.open(back, readonly=True) as copy:
            assert load_record(copy) == load_record(store)


def test_no_copy_is_written_over_a_file(kept: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_text("mine")
    with Store.open(kept) as store, pytest.raises(RecordError, match="is there already"):
        store.copy_to(other)
    assert other.read_text() == "mine"


def test_a_copy_is_of_one_moment_while_others_write(kept: Path, tmp_path: Path) -> None:
    stop = Event()
    many = "".join(f"Envoys met on day {n}. " for n in range(400))

    def write() -> None:
        with Store.open(kept) as writer:
            number = 0
            while not stop.is_set():
                entries = [Entry(article(f"w-{number}-{n}", text=f"{many}{number}.{n}"), None, "1") for n in range(2)]
                writer.add_all(entries)
                number += 1

    thread = Thread(target=write)
    thread.start()
    try:
        with Store.open(kept) as store:
            for n in range(5):
                store.copy_to(tmp_path / f"copy-{n}.db")
    finally:
        stop.set()
        thread.join()
    for n in range(5):
        with Store.open(tmp_path / f"copy-{n}.db", readonly=True) as copy:
            assert check_record(copy).is_sound
            written = [kept_.id for kept_ in copy.articles() if kept_.id.startswith("w-")]
            assert len(written) % 2 == 0, "half of what was written at once"


@pytest.mark.parametrize("make", [lambda path: path / "no" / "x.db", lambda path: path / ("x" * 300)])
def test_a_copy_that_cannot_be_written_says_so(kept: Path, tmp_path: Path, make: Callable[[Path], Path]) -> None:
    with Store.open(kept) as store, pytest.raises(RecordError):
        store.copy_to(make(tmp_path))
