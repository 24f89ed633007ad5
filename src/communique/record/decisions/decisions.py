"""Decisions laid over findings: what is rejected, edited, confirmed, renamed, put together and kept apart.

A pure function: the same findings and decisions give the same outcome, in whatever order they come. Of decisions that
contradict each other the later one holds; all are kept.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any

from communique.model.article import Article
from communique.model.decisions import (
    NO_JUDGEMENTS,
    NOTHING,
    Action,
    Anchor,
    Decision,
    Edit,
    Judgements,
    Key,
    Mark,
    State,
    Tenure,
    mark_of,
)
from communique.model.findings import ContactReport, Finding, Findings
from communique.record.decisions.actors import Renaming, renaming, tenures, with_offices
from communique.record.decisions.anchors import Ground
from communique.record.decisions.bonds import make_bonds
from communique.record.decisions.fields import fits, from_json
from communique.record.items import item_id
from communique.record.merging.bonds import NO_BONDS, Bonds
from communique.record.rows import KINDS


@dataclass(frozen=True, slots=True)
class Decided:
    """Findings with the decisions laid over them, the bonds for merging, and what the decisions did."""

    findings: list[Findings]
    bonds: Bonds = NO_BONDS
    judgements: Judgements = NO_JUDGEMENTS


@dataclass(slots=True)
class _Verdict:
    """What stands of one finding after the decisions so far."""

    confirmed: Decision | None = None
    rejected: Decision | None = None
    fields: dict[str, Decision] = field(default_factory=dict)
    whole: dict[str, Decision] = field(default_factory=dict)
    seen: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    last: Decision | None = None


def apply_decisions(
    findings: Sequence[Findings],
    articles: Mapping[str, Article],
    copies: Mapping[str, str],
    decisions: Iterable[Decision],
    editions: Mapping[str, str] = NOTHING,
) -> Decided:
    """Lay decisions over findings; those whose findings are not there change nothing, and are marked as unanchored.

    `copies` gives for an article that repeats another the one that it repeats: what is decided about words holds
    for every copy of them. `editions` gives for an article that was edited the edition that counts: what is decided
    about words holds as long as they stand.
    """
    ordered = in_order(decisions)
    if not ordered:
        return Decided(list(findings))
    by_article = {found.article: found for found in findings}
    ground = Ground(articles, by_article, copies, editions)
    places = {anchor: ground.find(anchor) for d in ordered for anchor in (*d.about, *d.against)}
    undone = undone_by(ordered)
    live = [decision for decision in ordered if decision.id not in undone]
    verdicts = _verdicts(live, places)
    names = renaming(live)
    bonds = make_bonds(live, places)
    held = tenures(live)
    outcome = _Outcome(verdicts, names.renaming, held)
    changed = [outcome.of(found) for found in findings]
    known = {decision.id for decision in ordered}
    overruled = {**_overruled(live, places, verdicts), **names.overruled, **bonds.overruled}
    judgements = Judgements(
        decisions=tuple(ordered),
        states={d.id: _state(d, places, undone, overruled, known) for d in ordered},
        by={**overruled, **undone},
        confirmed=outcome.confirmed,
        edits=outcome.edits,
        tenures=held,
        found=outcome.found,
        rejected=tuple(outcome.rejected),
        anchored={d.id: tuple(dict.fromkeys(key for anchor in d.about for key in places[anchor])) for d in ordered},
    )
    return Decided(changed, bonds.bonds, judgements)


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Each decision once, the earlier first."""
    return sorted({decision.id: decision for decision in decisions}.values(), key=lambda d: (d.made_at, d.id))


def undone_by(decisions: Sequence[Decision]) -> dict[str, str]:
    """Each decision that is undone with the one that undid it; an undo that is itself undone does nothing."""
    undos: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.action is Action.UNDO:
            undos.setdefault(str(decision.values.get("decision")), []).append(decision)
    undone: dict[str, str] = {}
    # An undo is later than what it undoes, so that from the last on each is settled before it is asked for.
    for decision in reversed(decisions):
        live = [undo for undo in undos.get(decision.id, ()) if undo.id not in undone and undo.id != decision.id]
        if live:
            undone[decision.id] = live[-1].id
    return undone


def as_read(findings: Iterable[Findings], judgements: Judgements) -> list[Findings]:
    """Findings as the reader gave them, from what decisions left of them."""
    gone: dict[str, list[Finding]] = {}
    for item in judgements.rejected:
        gone.setdefault(item.article, []).append(item)
    touched = {article for article, _ in judgements.found} | gone.keys()
    return [_restored(one, judgements, gone) if one.article in touched else one for one in findings]


def _restored(findings: Findings, judgements: Judgements, gone: Mapping[str, Sequence[Finding]]) -> Findings:
    kinds: dict[str, tuple[Finding, ...]] = {}
    for kind, made in KINDS.items():
        kept = [judgements.found.get((item.article, item.id), item) for item in getattr(findings, kind)]
        back = [item for item in gone.get(findings.article, ()) if isinstance(item, made)]
        kinds[kind] = tuple(sorted([*kept, *back], key=lambda item: (item.spans, item.id)) if back else kept)
    return replace(findings, **kinds)  # type: ignore[arg-type]


