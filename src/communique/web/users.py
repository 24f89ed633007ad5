"""Who may use the desk: names, roles, hashed passwords and tokens, in a file beside the record."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import SettingsError, UsageError
from communique.new_file import new_file
from communique.settings import Address, Place

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST = 10
"""Characters of a password."""
MOST = 1_000
_ODD = re.compile(r"[^\w.-]")
_NAME = re.compile(r"[\w.@+-]{1,64}")
_FORMAT = "communique-users/1"


class Role(StrEnum):
    """What a person may do: look; decide as well, and take back what he or she decided; take back anything."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    @property
    def may_decide(self) -> bool:
        return self is not Role.READER


@dataclass(frozen=True, slots=True)
class User:
    """A person with a role. `tokens` are the hashes of those for programs, by the names they were given."""

    name: str
    role: Role
    password: str = field(default="", repr=False)
    tokens: Mapping[str, str] = field(default_factory=dict, repr=False)


def users_file(record: Place) -> Path:
    """Where the users of a record's desk are kept: beside its file; of a database, in the folder of the settings."""
    if isinstance(record, Address):
        return Path(f"{_ODD.sub('_', record.database or 'record')}-users.json")
    return record.with_name(record.name + "-users.json")


class Users:
    """The users of a desk. What another process changes in the file counts from the next question on.

    Raises SettingsError for a file that is none of ours.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._users: dict[str, User] = {}
        self._secret = b""

    def __len__(self) -> int:
        return len(self._known())

    def all(self) -> tuple[User, ...]:
        """Every user, by name."""
        return tuple(user for _, user in sorted(self._known().items()))

    def get(self, name: str) -> User | None:
        """The user of that name."""
        return self._known().get(name)

    @property
    def secret(self) -> bytes:
        """What signs the sessions of this desk; empty while it has no users."""
        self._known()
        return self._secret

    def verify(self, name: str, password: str) -> User | None:
        """The user whose name and password these are; takes as long for a name that there is not."""
        from argon2.exceptions import VerificationError

        user = self.get(name)
        try:
            _hasher().verify(user.password if user else _nobody(), password[:MOST])
        except VerificationError:
            return None
        return user

    def of_token(self, token: str) -> User | None:
        """The user whose token a program shows."""
        name, _, _ = token.partition(":")
        user = self.get(name)
        shown = _hash_of(token)
        held = any(hmac.compare_digest(shown, kept) for kept in (user.tokens.values() if user else ()))
        return user if held else None

    def put(self, name: str, password: str, role: Role) -> User:
        """Add a user, or give one another password and role. Raises UsageError for a name or password of no use."""
        if not _NAME.fullmatch(name):
            raise UsageError(f"{name[:70]!r} is no name of a user", hint="letters, digits and . @ + - _, at most 64")
        if not LEAST <= len(password) <= MOST:
            raise UsageError(f"a password has {LEAST} to {MOST} characters", hint="a sentence is easy to remember")
        before = self.get(name)
        user = User(name, role, _hasher().hash(password), before.tokens if before else {})
        self._write(self._known() | {name: user})
        return user

    def remove(self, name: str) -> None:
        """Take a user away, with all tokens. Raises UsageError where there is none of that name."""
        self._write({key: user for key, user in self._known().items() if key != self._named(name).name})

    def add_token(self, name: str, label: str) -> str:
        """A new token for a user's programs; it is shown this once and kept only as a hash."""
        user = self._named(name)
        token = f"{name}:{secrets.token_urlsafe(32)}"
        made = f"{label[:60]} ({datetime.now(UTC):%Y-%m-%d})"
        self._write(self._known() | {name: replace(user, tokens={**user.tokens, made: _hash_of(token)})})
        return token

    def _named(self, name: str) -> User:
        user = self.get(name)
        if user is None:
            raise UsageError(f"there is no user {name[:70]!r}", hint=f"there are {', '.join(self._known()) or 'none'}")
        return user

    def _known(self) -> dict[str, User]:
        try:
            status = self._path.stat()
        except FileNotFoundError:
            self._seen, self._users, self._secret = None, {}, b""
            return self._users
        seen = status.st_mtime_ns, status.st_size
        if seen != self._seen:
            self._users, self._secret = _read(self._path)
            self._seen = seen
        return self._users

    def _write(self, users: Mapping[str, User]) -> None:
        secret = self._secret or secrets.token_bytes(32)
        rows = {
            u.name: {"role": u.role.value, "password": u.password, "tokens": dict(u.tokens)} for u in users.values()
        }
        whole = {"format": _FORMAT, "secret": secret.hex(), "users": rows}
        with new_file(self._path, private=True) as part:
            part.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
        self._seen = None


def _read(path: Path) -> tuple[dict[str, User], bytes]:
    try:
        whole: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if whole.get("format") != _FORMAT:
            raise ValueError("another format")
        users = {
            name: User(name, Role(row["role"]), str(row["password"]), dict(row["tokens"]))
            for name, row in whole["users"].items()
        }
        return users, bytes.fromhex(whole["secret"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        hint = "put a backup in its place, or remove it and add the users again with `communique users add`"
        raise SettingsError(f"{path} holds no users that can be read: {error}", hint=hint) from error


def _hash_of(token: str) -> str:
    # A token is random and long: a fast hash is enough, where a password needs a slow one.
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))
