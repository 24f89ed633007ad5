"""A stream in portions, each for one transaction: so many items, or what a moment brought."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
SIZE = 500
SECONDS = 1.0


def portions(items: Iterable[T], size: int = SIZE, seconds: float = SECONDS) -> Iterator[list[T]]:
    """The items in their order, at most `size` at once, none kept waiting for longer than `seconds` while others come.

    What waits when the stream breaks off, or somebody breaks it off, still comes out; then its error goes on.

    >>> list(portions("abc", size=2))
    [['a', 'b'], ['c']]
    """
    waiting: list[T] = []
    since = 0.0
    coming = iter(items)
    while True:
        try:
            item = next(coming)
        except StopIteration:
            break
        except BaseException:
            if waiting:
                yield waiting
            raise
        since = since if waiting else time.monotonic()
        waiting.append(item)
        if len(waiting) >= size or time.monotonic() - since >= seconds:
            yield waiting
            waiting = []
    if waiting:
        yield waiting
