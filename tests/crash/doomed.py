"""A process that runs commands, each in a process of its own that it forks off, and has them killed (SIGKILL).

What takes long, the imports and the parser, is loaded once; so a life costs milliseconds, and each is a real process
that dies as `kill -9` has it die. It takes one job a line on standard input, and answers one line for each; see
`killing.py`. A command's *moments* are those before each statement to the database, whoever sends it, those before and
after each commit, and those before each change of a file's name.
"""

from __future__ import annotations

import functools
import gc
import io
import json
import os
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from types import FrameType
from typing import Any

OF_FILES = {os.replace, os.rename, os.unlink, os.fsync, os.link}
OF_SQLITE = (sqlite3.Connection, sqlite3.Cursor)
STATEMENTS = {"execute", "executemany", "executescript", "backup", "commit", "rollback"}


class Moments:
    """Counts the moments of a life, and ends it at number `at`."""

    def __init__(self, at: int | None, told: int) -> None:
        self._at, self._told, self._number = at, told, 0

    def next(self) -> None:
        self._number += 1
        if self._number == self._at:
            os.kill(os.getpid(), signal.SIGKILL)

    def tell(self) -> None:
        os.write(self._told, str(self._number).encode())

    def profile(self, frame: FrameType, what: str, called: Any) -> None:
        """What Python calls for each call of a built-in function, before and after it."""
        name = getattr(called, "__name__", "")
        if name in STATEMENTS and isinstance(getattr(called, "__self__", None), OF_SQLITE):
            if what == "c_call" or name in ("commit", "backup"):
                self.next()
        elif what == "c_call" and called in OF_FILES:
            self.next()

    def watch(self) -> None:
        from sqlalchemy import Engine, event

        def of_server(connection: Any, *_: Any) -> None:
            if connection.dialect.name != "sqlite":
                self.next()

        for name in ("before_cursor_execute", "after_cursor_execute", "commit", "rollback"):
            event.listen(Engine, name, of_server)
        threading.setprofile(self.profile)
        sys.setprofile(self.profile)


def prepare(names: list[str]) -> None:
    """Load what commands need: `model` is the parser, `desk` what serves; with `kept`, records of three articles are
    kept as merged."""
    import typer.main

    import communique.cli.app
    import communique.equipment
    import communique.record.store.kept as kept

    typer.main.get_command = functools.cache(typer.main.get_command)  # half of the time of a life

    if "kept" in names:
        kept.LEAST = 3
    if "desk" in names:
        import uvicorn

        import communique.web

        uvicorn.Config(lambda: None, log_level="warning").load()
    if "model" in names:
        from communique.findings.network import load_network
        from communique.reading.spacy_model import SpacyModel

        load_network()
        loaded = SpacyModel()
        communique.equipment.load_model = lambda settings: loaded  # type: ignore[assignment]


def live(job: dict[str, Any], told: int, said: int) -> None:
    """One life, in the forked process."""
    from communique.cli import run

    os.chdir(job["folder"])
    os.dup2(said, 1)
    os.dup2(said, 2)
    sys.stdout, sys.stderr = os.fdopen(1, "w", 1, closefd=False), os.fdopen(2, "w", 1, closefd=False)
    sys.stdin = io.StringIO(job["typed"])
    moments = Moments(job["at"], told)
    if job["at"] or not job["after"]:
        moments.watch()
    code = run(job["arguments"])
    sys.setprofile(None)
    moments.tell()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def warm(job: dict[str, Any]) -> dict[str, Any]:
    """Run a command here and not in a life, so that what it loads is there for every one that follows."""
    from communique.cli import run

    os.chdir(job["folder"])
    code = run(job["arguments"])
    gc.collect()
    gc.freeze()
    return {"code": code, "moments": 0, "seconds": 0.0, "said": ""}


def ended(child: int) -> bool:
    """True for a child that has ended; it stays to be waited for, so that its number is nobody else's."""
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def run_job(job: dict[str, Any]) -> dict[str, Any]:
    if job["warm"]:
        return warm(job)
    started = time.monotonic()
    reading, told = os.pipe()
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            try:
                live(job, told, said.fileno())
            finally:
                os._exit(99)
        os.close(told)
        if job["after"]:
            while time.monotonic() - started < job["after"] and not ended(child):
                time.sleep(0.001)
            os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        said.seek(0)
        text = said.read().decode()
    number = os.read(reading, 20)
    os.close(reading)
    code = os.waitstatus_to_exitcode(status)
    return {"code": code, "moments": int(number or 0), "seconds": time.monotonic() - started, "said": text}


def main() -> None:
    prepare(sys.argv[1:])
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    tell = functools.partial(print, file=out, flush=True)
    tell("ready")
    for line in sys.stdin:
        tell(json.dumps(run_job(json.loads(line))))


if __name__ == "__main__":
    main()
