"""Invented talks of Norway, Portugal and Iceland on fish, patrols and sanctions: records, tables and random ones."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from communique.analysis.settlement.outlook import CellEdit, edited
from communique.analysis.settlement.table import Atom, Cell, Condition, Option, Question, Standing, Table
from communique.model.article import Article
from communique.model.findings import Finding, Issue, Position, ProposalReport, Stance
from communique.model.record import Proposal, Record
from communique.record.merging.proposals import make_proposal

DAY = "2025-03-01"


def said(party: str, stance: str, about: str, issue: Issue = Issue.TROOPS, **values: object) -> Position:
    """A position in an article of its own, with the words of the position as its sentence."""
    fields: dict[str, object] = {"confidence": 0.8, "article": f"{party}-{stance}-{about}"[:60]} | values
    lead = str(fields.pop("lead", ""))
    words = f"{party} {stance} {lead}{about}."
    spans = ((0, len(words)),)
    return Position(id="p1", evidence=(words,), spans=spans, party=party, issue=issue, stance=Stance(stance),
                    about=about, **fields)  # type: ignore[arg-type]  # fmt: skip


def plan(name: str, *terms: str, by: str | None = "NOR", responses: tuple[Position, ...] = ()) -> Proposal:
    words = f"The {name} foresees {' and '.join(terms)}."
    report = ProposalReport(id="o1", article=f"plan-{name}", evidence=(words,), spans=((0, len(words)),), proposer=by,
                            name=name, terms=terms)  # fmt: skip
    return replace(make_proposal(f"o-{name[:4]}", [report]), responses=responses)


def record(*positions: Position, proposals: tuple[Proposal, ...] = (), days: dict[str, str] | None = None) -> Record:
    """A record of these; every article is of 1 March unless `days` says otherwise ("" for undated)."""
    findings: list[Finding] = [*positions, *(r for p in proposals for r in p.reports)]
    articles: dict[str, Article] = {}
    for finding in findings:
        day: str | None = (days or {}).get(finding.article, DAY) or None
        text = " ".join(finding.evidence)
        articles[finding.article] = Article(finding.article, text, publisher="Post", published=day)
    return Record(as_of=None, articles=articles, duplicates={}, contacts=(), positions=positions, agreements=(),
                  proposals=proposals, deadlines=(), statements=(), conflicts=())  # fmt: skip


def questions(*sizes: int) -> tuple[Question, ...]:
    """Questions q0, q1 ... with options o0, o1 ..."""
    return tuple(
        Question(f"q{n}", f"Question {n}", tuple(Option(f"o{k}", f"option {k}") for k in range(size)))
        for n, size in enumerate(sizes)
    )


def cell(standing: str, *alternatives: tuple[Atom, ...], unlinked: tuple[str, ...] = ()) -> Cell:
    condition = Condition("words", alternatives, unlinked) if alternatives or unlinked else None
    return Cell(Standing(standing), condition=condition)


def table(sizes: tuple[int, ...], parties: str, cells: dict[str, Cell | str]) -> Table:
    """A table from cells such as {"A q0=o1": "red line"}."""
    made = Table(tuple(parties.split()), questions(*sizes))
    found = {}
    for place, what in cells.items():
        party, _, rest = place.partition(" ")
        question, _, option = rest.partition("=")
        found[party, question, option] = cell(what) if isinstance(what, str) else what
    return replace(made, cells=found)


def supposed(base: Table, *edits: str) -> Table:
    """The table with cells set, each as "PARTY QUESTION=OPTION STANDING"."""
    made = []
    for text in edits:
        party, place, standing = text.split(maxsplit=2)
        question, _, option = place.partition("=")
        made.append(CellEdit(party, question, option, Standing(standing)))
    return edited(base, made)


@st.composite
def tables(draw: st.DrawFn, most: int = 4, conditions: bool = True) -> Table:
    """Small tables of any stands and conditions, with at least one known cell."""
    sizes = draw(st.lists(st.integers(2, 3), min_size=1, max_size=most))
    parties = ("A", "B", "C")[: draw(st.integers(2, 3))]
    made = Table(parties, questions(*sizes))
    places = list(made.places())
    plain = [s for s in Standing if s is not Standing.CONDITIONAL]
    # Cells that are cheap to draw first, so that what fails shrinks towards an empty table.
    standings = st.sampled_from(
        [Standing.UNKNOWN, Standing.RED_LINE, *plain, *([Standing.CONDITIONAL] * conditions * 2)]
    )
    cells = {}
    for place in places:
        standing = draw(standings)
        if standing is Standing.CONDITIONAL:
            cells[place] = Cell(standing, condition=draw(_conditions(made, place)))
        elif standing is not Standing.UNKNOWN:
            cells[place] = Cell(standing)
    if not cells:
        cells[places[0]] = Cell(Standing.ACCEPTS)
    return replace(made, cells=cells)


@st.composite
def _conditions(draw: st.DrawFn, made: Table, place: tuple[str, str, str]) -> Condition:
    atoms = []
    for question in made.questions:
        for option in question.options:
            if question.key != place[1]:
                atoms += [Atom(question.key, option.key), Atom(question.key, option.key, None, True)]
            atoms += [
                Atom(question.key, option.key, party)
                for party in made.parties
                if (party, question.key, option.key) != place
            ]
    need = st.lists(st.sampled_from(atoms), min_size=1, max_size=2).map(tuple)
    alternatives = tuple(draw(st.lists(need, max_size=2)))
    unlinked = draw(st.sampled_from([(), ("something else",)]))
    return Condition("words", alternatives, unlinked)
