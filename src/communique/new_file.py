"""Files that are whole or not there: written under another name, and on the disk before they take their own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from communique.processes import is_running

_numbers = count()


@contextmanager
def new_file(path: Path, *, private: bool = False) -> Iterator[Path]:
    """A place to write a file to that is then found at `path`, over one that is there.

    The process may be killed and power may fail at any moment: at `path` there is what was there before, or all of the
    new file. What killed processes left of it before is cleared away. A `private` one only its owner may read.
    Raises OSError; then nothing has changed.

    >>> with new_file(Path("a.txt")) as part:  # doctest: +SKIP
    ...     part.write_text("whole")
    """
    _clear(path)
    part = path.with_name(f".{path.name}.{os.getpid()}-{next(_numbers)}.part")
    try:
        if private:
            os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
        _keep_name(path.parent)
    finally:
        # A database keeps files of its own beside the one it writes.
        for left in (part, *(part.with_name(part.name + end) for end in ("-journal", "-wal", "-shm"))):
            with suppress(OSError):
                left.unlink()


def _clear(path: Path) -> None:
    of_it = re.compile(rf"\.{re.escape(path.name)}\.(\d+)-\d+\.part")
    with suppress(OSError):
        for left in path.parent.iterdir():
            if (found := of_it.match(left.name)) and not is_running(int(found[1])):
                left.unlink()


def _keep_name(folder: Path) -> None:
    """Have the name on the disk, too, where folders can be told so."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
