"""One file, or a pipe with a name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from communique.sources.content import Content
from communique.sources.source import Limits, Part, unreadable


class File:
    """A file that is named itself: read as text where no other form fits."""

    def matches(self, place: str) -> bool:
        return Path(place).exists()

    def parts(self, place: str, limits: Limits) -> Iterator[Part]:
        yield from open_file(place, is_named=True)


def open_file(place: str, *, is_named: bool = False) -> Iterator[Part]:
    """The content of a file, open until the next part is asked for; a Failure where the system refuses."""
    try:
        stream = Path(place).open("rb", buffering=0)  # noqa: SIM115 (closed below)
    except OSError as error:
        yield unreadable(place, error)
        return
    with stream:
        yield Content(place, stream, is_named=is_named)
