"""Findings as JSON bodies and back, exactly: what the record file keeps of each finding.

A body leaves out the article and the local id, which are columns, and every field that has its default, so that
a field added to the model later reads as its default in a record written before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields, replace
from functools import cache
from operator import attrgetter
from typing import Any

import msgspec

from communique.model.article import Article, Failure
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
_encode = msgspec.json.Encoder().encode


class _Bodies(msgspec.Struct):
    """The bodies of one article's findings, kind by kind."""

    contacts: tuple[ContactReport, ...] = ()
    positions: tuple[Position, ...] = ()
    agreements: tuple[AgreementReport, ...] = ()
    proposals: tuple[ProposalReport, ...] = ()
    deadlines: tuple[DeadlineReport, ...] = ()
    statements: tuple[Statement, ...] = ()
    persons: tuple[PersonReport, ...] = ()
    times: tuple[tuple[int, int, str, str, str, str | None], ...] = ()


_decode = msgspec.json.Decoder(_Bodies).decode


def to_body(item: Finding) -> str:
    """The JSON body of one finding.

    >>> to_body(DeadlineReport(id="d1", article="a", evidence=("By May.",), spans=((0, 7),), what="reply"))
    '{"evidence":["By May."],"spans":[[0,7]],"what":"reply"}'
    """
    names, values, defaults = _plans()[type(item)]
    return _compact(
        {
            name: value
            for name, value, usual in zip(names, values(item), defaults, strict=True)
            if value is not usual and (value != usual or type(value) is not type(usual))
        }
    )


def of_article(found: Findings, article: Article) -> Findings:
    """The findings of one article as those of another with the same text, title and day."""
    if found.article == article.id and not found.failures:
        return found
    kinds = {kind: tuple(replace(item, article=article.id) for item in getattr(found, kind)) for kind in KINDS}
    where = article.origin or article.id
    failures = tuple(replace(failure, origin=where, article=article.id) for failure in found.failures)
    return replace(found, article=article.id, published=article.published, failures=failures, **kinds)


def findings_from(
    article: str, published: str | None, kept: Iterable[tuple[str, str, str]], failures: tuple[Failure, ...] = ()
) -> Findings:
    """The findings of one article from what `to_body` and `times_body` wrote: their kinds, local ids and bodies.

    Fields of a later version are passed over. Raises ValueError for a body that is none.
    """
    kinds: dict[str, list[str]] = {}
    own = _compact(article)
    for kind, local, body in kept:
        if kind == TIMES:
            kinds[kind] = [body[1:-1]]
        else:
            # Last, so that a body cannot say otherwise.
            kinds.setdefault(kind, []).append(f'{body[:-1]},"article":{own},"id":{_compact(local)}}}')
    found = _decode("{" + ",".join(f'"{kind}":[{",".join(bodies)}]' for kind, bodies in kinds.items()) + "}")
    return Findings(
        article,
        published,
        found.contacts,
        found.positions,
        found.agreements,
        found.proposals,
        found.deadlines,
        found.statements,
        found.persons,
        tuple(TimeExpression(*row) for row in found.times),
        failures,
    )


def times_body(times: Iterable[TimeExpression]) -> str:
    """All time expressions of an article in one body."""
    return _compact([[t.start, t.end, t.text, t.type, t.value, t.edtf] for t in times])


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


_Plan = tuple[tuple[str, ...], Callable[[Finding], tuple[Any, ...]], tuple[Any, ...]]


@cache
def _plans() -> dict[type[Finding], _Plan]:
    """For each kind of finding the names of the fields of its body, how to take them, and their defaults."""
    plans: dict[type[Finding], _Plan] = {}
    for kind in KINDS.values():
        kept = [f for f in fields(kind) if f.name not in _COLUMNS]
        names = tuple(f.name for f in kept)
        plans[kind] = names, attrgetter(*names), tuple(_NEVER if f.default is MISSING else f.default for f in kept)
    return plans


class _Never:
    """The default of a field that has none: equal to nothing."""


_NEVER = _Never()


def _compact(value: Any) -> str:
    """A value as JSON, characters as they are; half characters and numbers beyond 64 bits, too."""
    try:
        return _encode(value).decode()
    except (UnicodeEncodeError, OverflowError):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
