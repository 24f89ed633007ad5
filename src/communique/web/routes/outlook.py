"""The outlook: what could be agreed, by what parties are on record for, and what somebody supposes."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from communique.analysis.settlement.table import Standing
from communique.errors import UsageError
from communique.reports.outlook.data import to_json
from communique.reports.outlook.making import TITLES
from communique.reports.wording import party_name
from communique.web.answers import Page, answer, format_asked
from communique.web.desk import ShownNow
from communique.web.outlook import PARTS, asked_of, outlook_page

router = APIRouter()


@router.get("/outlook", response_class=Response)
def outlook(
    request: Request,
    shown: ShownNow,
    part: Literal["table", "packages", "blockers", "proposals", "stability"] = "table",
    suppose: Annotated[list[str] | None, Query(max_length=13)] = None,
    place: Annotated[str, Query(max_length=150)] = "",
    standing: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """One part of the outlook; `suppose` sets cells for this page alone: "UKR alliance=stays-out accepts".

    `place` and `standing` are the same as a form sends it: "UKR alliance=stays-out" and "accepts".
    """
    supposed = [words for words in (suppose or ()) if words.strip()]
    if place and standing:
        query = urlencode([("part", part), *(("suppose", words) for words in (*supposed, f"{place} {standing}"))])
        return RedirectResponse(f"{request.url.path}?{query}", 303)
    if format_asked(request) == "json":
        return Response(to_json(asked_of(shown, supposed), part), media_type="application/json")
    asked = asked_of(shown, supposed)
    table = asked.table
    reason = None
    document = None
    try:
        _, document = outlook_page(shown, part, supposed)
    except UsageError as error:
        reason = error
    values = {
        "document": document,
        "reason": reason,
        "part": part,
        "parts": [(name, TITLES[name]) for name in PARTS],
        "supposed": supposed,
        "places": [
            (f"{party} {question.key}={option.key}", f"{party_name(party)} · {question.name}: {option.name}")
            for question in table.questions
            for option in question.options
            for party in table.parties
        ],
        "standings": [s.value for s in Standing if s is not Standing.CONTRADICTORY],
        "until": shown.until,
    }
    sources = document.sources if document else ()
    return answer(request, Page("outlook.html", "Outlook", values, sources=lambda: sources))
