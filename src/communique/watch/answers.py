"""What the answer of a watched address holds: of which kind it is, and the entries that it shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import IO, Any

from communique.errors import ArticleError, FailureKind
from communique.model.article import Failure
from communique.model.watching import Seen, SourceKind
from communique.net.fetched import Fetched
from communique.sources import Limits, Link
from communique.sources.content import Content
from communique.sources.entries import Entry
from communique.sources.feed import Feed, read_feed
from communique.sources.following import content_of
from communique.sources.forms import take_apart
from communique.sources.json_feed import JsonFeed, read_json_feed
from communique.sources.sitemap import Sitemap, read_sitemap
from communique.watch.place import Place

RECENT = timedelta(days=2)
"""How old an entry of a map of a site may be to be news when the map is first seen."""
_PIECE = 65_536


def answer_of(got: Fetched, place: Place) -> Content:
    """The answer as content of which the form can be told."""
    hints = {"publisher": place.outlet} if place.outlet else {}
    return content_of(Link(place.source, got.asked, hints=hints), got)


def kind_of(content: Content, wanted: SourceKind | None) -> SourceKind:
    """Of which kind the content is. Raises ArticleError (MALFORMED) where a feed or a map is wanted and it is none."""
    is_feed = Feed().fits(content) or JsonFeed().fits(content)
    shown = SourceKind.FEED if is_feed else SourceKind.SITEMAP if Sitemap().fits(content) else None
    if wanted in (SourceKind.FEED, SourceKind.SITEMAP):
        if shown is not wanted:
            noun = "feed" if wanted is SourceKind.FEED else "sitemap"
            said = f" ({content.media_type})" if content.media_type else ""
            hint = "look at the address in a browser; the site may have moved its feed"
            raise ArticleError(f"what comes is no {noun}{said}", kind=FailureKind.MALFORMED, hint=hint)
        return wanted
    return wanted or shown or SourceKind.PAGE


def digest_of(stream: IO[bytes]) -> str:
    """A digest of a whole stream, which is then at its beginning again."""
    found = hashlib.blake2b(digest_size=16)
    stream.seek(0)
    while piece := stream.read(_PIECE):
        found.update(piece)
    stream.seek(0)
    return found.hexdigest()


def feed_entries(content: Content, limits: Limits, place: Place, failed: list[Failure]) -> Iterator[Seen]:
    """The entries of a feed as they are remembered; what could not be read of it goes to `failed`."""
    if JsonFeed().fits(content):
        entries = read_json_feed(content, limits)
    else:
        entries = read_feed(content.stream, place.source, limits, content.known.get("url"))
    for found in entries:
        if isinstance(found, Failure):
            failed.append(found)
        else:
            yield seen(found, place)


def map_entries(content: Content, limits: Limits, failed: list[Failure]) -> Iterator[Entry]:
    """The entries of the map of a site; what could not be read of it goes to `failed`."""
    for found in read_sitemap(content.stream, content.origin, limits, content.known.get("url")):
        if isinstance(found, Failure):
            failed.append(found)
        else:
            yield found


def is_recent(entry: Entry, horizon: date, *, first: bool) -> bool:
    """True for an entry of a map that is to be read: changed since `horizon`, or new and without a date."""
    stated = entry.updated or entry.published
    if stated is None:
        return not first
    return stated[:10] >= horizon.isoformat()


def listed(content: Content, limits: Limits, place: Place, failed: list[Failure]) -> Iterator[Seen]:
    """The addresses that a list names."""
    for found in take_apart(content, limits):
        if isinstance(found, Link):
            yield linked(found, place)
        elif isinstance(found, Failure):
            failed.append(found)


def linked(link: Link, place: Place) -> Seen:
    """A link of a list or a table as it is remembered, with what stands beside it there."""
    said = link.hints
    told = Entry(link.url, link.url, said.get("title"), said.get("published"), said.get("modified"))
    return seen(replace(told, outlet=said.get("publisher")), place)


def seen(entry: Entry, place: Place, *, is_old: bool = False) -> Seen:
    """An entry as it is remembered; its version changes when it says that it was updated, else when its words do."""
    words = "\n".join(filter(None, (entry.title, entry.own_text)))
    version = entry.updated or (_short(words) if words else "")
    told = replace(entry, outlet=entry.outlet or place.outlet)
    body = None if is_old else json.dumps(asdict(told), ensure_ascii=True, separators=(",", ":"))
    return Seen(_short(entry.key), version, body)


def entry_of(body: str) -> Entry:
    """The entry that was remembered."""
    values: dict[str, Any] = json.loads(body)
    return Entry(**values)


def _short(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
