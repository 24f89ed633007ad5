"""WARC files, as web crawlers write them: the pages in their records, one at a time.

After a broken record the next one is found again; both libraries that were tried give up the rest of the file there
(see docs/libraries.md).
"""

from __future__ import annotations

import io
import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass

from communique.data import load_toml
from communique.errors import ArticleError, FailureKind
from communique.model.article import Failure
from communique.net.fetched import stated_media
from communique.sources.archive import Pieces, budget_of, stream_of
from communique.sources.budget import Budget
from communique.sources.content import HEAD, Content
from communique.sources.http_body import body, read_headers
from communique.sources.source import Limits, Part, failed, too_large

_BEGIN = re.compile(rb"WARC/[01]\.\d{1,2}\s*\n")
_LENGTH = re.compile(r"\d{1,15}", re.ASCII)
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b")
_ANSWER = re.compile(r"application/http\b", re.IGNORECASE)
_HINT = "fetch the file again; the other records were read"


@dataclass(slots=True)
class _Record:
    """One record: its number, its headers, and its payload, of which `left` bytes are still in the stream."""

    number: int
    headers: Mapping[str, str]
    stream: io.BufferedReader
    left: int

    def pieces(self) -> Iterator[bytes]:
        while self.left:
            piece = self.stream.read(min(self.left, HEAD))
            if not piece:
                reason = f"the file ends {self.left:,} bytes before the end that record {self.number} states"
                self.left = 0
                raise ArticleError(reason, kind=FailureKind.MALFORMED, hint=_HINT)
            self.left -= len(piece)
            yield piece


class Warc:
    """A WARC file, known by its first bytes, else by suffix or stated type; compressed ones come unpacked here."""

    def __init__(self) -> None:
        settings = load_toml("sources")
        self._records = frozenset(settings["warc"]["records"])
        self._types = frozenset(settings["warc"]["types"])
        self._statuses = frozenset(str(status).encode() for status in settings["warc"]["statuses"])

    def fits(self, content: Content) -> bool:
        by_bytes = _BEGIN.match(content.head) is not None
        return by_bytes or content.is_called("warc")

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        budget = budget_of(content, limits)
        count = pages = 0
        for found in _records(content, limits.document_bytes):
            if isinstance(found, Failure):
                yield found
                continue
            count += 1
            try:
                page = self._page(found, content, budget, limits)
            except ArticleError as error:
                yield failed(f"{content.origin}:{found.number}", error)
                continue
            if page:
                pages += 1
                yield page
        if not pages:
            reason = f"none of its {count:,} records holds a page" if count else "it holds no record"
            yield Failure(content.origin, FailureKind.EMPTY, reason, "look whether it is a WARC file of pages")

    def _page(self, found: _Record, content: Content, budget: Budget, limits: Limits) -> Content | Failure | None:
        """The page in a record; None where it holds none: a redirect, a picture, a request, a page seen before."""
        if found.headers.get("warc-type", "").lower() not in self._records:
            return None
        place = f"{content.origin}:{found.number}"
        is_large = found.left > limits.document_bytes
        if content.budget is None:
            budget.put(min(found.left, limits.document_bytes))
        # what is too large is only looked at: where its length is false, other records stand in it
        stream = stream_of(iter([found.stream.peek(HEAD)]) if is_large else found.pieces())
        headers = found.headers
        if _ANSWER.match(headers.get("content-type", "")):
            status = _STATUS.match(stream.readline(HEAD))
            headers = read_headers(stream) or {}
            if not status or status[1] not in self._statuses:
                return None
        media_type, charset = stated_media(headers)
        if media_type not in self._types:
            return None
        if is_large:
            return too_large(place, limits)
        return Content(
            place,
            Pieces(body(stream, headers, budget)),
            name="",
            media_type=media_type,
            known=_known(found.headers),
            hints={"charset": charset},
            depth=content.depth + 1,
            budget=budget,
        )


def _known(headers: Mapping[str, str]) -> dict[str, str | None]:
    """What a record states of its page: its address, and when it was fetched."""
    known: dict[str, str | None] = {
        "url": headers.get("warc-target-uri", "").strip("<> ") or None,
        "fetched": headers.get("warc-date") or None,
    }
    return known | ({"truncated": headers["warc-truncated"]} if "warc-truncated" in headers else {})


def _records(content: Content, large: int) -> Iterator[_Record | Failure]:
    """The records of a file in order, and a failure for every stretch that is none; numbers count both."""
    stream = content.stream
    number = 0
    line = _next_line(stream)
    while line:
        number += 1
        place = f"{content.origin}:{number}"
        if not _BEGIN.match(line):
            yield _broken(place, "what stands here is no record")
            line = _next_record(stream, None)
            continue
        headers = read_headers(stream)
        length = (headers or {}).get("content-length", "")
        if headers is None or not _LENGTH.fullmatch(length):
            reason = "its headers are longer than 64 kB" if headers is None else "it does not state its length"
            yield _broken(place, f"the record is broken: {reason}")
            line = _next_record(stream, None)
            continue
        record = _Record(number, headers, stream, int(length))
        yield record
        line = yield from _after(record, place, large)


def _after(record: _Record, place: str, large: int) -> Generator[Failure, None, bytes]:
    """Pass over what is left of a record; returns the line with which the next begins."""
    if record.left > large:  # it may be a false length that would swallow the records after it
        stated = record.left
        line = _next_record(record.stream, record)
        if record.left:
            yield _broken(place, f"the record states {stated:,} bytes more, and another begins or the file ends before")
            return line
    try:
        for _ in record.pieces():
            pass
    except ArticleError as error:
        yield failed(place, error)
    return _next_line(record.stream)


def _next_line(stream: io.BufferedReader) -> bytes:
    """The next line that is not blank; empty at the end."""
    line = stream.readline(HEAD)
    while line and not line.strip():
        line = stream.readline(HEAD)
    return line


def _next_record(stream: io.BufferedReader, within: _Record | None) -> bytes:
    """The line with which the next record begins, or an empty one at the end (of `within`, where that is given)."""
    begins = True
    while within is None or within.left:
        line = stream.readline(HEAD if within is None else min(HEAD, within.left))
        if not line or (begins and _BEGIN.match(line)):
            return line
        begins = line.endswith(b"\n")
        if within is not None:
            within.left -= len(line)
    return b""


def _broken(place: str, reason: str) -> Failure:
    return Failure(place, FailureKind.MALFORMED, reason, _HINT)
