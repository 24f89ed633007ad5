"""What a content of some bytes is taken apart into."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from communique.model.article import Failure, RawDocument
from communique.sources.content import Content
from communique.sources.forms import take_apart
from communique.sources.source import Limits, Link

Found = RawDocument | Failure | Link


class Pieces(io.RawIOBase):
    """A stream that delivers these pieces, however large they are together."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = iter(pieces)
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._left = self._left or next(self._pieces, b"")
        piece, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def taken(data: bytes | str, name: str, limits: Limits | None = None) -> list[Found]:
    """All parts of these bytes under that file name."""
    raw = data.encode() if isinstance(data, str) else data
    return list(take_apart(Content(name, io.BytesIO(raw), name=name), limits or Limits()))


def documents(found: Sequence[Found]) -> list[RawDocument]:
    return [part for part in found if isinstance(part, RawDocument)]


def links(found: Sequence[Found]) -> list[Link]:
    return [part for part in found if isinstance(part, Link)]


def failures(found: Sequence[Found]) -> list[Failure]:
    return [part for part in found if isinstance(part, Failure)]


def only_document(found: Sequence[Found]) -> RawDocument:
    (part,) = found
    assert isinstance(part, RawDocument), part
    return part


def only_failure(found: Sequence[Found]) -> Failure:
    (part,) = found
    assert isinstance(part, Failure), part
    return part


def only_link(found: Sequence[Found]) -> Link:
    (part,) = found
    assert isinstance(part, Link), part
    return part
