"""Following links: the page is fetched and taken apart like any other content; where it cannot be, that is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from communique.errors import FailureKind, FetchError
from communique.model.article import Failure
from communique.sources.content import Content
from communique.sources.entries import SUMMARY
from communique.sources.forms import take_apart
from communique.sources.single import is_page
from communique.sources.source import Item, Limits, Link

if TYPE_CHECKING:
    # Only for the types: a run that fetches nothing does not load the network.
    from communique.net.client import Client
    from communique.net.fetched import Fetched
    from communique.net.manners import Manners


class Follower:
    """Follows the links of one run, each address once; `manners` None fetches nothing (`--offline`)."""

    def __init__(self, manners: Manners | None, limits: Limits) -> None:
        self._manners = manners
        self._limits = limits
        self._client: Client | None = None
        self._had: set[int] = set()

    def items(self, link: Link) -> Iterator[Item]:
        """What the link leads to; nothing where this run was there before."""
        key = hash(link.url)
        if key in self._had:
            return
        self._had.add(key)
        if self._manners is None:
            yield from without_page(link, _offline(link.url))
            return
        if self._client is None:
            from communique.net.client import Client

            self._client = Client(self._manners)
        yield from follow(link, self._client, self._limits)


def follow(link: Link, client: Client, limits: Limits, *, patient: bool = False) -> Iterator[Item]:
    """The documents of the page that a link leads to, with what its source says of it.

    Where the page cannot be had: the text that the source itself holds, with a note, else a Failure. With `patient` a
    failure that may pass (`FetchError.is_passing`) is raised instead, so that one can come back later.
    """
    try:
        got = client.fetch(link.url)
    except FetchError as error:
        if patient and error.is_passing:
            raise
        yield from without_page(link, error)
        return
    with got.stream:
        for found in take_apart(content_of(link, got), limits):
            if not isinstance(found, Link):
                yield found
            elif link.hops > 0:
                yield from follow(replace(found, hops=min(found.hops, link.hops - 1)), client, limits)
            else:
                reason = "it leads to a list of further pages, not to an article"
                hint = "name that list itself, if you want all of it"
                yield Failure(link.origin, FailureKind.UNSUPPORTED, reason, hint)
                return


def without_page(link: Link, error: FetchError) -> Iterator[Item]:
    """What is left of a link of which the page is not to be had: the source's own text, or why there is none."""
    if link.instead is None:
        yield Failure(link.origin, error.kind, error.message, error.hint)
        return
    note = f"the page was not read: {error.message}"
    yield replace(link.instead, known={**link.instead.known, "fetch_note": note})
    if link.instead.known.get("text_note") == SUMMARY:
        reason = f"{error.message}; {SUMMARY} was read in its place"
        yield Failure(link.origin, error.kind, reason, error.hint)


def content_of(link: Link, got: Fetched) -> Content:
    """The answer as content: what the server states of it, unless its first bytes say otherwise."""
    stream: Any = got.stream
    content = Content(
        link.origin,
        stream,
        name=_file_name(got.url),
        media_type=got.media_type,
        known={**link.known, "url": got.url, "fetched": got.fetched_at},
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


def _offline(url: str) -> FetchError:
    hint = "leave out --offline, or unset `offline` under [net] in communique.toml"
    return FetchError("it is not fetched, since fetching is switched off", kind=FailureKind.OFFLINE, hint=hint, url=url)
