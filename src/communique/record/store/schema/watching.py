"""The tables of what `communique watch` remembers. Moments are ISO date-times in UTC, to the second."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table

from communique.record.store.schema.base import BY_KEY, STRICT, Measure, Number, Words, metadata, where

polls = Table(
    "polls",
    metadata,
    Column("seq", Number, primary_key=True),
    Column("source", Words, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("kind", Words),
    Column("address", Words),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("digest", Words),
    Column("next_poll", Words),
    Column("last_poll", Words),
    Column("last_change", Words),
    Column("rhythm", Measure),
    Column("failures", Number, nullable=False),
    Column("error", Words),
    Column("gone", Number, nullable=False),
    Column("items", Number, nullable=False),
    **STRICT,
)

# The body of an item is there as long as it is to be read; the row stays, so that it is not read twice.
seen_items = Table(
    "seen_items",
    metadata,
    Column("source", Number, ForeignKey("polls.seq", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("key", Words, primary_key=True),
    Column("version", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("first_seen", Words, nullable=False),
    Column("last_seen", Words, nullable=False),
    Column("editions", Number, nullable=False),
    Column("tries", Number, nullable=False),
    Column("next_try", Words),
    Column("reason", Words),
    Column("body", Words),
    **BY_KEY,
)
Index("seen_items_waiting", seen_items.c.next_try, **where(seen_items.c.body.is_not(None)))
Index("seen_items_by_day", seen_items.c.source, seen_items.c.last_seen)

# Pages that were read lately and are looked at again, each once whatever led to it.
recent_pages = Table(
    "recent_pages",
    metadata,
    Column("address", Words, primary_key=True),
    Column("url", Words, nullable=False),
    Column("source", Number, ForeignKey("polls.seq", ondelete="CASCADE"), nullable=False),
    Column("body", Words, nullable=False),
    Column("read", Words, nullable=False),
    Column("due", Words, nullable=False),
    Column("looks", Number, nullable=False),
    Column("etag", Words),
    Column("last_modified", Words),
    **BY_KEY,
)
Index("recent_pages_by_source", recent_pages.c.source, recent_pages.c.due)

watches = Table(
    "watches",
    metadata,
    Column("name", Words, primary_key=True),
    Column("article", Number, nullable=False),
    Column("last_digest", Words),
    **STRICT,
)

told = Table(
    "told",
    metadata,
    Column("watch", Words, primary_key=True),
    Column("change", Words, primary_key=True),
    Column("told_at", Words, nullable=False),
    **BY_KEY,
)

outbox = Table(
    "outbox",
    metadata,
    Column("seq", Number, primary_key=True),
    Column("key", Words, nullable=False, unique=True),
    Column("watch", Words, nullable=False),
    Column("target", Words, nullable=False),
    Column("body", Words, nullable=False),
    Column("made", Words, nullable=False),
    Column("tries", Number, nullable=False),
    Column("next_try", Words),
    Column("sent", Words),
    Column("error", Words),
    **STRICT,
)

leases = Table(
    "leases",
    metadata,
    Column("name", Words, primary_key=True),
    Column("holder", Words, nullable=False),
    Column("expires", Words, nullable=False),
    **STRICT,
)
