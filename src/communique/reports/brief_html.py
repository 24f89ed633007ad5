"""A report as one self-contained HTML page: no scripts, nothing loaded, light and dark, fit to print."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import cache

from jinja2 import Environment, PackageLoader
from markupsafe import Markup, escape

from communique.reports.brief_markdown import legend
from communique.reports.document import (
    Block,
    Bullets,
    Document,
    Inline,
    Line,
    Paragraph,
    Ref,
    Source,
    Style,
    Text,
    unquoted,
)
from communique.reports.doubt import LEGEND
from communique.reports.status_colours import DARK, LIGHT

BACKS = 5
"""How many places a source leads back to."""
_TAGS = {Style.STRONG: "strong", Style.QUOTE: "q", Style.CODE: "code", Style.MARK: "mark"}
_NOT_ANCHOR = re.compile(r"[^A-Za-z0-9_.:-]")


def to_html(document: Document) -> str:
    """The whole page; each reference shows its words on hover or focus and leads to its source, and back."""
    page = _Page(document.sources)
    filters = {"line": page.line, "lines": page.lines}
    environment = _environment().overlay()
    environment.filters = {**environment.filters, **filters}
    return environment.get_template("report.html").render(
        document=document,
        backs=page.backs,
        legend=legend(document),
        light=[(status.value, colour) for status, colour in LIGHT.items()],
        dark=[(status.value, colour) for status, colour in DARK.items()],
    )


class _Page:
    """Renders lines and remembers where each source is referred to."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self._sources = {source.number: source for source in sources}
        self.backs: dict[int, list[str]] = defaultdict(list)

    def line(self, parts: Line) -> Markup:
        return Markup("").join(self._inline(part) for part in _bound(parts))

    def lines(self, parts: Line) -> Markup:
        """A cell, whose line breaks start lines of their own."""
        found: list[list[Inline]] = [[]]
        for part in parts:
            if isinstance(part, Text) and part.text == "\n":
                found.append([])
            else:
                found[-1].append(part)
        if len(found) == 1:
            return self.line(parts)
        return Markup("").join(Markup('<span class="line">{}</span>').format(self.line(tuple(row))) for row in found)

    def _inline(self, part: Inline) -> Markup:
        if isinstance(part, Ref):
            return self._reference(part.number)
        if part.status is not None:
            return Markup('<span class="status {}">{}</span>').format(part.status.value, part.text)
        if part.style is Style.QUOTE:
            return Markup("<q>{}</q>").format(unquoted(part.text))
        if part.style is Style.SOFT:
            return Markup('<span class="soft">{}</span>').format(part.text)
        if part.style is Style.DOUBT:
            return Markup('<abbr class="doubt" title="{}">{}</abbr>').format(LEGEND, part.text)
        tag = _TAGS.get(part.style)
        return Markup("<{0}>{1}</{0}>").format(Markup(tag), part.text) if tag else escape(part.text)

    def _reference(self, number: int) -> Markup:
        backs = self.backs[number]
        anchor = f"r{number}-{len(backs) + 1}"
        source = self._sources.get(number)
        if len(backs) < BACKS:
            backs.append(anchor)
        tip = Markup("")
        if source:
            words = Markup("<mark>{}</mark>").format(unquoted(source.words)) if source.words else ""
            tip = Markup('<span class="tip" role="note">{}, {}: <q>{}{}{}</q></span>').format(
                source.outlet, source.published, unquoted(source.before), words, unquoted(source.after)
            )
        return Markup('<span class="ref"><a id="{}" href="#s{}">[{}]</a>{}</span>').format(anchor, number, number, tip)


def _bound(parts: Line) -> Line:
    """The line with its references bound to the word before them, so that none starts a new line."""
    found = list(parts)
    for place, part in enumerate(found[:-1]):
        if isinstance(part, Text) and isinstance(found[place + 1], Ref) and part.text.endswith(" "):
            found[place] = replace(part, text=f"{part.text[:-1]}\N{NO-BREAK SPACE}")
    return tuple(found)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("communique.reports"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "kind": _kind,
        "anchor": lambda text: _NOT_ANCHOR.sub("-", text),
        "inner": unquoted,
        "address": lambda link: link.partition("#:~:")[0],
    }
    return environment


def _kind(block: Block) -> str:
    return "paragraph" if isinstance(block, Paragraph) else "bullets" if isinstance(block, Bullets) else "table"
