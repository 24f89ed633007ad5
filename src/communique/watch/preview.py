"""What a watch would read if it ran now; nothing is kept and nothing sent."""

from __future__ import annotations

from collections.abc import Iterator

from communique.errors import ArticleError
from communique.model.article import Failure
from communique.model.watching import Seen, SourceKind
from communique.net.client import Client
from communique.record.store import Store
from communique.reports.wording import count, shorten
from communique.sources import Limits
from communique.watch.answers import answer_of, entry_of, feed_entries, kind_of, listed, map_entries, seen
from communique.watch.place import Place

SHOWN = 5
_WIDTH = 100


def preview(client: Client, store: Store | None, place: Place, limits: Limits) -> Iterator[str]:
    """Lines that say what a place shows now, and which of it would be read; `store` is None where there is none yet."""
    if place.kind is SourceKind.FILES:
        yield f"{place.name}: files of this machine; those that the record does not hold would be read"
        return
    last = store.polls.poll(place.source) if store else None
    try:
        with (got := client.fetch((last and last.address) or place.source)).stream:
            content = answer_of(got, place)
            kind = kind_of(content, place.kind or (last.kind if last else None))
            failed: list[Failure] = []
            if kind is SourceKind.PAGE:
                yield f"{place.name}: a web page; it would be read if its text is new"
                return
            if kind is SourceKind.SITEMAP:
                shown = [seen(entry, place) for entry in map_entries(content, limits, failed) if not entry.is_map]
            else:
                entries = listed if kind is SourceKind.LIST else feed_entries
                shown = list(entries(content, limits, place, failed))
    except ArticleError as error:
        yield f"{place.name}: {error}"
        return
    fresh = store.polls.unseen(place.source, shown) if store else shown
    yield f"{place.name}: {count(len(shown), 'entry', 'entries')} in the {kind}, {len(fresh)} would be read"
    yield from (f"  {_title(entry)}" for entry in fresh[:SHOWN])
    if len(fresh) > SHOWN:
        yield f"  and {len(fresh) - SHOWN} more"
    yield from (f"  not understood: {failure.reason}" for failure in failed[:SHOWN])


def _title(entry: Seen) -> str:
    known = entry_of(entry.body or "{}")
    day = f"{known.published[:10]}  " if known.published else ""
    return day + shorten(known.title or known.url or known.key, _WIDTH)
