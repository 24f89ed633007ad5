"""Search: words in the articles, with the findings that rest on them, and the lists whose rows hold them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from communique.record.store import Within
from communique.record.typed import read_day
from communique.reports.article_listing import list_hits
from communique.reports.conflict_listing import list_conflicts
from communique.reports.finding_listings import list_agreements, list_deadlines, list_proposals
from communique.reports.people_listing import list_people
from communique.reports.stance_listing import list_stances
from communique.web.answers import Page, answer
from communique.web.desk import DeskNow, ShownNow
from communique.web.paging import PagingNow
from communique.web.routes.articles import OUTLETS, outlets_of
from communique.web.shown import Shown

router = APIRouter()
KINDS = {"c": "contact", "p": "position", "a": "agreement", "o": "proposal", "d": "deadline"}
"""What the first letters of findings stand for; statements and names stand in nearly every sentence."""
LISTS = (("people", list_people), ("stances", list_stances), ("proposals", list_proposals),
         ("agreements", list_agreements), ("deadlines", list_deadlines), ("conflicts", list_conflicts))  # fmt: skip
"""Other lists that are looked through for the words, by the addresses of their pages."""


def within_of(
    first: str | None = None,
    last: str | None = None,
    publisher: Annotated[str | None, Query(max_length=200)] = None,
) -> Within:
    """The days and the outlet in an address. Raises UsageError for what is no day."""
    return Within(
        read_day(first, "first") if first else None,
        read_day(last, "last", end=True) if last else None,
        (publisher or "").replace("\x00", " ").strip() or None,
    )


@router.get("/search", response_class=Response)
def search(
    request: Request,
    shown: ShownNow,
    desk: DeskNow,
    paging: PagingNow,
    within: Annotated[Within, Depends(within_of)],
    words: Annotated[str, Query(max_length=500)] = "",
) -> Response:
    """Articles that hold all the words, best first; "quoted words" stand together, `word*` is a beginning.

    Where more than 2,000 hold them, these are the best of the 2,000 that came in last, and `has_more` is true.
    `first` and `last` are days of publication, `publisher` an outlet.
    """
    skip = (paging.page - 1) * paging.per
    asked = partial(desk.keeper.store.search, words, paging.per, shown.record.as_of, skip=skip, within=within)
    hits = shown.latest(("search", words, paging, within), asked)
    plain = words.replace('"', " ").replace("*", " ").strip()
    values = {
        "words": words,
        "plain": plain,
        "within": within,
        "hits": hits,
        "kinds": KINDS,
        "outlets": outlets_of(shown).most_common(OUTLETS),
        "elsewhere": list(_elsewhere(shown, plain)) if plain and paging.page == 1 else [],
        "paging": paging.among(hits.total),
        "until": shown.until,
    }
    title = f"Search: {words}" if words else "Search"
    beside = {"has_more": hits.has_more}
    return answer(request, Page("search.html", title, values, list_hits(hits), total=hits.total, beside=beside))


def _elsewhere(shown: Shown, plain: str) -> Iterator[tuple[str, int]]:
    """The lists some of whose rows hold the words, which are without marks, and how many."""
    for name, made in LISTS:
        if found := shown.rows_with(name, shown.listing(name, made), plain):
            yield name, len(found)
