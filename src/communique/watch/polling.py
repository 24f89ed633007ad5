"""One poll of one place: what its answer brings into the memory of watching, and when it is polled next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import TypeVar

from communique.clock import Clock
from communique.errors import ArticleError, FailureKind, FetchError
from communique.model.article import Failure, RawDocument
from communique.model.watching import Poll, Seen, SourceKind, Taken
from communique.net.client import Client
from communique.net.fetched import Fetched
from communique.record.intake import Summary
from communique.record.store import Store
from communique.sources import Item, Limits, Link, open_sources
from communique.sources.content import Content
from communique.sources.discovery import alternates, feed_rhythm
from communique.sources.forms import take_apart
from communique.watch.answers import (
    RECENT,
    answer_of,
    digest_of,
    feed_entries,
    is_recent,
    kind_of,
    linked,
    listed,
    map_entries,
    seen,
)
from communique.watch.fetching import Asking, Got
from communique.watch.place import Place
from communique.watch.rhythm import FIRST, Revisits, after_failure, learned
from communique.watch.same_page import under_known_address
from communique.watch.words import is_same_trouble, reached, say_wait

TRIES = 3
"""After so many failures in a row a place is listed among the failures of the record."""
MAPS = 20
"""So many maps that a map of a site names are looked at in one poll, the latest first."""
_ACCEPT = {
    SourceKind.FEED: "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5"
}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tools:
    """What watching works with: the record, the client, the clock, what takes documents into the record.

    `revisits` says when pages that were read are looked at again.
    """

    store: Store
    client: Client
    clock: Clock
    take: Callable[[Iterable[Item]], Summary]
    limits: Limits = Limits()  # noqa: RUF009 (frozen)
    revisits: Revisits = Revisits()  # noqa: RUF009
    random: Random = Random()  # noqa: RUF009


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a poll ended: how long until the next (None: there is none), what to say of it (None: nothing), and
    whether it brought articles into the record."""

    wait: timedelta | None
    line: str | None = None
    read: bool = False


@dataclass(frozen=True, slots=True)
class _Brought:
    """What an answer brought: entries, what was read of it at once, what of it could not be read."""

    kind: SourceKind
    taken: Taken = Taken()  # noqa: RUF009 (frozen)
    read: int = 0
    failed: tuple[Failure, ...] = ()
    said: float | None = None


def read_at_once(kind: SourceKind, summary: Summary) -> _Brought:
    """What an answer brought that is no list of entries: another date or headline of what is known has not failed."""
    failed = tuple(failure for failure in summary.failures if not failure.is_aside)
    return _Brought(kind, read=summary.read, failed=failed)


def asking_of(tools: Tools, place: Place) -> Asking:
    """What is asked for when a place on the web is polled."""
    last = _last(tools, place)
    accept = _ACCEPT.get(last.kind) if last.kind else None
    return Asking(last.address or place.source, last.etag, last.last_modified, accept)


def poll(tools: Tools, place: Place, answer: Got | None = None) -> Outcome:
    """Keep what a place shows by its answer, or by its files where there is none; never fails for what a server does.

    First the entries are kept, then how the place stands: whatever happens in between, none is lost, and what is
    shown again is known.
    """
    last = _last(tools, place)
    try:
        if answer is None:
            return _files(tools, place, last)
        if isinstance(answer, Exception):
            raise answer
        return _fetched(tools, place, last, answer)
    except ArticleError as error:
        return put_off(tools, place, error)


