"""Content: bytes from somewhere, with what is said of them, of which the form is still to be told."""

from __future__ import annotations

import codecs
import io
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from communique.data import load_toml
from communique.model.article import EMPTY
from communique.sources.budget import Budget

HEAD = 65_536
"""So many of the first bytes can be looked at."""
_IN_MEMORY = 8_000_000
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Content:
    """A file, a member of an archive, the answer of a server: a stream of bytes, open for reading once.

    `origin` says for people where it lies (`news.zip/a/b.html`), `name` is the file name that tells its form by its
    suffix, `media_type` the type that a server or an archive states for it (`text/html`), `known` what is sure of it
    and `hints` what others say of it, both with the keys of the article format. `is_named` marks what a person named
    itself: it is read as text where nothing else fits. `depth` counts the containers around it, and `budget` what may
    still be unpacked from the outermost of them.
    """

    def __init__(
        self,
        origin: str,
        stream: Any,
        *,
        name: str | None = None,
        media_type: str | None = None,
        known: Mapping[str, str | None] = EMPTY,
        hints: Mapping[str, str | None] = EMPTY,
        is_named: bool = False,
        depth: int = 0,
        budget: Budget | None = None,
    ) -> None:
        self.origin = origin
        self.name = origin if name is None else name
        self.media_type = (media_type or "").partition(";")[0].strip().lower() or None
        self.known = known
        self.hints = hints
        self.is_named = is_named
        self.depth = depth
        self.budget = budget
        self.stream = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream, HEAD)

    @cached_property
    def suffix(self) -> str:
        """The last suffix of the name in small letters, with its dot; empty where there is none.

        >>> Content("A/B.TXT", io.BytesIO()).suffix
        '.txt'
        """
        return PurePosixPath(self.name.replace("\\", "/")).suffix.lower()

    def is_called(self, *kinds: str) -> bool:
        """True where the suffix of the name, or the stated type, is that of one of these kinds of `sources.toml`.

        >>> Content("a.pdf", io.BytesIO()).is_called("pdf"), Content("a.bin", io.BytesIO()).is_called("pdf", "zip")
        (True, False)
        """
        return any(self.suffix in _suffixes(kind) or self.media_type in _types(kind) for kind in kinds)

    @property
    def path(self) -> Path | None:
        """Where the content lies on the disk; None for what comes through a pipe, out of an archive, from the web."""
        raw = getattr(self.stream, "raw", None)
        if not isinstance(raw, io.FileIO) or not isinstance(raw.name, str):
            return None
        try:  # standard input has a name as well, which is no file's
            is_there = os.path.samestat(os.fstat(raw.fileno()), Path(raw.name).stat())
        except (OSError, ValueError):
            return None
        return Path(raw.name) if is_there and Path(raw.name).is_file() else None

    @cached_property
    def head(self) -> bytes:
        """The first bytes, up to 64 kB, not taken from the stream; ask before anything is read."""
        return self.stream.peek(HEAD)[:HEAD]

    @cached_property
    def beginning(self) -> bytes:
        """The first bytes without a byte order mark, the zeros of UTF-16 and leading blanks, in small letters."""
        plain = self.head
        for mark in _MARKS:
            plain = plain.removeprefix(mark)
        return (plain.replace(b"\0", b"") if plain != self.head else plain).lstrip().lower()

    def read(self, most: int) -> bytes | None:
        """All of it, or None when it is longer than `most` bytes."""
        whole = self.stream.read(most + 1)
        return whole if len(whole) <= most else None

    @contextmanager
    def seekable(self, most: int) -> Iterator[BinaryIO | None]:
        """The bytes as a stream in which one can go back; None when they must be kept for that, and are over `most`.

        Files are given as they are; what comes through a pipe or out of an archive is kept in memory up to 8 MB, in a
        temporary file beyond.
        """
        if self.stream.seekable():
            self.stream.seek(0)
            yield self.stream
            return
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as kept:
            taken = 0
            while piece := self.stream.read(HEAD):
                taken += len(piece)
                if taken > most:
                    yield None
                    return
                kept.write(piece)
            kept.seek(0)
            yield kept  # type: ignore[misc]


@cache
def _suffixes(kind: str) -> frozenset[str]:
    return frozenset(load_toml("sources")["suffixes"][kind])


@cache
def _types(kind: str) -> frozenset[str]:
    return frozenset(load_toml("sources")["types"][kind])
