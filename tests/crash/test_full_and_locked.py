"""A disk that is full, one that is read-only, a record that another holds: said plainly, and the next run goes on."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from threading import Timer

import pytest
from crash_stories import STORIES
from killing import RECORD, Doomed, begin, check, contents, is_record
from small_disk import disk as disk
from small_disk import fill

NAMES = ("merge into a new record", "merge into a record of the first version", "keep the merged record", "decide",
         "import decisions", "back up")  # fmt: skip
NOT_SLOW = {"decide"}
CASES = [pytest.param(name, marks=() if name in NOT_SLOW else pytest.mark.slow) for name in NAMES]
WITH_RECORD = [case for case in CASES if case.values[0] not in ("merge into a new record", "back up")]


@pytest.fixture
def start(tmp_path: Path) -> Path:
    folder = tmp_path / "start"
    folder.mkdir()
    return folder


def undisturbed(name: str, start: Path, doom: Doomed) -> object:
    """What comes of a story where nothing is in its way; `start` is then as it is before it."""
    STORIES[name].start(start)
    begin(start, start.with_name("undisturbed"))
    STORIES[name].go_on(doom, start.with_name("undisturbed"))
    return contents(start.with_name("undisturbed") / RECORD)


@pytest.mark.parametrize("name", CASES)
def test_a_full_disk(name: str, start: Path, disk: Path, doom: Doomed) -> None:
    story, expected = STORIES[name], undisturbed(name, start, doom)
    refused = 0
    for left in range(0, 120_000, 60_000 if name in NOT_SLOW else 12_000):
        used = disk / "used"
        begin(start, used)
        filler = fill(disk, left)
        for number, command in enumerate(story.commands):
            life = doom.run(used, command)
            assert life.code in (0, 1, 4), life
            if life.code:
                refused += 1
                assert "free some space" in life.said or "space on its disk" in life.said, life
                assert "defect" not in life.said
                break
            assert number < len(story.commands)
        if is_record(used / RECORD):
            check(used / RECORD)
        filler.unlink()
        story.go_on(doom, used, number)
        check(used / RECORD)
        assert contents(used / RECORD) == expected
        assert not list(used.glob("*.part*"))
        shutil.rmtree(used)
    assert refused > 0


@pytest.mark.parametrize("name", CASES)
def test_a_disk_that_is_read_only(name: str, start: Path, disk: Path, doom: Doomed) -> None:
    story, expected = STORIES[name], undisturbed(name, start, doom)
    shutil.copytree(start, disk, dirs_exist_ok=True)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    life = doom.run(disk, story.commands[0])
    assert life.code in (1, 4), life
    assert "read-only" in life.said.lower() or "check the folder, its rights" in life.said
    assert "defect" not in life.said
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    story.go_on(doom, disk)
    assert contents(disk / RECORD) == expected


@pytest.mark.parametrize("name", WITH_RECORD)
def test_a_record_that_another_holds(name: str, start: Path, tmp_path: Path, doom: Doomed) -> None:
    story, expected = STORIES[name], undisturbed(name, start, doom)
    used = tmp_path / "used"
    begin(start, used)
    (used / "communique.toml").write_text("lock_timeout_s = 0.3\n")
    with closing(sqlite3.connect(used / RECORD, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        life = doom.run(used, story.commands[0])
        if "export" in story.commands[0]:
            assert life.code == 0, "what only reads waits for nobody"
        else:
            assert (life.code, "another process is writing" in life.said) == (4, True), life
            assert "try again" in life.said
        (used / "communique.toml").write_text("lock_timeout_s = 60\n")
        Timer(1.0, other.execute, ["ROLLBACK"]).start()
        story.go_on(doom, used)
    check(used / RECORD)
    assert contents(used / RECORD) == expected
