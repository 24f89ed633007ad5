"""The memory of watching, first part: sources as they were last polled, and their items, each read once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, or_, select, update

from communique.articles.addresses import canonical_url
from communique.model.article import URL_BASIS
from communique.model.watching import ItemState, Poll, Seen, SourceKind, Taken, Waiting
from communique.record.store.schema import articles, failures, fingerprints, polls, seen_items
from communique.record.store.write import made_whole

Opening = Callable[[], AbstractContextManager[Connection]]
EDITIONS = 30
"""So often an entry that says that it was edited is read again; one that says so on every poll is left alone then."""
FAR = timedelta(days=2)
"""What is put off for longer than anything is ever put off was noted while the clock was wrong, and is due."""
REMEMBERED = timedelta(days=120)
"""So long an entry is remembered after its source has stopped showing it."""
_DAY = timedelta(days=1)
_CHUNK = 400
_POLL = tuple(polls.c[field.name] for field in fields(Poll))
_MOMENTS = ("next_poll", "last_poll", "last_change")


@dataclass(frozen=True, slots=True)
class Tally:
    """The items of one source by their state, and why one of those that wait or were given up could not be read."""

    waiting: int = 0
    read: int = 0
    given_up: int = 0
    noted: int = 0
    looked_at_again: int = 0
    reason: str | None = None


class Polls:
    """Sources and items in an open record; every method is one transaction.

    >>> store.polls.poll("https://news.example/feed.xml").failures  # doctest: +SKIP
    0
    """

    def __init__(self, writing: Opening, reading: Opening) -> None:
        self._writing = writing
        self._reading = reading

    def poll(self, source: str) -> Poll | None:
        """How a source stood after it was last polled; None when it never was."""
        with self._reading() as db:
            row = db.execute(select(*_POLL).where(polls.c.source == source)).first()
        return _to_poll(row) if row else None

    def all(self) -> list[Poll]:
        """Every source that was ever polled, in the order in which they came."""
        with self._reading() as db:
            return [_to_poll(row) for row in db.execute(select(*_POLL).order_by(polls.c.seq))]

    def keep(self, poll: Poll, entries: Iterable[Seen] = (), *, now: datetime, mended: bool = False) -> Taken:
        """Keep how a source stands now, with the entries that it shows; what of them is new or edited waits.

        Both go in together: an answer is never noted as had while its entries are lost. Time and memory: by chunks.
        With `mended` the failures of the source as such, and of entries that it showed broken, are taken back.
        """
        with self._writing() as db:
            number = _number(db, poll)
            if mended:
                entries_of = made_whole(f"{poll.source}, entry ")
                own = or_(
                    failures.c.origin == made_whole(poll.source),
                    and_(failures.c.origin > entries_of, failures.c.origin < f"{entries_of}:"),
                )
                db.execute(delete(failures).where(own, failures.c.article.is_(None)))
            taken = Taken()
            rest = iter(entries)
            while chunk := list(islice(rest, _CHUNK)):
                taken = _added(taken, _keep_chunk(db, number, chunk, now))
            if taken.new:
                db.execute(update(polls).where(polls.c.seq == number).values(items=polls.c["items"] + taken.new))
            return taken

    def unseen(self, source: str, entries: Iterable[Seen]) -> list[Seen]:
        """Those of the entries that would be read if they were kept."""
        found = []
        with self._reading() as db:
            number = db.execute(select(polls.c.seq).where(polls.c.source == source)).scalar()
            rest = iter(entries)
            while chunk := list(islice(rest, _CHUNK)):
                known = _known(db, number, chunk) if number is not None else {}
                found += [seen for seen in chunk if seen.body is not None and _is_fresh(seen, known.get(seen.key))]
        return found

    def waiting(self, sources: Sequence[str], now: datetime, limit: int) -> list[Waiting]:
        """Items that are due to be read, the sources by turns, of each the longest known first."""
        turn = func.row_number().over(
            partition_by=seen_items.c.source, order_by=(seen_items.c.first_seen, seen_items.c.body)
        )
        names = [seen_items.c[name] for name in ("key", "body", "tries", "reason", "editions")]
        due = and_(seen_items.c.body.is_not(None), _is_due(seen_items.c.next_try, now), polls.c.source.in_(sources))
        chosen = select(polls.c.source, *names, turn.label("turn")).join(polls, polls.c.seq == seen_items.c.source)
        with self._reading() as db:
            kept = db.execute(chosen.where(due).order_by("turn", polls.c.source).limit(limit)).all()
        return [Waiting(row.source, row.key, row.body, row.tries, row.reason, row.editions) for row in kept]

    def next_try(self, sources: Sequence[str]) -> datetime | None:
        """The earliest moment for which an item was put off; None where none was."""
        chosen = select(func.min(seen_items.c.next_try)).join(polls, polls.c.seq == seen_items.c.source)
        with self._reading() as db:
            found = db.execute(chosen.where(seen_items.c.body.is_not(None), polls.c.source.in_(sources))).scalar()
        return from_text(found)

    def finish(self, items: Iterable[Waiting], state: ItemState = ItemState.READ, reason: str | None = None) -> None:
        """Say that items have been worked off; only once what they hold is in the record."""
        with self._writing() as db:
            for item in items:
                values = {"state": state.value, "body": None, "next_try": None, "reason": made_whole(reason)}
                db.execute(update(seen_items).where(_is_item(item)).values(values))

    def put_off(self, item: Waiting, until: datetime, reason: str, *, tried: bool = True) -> None:
        """Read an item later; `tried` says whether that was a try of it."""
        values = {"next_try": to_text(until), "reason": made_whole(reason), "tries": item.tries + tried}
        with self._writing() as db:
            db.execute(update(seen_items).where(_is_item(item)).values(values))

    def forget(self, now: datetime) -> int:
        """Forget entries that no source has shown for long and that are worked off; how many."""
        worked_off = seen_items.c.body.is_(None)
        with self._writing() as db:
            return db.execute(
                delete(seen_items).where(worked_off, seen_items.c.last_seen < to_text(now - REMEMBERED))
            ).rowcount

    def tallies(self) -> dict[str, Tally]:
        """For each source how its items stand."""
        chosen = select(polls.c.source, seen_items.c.state, func.count(), func.max(seen_items.c.reason))
        grouped = chosen.join(polls, polls.c.seq == seen_items.c.source).group_by(polls.c.source, seen_items.c.state)
        counted: dict[str, dict[str, Any]] = {}
        with self._reading() as db:
            for source, state, number, reason in db.execute(grouped):
                values = counted.setdefault(source, {})
                values[ItemState(state).name.lower()] = number
                values["reason"] = reason or values.get("reason")
        return {source: Tally(**values) for source, values in counted.items()}

    def had(self, url: str) -> str | None:
        """When the record last took in what stood at this address (ISO), in whatever view; None where it has none."""
        same = fingerprints.c.address == canonical_url(made_whole(url))
        chosen = select(articles.c.fetched, articles.c.meta).join(fingerprints).where(same)
        with self._reading() as db:
            known = [row.fetched for row in db.execute(chosen) if URL_BASIS not in json.loads(row.meta or "{}")]
        return max((fetched for fetched in known if fetched), default=None)


def to_text(moment: datetime | None) -> str | None:
    """A moment as it is kept, so that texts sort as moments do.

    >>> to_text(datetime(2025, 3, 1, 7, tzinfo=UTC))
    '2025-03-01T07:00:00+00:00'
    """
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else None


def from_text(text: str | None) -> datetime | None:
    """A moment as it was kept."""
    return datetime.fromisoformat(text) if text else None


def _is_due(column: Any, now: datetime) -> ColumnElement[bool]:
    """True for what is due, and for what was put off by a clock that was far ahead."""
    return or_(column.is_(None), column <= to_text(now), column > to_text(now + FAR))


def _to_poll(row: Row[Any]) -> Poll:
    values = row._asdict()
    for name in _MOMENTS:
        values[name] = from_text(values[name])
    kind = values["kind"]
    return Poll(**{**values, "kind": SourceKind(kind) if kind else None, "gone": bool(values["gone"])})


def _number(db: Connection, poll: Poll) -> int:
    """Write the row of a source; its number."""
    values = {field.name: made_whole(getattr(poll, field.name)) for field in fields(Poll) if field.name != "items"}
    values |= {name: to_text(values[name]) for name in _MOMENTS}
    values |= {"kind": poll.kind.value if poll.kind else None, "gone": int(poll.gone)}
    number: int | None = db.execute(select(polls.c.seq).where(polls.c.source == values["source"])).scalar()
    if number is None:
        number = db.execute(insert(polls).values(values | {"items": 0}).returning(polls.c.seq)).scalar_one()
        return int(number)
    db.execute(update(polls).where(polls.c.seq == number).values(values))
    return number


def _keep_chunk(db: Connection, number: int, chunk: Sequence[Seen], now: datetime) -> Taken:
    known = _known(db, number, chunk)
    moment = to_text(now)
    fresh: dict[str, dict[str, Any]] = {}
    edited = 0
    for seen in chunk:
        old = known.get(seen.key)
        if old is None:
            state = ItemState.WAITING if seen.body is not None else ItemState.NOTED
            fresh.setdefault(seen.key, {
                "source": number, "key": seen.key, "version": seen.version, "state": state.value, "first_seen": moment,
                "last_seen": moment, "editions": 0, "tries": 0, "body": seen.body,
            })  # fmt: skip
        elif _is_fresh(seen, old):
            edited += old.body is None
            _wait_again(db, number, seen, moment)
        elif old.last_seen < (to_text(now - _DAY) or "") or old.version != seen.version:
            here = and_(seen_items.c.source == number, seen_items.c.key == seen.key)
            db.execute(update(seen_items).where(here).values(last_seen=moment, version=seen.version))
    if fresh:
        db.execute(insert(seen_items), list(fresh.values()))
    return Taken(len(fresh), edited, len(known))


def _wait_again(db: Connection, number: int, seen: Seen, moment: str | None) -> None:
    values = {"version": seen.version, "state": ItemState.WAITING.value, "last_seen": moment, "body": seen.body,
              "tries": 0, "next_try": None, "reason": None}  # fmt: skip
    here = and_(seen_items.c.source == number, seen_items.c.key == seen.key)
    db.execute(update(seen_items).where(here).values(values | {"editions": seen_items.c.editions + 1}))


def _known(db: Connection, number: int, chunk: Sequence[Seen]) -> dict[str, Row[Any]]:
    names = [seen_items.c[name] for name in ("key", "version", "state", "last_seen", "editions", "body")]
    keys = {seen.key for seen in chunk}
    found = db.execute(select(*names).where(seen_items.c.source == number, seen_items.c.key.in_(keys)))
    return {row.key: row for row in found}


def _is_fresh(seen: Seen, old: Row[Any] | None) -> bool:
    """True for an entry that is new, or that was edited since it was read."""
    if old is None:
        return True
    edited = seen.version != old.version and seen.body is not None
    return edited and old.state != ItemState.NOTED.value and old.editions < EDITIONS


def _is_item(item: Waiting) -> ColumnElement[bool]:
    number = select(polls.c.seq).where(polls.c.source == item.source).scalar_subquery()
    # Where its entry was edited meanwhile, it waits on.
    return and_(seen_items.c.source == number, seen_items.c.key == item.key, seen_items.c.body == item.body)


def _added(one: Taken, other: Taken) -> Taken:
    return Taken(one.new + other.new, one.edited + other.edited, one.known + other.known)