def _fetched(tools: Tools, place: Place, last: Poll, got: Fetched) -> Outcome:
    if got.not_modified:
        return _answered(tools, place, last, got, _Brought(last.kind or SourceKind.PAGE, said=got.max_age))
    digest = digest_of(got.stream)
    if digest == last.digest and not last.failures:
        return _answered(tools, place, last, got, _Brought(last.kind or SourceKind.PAGE, said=got.max_age))
    content = answer_of(got, place)
    head = content.head
    try:
        kind = kind_of(content, last.kind)
    except ArticleError:
        offered = alternates(head, got.url) if last.failures + 1 >= TRIES else ()
        if not offered:
            raise
        return _redirected(tools, place, last, offered[0])
    offered = alternates(head, got.url) if kind is SourceKind.PAGE and place.kind is None and place.is_root else ()
    if offered:
        return _redirected(tools, place, last, offered[0])
    brought = _take(tools, place, replace(last, kind=kind), content)
    said = max(feed_rhythm(head) or 0.0, got.max_age or 0.0) if kind is SourceKind.FEED else got.max_age
    return _answered(tools, place, replace(last, digest=digest), got, replace(brought, said=said))


def _take(tools: Tools, place: Place, last: Poll, content: Content) -> _Brought:
    failed: list[Failure] = []
    kind = last.kind or SourceKind.PAGE
    now = tools.clock.now()
    if kind is SourceKind.PAGE:
        return _read(tools, place, last, content)
    if kind is SourceKind.SITEMAP:
        entries: Iterable[Seen] = _map(tools, place, last, content, failed)
    elif kind is SourceKind.LIST:
        entries = listed(content, place.limits(tools.limits), place, failed)
    else:
        entries = feed_entries(content, tools.limits, place, failed)
    taken = tools.store.polls.keep(last, entries, now=now)
    if failed and not (taken.new or taken.edited or taken.known):
        first = failed[0]
        raise ArticleError(first.reason, kind=first.kind, hint=first.hint)
    for failure in failed:
        tools.store.add_failure(failure)
    return _Brought(kind, taken, failed=tuple(failed))


def _read(tools: Tools, place: Place, last: Poll, content: Content) -> _Brought:
    """What an answer holds itself is read at once; what it links to, as tables do, waits like the entries of a list."""
    links: list[Seen] = []

    def documents() -> Iterator[Item]:
        for found in take_apart(content, place.limits(tools.limits)):
            if isinstance(found, Link):
                links.append(linked(found, place))
            elif isinstance(found, RawDocument) and found.media == "html" and found.origin == place.source:
                yield under_known_address(tools.store, place.source, found)
            else:
                yield found

    summary = tools.take(documents())
    taken = tools.store.polls.keep(last, links, now=tools.clock.now()) if links else Taken()
    return replace(read_at_once(SourceKind.PAGE, summary), taken=taken)


def _map(tools: Tools, place: Place, last: Poll, content: Content, failed: list[Failure]) -> Iterable[Seen]:
    """The entries of the map of a site and of the latest maps that it names; a map is not followed any deeper."""
    first = last.last_poll is None
    horizon = ((last.last_poll or tools.clock.now()) - RECENT).date()
    entries = list(map_entries(content, tools.limits, failed))
    for entry in entries:
        if not entry.is_map:
            yield seen(entry, place, is_old=not is_recent(entry, horizon, first=first))
    maps = [entry for entry in entries if entry.is_map and entry.url and is_recent(entry, horizon, first=False)]
    for entry in sorted(maps, key=lambda entry: entry.updated or "9999", reverse=True)[:MAPS]:
        try:
            inner = answer_of(tools.client.fetch(entry.url or ""), place)
        except FetchError as error:
            failed.append(Failure(entry.url or place.source, error.kind, error.message, error.hint))
            continue
        for below in map_entries(inner, tools.limits, failed):
            if not below.is_map:
                yield seen(below, place, is_old=not is_recent(below, horizon, first=first))


def _files(tools: Tools, place: Place, last: Poll) -> Outcome:
    """Files of this machine are read anew each time; what the record holds of them is passed over."""
    try:
        found = open_sources([place.source], place.limits(tools.limits))
        summary = tools.take(item for item in found if not _is_empty(item, place))
    except OSError as error:
        raise ArticleError(str(error), kind=FailureKind.UNREADABLE, hint="look whether it is still there") from error
    return _answered(tools, place, last, None, read_at_once(SourceKind.FILES, summary))


def _is_empty(item: Item, place: Place) -> bool:
    """True for what is said of a folder in which nothing lies yet: there is nothing wrong with one that is watched."""
    return isinstance(item, Failure) and item.kind is FailureKind.EMPTY and item.origin == place.source


