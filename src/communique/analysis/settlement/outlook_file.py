"""The outlook as a TOML file that an analyst writes by hand, and that programs write without losing the comments."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from communique.analysis.settlement.building import Extent
from communique.analysis.settlement.graph.conflict import Choice, Conflict, Preference
from communique.analysis.settlement.names import unknown
from communique.analysis.settlement.outlook import CellEdit, Draft, IssueEdit, Outlook, Scenario
from communique.analysis.settlement.scores import Scores
from communique.analysis.settlement.table import Standing
from communique.errors import UsageError

SECTIONS = ("table", "scores", "weights", "issue", "cell", "scenario", "draft", "conflict")
_EXTENT = {"parties": "parties", "issues": "questions", "include": "include", "leave_out": "leave_out", "most": "most"}
_CELL = ("party", "issue", "option", "standing", "if", "words", "note", "by")
_SCORES = tuple(field.name for field in fields(Scores) if field.name != "weights")


def load_outlook(path: Path) -> Outlook:
    """The outlook in a file. Raises UsageError, with the nearest match, for unknown sections, keys and standings."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise UsageError(f"no such outlook file: {path}",
                         hint="`communique outlook table --write FILE` writes one") from None  # fmt: skip
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}", hint="look at its rights") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(
            f"{path} is not TOML: {error}", hint='write lines such as `parties = ["NOR", "PRT"]`'
        ) from error
    try:
        return read_outlook(data)
    except UsageError as error:
        raise UsageError(f"{path}: {error.message}", hint=error.hint) from error


def read_outlook(data: Mapping[str, Any]) -> Outlook:
    """The outlook that TOML data hold."""
    _known(data, SECTIONS, "section")
    return Outlook(
        extent=_extent(_table(data, "table")),
        issues=tuple(_issue(row) for row in _rows(data, "issue")),
        cells=tuple(_cell(row) for row in _rows(data, "cell")),
        scores=_scores(_table(data, "scores"), _table(data, "weights")),
        scenarios=tuple(_scenario(row) for row in _rows(data, "scenario")),
        drafts=tuple(_draft(row) for row in _rows(data, "draft")),
        conflict=_conflict(_table(data, "conflict")) if "conflict" in data else None,
    )


def _extent(data: Mapping[str, Any]) -> Extent:
    _known(data, _EXTENT, "key of [table]")
    found: dict[str, Any] = {}
    for key, value in data.items():
        if key == "most":
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise UsageError(f"most = {value!r}", hint="a whole number from 1 on")
            found[key] = value
        else:
            found[_EXTENT[key]] = tuple(_strings(value, key))
    return Extent(**found)


def _issue(row: Mapping[str, Any]) -> IssueEdit:
    _known(row, ("key", "name", "options", "merge", "none"), "key of [[issue]]")
    return IssueEdit(_text(row, "key", "[[issue]]"), str(row.get("name", "")), _names(row, "options"),
                     _names(row, "merge"), str(row.get("none", "")))  # fmt: skip


def _cell(row: Mapping[str, Any]) -> CellEdit:
    _known(row, _CELL, "key of [[cell]]")
    party, issue, option, standing = (_text(row, key, "[[cell]]") for key in ("party", "issue", "option", "standing"))
    names = [s.value for s in Standing]
    if standing.replace("_", " ") not in names:
        raise unknown(standing, "standing", names)
    needs = row.get("if", [])
    needs = [needs] if isinstance(needs, str) else needs
    if not isinstance(needs, list):
        raise UsageError(f"if = {needs!r}", hint='write a list such as ["sanctions=lifted"], or a list of such lists')
    flat = [need for need in needs if isinstance(need, str)]
    alternatives = [flat] if flat else []
    alternatives += [_strings(need, "if") for need in needs if not isinstance(need, str)]
    kept = tuple(tuple(need) for need in alternatives)
    value = Standing(standing.replace("_", " "))
    if kept and value is not Standing.CONDITIONAL:
        raise UsageError(f"{party} on {issue}={option} has a condition and is {value}", hint="write conditional")
    return CellEdit(party, issue, option, value, kept, str(row.get("words", "")), str(row.get("note", "")),
                    str(row.get("by", "")))  # fmt: skip


