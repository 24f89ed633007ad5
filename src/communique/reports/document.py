"""A report before it takes a format: sections of blocks, blocks of lines, lines of text and numbered references."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from communique.model.findings import Status
from communique.settings import command


class Style(StrEnum):
    PLAIN = "plain"
    STRONG = "strong"
    SOFT = "soft"
    QUOTE = "quote"
    CODE = "code"
    MARK = "mark"
    DOUBT = "doubt"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one style; `status` colours a mark. A quote is shown in quotation marks."""

    text: str
    style: Style = Style.PLAIN
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to the source of this number."""

    number: int


Inline = Text | Ref
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list, with lines that belong under it."""

    line: Line
    details: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of the columns; `id` is the record's id, for `show` and for anchors."""

    cells: tuple[Line, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading of their own ("" for none)."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and grouped rows. A `matrix` has names in its first column and may be shown as lists where narrow."""

    columns: tuple[str, ...]
    groups: tuple[Group, ...]
    matrix: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, with what it shows in words; `instead` says the same where no drawing can be shown.

    `name` is that of its file, without an ending, where it stands beside the text; "" while it has none.
    """

    svg: str
    title: str
    instead: tuple[Paragraph | Bullets | Table, ...] = ()
    name: str = ""


Block = Paragraph | Bullets | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What a number refers to: the article, and the words exactly as they stand in it around the evidence.

    `words` is the part that matters most, `before` and `after` the rest of the sentence, each cut with "…".
    `copies` names the outlets that carry the same text. `link` opens the passage where the browser can.
    """

    number: int
    article: str
    outlet: str
    published: str
    title: str
    before: str
    words: str
    after: str
    link: str
    finding: str
    copies: tuple[str, ...] = ()

    @property
    def quote(self) -> str:
        return self.before + self.words + self.after


@dataclass(frozen=True, slots=True)
class Document:
    """A finished report, without format."""

    title: str
    subtitle: Line
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    form: str = "brief"


def line(*parts: str | Inline | Iterable[Inline] | None) -> Line:
    """A line from strings, texts, references and lines; None and "" fall away.

    >>> line("held ", (Ref(1), Ref(2)))
    (Text(text='held ', style=<Style.PLAIN: 'plain'>, status=None), Ref(number=1), Ref(number=2))
    """
    found: list[Inline] = []
    for part in parts:
        if part is None or part == "":
            continue
        if isinstance(part, str):
            found.append(Text(part))
        elif isinstance(part, Text | Ref):
            found.append(part)
        else:
            found.extend(part)
    return tuple(found)


def strong(text: str) -> Text:
    return Text(text, Style.STRONG)


def soft(text: str) -> Text:
    return Text(text, Style.SOFT)


def code(words: str) -> Text:
    """A command to type, by its verb and what follows it."""
    return Text(command(words), Style.CODE)


def quote(text: str) -> Text:
    """Words of an article; the renderer sets the quotation marks."""
    return Text(balanced(" ".join(text.split())), Style.QUOTE)


def balanced(text: str) -> str:
    """Words cut out of a longer sentence, with the quotation mark that fell away at their start or end.

    >>> balanced('no talks” this week, said to be “serious'), balanced('now take place" at all')
    ('“no talks” this week, said to be “serious”', '"now take place" at all')
    """
    missing, opened = "", 0
    for mark in (char for char in text if char in "“”"):
        opened += 1 if mark == "“" else -1
        if opened < 0:
            missing, opened = missing + "“", 0
    text = missing + text + "”" * opened
    if text.count('"') % 2:
        last = text.rindex('"')
        starts = last + 1 < len(text) and (last == 0 or text[last - 1].isspace())
        text = f'{text}"' if starts else f'"{text}'
    return text


def join_lines(lines: Iterable[Line], between: str = "; ") -> Line:
    """Lines as one, with words between them."""
    found: list[Inline] = []
    for part in lines:
        if found and part:
            found.append(Text(between))
        found.extend(part)
    return tuple(found)


def map_lines(sections: Sequence[Section], change: Callable[[Line], Line]) -> tuple[Section, ...]:
    """The sections with every line changed, in the order of reading."""
    return tuple(replace(s, blocks=tuple(map_block(block, change) for block in s.blocks)) for s in sections)


def map_row(row: Row, change: Callable[[Line], Line]) -> Row:
    """The row with every cell changed."""
    return replace(row, cells=tuple(map(change, row.cells)))


def map_block(block: Block, change: Callable[[Line], Line]) -> Block:
    """The block with every line changed, in the order of reading."""
    if isinstance(block, Paragraph):
        return Paragraph(change(block.line))
    if isinstance(block, Picture):
        return replace(block, instead=tuple(map_block(part, change) for part in block.instead))  # type: ignore[misc]
    if isinstance(block, Bullets):
        return Bullets(tuple(Item(change(item.line), tuple(map(change, item.details))) for item in block.items))
    groups = (Group(group.title, tuple(map_row(row, change) for row in group.rows)) for group in block.groups)
    return replace(block, groups=tuple(groups))


def plain(parts: Line) -> str:
    """The line as bare text, references as [n]."""
    return "".join(_plain(part) for part in parts)


def _plain(part: Inline) -> str:
    if isinstance(part, Ref):
        return f"[{part.number}]"
    return f"“{unquoted(part.text)}”" if part.style is Style.QUOTE else part.text


def unquoted(text: str) -> str:
    """A quotation whose own double quotation marks have become single, so that it can stand between double ones."""
    return text.replace("“", "‘").replace("”", "’").replace('"', "'")
