"""The package table: one look at all cells, then what each rests on, what is contradictory, and what has no row."""

from __future__ import annotations

from communique.analysis.settlement.conditions import circles
from communique.analysis.settlement.table import LeftOut, Question, Standing, Table
from communique.reports.document import (
    Bullets,
    Group,
    Item,
    Line,
    Paragraph,
    Picture,
    Row,
    Section,
    Style,
    Text,
    code,
    join_lines,
    line,
    soft,
    strong,
)
from communique.reports.document import Table as Grid
from communique.reports.outlook.table_picture import draw_table
from communique.reports.outlook.words import MARKS, MEANING, SHORT, Sayer, parties_words
from communique.reports.wording import count, party_name

LEFT_OUT = 12


def table_sections(sayer: Sayer) -> list[Section]:
    """The sections of the package table; a table without rows is one section that says what to do."""
    table = sayer.table
    if not table.questions:
        words = "Nobody is reported to have taken a stand on anything that could be agreed; "
        return [Section("table", "What could be agreed", (Paragraph(line(words, code("positions"))),))]
    legend = " · ".join(f"{MARKS[s]} {s.value}: {MEANING[s]}" for s in Standing)
    picture = Picture(draw_table(table), "The package table", (_grid(table), Paragraph(line(soft(legend)))), "table")
    found = [
        Section("table", "What could be agreed", (picture,)),
        Section("grounds", "What each cell rests on", tuple(_rows(sayer))),
    ]
    contradictory = [place for place in table.places() if table.cell(*place).standing is Standing.CONTRADICTORY]
    if contradictory:
        items = tuple(
            Item(line(sayer.place(place), ": ", sayer.grounds(table.cell(*place)))) for place in contradictory
        )
        found.append(Section("contradictory", "Reported both ways", (Bullets(items),)))
    if circles(table):
        found.append(_circles(sayer))
    if table.left_out:
        found.append(_left_out(sayer, table.left_out))
    return found


def _grid(table: Table) -> Grid:
    """Marks and words by option and party, without references."""
    groups = []
    for question in table.questions:
        rows = []
        for option in question.options:
            cells = [table.cell(party, question.key, option.key) for party in table.parties]
            shown = [
                line(f"{MARKS[cell.standing]} {SHORT[cell.standing]}{'*' if cell.edited else ''}") for cell in cells
            ]
            rows.append(Row((line(option.name), *shown)))
        groups.append(Group(question.name, tuple(rows)))
    return Grid(("", *table.parties), tuple(groups))


def _rows(sayer: Sayer) -> list[Paragraph | Bullets]:
    """By issue and option, who stands where and by which statement; who is not known comes last, by name."""
    found: list[Paragraph | Bullets] = []
    for question in sayer.table.questions:
        found.append(Paragraph(line(strong(question.name))))
        found.append(Bullets(tuple(_option(sayer, question, option.key) for option in question.options)))
    return found


def _option(sayer: Sayer, question: Question, key: str) -> Item:
    option = question.option(key)
    known = [p for p in sayer.table.parties if sayer.table.cell(p, question.key, key).standing is not Standing.UNKNOWN]
    rest = [party for party in sayer.table.parties if party not in known]
    details: list[Line] = [sayer.standing((party, question.key, key)) for party in known]
    if rest:
        details.append(line(soft(f"{MARKS[Standing.UNKNOWN]} unknown: {parties_words(rest)}")))
    return Item(line(option.name, "  ", Text(f"{question.key}={key}", Style.CODE)), tuple(details))


def _circles(sayer: Sayer) -> Section:
    items = []
    for circle in circles(sayer.table):
        told = [line(sayer.place(place), sayer.condition(place)) for place in circle]
        items.append(
            Item(join_lines(told, " ↔ "), (line(soft("Only all at once can meet them; each alone waits for ever.")),))
        )
    return Section("circles", "Conditions that wait for each other", (Bullets(tuple(items)),))


def _left_out(sayer: Sayer, left: tuple[LeftOut, ...]) -> Section:
    """What has no row, with why: matters of one party alone, procedure, what lies beyond the size of the table."""
    ordered = sorted(left, key=lambda one: (-len(one.parties), -len(one.statements)))
    items = []
    for one in ordered[:LEFT_OUT]:
        who = ", ".join(party_name(party) for party in one.parties) or "proposed, nobody's position reported"
        cited = sayer.view.cite(*one.statements[:2])
        told = soft(f" ({who}): {one.why}; {count(len(one.statements), 'statement')} ")
        items.append(Item(line(one.name, told, Text(one.key, Style.CODE), " ", cited)))
    blocks: list[Paragraph | Bullets] = [Bullets(tuple(items))]
    if len(ordered) > LEFT_OUT:
        blocks.append(Paragraph(line(soft(f"and {len(ordered) - LEFT_OUT} more"))))
    blocks.append(
        Paragraph(line(soft("To give one a row, name its key under `include` in the [table] of the outlook file.")))
    )
    return Section("left-out", "Not in the table", tuple(blocks))
