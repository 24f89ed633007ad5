"""Findings made elsewhere, by annotators or other programs: JSON in the findings format, checked and taken in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from communique.findings.jsonl import KINDS
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
    Span,
    Statement,
    TimeExpression,
)
from communique.model.when import parse_when

_MODELS: dict[str, tuple[type[Finding], str]] = {
    "contacts": (ContactReport, "c"),
    "positions": (Position, "p"),
    "agreements": (AgreementReport, "a"),
    "proposals": (ProposalReport, "o"),
    "deadlines": (DeadlineReport, "d"),
    "statements": (Statement, "s"),
    "persons": (PersonReport, "n"),
}
SURE = 1.0
"""The confidence of a finding that comes without one, as an annotator's does."""
GIVEN = "given"
"""The reason of a finding that comes without one."""

Check = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Refused:
    """One item of a row that is no finding: which, why, and what it should be."""

    item: str
    reason: str
    hint: str


class _UnfitError(ValueError):
    """A value that a field cannot take: what is wrong with it, and what it should be."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


def from_json(row: Mapping[str, Any], article: Article) -> tuple[Findings, tuple[Refused, ...]]:
    """The findings of one article from their JSON object, and the items that are none, with the reason.

    Evidence must stand in the article's text; where `spans` are missing or wrong it is looked up there. Missing local
    ids are given in the order of the items. The article's own id and date of publication hold.

    >>> row = {"deadlines": [{"what": "reply", "evidence": "Reply by May.", "date": None}, {"what": 3}]}
    >>> found, refused = from_json(row, Article("a", "Reply by May."))
    >>> found.deadlines[0].spans, refused[0].reason
    (((0, 13),), '`what` is 3')
    """
    refused: list[Refused] = []
    kinds: dict[str, tuple[Any, ...]] = {}
    for kind in KINDS:
        kinds[kind] = tuple(_items(row.get(kind), kind, article, refused))
    times = [_time(value, article) for value in _listed(row.get("times"), "times", refused)]
    found = Findings(article.id, article.published, times=tuple(t for t in times if t), **kinds)
    return found, tuple(refused)


def _listed(values: Any, name: str, refused: list[Refused]) -> list[Any]:
    if values is None or isinstance(values, list):
        return values or []
    refused.append(Refused(name, "it is not a list", "a list of objects, empty where there is none"))
    return []


def _items(values: Any, kind: str, article: Article, refused: list[Refused]) -> Iterator[Finding]:
    taken: set[str] = set()
    for number, value in enumerate(_listed(values, kind, refused), 1):
        try:
            item = _finding(value, kind, number, article)
        except _UnfitError as error:
            local = value.get("id") if isinstance(value, dict) else None
            named = f"{kind} {number}" + (f" ({local})" if isinstance(local, str) else "")
            refused.append(Refused(named, str(error), error.hint))
            continue
        if item.id in taken:
            refused.append(Refused(f"{kind} {number}", f"the id {item.id} stands for another item", "leave ids out"))
            continue
        taken.add(item.id)
        yield item


def _finding(value: Any, kind: str, number: int, article: Article) -> Finding:
    if not isinstance(value, dict):
        raise _UnfitError("it is not an object", "an object with the keys of the findings format")
    made, letter = _MODELS[kind]
    evidence = _texts([value["evidence"]] if isinstance(value.get("evidence"), str) else value.get("evidence"))
    if not evidence:
        raise _UnfitError("it has no evidence", "sentences of the article, exactly as they stand in it")
    spans = _spans(evidence, value.get("spans"), article.text)
    known: dict[str, Any] = {"id": f"{letter}{number}", "confidence": SURE, "reason": GIVEN}
    for name, (check, needed) in _checks()[made].items():
        if value.get(name) is None and not needed:
            continue
        if name not in value:
            raise _UnfitError(f"there is no `{name}`", "every item has all the keys of its kind")
        try:
            known[name] = check(value[name])
        except _UnfitError as error:
            raise _UnfitError(f"`{name}` is {error}", error.hint) from error
    if known.get("date") is not None and parse_when(known["date"]) is None:
        raise _UnfitError(f"`date` is {known['date']!r}", "a date in EDTF: 2025-04-12, 2025-04, 2025-04-14/2025-04-20")
    cue = known.get("status_cue")
    if cue and not any(start <= cue[0] and cue[1] <= end for start, end in spans):
        known["status_cue"] = None
    return made(article=article.id, evidence=evidence, spans=spans, **known)


def _spans(evidence: tuple[str, ...], given: Any, text: str) -> tuple[Span, ...]:
    """Where the evidence stands: as given where that is right, else where the words are found."""
    rows = given if isinstance(given, list) and len(given) == len(evidence) else [None] * len(evidence)
    found = []
    for words, row in zip(evidence, rows, strict=True):
        span = _span(row) if _is_span(row) else None
        if span is None or text[span[0] : span[1]] != words:
            start = text.find(words) if words else -1
            if start < 0:
                raise _UnfitError(f"its evidence is not in the article: {words[:60]!r}", "words exactly as in its text")
            span = start, start + len(words)
        found.append(span)
    return tuple(found)


def _time(value: Any, article: Article) -> TimeExpression | None:
    """A time expression; None for what is none, since nothing in a record rests on it."""
    try:
        time = TimeExpression(**value)
        return time if article.text[time.start : time.end] == time.text else None
    except (TypeError, ValueError):
        return None


@cache
def _checks() -> dict[type[Finding], dict[str, tuple[Check, bool]]]:
    """For each kind of finding how to check each field, and whether an item must have it."""
    checks: dict[type[Finding], dict[str, tuple[Check, bool]]] = {}
    for made, _ in _MODELS.values():
        hints = get_type_hints(made)
        own = [field for field in fields(made) if field.name not in ("article", "evidence", "spans")]
        checks[made] = {f.name: (_check(hints[f.name]), f.default is MISSING and f.name != "id") for f in own}
    return checks


def _check(hint: Any) -> Check:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is UnionType:
        inner = _check(next(a for a in arguments if a is not NoneType))
        return lambda value: None if value is None else inner(value)
    if hint == Span:
        return _span
    if origin is tuple:
        return _many_spans if arguments[0] == Span else _texts
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return lambda value: _member(hint, value)
    return {str: _text, bool: _yes_or_no, float: _share}[hint]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _UnfitError(_shown(value), "a text")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _UnfitError(_shown(value), "a list of texts")
    return tuple(value)


def _member(kind: type[StrEnum], value: Any) -> StrEnum:
    try:
        return kind(value)
    except ValueError:
        raise _UnfitError(_shown(value), f"one of {', '.join(kind)}") from None


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _UnfitError(_shown(value), "true or false")
    return value


def _share(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise _UnfitError(_shown(value), "a number from 0 to 1")
    return float(value)


def _span(value: Any) -> Span:
    if not _is_span(value):
        raise _UnfitError(_shown(value), "two offsets, [start, end]")
    return value[0], value[1]


def _many_spans(value: Any) -> tuple[Span, ...]:
    if not isinstance(value, list):
        raise _UnfitError(_shown(value), "a list of offsets, [[start, end], ...]")
    return tuple(map(_span, value))


def _is_span(value: Any) -> bool:
    whole = isinstance(value, list) and len(value) == 2 and all(type(end) is int for end in value)
    return whole and 0 <= value[0] <= value[1]


def _shown(value: Any) -> str:
    """A value as it is named in a failure."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
