"""A Ray cluster in the place of worker processes: the same partitions, read wherever there is a core.

Ray gives a partition to another worker where one is lost. The articles of a partition that workers die of again and
again are read one by one, and the one that they die of is a failure.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from typing import Any

from communique.engine.partition import Reader, read_partition
from communique.engine.worker import pack_articles, pack_findings, unpack_articles, unpack_findings
from communique.errors import CommuniqueError, FailureKind, MissingPartError
from communique.findings.batch import nothing_found
from communique.model.article import Article
from communique.model.findings import Findings
from communique.net.reach import answers
from communique.processes import ONE_THREAD

LOCAL = "local"
"""The address of a cluster that is started for the run, on this machine."""
AUTO = "auto"
"""That of a cluster of which this machine is a part."""
_START = "start one with `ray start --head`, or leave --cluster out for one on this machine"
_BUSY = "try again when the machine is less busy, or read with --engine processes"
TRIES, LAST_TRIES = 2, 1
"""So often a partition is given to another worker where one was lost, and so often a single article."""
_WAITING = 512


class Cluster:
    """Reads partitions on a Ray cluster; every node has communique installed, in this version.

    Raises MissingPartError without Ray, CommuniqueError where there is no cluster at the address.
    """

    def __init__(self, reader: Reader, address: str = LOCAL, cores: int | None = None) -> None:
        try:
            import ray
        except ImportError as error:
            raise MissingPartError(
                "--engine ray needs Ray", hint="install it with `pip install 'communique[ray]'`"
            ) from error
        self._ray = ray
        # Where nothing answers, Ray waits for minutes and then ends the program.
        if address not in (LOCAL, AUTO) and not answers(address.removeprefix("ray://")):
            raise CommuniqueError(f"no cluster at {address}: nothing answers there", hint=_START)
        _join(ray, address, cores)
        resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
        self.cores = max(1, int(resources.get("CPU", 1)))
        self._reader = ray.put(pickle.dumps(reader))
        self._task = ray.remote(num_cpus=1)(_read)
        self._threads = ThreadPoolExecutor(min(_WAITING, 2 * self.cores + 2), thread_name_prefix="partition")

    def read(self, articles: Sequence[Article]) -> Future[list[Findings]]:
        """The findings of a partition, to come."""
        return self._threads.submit(self._read, articles)

    def close(self) -> None:
        """Leave the cluster, whatever it is at; one that was started for the run ends."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._ray.shutdown()

    def _read(self, articles: Sequence[Article], tries: int = TRIES) -> list[Findings]:
        task = self._task.options(max_retries=tries)
        try:
            return unpack_findings(self._ray.get(task.remote(self._reader, pack_articles(articles))))
        except self._ray.exceptions.RayError as error:
            if len(articles) == 1:
                return [self._failed(articles[0], error)]
        return [found for article in articles for found in self._read([article], LAST_TRIES)]

    def _failed(self, article: Article, error: Exception) -> Findings:
        answered = isinstance(error, self._ray.exceptions.RayTaskError)
        what = "could not be read on the cluster" if answered else "every worker that read it was lost"
        said = " ".join(str(error).split())[-200:]
        hint = "read it here with --engine processes; every node needs this version of communique"
        return nothing_found(article, FailureKind.READER, f"{what}: {said}", hint)


def _join(ray: Any, address: str, cores: int | None) -> None:
    """Join a cluster, or start one, for which Ray allows half a minute: on a busy machine that takes a second try."""
    environment = {"env_vars": dict.fromkeys(ONE_THREAD, "1")}
    own: dict[str, Any] = {"num_cpus": cores, "include_dashboard": False} if address == LOCAL else {}
    for is_last in (address != LOCAL, True):
        try:
            ray.init(address, log_to_driver=False, logging_level=logging.CRITICAL, runtime_env=environment, **own)
        except Exception as error:  # Ray has no error of its own for this.
            ray.shutdown()
            if is_last:
                said = str(error).strip().partition("\n")[0][:300]
                if address == LOCAL:
                    raise CommuniqueError(f"no cluster could be started here: {said}", hint=_BUSY) from error
                raise CommuniqueError(f"no cluster at {address}: {said}", hint=_START) from error
        else:
            return


def _read(reader: bytes, frame: bytes) -> bytes:
    """What a worker does with a partition; its reader is loaded once."""
    return pack_findings(read_partition(unpack_articles(frame), _loaded(reader)))


@lru_cache(maxsize=1)
def _loaded(reader: bytes) -> Reader:
    found: Reader = pickle.loads(reader)
    return found
