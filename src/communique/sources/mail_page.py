"""What a person sees of a mail in HTML: all of its paragraphs.

A newsletter holds several pieces, laid out as tables in tables; taking its main text, as of a page, would leave out all
pieces but one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

from communique.data import load_toml

_BEGIN = re.compile(r"<(?=[a-zA-Z/!?])")
_TAG = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]{0,15})")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|\shidden(?:\s|$)", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n\s*\n")
_LONGEST_FURNITURE = 40
_FEW = 8


def seen_paragraphs(page: str) -> list[str]:
    """The paragraphs of a mail in HTML, without links that stand alone and the lines on how to unsubscribe.

    >>> seen_paragraphs("<td>Talks ended in <b>Oslo</b>.<br><br>No date was set.<td><a href=x>Read more</a>")
    ['Talks ended in Oslo.', 'No date was set.']
    """
    reader = _Reader()
    for tag, text in _pieces(page):
        match = _TAG.match(tag)
        if match:
            reader.tag(match[1].lower(), tag)
        reader.text(text)
    reader.end()
    return reader.found


def _pieces(page: str) -> Iterator[tuple[str, str]]:
    """Each tag with the text that follows it; comments are passed over. Linear in the length of the page."""
    place = 0
    tag = ""
    while place <= len(page):
        mark = _BEGIN.search(page, place)
        begin = mark.start() if mark else -1
        yield tag, page[place:] if begin < 0 else page[place:begin]
        if begin < 0:
            return
        end_mark = "-->" if page.startswith("<!--", begin) else ">"
        end = page.find(end_mark, begin)
        if end < 0:  # an open comment or tag hides the rest, as in a browser
            return
        tag = "" if end_mark == "-->" else page[begin + 1 : end]
        place = end + len(end_mark)


@cache
def _elements(kind: str) -> frozenset[str]:
    return frozenset(load_toml("sources")["mail"]["elements"][kind])


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load_toml("sources")["mail"]["furniture"])), re.IGNORECASE)


class _Reader:
    """The paragraphs so far, and the one that is open."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._linked = 0
        self._in_link = False
        self._hidden = ""
        self._depth = 0

    def tag(self, name: str, tag: str) -> None:
        closes = tag.startswith("/")
        if self._hidden:
            if name == self._hidden and not tag.endswith("/"):
                self._depth += -1 if closes else 1
                self._hidden = self._hidden if self._depth else ""
        elif (
            not closes
            and name not in _elements("alone")
            and (name in _elements("unseen") or _HIDDEN.search(tag[:2_000]))
        ):
            self._hidden, self._depth = name, 1
        elif name == "a":
            self._in_link = not closes
        elif name == "br":
            self._parts.append("\n")
        elif name not in _elements("within"):
            self.end()

    def text(self, text: str) -> None:
        if text and not self._hidden:
            self._parts.append(unescape(text))
            self._linked += len(text.split()) if self._in_link else 0

    def end(self) -> None:
        """Close the open paragraph."""
        whole, linked = "".join(self._parts), self._linked
        self._parts, self._linked = [], 0
        is_link = linked >= len(whole.split()) and linked <= _FEW
        for paragraph in () if is_link else _EMPTY_LINE.split(whole):
            words = paragraph.split()
            text = " ".join(words)
            if words and not (len(words) <= _LONGEST_FURNITURE and _furniture().search(text)):
                self.found.append(text)
