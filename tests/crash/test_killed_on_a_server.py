"""A record on a server: clients killed at every step, processes of the server killed, and the server itself."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from crash_stories import write_given
from killing import KILLED, Doomed, check, contents

from communique.errors import RecordError
from communique.record.store import Store
from postgres_server import PostgresServer, _owner, _wait_for, running

pytestmark = pytest.mark.xdist_group("postgresql")
SAFE = ("-cfsync=on", "-csynchronous_commit=on", "-cfull_page_writes=on")


def merge(place: str) -> list[str]:
    return ["merge", "given.jsonl", "--articles", "given.jsonl", "--record", place]


def is_begun(place: str) -> bool:
    try:
        with Store.open(place, readonly=True):
            return True
    except RecordError:
        return False


@pytest.mark.parametrize("every", [17, pytest.param(1, marks=pytest.mark.slow)])
def test_a_client_killed_at_every_step(every: int, postgres: PostgresServer, tmp_path: Path, doom: Doomed) -> None:
    write_given(tmp_path, 4)
    doom.warm(tmp_path, merge(postgres.new_place()))
    life = doom.run(tmp_path, merge(place := postgres.new_place()))
    expected = contents(place)
    assert life.moments > 20
    for at in range(1, life.moments + 1, every):
        place = postgres.new_place()
        assert doom.run(tmp_path, merge(place), at=at).code == KILLED
        if is_begun(place):
            check(place)
        assert doom.run(tmp_path, merge(place)).code == 0
        check(place)
        assert contents(place) == expected, f"killed at {at}"


@contextmanager
def safe_server() -> Iterator[tuple[PostgresServer, list[subprocess.Popen[bytes]]]]:
    """A server that may be killed: it keeps what it says is kept, as one that is in use does."""
    with running() as server:
        server.process.send_signal(signal.SIGQUIT)
        server.process.wait(20)
        at_work = [start(server)]
        try:
            yield server, at_work
        finally:
            at_work[-1].send_signal(signal.SIGQUIT)
            at_work[-1].wait(20)


def start(server: PostgresServer) -> subprocess.Popen[bytes]:
    who = {"user": _owner().pw_uid, "group": _owner().pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    with (server.folder / "log").open("ab") as log:
        made = subprocess.Popen([*server.process.args, *SAFE], cwd=server.folder, stdout=log, stderr=log, **who)  # type: ignore[misc, call-overload]
    wait_for(server, made)
    return made


def wait_for(server: PostgresServer, process: subprocess.Popen[bytes]) -> None:
    _wait_for(replace(server, process=process))


@pytest.mark.slow
@pytest.mark.parametrize("how", ["the process that serves it is killed", "the server is killed"])
def test_the_server_goes_down_in_the_midst_of_it(how: str, tmp_path: Path, doom: Doomed) -> None:
    random = Random(how)
    write_given(tmp_path, 60)
    refused = 0
    with safe_server() as (server, at_work):
        doom.warm(tmp_path, merge(server.new_place()))
        life = doom.run(tmp_path, merge(place := server.new_place()))
        expected, lasts = contents(place), life.seconds
        for _ in range(20):
            place = server.new_place()
            lives = []
            client = threading.Thread(target=lambda at=place, into=lives: into.append(doom.run(tmp_path, merge(at))))
            client.start()
            time.sleep(random.uniform(0.02, lasts))
            if how.startswith("the server"):
                at_work[-1].send_signal(signal.SIGQUIT)
                at_work[-1].wait(20)
                at_work.append(start(server))
            else:
                kill_one(at_work[-1].pid)
            client.join()
            assert lives[0].code in (0, 4), lives[0]
            refused += lives[0].code == 4
            assert lives[0].code == 0 or "try again" in lives[0].said or "does not answer" in lives[0].said, lives[0]
            wait_for(server, at_work[-1])
            assert doom.run(tmp_path, merge(place)).code == 0
            check(place)
            assert contents(place) == expected
    assert refused > 3


def kill_one(server: int) -> None:
    """Kill a process of a server that serves a client, if there is one."""
    for folder in Path("/proc").iterdir():
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            words = (folder / "cmdline").read_text()
        except (OSError, ValueError, IndexError):
            continue
        if parent == server and "127.0.0.1" in words:
            os.kill(int(folder.name), signal.SIGKILL)
            return
