"""Errors as answers: each of the error tree has its HTTP status, in one table, and says how to mend it."""

from __future__ import annotations

import json
import logging
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException

from communique.errors import (
    ChangedError,
    CommuniqueError,
    NotARecordError,
    RecordAwayError,
    RecordError,
    RecordFullError,
    RecordLockedError,
    UsageError,
)
from communique.web.access import ForbiddenError
from communique.web.keeper import NotReadyError
from communique.web.rendering import render
from communique.web.shown import NotHereError

log = logging.getLogger(__name__)

STATUSES: tuple[tuple[type[CommuniqueError], int], ...] = (
    (NotReadyError, 503),
    (RecordLockedError, 503),
    (RecordAwayError, 503),
    (RecordFullError, 507),
    (ChangedError, 409),
    (NotARecordError, 500),
    (RecordError, 500),
    (ForbiddenError, 403),
    (NotHereError, 404),
    (UsageError, 400),
    (CommuniqueError, 500),
)
"""The first that fits counts."""
REFUSALS: dict[int | str, dict[str, Any]] = {
    303: {"description": "the same without what nobody filled in is at another address"},
    307: {"description": "it is of another kind, and at another address"},
    400: {"description": "it cannot be asked for; the hint says what can"},
    401: {"description": "nobody is logged in"},
    403: {"description": "the role does not allow it"},
    404: {"description": "there is no such item"},
    409: {"description": "it has changed since"},
    422: {"description": "not used: what cannot be read is answered with 400"},
    503: {"description": "the record is being loaded, or another process writes to it"},
}
"""What every address of the API may answer beside what was asked for."""
_TITLES = {400: "That cannot be asked for", 403: "Not allowed", 404: "Not here", 409: "Changed meanwhile",
           503: "One moment", 507: "No room"}  # fmt: skip


def status_of(error: CommuniqueError) -> int:
    """The HTTP status of an error."""
    return next(status for kind, status in STATUSES if isinstance(error, kind))


async def explain(request: Request, error: Exception) -> Response:
    """An error of ours: its message and its hint."""
    assert isinstance(error, CommuniqueError)
    return _answer(request, status_of(error), error.message, error.hint)


async def explain_request(request: Request, error: Exception) -> Response:
    """A value in the address or the form that cannot be used."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    return _answer(request, 400, f"{where}: {first['msg'].lower()}", "mend it in the address, or go back")


async def explain_http(request: Request, error: Exception) -> Response:
    """What the framework refuses: no such page, no such method."""
    assert isinstance(error, HTTPException)
    message = "there is no such page" if error.status_code == 404 else str(error.detail).lower()
    return _answer(request, error.status_code, message, "the overview leads everywhere")


async def unexpected(request: Request, error: Exception) -> Response:
    """A fault of the program: logged in full, and told in few words."""
    log.error("unexpected error at %s", request.url.path, exc_info=error)
    return _answer(request, 500, "something went wrong in the program", "the log of `communique serve` says more")


def stranger(request: Request) -> Response:
    """Who has not logged in: a reader is led to the form, a program is told."""
    path = request.url.path
    if request.method != "GET" or path.startswith("/api/") or request.query_params.get("format") in ("json", "csv"):
        body = json.dumps({"error": "nobody is logged in", "hint": "send a token: Authorization: Bearer NAME:TOKEN"})
        return Response(body, 401, {"WWW-Authenticate": "Bearer"}, "application/json")
    back = f"{path}?{request.url.query}" if request.url.query else path
    return RedirectResponse(f"/login?{urlencode({'back': back})}", 303)


def _answer(request: Request, status: int, message: str, hint: str) -> Response:
    headers = {"Retry-After": "2"} if status == 503 else {}
    if request.query_params.get("format") in ("json", "csv") or request.url.path.startswith("/api/"):
        body = json.dumps({"error": message, "hint": hint}, ensure_ascii=False)
        return Response(body, status, headers, "application/json")
    values = {"title": _TITLES.get(status, "That did not work"), "message": message, "hint": hint, "status": status,
              "csrf": "", "who": None}  # fmt: skip
    return HTMLResponse(render(request, "problem.html", values), status, headers)
