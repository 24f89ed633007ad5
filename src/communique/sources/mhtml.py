"""Web pages that a browser saved as one file (MHTML): the page itself; its pictures and styles are passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.errors import FailureKind
from communique.model.article import URL_BASIS, Failure, RawDocument
from communique.sources.content import Content
from communique.sources.mime import Entity, iso_date, leaves, read_entity
from communique.sources.source import Limits, Part, too_large

_MOST_PARTS = 20_000
_SAVED_BY = re.compile(rb"from:[ \t]*<?saved by ")
_ADDRESS = re.compile(r"https?://\S{1,4000}", re.IGNORECASE)
_PAGES = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}


class Mhtml:
    """A saved page in MHTML, known by suffix, stated type, or the line that browsers write first."""

    def fits(self, content: Content) -> bool:
        by_bytes = _SAVED_BY.match(content.beginning) is not None
        return by_bytes or content.is_called("mhtml")

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        whole = content.read(limits.document_bytes)
        if whole is None:
            yield too_large(content.origin, limits)
            return
        message = read_entity(whole)
        page = _root(message)
        if page is None:
            hint = "save the page again, as a whole or as HTML alone"
            yield Failure(content.origin, FailureKind.MALFORMED, "it holds no page", hint)
            return
        address = page.text("Content-Location") or message.text("Snapshot-Content-Location") or ""
        known = {"url": address if _ADDRESS.fullmatch(address) else None, "fetched": iso_date(message)}
        if not content.known.get("url"):
            known[URL_BASIS] = "stated"
        hints = {"title": message.text("Subject"), "charset": page.charset}
        media = _PAGES[page.media_type]
        yield RawDocument(content.origin, page.content(), media, {**known, **content.known}, {**hints, **content.hints})


def _root(message: Entity) -> Entity | None:
    """The part that is the page: the one that `start` names, else the first that can be one."""
    start = message.headers.get_param("start")
    first: Entity | None = None
    for part in leaves(message, _MOST_PARTS):
        if part.media_type in _PAGES:
            if start and part.text("Content-ID") == str(start).strip():
                return part
            first = first or part
    return first
