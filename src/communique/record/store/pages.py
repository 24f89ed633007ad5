"""The memory of watching, third part: pages that were read lately, and when each is looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, insert, inspect, or_, select, update

from communique.model.watching import RecentPage
from communique.record.store.polls import Opening, from_text, to_text
from communique.record.store.schema import polls, recent_pages
from communique.record.store.write import made_whole

OVERDUE = timedelta(days=30)
"""A page of which the source has not been watched for so long is forgotten."""
_MOMENTS = ("read", "due")
_PAGE = tuple(recent_pages.c[field.name] for field in fields(RecentPage) if field.name != "source")
_CHOSEN = select(polls.c.source, *_PAGE).join(polls, polls.c.seq == recent_pages.c.source)


class Pages:
    """Recent pages in an open record; every method is one transaction, and none a change of the record.

    >>> store.pages.next_due(["https://news.example/feed.xml"])  # doctest: +SKIP
    datetime.datetime(2025, 3, 14, 13, 0, tzinfo=datetime.timezone.utc)
    """

    def __init__(self, writing: Opening, reading: Opening) -> None:
        self._writing = writing
        self._reading = reading

    def remember(self, pages: Iterable[RecentPage]) -> None:
        """Look at these pages again; one that is known already begins anew."""
        with self._writing() as db:
            for page in pages:
                values = _values(page)
                source = select(polls.c.seq).where(polls.c.source == made_whole(page.source)).scalar_subquery()
                db.execute(delete(recent_pages).where(recent_pages.c.address == values["address"]))
                db.execute(insert(recent_pages).values(values | {"source": source}))

    def due(self, sources: Sequence[str], now: datetime, limit: int, longest: timedelta) -> list[RecentPage]:
        """Pages of these sources that are due, the longest due first.

        What is put off for more than `longest` was noted while the clock was wrong, and is due.
        """
        ripe = or_(recent_pages.c.due <= to_text(now), recent_pages.c.due > to_text(now + longest))
        chosen = _CHOSEN.where(ripe, polls.c.source.in_(sources)).order_by(recent_pages.c.due).limit(limit)
        with self._reading() as db:
            return [_to_page(row) for row in db.execute(chosen)]

    def next_due(self, sources: Sequence[str]) -> datetime | None:
        """When the next page is due; None where none is looked at again."""
        chosen = select(func.min(recent_pages.c.due)).join(polls, polls.c.seq == recent_pages.c.source)
        with self._reading() as db:
            return from_text(db.execute(chosen.where(polls.c.source.in_(sources))).scalar())

    def looked(self, pages: Iterable[RecentPage]) -> None:
        """Keep how pages stand now; one that was remembered anew meanwhile stays as it is."""
        with self._writing() as db:
            for page in pages:
                same = (recent_pages.c.address == made_whole(page.address), recent_pages.c.read == to_text(page.read))
                db.execute(update(recent_pages).where(*same).values(_values(page)))

    def leave(self, pages: Iterable[RecentPage]) -> None:
        """Look at these pages no more."""
        with self._writing() as db:
            for page in pages:
                same = (recent_pages.c.address == made_whole(page.address), recent_pages.c.read == to_text(page.read))
                db.execute(delete(recent_pages).where(*same))

    def forget(self, now: datetime) -> int:
        """Forget pages that nobody has come for in long; how many."""
        with self._writing() as db:
            return db.execute(delete(recent_pages).where(recent_pages.c.due < to_text(now - OVERDUE))).rowcount

    def tallies(self) -> dict[str, int]:
        """For each source how many of its pages are looked at again."""
        grouped = select(polls.c.source, func.count()).join(recent_pages, polls.c.seq == recent_pages.c.source)
        with self._reading() as db:
            if not inspect(db).has_table(recent_pages.name):
                return {}  # A record of an older version, opened for reading.
            return {source: number for source, number in db.execute(grouped.group_by(polls.c.source))}  # noqa: C416


def _values(page: RecentPage) -> dict[str, Any]:
    values = {f.name: made_whole(getattr(page, f.name)) for f in fields(RecentPage) if f.name != "source"}
    return values | {name: to_text(values[name]) for name in _MOMENTS}


def _to_page(row: Row[Any]) -> RecentPage:
    values = row._asdict()
    return RecentPage(**values | {name: from_text(values[name]) for name in _MOMENTS})
