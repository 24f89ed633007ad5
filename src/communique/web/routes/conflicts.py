"""Conflicts: two quotations against each other, what they disagree on, and whether a later report settled it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from communique.reports.conflict_listing import list_conflicts
from communique.reports.wording import party_name
from communique.web.answers import Page, answer, format_asked
from communique.web.desk import ShownNow
from communique.web.disputed import Versus, find_versus
from communique.web.paging import PagingNow
from communique.web.shown import Shown

router = APIRouter()
STATES = ("open", "settled")
Name = Annotated[str, Query(max_length=100)]


@router.get("/conflicts", response_class=Response)
def conflicts(
    request: Request, shown: ShownNow, paging: PagingNow, about: Name = "", party: Name = "", state: Name = "",
    words: Name = "",
) -> Response:  # fmt: skip
    """Every conflict, those that stand before those that are settled.

    `about` is the field in dispute, `party` a party of the item or of a speaker, `state` open or settled.
    """
    whole = shown.listing("conflicts", list_conflicts)
    every = every_conflict(shown)
    found = shown.rows_with("conflicts", whole, words) if words else range(len(every))
    chosen = [
        place
        for place in sorted(found, key=lambda place: bool(every[place].settled))
        for versus in (every[place],)
        if (not about or versus.field == about)
        and (not party or party in versus.parties)
        and (state not in STATES or bool(versus.settled) == (state == "settled"))
    ]
    part = chosen if format_asked(request) == "csv" else paging.part(chosen)
    values = {
        "rows": [every[place] for place in part],
        "fields": _counted(versus.field for versus in every),
        "parties": [(code, party_name(code), n) for code, n in _counted(p for v in every for p in sorted(v.parties))],
        "asked": {"about": about, "party": party, "state": state, "words": words},
        "states": STATES,
        "standing": sum(not every[place].settled for place in chosen),
        "paging": paging.among(len(chosen)),
        "until": shown.until,
    }
    listing = replace(whole, entries=tuple(whole.entries[place] for place in part))
    return answer(request, Page("conflicts.html", "Conflicts", values, listing, total=len(chosen)))


def every_conflict(shown: Shown) -> Sequence[Versus]:
    """Every conflict as the page shows it, made once."""
    return shown.kept("versus", lambda: find_versus(shown.view()))


def _counted(names: Iterable[str]) -> list[tuple[str, int]]:
    return Counter(names).most_common(40)
