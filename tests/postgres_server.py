"""A PostgreSQL server of the tests' own: on loopback, in a temporary folder, never as root, gone when they end.

Its texts sort as people's names do, not by code points, so that whatever relies on the order of a server shows.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=60",
          "deadlock_timeout=200ms", "log_min_messages=fatal")  # fmt: skip
_SUPERUSER = "tester"


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A server at work; `folder` holds all that is its own."""

    folder: Path
    port: int
    numbers: Iterator[int]
    process: subprocess.Popen[bytes]

    def address(self, *, user: str = _SUPERUSER, database: str = "postgres", schema: str = "") -> str:
        """The address of a database, or of a schema in it."""
        asked = f"?options=-csearch_path%3D{schema}" if schema else ""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}{asked}"

    def new_place(self) -> str:
        """The address of a schema in which nothing is yet."""
        schema = f"record_{next(self.numbers)}"
        self.run(f"CREATE SCHEMA {schema}")
        return self.address(schema=schema)

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Run statements as the superuser, each by itself."""
        import psycopg

        with psycopg.connect(self.address(database=database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


def needed_programs() -> Path | None:
    """The folder of `initdb` and `postgres`; Debian keeps them beside the path."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name, reverse=True)
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


@contextmanager
def running() -> Iterator[PostgresServer]:
    """A server, for as long as the block lasts; skips the tests, with the reason, where there can be none."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: the extra `postgres`")
    programs = needed_programs()
    if programs is None:
        pytest.skip("there is no PostgreSQL here; `python3 start.py postgres` installs it")
    folder = Path(tempfile.mkdtemp(prefix="communique-postgres-", dir=_in_memory()))
    owner = _owner()
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    try:
        made = subprocess.run(
            [programs / "initdb", "-D", folder / "data", "-U", _SUPERUSER, "--auth=trust", "--encoding=UTF8",
             "--locale=C.UTF-8", *_sorting(programs), "--no-sync", "--no-instructions"],
            capture_output=True, text=True, cwd=folder, **who)  # fmt: skip
        if made.returncode:
            pytest.skip(f"no PostgreSQL could be set up here: {made.stderr.strip()[-300:]}")
        # These users have to give a password.
        hba = folder / "data" / "pg_hba.conf"
        hba.write_text(f"host all keyed,keyed_2,knocker 127.0.0.1/32 scram-sha-256\n{hba.read_text()}")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = [f"-c{option}" for option in (*_QUICK, "listen_addresses=127.0.0.1", f"port={port}",
                                                f"unix_socket_directories={folder}")]  # fmt: skip
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen([programs / "postgres", "-D", folder / "data", *options], cwd=folder,
                                       stdout=log, stderr=log, preexec_fn=_end_with_us, **who)  # fmt: skip
        server = PostgresServer(folder, port, count(1), process)
        try:
            _wait_for(server)
            yield server
        finally:
            process.send_signal(signal.SIGQUIT)
            process.wait(timeout=20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sorting(programs: Path) -> list[str]:
    """Texts sorted as in English, where the server can."""
    said = subprocess.run([programs / "postgres", "-V"], capture_output=True, text=True, check=True).stdout
    number = re.search(r"\d+", said)
    return ["--locale-provider=icu", "--icu-locale=en-US"] if number and int(number[0]) >= 15 else []


def _in_memory() -> str | None:
    """A folder that is no disk, where there is one with room."""
    place = "/dev/shm"
    return place if Path(place).is_dir() and shutil.disk_usage(place).free > 2_000_000_000 else None


def _owner() -> pwd.struct_passwd:
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    return next(known for known in pwd.getpwall() if known.pw_name in ("postgres", "nobody"))


def _end_with_us() -> None:
    """Have the kernel end the server when the process that started it is gone, however that ended."""
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


def _wait_for(server: PostgresServer) -> None:
    import psycopg

    for _ in range(600):
        try:
            server.run("SELECT 1")
        except psycopg.OperationalError:
            if server.process.poll() is not None:
                pytest.skip(f"PostgreSQL ended at once: {(server.folder / 'log').read_text()[-300:]}")
            time.sleep(0.05)
        else:
            return
    pytest.skip("PostgreSQL did not come up within half a minute")
