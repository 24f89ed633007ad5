"""Messages in MIME: their headers, and the parts that they hold.

Headers are read by Python's own module. The parts are told apart here: its parser follows parts within parts by
recursion, and keeps an object for each of a million empty ones.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import parsedate_to_datetime

from communique.errors import ArticleError, FailureKind

MOST_PARTS = 1_000
"""Of a message; a saved page may have more, one for each of its pictures."""
MOST_DEPTH = 20
MOST_HEADERS = 256_000
"""Bytes of headers of one part; what is beyond is left out."""
LONGEST_HEADER = 4_000
_HEADERS_END = re.compile(rb"\r?\n\r?\n|\A\r?\n")
_LINE_END = re.compile(rb"\r?\n\Z")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
_HINT = "save the message again, or its text alone"


@dataclass(frozen=True, slots=True)
class Entity:
    """A message or a part of one: its headers and its body as it stands. `depth` counts the parts around it."""

    headers: Message
    body: bytes
    depth: int = 0

    @property
    def media_type(self) -> str:
        """What it says it is, `text/plain` where it says nothing that can be read."""
        return self.headers.get_content_type()

    @property
    def charset(self) -> str | None:
        """The charset that it states."""
        with suppress(LookupError, UnicodeError, ValueError):
            charset = self.headers.get_content_charset()
            return charset[:40] if charset else None
        return None

    @property
    def file_name(self) -> str | None:
        """The name under which its sender has sent it along; None for what is part of the text."""
        try:
            name = self.headers.get_filename()
        except (LookupError, UnicodeError, ValueError, HeaderParseError):
            return None
        return plain_header(name) if name else None

    @property
    def is_attached(self) -> bool:
        """True where its sender has sent it along, not as part of the text."""
        return self.headers.get_content_disposition() == "attachment"

    def text(self, name: str, longest: int = LONGEST_HEADER) -> str | None:
        """A header as text in one line, its encoded words read; None where there is none."""
        value = self.headers.get(name)
        return plain_header(str(value)[:longest]) or None if value is not None else None

    def content(self) -> bytes:
        """The body without its transfer encoding; as it stands where that cannot be undone."""
        encoding = str(self.headers.get("Content-Transfer-Encoding", "")).strip().lower()
        if encoding == "base64":
            return _from_base64(self.body)
        return quopri.decodestring(self.body) if encoding == "quoted-printable" else self.body


def read_entity(data: bytes, depth: int = 0) -> Entity:
    """A message, or a part, taken apart into headers and body."""
    match = _HEADERS_END.search(data)
    head = data[: match.start()] if match else data
    headers = BytesHeaderParser(policy=compat32).parsebytes(head[:MOST_HEADERS])
    return Entity(headers, data[match.end() :] if match else b"", depth)


def leaves(message: Entity, most: int = MOST_PARTS) -> Iterator[Entity]:
    """The parts that hold something, in order; messages within the message are not opened.

    Raises ArticleError where there are more parts, or more within one another, than any honest message has.
    """
    waiting = [message]
    count = 0
    while waiting:
        entity = waiting.pop()
        count += 1
        if count > most or entity.depth > MOST_DEPTH:
            how = f"more than {most:,} parts" if count > most else f"parts {MOST_DEPTH} deep in one another"
            raise ArticleError(f"the message has {how}", kind=FailureKind.UNSUPPORTED, hint=_HINT)
        boundary = _boundary(entity)
        if boundary is None:
            yield entity
            continue
        parts = _split(entity.body, boundary, most - count + 1)
        waiting.extend(read_entity(part, entity.depth + 1) for part in reversed(parts))


def _boundary(entity: Entity) -> bytes | None:
    """What parts the parts of an entity; None where it has none."""
    if not entity.media_type.startswith("multipart/"):
        return None
    try:
        boundary = entity.headers.get_boundary()
    except (LookupError, UnicodeError, ValueError, HeaderParseError):
        return None
    return boundary[:200].encode("utf-8", "surrogateescape") if boundary else None


def _split(body: bytes, boundary: bytes, most: int) -> list[bytes]:
    """The parts between the boundaries; what stands before the first and after the closing one is no part."""
    mark = re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
    parts: list[bytes] = []
    begin: int | None = None
    for match in mark.finditer(body):
        if begin is not None:
            parts.append(_LINE_END.sub(b"", body[begin : match.start()]))
        begin = None if match[1] else match.end()
        if match[1] or len(parts) > most:
            break
    if begin is not None and len(parts) <= most:
        parts.append(body[begin:])  # the closing boundary is missing
    return parts


def plain_header(value: str) -> str:
    """A header's value in one line, with its encoded words (`=?utf-8?q?...?=`) read where they can be.

    >>> plain_header("=?iso-8859-1?q?Gespr=E4che?= in\\n Genf")
    'Gespräche in Genf'
    """
    value = value[:LONGEST_HEADER]
    try:
        pieces = [
            piece if isinstance(piece, str) else piece.decode(charset or "latin-1", "replace")
            for piece, charset in decode_header(value)
        ]
        value = "".join(pieces)
    except (LookupError, ValueError, HeaderParseError, binascii.Error):
        pass
    value = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join(_UNSAFE.sub(" ", value).split())


def iso_date(entity: Entity, name: str = "Date") -> str | None:
    """The date and time of a header in ISO form; None where it has none that can be read.

    >>> iso_date(read_entity(b"Date: Fri, 14 Mar 2025 10:15:00 +0100\\n\\n"))
    '2025-03-14T10:15:00+01:00'
    """
    value = entity.text(name, 200)
    try:
        moment = parsedate_to_datetime(value) if value else None
        if moment is None:
            return None
        return moment.isoformat() if moment.tzinfo else moment.replace(tzinfo=UTC).isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def decoded(content: bytes, charset: str | None) -> str | None:
    """Text as UTF-8 where it plainly is that, else in the stated charset; None where neither gives a text."""
    plainly = () if content.isascii() else ("utf-8",)
    for name in (*plainly, *((charset,) if charset else ())):
        with suppress(LookupError, ValueError):
            return content.decode(name)
    return None


def _from_base64(body: bytes) -> bytes:
    try:
        return binascii.a2b_base64(body)
    except binascii.Error:
        whole = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
        try:
            return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))
        except binascii.Error:
            return binascii.a2b_base64(whole[: len(whole) // 4 * 4])
