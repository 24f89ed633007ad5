"""The paragraphs of a web page without a tree: for pages too deep, too large or too odd for anything better."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from communique.articles.text import one_line

_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "li", "blockquote", "td", "dd"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_DROPPED = frozenset({"script", "style", "nav", "footer", "header", "aside", "form", "noscript", "template", "button"})
_BLANKS = re.compile(r"\s+")
_SHORT = 25
"""Blocks with fewer characters must end like a sentence, or be headings, to be kept."""


class Paragraphs(HTMLParser):
    """Collects a page's title and the blocks of its prose, in order; what is mostly links is left out.

    Elements that are never closed end where the next block begins.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.title: str | None = None
        self._words: list[str] = []
        self._block: str | None = None
        self._linked = 0
        self._in_link = False
        self._in_title = False
        self._dropped: str | None = None

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _BLOCKS or tag in _DROPPED:
            self._end()
            self._block = tag if tag in _BLOCKS else None
        if tag in _DROPPED:
            self._dropped = self._dropped or tag
        self._in_link = self._in_link or tag == "a"
        self._in_title = tag == "title" and self.title is None
        if tag == "br":
            self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS or tag in _DROPPED:
            self._end()
        if tag == self._dropped:
            self._dropped = None
        if tag == "a":
            self._in_link = False
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title = one_line(data)
        elif self._block and not self._dropped:
            self._words.append(data)
            self._linked += len(data.strip()) if self._in_link else 0

    def close(self) -> None:
        super().close()
        self._end()

    def _end(self) -> None:
        text = _BLANKS.sub(" ", "".join(self._words)).strip()
        keeps = len(text) >= _SHORT or self._block in _HEADINGS or text.endswith((".", "!", "?", "”", '"'))
        if text and keeps and self._linked <= len(text) // 2:
            self.found.append(text)
        self._words, self._linked, self._block, self._in_link = [], 0, None, False


def paragraphs_of(page: str) -> Paragraphs:
    """The paragraphs and the title of a page, as far as it can be read.

    >>> paragraphs_of("<title>Talks end</title><p>Delegations left Oslo.<p><a href=x>Home</a>").found
    ['Delegations left Oslo.']
    """
    parser = Paragraphs()
    try:
        parser.feed(page)
        parser.close()
    except (AssertionError, ValueError):
        parser.reset()  # what was collected so far is kept
    return parser
