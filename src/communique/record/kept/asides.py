"""What others worked out of a kept record and keep beside it, each in a form of its own."""

from __future__ import annotations

import weakref
from collections.abc import Mapping

from communique.model.record import Record

_BESIDE: dict[int, tuple[weakref.ref[Record], Mapping[str, bytes]]] = {}


def beside(record: Record, name: str) -> bytes | None:
    """What is kept beside this very record, not one made of it, under a name; None where nothing is."""
    found = _BESIDE.get(id(record))
    return found[1].get(name) if found is not None and found[0]() is record else None


def put_beside(record: Record, bodies: Mapping[str, bytes]) -> None:
    """Keep bodies at hand for as long as there is the record."""
    key = id(record)
    if bodies:
        _BESIDE[key] = weakref.ref(record, lambda _: _BESIDE.pop(key, None)), dict(bodies)
