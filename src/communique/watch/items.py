"""Items that wait: fetched, read into the record, and only then done with; tried again where a failure may pass."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from communique.errors import FetchError
from communique.model.watching import Waiting
from communique.pipeline import Summary
from communique.sources import Item, Link
from communique.sources.entries import Entry, link_of
from communique.sources.following import follow
from communique.watch.answers import entry_of
from communique.watch.polling import Tools

BATCH = 16
"""So many items are read together; in between, places that are due are polled."""
TRIES = 14
_FIRST = timedelta(minutes=5)
_LONGEST = timedelta(hours=6)
_DAY = timedelta(days=1)


def read_waiting(tools: Tools, sources: Sequence[str]) -> Summary | None:
    """Read the next items of these sources into the record; None where none waits.

    An item is done with once all that it holds is in the record, as articles or as failures. Where its page cannot be
    had for a reason that may pass, it is tried again for about two days; then what its feed itself says of it is read.
    """
    items = tools.store.polls.waiting(sources, tools.clock.now(), BATCH)
    if not items:
        return None
    documents: list[Item] = []
    done: list[Waiting] = []
    held: dict[str, FetchError] = {}
    for item in items:
        entry = entry_of(item.body)
        host = urlsplit(entry.url or "").netloc
        if host in held:
            _put_off(tools, item, held[host], tried=False)
            continue
        try:
            if not _is_had(tools, item, entry):
                documents += _documents(tools, item, entry)
        except FetchError as error:
            if error.status in (None, 429) or error.retry_after:
                held[host] = error  # It is the host, not the page.
            _put_off(tools, item, error)
        else:
            done.append(item)
    summary = tools.take(documents)
    tools.store.polls.finish(done)
    return summary


def _documents(tools: Tools, item: Waiting, entry: Entry) -> list[Item]:
    """What the page of an entry holds; a failure that may pass is raised, until it was tried often enough."""
    link = link_of(entry, item.source)
    if not isinstance(link, Link):
        return [link]
    return list(follow(link, tools.client, tools.limits, patient=item.tries + 1 < TRIES))


def _is_had(tools: Tools, item: Waiting, entry: Entry) -> bool:
    """True where the record has the page as it was after the entry was last touched: two feeds can name one page.

    What a feed says was edited is fetched in any case: the clock by which a page was had may have been wrong.
    """
    touched = _moment(entry.updated or entry.published)
    if not entry.url or item.editions or touched is None:
        return False
    had = _moment(tools.store.polls.had(entry.url))
    return had is not None and touched < had <= tools.clock.now()


def _moment(text: str | None) -> datetime | None:
    """The end of the time that an ISO date or date-time names; without a zone it is that of UTC."""
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    found = found + _DAY if len(text or "") <= len("2025-03-14") else found
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _put_off(tools: Tools, item: Waiting, error: FetchError, *, tried: bool = True) -> None:
    wait = max(min(_FIRST * 2**item.tries, _LONGEST), min(timedelta(seconds=error.retry_after or 0), _DAY))
    strewn = wait * (1 + 0.1 * tools.random.random())
    tools.store.polls.put_off(item, tools.clock.now() + strewn, error.message, tried=tried)
