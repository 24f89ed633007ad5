"""Review: what waits for a person, one item at a time."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from communique.model.findings import Position
from communique.model.record import Contact, Person
from communique.reports.document import Line, line, plain
from communique.reports.listing import Column, Entry, Listing
from communique.reports.show import make_page
from communique.reports.view import View, who_label
from communique.reports.wording import contact_noun, party_name, shorten
from communique.web.answers import Page, answer
from communique.web.deciding import Turn, made_of, offer_for
from communique.web.desk import Desk, DeskNow, ShownNow
from communique.web.paging import PagingNow
from communique.web.shown import Shown

router = APIRouter()
KEYS = ("id", "what", "reasons", "weight")
_COLUMNS = (Column("what", 5), Column("why here", 4), Column("id"))


@router.get("/review", response_class=Response)
def review(
    request: Request, shown: ShownNow, desk: DeskNow, paging: PagingNow, at: str = "", done: str = ""
) -> Response:
    """The queue, the most doubtful and most important first, and the item of it that is looked at."""
    return review_page(request, shown, desk, Turn(paging, at, done))


def review_page(request: Request, shown: Shown, desk: Desk, turn: Turn) -> Response:
    """The page of the queue at one item."""
    settled = desk.keeper.settled()
    queue = [waiting for waiting in shown.queue if waiting.id not in settled] if settled else shown.queue
    place = next((place for place, waiting in enumerate(queue) if waiting.id == turn.at), 0) if turn.at else 0
    view = shown.view()
    values: dict[str, object] = {
        "queue": [(waiting, _words(view, waiting.item)) for waiting in queue[max(0, place - 3) : place + 12]],
        "total": len(queue),
        "place": place,
        "before": queue[place - 1].id if place > 0 else None,
        "after": queue[place + 1].id if place + 1 < len(queue) else None,
        "document": None,
        "offer": None,
        "at": None,
        "kept": turn.kept,
        "done": made_of(shown, desk, turn.done),
        "until": shown.until,
    }
    if queue:
        item = shown.find(queue[place].id)
        values |= {
            "document": make_page(shown.record, item, shown.view()),
            "offer": offer_for(shown, view, item),
            "at": queue[place].id,
        }
    entries = tuple(
        Entry({"id": w.id, "what": plain(_words(view, w.item)), "reasons": list(w.reasons), "weight": w.weight}, ())
        for w in turn.paging.part(queue)
    )
    listing = Listing("items to review", KEYS, _COLUMNS, entries)
    return answer(request, Page("review.html", "Review", values, listing, total=len(queue)))


def _words(view: View, item: object) -> Line:
    if isinstance(item, Contact):
        return line(f"{contact_noun(item.kind, item.level)}, {who_label(item)}, {view.day(item.date)}")
    if isinstance(item, Position):
        return line(f"{party_name(item.party)} {item.stance.value} “{shorten(item.about, 60)}”")
    if isinstance(item, Person):
        return line(item.name)
    return line(shorten(str(getattr(item, "what", "") or getattr(item, "name", "")), 80))
