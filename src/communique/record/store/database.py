"""A database that holds a record, as the store sees it: connections to read, and one at a time to write."""

from __future__ import annotations

from contextlib import AbstractContextManager
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

    def copy_to(self, path: Path) -> None:
        """The record as of one moment into a new record file, while others read and write; no file may be there."""

    def close(self) -> None:
        """Let go of it; what was written stays."""


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