def _verdicts(live: Sequence[Decision], places: Mapping[Anchor, tuple[Key, ...]]) -> dict[Key, _Verdict]:
    verdicts: dict[Key, _Verdict] = {}
    for decision in live:
        seen = decision.values.get("fields", ()) if decision.action is Action.CONFIRM else ()
        shown = [(key, fields) for anchor, fields in zip_longest(decision.about, seen) for key in places[anchor]]
        for verdict, fields in ((verdicts.setdefault(key, _Verdict()), fields) for key, fields in shown):
            if decision.action is Action.CONFIRM:
                verdict.confirmed, verdict.rejected, verdict.seen = decision, None, fields or NOTHING
            elif decision.action is Action.REJECT:
                verdict.confirmed, verdict.rejected = None, decision
            elif decision.action is Action.EDIT:
                # Who changes a field holds that the rest stands, even where somebody had rejected it before.
                verdict.rejected = None
                set_by = verdict.whole if decision.whole else verdict.fields
                set_by.update(dict.fromkeys(decision.values, decision))
            else:
                continue
            verdict.last = decision
    return verdicts


def _overruled(
    live: Sequence[Decision], places: Mapping[Anchor, tuple[Key, ...]], verdicts: Mapping[Key, _Verdict]
) -> dict[str, str]:
    """Confirmations, rejections and edits of which a later decision leaves nothing, with that decision."""
    overruled: dict[str, str] = {}
    for decision in live:
        keys = [key for anchor in decision.about for key in places[anchor]]
        here = [verdicts[key] for key in keys if key in verdicts]
        if not here or decision.action not in (Action.CONFIRM, Action.REJECT, Action.EDIT):
            continue
        if any(_holds(decision, verdict) for verdict in here):
            continue
        set_by = here[0].whole if decision.whole else here[0].fields
        later = here[0].rejected or next((set_by[name] for name in decision.values if name in set_by), None)
        last = later or here[0].last
        if last is not None and last.id != decision.id:
            overruled[decision.id] = last.id
    return overruled


def _holds(decision: Decision, verdict: _Verdict) -> bool:
    if decision.action is Action.CONFIRM:
        return verdict.confirmed is not None
    if decision.action is Action.REJECT:
        return verdict.rejected is not None
    set_by = verdict.whole if decision.whole else verdict.fields
    standing = {name: set_by[name].values[name] for name in decision.values if name in set_by}
    return verdict.rejected is None and any(standing.get(name) == value for name, value in decision.values.items())


def _state(
    decision: Decision,
    places: Mapping[Anchor, tuple[Key, ...]],
    undone: Mapping[str, str],
    overruled: Mapping[str, str],
    known: Container[str],
) -> State:
    if decision.id in undone:
        return State.UNDONE
    sides = [side for side in (decision.about, decision.against) if side]
    if decision.action is Action.UNDO and decision.values.get("decision") not in known:
        return State.UNANCHORED
    if any(not any(places[anchor] for anchor in side) for side in sides):
        return State.UNANCHORED
    return State.OVERRULED if decision.id in overruled else State.HOLDS


class _Outcome:
    """Findings after the decisions, one article after the other, and what was changed on the way."""

    def __init__(self, verdicts: Mapping[Key, _Verdict], renaming: Renaming, held: Sequence[Tenure]) -> None:
        self._verdicts = verdicts
        self._renaming = renaming
        self._held = held
        self._touched = {article for article, _ in verdicts}
        self.confirmed: dict[str, Mark] = {}
        self.edits: dict[str, tuple[Edit, ...]] = {}
        self.found: dict[Key, Finding] = {}
        self.rejected: list[Finding] = []

    def of(self, findings: Findings) -> Findings:
        """The findings of one article as they stand."""
        if findings.article not in self._touched and not self._renaming and not self._held:
            return findings
        kinds = {kind: tuple(self._each(getattr(findings, kind), findings.published)) for kind in KINDS}
        return replace(findings, **kinds)  # type: ignore[arg-type]

    def _each(self, items: Iterable[Finding], published: str | None) -> Iterable[Finding]:
        for item in items:
            verdict = self._verdicts.get((item.article, item.id))
            if verdict is not None and verdict.rejected is not None:
                self.rejected.append(item)
                continue
            made = self._renaming.of(self._judged(item, verdict) if verdict else item)
            made = with_offices(made, published, self._held) if self._held else made
            if made is not item:
                self.found[item.article, item.id] = item
            yield made

    def _judged(self, item: Finding, verdict: _Verdict) -> Finding:
        edits = tuple(_edits(item, verdict))
        if edits:
            self.edits[item_id(item)] = edits
            item = replace(item, **{edit.field: edit.value for edit in edits})
        if verdict.confirmed is not None:
            self.confirmed[item_id(item)] = mark_of(verdict.confirmed)
            item = replace(item, confidence=1.0)
        if isinstance(item, ContactReport) and item.unsure:
            # What a person says of a field is not misread.
            settled = set(item.unsure if verdict.confirmed is not None else verdict.fields)
            item = replace(item, unsure=tuple(name for name in item.unsure if name not in settled))
        return item


def _edits(item: Finding, verdict: _Verdict) -> Iterator[Edit]:
    """What changes of a finding: the fields that were set, and those that were confirmed and are read otherwise now."""
    confirmed = verdict.confirmed
    set_by = {name: (decision, decision.values[name]) for name, decision in verdict.fields.items()}
    if confirmed is not None:
        set_by = {name: (confirmed, value) for name, value in verdict.seen.items()} | set_by
    for name, (decision, value) in set_by.items():
        if not fits(type(item), name, value):
            continue
        found, made = getattr(item, name), from_json(type(item), name, value)
        if decision is not confirmed or found != made:
            yield Edit(name, found, made, mark_of(decision))
