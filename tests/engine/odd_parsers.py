"""A parser for tests of the engine, quick to load in any process: it finds no words, and some texts are its end."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.reading.parse import Parse


class OddParser:
    """Dies of KILL, of ONCE the first time, needs a while for SLOW, and fails on CRASH; `notes` is a folder of its own.

    It notes what it parsed, and in which process.
    """

    name = "odd-1"

    def __init__(self, notes: Path) -> None:
        self.notes = notes

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        for text in texts:
            with (self.notes / f"{os.getpid()}.txt").open("a") as file:
                file.write(f"{text.partition('.')[0]}\n")
            once = self.notes / "once"
            if "KILL" in text or ("ONCE" in text and not once.exists()):
                once.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            if "SLOW" in text:
                time.sleep(0.1)
            if "CRASH" in text:
                raise ValueError("a broken tree")
            yield Parse(text, [], [])

    def processes(self) -> set[int]:
        """The processes that parsed anything."""
        return {int(file.stem) for file in self.notes.glob("*.txt")}


class Unloadable(OddParser):
    """A parser that no other process can load."""

    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        return int, ("nowhere",)
