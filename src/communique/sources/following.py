"""Following links: the page is fetched and taken apart like any other content; where it cannot be, that is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from communique.errors import FailureKind, FetchError
from communique.model.article import URL_BASIS, Failure, RawDocument
from communique.sources.content import Content
from communique.sources.digests import Digests
from communique.sources.discovery import alternates
from communique.sources.forms import take_apart
from communique.sources.paging import MOST, next_page
from communique.sources.single import is_page
from communique.sources.source import Item, Limits, Link

if TYPE_CHECKING:
    # Only for the types: a run that fetches nothing does not load the network.
    from communique.net.client import Client
    from communique.net.fetched import Fetched


_GZIP = b"\x1f\x8b"


class Follower:
    """Follows the links of one run, each address once: with `client`, else as the manners of its limits say."""

    def __init__(self, limits: Limits, client: Client | None = None) -> None:
        self._limits = limits
        self._client = client
        self._had = Digests()

    def items(self, link: Link, got: Fetched | None = None) -> Iterator[Item]:
        """What the link leads to, or what was `got` there; nothing where this run was there before."""
        if not self._had.is_first(link.url):
            return
        try:
            got = got or self._fetched(link)
        except FetchError as error:
            yield from without_page(link, error)
            return
        with got.stream:
            content = content_of(link, got)
            if front := _front_page(content, got):
                yield from without_page(link, front)
                return
            for found in take_apart(content, self._limits):
                if isinstance(found, RawDocument) and found.origin == link.origin:
                    instead = link.instead if link.is_whole else None
                    yield replace(found, instead=instead, pages=tuple(self._further(found, got.url)))
                elif not isinstance(found, Link):
                    yield found
                elif link.hops > 0:
                    yield from self.items(replace(found, hops=min(found.hops, link.hops - 1)))
                else:
                    yield _too_far(link)
                    return

    def _further(self, first: RawDocument, url: str) -> Iterator[bytes]:
        """The pages of an article after the first, as far as they can be had from its host."""
        page, number = first.content, 1
        while first.media == "html" and isinstance(page, bytes) and number < MOST:
            following = next_page(page, url, number)
            if following is None:
                return
            try:
                got = self._fetched(Link(first.origin, following))
            except FetchError:
                return
            with got.stream:
                page, url, number = got.content, got.url, number + 1
            yield page

    def _fetched(self, link: Link) -> Fetched:
        if self._client is None:
            if self._limits.manners is None:
                raise _offline(link.url)
            from communique.net.client import Client

            self._client = Client(self._limits.manners)
        return self._client.fetch(link.url)


def follow(link: Link, got: Fetched, client: Client, limits: Limits) -> Iterator[Item]:
    """The documents of a page that a link led to and that was `got`, with what its source says of it."""
    yield from Follower(limits, client).items(link, got)


def without_page(link: Link, error: FetchError) -> Iterator[Item]:
    """What is left of a link of which the page is not to be had: the source's own text, or why there is none."""
    if link.instead is None:
        yield Failure(link.origin, error.kind, error.message, error.hint)
        return
    note = f"the page was not read: {error.message}"
    yield replace(link.instead, known={**link.instead.known, "fetch_note": note})
    if not link.is_whole:
        what = link.instead.known.get("text_note") or "a summary"
        reason = f"{error.message}; {what} was read in its place"
        yield Failure(link.origin, error.kind, reason, error.hint)


def content_of(link: Link, got: Fetched) -> Content:
    """The answer as content: what the server states of it, unless its first bytes say otherwise."""
    stream: Any = got.stream
    name, media_type = _file_name(got.url), got.media_type
    first = stream.read(2)
    stream.seek(0)
    if name.lower().endswith(".gz") and first != _GZIP:
        # Unpacked on the way already: many servers send what is packed as if they had packed it.
        name, media_type = name[:-3], None
    known = {key: value for key, value in link.known.items() if key != URL_BASIS}  # now it is sure what lies there
    content = Content(
        link.origin,
        stream,
        name=name,
        media_type=media_type,
        known={**known, "url": got.url, "fetched": got.fetched_at},
        hints={**link.hints, "charset": got.charset} if got.charset else link.hints,
        is_named=True,
    )
    if is_page(content):
        content.media_type = "text/html"
    return content


def _file_name(url: str) -> str:
    """The last part of the path; none where it is the name of a script or of a folder.

    >>> _file_name("https://a.example/b/statement.pdf?download=1"), _file_name("https://a.example/b/")
    ('statement.pdf', '')
    """
    return PurePosixPath(unquote(urlsplit(url).path)).name if not url.endswith("/") else ""


def _front_page(content: Content, got: Fetched) -> FetchError | None:
    """Why the page is no article: many sites lead to their front page where an article is gone."""
    parts = urlsplit(got.url)
    if parts.path != "/" or parts.query or not is_page(content):
        return None
    feeds = alternates(content.head, got.url)
    if urlsplit(got.asked).path == "/" and not feeds:
        return None
    reason = "it is the front page of a site, not an article"
    gone = "the article may be gone; look for it in an archive of the web"
    hint = f"read its feed: {feeds[0][:300]}" if feeds else gone
    return FetchError(reason, kind=FailureKind.NO_TEXT, hint=hint, url=got.asked)


def _too_far(link: Link) -> Failure:
    reason = "it leads to a list of further pages, not to an article"
    return Failure(link.origin, FailureKind.UNSUPPORTED, reason, "name that list itself, if you want all of it")


def _offline(url: str) -> FetchError:
    hint = "leave out --offline, or unset `offline` under [net] in communique.toml"
    return FetchError("it is not fetched, since fetching is switched off", kind=FailureKind.OFFLINE, hint=hint, url=url)
