"""Commands that are killed and run again, and what a record holds, to be compared with that of an undisturbed run."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.findings.jsonl import to_json
from communique.record.build import load_record
from communique.record.soundness import check_record
from communique.record.store import Store
from communique.reports.export import export_json

HERE = Path(__file__).parent
KILLED = -9
RECORD = "r.db"
BESIDE = (f"{RECORD}-wal", f"{RECORD}-shm")
"""Files that the database may keep beside a record."""


@dataclass(frozen=True)
class Life:
    """How a command ended: its exit code (-9: killed), how many moments and seconds it had, and what it said."""

    code: int
    moments: int
    seconds: float
    said: str


class Doomed:
    """Runs commands in processes of their own and kills them; `doomed.py` at the other end of a pipe."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(
        self,
        folder: Path,
        arguments: Sequence[str],
        *,
        at: int | None = None,
        after: float | None = None,
        typed: str = "",
    ) -> Life:
        """Run a command in a folder, and kill it at a moment, by its number from 1, or after so many seconds, whichever
        comes first; `typed` is what it reads on standard input."""
        return self._do(folder, arguments, at=at, after=after, typed=typed)

    def warm(self, folder: Path, arguments: Sequence[str]) -> None:
        """Run a command whose parts later ones then find loaded."""
        assert self._do(folder, arguments, warm=True).code == 0

    def _do(self, folder: Path, arguments: Sequence[str], **how: Any) -> Life:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        job = {
            "at": None,
            "after": None,
            "typed": "",
            "warm": False,
            "folder": str(folder),
            "arguments": list(arguments),
        } | how
        print(json.dumps(job), file=self._process.stdin, flush=True)
        return Life(**json.loads(self._process.stdout.readline()))


@contextmanager
def doomed(*prepared: str) -> Iterator[Doomed]:
    """A process that runs and kills commands, for as long as the block lasts; see `doomed.prepare`."""
    command = [sys.executable, str(HERE / "doomed.py"), *prepared]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield Doomed(process)


@contextmanager
def quick_folder() -> Iterator[Path]:
    """A folder in memory where there is one: what is killed is the process, not the machine."""
    memory = Path("/dev/shm")
    free = shutil.disk_usage(memory).free if memory.is_dir() else 0
    with tempfile.TemporaryDirectory(prefix="communique-", dir=memory if free > 2**28 else None) as name:
        yield Path(name)


def contents(place: str | Path) -> dict[str, Any]:
    """All that a record holds for those who use it; equal for equal records.

    Of decisions, which are made at another time in each run, their place in the order stands for time and id.
    """
    with Store.open(place, readonly=True) as store:
        exported = json.dumps(export_json(load_record(store)))
        decisions = store.decisions()
        for number, decision in enumerate(decisions):
            exported = exported.replace(decision.id, f"#{number}").replace(decision.made_at, f"@{number}")
        return {
            "export": exported,
            "findings": [to_json(found, times=True) for found in store.findings()],
            "articles": sorted(store.articles(), key=lambda article: article.id),
            "failures": sorted(map(repr, store.failures())),
            "decisions": [(d.action, d.about, d.against, dict(d.values), d.made_by, d.note) for d in decisions],
        }


def begin(start: Path, used: Path) -> None:
    """A folder as it is before a command, again; what is read stands where it stood."""
    if used.exists():
        shutil.rmtree(used)
    shutil.copytree(start, used)


def check(place: str | Path) -> None:
    """Have a record looked through, as `communique check` does."""
    with Store.open(place, readonly=True) as store:
        found = check_record(store)
    assert found.is_sound, found.flaws


def state(folder: Path) -> str:
    """All that a command finds in a folder when it starts: the record, row by row, and every other file.

    Only looked at: what a killed process left beside the record is left there for the next one.
    """
    files = sorted(path for path in folder.iterdir() if path.is_file())
    said = [f"{path.name} {path.read_bytes()!r}" for path in files if RECORD not in path.name]
    if is_record(folder / RECORD):
        with closing(sqlite3.connect(f"file:{folder / RECORD}?mode=ro", uri=True)) as raw:
            said += [f"{number}" for number in raw.execute("PRAGMA user_version")]
            said += raw.iterdump()
    return "\n".join(said)


def is_record(path: Path) -> bool:
    """True where a killed process has begun a record; before that there may be an empty file."""
    return path.exists() and path.stat().st_size > 0


@dataclass(frozen=True)
class Story:
    """Commands on the record of a folder, one after the other; `start` makes what they find there.

    `done` tells of a command, by its number and the folder, that a person would see is done and would not run again.
    """

    start: Callable[[Path], None]
    commands: Sequence[Sequence[str]]
    done: Callable[[int, Path], bool] = lambda number, folder: False

    def go_on(self, doomed: Doomed, folder: Path, number: int = 0) -> list[Life]:
        """Run the commands from one on, undisturbed."""
        lives = [
            doomed.run(folder, command)
            for n, command in enumerate(self.commands)
            if n >= number and not self.done(n, folder)
        ]
        assert [life.code for life in lives] == [0] * len(lives), lives
        return lives
