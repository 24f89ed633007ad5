"""The outlook as JSON for programs: everything that the documents show, and what they leave out for brevity."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from communique.analysis.settlement.blockers import Blockers
from communique.analysis.settlement.conditions import circles
from communique.analysis.settlement.graph.holding import Holding
from communique.analysis.settlement.packages import Assessed, Packages
from communique.analysis.settlement.proposals import Comparison
from communique.analysis.settlement.scenarios import Outcome
from communique.analysis.settlement.table import Cell, Place, Standing, Table
from communique.analysis.settlement.trades import Trade
from communique.errors import UsageError
from communique.model.findings import Finding, Position
from communique.model.record import Record
from communique.reports.outlook.making import Asked
from communique.reports.references import outlet

FORMAT = "communique-outlook/1"


def to_json(asked: Asked, kind: str) -> str:
    """One JSON object: the table, and under the name of each question asked what came out of it.

    Statements have the record's ids, their words, dates and outlets. Raises UsageError as the documents do; of a whole
    report only the parts that can be made are there, with the reasons for the others under `missing`.
    """
    makers: dict[str, Callable[[], Any]] = {
        "packages": lambda: _packages(asked.packages),
        "blockers": lambda: _blockers(asked.blockers) | {"trades": [_trade(trade) for trade in asked.trades]},
        "proposals": lambda: _proposals(asked.record, asked.comparison),
        "stability": lambda: _holding(asked.holding),
        "scenarios": lambda: [_scenario(outcome) for outcome in asked.scenarios],
    }
    row: dict[str, Any] = {
        "format": FORMAT,
        "kind": kind,
        "scenario": asked.scenario,
        "table": _table(asked.record, asked.table),
    }
    missing: dict[str, str] = {}
    for name, maker in makers.items():
        if kind == name:
            row[name] = maker()
        elif kind == "report":
            try:
                row[name] = maker()
            except UsageError as error:
                missing[name] = str(error)
    if missing:
        row["missing"] = missing
    return json.dumps(row, ensure_ascii=False, indent=1) + "\n"


def _table(record: Record, table: Table) -> dict[str, Any]:
    return {
        "parties": list(table.parties),
        "combinations": table.combinations,
        "issues": [
            {
                "key": question.key, "name": question.name, "topic": question.topic.value if question.topic else None,
                "opposite": question.none,
                "options": [
                    {"key": option.key, "name": option.name, "sources": [_id(finding) for finding in option.sources],
                     "cells": {p: _cell(record, table.cell(p, question.key, option.key)) for p in table.parties}}
                    for option in question.options
                ],
            }
            for question in table.questions
        ],
        "circles": [[_place(place) for place in circle] for circle in circles(table)],
        "left_out": [
            {"key": one.key, "name": one.name, "parties": list(one.parties), "why": one.why,
             "statements": [_id(finding) for finding in one.statements]}
            for one in table.left_out
        ],
    }  # fmt: skip


def _cell(record: Record, cell: Cell) -> dict[str, Any]:
    row: dict[str, Any] = {"standing": cell.standing.value}
    if cell.standing is Standing.UNKNOWN and not cell.edited:
        return row
    row |= {"implied": cell.implied, "edited": cell.edited}
    if cell.edited:
        row |= {"note": cell.note, "by": cell.by}
    for name in ("statements", "contrary", "earlier"):
        told: tuple[Finding, ...] = getattr(cell, name)
        if told:
            row[name] = [_statement(record, finding) for finding in told]
    if cell.condition is not None:
        row["condition"] = {
            "words": cell.condition.words,
            "alternatives": [[str(atom) for atom in atoms] for atoms in cell.condition.alternatives],
            "unlinked": list(cell.condition.unlinked),
        }
    return row


def _statement(record: Record, finding: Finding) -> dict[str, Any]:
    article = record.articles.get(finding.article)
    row: dict[str, Any] = {"id": _id(finding), "published": article.published if article else None,
                           "publisher": outlet(article), "url": article.url if article else None,
                           "words": " ".join(finding.evidence), "confidence": round(finding.confidence, 3)}  # fmt: skip
    if isinstance(finding, Position):
        row |= {"stance": finding.stance.value, "about": finding.about, "holder": finding.holder}
    return row


def _id(finding: Finding) -> str:
    return f"{finding.article}:{finding.id}"


def _place(place: Place) -> dict[str, str]:
    return {"party": place[0], "issue": place[1], "option": place[2]}


def _packages(found: Packages) -> dict[str, Any]:
    return {
        "combinations": found.total, "open": found.open, "accepted_by_all": found.agreed,
        "scores": {name: getattr(found.scores, name) for name in
                   ("prefers", "accepts", "conditional", "open", "opposes", "red_line", "silent")},
        "weights": {party: dict(row) for party, row in found.scores.weights.items()},
        "best": [_assessed(found.table, one) for one in found.best],
        "efficient": [_assessed(found.table, one) for one in found.efficient], "efficient_number": found.frontier,
    }  # fmt: skip


def _assessed(table: Table, found: Assessed) -> dict[str, Any]:
    verdicts: dict[str, list[dict[str, str]]] = {}
    for place, kind in found.verdicts.items():
        if kind.value != "accepts":
            verdicts.setdefault(kind.value, []).append(_place(place))
    worth = {party: list(bounds) for party, bounds in found.worth.items()}
    return {"package": _package(table, found.package), "accepted_in_full_by": list(found.accepting), **verdicts,
            "worth": worth, "efficient": found.efficient}  # fmt: skip


def _package(table: Table, package: tuple[str, ...]) -> dict[str, str]:
    return {question.key: option for question, option in zip(table.questions, package, strict=True)}


def _blockers(found: Blockers) -> dict[str, Any]:
    return {
        "open": found.open, "complete": found.complete,
        "changes": [[_place(place) for place in change.cells] for change in found.changes],
        "collisions": [[_place(place) for place in cells] for cells in found.collisions],
        "unknowns": [_place(one.place) | {"packages": one.packages, "alone": one.alone} for one in found.unknowns],
    }  # fmt: skip


def _trade(trade: Trade) -> dict[str, Any]:
    return {
        "parties": list(trade.parties),
        "moves": [{"issue": m.question, "from": m.before, "to": m.after} for m in trade.moves],
        "gains": {party: list(gain) for party, gain in zip(trade.parties, trade.gains, strict=True)},
        "certain": trade.certain,
    }


def _proposals(record: Record, found: Comparison) -> list[dict[str, Any]]:
    return [
        {
            "key": plan.key, "name": plan.name, "by": plan.by, "draft": plan.draft,
            "terms": [{"words": t.words, "issue": t.question, "option": t.option,
                       "reports": [_id(r) for r in t.reports]} for t in plan.terms],
            "responses": [_statement(record, response) | {"party": response.party} for response in plan.responses],
            "distances": {
                party: {"low": d.low, "high": d.high, "misses": list(d.misses),
                        "accepts": [_place(p) for p in d.meets], "blocks": [_place(p) for p in d.crosses],
                        "objects": [_place(p) for p in d.objects], "unknown": [_place(p) for p in d.unknown]}
                for party, d in plan.distances.items()
            },
        }
        for plan in found.plans
    ]  # fmt: skip


def _holding(found: Holding) -> dict[str, Any]:
    conflict = found.sampled.conflict
    return {
        "note": "counts of drawn orders of preference that agree with the record; no probabilities of events",
        "samples": found.sampled.samples, "seed": found.sampled.seed,
        "options": [{"key": o.key, "party": o.party, "name": o.name, "once": o.once,
                     "cell": _place(found.places[o.key]) if o.key in found.places else None} for o in conflict.options],
        "start": conflict.label(found.start),
        "asked": None if found.target is None else conflict.label(found.target),
        "would_take": [
            {"party": need.party, "to": conflict.label(need.escape), "draws": times,
             "no_better": [[conflict.label(state) for state in one] for one in need.any_of]}
            for need, times in found.missing
        ],
        "outcomes": [
            {
                "state": conflict.label(one.state), "taken": [o.key for o in conflict.choices(one.state)],
                "stable": {concept.value: number for concept, number in one.stable.items()},
                "coalitions": dict(zip(("Nash", "SEQ"), found.together[one.state], strict=True))
                | {"draws": found.coalition_draws} if one.state in found.together else None,
                "reached": found.reached[one.state].times if one.state in found.reached else 0,
                "left_by": [{"party": p, "to": conflict.label(to), "draws": n} for (p, to), n in one.leaves.items()],
                "answered": [{"party": p, "to": conflict.label(to), "draws": n, "answer": conflict.label(answer)}
                             for (p, to), (n, answer) in one.answered.items()],
            }
            for one in found.sampled.outcomes
        ],
    }  # fmt: skip


def _scenario(outcome: Outcome) -> dict[str, Any]:
    changes = outcome.blockers.changes
    return {
        "name": outcome.name, "note": outcome.note,
        "supposed": [_place(s.edit.place) | {"standing": s.edit.standing.value, "before": s.before.standing.value}
                     for s in outcome.supposed],
        "combinations": outcome.packages.total, "open": outcome.packages.open,
        "accepted_by_all": outcome.packages.agreed,
        "efficient": outcome.packages.frontier,
        "collisions": len(outcome.blockers.collisions),
        "fewest_changes": 0 if outcome.packages.open else len(changes[0].cells) if changes else None,
        "opened": [_package(outcome.table, package) for package in outcome.opened],
    }  # fmt: skip
