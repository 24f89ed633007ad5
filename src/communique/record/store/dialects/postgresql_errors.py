"""What PostgreSQL and libpq raise, as errors that a user can act on; none of them shows a password."""

from __future__ import annotations

import re

from communique.errors import (
    NotARecordError,
    RecordAwayError,
    RecordDeadlockError,
    RecordError,
    RecordFullError,
    RecordLockedError,
)
from communique.settings.address import Address, without_secrets

_FREE = "free some space on the server and run the same command again; everything written before is kept"
_LATER = "everything written before is kept: try again when the server is there"
_RIGHTS = "have its owner grant the rights that docs/postgresql.md lists"

# By the SQLSTATE, or the class of it: which error, what is said, and what to do.
_STATES: dict[str, tuple[type[RecordError], str, str]] = {
    "55P03": (RecordLockedError, "another process is writing to {}", "try again when it is done, or allow more time"),
    "40P01": (RecordDeadlockError, "two who write to {} waited for each other", "try again"),
    "40001": (RecordDeadlockError, "two changed the same in {} at once", "try again"),
    "42501": (RecordFullError, "this user may not do that in {}", _RIGHTS),
    "25006": (RecordFullError, "{} can only be read", "write to the primary server, not to a copy that follows it"),
    "53100": (RecordFullError, "the disk of the server is full: {} could not be written", _FREE),
    "53200": (RecordAwayError, "the server of {} is out of memory", _LATER),
    "53300": (RecordAwayError, "the server of {} has no connection left", "try again, or raise its max_connections"),
    "57014": (RecordLockedError, "the server gave up on a question to {}", "raise its statement_timeout"),
    "42P01": (NotARecordError, "{} lacks tables of a record", "put a backup in its place"),
    "42703": (NotARecordError, "{} lacks columns of a record", "put a backup in its place"),
    "XX001": (NotARecordError, "{} is damaged", "put a backup in its place"),
    "XX002": (NotARecordError, "{} is damaged", "put a backup in its place"),
    "25P03": (RecordAwayError, "{} was kept from all others for too long, and let go", "try again"),
    "57P": (RecordAwayError, "the server of {} is going down or coming up", _LATER),
    "08": (RecordAwayError, "the connection to {} broke off", _LATER),
}

_CONNECTING = ("OperationalError", "ConnectionTimeout", "InterfaceError")

# Before it lets anyone in, a server tells no state, only words, which libpq passes on.
_WORDS: tuple[tuple[str, type[RecordError], str, str], ...] = (
    (r"password authentication failed|no password supplied|authentication failed", RecordError,
     "the server does not take user and password for {}",
     "put the right password into PGPASSWORD or ~/.pgpass, and check the user"),
    (r'role "(?P<name>[^"]*)" does not exist', RecordError, "the server of {} has no user {name!r}",
     "name one as in postgresql://USER@HOST/DATABASE, or create it with `createuser`"),
    (r'database "(?P<name>[^"]*)" does not exist', RecordError, "there is no database {name!r} on the server of {}",
     "create it with `createdb --encoding=UTF8 NAME`, or check the name"),
    (r"permission denied for database|no pg_hba.conf entry", RecordError, "the server does not let this user into {}",
     "have it allowed on the server: pg_hba.conf, or GRANT CONNECT"),
    (r"too many clients|connection slots", RecordAwayError, "the server of {} has no connection left",
     "try again, or raise its max_connections"),
    (r"starting up|shutting down|recovery mode", RecordAwayError, "the server of {} is going down or coming up",
     _LATER),
    (r"could not translate host name|resolve host|Name or service not known", RecordError,
     "nobody knows the host of {}", "check the name"),
    (r"invalid (connection|URI|port|sslmode|integer)|invalid [\w-]+ (value|mode)", RecordError,
     "the address {} cannot be used", "look at what stands after the question mark"),
    (r"certificate|SSL|root\.crt", RecordError, "no safe connection to {} could be made",
     "look at sslmode and sslrootcert in the address"),
)  # fmt: skip


def translate(error: BaseException | None, address: Address) -> RecordError:
    """The error of the record tree for what psycopg raised."""
    state = getattr(error, "sqlstate", None) or ""
    for key in (state, state[:3], state[:2]):
        if key in _STATES:
            kind, said, hint = _STATES[key]
            return kind(said.format(address), hint=hint)
    said = next(iter(f"{error}".strip().splitlines()), "")
    if not state:
        for pattern, kind, told, hint in _WORDS:
            if found := re.search(pattern, said):
                return kind(told.format(address, **found.groupdict()), hint=hint)
    shown = _without_secrets_of(address, said)
    if not state and type(error).__name__ in _CONNECTING:
        return RecordAwayError(f"the server of {address} does not answer: {shown}", hint=_LATER)
    return RecordError(f"{address} could not be read or written: {shown}", hint="look at the log of the server")


def _without_secrets_of(address: Address, said: str) -> str:
    for secret in (address.password or "", *(value for _, value in address.secrets)):
        said = said.replace(secret, "***") if len(secret) > 3 else said
    return without_secrets(said)[:300]
