"""A database that holds a record, as the store sees it: connections to read, and one at a time to write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection

from communique.settings.address import Address, Place


class Database(Protocol):
    """An open database; what it raises is of the error tree."""

    @property
    def place(self) -> Place:
        """Where it lies."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees the record as of one moment."""

    def writing(self) -> AbstractContextManager[Connection]:
        """A connection in a transaction beside which no other writes, in this process or another."""

    def translating(self) -> AbstractContextManager[None]:
        """A block in which what the database raises is turned into the errors of the tree."""

    def copy_to(self, path: Path) -> None:
        """The record as of one moment into a new record file, while others read and write; no file may be there."""

    def close(self) -> None:
        """Let go of it; what was written stays."""


class Together:
    """A database of which one transaction is open: what is read and written goes into it, each write whole or not."""

    def __init__(self, database: Database, db: Connection) -> None:
        self._database, self._db = database, db
        self.place = database.place

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The transaction, which sees what was written in it."""
        yield self._db

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The transaction; what is written is taken back where it fails, and nothing before it."""
        with self.translating(), self._db.begin_nested():
            yield self._db

    def translating(self) -> AbstractContextManager[None]:
        """As the database does."""
        return self._database.translating()

    def copy_to(self, path: Path) -> None:
        """The record as it was before the transaction."""
        self._database.copy_to(path)

    def close(self) -> None:
        """Nothing to let go of."""


def open_database(place: Place, *, readonly: bool, create: bool, timeout_s: float) -> Database:
    """The database at a place, made if need be; RecordError where it cannot be had."""
    if isinstance(place, Address):
        from communique.record.store.dialects.postgresql_server import open_server

        return open_server(place, readonly=readonly, create=create, timeout_s=timeout_s)
    from communique.record.store.dialects.sqlite_file import open_file

    return open_file(place, readonly=readonly, create=create, timeout_s=timeout_s)


def is_at(place: Place) -> bool:
    """True where something is that may be a record: a file, or tables on a server."""
    if isinstance(place, Address):
        from communique.record.store.dialects.postgresql_server import has_tables

        return has_tables(place)
    return place.exists()
