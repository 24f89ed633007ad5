"""Changes to the outlook as forms of the desk send them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from communique.analysis.settlement.names import unknown
from communique.analysis.settlement.outlook import (
    IssueEdit,
    Outlook,
    Scenario,
    clear_cell,
    make_table,
    remove_scenario,
    save_scenario,
    set_cell,
    set_issue,
)
from communique.analysis.settlement.outlook_text import read_cell
from communique.errors import UsageError
from communique.model.record import Record
from communique.web.outlook import cells_of

_NOT_KEY = re.compile(r"[^a-z0-9]+")
Change = Callable[[Outlook], Outlook]


def change_from(form: Mapping[str, str], supposed: tuple[str, ...], record: Record, by: str) -> Change:
    """The change that a form asks for, tried on the record first. Raises UsageError for what it cannot be."""
    makers: dict[str, Callable[[], Change]] = {
        "cell": lambda: _cell(form, by),
        "clear": lambda: _clear(form),
        "option": lambda: _option(form, record),
        "scenario": lambda: _scenario(form, supposed, by),
        "forget": lambda: lambda outlook: remove_scenario(outlook, form.get("name", "")),
    }
    action = form.get("action", "")
    if action not in makers:
        raise unknown(action, "change", makers)
    change = makers[action]()

    def tried(outlook: Outlook) -> Outlook:
        made = change(outlook)
        make_table(record, made, form["name"].strip() if action == "scenario" else None)
        return made

    return tried


def _cell(form: Mapping[str, str], by: str) -> Change:
    needs = form.get("if", "").strip()
    place, standing = form.get("place", ""), form.get("standing", "")
    if needs and standing != "conditional":
        raise UsageError(
            "a condition belongs to a standing that is conditional", hint="choose it, or leave `only if` empty"
        )
    edit = read_cell(f"{place} {standing}" if not needs else f"{place} if {needs}")
    return lambda outlook: set_cell(outlook, replace(edit, by=by, note=form.get("note", "").strip()))


def _clear(form: Mapping[str, str]) -> Change:
    edit = read_cell(f"{form.get('place', '')} unknown")
    return lambda outlook: clear_cell(outlook, *edit.place)


def _option(form: Mapping[str, str], record: Record) -> Change:
    """A further option of an issue, or a new issue with its first two."""
    names = [part.strip() for part in form.get("options", "").split(";") if part.strip()]
    if not names:
        raise UsageError("which option?", hint="type its name; several are parted by ;")
    options = {_key(name) or f"option-{place}": name for place, name in enumerate(names, 1)}
    key, title = form.get("issue", ""), form.get("title", "").strip()
    if not key and not title:
        raise UsageError("of which issue?", hint="choose one, or give the new one a name")
    key = key or _key(title)

    def change(outlook: Outlook) -> Outlook:
        before = next((edit for edit in outlook.issues if edit.key == key), IssueEdit(key))
        return set_issue(outlook, replace(before, name=title or before.name, options={**before.options, **options}))

    return change


def _key(name: str) -> str:
    return _NOT_KEY.sub("-", name.casefold()).strip("-")


def _scenario(form: Mapping[str, str], supposed: tuple[str, ...], by: str) -> Change:
    name = form.get("name", "").strip()
    if not name:
        raise UsageError("a scenario has a name", hint="type what it supposes in a few words")
    if not supposed:
        raise UsageError("nothing is supposed", hint="suppose something first, then keep it under a name")
    cells = tuple(replace(cell, by=by) for cell in cells_of(supposed))
    return lambda outlook: save_scenario(outlook, Scenario(name, cells, form.get("note", "").strip()))
