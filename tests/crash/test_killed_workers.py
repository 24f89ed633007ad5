"""Reading with worker processes, the command itself killed and its workers: nothing is lost, nobody is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from crash_stories import on_record, write_given
from killing import RECORD, begin, check, contents, is_record

pytestmark = pytest.mark.slow
COMMAND = [sys.executable, "-m", "communique", *on_record("read", "given.jsonl"), "--workers"]
COUNT = 160
"""Articles: enough for workers to be started."""


def workers_of(process: int) -> list[int]:
    """The processes that a process has started."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        found += [int(folder.name)] if parent == process else []
    return found


def is_running(process: int) -> bool:
    try:
        return (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for_workers(command: subprocess.Popen[bytes]) -> list[int]:
    while command.poll() is None:
        if len(found := workers_of(command.pid)) == 2:
            return found
        time.sleep(0.01)
    return []


def test_the_command_and_its_workers_killed(tmp_path: Path) -> None:
    random, start, used = Random(7), tmp_path / "start", tmp_path / "used"
    start.mkdir()
    write_given(start, COUNT)
    begin(start, used)
    began = time.monotonic()
    subprocess.run([*COMMAND, "1"], cwd=used, check=True, capture_output=True)
    lasts, expected = time.monotonic() - began, contents(used / RECORD)
    begin(start, used)
    killed = 0
    for _ in range(8):
        command = subprocess.Popen([*COMMAND, "2"], cwd=used, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        workers = wait_for_workers(command)
        time.sleep(random.uniform(0, lasts / 2))
        command.kill()
        killed += command.wait(60) == -signal.SIGKILL
        until = time.monotonic() + 120
        while any(map(is_running, workers)) and time.monotonic() < until:
            time.sleep(0.05)
        assert not any(map(is_running, workers)), "a worker outlived the command"
        if is_record(used / RECORD):
            check(used / RECORD)
    assert killed > 1
    subprocess.run([*COMMAND, "2"], cwd=used, check=True, capture_output=True)
    check(used / RECORD)
    assert contents(used / RECORD) == expected
    begin(start, used)
    command = subprocess.Popen([*COMMAND, "2"], cwd=used, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for worker in wait_for_workers(command)[:1]:
        time.sleep(random.uniform(0, lasts / 4))
        os.kill(worker, signal.SIGKILL)
    assert command.wait(600) == 0
    check(used / RECORD)
    assert contents(used / RECORD) == expected
