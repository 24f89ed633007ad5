"""Who asks: by a signed cookie, by a token, by what a proxy says, or, on this machine alone, whoever is there."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from fastapi import Request
from itsdangerous import BadSignature, TimestampSigner

from communique.errors import CommuniqueError
from communique.web.security import session_of
from communique.web.users import Role, User, Users

COOKIE = "communique_user"
LASTS_S = 12 * 3600
"""How long one is logged in."""
TRIES, WITHIN_S = 5, 900.0
"""So many wrong passwords for one name, or from one address, within so many seconds; then it waits."""
_REMEMBERED = 10_000


class ForbiddenError(CommuniqueError):
    """A person asks for what his or her role does not allow."""


class TooManyError(CommuniqueError):
    """Too many wrong passwords: `wait_s` says how long to wait."""

    def __init__(self, wait_s: int) -> None:
        super().__init__("too many wrong passwords", hint=f"try again in {max(1, round(wait_s / 60))} minutes")
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class Gate:
    """How people come in. Through one that `is_open` everybody who reaches the desk comes in as `owner`.

    `header` is that in which a proxy in front says who asks; it is believed only from the addresses `proxies`, and
    those who have no entry among the users are readers.
    """

    users: Users
    owner: str
    is_open: bool
    header: str | None = None
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")

    def who(self, request: Request) -> User | None:
        """Who asks; None for a stranger."""
        if self.is_open:
            return User(self.owner, Role.ADMIN)
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return self.users.of_token(token.strip())
        if self.header is not None:
            return self._proxied(request, self.header)
        return self._of_cookie(request)

    def cookie_for(self, user: User, session: str) -> str:
        """The cookie that shows later who logged in; it is of use with this session alone."""
        return self._signer(session).sign(user.name).decode()

    def _proxied(self, request: Request, header: str) -> User | None:
        name = request.headers.get(header, "").strip()
        if not name or request.client is None or request.client.host not in self.proxies:
            return None
        return self.users.get(name) or User(name[:64], Role.READER)

    def _of_cookie(self, request: Request) -> User | None:
        session, value = session_of(request), request.cookies.get(COOKIE)
        if session is None or not value:
            return None
        try:
            name = self._signer(session).unsign(value, max_age=LASTS_S).decode()
        except (BadSignature, UnicodeDecodeError):
            return None
        return self.users.get(name)

    def _signer(self, session: str) -> TimestampSigner:
        return TimestampSigner(self.users.secret, salt=f"communique.user.{session}".encode())


@dataclass(slots=True)
class Tries:
    """Counts wrong passwords, by name and by address."""

    _failed: OrderedDict[str, list[float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def check(self, *keys: str) -> None:
        """Raise TooManyError where one of these has failed too often."""
        now = time.monotonic()
        with self._lock:
            for key in keys:
                recent = [at for at in self._failed.get(key, ()) if now - at < WITHIN_S]
                if len(recent) >= TRIES:
                    raise TooManyError(round(WITHIN_S - (now - recent[-TRIES])) + 1)

    def failed(self, *keys: str) -> None:
        """Count one wrong password for each of these."""
        now = time.monotonic()
        with self._lock:
            for key in keys:
                recent = [at for at in self._failed.pop(key, ()) if now - at < WITHIN_S]
                self._failed[key] = [*recent, now]
            while len(self._failed) > _REMEMBERED:
                self._failed.popitem(last=False)

    def succeeded(self, *keys: str) -> None:
        """Forget the wrong ones."""
        with self._lock:
            for key in keys:
                self._failed.pop(key, None)
