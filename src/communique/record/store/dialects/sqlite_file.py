"""Opening a record file: is it one, may it be written, and what to say when the database refuses."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from communique.errors import NotARecordError, RecordError, RecordFullError, RecordLockedError
from communique.record.store.dialects.sqlite import APPLICATION_ID
from communique.record.store.versions import check_version, create_tables, upgrade_tables

_MAGIC = b"SQLite format 3\x00"
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_FORBIDDEN = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_LITTLE = 2**18
"""Bytes; a disk with less free space is full."""
_DAMAGED = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}


class SqliteFile:
    """A record file, open; two connections never write at once."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.place = path
        self.engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment, from its first question on."""
        with _translated(self.place), self.engine.connect() as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction that has the file to itself."""
        with _translated(self.place), self.engine.connect().execution_options(write=True) as db, db.begin():
            yield db

    def translating(self) -> AbstractContextManager[None]:
        """A block in which what the database raises is turned into errors that a user can act on."""
        return _translated(self.place)

    def copy_to(self, path: Path) -> None:
        """The file, page by page, as it stands; writers go on meanwhile, and what they write is not in the copy."""
        with self.reading() as db, _translated(path), closing(sqlite3.connect(path)) as copy:
            source: Any = db.connection.driver_connection
            source.backup(copy)
        lay_down(path)

    def close(self) -> None:
        """Close the file."""
        self.engine.dispose()


def open_file(path: Path, *, readonly: bool, create: bool, timeout_s: float) -> SqliteFile:
    """The record file at `path`, made if need be; the errors of the record tree otherwise."""
    _look_at(path, readonly=readonly, create=create)
    engine = _engine(path, "mode=ro" if readonly else "mode=rwc", timeout_s)
    try:
        with _translated(path):
            if not readonly:
                _prepare(engine, path, timeout_s)
            else:
                engine = _readable(engine, path, timeout_s)
            with engine.connect() as connection:
                _check(connection, path)
    except BaseException:
        engine.dispose()
        raise
    return SqliteFile(path, engine)


def lay_down(path: Path) -> None:
    """Make one file of a record that nobody has open: who only reads it leaves none beside it.

    The first who writes to it turns it back.
    """
    with _translated(path), closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Turn what the database raises into the errors that a user can act on."""
    try:
        yield
    except DBAPIError as error:
        raise _translate(error.orig, path) from error
    except sqlite3.Error as error:
        raise _translate(error, path) from error


def _translate(error: BaseException | None, path: Path) -> RecordError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _LOCKED:
        return RecordLockedError(
            f"another process is writing to {path}", hint="try again when it is done, or allow more time"
        )
    # Beside the record it keeps files of its own, of which it does not say why they cannot be written.
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _is_full(path.parent)):
        return RecordFullError(
            f"the disk is full: {path} could not be written",
            hint="free some space and try again; everything written before is kept",
        )
    if code in _FORBIDDEN:
        return RecordFullError(
            f"{path} cannot be opened or written",
            hint="check the rights of the file and its folder, or choose another --record",
        )
    if code in _DAMAGED:
        return NotARecordError(
            f"{path} is not a communique record, or it is damaged",
            hint="choose another file with --record, or put a backup in its place",
        )
    return RecordError(f"{path} could not be read or written: {error}", hint="check the disk and the file")


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _LITTLE
    except OSError:
        return False


def _look_at(path: Path, *, readonly: bool, create: bool) -> None:
    """Refuse what is plainly no record before the database touches it."""
    if path.is_dir():
        raise NotARecordError(f"{path} is a folder, not a record", hint="name a file, such as communique.db")
    if not path.exists():
        if readonly or not create:
            raise RecordError(f"no record here: {path}", hint="make one with `communique read INPUT... --record FILE`")
        if not path.parent.is_dir():
            raise RecordError(f"no such folder: {path.parent}", hint="create it first, or choose another --record")
        if not os.access(path.parent, os.W_OK):
            raise RecordFullError(f"the folder {path.parent} is read-only", hint="choose another place with --record")
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error.strerror}", hint="check the rights of the file") from error
    if head != _MAGIC and (head or readonly):
        raise NotARecordError(f"{path} is not a communique record", hint="choose another file with --record")
    if not readonly and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise RecordFullError(
            f"{path} or its folder is read-only", hint="change its rights, or copy the record to another place"
        )


def _engine(path: Path, how: str, timeout_s: float) -> Engine:
    address = f"file:{quote(str(path.absolute()))}?{how}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=timeout_s, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=16)

    @event.listens_for(engine, "connect")
    def _settle(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")  # what was said to be kept is kept, power or not
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA wal_autocheckpoint = 4000")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A write takes its lock at the start, so that it waits instead of failing half-way.
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _readable(engine: Engine, path: Path, timeout_s: float) -> Engine:
    """The engine, or one that needs no side files where the folder may not be written or is full."""
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
        return engine
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        waiting = path.with_name(path.name + "-wal")
        if code not in {*_FORBIDDEN, sqlite3.SQLITE_IOERR} or (waiting.exists() and waiting.stat().st_size):
            raise
        engine.dispose()
        return _engine(path, "mode=ro&immutable=1", timeout_s)


def _prepare(engine: Engine, path: Path, timeout_s: float) -> None:
    """Make the tables of an empty file, or those that an older one lacks; of two processes at once one does it."""
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0:
            create_tables(connection)
        else:
            upgrade_tables(connection, _check(connection, path))
    deadline = time.monotonic() + timeout_s
    raw = engine.raw_connection()
    try:
        while True:
            try:
                raw.cursor().execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError:
                # The switch does not wait for other connections by itself.
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
    finally:
        raw.close()


def _check(connection: Connection, path: Path) -> int:
    """The version of the record; an error where it is none, or newer than this program."""
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
        raise NotARecordError(
            f"{path} is a database, but not a communique record", hint="choose another file with --record"
        )
    return check_version(connection, path)
