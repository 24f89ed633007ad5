"""Tar archives: their members one at a time as the stream goes by, nothing ever written to a disk."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from communique.errors import ArticleError, FailureKind
from communique.sources.archive import budget_of, is_passed_over, leads_out, led_out, member, refused
from communique.sources.budget import Budget
from communique.sources.content import HEAD, Content
from communique.sources.source import Limits, Part

_MARK = slice(257, 262)
_LONGEST_NOTE = 1_000_000
"""Names and further notes on a member may be this many bytes long; Python's module would take them at any length."""
_NOTES = frozenset(
    (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
)


class Tar:
    """A tar archive, known by its first bytes, else by suffix or stated type; compressed ones come unpacked here."""

    def fits(self, content: Content) -> bool:
        by_bytes = content.head[_MARK] == b"ustar"
        return by_bytes or content.is_called("tar")

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        budget = budget_of(content, limits)
        with _opened(content) as archive:
            while (found := _next(archive)) is not None:
                archive.members.clear()  # type: ignore[attr-defined]  # else the module keeps them all
                if leads_out(found.name):
                    yield led_out(content.origin, found.name)
                elif found.isdir() or is_passed_over(found.name):
                    continue
                elif not found.isreg() or found.issparse():
                    yield refused(content.origin, found.name, *_what(found))
                else:
                    pieces = _pieces(archive, found, budget if content.budget is None else None)
                    yield member(content, found.name, pieces, budget)


class _Header(tarfile.TarInfo):
    """The header of a member, checked where Python's module would read on, stop in silence, or fill the memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Header:
        try:
            header = super().frombuf(buf, encoding, errors)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            raise
        except tarfile.HeaderError as error:
            raise _damaged(f"the archive is damaged or cut off ({error})") from error
        if header.size < 0 or (header.type in _NOTES and header.size > _LONGEST_NOTE):
            raise _damaged("the archive states an impossible size")
        return header


class _Whole:
    """A stream that is an error to read beyond its end: Python's module goes on, for years where a size is false."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        if not data:
            raise _damaged("the archive is cut off")
        return data


def _opened(content: Content) -> tarfile.TarFile:
    stream: Any = _Whole(content.stream)
    try:
        return tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header, encoding="utf-8")
    except tarfile.TarError as error:
        raise _damaged(f"it is no tar archive ({error})"[:300]) from error


def _next(archive: tarfile.TarFile) -> tarfile.TarInfo | None:
    """The next member, None at the end mark of the archive."""
    try:
        return archive.next()
    except (tarfile.TarError, ValueError, OverflowError) as error:
        raise _damaged(f"the archive is damaged or cut off ({error})"[:300]) from error


def _pieces(archive: tarfile.TarFile, found: tarfile.TarInfo, outermost: Budget | None) -> Iterator[bytes]:
    stream = archive.extractfile(found)
    if stream is None:
        return
    try:
        while piece := stream.read(HEAD):
            if outermost:
                outermost.put(len(piece))
            yield piece
    except tarfile.TarError as error:
        raise _damaged("the archive is cut off within this member") from error


def _what(found: tarfile.TarInfo) -> tuple[str, str]:
    """Why a member is not read, and what to do."""
    if found.issym() or found.islnk():
        return "it is a link, which is not followed", "pack the file itself"
    if found.issparse():
        return "it is a sparse file", "pack it without holes"
    return "it is no regular file", "leave it out"


def _damaged(reason: str) -> ArticleError:
    return ArticleError(reason, kind=FailureKind.MALFORMED, hint="fetch or pack it again; what comes before was read")
