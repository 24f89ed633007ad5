"""What the record tells of each option: the statements of each party, in the order of time, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from communique.analysis.days import day_of
from communique.analysis.doubt import is_sure
from communique.analysis.settlement.families import Family, families
from communique.analysis.settlement.lexicon import (
    Answer,
    answer,
    general_words,
    known_questions,
    named_parties,
    words_of,
)
from communique.analysis.settlement.table import Cell, Standing
from communique.analysis.sides import Side
from communique.model.findings import Finding, Issue, Position, ProposalReport, Stance
from communique.model.record import Record

PROCEDURE = frozenset({Issue.TALKS})
"""Positions on whether and how to talk are no terms of a settlement."""
_STANDING = {
    Stance.DEMANDS: Standing.PREFERS, Stance.SUPPORTS: Standing.PREFERS, Stance.OFFERS: Standing.ACCEPTS,
    Stance.ACCEPTS: Standing.ACCEPTS, Stance.OPEN: Standing.OPEN, Stance.CONDITIONAL: Standing.CONDITIONAL,
    Stance.OPPOSES: Standing.OPPOSES, Stance.REJECTS: Standing.RED_LINE,
}  # fmt: skip
_SIDE = {
    Standing.PREFERS: Side.FOR, Standing.ACCEPTS: Side.FOR, Standing.OPEN: Side.FOR,
    Standing.CONDITIONAL: Side.CONDITIONAL, Standing.OPPOSES: Side.AGAINST, Standing.RED_LINE: Side.AGAINST,
}  # fmt: skip
_STRENGTH = (Standing.RED_LINE, Standing.OPPOSES, Standing.CONDITIONAL, Standing.PREFERS, Standing.ACCEPTS,
             Standing.OPEN)  # fmt: skip
YES, NO = "yes", "no"
_LIMITS = ("without ", "unless ", "until ")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a party on one option: what it comes to, and the words of its condition."""

    party: str
    option: str | None
    standing: Standing
    finding: Finding
    demanded: bool = False
    condition: str | None = None


@dataclass(slots=True)
class Matters:
    """What is said on one question: its name, the names of its options as they come up, and the statements."""

    key: str
    name: str
    topic: Issue | None
    options: dict[str, str] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    sources: dict[str, list[Finding]] = field(default_factory=dict)
    proposed: bool = False

    @property
    def parties(self) -> tuple[str, ...]:
        return tuple(sorted({said.party for said in self.said}))

    def add(self, said: Said, name: str = "") -> None:
        self.said.append(said)
        self.mention(said.option, name, said.finding)

    def mention(self, option: str | None, name: str, finding: Finding) -> None:
        if option is not None:
            self.options.setdefault(option, name or option)
            self.sources.setdefault(option, []).append(finding)


@dataclass(frozen=True, slots=True)
class Told:
    """The record by questions; `procedure` are positions on whether and how to talk.

    `misread` are those in which a party would ask for what is aimed at itself: most likely read of the wrong party.
    """

    matters: dict[str, Matters]
    procedure: tuple[Position, ...]
    misread: tuple[Position, ...] = ()


def gather(record: Record) -> Told:
    """Every position and every term of a proposal, by the question that it answers; of copies only the original."""
    matters: dict[str, Matters] = {}
    procedure: list[Position] = []
    loose: list[Position] = []
    misread: list[Position] = []
    for position in record.positions:
        if position.stance is Stance.WARNS or position.article in record.duplicates:
            continue
        against = position.stance in (Stance.OPPOSES, Stance.REJECTS)
        words = words_of(position)
        core, limit = _cut(words)
        found = answer(core, position.issue, position.party, against)
        if found is None and limit:
            core, limit = words, ""
            found = answer(words, position.issue, position.party, against)
        if found is None:
            (procedure if position.issue in PROCEDURE else loose).append(position)
        elif _is_misread(found, core, position):
            misread.append(position)
        else:
            _matters_of(matters, found, position.issue).add(_said(position, found.option, limit), found.name)
    for proposal in record.proposals:
        for term in proposal.terms:
            found = answer(term.words, None, proposal.proposer)
            if found is not None:
                _add_term(_matters_of(matters, found, None), found, proposal.proposer, term.reports[0])
    for family in families(loose, record.positions):
        matters[family.key] = _in_own_words(family)
    return Told(matters, tuple(procedure), tuple(misread))


