"""Taking apart compressed answers as they come, so that a small one cannot become a huge one unseen."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from communique.errors import FailureKind, FetchError

PIECE = 65_536
"""Bytes that one step of decompression gives at most."""
ACCEPTED = "gzip, deflate, br, zstd"
_GZIP = b"\x1f"
_MOST = 2
"""Codings laid over each other; one is usual, more than two is a trick."""
_NONE = frozenset({"", "identity", "none"})


class DamagedError(Exception):
    """The bytes are not what the coding gives."""


class Decoder(Protocol):
    """One coding: `pieces` gives what some bytes hold, a piece at a time; `ended` tells whether all is there."""

    def pieces(self, data: bytes) -> Iterator[bytes]: ...

    @property
    def ended(self) -> bool: ...


def decoders_of(coding: str, url: str) -> list[Decoder]:
    """The decoders for a Content-Encoding, the outermost first; FetchError for codings that are not known."""
    names = [name.strip().lower() for name in coding[:200].split(",")]
    known = [name for name in names if name not in _NONE]
    if len(known) > _MOST or any(name not in _DECODERS for name in known):
        reason = f"the answer is packed in a way that is not read ({', '.join(known)[:80]})"
        raise FetchError(reason, kind=FailureKind.UNSUPPORTED, hint="save the page and read the file", url=url)
    return [_DECODERS[name]() for name in reversed(known)]


def unpacked(data: bytes, decoders: list[Decoder]) -> Iterator[bytes]:
    """What some bytes give after all decoders; no piece is larger than PIECE times what one decoder adds."""
    if not decoders:
        yield data
        return
    for piece in decoders[0].pieces(data):
        if piece:
            yield from unpacked(piece, decoders[1:])


class _Zlib:
    """gzip (with several members) and deflate, with and without the header that it should have."""

    def __init__(self, *, raw_allowed: bool) -> None:
        self._raw_allowed = raw_allowed
        self._inner = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self._begun = False

    @property
    def ended(self) -> bool:
        return self._inner.eof

    def pieces(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._inner.eof:
                if not data.startswith(_GZIP):
                    return
                self._inner = zlib.decompressobj(zlib.MAX_WBITS | 32)
            piece = self._step(data)
            data = self._inner.unconsumed_tail or self._inner.unused_data
            yield piece
        while piece := b"" if self._inner.eof else self._step(b""):
            yield piece

    def _step(self, data: bytes) -> bytes:
        try:
            piece = self._inner.decompress(data, PIECE)
        except zlib.error as error:
            if self._begun or not self._raw_allowed:
                raise DamagedError(str(error)) from error
            self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
            piece = self._raw(data)
        self._begun = True
        return piece

    def _raw(self, data: bytes) -> bytes:
        try:
            return self._inner.decompress(data, PIECE)
        except zlib.error as error:
            raise DamagedError(str(error)) from error


class _Brotli:
    def __init__(self) -> None:
        import brotli

        self._inner: Any = brotli.Decompressor()
        self._error: type[Exception] = brotli.error

    @property
    def ended(self) -> bool:
        return bool(self._inner.is_finished())

    def pieces(self, data: bytes) -> Iterator[bytes]:
        piece = self._step(data)
        while piece:
            yield piece
            # It may hold more, be it of what it took in or of what it has yet to give.
            piece = b"" if self.ended else self._step(b"")

    def _step(self, data: bytes) -> bytes:
        try:
            return bytes(self._inner.process(data, output_buffer_limit=PIECE))
        except self._error as error:
            raise DamagedError(str(error)) from error


class _Zstandard:
    """Zstandard, with several frames; windows larger than 8 MB, which the web does not use, are refused."""

    def __init__(self) -> None:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd

        self._error: type[Exception] = zstd.ZstdError
        self._fresh: Callable[[], Any] = lambda: zstd.ZstdDecompressor(
            options={zstd.DecompressionParameter.window_log_max: 23}
        )
        self._inner = self._fresh()

    @property
    def ended(self) -> bool:
        return bool(self._inner.eof)

    def pieces(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._inner.eof:
                self._inner = self._fresh()
            yield self._step(data)
            while not self._inner.eof and not self._inner.needs_input:
                yield self._step(b"")
            data = self._inner.unused_data if self._inner.eof else b""

    def _step(self, data: bytes) -> bytes:
        try:
            return bytes(self._inner.decompress(data, max_length=PIECE))
        except self._error as error:
            raise DamagedError(str(error)) from error


_DECODERS: dict[str, Callable[[], Decoder]] = {
    "gzip": lambda: _Zlib(raw_allowed=False),
    "x-gzip": lambda: _Zlib(raw_allowed=False),
    "deflate": lambda: _Zlib(raw_allowed=True),
    "br": _Brotli,
    "zstd": _Zstandard,
}
