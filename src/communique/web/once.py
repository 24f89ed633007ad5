"""What is worked out once, however many ask for it at the same moment."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Once:
    """Answers by their keys. Who asks first works one out, whoever asks meanwhile waits for it.

    `most` is how many are kept, those that were asked for last; None for all. An answer that fails is not kept.

    >>> answers = Once(most=1)
    >>> answers.get("a", lambda: [1]) is answers.get("a", lambda: [1])
    True
    """

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, Future[Any]] = OrderedDict()

    def get(self, key: Hashable, made: Callable[[], T]) -> T:
        """The answer. Raises what `made` raises, for all who wait for it."""
        with self._lock:
            answer = self._answers.get(key)
            is_mine = answer is None
            if answer is None:
                answer = self._answers[key] = Future()
            self._answers.move_to_end(key)
        if is_mine:
            self._work_out(key, answer, made)
        found: T = answer.result()
        return found

    def _work_out(self, key: Hashable, answer: Future[T], made: Callable[[], T]) -> None:
        try:
            answer.set_result(made())
        except BaseException as error:
            with self._lock:
                self._answers.pop(key, None)
            answer.set_exception(error)
        with self._lock:
            while self._most is not None and len(self._answers) > self._most:
                self._answers.popitem(last=False)
