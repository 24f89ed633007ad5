"""What programs ask for beside the pages: decisions as JSON."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from communique.errors import UsageError
from communique.model.decisions import Action
from communique.record.decisions.jsonl import to_line
from communique.record.decisions.reviewing import Request as Asked
from communique.record.decisions.reviewing import decide, state_of
from communique.record.typed import with_codes
from communique.web.deciding import LONGEST
from communique.web.desk import DeskNow, ShownNow

router = APIRouter(prefix="/api", tags=["decisions"])
Words = Field(default="", max_length=LONGEST)


class Wish(BaseModel):
    """A decision that a program asks for, as `communique decide` takes it.

    `about` are ids in order, `values` fields of an edit or an office. `seen` is the `state` of the first item when it
    was looked at; with it a decision on what has changed since is refused.
    """

    model_config = ConfigDict(extra="forbid")

    action: Action
    about: list[str] = Field(min_length=1, max_length=50)
    values: dict[str, str] = Field(default_factory=dict, max_length=50)
    note: str = Words
    seen: str = Words
    new: bool = False


class Made(BaseModel):
    """A decision as it is kept, in the form in which analysts exchange them."""

    model_config = ConfigDict(extra="allow")

    id: str
    action: Action
    made_by: str
    made_at: str


class State(BaseModel):
    """What an item was when it was asked for."""

    id: str
    state: str


@router.post("/decisions", status_code=201, response_model=Made)
def decide_on(request: Request, wish: Wish, desk: DeskNow, shown: ShownNow) -> Response:
    """Make a decision and keep it."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise UsageError("a decision comes as JSON", hint="send Content-Type: application/json")
    who = desk.reviewer(request)
    asked = Asked(wish.action, tuple(wish.about), with_codes(wish.values, desk.options.own), wish.note, wish.seen,
                  new=wish.new)  # fmt: skip
    with desk.writing() as store:
        made = decide(store, shown.record, asked, by=who.name)
        revision = store.revision()
    desk.keeper.wait_for(revision, desk.options.write_wait_s)
    return Response(json.dumps(json.loads(to_line(made)), ensure_ascii=False), 201, media_type="application/json")


@router.get("/items/{identifier}/state", response_model=State)
def state(identifier: str, shown: ShownNow) -> State:
    """What a decision on this item is to carry as `seen`."""
    shown.find(identifier)
    return State(id=identifier, state=state_of(shown.record, identifier))
