"""What is worked out of a whole record once, however many ask, and forgotten with the record."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import partial, wraps
from typing import TypeVar

from communique.model.record import Record

T = TypeVar("T")


def per_record(made: Callable[[Record], T]) -> Callable[[Record], T]:
    """Keep what a function makes of a record for as long as there is that very record; it must not refer to it.

    >>> from communique.record.build import build_record
    >>> record, counted = build_record([], []), per_record(lambda record: [len(record.articles)])
    >>> counted(record) is counted(record)
    True
    """
    kept: dict[int, tuple[weakref.ref[Record], T]] = {}

    def forget(key: int, reference: object) -> None:
        if key in kept and kept[key][0] is reference:
            del kept[key]

    @wraps(made)
    def once(record: Record) -> T:
        key = id(record)
        found = kept.get(key)
        if found is None or found[0]() is not record:
            found = kept[key] = weakref.ref(record, partial(forget, key)), made(record)
        return found[1]

    return once
