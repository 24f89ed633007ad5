"""Opening a record on a PostgreSQL server: is it one, may it be written, and one writer at a time.

Every write takes an advisory lock before it looks at anything and holds it until it is committed, as a write to SQLite
takes the file: so articles come in in the order of their numbers, nothing is counted or decided twice, and no two
writers can wait for each other. Reading takes no lock and sees one moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from communique.errors import NotARecordError, RecordError, RecordLockedError
from communique.record.store.dialects.postgresql import APPLICATION
from communique.record.store.dialects.postgresql_errors import translate
from communique.record.store.dialects.sqlite_file import lay_down, open_file
from communique.record.store.schema import SCHEMA_VERSION
from communique.record.store.versions import check_version, create_tables, upgrade_tables
from communique.settings.address import Address

_CONNECT_S = 10
_AT_ONCE = 1000
_REPEATABLE_READ = 3  # as psycopg numbers it
_LOCK = text(
    "SELECT set_config('lock_timeout', :wait, true), set_config('idle_in_transaction_session_timeout', '60s', true),"
    " pg_advisory_xact_lock(1129270609, hashtext(current_schema()))"
)
_STATE = text(
    "SELECT current_schema() AS schema, current_setting('server_encoding') AS encoding,"
    " to_regclass(quote_ident(current_schema()) || '.meta') IS NOT NULL AS has_meta,"
    " (SELECT count(*) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace"
    "  WHERE nspname = current_schema() AND relkind IN ('r', 'p', 'v', 'm', 'f')) AS tables"
)
_APPLICATION = text("SELECT value FROM meta WHERE key = :key")


class PostgresServer:
    """A record on a server, open."""

    def __init__(self, address: Address, engine: Engine, timeout_s: float) -> None:
        self.place = address
        self.engine = engine
        self._wait = f"{max(1, round(timeout_s * 1000))}ms"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment, from its first question on, and cannot write."""
        with _translated(self.place), self.engine.connect() as db:
            # Said with the first question, so that it costs no way to the server of its own.
            driver: Any = db.connection.driver_connection
            driver.read_only, driver.isolation_level = True, _REPEATABLE_READ
            yield db

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction beside which no other writes to the record."""
        with _translated(self.place), self.engine.connect() as db, db.begin():
            db.execute(_LOCK, {"wait": self._wait})
            yield db

    def translating(self) -> AbstractContextManager[None]:
        """A block in which what the database raises is turned into errors that a user can act on."""
        return _translated(self.place)

    def copy_to(self, path: Path) -> None:
        """Every row as of one moment into the tables of a new file."""
        from communique.record.store.copying import copy_tables

        file = open_file(path, readonly=False, create=True, timeout_s=_CONNECT_S)
        try:
            with self.reading() as db, file.writing() as copy:
                _look_at(db, self.place)
                copy_tables(db, copy)
        finally:
            file.close()
        lay_down(path)

    def close(self) -> None:
        """Close the connections."""
        self.engine.dispose()


def open_server(address: Address, *, readonly: bool, create: bool, timeout_s: float) -> PostgresServer:
    """The record at an address, its tables made if need be; the errors of the record tree otherwise."""
    server = PostgresServer(address, _engine(address), timeout_s)
    try:
        with server.reading() as db:
            version = _look_at(db, address)
        if version is None and (readonly or not create):
            raise RecordError(
                f"no record here: {address}", hint="make one with `communique read INPUT... --record ADDRESS`"
            )
        if not readonly and version != SCHEMA_VERSION:
            with server.writing() as db:
                # Of two processes at once the other may have done it by now.
                if (version := _look_at(db, address)) is None:
                    create_tables(db)
                else:
                    upgrade_tables(db, version)
    except BaseException:
        server.close()
        raise
    return server


def has_tables(address: Address) -> bool:
    """True where there are tables; RecordError where the server cannot be asked."""
    server = PostgresServer(address, _engine(address), 0)
    try:
        with server.reading() as db:
            return bool(db.execute(_STATE).one().tables)
    finally:
        server.close()


def _look_at(db: Connection, address: Address) -> int | None:
    """The version of the record; None where there are no tables yet, NotARecordError where there are others."""
    state = db.execute(_STATE).one()
    if state.schema is None:
        raise NotARecordError(
            f"there is no schema in {address} that a record could lie in",
            hint="create it, or name another: postgresql://.../DATABASE?options=-csearch_path%3DSCHEMA",
        )
    if state.encoding != "UTF8":
        raise NotARecordError(
            f"the database {address} has the encoding {state.encoding}",
            hint="create one for the record with `createdb --encoding=UTF8 --template=template0 NAME`",
        )
    if not state.tables:
        return None
    if not state.has_meta or db.execute(_APPLICATION, APPLICATION).scalar() != APPLICATION["value"]:
        raise NotARecordError(
            f"the schema {state.schema} of {address} has tables, but is not a communique record",
            hint="use a database of its own for the record, or a schema of its own: ?options=-csearch_path%3DSCHEMA",
        )
    return check_version(db, address)


def _engine(address: Address) -> Engine:
    try:
        import psycopg
    except ImportError as error:
        raise RecordError(
            "a record in PostgreSQL needs psycopg", hint="install it with `pip install 'communique[postgres]'`"
        ) from error

    usual = {"connect_timeout": f"{_CONNECT_S}", "fallback_application_name": "communique", "client_encoding": "UTF8"}

    def connect() -> psycopg.Connection[Any]:
        return psycopg.connect(psycopg.conninfo.make_conninfo(**usual | address.parameters))

    # A connection may be cut while it lies in the pool: it is tried before it is used.
    engine = create_engine(
        "postgresql+psycopg://",
        creator=connect,
        pool_size=4,
        max_overflow=16,
        pool_pre_ping=True,
        use_native_hstore=False,
        hide_parameters=True,
    )

    @event.listens_for(engine, "checkin")
    def _settle(driver: Any, _: object) -> None:
        if driver is not None and not driver.closed:
            driver.read_only = driver.isolation_level = None  # as the server has it, which may take no writes

    return engine


@contextmanager
def _translated(address: Address) -> Iterator[None]:
    """Turn what the database raises into the errors that a user can act on."""
    try:
        yield
    except PoolTimeoutError as error:
        raise RecordLockedError(f"too much is asked of {address} at once", hint="try again") from error
    except DBAPIError as error:
        raise translate(error.orig, address) from error
