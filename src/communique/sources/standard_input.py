"""Standard input: JSON Lines, one web page or one plain text."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from communique.errors import InputError
from communique.sources.source import Item, Limits, unreadable
from communique.sources.stream import read_stream


class StandardInput:
    """The input named `-`."""

    def matches(self, place: str) -> bool:
        return place == "-"

    def documents(self, place: str, limits: Limits) -> Iterator[Item]:
        stream = getattr(sys.stdin, "buffer", None)
        if stream is None:
            raise InputError("there is no standard input", hint="name a file or a folder instead of `-`")
        try:
            yield from read_stream(stream, place, limits)
        except OSError as error:
            yield unreadable(place, error)
