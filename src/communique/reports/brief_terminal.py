"""A report in the terminal (Rich), and as plain text of a fixed width."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text as RichText

from communique.model.findings import Status
from communique.reports.brief_markdown import legend
from communique.reports.document import (
    Block,
    Bullets,
    Document,
    Inline,
    Item,
    Line,
    Paragraph,
    Picture,
    Ref,
    Row,
    Source,
    Style,
    Table,
    Text,
    map_lines,
    plain,
    unquoted,
)
from communique.reports.status_colours import TERMINAL

WIDTH = 100
"""Columns of the plain text."""
FIRST = 17
"""Columns of a first column of dates or names."""
NARROW = 100
"""Below this many columns a matrix becomes lists and a table with four columns becomes cards."""
_STYLES = {Style.PLAIN: "", Style.STRONG: "bold", Style.SOFT: "dim", Style.QUOTE: "italic", Style.CODE: "cyan",
           Style.MARK: "bold underline", Style.DOUBT: "bold", Style.ADDED: "bold underline",
           Style.REMOVED: "dim strike"}  # fmt: skip
_SIGNS = {Style.MARK: ("»", "«"), Style.ADDED: ("{+", "+}"), Style.REMOVED: ("[-", "-]")}
"""What stands around words of these styles where styles cannot show."""


def print_report(document: Document, console: Console) -> None:
    """Print the report, fitted to the console's width; where styles cannot show, signs stand around the words."""
    if console.color_system is None:
        document = replace(document, sections=map_lines(document.sections, _pointed))
    for part in _parts(document, console.width):
        console.print(part)


def to_text(document: Document, width: int = WIDTH) -> str:
    """The report as plain text, without colour."""
    stream = io.StringIO()
    print_report(document, Console(file=stream, width=width, color_system=None, force_terminal=False))
    return "\n".join(row.rstrip() for row in stream.getvalue().splitlines()) + "\n"


def _pointed(parts: Line) -> Line:
    return tuple(
        replace(part, text=_signed(part)) if isinstance(part, Text) and part.style in _SIGNS else part for part in parts
    )


def _signed(part: Text) -> str:
    """The words with their signs, blanks at the ends outside."""
    core = part.text.strip()
    before, _, after = part.text.partition(core) if core else (part.text, "", "")
    return f"{before}{_SIGNS[part.style][0]}{core}{_SIGNS[part.style][1]}{after}" if core else part.text


def rich_line(parts: Line) -> RichText:
    """One line with its styles."""
    found = RichText()
    for part in parts:
        found.append_text(_inline(part))
    return found


def _parts(document: Document, width: int) -> list[RenderableType]:
    found: list[RenderableType] = [RichText(document.title, style="bold"), rich_line(document.subtitle)]
    for section in document.sections:
        found += [
            "",
            RichText(section.title.upper(), style="bold"),
            *(_block(block, width) for block in section.blocks),
        ]
    if document.sources:
        found += ["", RichText("SOURCES", style="bold"), _sources(document.sources)]
    marks = legend(document)
    if marks:
        found += ["", RichText(marks, style="dim")]
    return found


