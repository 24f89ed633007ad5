"""Power lost at any moment: the record is as it was after some of its writes, and a new run completes it.

The log of a record (`-wal`) is written from its beginning to its end, and synced before a write counts. So what a disk
holds after a power cut is a beginning of it, whose last pages may be torn; or, where it was being worked into the
record, the whole of it and a record of which some pages are new and others old.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from crash_stories import annotated
from killing import RECORD, check, contents

from communique.findings.given import from_json
from communique.model.article import Article
from communique.record.store import Store

COUNT = 8
WAL = f"{RECORD}-wal"
SIZE = 4096
"""Bytes of a page; a frame of the log is one, with a head of 24 bytes, after the head of the log of 32."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with its log, as the disk has them while a process has it open, each article in a write of its own."""
    folder = tmp_path_factory.mktemp("written")
    with Store.open(folder / RECORD) as store:
        for number in range(COUNT):
            add(store, number)
            if number == COUNT // 2:
                with closing(sqlite3.connect(folder / RECORD)) as raw:
                    raw.execute("PRAGMA wal_checkpoint(PASSIVE)")
        left = folder / "left"
        left.mkdir()
        for name in (RECORD, WAL):
            shutil.copy(folder / name, left / name)
    return left


def add(store: Store, number: int) -> None:
    row = annotated(number)
    article = Article(row["id"], row["text"], title=row["title"], published=row["published"], fetched=row["fetched"])
    found, failed = from_json(row, article)
    assert not failed
    assert store.add(article, found, reader="1")


def complete(record: Path) -> None:
    """Run again what was being written."""
    with Store.open(record) as store:
        for number in range(COUNT):
            if not store.has(f"n-{number}"):
                add(store, number)


def held(record: Path) -> list[str]:
    with Store.open(record, readonly=True) as store:
        assert all(store.findings_of(article.id) for article in store.articles())
        return [article.id for article in store.articles()]


def after_power_came_back(folder: Path, database: bytes, log: bytes, whole: object) -> list[str]:
    """Check the record that these bytes are, complete it, and compare it; the articles it had."""
    folder.mkdir()
    (folder / RECORD).write_bytes(database)
    (folder / WAL).write_bytes(log)
    check(folder / RECORD)
    had = held(folder / RECORD)
    assert had == [f"n-{number}" for number in range(len(had))], "what was written later is there without the earlier"
    complete(folder / RECORD)
    check(folder / RECORD)
    assert contents(folder / RECORD) == whole
    shutil.rmtree(folder)
    return had


@pytest.fixture(scope="module")
def whole(written: Path, tmp_path_factory: pytest.TempPathFactory) -> object:
    folder = tmp_path_factory.mktemp("whole")
    for name in (RECORD, WAL):
        shutil.copy(written / name, folder / name)
    return contents(folder / RECORD)


def torn(log: bytes, random: Random) -> Iterator[bytes]:
    """A beginning of a log as a disk may hold it: cut anywhere, with pages that were not written, or half."""
    cut = random.randrange(len(log) + 1)
    kept = log[:cut]
    yield kept
    frame = SIZE + 24
    at = random.randrange(max(1, cut))
    yield kept[:at] + bytes(min(frame, cut - at)) + kept[at + frame :]
    yield kept[:at] + random.randbytes(min(random.randrange(1, 2 * frame), cut - at))
    yield kept + bytes(len(log) - cut)


@pytest.mark.parametrize("rounds", [6, pytest.param(150, marks=pytest.mark.slow)])
def test_a_log_that_was_cut_or_torn(written: Path, whole: object, tmp_path: Path, rounds: int) -> None:
    random = Random(1)
    database, log = (written / RECORD).read_bytes(), (written / WAL).read_bytes()
    seen = set()
    for _ in range(rounds):
        for left in torn(log, random):
            seen.add(len(after_power_came_back(tmp_path / "r", database, left, whole)))
    assert len(seen) > 1


@pytest.mark.parametrize("rounds", [6, pytest.param(150, marks=pytest.mark.slow)])
def test_pages_that_were_being_worked_in(written: Path, whole: object, tmp_path: Path, rounds: int) -> None:
    random = Random(2)
    database, log = (written / RECORD).read_bytes(), (written / WAL).read_bytes()
    done = tmp_path / "done"
    done.mkdir()
    (done / RECORD).write_bytes(database)
    (done / WAL).write_bytes(log)
    with closing(sqlite3.connect(done / RECORD)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    new = (done / RECORD).read_bytes()
    for _ in range(rounds):
        pages = [
            random.choice((old, worked_in, old[: SIZE // 2] + worked_in[SIZE // 2 :]))
            for old, worked_in in zip(pages_of(database.ljust(len(new), b"\0")), pages_of(new), strict=True)
        ]
        had = after_power_came_back(tmp_path / "r", b"".join(pages), log, whole)
        assert len(had) == COUNT, "all of it is in the log"


def pages_of(database: bytes) -> list[bytes]:
    return [database[at : at + SIZE] for at in range(0, len(database), SIZE)]
