"""Parties: each with whom it talks to, who speaks for it, and where it stands."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from communique.reports.document import plain
from communique.reports.listing import Column, Entry, Listing
from communique.reports.wording import party_name
from communique.web.answers import Page, answer
from communique.web.deciding import Turn, made_of
from communique.web.deciding_actors import decided_on, offer_for_party, parties_of
from communique.web.desk import Desk, DeskNow, ShownNow
from communique.web.party_page import (
    ITEMS,
    OTHERS,
    PERSONS,
    contacts_of_party,
    outcomes_of,
    speakers_of,
    stances_of,
    talks_with,
)
from communique.web.shown import NotHereError, Shown

router = APIRouter()
KEYS = ("with", "name", "held", "coming", "off", "total")


@router.get("/parties/{code}", response_class=Response)
def party(
    request: Request, shown: ShownNow, desk: DeskNow, code: str, done: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """A party by its code, such as RUS or EU; `done` is the decision that was just made on it."""
    return party_page(request, shown, desk, code, Turn(done=done))


def party_page(request: Request, shown: Shown, desk: Desk, code: str, turn: Turn) -> Response:
    """The page of a party, as a reader comes to it."""
    decided = decided_on(shown, (code,))
    if code not in parties_of(shown) and not decided:
        raise NotHereError(f"the record has no party {code[:40]!r}", hint="the overview names its parties")
    view = shown.view()
    contacts = contacts_of_party(shown, code)
    others, speakers = talks_with(view, code, contacts), speakers_of(shown, code)
    stances = stances_of(view, code)
    proposed, agreed = outcomes_of(view, code)
    data = {
        "code": code,
        "name": party_name(code),
        "contacts": len(contacts),
        "talks_with": [asdict(row) for row in others],
        "persons": [asdict(row) for row in speakers],
        "stances": [{"issue": issue, "stances": [plain(row) for row in rows]} for issue, _, rows in stances],
        "proposals": [key for key, _ in proposed],
        "agreements": [key for key, _ in agreed],
        "decisions": [asdict(row) for row in decided],
    }
    values = {
        "code": code,
        "number": len(contacts),
        "others": others[:OTHERS],
        "speakers": speakers[:PERSONS],
        "stances": stances,
        "outcomes": [("Proposed", "/proposals", proposed[:ITEMS], len(proposed)),
                     ("Agreed", "/agreements", agreed[:ITEMS], len(agreed))],
        "more_others": max(0, len(others) - OTHERS),
        "more_speakers": max(0, len(speakers) - PERSONS),
        "actor": offer_for_party(shown, code),
        "decided": decided,
        "done": made_of(shown, desk, turn.done),
        "kept": turn.kept,
        "until": shown.until,
    }  # fmt: skip

    def table() -> Listing:
        rows = tuple(Entry({"with": row.code, **asdict(row)}, ()) for row in others)
        return Listing(f"contacts of {code}", KEYS, tuple(map(Column, KEYS)), rows)

    page = Page("party.html", party_name(code), values, data=data, sources=view.refs.sources, table=table)
    return answer(request, page)
