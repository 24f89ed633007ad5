"""A page as a list of blocks: each run of text that its markup sets apart, with what is known of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from communique.articles.markup import Element, named, words_of
from communique.articles.text import one_line
from communique.data import load_toml

_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "abbr-block",
    ]
)
_BREAKS = frozenset(("br", "hr"))
_LONGEST = 400
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_EXACT = re.compile(r"\d{9,13}$|\d{4}-\d\d-\d\d")
_SHOWN = 60
POSTED = "published published-attribute"
"""What a moment is called that an attribute of its own names as that of publication, whatever its line says."""
_SENTENCE = re.compile(r"[.!?…:;][\"”’'»)\]]*$")


@dataclass(slots=True)
class Block:
    """One run of text: the element it stands in, how much of it is links, and the moments its time elements state.

    `about` is true for what tells who wrote it and when; `foreign` for another language than the page's. `pieces` are
    the runs of text of a short block, as its inner elements and breaks part them.
    """

    text: str
    owner: Element
    linked: int = 0
    about: bool = False
    foreign: bool = False
    stamps: list[tuple[str, str]] = field(default_factory=list)
    pieces: tuple[str, ...] = ()

    @property
    def tag(self) -> str:
        return str(self.owner.tag)

    @property
    def is_heading(self) -> bool:
        return self.tag in HEADINGS

    @property
    def is_linked(self) -> bool:
        """True for what is mostly links, as menus and lists of other articles are."""
        return self.linked > 0.6 * len(self.text) or (self.linked > 0.4 * len(self.text) and not self.ends)

    @property
    def ends(self) -> bool:
        """True for what ends as sentences do."""
        return _SENTENCE.search(self.text) is not None

    @property
    def is_prose(self) -> bool:
        return (
            not (self.about or self.foreign or self.is_heading or self.is_linked)
            and (len(self.text) >= 100 or (len(self.text) >= 40 and self.ends))
            and not is_chrome(self.text)
        )


def is_chrome(line: str) -> bool:
    """True for a line that is no part of an article: "Read more: ...", "Advertisement", "Sign up for ...".

    >>> is_chrome("READ ALSO: Ten bridges"), is_chrome("Read the text, he said, and you will see.")
    (True, False)
    """
    return len(line) <= 400 and _drops().fullmatch(line) is not None


def ends_article(heading: str) -> bool:
    """True for a heading after which other things follow: "More from World", "3 comments"."""
    return len(heading) <= 80 and _ends().fullmatch(heading) is not None


def key_of(text: str | None) -> str:
    """The letters and digits of a text, by which headings are compared."""
    return "".join(c for c in (text or "").casefold() if c.isalnum())


def same_words(text: str, key: str) -> bool:
    """True where a text has this key; long texts are not looked at."""
    return bool(key) and len(text) <= 3 * len(key) + 20 and key_of(text) == key


class _Collector:
    """Walks a tree in the order of its text and cuts it into blocks."""

    def __init__(self, language: str) -> None:
        self.blocks: list[Block] = []
        self._language = language
        self._words: list[str] = []
        self._linked = 0
        self._stamps: list[tuple[str, str]] = []
        self._owners: list[Element] = []
        self._links = 0
        self._about: list[bool] = [False]
        self._foreign: list[bool] = [False]

    def start(self, element: Element) -> None:
        tag = element.tag
        is_block = tag in _BLOCK or "-" in tag
        if is_block or tag in _BREAKS:
            self.flush()
        if is_block:
            self._owners.append(element)
            self._about.append(self._about[-1] or _tells_about(element))
            spoken = (element.get("lang") or "")[:2].lower()
            self._foreign.append(spoken != self._language if spoken and self._language else self._foreign[-1])
        self._links += tag == "a"
        first = _posted(element)
        stamp = element.get("datetime") or (element.get("title") if tag == "abbr" else None) or _moment(element)
        if first:
            self._stamps.append((first, POSTED))
        elif stamp:
            self._stamps.append((stamp[:60], " ".join(sorted(words_of(element)))))
        self.take(element.text)

    def end(self, element: Element) -> None:
        self._links -= element.tag == "a"
        if element.tag in _BLOCK or "-" in element.tag:
            self.flush()
            self._owners.pop()
            self._about.pop()
            self._foreign.pop()
        self.take(element.tail)

    def take(self, text: str | None) -> None:
        if text:
            self._words.append(text)
            self._linked += len(" ".join(text.split())) if self._links else 0

    def flush(self) -> None:
        text = one_line("".join(self._words))
        if (text or self._stamps) and self._owners:
            about, foreign = self._about[-1], self._foreign[-1]
            short = self._words if text and len(text) <= _LONGEST else ()
            pieces = tuple(piece for words in short if (piece := one_line(words)))
            self.blocks.append(Block(text or "", self._owners[-1], self._linked, about, foreign, self._stamps, pieces))
        self._words, self._linked, self._stamps = [], 0, []


def blocks_of(tree: Element, language: str = "") -> list[Block]:
    """The blocks of a tree in order; `language` is the page's own, two letters, or empty where it states none."""
    from lxml import etree

    body = tree.find(".//body")
    root = tree if body is None else body
    collector = _Collector(language)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if isinstance(element.tag, str):
            collector.start(element) if event == "start" else collector.end(element)
    collector.flush()
    return collector.blocks


def _tells_about(element: Element) -> bool:
    """True for a short element that is named as what tells who and when; long ones are named so for another reason."""
    return bool(words_of(element) & named("about")) and len("".join(element.itertext())) <= _LONGEST


def _moment(element: Element) -> str | None:
    """The moment that an attribute of a short element states, in a form for programs."""
    values = [value.strip() for name, value in element.attrib.items() if name in _moments()]
    exact = next((value for value in values if _EXACT.match(value)), None)
    return exact if exact and len("".join(element.itertext())) <= _SHOWN else None


def _posted(element: Element) -> str | None:
    """The moment that an attribute named after publication states: "data-posted-date-timestamp"."""
    for name, value in element.attrib.items():
        if name.startswith("data-") and _first_words() & set(name.split("-")) and _EXACT.match(value.strip()):
            return value.strip()[:60] if len("".join(element.itertext())) <= _SHOWN else None
    return None


@cache
def _first_words() -> frozenset[str]:
    return frozenset(load_toml("pages")["dates"]["attributes_published"])


@cache
def _moments() -> frozenset[str]:
    return frozenset(load_toml("pages")["dates"]["attributes"])


@cache
def _drops() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in load_toml("pages")["lines"]["drop"]), re.IGNORECASE)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in load_toml("pages")["lines"]["end"]), re.IGNORECASE)
