"""Decisions on the record of a file, of which a large one is not merged anew for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from communique.errors import ChangedError, UsageError
from communique.model.decisions import Action, Decision, Key, State
from communique.model.record import Record
from communique.record.build import load_record
from communique.record.decisions.anchors import Ground
from communique.record.decisions.decisions import in_order, undone_by
from communique.record.decisions.reviewing import Request, decide, with_decision
from communique.record.store import Store

_OF_FINDINGS = frozenset({Action.CONFIRM, Action.REJECT, Action.EDIT, Action.MERGE, Action.SPLIT})
"""What is decided on findings, by which it is told what else was decided on them."""


def decide_in(
    store: Store, request: Request, *, by: str, merging: Callable[[], None] = lambda: None
) -> tuple[Decision, Record]:
    """Make a decision on the record of a file, and keep it; the decision, and a record that knows of it.

    That record shows everything else as before. A large record is taken as it was merged last, as whoever looked at it
    has seen it, while there are only decisions since that have nothing to do with this one; else it is merged anew.
    `merging` is called before that. Raises what `decide` raises.
    """
    record = _as_merged(store, request)
    if record is not None:
        try:
            return _made(store, record, request, by)
        except (ChangedError, UsageError):
            if not _since(store, record):
                raise
    merging()
    return _made(store, load_record(store), request, by)


def _as_merged(store: Store, request: Request) -> Record | None:
    """The record as it was merged last, where that will do."""
    record = store.kept_before()
    since = _since(store, record) if record else []
    if record is None or not since:
        return record
    if request.action is Action.UNDO:
        return _knowing(record, since)
    made_since = {made.id for made in since}
    tell = all(made.action in _OF_FINDINGS or made.values.get("decision") in made_since for made in since)
    return record if tell and request.action in _OF_FINDINGS else None


def _knowing(record: Record, since: Iterable[Decision]) -> Record:
    """A record that knows of more decisions, and which of all of them are undone: what undoing one looks at."""
    judgements = record.judgements
    decisions = in_order((*judgements.decisions, *since))
    undone = undone_by(decisions)
    states = {made.id: State.UNDONE if made.id in undone else State.HOLDS for made in decisions}
    return replace(record, judgements=replace(judgements, decisions=tuple(decisions), states=states, by=undone))


def _since(store: Store, record: Record) -> list[Decision]:
    """The decisions that a record does not know of."""
    known = {made.id for made in record.judgements.decisions}
    return [made for made in store.decisions() if made.id not in known]


def _made(store: Store, record: Record, request: Request, by: str) -> tuple[Decision, Record]:
    made = decide(store, record, request, by=by)
    return made, with_decision(record, made, _keys(store, made))


def _keys(store: Store, made: Decision) -> list[Key]:
    """The findings that a decision is about."""
    names = dict.fromkeys(anchor.article for anchor in made.about)
    articles = {name: article for name in names if (article := store.article(name))}
    findings = {name: found for name in names if (found := store.findings_of(name))}
    ground = Ground(articles, findings, {})
    return list(dict.fromkeys(key for anchor in made.about for key in ground.find(anchor)))
