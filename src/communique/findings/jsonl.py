"""Findings as JSON objects, in the keys and vocabularies of the findings format."""

from __future__ import annotations

from typing import Any

from communique.model.findings import Finding, Findings, TimeExpression

KINDS = ("contacts", "positions", "agreements", "proposals", "deadlines", "statements", "persons")
"""The kinds of findings, as the format names them."""
_ONE_SENTENCE = frozenset({"positions", "agreements", "deadlines", "statements", "persons"})


def to_json(findings: Findings, *, times: bool = False) -> dict[str, Any]:
    """One article's findings as a JSON object; `times` adds its time expressions."""
    row: dict[str, Any] = {"id": findings.article, "published": findings.published}
    for kind in KINDS:
        row[kind] = [finding_to_json(item, kind) for item in getattr(findings, kind)]
    row["failures"] = [
        {"origin": f.origin, "kind": f.kind.value, "reason": f.reason, "hint": f.hint} for f in findings.failures
    ]
    if times:
        row["times"] = [time_to_json(time) for time in findings.times]
    return row


def finding_to_json(finding: Finding, kind: str) -> dict[str, Any]:
    """One finding; tuples become lists, the article's id stays out (the row has it)."""
    values = {name: getattr(finding, name) for name in _fields(type(finding)) if name != "article"}
    row = {name: _plain(value) for name, value in values.items()}
    if kind in _ONE_SENTENCE:
        row["evidence"] = finding.evidence[0] if finding.evidence else ""
    row["confidence"] = round(finding.confidence, 3)
    return row


def time_to_json(time: TimeExpression) -> dict[str, Any]:
    return {name: getattr(time, name) for name in ("start", "end", "text", "type", "value", "edtf")}


def _fields(kind: type[Finding]) -> list[str]:
    return list(kind.__dataclass_fields__)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
