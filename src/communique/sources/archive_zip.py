"""ZIP archives: their members one at a time, in the order of the directory, nothing ever written to a disk.

The directory is walked entry by entry and not kept (Python's own module keeps 0.7 kB for each of its entries), and
the sizes it states are never trusted.
"""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

from communique.data import load_toml
from communique.errors import ArticleError, FailureKind
from communique.model.article import Failure
from communique.sources.archive import budget_of, is_passed_over, leads_out, led_out, member, member_origin, refused
from communique.sources.budget import Budget
from communique.sources.compressed import DECODERS
from communique.sources.content import HEAD, Content
from communique.sources.source import Limits, Part, failed

_END = struct.Struct("<4s4H2LH")
_END64_PLACE = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_EXTRA = struct.Struct("<2H")
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF
_ENCRYPTED, _UTF8 = 0x1, 0x800
_UNIX = 3
_STORED, _DEFLATED = 0, 8
_DECODED = {12: "bzip2", 93: "zstd"}
"""The numbers of further methods."""
_MOST_FOLDERS = 100_000
_WHOLE = "fetch or pack it again"


@dataclass(frozen=True, slots=True)
class _Member:
    """One entry of the directory; `offset` counts from the beginning of the file."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    unpacked: int
    offset: int
    mode: int


class Zip:
    """A ZIP archive, known by its first bytes, else by suffix or stated type; not documents that are ZIPs."""

    def __init__(self) -> None:
        settings = load_toml("sources")
        self._others = frozenset(settings["zipped"]["suffixes"])
        self._beside: tuple[str, ...] = tuple(settings["saved_page"]["folders"])

    def fits(self, content: Content) -> bool:
        if content.suffix in self._others:
            return False
        by_bytes = content.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))
        return by_bytes or content.is_called("zip")

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        with content.seekable(limits.kept_bytes) as stream:
            if stream is None:
                reason = f"it lies in another archive and is larger than {limits.kept_bytes / 1e9:g} GB"
                yield Failure(content.origin, FailureKind.TOO_LARGE, reason, "unpack the outer one first")
                return
            budget = budget_of(content, limits)
            empty = True
            folders = _folders_of_pages(stream, self._beside)
            for found in _members(stream):
                empty = False
                if folders and not folders.isdisjoint(_folders(found.name)):
                    continue
                if budget.is_spent:
                    reason = "it unpacks to far more than text does; its further members were left out"
                    yield Failure(content.origin, FailureKind.TOO_LARGE, reason, "unpack it yourself if you trust it")
                    return
                if content.budget is None:
                    budget.put(found.packed)
                yield from _part(found, stream, content, budget)
            if empty:
                yield Failure(content.origin, FailureKind.EMPTY, "the archive holds nothing", "leave it out")


def _folders_of_pages(stream: BinaryIO, ends: tuple[str, ...]) -> frozenset[str]:
    """The folders in which a browser kept the parts of pages that it saved beside them."""
    pages: dict[str, str] = {}
    kept: set[str] = set()
    with suppress(ArticleError):  # which comes again when the members are read
        for found in _members(stream):
            for folder in _folders(found.name):
                if folder.endswith(ends) and len(pages) < _MOST_FOLDERS:
                    page = next(folder.removesuffix(end) for end in ends if folder.endswith(end))
                    pages |= {f"{page}.html": folder, f"{page}.htm": folder}
        if pages:
            kept = {pages[found.name] for found in _members(stream) if found.name in pages}
    return frozenset(kept)


def _folders(name: str) -> Iterator[str]:
    """The folders that a member lies in, the outermost first."""
    place = name.find("/")
    while place >= 0:
        yield name[:place]
        place = name.find("/", place + 1)


def _part(found: _Member, stream: BinaryIO, content: Content, budget: Budget) -> Iterator[Part]:
    if leads_out(found.name):
        yield led_out(content.origin, found.name)
        return
    if is_passed_over(found.name):
        return
    kind = stat.S_IFMT(found.mode)
    if kind not in (0, stat.S_IFREG):
        what = "it is a link" if kind == stat.S_IFLNK else "it is no regular file"
        yield refused(content.origin, found.name, f"{what}, which is not followed", "pack the file itself")
    elif found.flags & _ENCRYPTED:
        yield refused(content.origin, found.name, "it is encrypted", "unpack it with its password, and read the files")
    elif found.method not in (_STORED, _DEFLATED, *_DECODED):
        reason = f"it is packed by a method that is not read (number {found.method})"
        yield refused(content.origin, found.name, reason, "pack it again with the usual method")
    else:
        try:
            yield member(content, found.name, _unpacked(found, stream, _begin(found, stream), budget), budget)
        except ArticleError as error:
            yield failed(member_origin(content.origin, found.name), error)


def _members(stream: BinaryIO) -> Iterator[_Member]:
    """The entries of the directory, one at a time. Raises ArticleError where they cannot be right."""
    size = stream.seek(0, 2)
    place, end, shift = _directory(stream, size)
    stated = 0
    while place < end:
        stream.seek(place)
        fixed = stream.read(_ENTRY.size)
        if len(fixed) < _ENTRY.size or fixed[:4] != b"PK\x01\x02":
            raise _damaged("the directory of the archive is damaged or cut off")
        lengths: tuple[int, int, int] = struct.unpack_from("<3H", fixed, 28)
        rest = stream.read(sum(lengths))
        place += _ENTRY.size + sum(lengths)
        entry = _entry(_ENTRY.unpack(fixed), rest, lengths, shift)
        stated += _LOCAL.size + entry.packed
        if stated > size or entry.offset + _LOCAL.size + entry.packed > size:
            raise _damaged("its members overlap or are larger than itself, as in an archive that is made to do harm")
        yield entry


def _directory(stream: BinaryIO, size: int) -> tuple[int, int, int]:
    """Where the directory begins and ends, and by how much all places are shifted (by a program before the archive)."""
    start = max(0, size - _END.size - _FULL16)
    stream.seek(start)
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise _damaged("it is no ZIP archive, or its end is missing")
    *_, count, length, place, _comment = _END.unpack_from(tail, at)
    end = start + at
    if count == _FULL16 or _FULL32 in (length, place):
        length, place, end = _large_directory(stream, end, (length, place))
    shift = end - length - place
    if shift < 0:
        raise _damaged("the directory of the archive is damaged or cut off")
    return end - length, end, shift


def _large_directory(stream: BinaryIO, end: int, small: tuple[int, int]) -> tuple[int, int, int]:
    """The same of an archive in the form for large ones (zip64); the small form where the large one is missing."""
    stream.seek(max(0, end - _END64_PLACE.size))
    pointer = stream.read(_END64_PLACE.size)
    if pointer[:4] != b"PK\x06\x07" or end < _END64_PLACE.size + _END64.size:
        return (*small, end)
    begin = end - _END64_PLACE.size - _END64.size
    stream.seek(begin)
    fields = _END64.unpack(stream.read(_END64.size))
    if fields[0] != b"PK\x06\x06":
        raise _damaged("the directory of the archive is damaged or cut off")
    return fields[8], fields[9], begin


def _entry(fields: tuple[Any, ...], rest: bytes, lengths: tuple[int, int, int], shift: int) -> _Member:
    _, made_by, _, flags, method, _, _, crc, packed, unpacked, *_, attributes, offset = fields
    name = rest[: lengths[0]]
    unpacked, packed, offset = _large_sizes(rest[lengths[0] : lengths[0] + lengths[1]], (unpacked, packed, offset))
    mode = attributes >> 16 if made_by >> 8 == _UNIX else 0
    return _Member(_name(name, flags), flags, method, crc, packed, unpacked, offset + shift, mode)


def _large_sizes(extra: bytes, sizes: tuple[int, int, int]) -> tuple[int, ...]:
    """The sizes and the place of a member, from the extra field for large ones where they do not fit."""
    while len(extra) >= _EXTRA.size:
        kind, length = _EXTRA.unpack_from(extra)
        if kind == 1:
            large = iter(struct.unpack_from(f"<{min(length, len(extra) - 4) // 8}Q", extra, 4))
            return tuple(next(large, size) if size == _FULL32 else size for size in sizes)
        extra = extra[_EXTRA.size + length :]
    return sizes


def _name(name: bytes, flags: int) -> str:
    """A member's name: UTF-8 where it is that, marked or not, else the code page of old systems."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("utf-8", "backslashreplace") if flags & _UTF8 else name.decode("cp437")


