"""Feeds: RSS of every version, RDF and Atom, one entry at a time, however long and however broken they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from communique.data import load_toml
from communique.errors import ArticleError
from communique.model.article import Failure
from communique.sources.content import Content
from communique.sources.entries import Entry, absolute, entry_links, key_of, plain_text, read_stamp
from communique.sources.feed_fields import Fields
from communique.sources.source import Limits, Part, failed
from communique.sources.xml_stream import XmlStream, local, root_of

_ENTRIES = frozenset({"item", "entry"})
_HOLDERS = frozenset({"rss", "channel", "feed", "RDF"})


class Feed:
    """RSS, RDF and Atom, told by the root element; every entry becomes the link to its page."""

    def fits(self, content: Content) -> bool:
        return root_of(content.beginning) in load_toml("feeds")["roots"]["feed"]

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        entries = read_feed(content.stream, content.origin, limits, base=content.known.get("url"))
        yield from entry_links(entries, content)


def read_feed(stream: BinaryIO, origin: str, limits: Limits, base: str | None = None) -> Iterator[Entry | Failure]:
    """The entries of a feed in its order, and at the end a Failure where it is cut off or no XML.

    `base` is the address that the feed was had from, which its links are relative to. Memory: one entry.
    """
    found = XmlStream(stream, _ENTRIES, _HOLDERS, limits.document_bytes)
    try:
        for element in found.elements():
            yield _entry(element, found.header, base)
    except ArticleError as error:
        yield failed(origin, error)


def _entry(element: Any, header: dict[str, str], base: str | None) -> Entry:
    fields = Fields(element)
    site = absolute(header.get("link"), base)
    # The addresses of Atom are relative to the feed, those of RSS more often to the site.
    url, guid = fields.address(base or site if local(element) == "entry" else site or base)
    title = fields.title()
    text, is_summary = fields.own_text()
    published, note = read_stamp(fields.text("published"))
    updated, updated_note = read_stamp(fields.text("updated"))
    return Entry(
        key=key_of(guid, url, (title, text, fields.text("published"))),
        url=url,
        title=title,
        published=published,
        updated=updated,
        author=fields.author(),
        outlet=fields.outlet() or plain_text(header.get("title")),
        own_text=text,
        is_summary=is_summary,
        date_note=note or updated_note,
    )
