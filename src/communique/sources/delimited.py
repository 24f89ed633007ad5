"""CSV, TSV and their kin: one article or address a row, read one row at a time."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

from communique.errors import ArticleError, FailureKind
from communique.model.article import Failure
from communique.sources.columns import find_columns, known_names, most_columns
from communique.sources.content import HEAD, Content
from communique.sources.dialects import Dialect, dialect_of, is_sep
from communique.sources.encodings import encoding_of, mended
from communique.sources.rows import Rows
from communique.sources.source import Limits, Part, too_large

_QUOTES = "put quotation marks round cells that hold one, or the delimiter or a line break, and write inner ones twice"
_PREAMBLE = 10
_BUDGET = 4
_LINE = 2000
Cells = list[str]


class Delimited:
    """CSV or TSV, known by suffix, stated type or, without either, by the names of columns in its first line."""

    def fits(self, content: Content) -> bool:
        if content.is_called("csv"):
            return True
        return not content.suffix and content.media_type is None and _has_header(content.head)

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        table = Table(content, limits)
        try:
            yield from _parts(table, content, limits)
        finally:
            table.lines.release()


class Table:
    """The rows of a delimited content, numbered as a spreadsheet numbers them."""

    def __init__(self, content: Content, limits: Limits, dialect: Dialect | None = None) -> None:
        self._origin = content.origin
        self._limits = limits
        self.encoding = encoding_of(content.head)
        head = content.head.decode(self.encoding, "surrogateescape" if self.encoding.startswith("utf-8") else "replace")
        self.dialect = dialect or dialect_of(head, is_cut=len(content.head) >= HEAD, suffix=content.suffix)
        self.lines = _Lines(content, self.encoding, limits.document_bytes)

    def rows(self) -> Iterator[tuple[int, Cells | Failure]]:
        """The rows with their numbers; a row that cannot be read as a failure. Memory: one row at a time."""
        csv.field_size_limit(2**31 - 1)  # our own limit is for a row as a whole
        reader = csv.reader(self.lines, **self.dialect.reading())
        number = 0
        while True:
            self.lines.begin()
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield number, self._broken(number, str(error))
            except _TooLongError:
                yield number, too_large(f"{self._origin}:{number}", self._limits)
                self.lines.read_again()
            else:
                if number == 1 and is_sep(cells):
                    continue
                yield number, cells
                continue
            reader = csv.reader(self.lines, **self.dialect.reading())

    def _broken(self, number: int, error: str) -> Failure:
        """The failure of a row; the lines after its first, which a quotation mark had joined to it, are read again."""
        lost = self.lines.read_again()
        reason = "a quotation mark in the row is not closed, or stands within a cell"
        if "expected after" not in error and "end of data" not in error:
            reason = f"the row cannot be read: {error}"
        if lost:
            reason += f"; {lost} lines after it are lost with it"
        return Failure(f"{self._origin}:{number}", FailureKind.MALFORMED, reason, _QUOTES)


class _TooLongError(Exception):
    """The row is larger than a document may be."""


class _Lines:
    """The lines of a stream for the CSV reader; those of the row at hand are kept, so that they can be read again."""

    def __init__(self, content: Content, encoding: str, limit: int) -> None:
        errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
        self._text = io.TextIOWrapper(content.stream, encoding, errors, newline="")
        self._limit = limit
        self._row: list[str] = []
        self._size = 0
        self._again: deque[str] = deque()
        self._budget = _BUDGET * limit

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._again:
            line = self._again.popleft()
        else:
            line = self._text.readline(self._limit + 1)
            if not line:
                raise StopIteration
            if len(line) > self._limit:
                while line and not line.endswith(("\n", "\r")):
                    line = self._text.readline(self._limit)
                raise _TooLongError
        self._row.append(line)
        self._size += len(line)
        if self._size > self._limit:
            raise _TooLongError
        return line

    def begin(self) -> None:
        """A new row begins."""
        self._row.clear()
        self._size = 0

    def read_again(self) -> int:
        """Read the lines after the first of this row again; how many are lost, once too many were read twice."""
        rest = self._row[1:]
        size = sum(map(len, rest))
        if size > self._budget:
            return len(rest)
        self._budget -= size
        self._again.extendleft(reversed(rest))
        return 0

    def release(self) -> None:
        """Leave the stream open for whoever opened it."""
        self._text.detach()


def _has_header(head: bytes) -> bool:
    """True where the first line names columns, of which most are known and one holds a text or an address."""
    first = head[:_LINE].decode(encoding_of(head[:_LINE]), "replace").split("\n", 1)[0].strip("\ufeff\r")
    try:
        cells = next(csv.reader([first], delimiter=dialect_of(first, is_cut=False).delimiter), [])
        return len(cells) > 1 and known_names(cells) * 2 > len(cells) and bool(find_columns(_distinct(cells), {}).held)
    except (ArticleError, csv.Error):
        return False


def _parts(table: Table, content: Content, limits: Limits) -> Iterator[Part]:
    rows = table.rows()
    try:
        names, waiting = _header(rows, limits)
        shape = find_columns(names, limits.columns) if names else None
    except ArticleError as error:
        yield Failure(content.origin, error.kind, error.message, error.hint)
        return
    made = Rows(limits, content.known, content.hints)
    empty = True
    for number, cells in _chain(waiting, rows):
        place = f"{content.origin}:{number}"
        if isinstance(cells, Failure):
            empty = False
            yield cells
        elif any(cells):
            empty = False
            row = _row(names, cells, place, table.encoding)
            if isinstance(row, Failure):
                yield row
            else:
                yield from made.parts(row, place, shape)
    if empty:
        yield Failure(content.origin, FailureKind.EMPTY, "the table holds no row", "leave it out, or fill it in")


def _header(rows: Iterator[tuple[int, Any]], limits: Limits) -> tuple[list[str], deque[tuple[int, Any]]]:
    """The names of the columns, and rows that were taken to find them and are still to be read.

    A title above the header is passed over. Where the user names columns by number and no row is a header, the names
    are the numbers.
    """
    first: list[tuple[int, Any]] = []
    for number, cells in rows:
        first.append((number, cells))
        if isinstance(cells, list) and any(cells):
            _refuse_many(cells)
            if _is_header(cells, limits):
                return _distinct(cells), deque(row for row in first[:-1] if isinstance(row[1], Failure))
        if len(first) == _PREAMBLE:
            break
    full = next((cells for _, cells in first if isinstance(cells, list) and any(cells)), [])
    if limits.columns and all(column.replace("+", "").isdecimal() for column in limits.columns.values()):
        return [str(number) for number in range(1, len(full) + 1)], deque(first)
    return _distinct(full), deque(first[1:])


def _is_header(cells: Cells, limits: Limits) -> bool:
    names = _distinct(cells)
    if known_names(names) == 0 and not set(limits.columns.values()) & set(names):
        return False
    try:
        find_columns(names, limits.columns)
    except ArticleError:
        return False
    return known_names(names) > 1 or len(names) == 1 or bool(limits.columns)


def _distinct(cells: Sequence[str]) -> list[str]:
    """Names of columns as they stand, a second one of the same name with its number."""
    names: list[str] = []
    seen: set[str] = set()
    for number, cell in enumerate(cells, start=1):
        name = mended(cell)[0].strip()
        names.append(f"{name} ({number})" if name in seen else name)
        seen.add(name)
    return names


def _refuse_many(cells: Cells) -> None:
    if len(cells) > most_columns():
        reason = f"it has {len(cells):,} columns; a table may have {most_columns():,}"
        raise ArticleError(reason, kind=FailureKind.TOO_LARGE, hint="keep the columns that say something of articles")


def _row(names: list[str], cells: Cells, place: str, encoding: str) -> dict[str, object] | Failure:
    """A row by the names of its columns; cells that are missing at its end are unknown."""
    if len(cells) > len(names) and any(cells[len(names) :]):
        reason = f"the row has {len(cells)} cells, the header {len(names)}"
        return Failure(place, FailureKind.MALFORMED, reason, _QUOTES)
    row: dict[str, object] = {}
    strange = encoding if not encoding.startswith("utf") else None
    for name, cell in zip(names, cells, strict=False):
        row[name], is_mended = mended(cell)
        strange = strange or ("Windows-1252 in parts" if is_mended else None)
    row.update(dict.fromkeys(names[len(cells) :]))
    if strange:
        row["encoding_note"] = f"read as {'Windows-1252' if strange == 'cp1252' else strange}"
    return row


def _chain(first: deque[tuple[int, Any]], rest: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, Any]]:
    while first:
        yield first.popleft()
    yield from rest