def _begin(found: _Member, stream: BinaryIO) -> int:
    """Where the packed bytes of a member begin."""
    stream.seek(found.offset)
    local = stream.read(_LOCAL.size)
    if len(local) < _LOCAL.size or local[:4] != b"PK\x03\x04":
        raise _damaged("the member is not where the directory says")
    name_length, extra_length = struct.unpack_from("<2H", local, 26)
    return found.offset + _LOCAL.size + int(name_length) + int(extra_length)


def _unpacked(found: _Member, stream: BinaryIO, place: int, budget: Budget) -> Iterator[bytes]:
    """A member's bytes, a piece at a time; ArticleError at the end of what is damaged, cut off or other than stated."""
    count, crc = 0, 0
    try:
        for piece in _inflated(found.method, _packed(found, stream, place)):
            count += len(piece)
            crc = zlib.crc32(piece, crc)
            budget.take(len(piece))
            if count > found.unpacked:
                raise _damaged("the member is larger than the archive states")
            yield piece
    except ArticleError:
        raise
    except Exception as error:  # each decompressor has errors of its own
        raise _damaged(f"the member is damaged after {count:,} bytes ({error})"[:300]) from error
    if count < found.unpacked:
        raise _damaged(f"the member is cut off after {count:,} bytes")
    if crc != found.crc:
        raise _damaged("the member is damaged: its checksum is wrong")


def _packed(found: _Member, stream: BinaryIO, place: int) -> Iterator[bytes]:
    left = found.packed
    while left:
        stream.seek(place)
        piece = stream.read(min(left, HEAD))
        if not piece:
            return
        place += len(piece)
        left -= len(piece)
        yield piece


def _inflated(method: int, packed: Iterator[bytes]) -> Iterator[bytes]:
    if method == _STORED:
        yield from packed
        return
    if method == _DEFLATED:
        inner = zlib.decompressobj(-zlib.MAX_WBITS)
        for data in packed:
            while data and not inner.eof:
                yield inner.decompress(data, HEAD)
                data = inner.unconsumed_tail
        while not inner.eof and (piece := inner.decompress(b"", HEAD)):
            yield piece
        return
    decoder = DECODERS[_DECODED[method]]()
    for data in packed:
        yield from decoder.pieces(data)


def _damaged(reason: str) -> ArticleError:
    return ArticleError(reason, kind=FailureKind.MALFORMED, hint=_WHOLE)
