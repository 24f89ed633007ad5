"""One item of the record: what it says, its reports side by side, what is disputed, and how it came to that."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from communique.analysis.follow_through import Ground, announcements, ground_of
from communique.model.article import Article
from communique.model.findings import Finding, PersonReport, Position
from communique.model.record import Agreement, Contact, Deadline, Person, Proposal
from communique.record.items import Item, item_id
from communique.record.names import name_keys
from communique.reports.document import Block, Document, Table, plain
from communique.reports.export import item_data
from communique.reports.follow_through_listing import tell_announcements
from communique.reports.history import make_history
from communique.reports.line_listing import list_lines
from communique.reports.listing import Listing
from communique.reports.outcomes import agreement_bundles
from communique.reports.position_matrix import stance_words
from communique.reports.show import make_head, make_page
from communique.reports.view import View
from communique.reports.wording import issue_label, party_name, shorten
from communique.web.answers import API, Page, answer, format_asked
from communique.web.contact_page import cards_of, reported, takes_part
from communique.web.deciding import Turn, made_of, offer_for
from communique.web.deciding_actors import decided_on, offer_for_person
from communique.web.desk import Desk, DeskNow, ShownNow
from communique.web.disputed import versus_of
from communique.web.paging import Paging, PagingNow
from communique.web.person_page import contact_line, contacts_of, met_by, offices_of, positions_of, statements_of
from communique.web.proposal_page import compared, terms_of
from communique.web.shown import Shown

router = APIRouter()


@router.get("/items/{identifier}", response_class=Response)
def item(
    request: Request, shown: ShownNow, desk: DeskNow, paging: PagingNow, identifier: str,
    done: Annotated[str, Query(max_length=200)] = "",
) -> Response:  # fmt: skip
    """A contact, agreement, proposal, deadline, person or finding; an article leads to its own page.

    `done` is the decision that was just made on it.
    """
    return item_page(request, shown, desk, identifier, Turn(paging, done=done))


def item_page(request: Request, shown: Shown, desk: Desk, identifier: str, turn: Turn) -> Response:
    """The page of an item, as a reader comes to it."""
    found = shown.find(identifier)
    if isinstance(found, Article):
        start = API.rstrip("/") if request.url.path.startswith(API) else ""
        return RedirectResponse(f"{start}/articles/{quote(found.id, safe='')}", 307)
    data = item_data(found, shown.record)
    if format_asked(request) != "html":
        return answer(request, Page("", "", data=data, table=lambda: _lines(shown, found)))
    view = shown.view()
    template, own = _values(shown, desk, view, found, turn.paging)
    values = {
        "history": None,
        "offer": offer_for(shown, view, found),
        "done": made_of(shown, desk, turn.done),
        "kept": turn.kept,
        "until": shown.until,
        **own,
    }
    values["as_csv"] = True
    return answer(request, Page(template, own["document"].title, values, data=data, sources=view.refs.sources))


def _lines(shown: Shown, found: Item) -> Listing:
    """The page of an item line by line."""
    view = shown.view()
    page = make_page(shown.record, found, view)
    return list_lines(replace(page, form=page.title, sources=view.refs.sources()))


def _values(shown: Shown, desk: Desk, view: View, found: Item, paging: Paging) -> tuple[str, dict[str, Any]]:
    """The template of an item's page, and what it shows."""
    if isinstance(found, Contact):
        return "contact.html", _contact(shown, view, found, paging)
    if isinstance(found, Agreement):
        return "agreement.html", _agreement(shown, view, found, paging)
    if isinstance(found, Proposal):
        return "proposal.html", _proposal(shown, desk, view, found, paging)
    if isinstance(found, Person):
        return "person.html", _person(shown, view, found, paging)
    document = make_page(shown.record, found, view)
    if isinstance(found, Deadline):
        return "item.html", {"document": document, "history": make_history(shown.record, found, view)}
    assert isinstance(found, Finding)
    return "finding.html", {"document": document, "finding": item_id(found), "belongs": _belongs(shown, found)}


