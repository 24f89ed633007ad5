"""The outlook: what could be agreed by what parties are on record for, what analysts set, what somebody supposes."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from communique.errors import CommuniqueError
from communique.reports.line_listing import list_lines
from communique.reports.outlook.data import to_json
from communique.reports.outlook.making import TITLES, make_outlook
from communique.web.answers import Page, answer, format_asked
from communique.web.deciding import Kept
from communique.web.desk import Desk, DeskNow, ShownNow
from communique.web.forms import Form, form_of
from communique.web.outlook import PARTS, SETTABLE, Wanted, asked_of, outlook_answer
from communique.web.outlook_changes import change_from
from communique.web.problems import status_of
from communique.web.shown import Shown

router = APIRouter()
changes = APIRouter(include_in_schema=False)
"""What only the forms of the page ask for."""


@router.get("/outlook", response_class=Response)
def outlook(
    request: Request,
    shown: ShownNow,
    desk: DeskNow,
    part: Literal["table", "packages", "blockers", "proposals", "stability", "scenarios"] = "table",
    suppose: Annotated[list[str] | None, Query(max_length=13)] = None,
    scenario: Annotated[str, Query(max_length=200)] = "",
    place: Annotated[str, Query(max_length=150)] = "",
    standing: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """One part of the outlook; `suppose` sets cells for this page alone: "UKR alliance=stays-out accepts".

    `scenario` is one of the outlook file. `place` and `standing` are a cell as a form sends it:
    "UKR alliance=stays-out" and "accepts".
    """
    wanted = Wanted(part, scenario, tuple(dict.fromkeys(words for words in (suppose or ()) if words.strip())))
    if place and standing:
        supposed = (*wanted.supposed, f"{place} {standing}")
        return RedirectResponse(f"{request.url.path}?{_query(Wanted(part, scenario, supposed))}", 303)
    if format_asked(request) == "json":
        given = desk.outlook.read()
        made = desk.file(shown, (given.state, wanted), lambda: to_json(asked_of(shown, given, wanted), part))
        return Response(made, media_type="application/json")
    if format_asked(request) == "csv":
        given = desk.outlook.read()
        listing = desk.file(
            shown, ("csv", given.state, wanted), lambda: list_lines(make_outlook(asked_of(shown, given, wanted), part))
        )
        return answer(request, Page("", "Outlook", listing=listing))
    return outlook_page(request, shown, desk, wanted)


def outlook_page(request: Request, shown: Shown, desk: Desk, wanted: Wanted, kept: Kept | None = None) -> Response:
    """The page of one part; `kept` is what was typed into a form on it that was refused."""
    given = desk.outlook.read()
    found, fresh = outlook_answer(shown, desk, wanted)
    document = found.document if found else None
    parts = [name for name in (*PARTS, "scenarios") if name != "scenarios" or given.outlook.scenarios]
    values = {
        "document": document,
        "reason": found.reason if found else None,
        "working": not fresh,
        "part": wanted.part,
        "parts": [(name, TITLES[name]) for name in parts],
        "scenario": wanted.scenario,
        "supposed": wanted.supposed,
        "places": found.places if found else (),
        "issues": found.issues if found else (),
        "standings": SETTABLE,
        "given": given,
        "name": desk.outlook.path.name,
        "cells": [(f"{c.party} {c.issue}={c.option}", c) for c in given.outlook.cells],
        "back": f"/outlook?{_query(wanted)}",
        "kept": kept,
        "as_csv": True,
        "until": shown.until,
    }
    sources = document.sources if document else ()
    return answer(request, Page("outlook.html", "Outlook", values, sources=lambda: sources))


@changes.post("/outlook", response_class=Response)
async def change(request: Request, desk: DeskNow) -> Response:
    """Put into the outlook file what a form asks for; a refused one comes back with what was typed."""
    form = await form_of(request, desk)
    return await run_in_threadpool(_change, request, desk, form)


def _change(request: Request, desk: Desk, form: Form) -> Response:
    who = desk.reviewer(request)
    shown = desk.keeper.shown()
    typed = {key: rows[0] for key, rows in form.items()}
    supposed = tuple(words for words in form.get("suppose", ()) if words.strip())
    part = typed.get("part", "table")
    wanted = Wanted(part if part in TITLES else "table", typed.get("scenario", ""), supposed)
    try:
        desk.outlook.change(typed.get("seen", ""), change_from(typed, supposed, shown.record, who.name))
    except CommuniqueError as error:
        again = Request({**request.scope, "method": "GET", "query_string": _query(wanted).encode()})
        response = outlook_page(again, shown, desk, wanted, Kept(error.message, error.hint, typed))
        response.status_code = status_of(error)
        return response
    kept = typed.get("action") == "scenario"
    after = Wanted("scenarios") if kept else wanted
    return RedirectResponse(f"/outlook?{_query(after)}", 303)


def _query(wanted: Wanted) -> str:
    rows = [("part", wanted.part), *(("suppose", words) for words in wanted.supposed)]
    return urlencode([*rows, ("scenario", wanted.scenario)] if wanted.scenario else rows)