def cell_of(record: Record, said: Sequence[Said]) -> tuple[Cell, Sequence[Said]]:
    """What the statements of one party on one option come to, and those on which it rests.

    The latest day counts, and doubtful statements only where there is no sure one. Statements of that day that say both
    make it contradictory. As long as a party stays on one side, its strongest word stands.
    """
    sure = [one for one in said if is_sure(record, one.finding)] or list(said)
    ordered = sorted(sure, key=lambda one: (_day(record, one.finding), one.finding.article, one.finding.id))
    last = [one for one in ordered if _day(record, one.finding) == _day(record, ordered[-1].finding)]
    sides = {_SIDE[one.standing] for one in last}
    if {Side.FOR, Side.AGAINST} <= sides or sides == {Side.CONDITIONAL, Side.AGAINST}:
        for_it = tuple(one.finding for one in last if _SIDE[one.standing] is not Side.AGAINST)
        against = tuple(one.finding for one in last if _SIDE[one.standing] is Side.AGAINST)
        return Cell(Standing.CONTRADICTORY, for_it, against), last
    side = Side.CONDITIONAL if Side.CONDITIONAL in sides else next(iter(sides))
    run: list[Said] = []
    for one in reversed(ordered):
        here = _SIDE[one.standing]
        if here is not side and not (one in last and here is Side.FOR):
            break
        run.insert(0, one)
    standing = min((one.standing for one in run if _SIDE[one.standing] is side), key=_STRENGTH.index)
    earlier = tuple(one.finding for one in ordered if one not in run)
    return Cell(standing, tuple(one.finding for one in run), earlier=earlier), run


def _said(position: Position, option: str | None, limit: str) -> Said:
    """A position as a statement on an option; who refuses something without something else asks for that."""
    standing = _STANDING[position.stance]
    condition = position.condition
    if condition is None and limit and standing in (Standing.RED_LINE, Standing.OPPOSES):
        condition = limit
    if condition is not None:
        standing = Standing.CONDITIONAL
    elif standing is Standing.CONDITIONAL:
        condition = ""
    return Said(position.party, option, standing, position, position.stance is Stance.DEMANDS, condition)


def _cut(words: str) -> tuple[str, str]:
    """Words up to a limit, and what the limit names: "a ceasefire" and "a withdrawal" of one without the other."""
    cuts = [(words.find(limit), limit) for limit in _LIMITS if words.find(limit) > 0]
    if not cuts:
        return words, ""
    at, limit = min(cuts)
    return words[:at].strip(), words[at + len(limit) :].strip()


def _is_misread(found: Answer, words: str, position: Position) -> bool:
    """True where a party would ask for what is aimed at itself: then it was read of the wrong party."""
    spared = any(k.key == found.question and k.spares == found.option for k in known_questions() if k.spares)
    return spared and position.stance in (Stance.DEMANDS, Stance.SUPPORTS) and position.party in named_parties(words)


def _matters_of(matters: dict[str, Matters], found: Answer, topic: Issue | None) -> Matters:
    made = matters.setdefault(found.question, Matters(found.question, found.question, topic))
    if made.topic is None and topic is not None:
        made.topic = topic
    return made


def _add_term(matters: Matters, found: Answer, proposer: str | None, report: ProposalReport) -> None:
    matters.proposed = True
    matters.mention(found.option, found.name, report)
    if proposer is not None and not any(one.party == proposer for one in matters.said):
        matters.add(Said(proposer, found.option, Standing.ACCEPTS, report), found.name)


def _in_own_words(family: Family) -> Matters:
    """A family as a question: an option for each quantity where they differ, else yes or no."""
    found = Matters(family.key, family.name, family.members[0].position.issue)
    several = bool(family.quantities)
    for member in family.members:
        # Who names nothing but the quantity ("an offer of 85,000 tons") turns nothing either.
        against = member.turned != family.turned and bool(member.tokens or not member.quantity)
        option: str | None = NO if against else YES
        name = general_words(option or YES)
        if several and option == YES:
            option, name = member.quantity.replace(" ", "-") or None, member.quantity
        found.add(_said(member.position, option, _cut(member.position.about)[1]), name)
    return found


def _day(record: Record, finding: Finding) -> date:
    return day_of(record, finding) or date.min
