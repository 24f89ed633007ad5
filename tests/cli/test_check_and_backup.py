"""`communique check` and `communique backup` from the command line."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from communique.cli import run as run_verb
from communique.model.article import Article
from communique.model.findings import DeadlineReport, Findings
from communique.record.store import Store

Run = Callable[..., tuple[int, str, str]]
TEXT = "Norway will reply in May, Oslo said."
SAID = DeadlineReport(
    id="d1", article="a-0", evidence=(TEXT,), spans=((0, len(TEXT)),), what="a reply", date="2025-05", confidence=0.9,
)  # fmt: skip


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    def verb(*words: str | Path) -> tuple[int, str, str]:
        code = run_verb([str(word) for word in words])
        return code, *capfd.readouterr()

    return verb


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "talks.db"
    with Store.open(path) as store:
        for number in range(3):
            made = Article(f"a-{number}", f"{TEXT} {number}", origin=f"{number}.txt")
            store.add(made, None if number else Findings("a-0", None, deadlines=(SAID,)), reader="1")
    return path


def test_a_sound_record_is_called_so(record: Path, run: Run) -> None:
    code, said, _ = run("check", "--record", record)
    assert code == 0
    assert "3 articles" in said
    assert "all is sound" in said


def test_damage_ends_with_1_and_says_what_to_do(record: Path, run: Run) -> None:
    with closing(sqlite3.connect(record)) as raw, raw:
        raw.execute("UPDATE findings SET body = 'x'")
    code, said, _ = run("check", "--record", record)
    assert code == 1
    assert "its findings cannot be read" in said
    assert "put a backup in its place" in said
    code, told, _ = run("check", "--record", record, "--json")
    assert (code, json.loads(told)["flaws"][0]["where"]) == (1, "a-0")


def test_a_backup_is_a_record_and_is_never_written_over(record: Path, tmp_path: Path, run: Run) -> None:
    copy = tmp_path / "copy.db"
    code, _, said = run("backup", copy, "--record", record)
    assert (code, "3 articles" in said) == (0, True)
    assert run("check", "--record", copy)[0] == 0
    code, _, said = run("backup", copy, "--record", record)
    assert code == 4
    assert "is there already" in said


def test_a_backup_without_a_name_lies_beside_the_record(record: Path, tmp_path: Path, run: Run) -> None:
    assert run("backup", "--record", record)[0] == 0
    [made] = tmp_path.glob("talks-*.db")
    with Store.open(made, readonly=True) as copy:
        assert copy.count().articles == 3


def test_without_a_record_there_is_nothing_to_check_or_copy(tmp_path: Path, run: Run) -> None:
    assert run("check", "--record", tmp_path / "no.db")[0] == 4
    assert run("backup", tmp_path / "copy.db", "--record", tmp_path / "no.db")[0] == 4
    assert list(tmp_path.iterdir()) == []


def test_a_backup_into_a_folder_that_is_not_there_names_the_folder(record: Path, tmp_path: Path, run: Run) -> None:
    code, _, said = run("backup", tmp_path / "none" / "b.db", "--record", record)
    assert (code, f"no such folder: {tmp_path / 'none'}" in said) == (4, True)
