"""Logging in and out."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from communique.web.access import COOKIE, LASTS_S, TooManyError
from communique.web.deciding import own_path
from communique.web.desk import Desk, DeskNow
from communique.web.forms import form_of
from communique.web.rendering import render
from communique.web.security import SESSION, csrf_token, new_session, session_of

router = APIRouter(include_in_schema=False)


@router.get("/login", response_class=Response)
def login(request: Request, desk: DeskNow, back: str = "/") -> Response:
    """The form."""
    return _form(request, desk, {"back": own_path(back, "/")})


@router.post("/login", response_class=Response)
async def log_in(request: Request, desk: DeskNow) -> Response:
    """Let somebody in with the right password; after too many wrong ones nobody for a while."""
    form = await form_of(request, desk)
    return await run_in_threadpool(_enter, request, desk, {key: rows[0] for key, rows in form.items()})


@router.post("/logout", response_class=Response)
async def log_out(request: Request, desk: DeskNow) -> Response:
    """Forget who is there."""
    await form_of(request, desk)
    response = RedirectResponse("/login", 303)
    response.delete_cookie(COOKIE)
    response.delete_cookie(SESSION)
    return response


def _enter(request: Request, desk: Desk, form: dict[str, str]) -> Response:
    name, back = form.get("name", "").strip(), own_path(form.get("back", "/"), "/")
    told = {"back": back, "name": name[:64]}
    keys = f"name {name[:64].casefold()}", f"from {request.client.host if request.client else '?'}"
    try:
        desk.tries.check(*keys)
    except TooManyError as error:
        response = _form(request, desk, told | {"refused": f"{error}"}, 429)
        response.headers["Retry-After"] = str(error.wait_s)
        return response
    user = desk.gate.users.verify(name, form.get("password", ""))
    if user is None:
        desk.tries.failed(*keys)
        return _form(request, desk, told | {"refused": "That name and password do not go together"}, 403)
    desk.tries.succeeded(*keys)
    session = new_session()
    response = RedirectResponse(back, 303)
    secure = request.url.scheme == "https"
    response.set_cookie(SESSION, session, httponly=True, samesite="strict", secure=secure)
    value = desk.gate.cookie_for(user, session)
    response.set_cookie(COOKIE, value, max_age=LASTS_S, httponly=True, samesite="strict", secure=secure)
    return response


def _form(request: Request, desk: Desk, told: dict[str, str], status: int = 200) -> Response:
    """The form with what is told about it: where to go back to, the name that was typed, why it was refused."""
    session = session_of(request) or str(getattr(request.state, "session", ""))
    values = {"title": "Log in", "who": None, "csrf": csrf_token(session, desk.options.secret),
              "back": "/", "name": "", "refused": ""}  # fmt: skip
    return HTMLResponse(render(request, "login.html", values | told), status)
