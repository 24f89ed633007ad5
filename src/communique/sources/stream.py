"""Reading a stream of which only the first bytes tell what it is: JSON Lines, a web page, or plain text."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import Any

from communique.model.article import RawDocument
from communique.sources.jsonl import read_lines
from communique.sources.source import Item, Limits, too_large

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PAGE = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|\?xml[^>]{0,80}\?>\s*<(?:!doctype\s+html|html))\b", re.IGNORECASE
)


def read_stream(stream: Any, origin: str, limits: Limits) -> Iterator[Item]:
    """The items of a binary stream: many when its first byte other than blanks is `{`, else one."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)
    head, blank_lines = _head(buffered)
    if head.startswith(b"{"):
        yield from read_lines(buffered, origin, limits, after=blank_lines)
        return
    content = buffered.read(limits.document_bytes + 1)
    if len(content) > limits.document_bytes:
        yield too_large(origin, limits)
        return
    yield RawDocument(origin, content, "html" if _PAGE.match(head) else "text")


def _head(stream: io.BufferedReader) -> tuple[bytes, int]:
    """The next bytes that are not blank, without taking them, and the number of blank lines before them."""
    lines = 0
    while True:
        ahead = stream.peek(1)
        plain = ahead
        for mark in _MARKS:
            plain = plain.removeprefix(mark)
        plain = plain.replace(b"\0", b"") if plain != ahead else plain
        found = plain.lstrip()
        if found or not ahead:
            return found, lines
        lines += stream.read(len(ahead)).count(b"\n")
