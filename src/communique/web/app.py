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
from starlette.staticfiles import StaticFiles

from communique import __version__
from communique.errors import CommuniqueError
from communique.record.store import Store
from communique.reports.wording import use_gazetteer
from communique.web.desk import Desk, DeskOptions
from communique.web.keeper import Keeper
from communique.web.problems import explain, explain_http, explain_request, unexpected
from communique.web.routes import ROUTERS
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

log = logging.getLogger(__name__)
STATIC = Path(__file__).with_name("static")


def create_app(options: DeskOptions) -> FastAPI:
    """The desk for one record, as an ASGI application.

    The record is loaded in the background once the application starts; until then pages say so with status 503.
    """
    made = options if options.secret else replace(options, secret=secrets.token_bytes(32))
    use_gazetteer(made.own)

    def opened() -> Store:
        return Store.open(made.record, readonly=True, create=False, timeout_s=made.lock_timeout_s)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        keeper = Keeper(opened)
        app.state.desk = Desk(made, keeper)
        keeper.start()
        try:
            yield
        finally:
            keeper.stop()

    app = FastAPI(
        title="communique desk",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_exception_handler(CommuniqueError, explain)
    app.add_exception_handler(RequestValidationError, explain_request)
    app.add_exception_handler(HTTPException, explain_http)
    app.add_exception_handler(Exception, unexpected)
    app.middleware("http")(_guarded(made))
    return app


def _guarded(options: DeskOptions) -> Callable[[Request, Handler], Awaitable[Response]]:
    """What is done around every request: strange hosts and foreign forms are refused, headers and a session are set."""

    async def guarded(request: Request, go_on: Handler) -> Response:
        if not is_known_host(request, options.hosts):
            return refused("this desk does not answer under that name; start it with --host to allow it", 421)
        if request.method not in SAFE and comes_from_elsewhere(request):
            return refused("this request comes from another site", 403)
        session = session_of(request)
        if session is None:
            session = request.state.session = new_session()
            response = await go_on(request)
            secure = request.url.scheme == "https"
            response.set_cookie(SESSION, session, httponly=True, samesite="strict", secure=secure)
        else:
            response = await go_on(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return guarded
