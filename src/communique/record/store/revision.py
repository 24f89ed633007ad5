"""How often a record has changed: a number that other processes look at to know whether theirs is the latest."""

from __future__ import annotations

from sqlalchemy import Connection, Integer, Text, cast, insert, select, update

from communique.record.store.schema import meta

_KEY = "revision"
_READ = select(meta.c.value).where(meta.c.key == _KEY)
_ADD = update(meta).where(meta.c.key == _KEY).values(value=cast(cast(meta.c.value, Integer) + 1, Text))


def read_revision(db: Connection) -> int:
    """The number of changes so far; 0 for a record that has not been changed since it has this count."""
    return int(db.execute(_READ).scalar() or 0)


def add_revision(db: Connection) -> None:
    """Count one change, within the caller's transaction."""
    if db.execute(_ADD).rowcount == 0:
        db.execute(insert(meta), {"key": _KEY, "value": "1"})
