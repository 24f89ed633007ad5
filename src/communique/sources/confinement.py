"""The child process of `confined`: takes jobs from standard input and answers in frames, until its parent goes."""

from __future__ import annotations

import importlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any, BinaryIO

from communique.errors import ArticleError, FailureKind
from communique.sources.confined import LARGEST_ITEM, LENGTH

_IN_MEMORY = 64_000_000
_LARGEST_FILE = 4_000_000_000
_OPEN_FILES = 128


def main() -> None:
    """Work off jobs, one after the other, within the limits that each brings."""
    taken, given = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    quiet = os.open(os.devnull, os.O_RDWR)
    os.dup2(quiet, 0)
    os.dup2(quiet, 1)  # what a library prints must not get between the frames
    _confine()
    while head := _frame(taken):
        _answer(given, {"ready": True})
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
            while piece := _frame(taken):
                file.write(piece)
            file.seek(0)
            if not _work(json.loads(head), file, given):  # type: ignore[arg-type]
                return


def _work(head: dict[str, Any], file: BinaryIO, given: IO[bytes]) -> bool:
    """Do one job; False when the process is not fit for another."""
    _limit(head["memory"], head["total_s"])
    answer: dict[str, Any] = {}
    full = False
    try:
        module, _, name = head["job"].partition(":")
        items: Iterator[Any] = getattr(importlib.import_module(module), name)(file, head["options"])
        for item in items:
            _answer(given, {"item": item})
    except ArticleError as error:
        answer = {"error": [error.kind.value, error.message, error.hint]}
    except MemoryError:
        full = True  # and nothing more in here, where all that fills the memory is still held
    except Exception as error:  # whatever the file does to the parser, the file is at fault
        reason = f"it cannot be read: {type(error).__name__}: {error}"[:300]
        answer = {"error": [FailureKind.MALFORMED.value, reason, ""]}
    if full:
        reason = f"reading it takes more than {head['memory'] / 1e6:,.0f} MB of memory"
        answer = {"error": [FailureKind.TOO_LARGE.value, reason, ""]}
    _answer(given, answer)
    return not full


def _answer(given: IO[bytes], answer: dict[str, Any]) -> None:
    data = json.dumps(answer).encode()
    if len(data) > LARGEST_ITEM:
        raise ArticleError("the parser gave more than can be taken", kind=FailureKind.TOO_LARGE)
    given.write(LENGTH.pack(len(data)) + data)
    given.flush()


def _frame(taken: IO[bytes]) -> bytes:
    """The next frame; empty for an empty one, and at the end of the parent."""
    head = taken.read(LENGTH.size)
    if len(head) < LENGTH.size:
        sys.exit(0)
    count: int = LENGTH.unpack(head)[0]
    data = taken.read(count)
    if len(data) < count:
        sys.exit(0)
    return data


def _confine() -> None:
    """Give up what no parser needs: core files, many open files, outliving the parent."""
    with suppress(ImportError):
        import resource

        for limit, most in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_NOFILE, _OPEN_FILES),
            (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        ):
            with suppress(ValueError, OSError):
                resource.setrlimit(limit, (most, most))
    with suppress(Exception):  # Linux alone: end with the parent, and never gain rights
        import ctypes

        system = ctypes.CDLL(None)
        system.prctl(1, 9, 0, 0, 0)
        system.prctl(38, 1, 0, 0, 0)


def _limit(memory: int, seconds: float) -> None:
    """Limits of memory and of processor time for one job, counted from what is used already."""
    with suppress(ImportError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime + seconds) + 2
        for limit, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, until)):
            with suppress(ValueError, OSError):
                resource.setrlimit(limit, (most, resource.getrlimit(limit)[1]))


if __name__ == "__main__":
    main()
