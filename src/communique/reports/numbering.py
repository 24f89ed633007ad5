"""The last step of every report: numbers in the order of reading, and only the sources that are referred to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.reports.document import Document, Inline, Line, Ref, Section, Source, map_lines


def finish(form: str, title: str, subtitle: Line, sections: Sequence[Section], sources: Sequence[Source]) -> Document:
    """The finished report; every number in it has one source, and every source a number in it."""
    numbers: dict[int, int] = {}
    settled = map_lines(sections, lambda parts: _renumbered(parts, numbers))
    by_number = {source.number: source for source in sources}
    used = tuple(replace(by_number[old], number=new) for old, new in numbers.items())
    return Document(title, subtitle, settled, used, form)


def _renumbered(parts: Line, numbers: dict[int, int]) -> Line:
    """The line with its new numbers; numbers that follow each other stand in order."""
    found: list[Inline] = []
    for part in parts:
        if not isinstance(part, Ref):
            found.append(part)
            continue
        ref = Ref(numbers.setdefault(part.number, len(numbers) + 1))
        at = len(found)
        while at and _comes_before(ref, found[at - 1]):
            at -= 1
        found.insert(at, ref)
    return tuple(found)


def _comes_before(ref: Ref, other: Inline) -> bool:
    return isinstance(other, Ref) and ref.number < other.number
