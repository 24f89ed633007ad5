"""JSON Feed (jsonfeed.org), one item at a time."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from communique.errors import ArticleError, FailureKind
from communique.model.article import Failure
from communique.sources.content import Content
from communique.sources.encodings import encoding_of
from communique.sources.entries import Entry, absolute, entry_links, key_of, plain_text, read_stamp
from communique.sources.json_stream import JsonStream
from communique.sources.source import Limits, Part, failed

_VERSION = re.compile(rb'"version"\s{0,99}:\s{0,99}"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
_HEADER = re.compile(r'"(title|home_page_url|feed_url)"\s{0,99}:\s{0,99}("(?:[^"\\]|\\.){0,2000}")')
_ITEMS = re.compile(r'"items"\s{0,99}:\s{0,99}\[')
_TYPE = "application/feed+json"


class JsonFeed:
    """JSON Feed, told by the version that it states; every item becomes the link to its page."""

    def fits(self, content: Content) -> bool:
        beginning = content.beginning
        return beginning.startswith(b"{") and (content.media_type == _TYPE or _VERSION.search(beginning) is not None)

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        yield from entry_links(read_json_feed(content, limits), content)


def read_json_feed(content: Content, limits: Limits) -> Iterator[Entry | Failure]:
    """The items of a JSON Feed in its order; a Failure for what is none, and where the JSON breaks off."""
    encoding = encoding_of(content.head)
    header = _header(content.head.decode(encoding, "replace"))
    base = content.known.get("url") or absolute(header.get("feed_url"), None)
    base = base or absolute(header.get("home_page_url"), None)
    number = 0
    try:
        for number, item in enumerate(JsonStream(content.stream, encoding, limits.document_bytes).items(), start=1):
            if isinstance(item, dict) and "items" not in item:
                yield _entry(item, header.get("title"), base)
            elif not isinstance(item, dict):
                reason, hint = "the item is no object", "see jsonfeed.org for what an item is"
                yield Failure(f"{content.origin}, entry {number}", FailureKind.MALFORMED, reason, hint)
    except ArticleError as error:
        yield failed(f"{content.origin}, entry {number + 1}", error)


def _header(head: str) -> dict[str, str]:
    """What the feed says of itself before its items."""
    items = _ITEMS.search(head)
    found: dict[str, str] = {}
    for match in _HEADER.finditer(head, 0, items.start() if items else len(head)):
        try:
            found.setdefault(match[1], json.loads(match[2], strict=False))
        except ValueError:
            continue
    return found


def _entry(item: dict[str, Any], outlet: str | None, base: str | None) -> Entry:
    url = absolute(_text(item, "url") or _text(item, "external_url"), base)
    guid = _text(item, "id")
    url = url or absolute(guid, None)
    full = _text(item, "content_html") or _paragraphs(_text(item, "content_text"))
    summary = _paragraphs(_text(item, "summary"))
    title = plain_text(_text(item, "title"), is_html=False)
    published, note = read_stamp(_text(item, "date_published"))
    updated, updated_note = read_stamp(_text(item, "date_modified"))
    return Entry(
        key=key_of(guid, url, (title, full, summary)),
        url=url,
        title=title,
        published=published,
        updated=updated,
        author=_author(item),
        outlet=plain_text(outlet, is_html=False),
        own_text=full or summary,
        is_summary=full is None and summary is not None,
        date_note=note or updated_note,
    )


def _text(item: dict[str, Any], key: str) -> str | None:
    value = item.get(key)
    return value.strip() or None if isinstance(value, str) else None


def _paragraphs(text: str | None) -> str | None:
    pieces = re.split(r"\n\s*\n", text) if text else []
    return "".join(f"<p>{html.escape(piece.strip())}</p>" for piece in pieces if piece.strip()) or None


def _author(item: dict[str, Any]) -> str | None:
    stated = item.get("authors")
    listed = stated if isinstance(stated, list) else [item.get("author")]
    names = [plain_text(_text(author, "name"), is_html=False) for author in listed[:5] if isinstance(author, dict)]
    return ", ".join(name for name in names if name) or None
