"""The outlook as documents: one for each question asked of it, or all of them in one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from communique.analysis.settlement.blockers import Blockers, find_blockers
from communique.analysis.settlement.building import capitalised
from communique.analysis.settlement.graph.holding import USUAL as USUAL_DRAWS
from communique.analysis.settlement.graph.holding import Draws, Holding, would_hold
from communique.analysis.settlement.outlook import Outlook, make_table
from communique.analysis.settlement.packages import Packages, find_packages
from communique.analysis.settlement.proposals import Comparison, compare_proposals
from communique.analysis.settlement.scenarios import Outcome, compare_scenarios
from communique.analysis.settlement.search import check
from communique.analysis.settlement.table import Table
from communique.analysis.settlement.trades import Offer, Trade, find_trades, stated_trades
from communique.errors import UsageError
from communique.model.record import Record
from communique.reports.dates import say_day
from communique.reports.document import Document, Line, Paragraph, Picture, Section, line, soft
from communique.reports.numbering import finish
from communique.reports.outlook.blocker_section import blocker_sections
from communique.reports.outlook.package_section import package_sections
from communique.reports.outlook.proposal_section import proposal_sections
from communique.reports.outlook.scenario_section import scenario_sections
from communique.reports.outlook.stability_section import stability_sections
from communique.reports.outlook.table_section import table_sections
from communique.reports.outlook.words import Sayer
from communique.reports.view import make_view
from communique.reports.wording import count, parties_label

TITLES: Mapping[str, str] = {
    "table": "What could be agreed",
    "packages": "Packages",
    "blockers": "Blockers and openings",
    "proposals": "Proposals side by side",
    "stability": "Would it hold?",
    "scenarios": "Scenarios",
    "report": "Outlook",
}


@dataclass(frozen=True)
class Asked:
    """A record with an outlook, and everything that can be asked of the two; each answer is worked out once."""

    record: Record
    outlook: Outlook
    scenario: str | None = None
    draws: Draws = USUAL_DRAWS
    target: str | None = None
    names: tuple[str, ...] = ()
    _: None = field(default=None, repr=False)

    @cached_property
    def table(self) -> Table:
        return make_table(self.record, self.outlook, self.scenario)

    @cached_property
    def packages(self) -> Packages:
        return find_packages(self.table, self.outlook.scores)

    @cached_property
    def blockers(self) -> Blockers:
        return find_blockers(self.table)

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        return stated_trades(self.table)

    @cached_property
    def trades(self) -> tuple[Trade, ...]:
        return find_trades(self.table, self.outlook.scores)

    @cached_property
    def comparison(self) -> Comparison:
        return compare_proposals(self.record, self.table, self.outlook)

    @cached_property
    def holding(self) -> Holding:
        return would_hold(self.table, self.outlook.conflict, self.draws, self.target)

    @cached_property
    def scenarios(self) -> tuple[Outcome, ...]:
        return compare_scenarios(self.record, self.outlook, self.names)


def make_outlook(asked: Asked, kind: str) -> Document:
    """The document of one kind: `table`, `packages`, `blockers`, `proposals`, `stability`, `scenarios` or `report`.

    Raises UsageError where the record or the outlook does not allow it; a whole `report` says so in the section.
    """
    view = make_view(asked.record)
    sayer = Sayer(view, asked.table)
    makers: Mapping[str, Callable[[], list[Section]]] = {
        "table": lambda: table_sections(sayer),
        "packages": lambda: package_sections(sayer, asked.packages),
        "blockers": lambda: blocker_sections(sayer, asked.blockers, asked.offers, asked.trades, asked.outlook.scores),
        "proposals": lambda: proposal_sections(sayer, asked.comparison),
        "stability": lambda: stability_sections(sayer, asked.holding),
        "scenarios": lambda: scenario_sections(view, asked.scenarios),
    }
    if kind in ("table", "packages", "blockers") and kind != "table":
        check(asked.table)
    sections: list[Section] = []
    for name, maker in makers.items():
        if kind == name:
            sections += maker()
        elif kind == "report" and (name != "scenarios" or asked.outlook.scenarios):
            sections += _or_reason(name, maker)
    return finish(f"outlook-{kind}", TITLES[kind], _subtitle(asked, kind), sections, view.refs.sources())


def _or_reason(name: str, maker: Callable[[], list[Section]]) -> list[Section]:
    """The sections, or one that says why there are none."""
    try:
        return maker()
    except UsageError as error:
        return [Section(name, TITLES[name], (Paragraph(line(soft(f"{capitalised(str(error))}."))),))]


def _subtitle(asked: Asked, kind: str) -> Line:
    table = asked.table
    own = asked.outlook.conflict if kind == "stability" else None
    parties = own.parties if own else table.parties
    day = make_view(asked.record).as_of
    parts = [parties_label(parties) if parties else "", f"as of {say_day(day)}" if day else "",
             count(len(asked.record.articles), "article")]  # fmt: skip
    edits = sum(cell.edited for cell in table.cells.values())
    if edits:
        parts.append(f"{count(edits, 'cell')} set by hand (*)")
    if asked.scenario:
        parts.append(f"scenario: {asked.scenario}")
    return line(soft(" · ".join(part for part in parts if part)))


def with_pictures(document: Document, place: Path) -> tuple[Document, dict[Path, str]]:
    """The document with its pictures named after a file beside which they are to stand, and what goes into each."""
    files: dict[Path, str] = {}
    sections = []
    for section in document.sections:
        blocks = []
        for block in section.blocks:
            if isinstance(block, Picture):
                name = f"{place.stem}-{block.name or section.key}"
                files[place.with_name(f"{name}.svg")] = block.svg + "\n"
                block = replace(block, name=name)
            blocks.append(block)
        sections.append(replace(section, blocks=tuple(blocks)))
    return replace(document, sections=tuple(sections)), files
