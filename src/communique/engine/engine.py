"""The engine: reads partitions, in this process while there are few articles, else in worker processes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Future
from types import TracebackType
from typing import Protocol

from communique.engine.partition import Reader, read_partition
from communique.engine.workers import Workers
from communique.model.article import Article
from communique.model.findings import Findings

BATCH = 48
"""Articles that are read at once where one process reads."""
SHARE = 12
"""Articles that a worker is given at a time: about half a second of work, so that all end at about the same time."""
FEW = 2 * BATCH
"""With fewer articles no workers are started: to load a parser takes as long as to read forty."""
_GIGABYTE = 2**30


def usual_workers() -> int:
    """One for each core that this process may use, and for each gigabyte of memory that the machine has."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        memory = cores * _GIGABYTE
    return max(1, min(cores, memory // _GIGABYTE))


class Readers(Protocol):
    """What reads partitions elsewhere."""

    def read(self, articles: Sequence[Article]) -> Future[list[Findings]]:
        """The findings of a partition, to come."""

    def close(self) -> None:
        """End at once."""


class Part:
    """A partition that was given to the engine, and what will have been found in it."""

    def __init__(self, articles: list[Article], reader: Reader) -> None:
        self._articles, self._reader = articles, reader
        self._found: list[Findings] | None = None
        self._coming: Future[list[Findings]] | None = None

    def hand_to(self, workers: Readers) -> None:
        """Let workers read it, unless it has been read."""
        if self._found is None:
            self._coming = workers.read(self._articles)

    @property
    def is_handed_on(self) -> bool:
        """True where workers have it, or had."""
        return self._coming is not None

    @property
    def is_ready(self) -> bool:
        """True where nobody has to wait for the findings."""
        return self._found is not None or (self._coming is not None and self._coming.done())

    def findings(self) -> list[Findings]:
        """The findings of each article; waits for the worker, or reads here and now where none has it."""
        if self._found is None:
            self._found = self._coming.result() if self._coming else read_partition(self._articles, self._reader)
        return self._found


class Engine:
    """Reads articles with so many processes, or on a cluster; as a context manager it ends its workers, whatever they
    are at.

    A finder that is not the program's own reads in this process: it keeps count of what it asks.
    """

    def __init__(self, reader: Reader, workers: int = 1, cluster: str | None = None) -> None:
        self._reader = reader
        self._count = 1 if reader.finder.name else workers
        self._workers: Readers | None = None
        self._on_cluster = False
        if cluster is not None and not reader.finder.name:
            from communique.engine.cluster import Cluster

            self._workers = joined = Cluster(reader, cluster, workers)
            self._count, self._on_cluster = joined.cores, True
        self._held: list[Part] = []
        self._seen = 0

    @property
    def partition(self) -> int:
        """How many articles make a partition."""
        return BATCH if self._count == 1 or self._on_cluster else SHARE

    @property
    def ahead(self) -> int:
        """How many articles may be given to the engine before the first findings are asked for."""
        if self._on_cluster:
            return 2 * BATCH * (self._count + 1)
        return 0 if self._count == 1 else max(FEW, 4 * SHARE * self._count)

    def submit(self, articles: Sequence[Article]) -> Part:
        """Give a partition to be read."""
        part = Part(list(articles), self._reader)
        if self._workers is not None:
            part.hand_to(self._workers)
        elif self._count > 1:
            self._held.append(part)
            self._seen += len(articles)
            if self._seen >= FEW:
                self._start()
        return part

    def read(self, article: Article) -> Findings:
        """The findings of one article, now."""
        return read_partition([article], self._reader)[0]

    def _start(self) -> None:
        self._workers = Workers(self._reader, self._count)
        for part in self._held:
            part.hand_to(self._workers)
        self._held.clear()

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._workers is not None:
            self._workers.close()
