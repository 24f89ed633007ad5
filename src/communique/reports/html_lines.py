"""Lines of a report as HTML: styles, status marks, quotations, and references that show their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from markupsafe import Markup, escape

from communique.reports.document import Inline, Line, Ref, Source, Style, Text, unquoted
from communique.reports.doubt import LEGEND

BACKS = 5
"""How many places a source leads back to."""
_TAGS = {Style.STRONG: "strong", Style.QUOTE: "q", Style.CODE: "code", Style.MARK: "mark",
         Style.ADDED: "ins", Style.REMOVED: "del"}  # fmt: skip


def in_list(source: Source) -> str:
    """Where a reference leads on a page that lists its sources at the end."""
    return f"#s{source.number}"


class HtmlLines:
    """Renders lines, and remembers in `backs` where each source is referred to.

    `leads_to` gives the address behind a reference; hover and focus show its words. `page_of` gives for a command the
    page that shows the same, where there is one; `with_links` writes words that may hold ids, for `linked`.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        leads_to: Callable[[Source], str] = in_list,
        page_of: Callable[[str], tuple[str, str] | None] = lambda command: None,
        with_links: Callable[[str], Markup] | None = None,
    ) -> None:
        self._with_links = with_links
        self._page_of = page_of
        self._sources = {source.number: source for source in sources}
        self._leads_to = leads_to
        self.backs: dict[int, list[str]] = defaultdict(list)

    def line(self, parts: Line) -> Markup:
        """One line."""
        return Markup("").join(self._inline(part) for part in _bound(parts))

    def linked(self, parts: Line) -> Markup:
        """The same with ids in soft words as links; for places that are within no link."""
        if self._with_links is None:
            return self.line(parts)
        found = Markup("")
        for part in _bound(parts):
            if isinstance(part, Text) and part.style is Style.SOFT and part.status is None:
                found += Markup('<span class="soft">{}</span>').format(self._with_links(part.text))
            else:
                found += self._inline(part)
        return found

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
        if part.style is Style.CODE and (page := self._page_of(part.text)):
            return Markup('<a href="{}">{}</a>').format(*page)
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
        anchor = Markup("")
        if len(backs) < BACKS:
            backs.append(f"r{number}-{len(backs) + 1}")
            anchor = Markup(' id="{}"').format(backs[-1])
        source = self._sources.get(number)
        tip = Markup("")
        if source:
            words = Markup("<mark>{}</mark>").format(unquoted(source.words)) if source.words else ""
            tip = Markup('<span class="tip" role="note">{}, {}: <q>{}{}{}</q></span>').format(
                source.outlet, source.published, unquoted(source.before), words, unquoted(source.after)
            )
        address = self._leads_to(source) if source else ""
        return Markup('<span class="ref"><a{} href="{}">[{}]</a>{}</span>').format(anchor, address, number, tip)


def _bound(parts: Line) -> Line:
    """The line with its references bound to the word before them, so that none starts a new line."""
    found = list(parts)
    for place, part in enumerate(found[:-1]):
        if isinstance(part, Text) and isinstance(found[place + 1], Ref) and part.text.endswith(" "):
            found[place] = replace(part, text=f"{part.text[:-1]}\N{NO-BREAK SPACE}")
    return tuple(found)
