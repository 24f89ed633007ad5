"""Worker processes, each with its own reader: started when needed, replaced when they die, never waited for at the end.

Each has a thread here that hands it one partition after the other. Where one dies, the articles it had are read again
by another, one by one; the one that it dies of once more is a failure.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO, cast

from communique.engine.partition import Reader
from communique.engine.worker import pack_articles, receive, send, unpack_findings
from communique.errors import CommuniqueError, FailureKind
from communique.findings.batch import nothing_found
from communique.model.article import Article
from communique.model.findings import Findings
from communique.processes import ONE_THREAD

_HINT = "it may need more memory than there is: close other programs, or read it with --workers 1"


class WorkerDiedError(Exception):
    """A worker ended before it answered; the message says how."""


class Workers:
    """Reads partitions with so many processes at a time."""

    def __init__(self, reader: Reader, count: int) -> None:
        self._reader = pickle.dumps(reader)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="worker")
        self._own = threading.local()
        self._lock = threading.Lock()
        self._alive: set[_Process] = set()
        self._closed = False

    def read(self, articles: Sequence[Article]) -> Future[list[Findings]]:
        """The findings of a partition, to come. Raises CommuniqueError there where no worker can be started."""
        return self._threads.submit(self._read, articles)

    @property
    def numbers(self) -> set[int]:
        """The numbers of the processes, for who measures them."""
        with self._lock:
            return {process.number for process in self._alive}

    def close(self) -> None:
        """End all processes at once, whatever they are at."""
        with self._lock:
            self._closed = True
            for process in self._alive:
                process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._alive:
            process.end()

    def _read(self, articles: Sequence[Article]) -> list[Findings]:
        try:
            return self._process().read(articles)
        except WorkerDiedError:
            self._drop()
        found: list[Findings] = []
        for article in articles:
            try:
                found += self._process().read([article])
            except WorkerDiedError as death:
                self._drop()
                reason = f"the process that read it died twice ({death})"
                found.append(nothing_found(article, FailureKind.READER, reason, _HINT))
        return found

    def _process(self) -> _Process:
        """This thread's process, started where there is none."""
        process: _Process | None = getattr(self._own, "process", None)
        return process or self._started()

    def _started(self) -> _Process:
        """A new process with its reader; one that was killed while it loaded that is started again, once."""
        for is_last in (False, True):
            with self._lock:
                if self._closed:
                    raise CommuniqueError("the run was ended")
                process = _Process()
                self._alive.add(process)
            self._own.process = process
            try:
                process.load(self._reader)
            except WorkerDiedError as death:
                self._drop()
                if is_last:
                    hint = "read with --workers 1, or see what stands above"
                    raise CommuniqueError(f"a worker process could not be started ({death})", hint=hint) from death
            else:
                break
        return process

    def _drop(self) -> None:
        """Forget this thread's process, which died."""
        process: _Process = self._own.process
        self._own.process = None
        with self._lock:
            if self._closed:
                raise CommuniqueError("the run was ended")
            self._alive.discard(process)
        process.end()


class _Process:
    """One worker process."""

    def __init__(self) -> None:
        paths = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", "from communique.engine.worker import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | dict.fromkeys(ONE_THREAD, "1") | {"PYTHONPATH": paths},
            start_new_session=True,  # Ctrl-C is for the parent, which keeps what is finished and then ends the worker
        )

    @property
    def number(self) -> int:
        return self._process.pid

    def load(self, reader: bytes) -> None:
        """Give it its reader, and wait until that is loaded. Raises WorkerDiedError."""
        self._ask(reader)

    def read(self, articles: Sequence[Article]) -> list[Findings]:
        """The findings of a partition. Raises WorkerDiedError."""
        return unpack_findings(self._ask(pack_articles(articles)))

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue

    def _ask(self, frame: bytes) -> bytes:
        try:
            send(cast(BinaryIO, self._process.stdin), frame)
            answer = receive(cast(BinaryIO, self._process.stdout))
        except (BrokenPipeError, ValueError):
            answer = None
        if answer is None:
            code = self._process.wait()
            raise WorkerDiedError(_signal_name(-code) if code < 0 else f"status {code}")
        return answer


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
