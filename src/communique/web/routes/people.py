"""People: who appears, for whom they speak, and a picture of who met whom."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from communique.reports.people_listing import list_people
from communique.web.answers import Page, answer, format_asked
from communique.web.desk import ShownNow
from communique.web.meetings import find_meetings
from communique.web.network import Picture, draw_network
from communique.web.paging import PagingNow
from communique.web.shown import Shown

router = APIRouter()
STEPS = (1, 2, 3, 5, 10, 20, 50)
"""From how many contacts on a link may be asked for: few, so that each picture is drawn once."""


@router.get("/people", response_class=Response)
def people(
    request: Request,
    shown: ShownNow,
    paging: PagingNow,
    words: Annotated[str | None, Query(max_length=500)] = None,
    least: Annotated[int | None, Query(ge=1, le=1000, alias="min")] = None,
) -> Response:
    """Everybody who takes part in contacts, voices positions or is quoted; `min` draws links of so many contacts."""
    whole = shown.listing("people", list_people)
    found = shown.rows_with("people", whole, words) if words else range(len(whole.entries))
    part = found if format_asked(request) == "csv" else paging.part(found)
    asks_html = format_asked(request) == "html"
    step = max((n for n in STEPS if n <= least), default=1) if least else usual_step(shown) if asks_html else 1
    values = {
        "words": words or "",
        "picture": network_of(shown, step) if asks_html and not words and paging.page == 1 else None,
        "least": step,
        "steps": STEPS,
        "paging": paging.among(len(found)),
        "until": shown.until,
    }
    listing = replace(whole, entries=tuple(whole.entries[place] for place in part))
    return answer(request, Page("people.html", "People", values, listing, total=len(found)))


def network_of(shown: Shown, least: int) -> Picture | None:
    """The picture with links of at least so many contacts, drawn once."""
    met = shown.kept("meetings", lambda: find_meetings(shown.record))
    return shown.kept(f"network {least}", lambda: draw_network(met, least))


def usual_step(shown: Shown) -> int:
    """From how many contacts on links are drawn unless somebody says: so that there are not too many."""
    met = shown.kept("meetings", lambda: find_meetings(shown.record))
    return next((n for n in STEPS if sum(times >= n for times in met.times.values()) <= 400), STEPS[-1])
