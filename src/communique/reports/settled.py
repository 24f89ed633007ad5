"""Parts of reports that hang on the record alone, not on the days asked for: made once for each record.

Which numbers their references have is another matter: that hangs on what is cited before them. So such a part is kept
with the passages that it cites, and is given its numbers wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from communique.analysis.days import last_day
from communique.analysis.per_record import per_record
from communique.model.record import Record
from communique.reports.document import (
    Block,
    Inline,
    Line,
    Ref,
    Row,
    Section,
    Source,
    Text,
    map_block,
    map_lines,
    map_row,
)
from communique.reports.references import Passage, References
from communique.reports.view import View
from communique.settings import command

P = TypeVar("P", Line, tuple[Row, ...], tuple[Block, ...], tuple[Section, ...])
_Piece = Inline | Row | Block | Section


@dataclass(frozen=True, slots=True)
class _Call:
    """References that were asked for at once: the passages by their places, in the order of asking, and what came."""

    passages: tuple[int, ...]
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """What a maker made, with the passages that it cites and each of its calls for references, in order."""

    made: tuple[_Piece, ...]
    passages: tuple[tuple[Passage, Source], ...]
    calls: tuple[_Call, ...]


class _Noting(References):
    """References that note what is asked of them."""

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self.calls: list[_Call] = []

    def given(self, numbers: Sequence[int]) -> tuple[Ref, ...]:
        refs = super().given(numbers)
        self.calls.append(_Call(tuple(number - 1 for number in numbers), refs))
        return refs


def settled(maker: Callable[[View], P]) -> Callable[[View], P]:
    """Call a maker once for each record; it must ask nothing of its view that hangs on the days asked for.

    What comes out is what the maker would have made for that very view, to the last number.
    """

    # Commands in it may name the record, or not: by how they are typed.
    parts: Callable[[Record], dict[str, _Part]] = per_record(lambda _: {})

    @wraps(maker)
    def shown(view: View) -> P:
        kept, typed = parts(view.record), command("")
        if typed not in kept:
            refs = _Noting(view.record)
            made = maker(View(view.record, refs, last_day(view.record), None, False))
            kept[typed] = _Part(made, refs.passages(), tuple(refs.calls))
        found: P = _numbered(kept[typed], view.refs)
        return found

    return shown


def _numbered(part: _Part, refs: References) -> Any:
    """A part with the numbers that its passages have among these references, which learn of those that are new."""
    now: dict[int, Ref] = {}
    for call in part.calls:
        numbers = [refs.number(*part.passages[place]) for place in call.passages]
        now.update((id(old), new) for old, new in zip(call.refs, refs.given(numbers), strict=True))

    def numbered(words: Line) -> Line:
        return tuple(now[id(word)] if isinstance(word, Ref) else word for word in words)

    return tuple(_changed(piece, numbered) for piece in part.made)


def _changed(piece: _Piece, change: Callable[[Line], Line]) -> _Piece:
    if isinstance(piece, Text | Ref):
        return change((piece,))[0]
    if isinstance(piece, Row):
        return map_row(piece, change)
    return map_lines((piece,), change)[0] if isinstance(piece, Section) else map_block(piece, change)
