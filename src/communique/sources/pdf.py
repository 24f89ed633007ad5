"""PDFs: their text in paragraphs, read by a parser in a child process with limits of time and memory."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from communique.errors import ArticleError, FailureKind
from communique.model.article import Failure, RawDocument
from communique.sources.confined import Bounds, gathered
from communique.sources.content import Content
from communique.sources.pdf_layout import Line, largest, paragraphs
from communique.sources.source import Limits, Part, failed, too_large

MOST_PAGES = 1_000
"""Of a longer PDF so many pages are read."""
_BOUNDS = Bounds(seconds=30.0, total_s=120.0, result=200_000_000)
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:([+-])(\d\d)'?(\d\d)?|(Z))?")
_FILE_NAME = re.compile(r"^Microsoft (?:Word|PowerPoint) - |\.(?:docx?|odt|indd|pdf|rtf|pptx?|qxd)$", re.IGNORECASE)
_TWO_WORDS = re.compile(r"[^\W\d_]{2,}\W+[^\W_]{2,}")


class Pdf:
    """A PDF, known by its first bytes, else by suffix or stated type."""

    def fits(self, content: Content) -> bool:
        by_bytes = content.head.lstrip().startswith(b"%PDF-")
        return by_bytes or content.is_called("pdf")

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        whole = content.read(limits.document_bytes)
        if whole is None:
            yield too_large(content.origin, limits)
            return
        if b"%PDF-" not in whole[:1024]:
            hint = "look what it is: a page that says why there is no PDF is often saved in its place"
            yield Failure(content.origin, FailureKind.MALFORMED, "it is no PDF", hint)
            return
        yield from _read(whole, content)


def _read(whole: bytes, content: Content) -> Iterator[Part]:
    items, fault = gathered("communique.sources.pdf_text:read", io.BytesIO(whole), _BOUNDS, {"pages": MOST_PAGES})
    about: dict[str, Any] = {}
    pages: list[list[Line]] = []
    try:
        about = dict(items[0]) if items else {}
        pages = [[Line.of(piece, number) for piece in page] for number, page in enumerate(items[1:])]
    except (TypeError, ValueError):
        fault = ArticleError("the parser gave what cannot be read", kind=FailureKind.MALFORMED)
    text = "\n\n".join(paragraphs(pages))
    if any(map(str.isalpha, text)):
        hints = {**_hints(about.get("info"), pages, text), **content.hints}
        yield RawDocument(content.origin, text, "text", content.known, hints)
    elif fault is None:
        reason, hint = "it has no page", "look whether the file is whole"
        if pages:
            reason = "its pages hold pictures and no text"
            hint = "make its text readable first, for example with `ocrmypdf FILE.pdf OUT.pdf`"
        yield Failure(content.origin, FailureKind.NO_TEXT, reason, hint)
    if fault is not None:
        reason = f"only its first {len(pages):,} pages were read: {fault.message}" if pages else fault.message
        yield failed(content.origin, ArticleError(reason, kind=fault.kind, hint=fault.hint))
    elif int(about.get("pages", 0)) > len(pages):
        reason = f"only the first {len(pages):,} of its {int(about['pages']):,} pages were read"
        yield Failure(content.origin, FailureKind.TOO_LARGE, reason, "split it to have the others read")


def _hints(info: object, pages: list[list[Line]], text: str) -> dict[str, str | None]:
    """What the file says of itself, which is often what its author's earlier file said."""
    stated = {str(key): str(value).strip() for key, value in info.items()} if isinstance(info, dict) else {}
    title = stated.get("Title", "")
    printed = largest(pages[0]) if pages else None
    if _FILE_NAME.search(title) or not _TWO_WORDS.search(title):
        title = ""  # the name of a file, or "untitled"
    elif printed and title.casefold() not in text.casefold():
        title = ""  # that of an earlier document
    return {
        "title": title or printed,
        "published": iso_date(stated.get("CreationDate", "")),
        "published_basis": "metadata",
        "modified": iso_date(stated.get("ModDate", "")),
        "author": stated.get("Author") or None,
    }


def iso_date(stated: str) -> str | None:
    """A date of the kind that PDFs hold, in ISO form; None for what is none.

    >>> iso_date("D:20250314101500+01'00'"), iso_date("14 March")
    ('2025-03-14T10:15:00+01:00', None)
    """
    match = _DATE.match(stated)
    if not match:
        return None
    year, month, day, hour, minute, second, sign, hours, minutes, utc = match.groups()
    if hour is None:
        return f"{year}-{month}-{day}"
    zone = "Z" if utc else f"{sign}{hours}:{minutes or '00'}" if sign else ""
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{zone}"
