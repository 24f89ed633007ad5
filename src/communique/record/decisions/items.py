"""Decisions on what several reports make together: fields that a person set, and what is confirmed as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, Protocol, TypeVar

from communique.model.decisions import Action, Decision, Edit, Judgements, Mark, State, mark_of
from communique.model.findings import Finding
from communique.record.decisions.fields import fields_of, fits, from_json
from communique.record.items import item_id


class Merged(Protocol):
    """What several reports make: a contact, an agreement, a proposal, a deadline."""

    @property
    def id(self) -> str: ...
    @property
    def reports(self) -> tuple[Finding, ...]: ...


M = TypeVar("M", bound=Merged)


def judge_items(items: Sequence[M], judgements: Judgements) -> tuple[tuple[M, ...], Judgements]:
    """The items with the fields that people set, and the judgements with what that changed.

    An edit of an item goes to the one that holds most of the reports it had when the edit was made. An item is
    confirmed when each of its reports is.
    """
    if not judgements.decisions or not items:
        return tuple(items), judgements
    edits: dict[str, dict[str, Edit]] = {}
    changed = {item.id: item for item in items}
    for decision, identifier in _targets(items, judgements):
        kind = type(changed[identifier].reports[0])
        for name, value in decision.values.items():
            if name not in whole_fields(changed[identifier]) or not fits(kind, name, value):
                continue
            before = edits.setdefault(identifier, {}).get(name)
            found = before.found if before else getattr(changed[identifier], name)
            edits[identifier][name] = Edit(name, found, from_json(kind, name, value), mark_of(decision))
    for identifier, own in edits.items():
        values: dict[str, Any] = {name: edit.value for name, edit in own.items()}
        changed[identifier] = replace(changed[identifier], **values)  # type: ignore[type-var]
    confirmed = {item.id: mark for item in items if (mark := _confirmed(item, judgements)) is not None}
    return tuple(changed[item.id] for item in items), replace(
        judgements,
        confirmed={**judgements.confirmed, **confirmed},
        edits={**judgements.edits, **{identifier: tuple(own.values()) for identifier, own in edits.items()}},
    )


def whole_fields(item: Merged) -> tuple[str, ...]:
    """The fields of an item that can be set on it as a whole."""
    own = {field.name for field in fields(item)}  # type: ignore[arg-type]
    # Terms rest each on reports of their own.
    return tuple(name for name in fields_of(type(item.reports[0])) if name in own and name != "terms")


def _targets(items: Iterable[M], judgements: Judgements) -> Iterable[tuple[Decision, str]]:
    """The edits of items that hold, in the order of time, each with the id of the item that it is about."""
    edits = [
        decision
        for decision in judgements.decisions
        if decision.action is Action.EDIT and decision.whole and judgements.states[decision.id] is State.HOLDS
    ]
    if not edits:
        return
    holder = {(report.article, report.id): item.id for item in items for report in item.reports}
    for decision in edits:
        held = Counter(holder[key] for key in judgements.anchored[decision.id] if key in holder)
        if held:
            yield decision, held.most_common(1)[0][0]


def _confirmed(item: Merged, judgements: Judgements) -> Mark | None:
    marks = [judgements.confirmed.get(item_id(report)) for report in item.reports]
    known = [mark for mark in marks if mark is not None]
    return max(known, key=lambda mark: mark.made_at) if known and len(known) == len(marks) else None
