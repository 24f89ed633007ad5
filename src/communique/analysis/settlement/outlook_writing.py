"""Writing an outlook to its TOML file: only the sections that changed, so that comments and order stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from communique.analysis.settlement.building import USUAL as WHOLE
from communique.analysis.settlement.building import Extent
from communique.analysis.settlement.graph.conflict import Conflict
from communique.analysis.settlement.outlook import CellEdit, Outlook
from communique.analysis.settlement.outlook_file import read_outlook
from communique.analysis.settlement.scores import USUAL, Scores
from communique.errors import UsageError
from communique.new_file import new_file


def save_outlook(path: Path, outlook: Outlook) -> None:
    """Write an outlook, whole or not at all; sections that say the same as before are left as they are written.

    Raises UsageError where the file that is there cannot be read, or the place cannot be written.
    """
    try:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        document = tomlkit.parse(text)
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise UsageError(f"{path} cannot be changed: {error}", hint="mend it by hand first") from error
    before = to_data(read_outlook(document.unwrap()))
    after = to_data(outlook)
    for section in {*before, *after}:
        if before.get(section) == after.get(section):
            continue
        if section in document:
            del document[section]
        if section in after:
            document[section] = after[section]
    _write(path, tomlkit.dumps(document))


def to_data(outlook: Outlook) -> dict[str, Any]:
    """The outlook as plain data, without what is as usual."""
    rows: dict[str, Any] = {
        "table": _extent(outlook.extent),
        "scores": _scores(outlook.scores),
        "weights": {party: dict(row) for party, row in outlook.scores.weights.items()},
        "issue": [
            _full({"key": i.key, "name": i.name, "options": dict(i.options), "merge": dict(i.merge), "none": i.none})
            for i in outlook.issues
        ],
        "cell": [_cell(cell) for cell in outlook.cells],
        "scenario": [
            _full({"name": s.name, "note": s.note, "cell": [_cell(cell) for cell in s.cells]})
            for s in outlook.scenarios
        ],
        "draft": [_full({"name": d.name, "by": d.by, "note": d.note, "terms": dict(d.terms)}) for d in outlook.drafts],
        "conflict": _conflict(outlook.conflict) if outlook.conflict else {},
    }
    return _full(rows)


def _extent(extent: Extent) -> dict[str, Any]:
    row: dict[str, Any] = {"parties": list(extent.parties), "issues": list(extent.questions),
                           "include": list(extent.include), "leave_out": list(extent.leave_out)}  # fmt: skip
    return _full(row) | ({"most": extent.most} if extent.most != WHOLE.most else {})


def _scores(scores: Scores) -> dict[str, Any]:
    names = [field.name for field in fields(Scores) if field.name != "weights"]
    return {name: getattr(scores, name) for name in names if getattr(scores, name) != getattr(USUAL, name)}


def _cell(cell: CellEdit) -> dict[str, Any]:
    needs: list[Any] = [list(need) for need in cell.needs]
    needs = needs[0] if len(needs) == 1 else needs
    return _full({"party": cell.party, "issue": cell.issue, "option": cell.option, "standing": cell.standing.value,
                  "if": needs, "words": cell.words, "note": cell.note, "by": cell.by})  # fmt: skip


def _conflict(conflict: Conflict) -> dict[str, Any]:
    preferences = {
        party: _full(
            {"statements": list(p.statements), "ranking": [list(g) for g in p.ranking], "order": list(p.order)}
        )
        for party, p in conflict.preferences.items()
    }
    options = [_full({"key": o.key, "party": o.party, "name": o.name, "once": o.once}) for o in conflict.options]
    return _full({"start": conflict.start, "infeasible": list(conflict.infeasible), "states": dict(conflict.states),
                  "option": options, "preferences": preferences})  # fmt: skip


def _full(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value not in ("", [], {})}


def _write(path: Path, text: str) -> None:
    try:
        with new_file(path) as part:
            part.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}", hint="choose another file") from error
