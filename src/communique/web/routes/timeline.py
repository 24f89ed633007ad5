"""The timeline: contacts, agreements and deadlines in the order of their dates, as a picture and as a list."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from fastapi import APIRouter, Request, Response

from communique.errors import UsageError
from communique.model.findings import Status
from communique.reports.timeline_listing import list_timeline
from communique.reports.wording import mark, status_label
from communique.web.answers import Page, answer, format_asked
from communique.web.choosing import WantedNow
from communique.web.desk import ShownNow
from communique.web.timeline import Window, draw_timeline, whole_window

router = APIRouter()


@router.get("/timeline", response_class=Response)
def timeline(
    request: Request, shown: ShownNow, wanted: WantedNow, lanes: Literal["level", "pair"] = "level"
) -> Response:
    """Lanes by level or by pair of parties, between two days; JSON and CSV give the whole list."""
    if format_asked(request) != "html":
        return answer(request, Page("", "Timeline", listing=shown.listing("timeline", list_timeline)))
    default = whole_window(shown.record, shown.until)
    window = Window(wanted.first or default.first, wanted.last or default.last)
    if window.first > window.last:
        raise UsageError("the last day lies before the first", hint="exchange them")
    contacts = shown.contacts.find(replace(wanted, first=None, last=None))
    values = {
        "picture": draw_timeline(shown.record, contacts, window, lanes, shown.until),
        "lanes": lanes,
        "facets": {name: rows for name, rows in shown.contacts.choices(wanted).items() if name in ("party", "status")},
        "steps": [("earlier", window.moved(-0.5)), ("later", window.moved(0.5)), ("closer", window.zoomed(0.5)),
                  ("wider", window.zoomed(2)), ("all of it", default)],
        "marks": [(status.value, mark(status), status_label(status)) for status in Status],
        "as_csv": True,
        "until": shown.until,
    }  # fmt: skip
    return answer(request, Page("timeline.html", "Timeline", values))
