"""A list of things of one kind, as a table that fits the terminal, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from communique.reports.document import Line, plain

if TYPE_CHECKING:
    from rich.console import Console


T = TypeVar("T")
_SINGULAR = {"entries": "entry", "people": "person"}
LONG_WORD = 11
"""Longer words may be cut where a column is narrow."""
_GAP = 2


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


class Rows(Sequence[Entry], Generic[T]):
    """Rows of a long list, each made when it is asked for, so that a page of it makes its own alone.

    `cells` makes what people see of a row without what programs get, for those who look for words in all of them.

    >>> len(Rows(["a", "b"], lambda item: Entry({"id": item}, ()))[1:])
    1
    """

    def __init__(
        self, items: Sequence[T], made: Callable[[T], Entry], cells: Callable[[T], tuple[Line, ...]] | None = None
    ) -> None:
        self._items = items
        self._made = made
        self._cells = cells

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Entry]:
        return map(self._made, self._items)

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, place: int | slice) -> Entry | tuple[Entry, ...]:
        if isinstance(place, slice):
            return tuple(map(self._made, self._items[place]))
        return self._made(self._items[place])

    def cells(self) -> Iterator[tuple[Line, ...]]:
        """The cells of every row."""
        if self._cells is None:
            return (entry.cells for entry in self)
        return map(self._cells, self._items)


@dataclass(frozen=True, slots=True)
class Listing:
    """`noun` says what is listed, in the plural; `keys` are the CSV columns and the keys of each row's data."""

    noun: str
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    entries: Sequence[Entry]
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
    listing = replace(listing, entries=tuple(listing.entries))
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="dim", show_edge=False)
    shown = [place for place, column in enumerate(listing.columns) if console.width >= column.from_width]
    for place in shown:
        column = listing.columns[place]
        table.add_column(column.title, no_wrap=not column.share, overflow="fold")
    for entry in listing.entries:
        table.add_row(*(rich_line(entry.cells[place]) for place in shown))
    if console.measure(table, options=console.options.update(width=10_000)).maximum > console.width:
        for made, width in zip(table.columns, _widths(listing, shown, console.width), strict=True):
            made.width = width
    console.print(table)
    number = len(listing.entries)
    noun = listing.noun if number != 1 else _SINGULAR.get(listing.noun, listing.noun.removesuffix("s"))
    console.print(f"\n{number} {noun}{f'; {listing.note}' if listing.note else ''}", style="dim")


def _widths(listing: Listing, shown: Sequence[int], room: int) -> list[int]:
    """How wide each column is where not all fit: as its words, or by its share, but so that usual words are not cut."""
    from rich.cells import cell_len

    columns = [listing.columns[place] for place in shown]
    rows = [[column.title for column in listing.columns], *([plain(c) for c in e.cells] for e in listing.entries)]
    cells = [[row[place] for row in rows] for place in shown]
    full = [max(map(cell_len, column)) for column in cells]
    words = [max((cell_len(word) for cell in column for word in cell.split()), default=1) for column in cells]
    widths = [
        max(column.least, min(longest, LONG_WORD)) if column.share else whole
        for column, longest, whole in zip(columns, words, full, strict=True)
    ]
    shared = [place for place, column in enumerate(columns) if column.share]
    spare = room - sum(widths) - _GAP * len(shown)
    for _ in range(-spare):
        widest = max(shared, key=lambda place: widths[place], default=None)
        if widest is None or widths[widest] <= 1:
            break
        widths[widest] -= 1
    for _ in range(spare):
        open_ones = [place for place in shared if widths[place] < full[place]]
        if not open_ones:
            break
        widths[min(open_ones, key=lambda place: widths[place] / columns[place].share)] += 1
    return widths


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
