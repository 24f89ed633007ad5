"""Decisions that the forms of pages send: kept, or refused on the page they came from, with what was typed."""

from __future__ import annotations

from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from communique.errors import CommuniqueError
from communique.model.decisions import Action, Decision
from communique.record.decisions.reviewing import decide
from communique.web.deciding import Kept, Turn, own_path, request_from
from communique.web.desk import Desk, DeskNow
from communique.web.forms import Form, form_of
from communique.web.problems import status_of
from communique.web.routes.items import item_page
from communique.web.routes.parties import party_page
from communique.web.routes.review import review_page
from communique.web.shown import NotHereError

router = APIRouter(include_in_schema=False)


@router.post("/decisions", response_class=Response)
async def decisions(request: Request, desk: DeskNow) -> Response:
    """Make the decision that a form asks for; a refused one comes back with what was typed."""
    form = await form_of(request, desk)
    return await run_in_threadpool(_decide, request, desk, form)


def _decide(request: Request, desk: Desk, form: Form) -> Response:
    shown = desk.keeper.shown()
    back = own_path((form.get("back") or ["/review"])[0])
    who = desk.reviewer(request)
    try:
        asked = request_from(form, shown, desk.options.own)
        with desk.writing() as store:
            made = decide(store, shown.record, asked, by=who.name)
            revision = store.revision()
    except CommuniqueError as error:
        return _refused(request, desk, form, error, back)
    if made.action in (Action.CONFIRM, Action.REJECT):
        desk.keeper.settle(asked.about[0], revision)
    desk.keeper.wait_for(revision, desk.options.write_wait_s)
    return RedirectResponse(_with(back, done=made.id, at=_next(form, made)), 303)


def _refused(request: Request, desk: Desk, form: Form, error: CommuniqueError, back: str) -> Response:
    """The page that the form stood on once more, with what was typed and why it was not kept."""
    typed = {key: rows[0] for key, rows in form.items()}
    response = _page_again(request, desk, back, Kept(error.message, error.hint, typed))
    response.status_code = status_of(error)
    return response


def _page_again(request: Request, desk: Desk, back: str, kept: Kept) -> Response:
    shown = desk.keeper.shown()
    where = urlsplit(back)
    path = unquote(where.path)
    again = Request({**request.scope, "method": "GET", "path": path, "query_string": where.query.encode()})
    _, kind, name = (*path.split("/", 2), "", "")[:3]
    try:
        if kind == "items" and name:
            return item_page(again, shown, desk, name, Turn(kept=kept))
        if kind == "parties" and name:
            return party_page(again, shown, desk, name, Turn(kept=kept))
    except NotHereError:
        pass  # it is gone since: the queue tells why the decision was not kept
    return review_page(again, shown, desk, Turn(at=kept.values.get("about", ""), kept=kept))


def _next(form: Form, made: Decision) -> str | None:
    """What is looked at next: after a verdict the next of the queue, else the same item."""
    after = (form.get("after") or [""])[0]
    return after if made.action in (Action.CONFIRM, Action.REJECT) else (form.get("about") or [""])[0] or None


def _with(address: str, **values: str | None) -> str:
    parts = urlsplit(address)
    kept = {key: rows[-1] for key, rows in parse_qs(parts.query).items() if key not in values}
    query = urlencode(kept | {key: value for key, value in values.items() if value})
    return f"{quote(parts.path, safe='/:~%')}?{query}" if query else parts.path
