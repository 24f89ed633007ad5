"""Logging in and out."""

from __future__ import annotations

from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from communique.errors import UsageError
from communique.web.access import COOKIE, LASTS_S, TooManyError
from communique.web.deciding import own_path
from communique.web.desk import Desk, DeskNow
from communique.web.rendering import render
from communique.web.security import FIELD, SESSION, csrf_token, is_own_form, new_session, session_of

router = APIRouter(include_in_schema=False)
LARGEST = 10_000


@router.get("/login", response_class=Response)
def login(request: Request, desk: DeskNow, back: str = "/") -> Response:
    """The form."""
    return _form(request, desk, own_path(back, "/"), "")


@router.post("/login", response_class=Response)
async def log_in(request: Request, desk: DeskNow) -> Response:
    """Let somebody in with the right password; after too many wrong ones nobody for a while."""
    body = (await request.body())[:LARGEST].decode("utf-8", "replace")
    form = {key: rows[0] for key, rows in parse_qs(body, max_num_fields=20).items()}
    if not is_own_form(session_of(request), form.get(FIELD, ""), desk.options.secret):
        raise UsageError("this form is not from this desk, or too old", hint="load the page again")
    return await run_in_threadpool(_enter, request, desk, form)


@router.post("/logout", response_class=Response)
async def log_out(request: Request, desk: DeskNow) -> Response:
    """Forget who is there."""
    body = (await request.body())[:LARGEST].decode("utf-8", "replace")
    if not is_own_form(session_of(request), (parse_qs(body).get(FIELD) or [""])[0], desk.options.secret):
        raise UsageError("this form is not from this desk, or too old", hint="load the page again")
    response = RedirectResponse("/login", 303)
    response.delete_cookie(COOKIE)
    response.delete_cookie(SESSION)
    return response


def _enter(request: Request, desk: Desk, form: dict[str, str]) -> Response:
    name, back = form.get("name", "").strip(), own_path(form.get("back", "/"), "/")
    keys = f"name {name[:64].casefold()}", f"from {request.client.host if request.client else '?'}"
    try:
        desk.tries.check(*keys)
    except TooManyError as error:
        return _form(request, desk, back, f"{error}", 429, {"Retry-After": str(error.wait_s)})
    user = desk.gate.users.verify(name, form.get("password", ""))
    if user is None:
        desk.tries.failed(*keys)
        return _form(request, desk, back, "That name and password do not go together", 403)
    desk.tries.succeeded(*keys)
    session = new_session()
    response = RedirectResponse(back, 303)
    secure = request.url.scheme == "https"
    response.set_cookie(SESSION, session, httponly=True, samesite="strict", secure=secure)
    value = desk.gate.cookie_for(user, session)
    response.set_cookie(COOKIE, value, max_age=LASTS_S, httponly=True, samesite="strict", secure=secure)
    return response


def _form(
    request: Request, desk: Desk, back: str, refused: str, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    session = session_of(request) or str(getattr(request.state, "session", ""))
    values = {"title": "Log in", "back": back, "refused": refused, "who": None,
              "csrf": csrf_token(session, desk.options.secret)}  # fmt: skip
    return HTMLResponse(render(request, "login.html", values), status, headers)
