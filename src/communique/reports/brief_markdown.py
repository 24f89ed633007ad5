"""A report as Markdown, its sources as footnotes that lead to the passages and back."""

from __future__ import annotations

import re

from communique.model.findings import Status
from communique.reports.document import (
    Block,
    Bullets,
    Document,
    Inline,
    Line,
    Paragraph,
    Picture,
    Ref,
    Source,
    Style,
    Table,
    Text,
    unquoted,
)
from communique.reports.doubt import LEGEND
from communique.reports.wording import mark, status_label

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


def to_markdown(document: Document) -> str:
    """The whole report; every footnote links to the passage where the article has an address."""
    parts = [f"# {_escape(document.title)}", _line(document.subtitle)]
    for section in document.sections:
        if section.key == "bottom-line" and isinstance(section.blocks[0], Paragraph):
            parts.append(f"**{section.title}.** {_line(section.blocks[0].line)}")
            parts.extend(_block(block) for block in section.blocks[1:])
            continue
        parts.append(f"## {_escape(section.title)}")
        parts.extend(_block(block) for block in section.blocks)
    if document.sources:
        parts.append("## Sources")
        parts.append("\n\n".join(_source(source) for source in document.sources))
    parts.append(f"<sub>{legend(document)}</sub>" if legend(document) else "")
    return "\n\n".join(part for part in parts if part) + "\n"


def legend(document: Document) -> str:
    """What the marks mean, those that the report uses."""
    words = [
        part
        for section in document.sections
        for block in section.blocks
        for parts in block_lines(block)
        for part in parts
        if isinstance(part, Text)
    ]
    used = {part.status for part in words}
    marks = [f"{mark(status)} {status_label(status)}" for status in Status if status in used]
    doubtful = any(part.style is Style.DOUBT for part in words)
    return " · ".join([*marks, LEGEND] if doubtful else marks)


def block_lines(block: Block) -> list[Line]:
    """Every line of a block."""
    if isinstance(block, Paragraph):
        return [block.line]
    if isinstance(block, Picture):
        return [parts for part in block.instead for parts in block_lines(part)]
    if isinstance(block, Bullets):
        return [parts for item in block.items for parts in (item.line, *item.details)]
    return [cell for group in block.groups for row in group.rows for cell in row.cells]


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _line(block.line)
    if isinstance(block, Picture):
        drawn = [f"![{_escape(block.title)}]({block.name}.svg)"] if block.name else []
        return "\n\n".join([*drawn, *(_block(part) for part in block.instead)])
    if isinstance(block, Bullets):
        rows = []
        for item in block.items:
            rows.append(f"- {_line(item.line)}")
            rows.extend(f"  - {_line(detail)}" for detail in item.details)
        return "\n".join(rows)
    return _table(block)


def _table(table: Table) -> str:
    rows = [f"| {' | '.join(_escape(name) for name in table.columns)} |", "|" + " --- |" * len(table.columns)]
    for group in table.groups:
        if group.title:
            rows.append(f"| **{_escape(group.title)}** |" + " |" * (len(table.columns) - 1))
        rows.extend(f"| {' | '.join(_cell(cell) for cell in row.cells)} |" for row in group.rows)
    return "\n".join(rows)


def _cell(cell: Line) -> str:
    return _line(cell).replace("\n", "<br>") or "–"


def _source(source: Source) -> str:
    head = f"{_escape(source.outlet)}, {source.published}"
    head = f"[{head}]({source.link})" if source.link else head
    quote = _escape(unquoted(source.before)) + _strong(unquoted(source.words)) + _escape(unquoted(source.after))
    copies = f" Also carried by {_escape(', '.join(source.copies))}." if source.copies else ""
    return f"[^{source.number}]: {head}: “{quote}”{copies} `{source.finding}`"


def _line(parts: Line) -> str:
    return "".join(_inline(part) for part in parts).strip()


def _inline(part: Inline) -> str:
    if isinstance(part, Ref):
        return f"[^{part.number}]"
    if part.style in _AROUND:
        return _strong(part.text, _AROUND[part.style])
    if part.style is Style.QUOTE:
        return f"“{_escape(unquoted(part.text))}”"
    if part.style is Style.CODE:
        return f"`{part.text}`"
    return _escape(part.text)


_AROUND = {Style.STRONG: "**", Style.MARK: "**", Style.ADDED: "**", Style.REMOVED: "~~"}


def _strong(text: str, sign: str = "**") -> str:
    """Bold, with the blanks and punctuation at its ends outside, as Markdown wants it; or another sign around it."""
    core = text.strip(" ,.;:") or text.strip()
    if not core:
        return _escape(text)
    start = text.index(core)
    return f"{_escape(text[:start])}{sign}{_escape(core)}{sign}{_escape(text[start + len(core) :])}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
