"""How the parts of a record are written: what blocks hold, and how findings are referred to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec

from communique.model.actors import Level
from communique.model.article import Article, Failure
from communique.model.decisions import Mark, State, Tenure
from communique.model.findings import (
    AgreementStatus,
    ContactKind,
    Directness,
    Finding,
    Findings,
    Issue,
    Stance,
    Status,
)
from communique.model.record import Agreement, AgreementConflict, Conflict, Contact, Deadline, Person, Proposal, Speaker
from communique.record.copies.credits import credit_of
from communique.record.kept.blocks import UnfitError
from communique.record.rows import KINDS

FORM = 3
"""Counts up whenever blocks are written otherwise."""
ITEMS: dict[str, type[Any]] = {
    "contacts": Contact,
    "agreements": Agreement,
    "proposals": Proposal,
    "deadlines": Deadline,
    "persons": Person,
    "conflicts": Conflict,
    "agreement_conflicts": AgreementConflict,
}
"""The parts of a record whose items refer to findings."""
NAMES = tuple(KINDS)
"""The kinds of findings by their numbers."""
_ENUMS = {kind.__name__: kind for kind in (AgreementStatus, ContactKind, Directness, Issue, Level, Stance, Status)}

Ref = int
"""A finding: its place among those of its kind, times the number of kinds, and the number of its kind."""


class Kept(msgspec.Struct):
    """Which record it is, and how long its sequences are."""

    form: int
    maker: str
    revision: int
    lengths: dict[str, int]
    undated: int
    articles: list[str]
    edited: list[str]
    duplicates: dict[str, str]
    failures: tuple[Failure, ...]


class ArticleRow(msgspec.Struct):
    """An article without its text, and the agency that this credits."""

    article: Article
    credit: str | None


class ConflictRow(msgspec.Struct):
    """A conflict without its reports; `item` is the contact or agreement that they tell of."""

    item: str
    about: str
    note: str
    values: tuple[str, str]
    speakers: tuple[Speaker, Speaker]


class EditionRow(msgspec.Struct):
    """An edition; its article where that is not the one that the record uses."""

    article: ArticleRow | None
    key: str
    day: str | None
    findings: Findings | None


class TermRow(msgspec.Struct):
    """A term of a proposal and the reports that it rests on."""

    words: str
    reports: list[Ref]


class Refs(msgspec.Struct, omit_defaults=True):
    """What one item refers to."""

    reports: list[Ref] = []
    positions: list[Ref] = []
    terms: list[TermRow] = []
    offices: list[list[Ref]] = []


class SpeakerRows(msgspec.Struct):
    """Where the statements of each article begin and end among all, and the parties that last names speak for."""

    places: dict[str, tuple[int, int]]
    parties: dict[str, str]


class EditRow(msgspec.Struct):
    """An edit, its values written so that they come back with their types."""

    field: str
    found: Any
    value: Any
    mark: Mark


class JudgementRows(msgspec.Struct):
    """What people decided and what became of it."""

    decisions: list[str]
    states: dict[str, State]
    by: dict[str, str]
    confirmed: dict[str, Mark]
    edits: dict[str, list[EditRow]]
    tenures: tuple[Tenure, ...]
    found: list[tuple[str, msgspec.Raw]]
    rejected: list[tuple[str, msgspec.Raw]]
    anchored: dict[str, tuple[tuple[str, str], ...]]


def kind_of(finding: Finding) -> int:
    """The number of a finding's kind."""
    return _NUMBERS[type(finding)]


def with_type(value: Any) -> Any:
    """A value of a finding's field as one that JSON knows. Raises UnfitError."""
    for name, kind in _ENUMS.items():
        if type(value) is kind:
            return {"enum": name, "value": value.value}
    if isinstance(value, tuple | list):
        return {type(value).__name__: [with_type(part) for part in value]}
    if value is None or type(value) in (str, bool, int, float):
        return value
    raise UnfitError(f"no form for {value!r}")


def of_type(value: Any) -> Any:
    """The value that `with_type` wrote. Raises UnfitError.

    >>> of_type(with_type((Status.HELD, None))) == (Status.HELD, None)
    True
    """
    if not isinstance(value, Mapping):
        return value
    try:
        if "enum" in value:
            return _ENUMS[value["enum"]](value["value"])
        return tuple(map(of_type, value["tuple"])) if "tuple" in value else [of_type(part) for part in value["list"]]
    except (KeyError, ValueError, TypeError) as error:
        raise UnfitError(f"no value: {value!r}") from error


def without_text(article: Article) -> ArticleRow:
    """The article as it is kept. Raises UnfitError."""
    meta = dict(article.meta)
    if not all(isinstance(value, str) for value in meta.values()):
        raise UnfitError("what is known of an article is not words")
    return ArticleRow(replace(article, text="", meta=meta), credit_of(article))


_NUMBERS = {kind: number for number, kind in enumerate(KINDS.values())}
