"""The outlook on the desk: what could be agreed by the record, what analysts set, what a reader supposes for once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.analysis.settlement.outlook import CellEdit, Scenario, named, save_scenario
from communique.analysis.settlement.outlook_text import read_cell
from communique.analysis.settlement.table import Standing, Table
from communique.errors import UsageError
from communique.reports.document import Document
from communique.reports.outlook.making import Asked, make_outlook
from communique.reports.wording import party_name
from communique.web.desk import Desk
from communique.web.outlook_file import Given
from communique.web.shown import Shown

PARTS = ("table", "packages", "blockers", "proposals", "stability")
SUPPOSED = 12
"""So many things can be supposed at once."""
LONGEST = 200
WAIT_S = 1.5
"""So long a page waits for what is worked out beside it."""
SETTABLE = tuple(s.value for s in Standing if s is not Standing.CONTRADICTORY)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks of the outlook: a part, a scenario of the file, and what is supposed for this page alone."""

    part: str = "table"
    scenario: str = ""
    supposed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A part of the outlook: its document, or the reason why there is none; `places` are cells and words for them."""

    document: Document | None
    reason: UsageError | None
    places: tuple[tuple[str, str], ...] = ()
    issues: tuple[tuple[str, str], ...] = ()


def asked_of(shown: Shown, given: Given, wanted: Wanted) -> Asked:
    """The outlook of a record, worked out as far as it is asked for; what is supposed changes it for this page alone.

    Raises UsageError for what names no party, issue, option, standing or scenario.
    """

    def made() -> Asked:
        scenario = wanted.scenario or None
        outlook = given.outlook
        if wanted.supposed:
            base = named(outlook.scenarios, scenario, "scenario").cells if scenario else ()
            scenario = "; ".join(wanted.supposed)
            outlook = save_scenario(outlook, Scenario(scenario, (*base, *cells_of(wanted.supposed))))
        return Asked(shown.record, outlook, scenario)

    return shown.latest(("outlook", given.state, wanted.scenario, wanted.supposed), made)


def cells_of(supposed: tuple[str, ...]) -> tuple[CellEdit, ...]:
    """Cells as people type them. Raises UsageError for what is none, and for too many."""
    if len(supposed) > SUPPOSED or any(len(words) > LONGEST for words in supposed):
        raise UsageError("that is too much to suppose", hint=f"at most {SUPPOSED} cells at once")
    return tuple(replace(read_cell(words), by="") for words in supposed)


def outlook_answer(shown: Shown, desk: Desk, wanted: Wanted, wait_s: float = WAIT_S) -> tuple[Answer | None, bool]:
    """One part of the outlook, and True where it is of the record as it is shown; None while it is worked out."""
    given = desk.outlook.read()
    topic = ("outlook", shown.record.as_of, wanted)
    return desk.later.get(topic, (shown.revision, given.state), lambda: _answer(shown, given, wanted), wait_s)


def _answer(shown: Shown, given: Given, wanted: Wanted) -> Answer:
    asked = asked_of(shown, given, wanted)
    table = asked.table
    issues = tuple((question.key, question.name) for question in table.questions)
    try:
        return Answer(make_outlook(asked, wanted.part), None, _places(table), issues)
    except UsageError as error:
        return Answer(None, error, _places(table), issues)


def _places(table: Table) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"{party} {question.key}={option.key}", f"{party_name(party)} · {question.name}: {option.name}")
        for question in table.questions
        for option in question.options
        for party in table.parties
    )
