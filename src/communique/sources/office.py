"""Files of word processors (DOCX, ODT): their text, read in a child process with limits of time and memory."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from communique.errors import ArticleError, FailureKind
from communique.model.article import Failure, RawDocument
from communique.sources.confined import Bounds, gathered
from communique.sources.content import Content
from communique.sources.source import Limits, Part, failed, too_large

_BOUNDS = Bounds(seconds=30.0, total_s=60.0, result=200_000_000)
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_TWO_WORDS = re.compile(r"[^\W\d_]{2,}\W+[^\W_]{2,}")
_TITLE_STYLE = re.compile(r"(?:title|titel|titre|título|titolo)\d?", re.IGNORECASE)


class Office:
    """A DOCX or ODT file, known by its first bytes, else by suffix or stated type."""

    def fits(self, content: Content) -> bool:
        head = content.head
        by_bytes = head.startswith(b"PK\x03\x04") and (head[30:77] == _ODT or b"word/document.xml" in head)
        return by_bytes or content.is_called("docx", "odt")

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        whole = content.read(limits.document_bytes)
        if whole is None:
            yield too_large(content.origin, limits)
        elif whole.startswith(_OLD):
            hint = "open it, with its password where it has one, and save it as .docx or as plain text"
            reason = "it is encrypted, or of the old kind (.doc)"
            yield Failure(content.origin, FailureKind.UNSUPPORTED, reason, hint)
        else:
            yield from _read(whole, content, limits)


def _read(whole: bytes, content: Content, limits: Limits) -> Iterator[Part]:
    options = {"most": limits.document_bytes}
    items, fault = gathered("communique.sources.office_text:read", io.BytesIO(whole), _BOUNDS, options)
    about: dict[str, str] = {}
    found: list[tuple[str, str]] = []
    try:
        about = {str(key): str(value) for key, value in dict(items[0]).items()} if items else {}
        found = [(str(text), str(style)) for text, style in items[1:]]
    except (TypeError, ValueError):
        fault = ArticleError("the parser gave what cannot be read", kind=FailureKind.MALFORMED)
    if found:
        text = "\n\n".join(text for text, _ in found)
        yield RawDocument(content.origin, text, "text", content.known, {**_hints(about, found), **content.hints})
    elif fault is None:
        hint = "if it holds pictures of pages, make their text readable first"
        yield Failure(content.origin, FailureKind.NO_TEXT, "it holds no text", hint)
    if fault is not None:
        reason = f"only its first {len(found):,} paragraphs were read: {fault.message}" if found else fault.message
        yield failed(content.origin, ArticleError(reason, kind=fault.kind, hint=fault.hint))


def _hints(about: dict[str, str], found: list[tuple[str, str]]) -> dict[str, str | None]:
    """What the file says of itself, which is often what an earlier file said."""
    printed = next((text for text, style in found[:20] if _TITLE_STYLE.fullmatch(style)), None)
    stated = about.get("title", "")
    # files are made from earlier files and from models, which leaves the day of those as that of making
    saved = about.get("modified") or about.get("date")
    return {
        "title": printed or (stated if _TWO_WORDS.search(stated) else None),
        "published": saved or about.get("created") or about.get("creation-date"),
        "published_basis": "metadata",
        "modified": saved,
        "author": about.get("initial-creator") or about.get("creator"),
    }
