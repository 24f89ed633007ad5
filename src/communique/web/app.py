"""Putting the desk together: its pages, what is done for every request, and how errors answer."""

from __future__ import annotations

import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from communique import __version__
from communique.errors import CommuniqueError, SettingsError
from communique.record.store import Store
from communique.reports.brief_pdf import FONTS
from communique.reports.wording import use_gazetteer
from communique.web.access import Gate
from communique.web.answers import API, tag_of
from communique.web.desk import Desk, DeskOptions
from communique.web.keeper import Keeper
from communique.web.outlook_file import OutlookFile, outlook_beside
from communique.web.problems import REFUSALS, explain, explain_http, explain_request, stranger, unexpected
from communique.web.routes import ROUTERS
from communique.web.routes.api import router as api
from communique.web.routes.decisions import router as forms
from communique.web.routes.live import router as live
from communique.web.routes.login import router as login
from communique.web.routes.outlook import changes
from communique.web.security import (
    HEADERS,
    SAFE,
    SESSION,
    Handler,
    comes_from_elsewhere,
    is_known_host,
    new_session,
    refused,
    session_of,
)
from communique.web.users import Users, users_file
from communique.web.warming import warm

log = logging.getLogger(__name__)
STATIC = Path(__file__).with_name("static")
OPEN = ("/login", "/static/")
"""What strangers may ask for."""


def create_app(options: DeskOptions) -> FastAPI:
    """The desk for one record, as an ASGI application.

    The record is loaded in the background once the application starts; until then pages say so with status 503. Raises
    SettingsError for a desk that others can reach and for which nobody can log in.
    """
    gate = gate_for(options)
    made = options if options.secret else replace(options, secret=secrets.token_bytes(32))
    use_gazetteer(made.own)

    def opened() -> Store:
        return Store.open(made.record, readonly=True, create=False, timeout_s=made.lock_timeout_s)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        keeper = Keeper(opened, lambda: Store.open(made.record, create=False, timeout_s=made.lock_timeout_s), warm)
        app.state.desk = Desk(made, keeper, gate, OutlookFile(made.outlook or outlook_beside(made.record)))
        keeper.start()
        try:
            yield
        finally:
            keeper.stop()
            app.state.desk.stop()

    app = FastAPI(
        title="communique desk",
        description="The record of a negotiation: the pages of the desk as JSON, and decisions. Log in with a token.",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False)
        app.include_router(router, prefix=API.rstrip("/"), responses=REFUSALS)
    app.include_router(api, responses=REFUSALS)
    app.include_router(forms)
    app.include_router(changes)
    app.include_router(live)
    app.include_router(login)
    app.mount("/static/fonts", StaticFiles(directory=FONTS), name="fonts")
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_exception_handler(CommuniqueError, explain)
    app.add_exception_handler(RequestValidationError, explain_request)
    app.add_exception_handler(HTTPException, explain_http)
    app.middleware("http")(_guarded(made))
    app.add_middleware(GZipMiddleware, minimum_size=LEAST_PACKED, compresslevel=PACKED)
    return app


LEAST_PACKED, PACKED = 2000, 2
"""Answers of so many bytes are compressed, and how much: a page to a quarter of it, in a millisecond or two."""


def gate_for(options: DeskOptions) -> Gate:
    """How people come in: by login where there are users, by a proxy's header, else, on this machine alone, freely."""
    users = Users(users_file(options.record))
    if not options.is_local and options.header is None and len(users) == 0:
        message = "others can reach this desk, and nobody can log in"
        raise SettingsError(message, hint="add somebody with `communique users add NAME`, or listen on 127.0.0.1")
    is_open = options.is_local and options.header is None and len(users) == 0
    return Gate(users, options.reviewer, is_open, options.header, options.proxies)


def _guarded(options: DeskOptions) -> Callable[[Request, Handler], Awaitable[Response]]:
    """What is done around every request: strange hosts and strangers are turned away, headers and a session are set."""

    async def guarded(request: Request, go_on: Handler) -> Response:
        session = session_of(request)
        if session is None:
            request.state.session = new_session()
        response = await _answered(request, options, go_on)
        if session is None and SESSION not in response.headers.get("set-cookie", ""):
            secure = request.url.scheme == "https"
            response.set_cookie(SESSION, request.state.session, httponly=True, samesite="strict", secure=secure)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return guarded


async def _answered(request: Request, options: DeskOptions, go_on: Handler) -> Response:
    if not is_known_host(request, options.hosts):
        return refused("this desk does not answer under that name; start it with --host to allow it", 421)
    if request.method not in SAFE and comes_from_elsewhere(request):
        return refused("this request comes from another site", 403)
    desk: Desk = request.app.state.desk
    try:
        request.state.who = desk.gate.who(request)
        if request.state.who is None and not request.url.path.startswith(OPEN):
            return stranger(request)
        tag = tag_of(request, desk)
        if tag and tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag})
        response = await go_on(request)
        if tag and response.status_code == 200:
            response.headers["ETag"] = tag
            response.headers["Cache-Control"] = "private, no-cache"
        return response
    except CommuniqueError as error:
        return await explain(request, error)
    except Exception as error:  # the last resort, so that every answer is guarded
        return await unexpected(request, error)
