"""The decisions as a list: what, about what, by whom, when, and what has become of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique.model.decisions import Action, Anchor, Decision, Key, State
from communique.model.record import Record
from communique.record.build import MERGED
from communique.record.items import all_merged
from communique.reports.document import Line, line, quote, soft, strong
from communique.reports.listing import Column, Entry, Listing
from communique.reports.wording import count, shorten

KEYS = ("id", "made_at", "made_by", "action", "what", "state", "by", "note", "about", "article", "words")
COLUMNS = (Column("id"), Column("when"), Column("who"), Column("what", 5), Column("state", 2), Column("words", 5, 110))
_WIDTH = 90
_VERBS = {
    Action.CONFIRM: "confirms",
    Action.REJECT: "rejects",
}


def list_decisions(record: Record, *, unanchored: bool = False) -> Listing:
    """Every decision, the latest first; with `unanchored` those whose findings are not in the record."""
    judgements = record.judgements
    holder = {(r.article, r.id): item.id for item in all_merged(record) for r in item.reports}
    chosen = [d for d in reversed(judgements.decisions) if not unanchored or _is_unanchored(record, d)]
    return Listing("decisions", KEYS, COLUMNS, tuple(_entry(record, d, holder) for d in chosen))


def say_decision(record: Record, decision: Decision) -> str:
    """A decision in a few words: "confirms c-7f3a2b", "sets date of c-7f3a2b to 2025-03-04"."""
    return _what(decision, _about(record, decision, _holder(record, decision)))


def _holder(record: Record, decision: Decision) -> dict[Key, str]:
    """The items that hold the findings of one decision; of a large record no more is looked at than it takes."""
    keys = set(record.judgements.anchored.get(decision.id, ()))
    holder: dict[Key, str] = {}
    for kind in {anchor.kind for anchor in decision.about} & set(MERGED):
        for item in getattr(record, kind):
            holder.update({key: item.id for r in item.reports if (key := (r.article, r.id)) in keys})
            if len(holder) == len(keys):
                return holder
    return holder


def _is_unanchored(record: Record, decision: Decision) -> bool:
    return record.judgements.states[decision.id] is State.UNANCHORED


def _entry(record: Record, decision: Decision, holder: Mapping[Key, str]) -> Entry:
    judgements = record.judgements
    state, by = judgements.states[decision.id], judgements.by.get(decision.id)
    about = _about(record, decision, holder)
    first: Anchor | None = decision.about[0] if decision.about else None
    data: dict[str, Any] = {
        "id": decision.id,
        "made_at": decision.made_at,
        "made_by": decision.made_by,
        "action": decision.action.value,
        "what": _what(decision, about),
        "about": about,
        "values": dict(decision.values),
        "state": state.value,
        "by": by,
        "note": decision.note,
        "article": first.article if first else None,
        "words": first.quote if first else None,
    }
    note: Line = line(soft(f" ({decision.note})")) if decision.note else ()
    cells = (
        line(soft(decision.id[:6])),
        line(decision.made_at[:16].replace("T", " ")),
        line(decision.made_by),
        line(strong(_what(decision, about)), note),
        line(f"{state.value}{f' by {by[:6]}' if by else ''}"),
        line(quote(shorten(first.quote, _WIDTH)) if first else ""),
    )
    return Entry(data, cells)


def _about(record: Record, decision: Decision, holder: Mapping[Key, str]) -> list[str]:
    """What a decision is about, as it can be looked up now: items, else findings, else articles."""
    keys = record.judgements.anchored.get(decision.id, ())
    if not keys and decision.about:
        return list(dict.fromkeys(anchor.article for anchor in decision.about))
    if decision.action in (Action.SPLIT, Action.EDIT) and not decision.whole:
        return [f"{article}:{local}" for article, local in keys]
    return list(dict.fromkeys(holder.get(key, f"{key[0]}:{key[1]}") for key in keys))


def _what(decision: Decision, about: list[str]) -> str:
    named = ", ".join(about[:3]) + (f" and {len(about) - 3} more" if len(about) > 3 else "")
    values = decision.values
    if decision.action is Action.EDIT:
        return "; ".join(f"sets {name} of {named} to {_value(value)}" for name, value in values.items())
    if decision.action is Action.MERGE:
        return f"puts {count(len(decision.about) + len(decision.against), 'report')} together in {named}"
    if decision.action is Action.SPLIT:
        return f"splits off {named}"
    if decision.action is Action.ALIAS:
        return f"takes {' and '.join(values['names'])} for {values['stands_for']}"
    if decision.action is Action.OFFICE:
        said = ", ".join(f"{name} {value}" for name, value in values.items() if name != "person")
        return f"sets for {values['person']}: {said}"
    if decision.action is Action.UNDO:
        return f"undoes {str(values['decision'])[:6]}"
    return f"{_VERBS[decision.action]} {named}"


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    return "unknown" if value is None else str(value)
