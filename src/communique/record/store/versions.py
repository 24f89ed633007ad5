"""The version of a record: making a new one, telling an old one, and bringing it up to this one."""

from __future__ import annotations

from sqlalchemy import Connection, select

from communique.errors import NotARecordError
from communique.record.store.dialects import dialect_of
from communique.record.store.schema import SCHEMA_VERSION, meta, metadata
from communique.settings.address import Place

_KEY = "schema_version"
_READ = select(meta.c.value).where(meta.c.key == _KEY)


def read_version(db: Connection) -> int:
    """The version of the record's tables; 0 where there is none."""
    return int(db.execute(_READ).scalar() or 0)


def check_version(db: Connection, place: Place) -> int:
    """The version of the record; NotARecordError where it has none, or one that is newer than this program."""
    version = read_version(db)
    if not 0 < version <= SCHEMA_VERSION:
        raise NotARecordError(
            f"{place} was written by a newer version of communique (record version {version or None}, this one"
            f" reads up to {SCHEMA_VERSION})",
            hint="update communique with `pip install -U communique`",
        )
    return version


def create_tables(db: Connection) -> None:
    """Make an empty record; the caller's transaction makes it whole or not at all."""
    metadata.create_all(db, checkfirst=False)
    db.execute(meta.insert(), [{"key": _KEY, "value": str(SCHEMA_VERSION)}])
    dialect = dialect_of(db)
    dialect.finish_tables(db)
    dialect.stamp(db, SCHEMA_VERSION)


def upgrade_tables(db: Connection, version: int) -> None:
    """Bring an older record up to this version; the caller's transaction does it whole or not at all."""
    if version == SCHEMA_VERSION:
        return
    from communique.record.store.migrations import migrate

    migrate(db, version)
    db.execute(meta.update().where(meta.c.key == _KEY).values(value=str(SCHEMA_VERSION)))
    dialect_of(db).stamp(db, SCHEMA_VERSION)
