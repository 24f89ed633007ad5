"""Mail: single messages, and mailboxes of any size, one message at a time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email.utils import parseaddr

from communique.data import load_toml
from communique.errors import ArticleError, FailureKind
from communique.model.article import URL_BASIS, Failure, RawDocument
from communique.sources.archive import shown
from communique.sources.content import HEAD, Content
from communique.sources.mail_page import seen_paragraphs
from communique.sources.mime import Entity, decoded, iso_date, leaves, read_entity
from communique.sources.source import Limits, Part, failed, too_large

_BEGINS = re.compile(rb"(?:return-path|delivered-to|received|message-id|mime-version|x-original-to):[ \t]")
_FROM = re.compile(rb"From (?:\S+ +)?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? ", re.IGNORECASE)
_RICHER = 1.3
"""The HTML of a message is read where it has so many times the words of its plain text."""


class Mail:
    """One message, known by suffix, stated type, or the headers that mail begins with."""

    def fits(self, content: Content) -> bool:
        by_bytes = _BEGINS.match(content.beginning) is not None
        return by_bytes or content.is_called("mail")

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        whole = content.read(limits.document_bytes)
        if whole is None:
            yield too_large(content.origin, limits)
        else:
            yield from _message(whole, content.origin, content)


class Mailbox:
    """A mailbox (mbox), known by its first line, else by suffix or stated type. Memory: one message at a time."""

    def fits(self, content: Content) -> bool:
        by_bytes = _FROM.match(content.head) is not None
        return by_bytes or content.is_called("mbox")

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        number = 0
        for message in _messages(content.stream, limits.document_bytes):
            number += 1
            origin = f"{content.origin}:{number}"
            if message is None:
                yield too_large(origin, limits)
                continue
            try:
                yield from _message(message, origin, content)
            except ArticleError as error:
                yield failed(origin, error)
        if not number:
            hint = "look whether it is a mailbox of the kind mbox"
            yield Failure(content.origin, FailureKind.EMPTY, "it holds no message", hint)


def _messages(stream: io.BufferedReader, most: int) -> Iterator[bytes | None]:
    """The messages of a mailbox; None in the place of one that is larger than `most` bytes."""
    kept: list[bytes] = []
    size = 0
    begun = False
    after_blank = True
    while line := stream.readline(HEAD):
        if after_blank and _FROM.match(line):
            if begun:
                yield b"".join(kept) if size <= most else None
            kept, size, begun, after_blank = [], 0, True, False
            continue
        after_blank = not line.strip()
        if begun:
            size += len(line)
            if size > most:
                kept.clear()
            else:
                kept.append(line)
    if begun:
        yield b"".join(kept) if size <= most else None


def _message(data: bytes, origin: str, content: Content) -> Iterator[Part]:
    """The text of a message, then what is attached to it."""
    message = read_entity(data)
    plain: list[Entity] = []
    html: list[Entity] = []
    attached: list[Entity] = []
    for part in leaves(message):
        kind = part.media_type
        is_text = not part.is_attached and kind in ("text/plain", "text/html")
        (attached if not is_text else html if kind == "text/html" else plain).append(part)
    body = _body(plain, html)
    if body:
        known, hints = _said(message)
        yield RawDocument(origin, body, "text", {**known, **content.known}, {**hints, **content.hints})
    read = 0
    for number, part in enumerate(attached, 1):
        if member := _attached(part, number, origin, content):
            read += 1
            yield member
    if not body and not read:
        yield Failure(origin, FailureKind.EMPTY, "the message holds no text", "leave it out")


def _body(plain: list[Entity], html: list[Entity]) -> str | bytes | None:
    """The text of a message: that of its HTML where it says more, else the plain one; None where it has none."""
    texts = [_decoded(part) for part in plain]
    pages = [paragraph for part in html for paragraph in seen_paragraphs(_decoded(part))]
    in_text = sum(len(text.split()) for text in texts)
    in_pages = sum(len(paragraph.split()) for paragraph in pages)
    if in_pages > _RICHER * in_text:
        return "\n\n".join(pages)
    return "\n\n".join(texts).encode() if in_text else None  # as bytes, its lines are joined


def _decoded(part: Entity) -> str:
    content = part.content()
    return decoded(content, part.charset) or content.decode("cp1252", "replace")


def _said(message: Entity) -> tuple[dict[str, str | None], dict[str, str | None]]:
    """What the headers of a message say for sure, and what they hint at."""
    name, address = parseaddr(message.text("From", 1_000) or "")
    lists = load_toml("sources")["mail"]["lists"]
    is_sent_to_many = any(header in message.headers for header in lists)
    known = {
        "title": message.text("Subject"),
        "published": iso_date(message),
        "url": (message.text("Archived-At") or "").strip("<>") or None,
        "publisher": name or None if is_sent_to_many else None,
        "fetched": _received(message),
        "message_id": message.text("Message-ID"),
    }
    host = address.rpartition("@")[2].lower() if is_sent_to_many else ""
    return known, {"publisher": host or None, "author": None if is_sent_to_many else name or None}


def _received(message: Entity) -> str | None:
    """When the message arrived, as the server that took it in last says."""
    said = message.text("Received") or ""
    _, mark, moment = said.rpartition(";")
    return iso_date(read_entity(f"Date: {moment}\n\n".encode("utf-8", "replace"))) if mark else None


def _attached(part: Entity, number: int, origin: str, content: Content) -> Content | None:
    """What is attached, as content of its own; None for pictures, signatures and the like."""
    kind = part.media_type
    if kind.startswith(tuple(load_toml("sources")["mail"]["passed_over"])):
        return None
    name = part.file_name or ""
    return Content(
        f"{origin}/{shown(name) or f'part {number}'}",
        io.BytesIO(part.content()),
        name=name,
        media_type=kind,
        # Anybody can send anything.
        known={URL_BASIS: "stated"},
        depth=content.depth + 1,
        budget=content.budget,
    )
