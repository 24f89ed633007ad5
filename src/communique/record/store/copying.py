"""Copies of a record: into a new file, which takes its name when it is whole and on the disk, or into a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, func, select

from communique.errors import RecordError, RecordFullError
from communique.new_file import new_file
from communique.record.store.database import Database, open_database
from communique.record.store.dialects import dialect_of
from communique.record.store.schema import articles, decisions, leases, meta, metadata, polls
from communique.record.store.versions import read_version
from communique.settings.address import Address

_AT_ONCE = 1000
_WAIT_S = 30.0
_HOLD_SOMETHING = (articles, decisions, polls)
_OWN = "application"
"""The key under which only a record on a server says that it is one."""


@contextmanager
def new_copy(path: Path) -> Iterator[Path]:
    """A place to write a copy to that is then found at `path`; power may fail at any moment, and it is whole or not.

    Raises RecordError where a file is there already, RecordFullError where none can be written.
    """
    try:
        if path.exists():
            raise RecordError(f"{path} is there already", hint="name a new file; no backup is written over another")
        if not path.parent.is_dir():
            raise RecordError(f"no such folder: {path.parent}", hint="make it first, or choose another")
        with new_file(path) as part:
            yield part
    except (OSError, RecordFullError) as error:
        said = error.strerror if isinstance(error, OSError) else error.message
        hint = "check the folder, its rights and the space on its disk, or choose another"
        raise RecordFullError(f"{path} could not be written: {said}", hint=hint) from error


def copy_into(source: Database, address: Address) -> None:
    """The record as of one moment into an empty one on a server, made if need be; all of it, or nothing.

    Raises RecordError where there is a record that holds something.
    """
    target = open_database(address, readonly=False, create=True, timeout_s=_WAIT_S)
    try:
        with source.reading() as db, target.writing() as copy:
            if any(copy.execute(select(func.count()).select_from(table)).scalar() for table in _HOLD_SOMETHING):
                hint = "name an empty database, or a schema of its own: ?options=-csearch_path%3DSCHEMA"
                raise RecordError(f"there is a record already at {address}", hint=hint)
            copy_tables(db, copy)
    finally:
        target.close()


def copy_tables(db: Connection, copy: Connection) -> None:
    """Every row into the empty tables of another record, whichever database keeps the two; but not who is at work."""
    if (version := read_version(db)) != read_version(copy):
        hint = "any command that writes to it brings it up to this version; then copy it"
        raise RecordError(f"the record is of version {version}", hint=hint)
    for table in metadata.sorted_tables:
        if table not in (meta, leases):
            found = db.execute(select(table), execution_options={"yield_per": _AT_ONCE})
            for rows in found.mappings().partitions():
                copy.execute(table.insert(), [dict(row) for row in rows])
    made = {_OWN, *copy.execute(select(meta.c.key)).scalars()}
    if more := [dict(row) for row in db.execute(select(meta)).mappings() if row["key"] not in made]:
        copy.execute(meta.insert(), more)
    dialect_of(copy).finish_copy(copy)
