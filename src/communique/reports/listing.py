"""A list of things of one kind, as a table that fits the terminal, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from communique.reports.document import Line

if TYPE_CHECKING:
    from rich.console import Console


_SINGULAR = {"entries": "entry", "people": "person"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its share of the spare width (0: as wide as its words), left out below `from_width`."""

    title: str
    share: int = 0
    from_width: int = 0
    least: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: `data` complete, for programs, and `cells` for people, one for each column."""

    data: dict[str, Any]
    cells: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """`noun` says what is listed, in the plural; `keys` are the CSV columns and the keys of each row's data."""

    noun: str
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]
    note: str = ""


def to_json(listing: Listing) -> str:
    """A JSON array of all rows, complete."""
    return json.dumps([entry.data for entry in listing.entries], ensure_ascii=False, indent=1) + "\n"


def to_csv(listing: Listing) -> str:
    """CSV with a header; lists are joined with "; ", nothing is an empty field."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(listing.keys)
    for entry in listing.entries:
        writer.writerow([_field(entry.data.get(key)) for key in listing.keys])
    return stream.getvalue()


def print_table(listing: Listing, console: Console) -> None:
    """Print the table at the console's width; columns that do not fit are left out, those that matter last."""
    from rich.table import Table

    from communique.reports.brief_terminal import rich_line

    if not listing.entries:
        console.print(f"no {listing.noun}{f' ({listing.note})' if listing.note else ''}", style="dim")
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    shown = [place for place, column in enumerate(listing.columns) if console.width >= column.from_width]
    for place in shown:
        column = listing.columns[place]
        table.add_column(column.title, ratio=column.share or None, no_wrap=not column.share, overflow="fold",
                         min_width=column.least or None)  # fmt: skip
    for entry in listing.entries:
        table.add_row(*(rich_line(entry.cells[place]) for place in shown))
    # Shares only count in a table that fills the width, which one that fits without wrapping should not.
    table.expand = console.measure(table, options=console.options.update(width=10_000)).maximum > console.width
    console.print(table)
    number = len(listing.entries)
    noun = listing.noun if number != 1 else _SINGULAR.get(listing.noun, listing.noun.removesuffix("s"))
    console.print(f"\n{number} {noun}{f'; {listing.note}' if listing.note else ''}", style="dim")


def _field(value: Any) -> str:
    """One CSV field; what a spreadsheet would take for a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(_field(part) for part in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "@", "\t", "\r") else text
