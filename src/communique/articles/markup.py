"""The tree of a web page, and what of it is no part of an article: menus, boxes, comments, banners, captions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import Any

from communique.articles.plain import unwrap
from communique.articles.stamps import stamps_of
from communique.articles.text import normalise, one_line
from communique.data import load_toml

Element = Any
"""An element of lxml; its types are not installed with it."""
_CUT = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])")
_TITLES = ("h1", "h2", "h3")
_MOST = 0.4
"""An element with this share of the prose is kept, whatever its name."""
_LONG = 80
"""Runs of text of so many characters count as prose."""
_BARS = frozenset(("nav", "footer", "toolbar", "share", "sharing", "social", "rail"))
_WHEN = frozenset(("date", "time", "timestamp", "published", "posted", "pubdate"))
_TEASERS = frozenset(("teaser", "teasers"))
_GONE = "communique-gone"
_CELLS = 200
_NEXT = 3
_NAMES = 200


def parse(page: str) -> Element | None:
    """The tree of a page, or None where there is none; nothing nested deeper than 256 levels is in it."""
    from lxml import etree
    from trafilatura.utils import load_html

    try:
        tree = load_html(page)
    except (etree.LxmlError, ValueError, TypeError, RecursionError):
        return None
    return tree if tree is not None and len(tree) else None


def words_of(element: Element) -> frozenset[str]:
    """The words of an element's class and id (and tag, if it is of the site's own), and each two in a row.

    "Article__relatedPosts" gives article, related, posts, article-related, related-posts.
    """
    found = set(_words(element.tag)) if "-" in element.tag else set()
    for name in ("class", "id", "data-component"):
        value = element.get(name)
        if value:
            found |= _words(value[:_NAMES])
    return frozenset(found)


@cache
def named(kind: str) -> frozenset[str]:
    """The words of pages.toml that mark elements as of this kind: `never`, `rarely`, `about`, `masthead`."""
    return frozenset(load_toml("pages")["markup"][kind])


def prune(tree: Element, title: str | None) -> None:
    """Take out of a tree what is no part of an article; what holds its title or most of the prose stays."""
    strip(tree, named("tags_never"))
    _reveal(tree, _prose(tree))
    _open_frames(tree)
    prose = _prose(tree)
    most = max(_LONG, _MOST * prose[tree])
    never, rarely = named("never"), _telling(tree, prose)
    kept = _holders(tree, title)
    for element in list(tree.iter()):
        parent = element.getparent()
        if not isinstance(element.tag, str) or parent is None or element.tag in ("html", "head", "body"):
            continue
        if parent.tag == _GONE:
            element.tag = _GONE
        elif element not in kept:
            words = words_of(element)
            is_never = words & never or element.get("role") in ("dialog", "navigation", "complementary")
            is_rare = (words & rarely - _standfirst(element)) or _hidden(element) or _is_rare_tag(element, words)
            if is_never or (
                is_rare
                and prose[element] < most
                and not _is_told(element, words, _is_beside(element, kept, prose, most))
            ):
                element.tag, element.tail = _GONE, f" {element.tail or ''}"
    strip(tree, (_GONE,))


def strip(tree: Element, tags: Iterable[str]) -> None:
    """Take the elements of these tags out of a tree and leave the text after them; in linear time."""
    from lxml import etree

    etree.strip_elements(tree, *tags, with_tail=False)


def _prose(tree: Element) -> dict[Element, int]:
    """Characters of the longer runs of text in each element, with those of the elements in it."""
    held: dict[Element, int] = {}
    for element in reversed(list(tree.iter())):
        own = held.get(element, 0) + _long(element.text if isinstance(element.tag, str) else None)
        held[element] = own
        parent = element.getparent()
        if parent is not None:
            held[parent] = held.get(parent, 0) + own + _long(element.tail)
    return held


def _long(text: str | None) -> int:
    return len(text) if text and len(text) >= _LONG else 0


def _is_rare_tag(element: Element, words: frozenset[str]) -> bool:
    return element.tag in named("tags_rarely") and not words & named("about")


def _telling(tree: Element, prose: dict[Element, int]) -> frozenset[str]:
    """The words that mark what is none of the article on this page: not those that its text is called by as well."""
    rarely, most = named("rarely"), _MOST * prose[tree]
    large = [e for e in tree.iter("div", "section", "article", "main") if prose.get(e, 0) >= max(1, most)]
    return rarely - frozenset(word for element in large for word in words_of(element))


def _dates(element: Element, words: frozenset[str]) -> bool:
    """True for a short bar that tells when, among a row of buttons; and for the foot of a heading that tells it."""
    if element.tag == "footer" and (text := one_line("".join(element.itertext()))) and stamps_of(text):
        return True
    if not words & _BARS or len("".join(element.itertext())) > _LONG:
        return False
    return any(words_of(inner) & _WHEN for inner in element.iter() if isinstance(inner.tag, str))


def _is_told(element: Element, words: frozenset[str], beside: bool) -> bool:
    """True for what tells when, by its names, or `beside` the headline by its one short line without links."""
    if _dates(element, words):
        return True
    if not beside or not words & _BARS or next(element.iter("a"), None) is not None:
        return False
    text = one_line(" ".join(element.itertext()))
    return text is not None and len(text) <= _LONG and bool(stamps_of(text))


def _is_beside(element: Element, kept: set[Element], prose: dict[Element, int], most: float) -> bool:
    """True for what stands in the head of an article, or one of the next after the headline."""
    parent = element.getparent()
    if parent in kept and prose[parent] < most:
        return True
    return any(sibling in kept for sibling in islice(element.itersiblings(preceding=True), _NEXT))


def _standfirst(element: Element) -> frozenset[str]:
    """The words that say nothing of an element without links: "teaser", in which many systems have the standfirst."""
    if next(element.iter("a"), None) is not None or next(element.iterancestors("a"), None) is not None:
        return frozenset()
    return _TEASERS


def _holders(tree: Element, title: str | None) -> set[Element]:
    """The elements around the headline that has the page's title, and around what is marked as the article's body."""
    kept: set[Element] = set()
    same = " ".join(title.split()).casefold() if title else None
    for heading in tree.iter(*_TITLES):
        text = " ".join("".join(heading.itertext()).split()).casefold()
        if text and same and (text == same or (len(text) > 20 and (text in same or same in text))):
            kept.update((heading, *heading.iterancestors()))
    for element in tree.iter("div", "section", "article", "td"):
        marked = element.get("itemprop") == "articleBody" or (element.get("property") or "").endswith("articleBody")
        if marked:
            kept.update((element, *element.iterancestors()))
    return kept


def _hidden(element: Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None


def _reveal(tree: Element, prose: dict[Element, int]) -> None:
    """Prose that is hidden until one pays or clicks is shown again, and loses its names, which speak of an offer."""
    for element in list(tree.iter("div", "section", "article")):
        if prose.get(element, 0) < 2 * _LONG:
            continue
        words = words_of(element)
        hidden = _hidden(element) or element.get("aria-hidden") == "true" or "hidden" in words or "collapsed" in words
        if hidden and not words & (named("never") | named("rarely")):
            for name in ("style", "class", "id", "hidden", "aria-hidden"):
                element.attrib.pop(name, None)


def _open_frames(tree: Element) -> None:
    """Tables of data become a paragraph a row, and preformatted text its paragraphs."""
    from lxml import etree

    for table in list(tree.iter("table")):
        rows = _rows(table)
        if rows:
            _refill(table, rows, etree)
            if _is_record(rows):
                table.set("class", "metadata")
    for frame in list(tree.iter("pre")):
        text = normalise("".join(frame.itertext()))
        if len(text) >= _LONG:
            joined = unwrap(re.sub(r"\n(?=[ \t]{2,}\S)", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))))
            _refill(frame, [" ".join(part.split()) for part in joined.split("\n\n")], etree)


def _is_record(rows: Sequence[str]) -> bool:
    """True for a table of fields that tell of the item, a day among them: "Authors: | ...", "Issue Date: | ..."."""
    fields = [row.partition(" | ")[0].endswith(":") for row in rows]
    return all(fields) and any(stamps_of(row) for row in rows)


def _refill(element: Element, paragraphs: list[str], etree: Any) -> None:
    tail = element.tail
    element.clear()
    element.tag, element.tail = "div", tail
    for text in paragraphs:
        etree.SubElement(element, "p").text = text


def _rows(table: Element) -> list[str] | None:
    """The rows of a table of data, cells parted by " | "; None for a table that only lays out a page."""
    if next(table.iterdescendants("table"), None) is not None:
        return None
    rows = [[" ".join("".join(cell.itertext()).split()) for cell in row.iter("td", "th")] for row in table.iter("tr")]
    rows = [row for row in rows if any(row)]
    wide = sum(len(row) >= 2 and all(row) for row in rows)
    if len(rows) < 2 or wide < 0.7 * len(rows) or any(len(cell) > 3 * _CELLS for row in rows for cell in row):
        return None
    linked = sum(len("".join(link.itertext())) for link in table.iter("a"))
    if linked > 0.4 * sum(len(cell) for row in rows for cell in row):
        return None
    return [" | ".join(cell for cell in row if cell) for row in rows]


@lru_cache(maxsize=4096)
def _words(value: str) -> frozenset[str]:
    found: set[str] = set()
    for name in value.split():
        parts = [part.lower() for part in _CUT.split(name) if part]
        found.update(parts)
        found.update(f"{a}-{b}" for a, b in pairwise(parts))
        found.add("".join(parts))
    return frozenset(found)
