"""One answer in three formats: a page, JSON or CSV, by `?format=` or by what the client accepts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from communique import __version__
from communique.errors import UsageError
from communique.reports.document import Source
from communique.reports.listing import Listing, to_csv
from communique.web.desk import Desk
from communique.web.rendering import render
from communique.web.security import csrf_token, session_of

FORMATS = ("html", "json", "csv")
_ODD = re.compile(r"[^A-Za-z0-9]+")
API = "/api/"
"""Where programs find the same pages, as JSON."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows.

    `listing` is its table, complete rows for programs among it; `data` what JSON gives where the page is no list.
    `sources` is asked after the page's lines have been made. `total` counts the rows of all pages of a list. `table`
    makes what CSV gives where the page is no list. `beside` is what JSON says beside the rows of a list.
    """

    template: str
    title: str
    values: dict[str, Any] = field(default_factory=dict)
    listing: Listing | None = None
    data: Any = None
    sources: Callable[[], Sequence[Source]] = tuple
    total: int | None = None
    table: Callable[[], Listing] | None = None
    beside: Mapping[str, Any] = field(default_factory=dict)


def format_asked(request: Request) -> str:
    """`html`, `json` or `csv`. Raises UsageError for another one."""
    asked = request.query_params.get("format")
    if asked is None and request.url.path.startswith(API):
        return "json"
    if asked is None:
        accepted = request.headers.get("accept", "")
        return "json" if accepted.startswith("application/json") else "html"
    if asked not in FORMATS:
        raise UsageError(f"no such format: {asked[:40]}", hint=f"one of {', '.join(FORMATS)}")
    return asked


def answer(request: Request, page: Page) -> Response:
    """The page in the format asked for. Raises UsageError for CSV of what is no list."""
    asked = format_asked(request)
    if asked == "html":
        return HTMLResponse(_html(request, page))
    if asked == "json":
        return Response(_json(page), media_type="application/json")
    listing = page.listing or (page.table() if page.table else None)
    if listing is None:
        raise UsageError("this page is no list", hint="ask for format=json")
    name = f"{_ODD.sub('-', listing.noun)[:80]}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(to_csv(listing), media_type="text/csv; charset=utf-8", headers=headers)


def _html(request: Request, page: Page) -> str:
    state = request.app.state.desk
    session = session_of(request) or str(getattr(request.state, "session", ""))
    values = {
        **page.values,
        "title": page.title,
        "listing": page.listing,
        "has_csv": page.listing is not None or page.table is not None or "as_csv" in page.values,
        "total": page.total,
        "csrf": csrf_token(session, state.options.secret),
        "who": None if state.gate.is_open else request.state.who,
        "may_decide": request.state.who.role.may_decide,
        "live": _live(request, state),
    }
    return render(request, page.template, values, page.sources())


def _live(request: Request, desk: Desk) -> str | None:
    """What a page asks again and again to learn of changes; None for one of an earlier day, which stays as it is."""
    if desk.keeper.revision() < 0 or request.query_params.get("as_of"):
        return None
    shown = desk.keeper.shown()
    here = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    return urlencode({"revision": shown.revision, "articles": len(shown.record.articles), "back": here})


def _json(page: Page) -> str:
    if page.listing is None:
        return json.dumps(page.data, ensure_ascii=False, indent=1, default=str)
    rows = [entry.data for entry in page.listing.entries]
    whole = {"total": page.total if page.total is not None else len(rows), **page.beside, "items": rows}
    return json.dumps(whole, ensure_ascii=False, indent=1, default=str)


def tag_of(request: Request, desk: Desk) -> str | None:
    """What tells whether the JSON or CSV of a page is still what it was; None for other requests."""
    if request.method != "GET" or format_of(request) == "html":
        return None
    revision = desk.keeper.revision()
    asked = f"{__version__} {request.url.path}?{request.url.query} {getattr(request.state.who, 'name', '')}"
    return f'W/"{revision}-{blake2b(asked.encode(), digest_size=8).hexdigest()}"' if revision >= 0 else None


def format_of(request: Request) -> str:
    """The format asked for; `html` for one that there is not."""
    try:
        return format_asked(request)
    except UsageError:
        return "html"
