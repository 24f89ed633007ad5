"""What a person decided about the record: kept apart from what the reader found, and never overwritten.

A decision speaks of findings by their anchors, which outlive a newer reader: the words of the article and where in
them the evidence stands.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from communique.model.actors import Level
from communique.model.findings import Finding, Span

Key = tuple[str, str]
"""A finding by the id of its article and its own: ("us-russia-0", "c1")."""
NOTHING: Mapping[Any, Any] = MappingProxyType({})


class Action(StrEnum):
    CONFIRM = "confirm"
    REJECT = "reject"
    EDIT = "edit"
    MERGE = "merge"
    SPLIT = "split"
    ALIAS = "alias"
    OFFICE = "office"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Anchor:
    """One finding as it stood when a person decided about it.

    `content` is the key of the article's words, `article` the id it had then. `kind` is that of the finding
    (`contacts`, `positions`, ...). `words` are the spans of the evidence counted in words of the text, so that they
    hold for every copy of it. `parties` and `traits` (fields that set it apart, as strings) tell findings of one
    sentence apart; `beside` are the traits of the others of its kind on the same words. `quote` is for people.
    """

    content: str
    article: str
    kind: str
    words: tuple[Span, ...]
    parties: tuple[str, ...] = ()
    traits: tuple[tuple[str, str], ...] = ()
    beside: tuple[tuple[tuple[str, str], ...], ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: what, about which findings, by whom and when (ISO 8601, UTC, to the microsecond).

    `about` are the findings it is about; those of a merge stand in two groups, `about` and `against`; those of a split
    are the ones that leave and, in `against`, those that stay. `values` are the fields of an edit with their new
    values (JSON values), the two names of an alias, what an office is, the decision that is undone. `whole` is True for
    an edit of the item that several reports make, False for one of a report itself.
    """

    action: Action
    about: tuple[Anchor, ...] = ()
    against: tuple[Anchor, ...] = ()
    values: Mapping[str, Any] = field(default_factory=lambda: NOTHING, hash=False)
    whole: bool = False
    made_by: str = ""
    made_at: str = ""
    note: str = ""
    id: str = ""


def sign(decision: Decision, *, by: str, at: str, note: str = "") -> Decision:
    """The decision with who made it and when; its id depends on all of it, so that it is never counted twice."""
    signed = replace(decision, made_by=by, made_at=at, note=note or decision.note)
    return replace(signed, id=digest(signed))


def digest(decision: Decision) -> str:
    """Twelve hexadecimal digits that depend on everything in a decision but its id."""
    body = json.dumps(plain(decision), sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(body.encode("utf-8", "replace"), digest_size=6).hexdigest()


def plain(decision: Decision) -> dict[str, Any]:
    """A decision as JSON values, without its id and without what is empty."""
    row: dict[str, Any] = {"action": decision.action.value}
    for name in ("about", "against"):
        anchors = [{k: v for k, v in asdict(anchor).items() if v} for anchor in getattr(decision, name)]
        row |= {name: anchors} if anchors else {}
    row |= {"values": dict(decision.values)} if decision.values else {}
    row |= {"whole": True} if decision.whole else {}
    row |= {"made_by": decision.made_by, "made_at": decision.made_at}
    return row | ({"note": decision.note} if decision.note else {})


@dataclass(frozen=True, slots=True)
class Mark:
    """Who decided, when, and by which decision."""

    decision: str
    made_by: str
    made_at: str
    note: str = ""


def mark_of(decision: Decision) -> Mark:
    """Who made a decision, and when."""
    return Mark(decision.id, decision.made_by, decision.made_at, decision.note)


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who holds which office for which party at which level, from and until a day; None where it was not said."""

    person: str
    office: str | None = None
    party: str | None = None
    level: Level | None = None
    since: str | None = None
    until: str | None = None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """One field that a person changed: what the reader found, or the reports make, and what stands now."""

    field: str
    found: Any
    value: Any
    mark: Mark


class State(StrEnum):
    """What became of a decision: it holds, was undone, a later one says otherwise, or its findings are not there."""

    HOLDS = "holds"
    UNDONE = "undone"
    OVERRULED = "overruled"
    UNANCHORED = "unanchored"


@dataclass(frozen=True, slots=True)
class Judgements:
    """What the decisions did to a record.

    `decisions` are all of them, in the order of time, `states` what has become of each, by id, and `by` the decision
    that undid or overruled it. `confirmed` and `edits` are by the id of a finding (`<article>:<finding>`) or of an
    item; `found` are the findings as the reader gave them, where a decision changed them; `rejected` those that are
    gone from the record. `anchored` are the findings that each decision is about, where they are there.
    """

    decisions: tuple[Decision, ...] = ()
    states: Mapping[str, State] = field(default_factory=lambda: NOTHING)
    by: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    confirmed: Mapping[str, Mark] = field(default_factory=lambda: NOTHING)
    edits: Mapping[str, tuple[Edit, ...]] = field(default_factory=lambda: NOTHING)
    tenures: tuple[Tenure, ...] = ()
    found: Mapping[Key, Finding] = field(default_factory=lambda: NOTHING)
    rejected: tuple[Finding, ...] = ()
    anchored: Mapping[str, tuple[Key, ...]] = field(default_factory=lambda: NOTHING)


NO_JUDGEMENTS = Judgements()
