"""What takes too long for a page: worked out beside the pages, one piece after the other, and kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
KEPT = 24
"""So many answers are kept, the latest asked for."""


class Later:
    """Answers that are worked out by one thread of their own, each once for its key.

    A key says what is asked and of which state of the record; a `topic` what is asked alone, so that the answer for an
    earlier state can be shown until the new one is there.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="later")
        self._lock = threading.Lock()
        self._asked: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._latest: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, topic: Hashable, key: Hashable, made: Callable[[], T], wait_s: float) -> tuple[T | None, bool]:
        """The answer and True; after `wait_s` seconds without it the one for an earlier state, if any, and False.

        Raises what `made` raises.
        """
        with self._lock:
            future = self._asked.get((topic, key))
            if future is None:
                future = self._asked[topic, key] = self._pool.submit(made)
            self._asked.move_to_end((topic, key))
            while len(self._asked) > KEPT:
                self._asked.popitem(last=False)[1].cancel()
        try:
            found: T = future.result(wait_s)
        except TimeoutError:
            return self._latest.get(topic), False
        with self._lock:
            self._latest[topic] = found
            self._latest.move_to_end(topic)
            while len(self._latest) > KEPT:
                self._latest.popitem(last=False)
        return found, True

    def stop(self) -> None:
        """Begin nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)