def _answered(tools: Tools, place: Place, last: Poll, got: Fetched | None, brought: _Brought) -> Outcome:
    """Note an answer, whatever it brought."""
    now = tools.clock.now()
    changed = bool(brought.taken.new or brought.taken.edited or brought.read)
    before = timedelta(seconds=last.rhythm) if last.rhythm else None
    wait = place.every or learned(before, changed=changed, said=brought.said)
    kept = replace(
        last,
        kind=brought.kind,
        next_poll=now + wait,
        last_poll=now,
        last_change=now if changed else last.last_change,
        rhythm=wait.total_seconds(),
        failures=0,
        error=None,
        gone=False,
    )
    if got is not None:
        moved = got.moved if got.moved and got.moved != (last.address or place.source) else None
        kept = replace(kept, address=moved or last.address)
        if not got.not_modified:
            kept = replace(kept, etag=got.etag, last_modified=got.last_modified)
    sound = got is not None and not got.not_modified and not brought.failed
    tools.store.polls.keep(kept, now=now, mended=sound or bool(last.failures))
    return Outcome(wait, _line(place, last, kept, brought), bool(brought.read))


def _redirected(tools: Tools, place: Place, last: Poll, address: str) -> Outcome:
    """Go over to the feed that a page names; it is polled at once."""
    now = tools.clock.now()
    kept = replace(last, address=address, kind=SourceKind.FEED, next_poll=now)
    kept = replace(kept, etag=None, last_modified=None, digest=None)
    tools.store.polls.keep(kept, now=now)
    return Outcome(timedelta(0), f"{place.name}: a web page; its feed is polled instead: {address}")


def _last(tools: Tools, place: Place) -> Poll:
    last = tools.store.polls.poll(place.source) or Poll(place.source, place.name, place.kind)
    return replace(last, name=place.name, kind=place.kind or last.kind)


def put_off(tools: Tools, place: Place, error: ArticleError) -> Outcome:
    """Note a failure of a place, and when it is polled again."""
    last = _last(tools, place)
    now = tools.clock.now()
    gone = isinstance(error, FetchError) and error.status == 410 and last.address is None
    asked = error.retry_after if isinstance(error, FetchError) else None
    usual = place.every or (timedelta(seconds=last.rhythm) if last.rhythm else FIRST)
    failures = last.failures + 1
    wait = after_failure(failures, usual, asked, tools.random)
    kept = replace(last, next_poll=now + wait, last_poll=now, failures=failures, error=error.message, gone=gone)
    if last.address and failures >= TRIES:
        # Perhaps it came back to where it was.
        kept = replace(kept, address=None, etag=None, last_modified=None, digest=None)
    tools.store.polls.keep(kept, now=now)
    if gone or failures == TRIES:
        tools.store.add_failure(Failure(place.source, error.kind, error.message, error.hint))
    line = None
    if gone:
        line = f"{place.name}: gone for good (410), and no longer polled"
    elif not is_same_trouble(error.message, last.error):
        # What is not visited stays so until somebody allows it.
        mend = f" ({error.hint})" if error.kind is FailureKind.FORBIDDEN and error.hint else ""
        line = f"{place.name}: {error.message}{mend}; again in {say_wait(wait)}"
    return Outcome(None if gone else wait, line)


def _line(place: Place, last: Poll, kept: Poll, brought: _Brought) -> str | None:
    """What is worth saying of an answer: what it brought, that it is back, that it moved, that something was missed."""
    told = reached(brought.taken, brought.read, len(brought.failed))
    if last.failures:
        told.insert(0, "answers again")
    if kept.address != last.address and kept.address:
        told.append(f"has moved for good to {kept.address}")
    taken = brought.taken
    if brought.kind is SourceKind.FEED and last.items and taken.new and not taken.known:
        told.append("none of the entries known before is left in it, so some may have been missed")
    return f"{place.name}: {', '.join(told)}" if told else None
