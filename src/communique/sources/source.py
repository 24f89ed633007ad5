"""What every source offers: the Protocol behind which kinds of input take their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from communique.errors import FailureKind
from communique.model.article import Failure, RawDocument

Item = RawDocument | Failure


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one document may hold: `document_bytes` is the largest file, or line of JSONL, in bytes.

    `read_characters` is how far into one article the reader goes; what lies beyond is kept, searched and not read.

    >>> Limits(document_bytes=1_000_000).document_bytes
    1000000
    """

    document_bytes: int = 50_000_000
    read_characters: int = 100_000


class Source(Protocol):
    """One kind of input. A new kind is a new class with these two methods, and a place in the registry."""

    def matches(self, place: str) -> bool:
        """True when this input is of this kind; the first kind of the registry that matches reads it."""
        ...

    def documents(self, place: str, limits: Limits) -> Iterator[Item]:
        """Its items, one at a time; an item that cannot be read comes as a Failure. InputError when nothing can."""
        ...


def unreadable(origin: str, error: OSError) -> Failure:
    """The failure of a file that the system does not let us read."""
    hint = (
        "allow reading it, or leave it out" if isinstance(error, PermissionError) else "look whether it is still there"
    )
    return Failure(origin, FailureKind.UNREADABLE, f"it cannot be read: {error.strerror or error}", hint)


def too_large(origin: str, limits: Limits) -> Failure:
    """The failure of a document over the limit."""
    return Failure(
        origin,
        FailureKind.TOO_LARGE,
        f"it is larger than {limits.document_bytes / 1e6:g} MB",
        "split it into articles, or raise `max_document_mb` in communique.toml",
    )
