"""Files that are no records, places that cannot be written, and several processes on one record."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest
from record_samples import all_kinds, article

from communique.errors import NotARecordError, RecordError, RecordFullError, RecordLockedError
from communique.record.store import Store
from communique.record.store.dialects.sqlite import APPLICATION_ID

HERE = Path(__file__).parent


def filled(path: Path, count: int = 3) -> Path:
    with Store.open(path) as store:
        for number in range(count):
            store.add(article(f"a-{number}"), all_kinds(f"a-{number}"), reader="1")
    return path


def test_a_record_is_known_by_its_header(tmp_path: Path) -> None:
    head = filled(tmp_path / "r.db").read_bytes()[:100]
    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID
    assert not (tmp_path / "r.db-wal").exists()


@pytest.mark.parametrize("content", [b"A text, not a record.\n" * 100, b"SQLite", b"\x00" * 5000])
@pytest.mark.parametrize("readonly", [True, False])
def test_another_file_is_no_record_and_stays_as_it_is(tmp_path: Path, content: bytes, readonly: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(NotARecordError) as caught:
        Store.open(path, readonly=readonly)
    assert caught.value.hint
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_database_of_another_program_is_no_record_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE articles (id TEXT)")
    other.close()
    before = path.read_bytes()
    for readonly in (True, False):
        with pytest.raises(NotARecordError, match="not a communique record"):
            Store.open(path, readonly=readonly)
    assert path.read_bytes() == before


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_a_truncated_record_is_refused_with_a_record_error(tmp_path: Path, share: float) -> None:
    path = filled(tmp_path / "r.db", 40)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(RecordError) as caught, Store.open(path) as store:
        store.contents()
    assert caught.value.hint


def test_an_empty_file_becomes_a_record(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    path.touch()
    with pytest.raises(NotARecordError):
        Store.open(path, readonly=True)
    assert filled(path).stat().st_size > 0


def test_a_record_from_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = filled(tmp_path / "r.db")
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    raw.close()
    with pytest.raises(NotARecordError, match="newer version") as caught:
        Store.open(path)
    assert "update" in caught.value.hint


def test_no_record_where_none_may_be_made(tmp_path: Path) -> None:
    for options in ({"create": False}, {"readonly": True}):
        with pytest.raises(RecordError, match="no record here") as caught:
            Store.open(tmp_path / "r.db", **options)
        assert "communique read" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_folder_and_a_missing_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(NotARecordError, match="folder"):
        Store.open(tmp_path)
    with pytest.raises(RecordError, match="no such folder"):
        Store.open(tmp_path / "missing" / "r.db")


def test_odd_names_are_names(tmp_path: Path) -> None:
    path = filled(tmp_path / "a?b=c#d %20 é.db")
    with Store.open(str(path), readonly=True) as store:
        assert store.count().articles == 3


NOBODY = """
    import os, sys, tempfile
    from communique.errors import RecordFullError
    from communique.record.store import Store
    # All is imported before the rights are given up, since the installation may not be open to everyone.
    with tempfile.TemporaryDirectory() as folder, Store.open(folder + "/warm.db") as store:
        store.count()
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    with Store.open(sys.argv[1], readonly=True) as store:
        print(store.count().articles)
    for name in (sys.argv[1], sys.argv[1] + ".new"):
        try:
            Store.open(name)
        except RecordFullError as error:
            print(error)
"""


def test_in_a_read_only_folder_a_record_can_be_read_and_not_written() -> None:
    folder = Path(tempfile.mkdtemp(prefix="communique-"))  # where another user may look, unlike tmp_path
    try:
        path = filled(folder / "r.db")
        path.chmod(0o444)
        folder.chmod(0o555)
        command = [sys.executable, "-c", textwrap.dedent(NOBODY), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        count, *refused = done.stdout.splitlines()
        assert count == "3"
        assert len(refused) == 2
        assert all("read-only" in line for line in refused)
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_on_a_full_disk_what_was_written_before_is_intact(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with Store.open(path) as store:
        store.add(article("a-0"), all_kinds("a-0"), reader="1")
        with store._database.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(RecordFullError, match="disk is full") as caught:
            store.add(article("a-1", text="Long words about nothing. " * 20000), all_kinds("a-1"), reader="1")
        assert "free some space" in caught.value.hint
        assert [a.id for a in store.articles()] == ["a-0"]
    with Store.open(path) as store:
        assert store.findings_of("a-0") == all_kinds("a-0")
        assert store.add(article("a-1"), all_kinds("a-1"), reader="1")
        assert store.search("truce")


def test_a_locked_record_is_named_after_the_time_allowed(tmp_path: Path) -> None:
    path = filled(tmp_path / "r.db")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with Store.open(path, readonly=True) as reading:
            assert reading.count().articles == 3
        with pytest.raises(RecordLockedError) as caught, Store.open(path, timeout_s=0.1) as store:
            store.add(article("new"), None, reader="1")
        assert "try again" in caught.value.hint
    finally:
        other.close()
