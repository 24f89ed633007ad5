"""Decisions into and out of their table; each function works within its caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, func, insert, select

from communique.errors import ChangedError
from communique.model.decisions import Action, Decision, Key, sign
from communique.model.findings import Finding
from communique.record import rows
from communique.record.decisions.jsonl import kept_line, stamp, to_line
from communique.record.store.read import read_findings
from communique.record.store.schema import articles, decisions
from communique.record.store.versions import read_version
from communique.record.store.write import Clean

SINCE_DECISIONS = 2
"""The version of the record since which it has them."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person saw when deciding: the findings as the reader gave them, and the ids of decisions till then."""

    findings: Mapping[Key, Finding]
    decisions: Collection[str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision about to be made: what, by whom, and what that person saw."""

    decision: Decision
    by: str
    seen: Seen


def read_decisions(db: Connection) -> list[Decision]:
    """Every decision, in the order in which they came; none in a record of before there were any."""
    if read_version(db) < SINCE_DECISIONS:
        return []
    return [kept_line(body) for body in db.execute(select(decisions.c.body).order_by(decisions.c.seq)).scalars()]


def add_decisions(db: Connection, clean: Clean, made: Iterable[Decision]) -> list[Decision]:
    """Keep decisions, each once; those that are new."""
    known = set(db.execute(select(decisions.c.id)).scalars())
    new = list({decision.id: decision for decision in made if decision.id not in known}.values())
    lines = [{"id": d.id, "made_at": d.made_at, "body": clean(to_line(d))} for d in new]
    if lines:
        db.execute(insert(decisions), lines)
    return new


def add_draft(db: Connection, clean: Clean, draft: Draft) -> Decision:
    """Keep a decision that a person makes now, unless what it is about is no longer what that person saw.

    It is dated after every decision in the record, which it was made in sight of, whatever the clock says. Raises
    ChangedError.
    """
    for key, finding in draft.seen.findings.items():
        _check_finding(db, key, finding)
    for other in read_decisions(db):
        if other.id not in draft.seen.decisions and _concern_the_same(other, draft.decision):
            raise ChangedError(
                f"{other.made_by} decided on this meanwhile: {other.action}, {other.made_at[:16]}",
                hint="look at it again, then decide",
            )
    last = db.execute(select(func.max(decisions.c.made_at))).scalar()
    now = datetime.now(UTC)
    if last is not None:
        now = max(now, datetime.fromisoformat(last) + timedelta(microseconds=1))
    signed = sign(draft.decision, by=draft.by, at=stamp(now))
    return add_decisions(db, clean, [signed])[0]


def _check_finding(db: Connection, key: Key, finding: Finding) -> None:
    article, local = key
    seq = db.execute(select(articles.c.seq).where(articles.c.id == article)).scalar()
    found = next(read_findings(db, articles.c.seq == seq), None) if seq is not None else None
    if found is None or not any(item == finding for _, item in rows.items_of(found)):
        raise ChangedError(f"{article}:{local} was read again meanwhile", hint="look at it again, then decide")


def _concern_the_same(one: Decision, other: Decision) -> bool:
    if one.action is other.action is Action.UNDO:
        return one.values.get("decision") == other.values.get("decision")
    places = {(a.content, a.kind, a.words) for a in (*one.about, *one.against)}
    return any((a.content, a.kind, a.words) in places for a in (*other.about, *other.against))
