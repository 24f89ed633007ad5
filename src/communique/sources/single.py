"""Content that is one article: plain text, Markdown, a web page; and content that only its first bytes can tell."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from communique.model.article import RawDocument
from communique.sources.content import Content
from communique.sources.jsonl import read_lines
from communique.sources.source import Limits, Part, too_large

_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|\?xml[^>]{0,80}\?>\s*<(?:!doctype\s+html|html))\b")


class Single:
    """One article, known by suffix or stated type; `media` is `text`, `markdown` or `html`."""

    def __init__(self, media: str) -> None:
        self._media = media

    def fits(self, content: Content) -> bool:
        return content.is_called(self._media)

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        yield document(content, self._media, limits)


class Unmarked:
    """Content without a suffix, or that a person named: JSON Lines, a web page or plain text by its first bytes."""

    def fits(self, content: Content) -> bool:
        return content.is_named or not content.suffix

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        blank_lines = _skip_blanks(content.stream)
        start = Content(content.origin, content.stream, known=content.known, hints=content.hints)
        if start.beginning.startswith(b"{"):
            yield from read_lines(start.stream, content.origin, limits, after=blank_lines)
        else:
            yield document(start, "html" if is_page(start) else "text", limits)


def is_page(content: Content) -> bool:
    """True when the content begins like a web page."""
    return _PAGE.match(content.beginning) is not None


def document(content: Content, media: str, limits: Limits) -> Part:
    """All of the content as one raw document, or the failure that it is too large."""
    whole = content.read(limits.document_bytes)
    if whole is None:
        return too_large(content.origin, limits)
    return RawDocument(content.origin, whole, media, content.known, content.hints)


def _skip_blanks(stream: io.BufferedReader) -> int:
    """Take pieces of nothing but blanks from the stream; how many lines that were."""
    lines = 0
    while (ahead := stream.peek(1)) and not ahead.strip():
        lines += stream.read(len(ahead)).count(b"\n")
    return lines
