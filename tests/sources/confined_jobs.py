"""Jobs for the child process of `confined`, each with a fault of its own."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

from communique.errors import ArticleError, FailureKind


def echo(file: BinaryIO, options: dict[str, Any]) -> Iterator[Any]:
    yield {"text": file.read().decode("latin-1"), "options": options, "pid": os.getpid()}


def count(file: BinaryIO, options: dict[str, Any]) -> Iterator[Any]:
    yield from range(options["to"])


def hang(file: BinaryIO, options: dict[str, Any]) -> Iterator[Any]:
    yield "before"
    time.sleep(3600)


def spin(file: BinaryIO, options: dict[str, Any]) -> Iterator[Any]:
    yield "before"
    while True:
        pass


def crash(file: BinaryIO, options: dict[str, Any]) -> Iterator[Any]:
    yield "before"
    ctypes.string_at(0)


def eat_memory(file: BinaryIO, options: dict[str, Any]) -> Iterator[Any]:
    yield "before"
    eaten = []
    while True:
        eaten.append(bytearray(50_000_000))


def flood(file: BinaryIO, options: dict[str, Any]) -> Iterator[Any]:
    yield "x" * 100_000_000


def print_much(file: BinaryIO, options: dict[str, Any]) -> Iterator[Any]:
    os.write(1, b"\xff" * 10_000)
    print("Talks")
    yield "after"


def refuse(file: BinaryIO, options: dict[str, Any]) -> Iterator[Any]:
    raise ArticleError("it is encrypted", kind=FailureKind.UNSUPPORTED, hint="save it without its password")
    yield


def fail(file: BinaryIO, options: dict[str, Any]) -> Iterator[Any]:
    raise ZeroDivisionError("by nothing")
    yield


def end_itself(file: BinaryIO, options: dict[str, Any]) -> Iterator[Any]:
    os.kill(os.getpid(), signal.SIGKILL)
    yield


def limits(file: BinaryIO, options: dict[str, Any]) -> Iterator[Any]:
    yield {
        "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
        "files": resource.getrlimit(resource.RLIMIT_NOFILE)[0],
        "memory": resource.getrlimit(resource.RLIMIT_AS)[0],
        "environment": sorted(os.environ),
    }


def forge(file: BinaryIO, options: dict[str, Any]) -> Iterator[Any]:
    """What a parser that was taken over could send: `frame` in hexadecimal digits, straight into the pipe."""
    for name in range(3, 20):
        try:
            os.write(name, bytes.fromhex(options["frame"]))
        except OSError:
            continue
    time.sleep(3600)
    yield