def _contact(shown: Shown, view: View, contact: Contact, paging: Paging) -> dict[str, Any]:
    life = reported(view, contact)
    announced = tell_announcements(view, announcements(shown.record, only={contact.id}, ground=ground_for(shown)))
    return {
        "document": _without(make_head(view, contact), "participants"),
        "life": life,
        "shown_cards": paging.part(life.cards),
        "paging": paging.among(len(life.cards)),
        "versus_rows": list(versus_of(view, view.conflicts_of(contact))),
        "persons": takes_part(shown, contact),
        "announced": announced,
    }


def ground_for(shown: Shown) -> Ground:
    """What announcements are held against, made once."""
    return shown.kept("announcing", lambda: ground_of(shown.record))


def _agreement(shown: Shown, view: View, agreement: Agreement, paging: Paging) -> dict[str, Any]:
    life = reported(view, agreement)
    bundles = shown.kept("bundles", lambda: {a.id: bundle for bundle in agreement_bundles(view) for a in bundle})
    conflicts = list(shown.disputes.get(agreement.id, ()))
    return {
        "document": make_head(view, agreement),
        "life": life,
        "shown_cards": paging.part(life.cards),
        "paging": paging.among(len(life.cards)),
        "versus_rows": list(versus_of(view, conflicts)),
        "points": [(other.id, other.what, other.id == agreement.id) for other in bundles.get(agreement.id, [])],
    }


def _proposal(shown: Shown, desk: Desk, view: View, proposal: Proposal, paging: Paging) -> dict[str, Any]:
    cards = cards_of(view, proposal)
    answers = view.newest(proposal.responses)
    return {
        "document": make_head(view, proposal),
        "terms": terms_of(view, proposal, compared(shown, desk)),
        "responses": [(position, stance_words(position), item_id(position)) for position in answers],
        "shown_cards": paging.part(cards),
        "paging": paging.among(len(cards)),
    }


def _person(shown: Shown, view: View, person: Person, paging: Paging) -> dict[str, Any]:
    contacts = contacts_of(shown, person)
    met, several = met_by(shown, person)
    head = make_head(view, person)
    return {
        "document": replace(head, sections=()),
        "named": len({report.article for report in person.reports}),
        "spellings": [name for name in person.names if name != person.name],
        "actor": offer_for_person(shown, person),
        "decided": decided_on(shown, person.names),
        "party": person.party,
        "offices": offices_of(view, person),
        "contacts": [(contact.id, contact_line(view, contact)) for contact in paging.part(contacts)],
        "paging": paging.among(len(contacts)),
        "met": met,
        "several": several,
        "positions": positions_of(view, person),
        "statements": statements_of(view, person),
    }


def _without(head: Document, fact: str) -> Document:
    """The head of a page without a fact that the page tells better."""

    def kept(block: Block) -> Block:
        if not isinstance(block, Table):
            return block
        rows = (replace(g, rows=tuple(row for row in g.rows if plain(row.cells[0]) != fact)) for g in block.groups)
        return replace(block, groups=tuple(rows))

    return replace(head, sections=tuple(replace(s, blocks=tuple(map(kept, s.blocks))) for s in head.sections))


def _belongs(shown: Shown, finding: Finding) -> tuple[str, str] | None:
    """Where the thing stands that a finding tells of: an address, and words for it."""
    key = shown.item_of.get(item_id(finding))
    if key is not None:
        document = make_head(shown.view(), shown.catalogue.items[key])  # type: ignore[arg-type]
        return f"/items/{quote(key, safe='')}", document.title
    if isinstance(finding, Position):
        words = f"{party_name(finding.party)} on {issue_label(finding.issue)}"
        return f"/positions/{quote(finding.party, safe='')}/{finding.issue.value}", words
    if isinstance(finding, PersonReport):
        keys = name_keys(finding.name)
        known = next((p for p in shown.record.persons if any(name_keys(name) == keys for name in p.names)), None)
        return (f"/items/{quote(known.id, safe='')}", shorten(known.name, 80)) if known else None
    return None
