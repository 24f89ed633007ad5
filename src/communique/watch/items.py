"""Items that wait: fetched, read into the record, and only then done with; tried again where a failure may pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from communique.articles.addresses import canonical_url
from communique.errors import CommuniqueError, FailureKind, FetchError
from communique.model.article import Failure
from communique.model.watching import ItemState, RecentPage, Waiting
from communique.record.intake import Summary
from communique.sources import Item, Link
from communique.sources.entries import Entry, link_of
from communique.sources.following import follow, without_page
from communique.watch.answers import entry_of
from communique.watch.fetching import Asking, Got, fetch_all, is_of_host
from communique.watch.looking import recent_page
from communique.watch.polling import Tools
from communique.watch.same_page import page_of, under_known_address

BATCH = 16
"""So many items are read together; in between, places that are due are polled."""
TRIES = 14
_FIRST = timedelta(minutes=5)
_LONGEST = timedelta(hours=6)
_DAY = timedelta(days=1)
_DATE = len("2025-03-14")
_FRESH = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class _Read:
    """An item with what it holds, and its page where that is to be looked at again."""

    item: Waiting
    documents: Sequence[Item] = ()
    page: RecentPage | None = None


def read_waiting(tools: Tools, sources: Sequence[str]) -> Summary | None:
    """Read the next items of these sources into the record; None where none waits.

    An item is done with once all that it holds is in the record, as articles or as failures. Where its page cannot be
    had for a reason that may pass, it is tried again for about two days; then what its feed itself says of it is read.
    """
    items = _each_once(tools.store.polls.waiting(sources, tools.clock.now(), BATCH))
    if not items:
        return None
    found: list[_Read] = []
    held: set[str] = set()
    links = [_link_or_defect(tools, item) for item in items]
    answers = iter(fetch_all(tools.client, [Asking(link.url) for link in links if isinstance(link, Link)]))
    for item, link in zip(items, links, strict=True):
        if isinstance(link, Exception):
            _give_up(tools, item, link)
            continue
        if not isinstance(link, Link):
            found.append(_Read(item, [link] if link else []))
            continue
        try:
            found.append(_read(tools, item, link, next(answers)))
        except FetchError as error:
            host = Asking(link.url).host
            _put_off(tools, item, error, tried=host not in held)
            held |= {host} if is_of_host(error) else set()
        except CommuniqueError:
            raise
        except Exception as error:  # a defect must not come back with the same item for ever
            _give_up(tools, item, error)
    return _taken(tools, found)


def _each_once(items: Sequence[Waiting]) -> list[Waiting]:
    """Of several items that name one page the first; the others wait until it was had."""
    firsts: dict[str, Waiting] = {}
    for item in items:
        url = entry_of(item.body).url
        firsts.setdefault(canonical_url(url) if url else f"{item.source} {item.key}", item)
    return list(firsts.values())


def _taken(tools: Tools, found: Sequence[_Read]) -> Summary:
    """Take in what items hold, together; where that comes upon a defect, one by one."""
    try:
        summary = tools.take([document for one in found for document in one.documents])
        tools.store.pages.remember(one.page for one in found if one.page)
        tools.store.polls.finish(one.item for one in found)
        return summary
    except CommuniqueError:
        raise
    except Exception as error:
        if len(found) > 1:
            for one in found:
                _taken(tools, [one])
        elif found:
            _give_up(tools, found[0].item, error)
        return Summary()


def _give_up(tools: Tools, item: Waiting, error: Exception) -> None:
    reason = f"it cannot be read: {type(error).__name__}: {error}"[:300]
    origin = f"{entry_of(item.body).url or item.key} (in {item.source})"
    tools.store.add_failure(Failure(origin, FailureKind.READER, reason, "report it"))
    tools.store.polls.finish([item], ItemState.GIVEN_UP, reason)


def _link(tools: Tools, item: Waiting) -> Link | Item | None:
    """The link to the page of an item, or what there is in its place; None where the record has the page."""
    entry = entry_of(item.body)
    return None if _is_had(tools, item, entry) else link_of(entry, item.source)


def _link_or_defect(tools: Tools, item: Waiting) -> Link | Item | Exception | None:
    """The same, or the defect over this one item."""
    try:
        return _link(tools, item)
    except CommuniqueError:
        raise
    except Exception as error:
        return error


def _read(tools: Tools, item: Waiting, link: Link, got: Got) -> _Read:
    """What the page of an entry holds; a failure that may pass is raised, until it was tried often enough."""
    if isinstance(got, FetchError) and not (got.is_passing and item.tries + 1 < TRIES):
        return _Read(item, list(without_page(link, got)))
    if isinstance(got, Exception):
        raise got
    documents = list(follow(link, got, tools.client, tools.limits))
    page = recent_page(tools, item, link, got, documents)
    raw = page_of(documents, link)
    return _Read(item, [under_known_address(tools.store, link.url, raw)] if raw else documents, page)


def _is_had(tools: Tools, item: Waiting, entry: Entry) -> bool:
    """True where the record has the page as it was after the entry was last touched: two feeds can name one page.

    Where the entry does not say when that was, or gives a day alone, a page counts that was had some minutes ago.
    What a feed says was edited is fetched in any case: the clock by which a page was had may have been wrong.
    """
    if not entry.url or item.editions:
        return False
    now, had = tools.clock.now(), _moment(tools.store.polls.had(entry.url))
    if had is None or had > now:
        return False
    stated = entry.updated or entry.published or ""
    touched = _moment(stated)
    is_vague = touched is None or len(stated) <= _DATE or touched > now
    return (touched is not None and touched < had) or (is_vague and now - had < _FRESH)


def _moment(text: str | None) -> datetime | None:
    """The end of the time that an ISO date or date-time names; without a zone it is that of UTC."""
    try:
        found = datetime.fromisoformat(text or "")
        found = found + _DAY if len(text or "") <= _DATE else found
    except (ValueError, OverflowError):  # of the last day of the year 9999 there is no end
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _put_off(tools: Tools, item: Waiting, error: FetchError, *, tried: bool = True) -> None:
    wait = max(min(_FIRST * 2**item.tries, _LONGEST), min(timedelta(seconds=error.retry_after or 0), _DAY))
    strewn = wait * (1 + 0.1 * tools.random.random())
    tools.store.polls.put_off(item, tools.clock.now() + strewn, error.message, tried=tried)
