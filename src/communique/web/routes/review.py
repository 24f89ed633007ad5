"""Review: what waits for a person, one item at a time, and the decisions that the forms of all pages send."""

from __future__ import annotations

from urllib.parse import parse_qs, quote, urlencode, urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from communique.errors import CommuniqueError, UsageError
from communique.model.decisions import Action, Decision
from communique.model.findings import Position
from communique.model.record import Contact, Person
from communique.record.decisions.reviewing import decide
from communique.reports.decision_listing import say_decision
from communique.reports.document import Line, line
from communique.reports.listing import Column, Entry, Listing
from communique.reports.show import make_page
from communique.reports.view import View, who_label
from communique.reports.wording import contact_noun, party_name, shorten
from communique.web.answers import Page, answer
from communique.web.deciding import Kept, offer_for, own_path, request_from
from communique.web.desk import Desk, DeskNow, ShownNow
from communique.web.paging import PagingNow
from communique.web.problems import status_of
from communique.web.security import FIELD, is_own_form, session_of
from communique.web.shown import Shown

router = APIRouter()
pages = APIRouter(include_in_schema=False)
"""What only the forms of pages ask for."""
KEYS = ("id", "what", "reasons", "weight")
_COLUMNS = (Column("what", 5), Column("why here", 4), Column("id"))
LARGEST = 200_000
"""Bytes of a form."""


@router.get("/review", response_class=Response)
def review(
    request: Request, shown: ShownNow, desk: DeskNow, paging: PagingNow, at: str = "", done: str = ""
) -> Response:
    """The queue, the most doubtful and most important first, and the item of it that is looked at."""
    return _review(request, shown, desk, (paging.page, paging.per, at, done), None)


def _review(
    request: Request, shown: Shown, desk: Desk, where: tuple[int, int, str, str], kept: Kept | None
) -> Response:
    page, per, at, done = where
    settled = desk.keeper.settled()
    queue = [waiting for waiting in shown.queue if waiting.id not in settled] if settled else shown.queue
    place = next((place for place, waiting in enumerate(queue) if waiting.id == at), 0) if at else 0
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
        "kept": kept,
        "done": made_of(shown, desk, done),
        "until": shown.until,
    }
    if queue:
        item = shown.find(queue[place].id)
        values |= {
            "document": make_page(shown.record, item, shown.view()),
            "offer": offer_for(shown, view, item),
            "at": queue[place].id,
        }
    rows = queue[(page - 1) * per : page * per]
    entries = tuple(Entry({"id": w.id, "what": "", "reasons": list(w.reasons), "weight": w.weight}, ()) for w in rows)
    listing = Listing("items to review", KEYS, _COLUMNS, entries)
    response = answer(request, Page("review.html", "Review", values, listing, total=len(queue)))
    if kept:
        response.status_code = 409
    return response


@pages.post("/decisions", response_class=Response)
async def decisions(request: Request, desk: DeskNow) -> Response:
    """Make the decision that a form asks for; a refused one comes back with what was typed."""
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > LARGEST:
        raise UsageError("that form is too large", hint="shorten the note")
    body = (await request.body())[:LARGEST].decode("utf-8", "replace")
    form = parse_qs(body, keep_blank_values=True, max_num_fields=200)
    if not is_own_form(session_of(request), (form.get(FIELD) or [""])[0], desk.options.secret):
        raise UsageError("this form is not from this desk, or too old", hint="load the page again, then decide")
    return await run_in_threadpool(_decide, request, desk, form)


def _decide(request: Request, desk: Desk, form: dict[str, list[str]]) -> Response:
    shown = desk.keeper.shown()
    back = own_path((form.get("back") or ["/review"])[0])
    who = desk.reviewer(request)
    try:
        asked = request_from(form, shown, desk.options.own)
        with desk.writing() as store:
            made = decide(store, shown.record, asked, by=who.name)
            revision = store.revision()
    except CommuniqueError as error:
        return _refused(request, desk, form, error)
    if made.action in (Action.CONFIRM, Action.REJECT):
        desk.keeper.settle(asked.about[0], revision)
    desk.keeper.wait_for(revision, desk.options.write_wait_s)
    return RedirectResponse(_with(back, done=made.id, at=_next(form, made)), 303)


def _refused(request: Request, desk: Desk, form: dict[str, list[str]], error: CommuniqueError) -> Response:
    """The same page again, with what was typed and why it was not kept."""
    typed = {key: rows[0] for key, rows in form.items() if rows and key != FIELD}
    kept = Kept(error.message, error.hint, typed)
    response = _review(request, desk.keeper.shown(), desk, (1, 50, typed.get("about", ""), ""), kept)
    response.status_code = status_of(error)
    return response


def _next(form: dict[str, list[str]], made: Decision) -> str | None:
    """What is looked at next: after a verdict the next of the queue, else the same item."""
    after = (form.get("after") or [""])[0]
    return after if made.action in (Action.CONFIRM, Action.REJECT) else (form.get("about") or [""])[0] or None


def _with(address: str, **values: str | None) -> str:
    parts = urlsplit(address)
    kept = {key: rows[-1] for key, rows in parse_qs(parts.query).items() if key not in values}
    query = urlencode(kept | {key: value for key, value in values.items() if value})
    return f"{quote(parts.path, safe='/:~%')}?{query}" if query else parts.path


def made_of(shown: Shown, desk: Desk, identifier: str) -> tuple[Decision, str, bool] | None:
    """The decision that was just made, in words, and whether the record shows it already."""
    if not identifier:
        return None
    known = {made.id: made for made in shown.record.judgements.decisions}
    if identifier in known:
        return known[identifier], say_decision(shown.record, known[identifier]), True
    made = next((made for made in desk.keeper.store.decisions() if made.id == identifier), None)
    return (made, f"{made.action.value}: kept", False) if made else None


def _words(view: View, item: object) -> Line:
    if isinstance(item, Contact):
        return line(f"{contact_noun(item.kind, item.level)}, {who_label(item)}, {view.day(item.date)}")
    if isinstance(item, Position):
        return line(f"{party_name(item.party)} {item.stance.value} “{shorten(item.about, 60)}”")
    if isinstance(item, Person):
        return line(item.name)
    return line(shorten(str(getattr(item, "what", "") or getattr(item, "name", "")), 80))
