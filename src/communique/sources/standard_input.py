"""Standard input: whatever form its first bytes show."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from communique.errors import InputError
from communique.sources.content import Content
from communique.sources.source import Limits, Part


class StandardInput:
    """The input named `-`."""

    def matches(self, place: str) -> bool:
        return place == "-"

    def parts(self, place: str, limits: Limits) -> Iterator[Part]:
        stream = getattr(sys.stdin, "buffer", None)
        if stream is None:
            raise InputError("there is no standard input", hint="name a file or a folder instead of `-`")
        yield Content(place, stream, name="", is_named=True)
