"""One item of the record: what it says, its reports in their context, its conflicts and its history."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from communique.model.article import Article
from communique.model.findings import Finding
from communique.reports.export import item_data
from communique.reports.history import make_history
from communique.reports.show import make_page
from communique.web.answers import Page, answer
from communique.web.deciding import offer_for
from communique.web.desk import ShownNow

router = APIRouter()


@router.get("/items/{identifier}", response_class=Response)
def item(request: Request, shown: ShownNow, identifier: str) -> Response:
    """A contact, agreement, proposal, deadline, person or finding; an article leads to its own page."""
    found = shown.find(identifier)
    if isinstance(found, Article):
        return RedirectResponse(f"/articles/{quote(found.id, safe='')}", 307)
    document = make_page(shown.record, found)
    history = None if isinstance(found, Finding) else make_history(shown.record, found)
    values = {
        "document": document,
        "history": history,
        "offer": offer_for(shown, shown.view(), found),
        "done": None,
        "kept": None,
        "until": shown.until,
    }
    return answer(request, Page("item.html", document.title, values, data=item_data(found, shown.record)))
