"""A proposal's page: its terms one by one, and what each party says of each of them where the record has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from communique.analysis.matters import Likeness, compare, matter_of
from communique.analysis.settlement.proposals import Comparison, TermOf
from communique.analysis.settlement.table import Standing, Table
from communique.errors import UsageError
from communique.model.findings import Finding, Position
from communique.model.record import Proposal
from communique.record.items import item_id
from communique.reports.document import Line, line
from communique.reports.outlook.words import MARKS
from communique.reports.position_matrix import stance_words
from communique.reports.view import View
from communique.reports.wording import agreement_label, party_name, shorten
from communique.web.desk import Desk
from communique.web.outlook import WAIT_S, Wanted, asked_of
from communique.web.shown import Shown

WIDTH = 90
STANDING_CLASSES = {
    Standing.PREFERS: "held", Standing.ACCEPTS: "held", Standing.CONDITIONAL: "planned", Standing.OPEN: "planned",
    Standing.OPPOSES: "cancelled", Standing.RED_LINE: "refused", Standing.CONTRADICTORY: "proposed",
    Standing.UNKNOWN: "possible",
}  # fmt: skip
"""The colours of statuses that say the same of an option."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one party says of one term: the mark of its standing, words, and the statement it rests on.

    `named` is True where the party speaks of this proposal itself, and not only of the same option.
    """

    glyph: str
    status: str
    words: Line
    day: str
    passage: str
    named: bool


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term in its words, the option of the outlook that it means, its reports, and an answer for each party."""

    words: str
    option: str
    passages: tuple[str, ...]
    answers: tuple[Answer | None, ...]
    agreed: tuple[Agreed, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement on what a term asks for, reported since: its id, its words, its status, when it was reported."""

    id: str
    words: str
    status: str
    day: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms by party: only parties that say something of one of them have a column."""

    parties: tuple[tuple[str, str], ...]
    rows: tuple[TermRow, ...]


def terms_of(view: View, proposal: Proposal, comparison: Comparison | None) -> Terms:
    """Each term with what each party is reported to say of it.

    An answer is a statement that names the proposal and is about the term, else where the party stands on the option
    that the term means, by the package table of the outlook.
    """
    plan = next((p for p in comparison.plans if p.key == proposal.id), None) if comparison else None
    table = comparison.table if comparison else None
    found: list[dict[str, Answer]] = [{} for _ in proposal.terms]
    for place, term in enumerate(proposal.terms):
        meant = plan.terms[place] if plan and place < len(plan.terms) else None
        if table and meant and meant.question and meant.option:
            found[place] |= _by_table(view, table, meant, proposal)
        found[place] |= _by_name(view, proposal, term.words)
    parties = sorted({party for answers in found for party in answers}, key=lambda party: (
        -sum(party in answers for answers in found), party))  # fmt: skip
    rows = tuple(
        TermRow(
            term.words,
            _option(table, plan.terms[place]) if table and plan and place < len(plan.terms) else "",
            tuple(item_id(report) for report in term.reports),
            tuple(found[place].get(party) for party in parties),
            _agreed(view, proposal, term.words),
        )
        for place, term in enumerate(proposal.terms)
    )
    return Terms(tuple((party, party_name(party)) for party in parties), rows)


def compared(shown: Shown, desk: Desk) -> Comparison | None:
    """All proposals beside the table of the outlook; None while that is worked out, and where it cannot be."""

    def made() -> Comparison | None:
        try:
            return asked_of(shown, desk.outlook.read(), Wanted()).comparison
        except UsageError:
            return None

    topic = ("proposals compared", shown.record.as_of)
    found, fresh = desk.later.get(topic, (shown.revision, desk.outlook.read().state), made, WAIT_S)
    return found if fresh else None


def _by_table(view: View, table: Table, term: TermOf, proposal: Proposal) -> dict[str, Answer]:
    """Where the other parties stand on the option that the term means."""
    found = {}
    for party in table.parties:
        cell = table.cell(party, term.question or "", term.option or "")
        if party == proposal.proposer or not cell.statements:
            continue
        last = cell.statements[-1]
        found[party] = _answer(view, last, (MARKS[cell.standing], STANDING_CLASSES[cell.standing]), named=False)
    return found


def _by_name(view: View, proposal: Proposal, words: str) -> dict[str, Answer]:
    """Statements that name the proposal and are about this term, the latest of each party; of the only term all."""
    matter = matter_of(words)
    found: dict[str, Answer] = {}
    for position in reversed(view.newest(proposal.responses)):
        is_about = compare(matter_of(position.about, position.issue.value), matter) is not Likeness.OTHER
        if is_about or len(proposal.terms) == 1:
            found[position.party] = _answer(view, position, ("", ""), named=True)
    return found


def _answer(view: View, finding: Finding, mark: tuple[str, str], *, named: bool) -> Answer:
    words = line(stance_words(finding)) if isinstance(finding, Position) else line("offers it")
    return Answer(*mark, words, view.said_on(finding) or "undated", item_id(finding), named)


def _agreed(view: View, proposal: Proposal, words: str) -> tuple[Agreed, ...]:
    """What the proposer and others are reported to have agreed on the same since the proposal was first reported."""
    matter = matter_of(words)
    since = min((day for report in proposal.reports if (day := view.published(report))), default=date.max)
    found = []
    for agreement in view.record.agreements:
        known = proposal.proposer is None or proposal.proposer in agreement.parties
        if known and compare(matter_of(agreement.what), matter) is not Likeness.OTHER:
            told = view.newest(agreement.reports)[0]
            if (view.published(told) or date.min) >= since:
                status = agreement_label(agreement.status)
                found.append(Agreed(agreement.id, shorten(agreement.what, WIDTH), status, view.said_on(told)))
    return tuple(found)


def _option(table: Table, term: TermOf) -> str:
    if not term.question:
        return ""
    question = table.question(term.question)
    return f"{question.name}: {question.option(term.option).name}" if term.option else question.name
