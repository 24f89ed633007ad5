"""What people decided, as reports show it: words in lists, who and when on an item's page, fields in exports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from communique.model.article import Article
from communique.model.decisions import Action, Edit, Judgements, Mark, State, mark_of
from communique.model.findings import Finding
from communique.model.record import Person
from communique.record.decisions.actors import fold
from communique.record.items import Item, Merged, item_id
from communique.reports.dates import say_date, say_published
from communique.reports.document import Bullets, Document, Line, Section, Style, Text, line
from communique.reports.document import Item as Point
from communique.reports.wording import capital, level_label, party_name

KEYS = ("confirmed_by", "edited")
"""What lists add to every row: who confirmed it, and which of its fields a person set."""


def judged(judgements: Judgements, item: Merged | Finding) -> Line:
    """ ", confirmed, edited" as far as it is so; an edit of one of an item's reports counts."""
    own, *reports = _ids(item)
    words = ["confirmed"] if own in judgements.confirmed else []
    words += ["edited"] if any(identifier in judgements.edits for identifier in (own, *reports)) else []
    return (Text("".join(f", {word}" for word in words), Style.SOFT),) if words else ()


def judged_row(judgements: Judgements, item: Merged | Finding) -> dict[str, Any]:
    """The values of KEYS for an item or a finding."""
    own = _ids(item)[0]
    mark = judgements.confirmed.get(own)
    return {
        "confirmed_by": mark.made_by if mark else None,
        "edited": [edit.field for edit in judgements.edits.get(own, ())],
    }


def _ids(item: Merged | Finding) -> list[str]:
    return [item_id(item)] if isinstance(item, Finding) else [item.id, *map(item_id, item.reports)]


def with_judgements(page: Document, judgements: Judgements, item: Item) -> Document:
    """A page with what people decided on its item, after the facts: who, when, and what stood there before."""
    points = tuple(Point(line(words)) for words in _decided(judgements, item))
    if not points:
        return page
    section = Section("decided", "What people decided", (Bullets(points),))
    return replace(page, sections=(*page.sections[:1], section, *page.sections[1:]))


def _decided(judgements: Judgements, item: Item) -> Iterator[str]:
    if isinstance(item, Person):
        yield from _decided_on_person(judgements, item)
    if isinstance(item, Article | Person):
        return
    reports = () if isinstance(item, Finding) else item.reports
    own = item_id(item) if isinstance(item, Finding) else item.id
    mark = judgements.confirmed.get(own)
    if mark is not None:
        yield f"Confirmed {_signed(mark)}"
    yield from (capital(_said(edit)) for edit in judgements.edits.get(own, ()))
    for report in reports:
        known = judgements.confirmed.get(item_id(report))
        if known is not None and mark is None:
            yield f"{item_id(report)} confirmed {_signed(known)}"
        yield from (f"{item_id(report)}: {_said(edit)}" for edit in judgements.edits.get(item_id(report), ()))


def _decided_on_person(judgements: Judgements, person: Person) -> Iterator[str]:
    names = {fold(name) for name in person.names}
    for tenure in judgements.tenures:
        if tenure.mark is not None and fold(tenure.person) in names:
            said = [
                tenure.office,
                tenure.party and party_name(tenure.party),
                tenure.level and level_label(tenure.level),
            ]
            said += [f"{word} {say_date(day)}" for word, day in (("from", tenure.since), ("to", tenure.until)) if day]
            yield f"Office: {', '.join(filter(None, said))}; {_signed(tenure.mark)}"
    for decision in judgements.decisions:
        holds = decision.action is Action.ALIAS and judgements.states[decision.id] is State.HOLDS
        if holds and names & {fold(name) for name in decision.values["names"]}:
            gone = " and ".join(decision.values["names"])
            yield f"{gone} is {decision.values['stands_for']}; {_signed(mark_of(decision))}"


def judged_fields(judgements: Judgements, identifier: str) -> dict[str, Any]:
    """What exports add to an item that was decided on; nothing for one that was not."""
    row: dict[str, Any] = {}
    mark = judgements.confirmed.get(identifier)
    if mark is not None:
        row["confirmed"] = {"by": mark.made_by, "at": mark.made_at}
    edits = judgements.edits.get(identifier, ())
    if edits:
        row["edits"] = [
            {"field": e.field, "found": e.found, "value": e.value, "by": e.mark.made_by, "at": e.mark.made_at}
            for e in edits
        ]
    return row


def _said(edit: Edit) -> str:
    dated = edit.field == "date"
    old, new = (say_date(v) if dated else _words(v) for v in (edit.found, edit.value))
    return f"{edit.field.replace('_', ' ')} set to {new} {_signed(edit.mark)}; it was {old}"


def _signed(mark: Mark) -> str:
    note = f" ({mark.note})" if mark.note else ""
    return f"by {mark.made_by}, {say_published(mark.made_at)}{note}"


def _words(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "unknown" if value is None else str(value).replace("_", " ")