def _block(block: Block, width: int) -> RenderableType:
    if isinstance(block, Paragraph):
        return rich_line(block.line)
    if isinstance(block, Picture):
        return Group(*(_block(part, width) for part in block.instead))
    if isinstance(block, Bullets):
        return _bullets(block.items)
    if len(block.columns) == 4 and not block.matrix:
        return _cards(block) if width < NARROW else _grid(block)
    if block.matrix and (width < NARROW or len(block.columns) > 2 + (width - 30) // 35):
        return _stacked(block)
    return _grid(block)


def _bullets(items: tuple[Item, ...]) -> RenderableType:
    table = RichTable.grid(padding=(0, 1))
    table.add_column(width=1)
    table.add_column()
    for item in items:
        body: list[RenderableType] = [
            rich_line(item.line),
            *(Padding(rich_line(detail), (0, 0, 0, 2)) for detail in item.details),
        ]
        table.add_row(RichText("·", style="dim"), Group(*body))
    return table


def _grid(block: Table) -> RenderableType:
    """A table across the whole width, its first column as wide as its widest cell, up to a limit."""
    rows = [row for group in block.groups for row in group.rows]
    widest = max((cell_len(part) for row in rows for part in plain(row.cells[0]).split("\n")), default=0)
    first = min(max(widest, 12), FIRST + 4)
    parts: list[RenderableType] = [_columns(block, first, header=True)] if any(block.columns) else []
    for number, group in enumerate(block.groups):
        table = _columns(block, first)
        for row in group.rows:
            table.add_row(*(rich_line(cell) for cell in row.cells))
        parts += [*_heading(group.title, number), table]
    return Group(*parts)


def _columns(block: Table, first: int, *, header: bool = False) -> RichTable:
    """An empty table with the block's columns; all of a block's are alike, so that they line up."""
    table = RichTable(
        box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=header, header_style="dim", expand=True
    )
    for place, name in enumerate(block.columns):
        table.add_column(name, ratio=1 if place else None, width=None if place else first, overflow="fold")
    return table


def _cards(block: Table) -> RenderableType:
    """A table of four columns where it is narrow: mark and date, then the rest below each other."""
    parts: list[RenderableType] = []
    for number, group in enumerate(block.groups):
        table = _pairs()
        for row in group.rows:
            when, who, what, status = (rich_line(cell) for cell in row.cells)
            head, _, names = who.plain.partition("\n")
            first = RichText.assemble((head, "bold"), ", ", what.plain[:1].lower(), what.plain[1:])
            below = [RichText(names, style="dim")] if names else []
            table.add_row(when, Group(first, *below, status))
        parts += [*_heading(group.title, number), table]
    return Group(*parts)


def _stacked(block: Table) -> RenderableType:
    """A matrix as lists: each row a heading, each filled cell a line under its column's name."""
    parts: list[RenderableType] = []
    for group in block.groups:
        for row in group.rows:
            table = _pairs()
            for name, cell in zip(block.columns[1:], row.cells[1:], strict=True):
                if cell:
                    table.add_row(f"  {name}", rich_line(cell))
            parts += [_head(row), table]
    return Group(*parts)


def _pairs() -> RichTable:
    table = RichTable.grid(padding=(0, 1))
    table.add_column(width=FIRST)
    table.add_column(ratio=1)
    return table


def _heading(title: str, number: int) -> list[RenderableType]:
    if not title:
        return []
    return [*([""] if number else []), RichText(title, style="bold dim")]


def _head(row: Row) -> RichText:
    found = rich_line(row.cells[0])
    found.stylize("bold dim")
    return found


def _sources(sources: tuple[Source, ...]) -> RenderableType:
    table = RichTable.grid(padding=(0, 1))
    table.add_column(justify="right", style="dim")
    table.add_column()
    for source in sources:
        head = RichText.assemble((f"{source.outlet}, {source.published}", "bold" if source.words else ""))
        head = RichText(f"{source.outlet}, {source.published} ")
        head.append(f"“{unquoted(source.before)}", style="dim")
        head.append(unquoted(source.words), style="underline")
        head.append(f"{unquoted(source.after)}”", style="dim")
        if source.copies:
            head.append(f" Also carried by {', '.join(source.copies)}.")
        head.append(f" {source.finding}", style="dim cyan")
        table.add_row(f"[{source.number}]", head)
    return table


def _inline(part: Inline) -> RichText:
    if isinstance(part, Ref):
        return RichText(f"[{part.number}]", style="cyan")
    if part.status is not None:
        return RichText(part.text, style=TERMINAL[Status(part.status)])
    text = f"“{unquoted(part.text)}”" if part.style is Style.QUOTE else part.text
    return RichText(text, style=_STYLES[part.style])
