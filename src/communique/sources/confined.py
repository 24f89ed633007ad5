"""Parsers that can hang, crash or fill the memory, run in a child process with limits.

A child is started when one is first needed, used again, and replaced when it dies. What it sends back is JSON in
frames, never pickled objects, so that even a parser that an attacker has taken over can only send wrong text. On
Linux all limits hold; macOS does not enforce the one of memory.
"""

from __future__ import annotations

import atexit
import json
import os
import selectors
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import IO, Any, BinaryIO

from communique.errors import ArticleError, FailureKind

LENGTH = struct.Struct(">I")
LARGEST_ITEM = 64_000_000
"""A child that sends more bytes at once is ended."""
PIECE = 1_000_000
_STARTED_S = 60.0
_READY_S = 2.0
"""Seconds until a child that did a job before must take another; one in disorder is replaced."""
_JOBS_OF_A_CHILD = 500
"""After so many jobs a child is replaced, since native libraries lose memory."""
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "VIRTUAL_ENV")
_HINT = "look whether the file is whole; if other programs can read it, save it as text or as a web page"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a job may use: `seconds` until its next item, `total_s` of work in all, `memory` in bytes.

    `result` is how many bytes of JSON all items may have together; without one, any number.

    >>> Bounds(seconds=5).memory
    1500000000
    """

    seconds: float = 30.0
    total_s: float = 120.0
    memory: int = 1_500_000_000
    result: int | None = None


def confined(
    job: str,
    stream: BinaryIO,
    bounds: Bounds = Bounds(),
    options: Mapping[str, Any] = MappingProxyType({}),
) -> Iterator[Any]:
    """The items (JSON values) that the generator function `job` (`package.module:function`) makes of a stream's bytes.

    The function is called in the child with a seekable file and `options` (JSON values). Raises ArticleError, after
    the items that came before, where the job hangs, crashes, needs too much memory or raises an error itself.

    >>> list(confined("communique.sources.pdf_text:read", open("a.pdf", "rb")))  # doctest: +SKIP
    """
    child = _taken({"job": job, "options": dict(options), **asdict(bounds)})
    whole = False
    try:
        child.give(stream)
        left = bounds.total_s
        while True:
            begun = time.monotonic()
            answer = child.answer(min(bounds.seconds, left), bounds)
            left -= time.monotonic() - begun
            if "item" not in answer:
                break
            if bounds.result is not None and child.received > bounds.result:
                raise _refusal("the parser gave more than can be taken", FailureKind.TOO_LARGE)
            yield answer["item"]
        whole = True
        if error := answer.get("error"):
            kind, message, hint = (str(part) for part in error)
            raise ArticleError(message, kind=_kind(kind), hint=hint or _HINT)
    finally:
        if whole and child.jobs < _JOBS_OF_A_CHILD:
            _idle.append(child)
        else:
            child.end()


def gathered(
    job: str, stream: BinaryIO, bounds: Bounds, options: Mapping[str, Any]
) -> tuple[list[Any], ArticleError | None]:
    """All items of a job, and the error that ended it, if one did."""
    items: list[Any] = []
    try:
        items.extend(confined(job, stream, bounds, options))
    except ArticleError as error:
        return items, error
    return items, None


class _Child:
    """One child process. `jobs` is how many jobs it was given, `received` the bytes of the answers to the last."""

    def __init__(self) -> None:
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        self.owner = os.getpid()
        self.jobs = 0
        self.received = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "communique.sources.confinement"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            bufsize=0,
            start_new_session=True,  # Ctrl-C is for the parent, which ends the child
        )
        self._buffer = bytearray()

    @property
    def lives(self) -> bool:
        return self.owner == os.getpid() and self._process.poll() is None

    def takes(self, head: Mapping[str, Any]) -> bool:
        """Send the head of a job; True when the child is there and ready for its bytes."""
        wait = _READY_S if self.jobs else _STARTED_S
        self.jobs += 1
        self.received = 0
        try:
            self._send(json.dumps(head).encode())
            return "ready" in self.answer(wait, Bounds(wait))
        except (BrokenPipeError, ArticleError):
            return False

    def give(self, stream: BinaryIO) -> None:
        """Send the bytes of a job, which the child takes in before it begins."""
        try:
            while piece := stream.read(PIECE):
                self._send(piece)
            self._send(b"")
        except BrokenPipeError as error:
            raise self._death() from error

    def answer(self, seconds: float, bounds: Bounds) -> dict[str, Any]:
        """The next frame; ArticleError where none comes in time, the child dies or sends what is none."""
        until = time.monotonic() + seconds
        count = LENGTH.unpack(self._receive(LENGTH.size, until, bounds))[0]
        if count > LARGEST_ITEM:
            raise _refusal("the parser gave more than can be taken", FailureKind.TOO_LARGE)
        self.received += count
        try:
            answer = json.loads(self._receive(count, until, bounds))
        except (ValueError, RecursionError) as fault:
            raise _refusal("the parser gave what cannot be read", FailureKind.MALFORMED) from fault
        error = answer.get("error") if isinstance(answer, dict) else ()
        if error is not None and not (isinstance(error, list) and len(error) == 3):
            raise _refusal("the parser gave what cannot be read", FailureKind.MALFORMED)
        return dict(answer)

    def end(self) -> None:
        if self.owner != os.getpid():
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def _send(self, data: bytes) -> None:
        pipe = _open(self._process.stdin)
        view = memoryview(LENGTH.pack(len(data)) + data)
        while view:
            view = view[pipe.write(view) :]

    def _receive(self, count: int, until: float, bounds: Bounds) -> bytes:
        pipe = _open(self._process.stdout)
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            while len(self._buffer) < count:
                if not selector.select(max(0.0, until - time.monotonic())):
                    self.end()
                    reason = f"the parser did not come to an end within {_span(bounds)}"
                    raise _refusal(reason, FailureKind.TIMEOUT)
                piece = os.read(pipe.fileno(), PIECE)
                if not piece:
                    raise self._death()
                self._buffer += piece
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        return taken

    def _death(self) -> ArticleError:
        """Why the child died, as far as its end tells."""
        code = self._process.wait()
        if code == -signal.SIGXCPU:
            return _refusal("the parser did not come to an end in time", FailureKind.TIMEOUT)
        named = _signal_name(-code) if code < 0 else f"status {code}"
        return _refusal(f"the parser crashed over it ({named})", FailureKind.MALFORMED)


_idle: list[_Child] = []


def _taken(head: Mapping[str, Any]) -> _Child:
    """A child that is ready for a job: one that waits for work, else a new one."""
    while _idle:
        child = _idle.pop()
        if child.lives and child.takes(head):
            return child
        child.end()
    child = _Child()
    if child.takes(head):
        return child
    child.end()
    raise _refusal("the process that parsers run in cannot be started", FailureKind.READER)


@atexit.register
def _end_all() -> None:
    while _idle:
        _idle.pop().end()


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _span(bounds: Bounds) -> str:
    return f"{bounds.seconds:g} seconds" if bounds.seconds < bounds.total_s else f"{bounds.total_s:g} seconds"


def _kind(name: str) -> FailureKind:
    try:
        return FailureKind(name)
    except ValueError:
        return FailureKind.MALFORMED


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _refusal(reason: str, kind: FailureKind) -> ArticleError:
    return ArticleError(reason, kind=kind, hint=_HINT)
