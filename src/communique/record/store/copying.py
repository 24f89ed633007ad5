"""A new file that takes its name when it is whole, and is on the disk when it has it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from communique.errors import RecordError, RecordFullError


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A place to write a file to that is then found at `path`; power may fail at any moment, and it is whole or not.

    Raises RecordError where a file is there already, RecordFullError where none can be written.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        if path.exists():
            raise RecordError(f"{path} is there already", hint="name a new file; no backup is written over another")
        part.unlink(missing_ok=True)
        yield part
        _keep(part, path)
    except OSError as error:
        hint = "check the folder, its rights and the space on its disk, or choose another"
        raise RecordFullError(f"{path} could not be written: {error.strerror}", hint=hint) from error
    finally:
        with suppress(OSError):
            for left in [*path.parent.glob(f"{part.name}*")]:
                left.unlink()


def _keep(part: Path, path: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
