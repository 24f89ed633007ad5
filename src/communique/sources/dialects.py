"""How a delimited table is written: its delimiter, its quotation marks, told by trying them on its first rows."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from communique.sources.columns import known_names

_DELIMITERS = (",", ";", "\t", "|")
_SEP = re.compile(r'\s*"?sep=(.)"?\s*', re.IGNORECASE)
_TABBED = (".tsv", ".tab")
_ROWS = 50


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are told apart. `is_quoted` is False where quotation marks are plain characters; `escape` is the
    character before a quotation mark that belongs to the cell, where it is not doubled instead."""

    delimiter: str = ","
    quote: str = '"'
    is_quoted: bool = True
    escape: str | None = None

    def reading(self) -> dict[str, Any]:
        """What the CSV reader of the standard library is to be told."""
        quoting = csv.QUOTE_MINIMAL if self.is_quoted else csv.QUOTE_NONE
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quote,
            "quoting": quoting,
            "escapechar": self.escape,
            "strict": True,
        }


def dialect_of(head: str, *, is_cut: bool, suffix: str = "") -> Dialect:
    """The way of writing under which the first rows have most names of columns in the header, and most are as long
    as it; the plainest of those that do equally well. `is_cut` tells that the head ends within a row.

    >>> dialect_of("title;text\\nTalks end;Delegations left Oslo, again\\n", is_cut=False).delimiter
    ';'
    """
    head = head.removeprefix("\ufeff")
    first = head.split("\n", 1)[0].rstrip("\r")
    if match := _SEP.fullmatch(first):
        return _best(head.split("\n", 1)[-1], is_cut, (match[1],))
    return _best(head, is_cut, ("\t",) if suffix in _TABBED else _DELIMITERS)


def is_sep(cells: Sequence[str]) -> bool:
    """True for the line by which a spreadsheet is told the delimiter."""
    return 0 < len(cells) <= 2 and cells[0].strip().lower().startswith("sep=") and len("".join(cells)) < 10


def _best(head: str, is_cut: bool, delimiters: Sequence[str]) -> Dialect:
    lines = head.splitlines(keepends=True)
    quotes = ("'",) if re.match(r"'[^'\n]*'[,;\t|]'", head) else ('"',)
    tried = [
        Dialect(delimiter, quote, is_quoted, escape)
        for is_quoted, escape in ((True, None), (True, "\\"), (False, None))
        for delimiter, quote in itertools.product(delimiters, quotes)
        if is_quoted or delimiter == "\t"
    ]
    return max(tried, key=lambda dialect: _merit(dialect, lines, is_cut))


def _merit(dialect: Dialect, lines: Sequence[str], is_cut: bool) -> tuple[int, float, int]:
    """Names of columns in the header, the share of rows as long as the header, whether there is more than one cell."""
    rows: list[list[str]] = []
    broken = 0
    try:
        for row in itertools.islice(filter(None, csv.reader(lines, **dialect.reading())), _ROWS + 1):
            rows.append(row)
    except csv.Error as error:
        broken = 0 if is_cut and "end of data" in str(error) else 1
    else:
        if is_cut and 1 < len(rows) <= _ROWS:
            rows.pop()
    if not rows:
        return 0, 0.0, 0
    width = len(rows[0])
    alike = sum(len(row) == width for row in rows) / (len(rows) + broken)
    return known_names(rows[0]), alike if width > 1 else 0.0, int(width > 1)
