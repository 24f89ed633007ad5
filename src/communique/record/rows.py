"""Findings as JSON bodies and back, exactly: what the record file keeps of each finding.

A body leaves out the article and the local id, which are columns, and every field that has its default, so that
a field added to the model later reads as its default in a record written before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, fields, replace
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from communique.model.article import Article
from communique.model.findings import (
    AgreementReport,
    ContactReport,
    DeadlineReport,
    Finding,
    Findings,
    PersonReport,
    Position,
    ProposalReport,
    Statement,
    TimeExpression,
)

KINDS: dict[str, type[Finding]] = {
    "contacts": ContactReport,
    "positions": Position,
    "agreements": AgreementReport,
    "proposals": ProposalReport,
    "deadlines": DeadlineReport,
    "statements": Statement,
    "persons": PersonReport,
}
TIMES = "times"
_COLUMNS = frozenset({"article", "id"})

Decode = Callable[[Any], Any]


def to_body(item: Finding) -> str:
    """The JSON body of one finding.

    >>> to_body(DeadlineReport(id="d1", article="a", evidence=("By May.",), spans=((0, 7),), what="reply"))
    '{"evidence":["By May."],"spans":[[0,7]],"what":"reply"}'
    """
    row = {}
    for name, default, _ in _plans()[type(item)]:
        value = getattr(item, name)
        if value != default or type(value) is not type(default):
            row[name] = value
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def of_article(found: Findings, article: Article) -> Findings:
    """The findings of one article as those of another with the same text, title and day."""
    if found.article == article.id:
        return found
    kinds = {kind: tuple(replace(item, article=article.id) for item in getattr(found, kind)) for kind in KINDS}
    where = article.origin or article.id
    failures = tuple(replace(failure, origin=where, article=article.id) for failure in found.failures)
    return replace(found, article=article.id, published=article.published, failures=failures, **kinds)


def from_body(kind: str, article: str, local_id: str, body: dict[str, Any]) -> Finding:
    """The finding that `to_body` wrote; `kind` is a key of KINDS."""
    made = KINDS[kind]
    decoders = _decoders()[kind]
    return made(article=article, id=local_id, **{k: decoders[k](v) for k, v in body.items() if k in decoders})


def times_body(times: Iterable[TimeExpression]) -> str:
    """All time expressions of an article in one body."""
    rows = [[t.start, t.end, t.text, t.type, t.value, t.edtf] for t in times]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def times_from(rows: Sequence[Sequence[Any]]) -> tuple[TimeExpression, ...]:
    """The time expressions that `times_body` wrote."""
    return tuple(TimeExpression(*row) for row in rows)


def parties_of(item: Finding) -> tuple[str, ...]:
    """Every party a finding concerns, sorted, for the index of parties."""
    found: set[str | None] = set()
    if isinstance(item, ContactReport):
        found.update(item.parties, item.mediators)
    elif isinstance(item, AgreementReport):
        found.update(item.parties)
    elif isinstance(item, Position | Statement | PersonReport):
        found.add(item.party)
    elif isinstance(item, ProposalReport):
        found.add(item.proposer)
    return tuple(sorted(party for party in found if party))


def items_of(findings: Findings) -> list[tuple[str, Finding]]:
    """Every finding of an article with its kind, in a fixed order."""
    return [(kind, item) for kind in KINDS for item in getattr(findings, kind)]


@cache
def _plans() -> dict[type[Finding], tuple[tuple[str, Any, Decode], ...]]:
    """For each kind of finding its fields, their defaults and how to read them."""
    return {kind: _plan(kind) for kind in KINDS.values()}


@cache
def _decoders() -> dict[str, dict[str, Decode]]:
    return {name: {field: decode for field, _, decode in _plans()[kind]} for name, kind in KINDS.items()}


def _plan(kind: type[Finding]) -> tuple[tuple[str, Any, Decode], ...]:
    hints = get_type_hints(kind)
    return tuple(
        (f.name, f.default if f.default is not MISSING else _NEVER, _decoder(hints[f.name]))
        for f in fields(kind)
        if f.name not in _COLUMNS
    )


class _Never:
    """The default of a field that has none: equal to nothing."""


_NEVER = _Never()


def _decoder(hint: Any) -> Decode:
    """How a JSON value becomes a value of this type: tuples and enums again, all else as it is."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is UnionType:
        inner = _decoder(next(a for a in arguments if a is not NoneType))
        return _same if inner is _same else lambda value: None if value is None else inner(value)
    if origin is tuple:
        inner = _decoder(arguments[0])
        return tuple if inner is _same else lambda value: tuple(map(inner, value))
    if isinstance(hint, type) and hasattr(hint, "__members__"):
        return {member.value: member for member in hint}.__getitem__  # type: ignore[attr-defined]
    return _same


def _same(value: Any) -> Any:
    return value
