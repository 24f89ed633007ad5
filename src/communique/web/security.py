"""What every answer of the desk carries, and which requests get none: headers, hosts, forged forms."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from hashlib import blake2b

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse

Handler = Callable[[Request], Awaitable[Response]]

SESSION = "communique_session"
FIELD = "csrf"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def is_known_host(request: Request, hosts: tuple[str, ...]) -> bool:
    """True for a request to one of our names: pages of other sites may have made theirs point at this machine."""
    host = request.headers.get("host", "").lower()
    name = host[1:].partition("]")[0] if host.startswith("[") else host.rpartition(":")[0] or host
    return name in hosts


def session_of(request: Request) -> str | None:
    """The session in the request's cookie, if it looks like one of ours."""
    value = request.cookies.get(SESSION, "")
    return value if 20 <= len(value) <= 64 and value.replace("-", "").replace("_", "").isalnum() else None


def new_session() -> str:
    """A session that nobody can guess."""
    return secrets.token_urlsafe(24)


def csrf_token(session: str, secret: bytes, salt: str = "") -> str:
    """What a form of this session must send back; another one each time, so that nothing is learnt from how well a
    page that holds it is compressed."""
    salt = salt or secrets.token_hex(8)
    return salt + blake2b(f"{salt} {session}".encode(), key=secret[:64], digest_size=16).hexdigest()


def is_own_form(session: str | None, given: str, secret: bytes) -> bool:
    """True for a form that this desk gave to this session."""
    if session is None or not given.isascii():
        return False
    return hmac.compare_digest(csrf_token(session, secret, given[:16] or "none"), given)


def comes_from_elsewhere(request: Request) -> bool:
    """True where the browser says that another site sent the request."""
    site = request.headers.get("sec-fetch-site")
    return site is not None and site not in ("same-origin", "none")


def refused(reason: str, status: int = 400) -> Response:
    """A plain refusal, for what no page of ours sends."""
    return PlainTextResponse(reason + "\n", status_code=status)
