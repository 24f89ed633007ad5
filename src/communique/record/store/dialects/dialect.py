"""The seam between the store and its database: what a dialect has to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from sqlalchemy import Connection

from communique.model.record import Hits
from communique.record.store.asked import Asked, Part


class Dialect(Protocol):
    """A database's own ways, each function within its caller's transaction."""

    def describe(self, db: Connection) -> str:
        """What keeps the record, in a few words, and whether this user may write."""

    def finish_tables(self, db: Connection) -> None:
        """Add to new tables what the schema cannot say: the index of words, and that decisions stay."""

    def guard_decisions(self, db: Connection) -> None:
        """See to it that decisions are only ever added."""

    def stamp(self, db: Connection, version: int) -> None:
        """Write the version where programs that know nothing of records look for it."""

    def add_words(self, db: Connection, written: Sequence[tuple[int, str | None, str]]) -> None:
        """Put the words of articles that came in or were changed, by number, title and text, into the index."""

    def find_words(self, db: Connection, asked: Sequence[Asked], part: Part) -> Hits:
        """Articles that hold all that is asked, best first; of a great many those that came in last."""

    def finish_copy(self, db: Connection) -> None:
        """See to what hangs on rows that were copied into empty tables: the index of words, and the next numbers."""

    def damage(self, db: Connection) -> Iterator[str]:
        """What the database itself finds wrong with its tables, a sentence each."""

    def latest_marked(self, db: Connection, numbers: Sequence[int], limit: int) -> Iterable[int]:
        """The last `limit` articles that have each of these marks, one after the other."""


def dialect_of(db: Connection) -> Dialect:
    """The ways of the database that a connection leads to."""
    if db.dialect.name == "sqlite":
        from communique.record.store.dialects import sqlite

        return sqlite
    from communique.record.store.dialects import postgresql

    return postgresql
