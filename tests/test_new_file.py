"""A new file takes its place when it is whole, and what killed processes left of it goes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from communique.new_file import new_file

KILLED = """
import os, signal, sys
from pathlib import Path
from communique.new_file import new_file
with new_file(Path(sys.argv[1])) as part:
    part.write_text("half")
    Path(f"{part}-journal").write_text("of a database")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_takes_the_place_of_another_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("before")
    with new_file(path) as part:
        part.write_text("after")
        assert path.read_text() == "before"
    assert path.read_text() == "after"
    assert names(tmp_path) == ["a.txt"]


def test_where_writing_fails_all_is_as_before(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("before")

    def write() -> None:
        with new_file(path) as part:
            part.write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    assert path.read_text() == "before"
    assert names(tmp_path) == ["a.txt"]


def test_what_a_killed_process_left_goes_with_the_next_and_what_others_write_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("before")
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_text() == "before"
    assert len(names(tmp_path)) == 3
    at_work = tmp_path / f".a.txt.{os.getppid()}-0.part"
    at_work.write_text("another process is at it")
    (tmp_path / ".b.txt.1-0.part").write_text("of another file")
    with new_file(path) as part:
        part.write_text("after")
    assert names(tmp_path) == sorted(["a.txt", at_work.name, ".b.txt.1-0.part"])


def test_a_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    with new_file(tmp_path / "a.txt", private=True) as part:
        part.write_text("secret")
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o600
