"""Search: words in the articles, with the findings that rest on them."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from communique.reports.article_listing import list_hits
from communique.web.answers import Page, answer
from communique.web.desk import DeskNow, ShownNow

router = APIRouter()
KINDS = {"c": "contact", "p": "position", "a": "agreement", "o": "proposal", "d": "deadline"}
"""What the first letters of findings stand for; statements and names stand in nearly every sentence."""


@router.get("/search", response_class=Response)
def search(
    request: Request,
    shown: ShownNow,
    desk: DeskNow,
    words: Annotated[str, Query(max_length=500)] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> Response:
    """Articles that hold all the words, best first; "quoted words" stand together, `word*` is a beginning."""
    found = partial(desk.keeper.store.search, words, limit, shown.record.as_of)
    hits = shown.latest(("search", words, limit), found) if words.strip() else []
    values = {"words": words, "hits": hits, "limit": limit, "kinds": KINDS, "until": shown.until}
    return answer(request, Page("search.html", f"Search: {words}" if words else "Search", values, list_hits(hits)))
