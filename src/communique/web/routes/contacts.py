"""Contacts: a table with facets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from communique.model.record import Contact
from communique.reports.contact_listing import COLUMNS, KEYS, contact_entry
from communique.reports.listing import Listing
from communique.reports.view import View
from communique.web.answers import Page, answer, format_asked
from communique.web.choosing import WantedNow
from communique.web.desk import ShownNow
from communique.web.paging import PagingNow
from communique.web.shown import Shown

router = APIRouter()

ORDERS: dict[str, Callable[[View, Contact], Any]] = {
    "date": lambda view, contact: contact.date or "",
    "reported": lambda view, contact: view.last_report(contact.reports),
    "reports": lambda view, contact: len(contact.reports),
    "level": lambda view, contact: contact.level.rank,
}


@router.get("/contacts", response_class=Response)
def contacts(
    request: Request,
    shown: ShownNow,
    paging: PagingNow,
    wanted: WantedNow,
    sort: str = "date",
    column: Annotated[list[str] | None, Query()] = None,
) -> Response:
    """The contacts that fit the facets, fifty to a page; all of them as CSV. `column` names those that a page shows."""
    view = shown.view()
    keys = keys_of(shown, sort if sort in ORDERS else "date")
    found = sorted(shown.contacts.find(wanted), key=lambda contact: keys[contact.id], reverse=True)
    part = found if format_asked(request) == "csv" else paging.part(found)
    listing = Listing("contacts", KEYS, COLUMNS, tuple(contact_entry(view, contact) for contact in part))
    titles = [made.title for made in COLUMNS]
    chosen = [title for title in titles if title in (column or titles)] or titles
    values = {
        "columns": [(title, title in chosen) for title in titles],
        "facets": shown.contacts.choices(wanted),
        "wanted": wanted,
        "narrowed": sum(map(len, wanted.values.values())) + bool(wanted.first) + bool(wanted.last),
        "sort": sort,
        "orders": list(ORDERS),
        "paging": paging.among(len(found)),
        "until": shown.until,
    }
    shown_part = only(listing, chosen)
    page = Page("contacts.html", "Contacts", values, shown_part, sources=view.refs.sources, total=len(found))
    return answer(request, page)


def keys_of(shown: Shown, order: str) -> Mapping[str, Any]:
    """By what each contact is sorted in an order, by its id; made once."""

    def made() -> Mapping[str, Any]:
        view = shown.view()
        return {contact.id: ORDERS[order](view, contact) for contact in shown.record.contacts}

    return shown.kept(f"contacts by {order}", made)


def only(listing: Listing, titles: list[str]) -> Listing:
    """The list with some of its columns; its data stays complete."""
    places = [place for place, column in enumerate(listing.columns) if column.title in titles]
    entries = tuple(replace(e, cells=tuple(e.cells[place] for place in places)) for e in listing.entries)
    return replace(listing, columns=tuple(listing.columns[place] for place in places), entries=entries)
