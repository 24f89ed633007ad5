"""One file, compressed: .gz, .bz2, .xz, .zst; what it holds is told by its name without that suffix."""

from __future__ import annotations

import bz2
import lzma
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any, Protocol

from communique.data import load_toml
from communique.errors import ArticleError, FailureKind
from communique.net.compression import decoders_of
from communique.sources.archive import Pieces, budget_of, counted
from communique.sources.budget import Budget
from communique.sources.content import HEAD, Content
from communique.sources.source import Limits, Part

_LARGEST_WINDOW = 27
"""Zstandard: 128 MB, what its strongest usual level takes."""
_XZ_MEMORY = 256_000_000
_TEXT = re.compile(rb"[^\x00-\x08\x0e-\x1f]+")
_WHOLE = "fetch or pack it again; what comes before the damage was read"


class _Decoder(Protocol):
    def pieces(self, data: bytes) -> Iterator[bytes]: ...

    @property
    def ended(self) -> bool: ...


class Compressed:
    """A compressed file, known by its first bytes, else by suffix or stated type."""

    def __init__(self) -> None:
        settings = load_toml("sources")["compressed"]
        self._suffixes: dict[str, str] = settings["suffixes"]
        self._inner: dict[str, str] = settings["inner"]
        self._types: dict[str, str] = settings["types"]

    def fits(self, content: Content) -> bool:
        return _by_bytes(content) is not None or bool(self._stated(content))

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        budget = budget_of(content, limits)
        coding = _by_bytes(content)
        if coding is None and _TEXT.fullmatch(content.head):  # unpacked on the way, as servers often do
            pieces = counted(content, budget)
        else:
            pieces = unpacked(counted(content, budget), DECODERS[coding or self._stated(content)](), budget)
        yield Content(
            content.origin,
            Pieces(pieces),
            name=self._inner_name(content),
            known=content.known,
            hints=content.hints,
            is_named=content.is_named,
            depth=content.depth + 1,
            budget=budget,
        )

    def _stated(self, content: Content) -> str:
        """The coding that the name or the stated type says; empty where they say none."""
        return self._suffixes.get(content.suffix) or self._types.get(content.media_type or "", "")

    def _inner_name(self, content: Content) -> str:
        suffix = content.suffix
        if suffix not in self._suffixes:
            return content.name
        return str(PurePosixPath(content.name.replace("\\", "/")).with_suffix(self._inner.get(suffix, "")))


_MARKS = (
    (re.compile(rb"\x1f\x8b\x08"), "gzip"),
    (re.compile(rb"BZh[1-9]1AY&SY"), "bzip2"),
    (re.compile(rb"\xfd7zXZ\0"), "xz"),
    (re.compile(rb"\x28\xb5\x2f\xfd"), "zstd"),
)


def _by_bytes(content: Content) -> str | None:
    return next((coding for mark, coding in _MARKS if mark.match(content.head)), None)


def unpacked(packed: Iterator[bytes], decoder: _Decoder, budget: Budget) -> Iterator[bytes]:
    """What packed bytes hold, a piece of at most 64 kB at a time.

    Raises ArticleError for what is damaged or cut off, after all that comes before it, and where the budget is spent.
    """
    taken = 0
    try:
        for data in packed:
            for piece in decoder.pieces(data):
                taken += len(piece)
                budget.take(len(piece))
                yield piece
    except ArticleError:
        raise
    except Exception as error:  # each decompressor has errors of its own
        raise _damaged(f"its packed bytes are damaged after {taken:,} unpacked ones ({error})"[:300]) from error
    if not decoder.ended:
        raise _damaged(f"it is cut off after {taken:,} unpacked bytes")


def _damaged(reason: str) -> ArticleError:
    return ArticleError(reason, kind=FailureKind.MALFORMED, hint=_WHOLE)


class _Streams:
    """Compressed streams, one after the other, of the kinds whose decompressors work alike."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._inner = make()
        self._begun = False

    @property
    def ended(self) -> bool:
        return bool(self._inner.eof) or not self._begun

    def pieces(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._inner.eof:
                if not data.strip(b"\0"):
                    return
                self._inner = self._make()
            self._begun = True
            yield self._inner.decompress(data, HEAD)
            while not self._inner.eof and not self._inner.needs_input:
                yield self._inner.decompress(b"", HEAD)
            data = self._inner.unused_data if self._inner.eof else b""


def _zstd() -> Any:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd

    return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _LARGEST_WINDOW})


DECODERS: dict[str, Callable[[], _Decoder]] = {
    "gzip": lambda: decoders_of("gzip", "")[0],
    "bzip2": lambda: _Streams(bz2.BZ2Decompressor),
    "xz": lambda: _Streams(lambda: lzma.LZMADecompressor(memlimit=_XZ_MEMORY)),
    "zstd": lambda: _Streams(_zstd),
}
"""How each coding is unpacked."""
