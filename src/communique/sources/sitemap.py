"""Sitemaps: the addresses of a site, with their dates of change; news sitemaps with titles; indexes of sitemaps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from communique.data import load_toml
from communique.errors import ArticleError, FailureKind
from communique.model.article import Failure
from communique.sources.content import Content
from communique.sources.entries import Entry, absolute, entry_links, key_of, plain_text, read_stamp
from communique.sources.source import Limits, Part, failed
from communique.sources.xml_stream import XmlStream, inner_text, local, root_of

_ENTRIES = frozenset({"url", "sitemap"})
_HOLDERS = frozenset({"urlset", "sitemapindex"})


class Sitemap:
    """Sitemaps and their indexes, told by the root element; every address becomes a link."""

    def fits(self, content: Content) -> bool:
        return root_of(content.beginning) in load_toml("feeds")["roots"]["sitemap"]

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        entries = read_sitemap(content.stream, content.origin, limits, base=content.known.get("url"))
        yield from entry_links(entries, content)


def read_sitemap(stream: BinaryIO, origin: str, limits: Limits, base: str | None = None) -> Iterator[Entry | Failure]:
    """The addresses of a sitemap in its order; of an index its sitemaps, marked `is_map`. Memory: one entry.

    A Failure stands for an address that is none, and at the end for a file that is cut off or no XML.
    """
    found = XmlStream(stream, _ENTRIES, _HOLDERS, limits.document_bytes)
    try:
        for number, element in enumerate(found.elements(), start=1):
            yield _entry(element, f"{origin}, entry {number}", base)
    except ArticleError as error:
        yield failed(origin, error)


def _entry(element: Any, place: str, base: str | None) -> Entry | Failure:
    said = _texts(element)
    url = absolute(said.get("loc"), base)
    if url is None:
        reason = f"its address is none: {said.get('loc', 'nothing')[:80]}"
        return Failure(place, FailureKind.MALFORMED, reason, "an address begins with https://")
    news = next((_texts(child) | _outlet(child) for child in element if local(child) == "news"), {})
    published, note = read_stamp(news.get("publication_date"))
    updated, updated_note = read_stamp(said.get("lastmod"))
    return Entry(
        key=key_of(None, url, ()),
        url=url,
        title=plain_text(news.get("title")),
        published=published,
        updated=updated,
        outlet=plain_text(news.get("outlet")),
        is_map=local(element) == "sitemap",
        date_note=note or updated_note,
    )


def _texts(element: Any) -> dict[str, str]:
    """The texts of an element's children by their names, the first of each."""
    found: dict[str, str] = {}
    for child in element:
        found.setdefault(local(child), inner_text(child).strip())
    return found


def _outlet(news: Any) -> dict[str, str]:
    publication = next((child for child in news if local(child) == "publication"), None)
    name = _texts(publication).get("name") if publication is not None else None
    return {"outlet": name} if name else {}
