"""Decisions through the browser: a form taken as a request, and what a page offers to decide on an item."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_type_hints
from urllib.parse import urlsplit

from communique.analysis.review_queue import alike
from communique.errors import UsageError
from communique.model.decisions import Action, Decision
from communique.model.findings import Finding
from communique.model.record import Contact, Person
from communique.record.decisions.fields import fields_of, to_json
from communique.record.decisions.items import whole_fields
from communique.record.decisions.reviewing import Request, state_of_item
from communique.record.items import Item, Merged, item_id
from communique.record.typed import with_codes
from communique.reports.decision_listing import say_decision
from communique.reports.document import Line, line, quote, soft
from communique.reports.references import outlet
from communique.reports.view import View, status_words, who_label
from communique.reports.wording import shorten
from communique.settings.own_names import OwnNames
from communique.web.deciding_actors import actor_request
from communique.web.desk import Desk
from communique.web.paging import Paging
from communique.web.shown import Shown

SET = "set."
"""Before the name of a field in a form."""
LONGEST = 2_000
"""Characters of one value in a form."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an item as a form shows it: its value as a person types it; `choices` where there is a list."""

    name: str
    value: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be decided on an item: `about` is its id, `seen` what it was when the page was made.

    `alike` are contacts that it may be merged with, `reports` those that could be split off; each has its id and
    words.
    """

    about: str
    seen: str
    fields: tuple[Field, ...] = ()
    alike: tuple[tuple[str, Line], ...] = ()
    reports: tuple[tuple[str, Line], ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed into a form that was refused, and why."""

    message: str
    hint: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """What brings a reader to a page where one decides.

    The part of its list, the item looked at, the id of the decision just made, what was typed into a refused form.
    """

    paging: Paging = field(default_factory=Paging)
    at: str = ""
    done: str = ""
    kept: Kept | None = None


def offer_for(shown: Shown, view: View, item: Item) -> Offer | None:
    """What a page offers to decide; None for what is decided on elsewhere: articles, persons."""
    if isinstance(item, Person) or not isinstance(item, Finding | Merged):
        return None
    kind = type(item) if isinstance(item, Finding) else type(item.reports[0])
    names = fields_of(kind) if isinstance(item, Finding) else whole_fields(item)
    shown_fields = tuple(Field(name, _typed(getattr(item, name)), _choices(kind, name)) for name in names)
    about = item_id(item) if isinstance(item, Finding) else item.id
    near: tuple[tuple[str, Line], ...] = ()
    reports: tuple[tuple[str, Line], ...] = ()
    if isinstance(item, Contact):
        near = tuple((other.id, _other(view, other)) for other in alike(shown.record, item))
    if not isinstance(item, Finding) and len(item.reports) > 1:
        reports = tuple((item_id(report), _report(view, report)) for report in item.reports)
    return Offer(about, state_of_item(shown.record, item), shown_fields, near, reports)


def request_from(form: Mapping[str, Sequence[str]], shown: Shown, own: OwnNames) -> Request:
    """The decision that a form asks for. Raises UsageError for what no form of ours sends."""
    action = _one(form, "action")
    if action not in set(Action):
        raise UsageError(f"no such action: {action[:40]!r}", hint=f"one of {', '.join(Action)}")
    about = [_one(form, "about"), *(value for value in form.get("with", ()) if value.strip())]
    values = {key.removeprefix(SET): rows[0] for key, rows in form.items() if key.startswith(SET) and rows}
    if any(len(value) > LONGEST for value in (*about, *values.values(), _one(form, "note"))):
        raise UsageError("that is too long", hint=f"a value has at most {LONGEST} characters")
    if action == Action.EDIT:
        values = _changed(shown, about[0], values)
    asked = Request(Action(action), tuple(about), with_codes(values, own), _one(form, "note"), _one(form, "seen"))
    return actor_request(form, asked, shown, own) if asked.action in (Action.ALIAS, Action.OFFICE) else asked


def made_of(shown: Shown, desk: Desk, identifier: str) -> tuple[Decision, str, bool] | None:
    """The decision that was just made, in words, and whether the record shows it already."""
    if not identifier:
        return None
    known = {made.id: made for made in shown.record.judgements.decisions}
    if identifier in known:
        return known[identifier], say_decision(shown.record, known[identifier]), True
    made = next((made for made in desk.keeper.store.decisions() if made.id == identifier), None)
    return (made, f"{made.action.value}: kept", False) if made else None


def own_path(address: str, otherwise: str = "/review") -> str:
    """Where to go back to, if it is a page of ours."""
    is_path = address.startswith("/") and not address.startswith("//") and not urlsplit(address).netloc
    is_plain = "\\" not in address and not any(ord(char) < 32 for char in address)
    return address if is_path and is_plain else otherwise


def _changed(shown: Shown, about: str, values: Mapping[str, str]) -> dict[str, str]:
    """Of the fields in a form those that a person changed."""
    item = shown.find(about)
    found = {
        name: value
        for name, value in values.items()
        if not hasattr(item, name) or " ".join(value.split()) != " ".join(_typed(getattr(item, name)).split())
    }
    if not found:
        raise UsageError("nothing was changed", hint="change a field, or confirm the item as it is")
    return found


def _one(form: Mapping[str, Sequence[str]], name: str) -> str:
    rows = form.get(name, ())
    return rows[0] if rows else ""


def _typed(value: Any) -> str:
    plain = to_json(value)
    if isinstance(plain, list):
        return ("; " if any("," in part for part in plain) else ", ").join(map(str, plain))
    return "" if plain is None else str(plain)


_hints: Callable[[Any], dict[str, Any]] = cache(get_type_hints)


def _choices(kind: type[Finding], name: str) -> tuple[str, ...]:
    hint = _hints(kind)[name]
    for part in (hint, *get_args(hint)):
        if isinstance(part, type) and issubclass(part, StrEnum):
            return tuple(part)
    return ()


def _other(view: View, other: Contact) -> Line:
    return line(f"{view.day(other.date)}, {who_label(other)}, {status_words(view, other)} ", soft(other.id))


def _report(view: View, report: Finding) -> Line:
    where = outlet(view.record.articles.get(report.article))
    words = quote(shorten(" ".join(report.evidence), 160))
    return line(f"{where}, {view.said_on(report) or 'undated'}: ", words, " ", soft(item_id(report)))
