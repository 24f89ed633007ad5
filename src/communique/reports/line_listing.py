"""A report as a list of its lines, for tables: section by section, each with the findings that it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from communique.reports.document import Block, Bullets, Document, Line, Paragraph, Picture, Ref, plain
from communique.reports.listing import Column, Entry, Listing

KEYS = ("section", "group", "id", "line", "rests_on", "outlets")


def list_lines(document: Document) -> Listing:
    """Every line of a report: its section, its group in a table, the item it is about, its words, what it rests on.

    Cells of a row are parted by " | "; `rests_on` are findings, `outlets` who carries them, in the same order.
    """
    sources = {source.number: source for source in document.sources}
    entries = []
    for section in document.sections:
        for group, identifier, told in (row for block in section.blocks for row in _rows(block)):
            cited = [sources[part.number] for line in told for part in line if isinstance(part, Ref)
                     and part.number in sources]  # fmt: skip
            words = " | ".join(filter(None, map(_bare, told)))
            data = {
                "section": section.title,
                "group": group,
                "id": identifier,
                "line": words,
                "rests_on": [source.finding for source in cited],
                "outlets": [source.outlet for source in cited],
            }
            entries.append(Entry(data, ()))
    return Listing(document.form, KEYS, tuple(map(Column, KEYS)), tuple(entries))


def _rows(block: Block) -> Iterator[tuple[str, str, tuple[Line, ...]]]:
    if isinstance(block, Paragraph):
        yield "", "", (block.line,)
    elif isinstance(block, Picture):
        for part in block.instead:
            yield from _rows(part)
    elif isinstance(block, Bullets):
        for item in block.items:
            yield "", "", (item.line, *item.details)
    else:
        for group in block.groups:
            for row in group.rows:
                yield group.title, row.id, row.cells


def _bare(line: Line) -> str:
    return " ".join(plain(tuple(part for part in line if not isinstance(part, Ref))).split())