def _scores(data: Mapping[str, Any], weights: Mapping[str, Any]) -> Scores:
    _known(data, _SCORES, "key of [scores]")
    silent = data.get("silent", "indifferent")
    if silent not in ("indifferent", "unknown"):
        raise unknown(str(silent), "reading of silence", ("indifferent", "unknown"))
    values = {key: _number(value, key, 1.0) for key, value in data.items() if key != "silent"}
    rows = {
        party: {key: _number(value, f"{party}.{key}") for key, value in _table(weights, party).items()}
        for party in weights
    }
    made = Scores(**values, silent=silent, weights=rows)
    known = [made.prefers, made.accepts, made.open, made.opposes, made.red_line]
    if sorted(known, reverse=True) != known:
        raise UsageError("the scores do not go down from prefers to red_line",
                         hint="keep prefers >= accepts >= open >= opposes >= red_line")  # fmt: skip
    return made


def _scenario(row: Mapping[str, Any]) -> Scenario:
    _known(row, ("name", "note", "cell"), "key of [[scenario]]")
    return Scenario(_text(row, "name", "[[scenario]]"), tuple(_cell(cell) for cell in _rows(row, "cell")),
                    str(row.get("note", "")))  # fmt: skip


def _draft(row: Mapping[str, Any]) -> Draft:
    _known(row, ("name", "by", "note", "terms"), "key of [[draft]]")
    return Draft(
        _text(row, "name", "[[draft]]"), _names(row, "terms"), str(row.get("by", "")), str(row.get("note", ""))
    )


def _conflict(data: Mapping[str, Any]) -> Conflict:
    _known(data, ("option", "preferences", "infeasible", "states", "start"), "key of [conflict]")
    options = []
    for row in _rows(data, "option"):
        _known(row, ("key", "party", "name", "once"), "key of [[conflict.option]]")
        key, party = _text(row, "key", "[[conflict.option]]"), _text(row, "party", "[[conflict.option]]")
        options.append(Choice(key, party, str(row.get("name", "")), str(row.get("once", ""))))
    if not options:
        raise UsageError("the conflict has no options", hint="add [[conflict.option]] with key and party")
    preferences = {}
    for party, row in _table(data, "preferences").items():
        if not isinstance(row, Mapping):
            raise UsageError(f"the preferences of {party} are no table", hint="[conflict.preferences.PARTY]")
        _known(row, ("statements", "ranking", "order"), f"key of the preferences of {party}")
        ranking = row.get("ranking", [])
        if not isinstance(ranking, list):
            raise UsageError(f"ranking = {ranking!r}", hint='write a list of states, best first, ["a", ["b", "c"]]')
        ranking = [[entry] if isinstance(entry, str) else entry for entry in ranking]
        preferences[party] = Preference(
            tuple(_strings(row.get("statements", []), "statements")),
            tuple(tuple(_strings(group, "ranking")) for group in ranking),
            tuple(_strings(row.get("order", []), "order")),
        )
    return Conflict(tuple(options), preferences, tuple(_strings(data.get("infeasible", []), "infeasible")),
                    _names(data, "states"), str(data.get("start", "")))  # fmt: skip


def _known(data: Mapping[str, Any], keys: Iterable[str], noun: str) -> None:
    for key in data:
        if key not in keys:
            raise unknown(key, noun, keys)


def _table(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key, {})
    if not isinstance(value, Mapping):
        raise UsageError(f"{key} is no table", hint=f"write [{key}] and below it its keys")
    return value


def _rows(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
        raise UsageError(f"{key} is no list of tables", hint=f"write [[{key}]] for each")
    return value


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{where} lacks `{key}`", hint=f'add a line such as {key} = "..."')
    return value.strip()


def _names(row: Mapping[str, Any], key: str) -> dict[str, str]:
    value = _table(row, key)
    if not all(isinstance(name, str) for name in value.values()):
        raise UsageError(f"{key} holds something that is no text", hint='write key = "name"')
    return dict(value)


def _strings(value: Any, key: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise UsageError(f"{key} = {value!r}", hint='write a list of texts, ["a", "b"]')
    return list(value)


def _number(value: Any, key: str, most: float = 1e6) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise UsageError(f"{key} = {value!r}", hint=f"a number from 0 to {most:g}")
    return float(value)
