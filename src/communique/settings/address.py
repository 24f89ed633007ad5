"""Where a record lies: in a file, or in a database on a server; text about either never holds a password."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://?", re.IGNORECASE)
_OURS = ("postgresql", "postgres")
_CREDENTIALS = re.compile(r"(://?[^/:@\s]*):.*@", re.DOTALL)
_SECRETS = re.compile(r"((?:^|[?&\s])\w*password=)[^&\s]*", re.IGNORECASE)
_FORM = "write postgresql://USER@HOST/DATABASE"
_QUOTED = "what is none of A-Z, a-z, 0-9 in a password is written as %.., or leave it to PGPASSWORD or ~/.pgpass"


@dataclass(frozen=True, slots=True)
class Address:
    """A database on a PostgreSQL server; what is None is left to libpq and its variables.

    As text it leaves out the password, which commands that are shown to the user do not need either.

    >>> print(Address.read("postgresql://ada:secret@db.example:5433/talks?sslmode=require"))
    postgresql://ada@db.example:5433/talks?sslmode=require
    """

    user: str | None
    password: str | None = field(repr=False)
    hosts: str
    """Names and ports as in the address: `db.example:5433`, several with commas; empty for a socket."""
    database: str | None
    options: tuple[tuple[str, str], ...] = ()
    """Further parameters of libpq, such as `sslmode`."""
    secrets: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @classmethod
    def read(cls, text: str) -> Address:
        """The address that a user wrote; ValueError, which does not repeat it, for what is none."""
        try:
            parts = urlsplit(text)
            asked = parse_qsl(parts.query, strict_parsing=bool(parts.query))
        except ValueError:
            raise ValueError(f"an address of a database cannot be understood; {_FORM}") from None
        own, at, hosts = parts.netloc.rpartition("@")
        user, colon, password = own.partition(":")
        ports = [port for host in hosts.split(",") if (port := host.rpartition(":")[2]) != host and "]" not in port]
        if parts.scheme.lower() not in _OURS or parts.fragment or "@" in parts.path or not _are_ports(ports):
            raise ValueError(f"an address of a database cannot be understood; {_FORM}; {_QUOTED}")
        secret = tuple(pair for pair in asked if "password" in pair[0].lower())
        return cls(
            user=unquote(user) if at and user else None,
            password=unquote(password) if colon else None,
            hosts=hosts,
            database=unquote(parts.path[1:]) or None,
            options=tuple(pair for pair in asked if pair not in secret),
            secrets=secret,
        )

    def __str__(self) -> str:
        user = f"{quote(self.user)}@" if self.user else ""
        query = f"?{urlencode(self.options, quote_via=quote)}" if self.options else ""
        return f"postgresql://{user}{self.hosts}/{quote(self.database or '')}{query}"

    @property
    def parameters(self) -> dict[str, str]:
        """What is said to libpq, by its own names, the password too; not to be shown."""
        named = [host.rpartition(":") if ":" in host.rpartition("]")[2] else (host, "", "") for host in self._hosts]
        found = {"user": self.user, "password": self.password, "dbname": self.database}
        if self._hosts:
            found["host"] = ",".join(unquote(host.strip("[]")) for host, _, _ in named)
            found["port"] = ",".join(port for _, _, port in named) if any(port for _, _, port in named) else None
        return {name: value for name, value in found.items() if value is not None} | dict(self.options + self.secrets)

    @property
    def is_local(self) -> bool:
        """True where the server is on this machine."""
        return all(
            host.split(":")[0] in ("localhost", "127.0.0.1") or host[:3] in ("%2F", "[::") for host in self._hosts
        )

    @property
    def _hosts(self) -> list[str]:
        return self.hosts.split(",") if self.hosts else []


Place = Path | Address


def read_place(text: str | Path | Address) -> Place:
    """The file or the database that a user named; ValueError, which shows no password, for a database of another kind.

    >>> read_place("talks.db")
    PosixPath('talks.db')
    """
    if isinstance(text, Address):
        return text
    if not isinstance(text, str | Path):
        raise ValueError('write a name in quotes: "talks.db"')
    scheme = _SCHEME.match(str(text))
    if scheme is None:
        return Path(text)
    if scheme[1].lower() not in _OURS:
        if len(scheme[1]) == 1 or "://" not in f"{text}":
            return Path(text)  # C:/talks.db
        raise ValueError(f"a record lies in a file or in PostgreSQL, not at {scheme[1]}://; {_FORM}, or name a file")
    if isinstance(text, Path):
        raise ValueError("an address of a database is given as text, not as a path")
    return Address.read(text)


def without_secrets(text: str) -> str:
    """A text that may hold the address of a database, without the passwords in it.

    >>> without_secrets("no record at postgres://ada:s@c/r#t@db/talks?sslpassword=x")
    'no record at postgres://ada:***@db/talks?sslpassword=***'
    """
    return _SECRETS.sub(r"\1***", _CREDENTIALS.sub(r"\1:***@", text))


def _are_ports(ports: list[str]) -> bool:
    return all(port.isascii() and port.isdigit() and 0 < int(port) < 65536 for port in ports if port)
