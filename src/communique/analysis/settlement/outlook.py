"""What an analyst adds to the table of the record: edits, weights, scenarios, drafts. Nothing is changed in place.

The desk and the command line call these functions; `outlook_file` reads and writes them as TOML.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import TypeVar

from communique.analysis.settlement.building import USUAL as WHOLE
from communique.analysis.settlement.building import Extent, build_table
from communique.analysis.settlement.graph.conflict import Conflict
from communique.analysis.settlement.names import unknown
from communique.analysis.settlement.scores import USUAL as USUAL_SCORES
from communique.analysis.settlement.scores import Scores
from communique.analysis.settlement.table import Atom, Cell, Condition, Option, Question, Standing, Table
from communique.errors import UsageError
from communique.model.record import Record
from communique.reading.actors.gazetteer import load_gazetteer

N = TypeVar("N", "Scenario", "Draft")


@dataclass(frozen=True, slots=True)
class CellEdit:
    """A cell as the analyst sets it. `needs` are the alternatives of a condition, each a tuple of references.

    A reference is `sanctions=lifted`, `not foreign-force=deployed` or `RUS accepts ceasefire=full`.
    """

    party: str
    issue: str
    option: str
    standing: Standing
    needs: tuple[tuple[str, ...], ...] = ()
    words: str = ""
    note: str = ""
    by: str = ""

    @property
    def place(self) -> tuple[str, str, str]:
        return self.party, self.issue, self.option


@dataclass(frozen=True, slots=True)
class IssueEdit:
    """An issue of the analyst's own, or changes to one of the record: names, further options, options joined to others.

    `options` are keys and names; `merge` says for an option of the record which other one it is counted as.
    """

    key: str
    name: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    merge: Mapping[str, str] = field(default_factory=dict)
    none: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Cells as they would be, under a name: "what if Kyiv accepts a delay of ten years?"."""

    name: str
    cells: tuple[CellEdit, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A package that the analyst wrote, to be compared with recorded proposals; `terms` gives an option by issue."""

    name: str
    terms: Mapping[str, str]
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """All that an analyst has set: how much of the record counts, edits, weights, scenarios, drafts, a conflict."""

    extent: Extent = WHOLE
    issues: tuple[IssueEdit, ...] = ()
    cells: tuple[CellEdit, ...] = ()
    scores: Scores = USUAL_SCORES
    scenarios: tuple[Scenario, ...] = ()
    drafts: tuple[Draft, ...] = ()
    conflict: Conflict | None = None


NOTHING = Outlook()


def make_table(record: Record, outlook: Outlook = NOTHING, scenario: str | None = None) -> Table:
    """The table of a record with the analyst's edits, and those of a scenario if one is named.

    Raises UsageError, with the nearest match, for a party, issue, option or scenario that there is not.
    """
    wanted = {edit.key for edit in outlook.issues} | {edit.issue for edit in outlook.cells}
    extent = replace(outlook.extent, include=tuple(sorted({*outlook.extent.include, *wanted})))
    _refuse_unknown_parties(record, outlook)
    table = build_table(record, extent)
    _refuse_unknown_keys(table, outlook)
    for issue in outlook.issues:
        table = _with_issue(table, issue)
    table = edited(table, outlook.cells)
    return edited(table, named(outlook.scenarios, scenario, "scenario").cells) if scenario else table


def edited(table: Table, edits: Iterable[CellEdit]) -> Table:
    """The table with cells set by hand; what the record says of them stays visible as `earlier`.

    A party that is not in the table comes into it. Raises UsageError for unknown issues and options.
    """
    cells = dict(table.cells)
    parties = list(table.parties)
    known = list(edits)
    parties += [code for code in dict.fromkeys(edit.party for edit in known) if code not in parties]
    grown = replace(table, parties=tuple(parties))
    for edit in known:
        _check_option(table, edit.issue, edit.option)
        before = cells.get(edit.place, Cell())
        condition = _condition(grown, edit) if edit.standing is Standing.CONDITIONAL else None
        told = (*before.earlier, *before.statements, *before.contrary)
        cells[edit.place] = Cell(edit.standing, (), (), told, condition, edited=True, note=edit.note, by=edit.by)
    return replace(grown, cells=cells)


def set_cell(outlook: Outlook, edit: CellEdit) -> Outlook:
    """The outlook with one cell set, in place of what was set there before."""
    return replace(outlook, cells=(*(cell for cell in outlook.cells if cell.place != edit.place), edit))


def clear_cell(outlook: Outlook, party: str, issue: str, option: str) -> Outlook:
    """The outlook without an edit, so that the record speaks again."""
    return replace(outlook, cells=tuple(cell for cell in outlook.cells if cell.place != (party, issue, option)))


def set_weight(outlook: Outlook, party: str, issue: str, weight: float) -> Outlook:
    """The outlook with the weight of an issue for a party. Raises UsageError for a negative one."""
    if not weight >= 0:
        raise UsageError(f"a weight of {weight}", hint="a weight is 0 or more; 1 is the usual one")
    weights = {code: dict(rows) for code, rows in outlook.scores.weights.items()}
    weights.setdefault(party, {})[issue] = float(weight)
    return replace(outlook, scores=replace(outlook.scores, weights=weights))


def save_scenario(outlook: Outlook, scenario: Scenario) -> Outlook:
    """The outlook with a scenario, in place of one of the same name."""
    return replace(outlook, scenarios=(*(s for s in outlook.scenarios if s.name != scenario.name), scenario))


def remove_scenario(outlook: Outlook, name: str) -> Outlook:
    """The outlook without a scenario. Raises UsageError where there is none of that name."""
    gone = named(outlook.scenarios, name, "scenario")
    return replace(outlook, scenarios=tuple(s for s in outlook.scenarios if s is not gone))


def save_draft(outlook: Outlook, draft: Draft) -> Outlook:
    """The outlook with a draft, in place of one of the same name."""
    return replace(outlook, drafts=(*(d for d in outlook.drafts if d.name != draft.name), draft))


def set_issue(outlook: Outlook, issue: IssueEdit) -> Outlook:
    """The outlook with an issue of the analyst's own, or changes to one of the record."""
    return replace(outlook, issues=(*(i for i in outlook.issues if i.key != issue.key), issue))


def named(items: Iterable[N], name: str, noun: str) -> N:
    """The scenario or draft of a name. Raises UsageError with the nearest match."""
    known = {item.name: item for item in items}
    if name not in known:
        raise unknown(name, noun, known)
    return known[name]


def reference(table: Table, text: str) -> Atom:
    """What a reference in a condition asks for. Raises UsageError where it is none, or names what there is not."""
    words = text.strip()
    negated = words.startswith("not ")
    words = words.removeprefix("not ").strip()
    party: str | None = None
    if " accepts " in words:
        party, words = (part.strip() for part in words.split(" accepts ", 1))
        if negated:
            raise UsageError(f"{text}: a condition cannot wait for a party to refuse",
                             hint="ask for `not ISSUE=OPTION`, that it is not in the package")  # fmt: skip
        if party not in table.parties:
            raise unknown(party, "party", table.parties)
    issue, equals, option = (part.strip() for part in words.partition("="))
    if not equals or not issue or not option:
        raise UsageError(f"{text}: not a condition", hint="write ISSUE=OPTION, `not ISSUE=OPTION` or PARTY accepts ...")
    _check_option(table, issue, option)
    return Atom(issue, option, party, negated)


def _condition(table: Table, edit: CellEdit) -> Condition:
    atoms = tuple(tuple(reference(table, text) for text in needs) for needs in edit.needs)
    for needs in atoms:
        for atom in needs:
            if (atom.party, atom.question, atom.option) == edit.place:
                raise UsageError(f"{edit.party} on {edit.issue}={edit.option} waits for itself",
                                 hint="name what another party or another issue must bring")  # fmt: skip
    words = edit.words or "; or ".join(" and ".join(map(str, needs)) for needs in atoms)
    return Condition(words or "under conditions that are not named", atoms, () if atoms else (words or "not named",))


def _check_option(table: Table, issue: str, option: str) -> None:
    known = {question.key: question for question in table.questions}
    if issue not in known:
        raise unknown(issue, "issue", [*known, *(left.key for left in table.left_out)])
    if option not in {o.key for o in known[issue].options}:
        raise unknown(option, f"option of {issue}", [o.key for o in known[issue].options])


def _refuse_unknown_keys(table: Table, outlook: Outlook) -> None:
    own = {edit.key for edit in outlook.issues}
    known = {q.key for q in table.questions} | {left.key for left in table.left_out} | own
    for key in (*outlook.extent.questions, *outlook.extent.include, *outlook.extent.leave_out):
        if key not in known:
            raise unknown(key, "issue", known)
    for party, weights in outlook.scores.weights.items():
        if party not in table.parties and not any(edit.party == party for edit in outlook.cells):
            raise unknown(party, "party", table.parties)
        for key in weights:
            if key not in known:
                raise unknown(key, "issue", known)


def _refuse_unknown_parties(record: Record, outlook: Outlook) -> None:
    """A party of a cell must be one of the record, one that everybody knows, or named in the extent.

    A name in the extent may be new, unless it looks like a slip for one of the record.
    """
    heard = {position.party for position in record.positions}
    heard |= {proposal.proposer for proposal in record.proposals if proposal.proposer}
    heard |= {party for contact in record.contacts for party in contact.parties}
    known = load_gazetteer().parties
    for party in outlook.extent.parties:
        if party not in heard and party not in known and get_close_matches(party, heard, 1, 0.6):
            raise unknown(party, "party", heard)
    cells = [*outlook.cells, *(cell for scenario in outlook.scenarios for cell in scenario.cells)]
    for party in dict.fromkeys(cell.party for cell in cells):
        if party not in heard and party not in known and party not in outlook.extent.parties:
            slip = unknown(party, "party", heard)
            raise UsageError(slip.message, hint=f"{slip.hint}; name one of your own under `parties` in [table]")


def _with_issue(table: Table, edit: IssueEdit) -> Table:
    """The table with an issue changed or added; what is said of a merged option counts for the one it goes into."""
    found = next((question for question in table.questions if question.key == edit.key), None)
    if found is None:
        options = tuple(Option(key, name) for key, name in edit.options.items())
        if len(options) < 2:
            raise UsageError(f"the issue {edit.key} has {len(options)} options", hint="give it two under `options`")
        made = Question(edit.key, edit.name or edit.key, options, None, edit.none or None)
        return replace(table, questions=(*table.questions, made))
    keys = {option.key for option in found.options} | set(edit.options)
    for old, new in edit.merge.items():
        for key in (old, new):
            if key not in keys:
                raise unknown(key, f"option of {edit.key}", keys)
    none = edit.none or found.none or ""
    kept = [replace(o, name=edit.options.get(o.key, o.name)) for o in found.options if o.key not in edit.merge]
    kept += [Option(key, name) for key, name in edit.options.items() if key not in {o.key for o in found.options}]
    made = replace(found, name=edit.name or found.name, options=tuple(kept), none=edit.merge.get(none, none))
    cells = dict(table.cells)
    for (party, question, option), cell in table.cells.items():
        if question == edit.key and option in edit.merge:
            del cells[party, question, option]
            target = (party, question, edit.merge[option])
            if target not in cells or (cells[target].implied and not cell.implied):
                cells[target] = cell
    questions = tuple(made if question is found else question for question in table.questions)
    moved = replace(table, questions=questions, cells=cells)
    return replace(moved, cells={place: _rename(cell, edit) for place, cell in cells.items()})


def _rename(cell: Cell, edit: IssueEdit) -> Cell:
    if cell.condition is None or not edit.merge:
        return cell
    alternatives = tuple(
        tuple(replace(a, option=edit.merge.get(a.option, a.option)) if a.question == edit.key else a for a in atoms)
        for atoms in cell.condition.alternatives
    )
    return replace(cell, condition=replace(cell.condition, alternatives=alternatives))
