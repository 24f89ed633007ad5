"""Proposals of the record and drafts of the analyst side by side: term by term, with responses and distances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from communique.analysis.settlement.conditions import Verdict, verdict
from communique.analysis.settlement.lexicon import answer
from communique.analysis.settlement.names import unknown
from communique.analysis.settlement.outlook import Draft, Outlook
from communique.analysis.settlement.scores import USUAL, Scores
from communique.analysis.settlement.table import Place, Standing, Table
from communique.model.findings import Finding, Position
from communique.model.record import Proposal, Record


@dataclass(frozen=True, slots=True)
class TermOf:
    """One term as worded, with the reports that tell of it, and the option of the table that it means, if it means one.

    `option` is None for a term on an issue of the table that does not say which of its options it means.
    """

    words: str
    question: str | None
    option: str | None
    reports: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a plan lies from the stated line of a party.

    `meets`, `crosses`, `objects` and `unknown` are cells of the plan's terms; `misses` are issues of the plan on which
    it holds another option than the one that the party prefers. `low` and `high` are the least and the most that the
    plan is worth to the party as a share of the best that these issues could bring it; None where it has no line.
    """

    meets: tuple[Place, ...]
    crosses: tuple[Place, ...]
    objects: tuple[Place, ...]
    unknown: tuple[Place, ...]
    misses: tuple[str, ...]
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A recorded proposal or a draft: its terms, what each party answered to it as a whole, how far it is from each."""

    key: str
    name: str
    by: str | None
    terms: tuple[TermOf, ...]
    responses: tuple[Position, ...]
    distances: Mapping[str, Distance]
    reports: tuple[Finding, ...] = ()
    draft: bool = False

    def option(self, question: str) -> str | None:
        """The option that the plan holds on an issue; None where it says nothing on it, or not which."""
        return next((term.option for term in self.terms if term.question == question and term.option), None)

    def terms_on(self, question: str) -> tuple[TermOf, ...]:
        return tuple(term for term in self.terms if term.question == question)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Plans side by side; `questions` are the issues of the table that at least one of them speaks on."""

    table: Table
    plans: tuple[Plan, ...]
    questions: tuple[str, ...]


def compare_proposals(record: Record, table: Table, outlook: Outlook, least: int = 1) -> Comparison:
    """Every recorded proposal of at least so many terms, and every draft. Raises UsageError for unknown names."""
    plans = [_recorded(proposal, table, outlook) for proposal in record.proposals if len(proposal.terms) >= least]
    plans += [_drafted(draft, table, outlook.scores) for draft in outlook.drafts]
    spoken = {term.question for plan in plans for term in plan.terms}
    return Comparison(table, tuple(plans), tuple(q.key for q in table.questions if q.key in spoken))


def distance(table: Table, held: Mapping[str, str], party: str, scores: Scores = USUAL) -> Distance:
    """How far a plan, given as options by issue, lies from the stated line of a party."""
    kinds: dict[Verdict, list[Place]] = {kind: [] for kind in Verdict}
    misses: list[str] = []
    low = high = best = 0.0
    for key, option in held.items():
        place = (party, key, option)
        kinds[verdict(table, held, place)].append(place)
        row = {o.key: table.cell(party, key, o.key).standing for o in table.question(key).options}
        preferred = [o for o, standing in row.items() if standing is Standing.PREFERS]
        if preferred and option not in preferred:
            misses.append(key)
        if any(standing.is_known for standing in row.values()):
            weight = scores.weight(party, key)
            bounds = scores.bounds(row[option], verdict(table, held, place) is not Verdict.UNKNOWN)
            low, high, best = low + weight * bounds[0], high + weight * bounds[1], best + weight * scores.prefers
    share = (round(low / best, 4), round(high / best, 4)) if best else (None, None)
    return Distance(tuple(kinds[Verdict.YES]), tuple(kinds[Verdict.BLOCKS]), tuple(kinds[Verdict.OBJECTS]),
                    tuple(kinds[Verdict.UNKNOWN]), tuple(misses), *share)  # fmt: skip


def _recorded(proposal: Proposal, table: Table, outlook: Outlook) -> Plan:
    merged = {(edit.key, old): new for edit in outlook.issues for old, new in edit.merge.items()}
    terms = []
    for term in proposal.terms:
        found = answer(term.words, None, proposal.proposer)
        question = next((q for q in table.questions if found and q.key == found.question), None)
        option = merged.get((found.question, found.option or ""), found.option) if found else None
        if question is None or option not in {o.key for o in question.options}:
            option = None
        terms.append(TermOf(term.words, question.key if question else None, option, term.reports))
    held = {term.question: term.option for term in terms if term.question and term.option}
    distances = {party: distance(table, held, party, outlook.scores) for party in table.parties}
    return Plan(proposal.id, proposal.name, proposal.proposer, tuple(terms), proposal.responses, distances,
                proposal.reports)  # fmt: skip


def _drafted(draft: Draft, table: Table, scores: Scores) -> Plan:
    known = {question.key: question for question in table.questions}
    terms = []
    for key, option in draft.terms.items():
        if key not in known:
            raise unknown(key, "issue", known)
        options = {o.key: o.name for o in known[key].options}
        if option not in options:
            raise unknown(option, f"option of {key}", options)
        terms.append(TermOf(f"{known[key].name}: {options[option]}", key, option))
    distances = {party: distance(table, draft.terms, party, scores) for party in table.parties}
    return Plan(draft.name, draft.name, draft.by or None, tuple(terms), (), distances, draft=True)
