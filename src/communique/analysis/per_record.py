"""What is worked out of a whole record once, however many ask, and forgotten with the record."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Generic, TypeVar

from communique.model.record import Record

T = TypeVar("T")


class per_record(Generic[T]):  # noqa: N801 (a decorator)
    """Keep what a function makes of a record for as long as there is that very record; it must not refer to it.

    >>> from communique.record.build import build_record
    >>> record, counted = build_record([], []), per_record(lambda record: [len(record.articles)])
    >>> counted.known(record) is None
    True
    >>> counted(record) is counted(record)
    True
    """

    def __init__(self, made: Callable[[Record], T]) -> None:
        self._made = made
        self._kept: dict[int, tuple[weakref.ref[Record], T]] = {}
        update_wrapper(self, made)

    def __call__(self, record: Record) -> T:
        key = id(record)
        found = self._kept.get(key)
        if found is None or found[0]() is not record:
            found = self._kept[key] = weakref.ref(record, partial(self._forget, key)), self._made(record)
        return found[1]

    def known(self, record: Record) -> T | None:
        """What was made of a record before; None where nothing was."""
        found = self._kept.get(id(record))
        return found[1] if found is not None and found[0]() is record else None

    def _forget(self, key: int, reference: object) -> None:
        if key in self._kept and self._kept[key][0] is reference:
            del self._kept[key]
