"""The main text of a page: where trafilatura finds the article, everything of it that is there, and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from typing import Any

from communique.articles.blocks import Block, ends_article, is_chrome, key_of, same_words
from communique.articles.markup import Element
from communique.articles.stamps import is_about, names_of
from communique.articles.text import normalise

_MASS = 0.85
"""The article's container holds this share of what was found."""
_SHORT = 25
_KEY = 60
_LEAD = 12
"""A standfirst stands at most so many blocks after the headline."""


def main_text(tree: Element | None, blocks: Sequence[Block], title: str | None) -> str:
    """The paragraphs of an article, one a line, from the blocks of a page that was pruned; empty where it has none.

    trafilatura says where the article stands; of the element that holds most of what it found, all blocks from the
    first to the last are taken that are not links, advertisements, bylines; and the standfirst before them. Without a
    `tree` all prose has a vote.
    """
    found = _beside_headline(blocks, _voted(tree, blocks), title)
    if not found:
        return ""
    container = _container(blocks, found)
    inside = {id(container), *(id(element) for element in container.iterdescendants())}
    first, last = min(found), max(found)
    members = [n for n in found if id(blocks[n].owner) in inside]
    first, last = _spread(blocks, found, members) if members else (first, last)
    last = _extended(blocks, last, inside)
    first = _lead(blocks, first, title)
    return "\n".join(_kept(blocks[first : last + 1], title))


def _voted(tree: Element | None, blocks: Sequence[Block]) -> list[int]:
    """The numbers of the blocks of prose that trafilatura takes for the article; all prose where it takes none."""
    text = _extracted(tree) if tree is not None else ""
    lines = {line[:_KEY] for line in text.split("\n")}
    prose = [number for number, block in enumerate(blocks) if block.is_prose]
    voted = [number for number in prose if blocks[number].text[:_KEY] in lines]
    if sum(len(blocks[n].text) for n in voted) < 0.5 * len(text):
        squeezed = "".join(text.split())
        voted = [number for number in prose if "".join(blocks[number].text[:_KEY].split()) in squeezed]
    alike = {place for n in voted if any((place := _place(blocks[n]))[1::2])}
    chosen = set(voted)
    return [n for n in prose if n in chosen or _place(blocks[n]) in alike] or prose


def _place(block: Block) -> tuple[str, str, str, str]:
    """What the element of a block and the one around it are called, as paragraphs of one text are called alike."""
    around = block.owner.getparent()
    outer = ("", "") if around is None else (str(around.tag), around.get("class") or "")
    return (block.tag, block.owner.get("class") or "", *outer)


def _beside_headline(blocks: Sequence[Block], voted: list[int], title: str | None) -> list[int]:
    """Without what stands above the headline, in later articles with headlines of their own, and elsewhere than the
    text after a heading that says that other things follow."""
    same = key_of(title)
    head = next((n for n, block in enumerate(blocks) if same and same_words(block.text, same)), -1)
    prose = [n for n, block in enumerate(blocks) if n > head and block.is_prose]
    if head >= 0:
        voted = [n for n in voted if n > head] or prose[:1] or voted
    if not voted or not prose:
        return voted
    voted = _of_one_article(blocks, voted)
    begun = min(prose[0], voted[0])
    end = next(
        (n for n, block in enumerate(blocks) if n > begun and block.is_heading and ends_article(block.text)), None
    )
    if end is None:
        return voted
    own = [n for n in voted if n < end] or [n for n in prose if n < end]
    places = {_place(blocks[n]) for n in own}
    return own + [n for n in voted if n > end and _place(blocks[n]) in places]


def _of_one_article(blocks: Sequence[Block], voted: list[int]) -> list[int]:
    """Without what stands in later articles with headlines of their own, as endless pages have them."""
    first = _article_of(blocks[voted[0]])
    return [n for n in voted if first is None or (own := _article_of(blocks[n])) is None or own is first]


def _article_of(block: Block) -> Element | None:
    """The nearest article element with a headline around a block."""
    around = (element for element in block.owner.iterancestors("article"))
    return next((element for element in around if next(element.iter("h1"), None) is not None), None)


def _extracted(tree: Element) -> str:
    """trafilatura's text, by its fast way: without other extractors, comments and links."""
    import trafilatura

    try:
        found: Any = trafilatura.bare_extraction(
            deepcopy(tree),
            fast=True,
            include_comments=False,
            include_tables=True,
            with_metadata=False,
            config=_config(),
        )
    except Exception:  # whatever a page does to the library, the page is at fault and its blocks remain
        return ""
    return normalise(found.text or "") if found is not None else ""


@cache
def _config() -> Any:
    from trafilatura.settings import use_config

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    config = use_config()
    config.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    return config


def _container(blocks: Sequence[Block], found: Sequence[int]) -> Element:
    """The smallest element that holds most of what was found, by characters."""
    mass: dict[Element, int] = {}
    for number in found:
        owner = blocks[number].owner
        for element in (owner, *owner.iterancestors()):
            mass[element] = mass.get(element, 0) + len(blocks[number].text)
    whole = max(mass.values())
    depth = {
        element: sum(1 for _ in element.iterancestors()) for element, held in mass.items() if held >= _MASS * whole
    }
    return max(depth, key=lambda element: depth[element])


def _spread(blocks: Sequence[Block], found: Sequence[int], members: Sequence[int]) -> tuple[int, int]:
    """The first and the last block found, beyond the container as far as no heading and no other text comes between."""
    first, last = min(members), max(members)
    for number in sorted((n for n in found if n < first), reverse=True):
        if any(blocks[n].is_heading or not _is_chrome(blocks[n]) for n in range(number + 1, first)):
            break
        first = number
    for number in sorted(n for n in found if n > last):
        if any(blocks[n].is_heading or not _is_chrome(blocks[n]) for n in range(last + 1, number)):
            break
        last = number
    return first, last


def _extended(blocks: Sequence[Block], last: int, inside: set[int]) -> int:
    """The last block of the article: short ones of the same kind that follow within its element belong to it."""
    for number in range(last + 1, len(blocks)):
        block = blocks[number]
        if id(block.owner) not in inside or (block.is_heading and ends_article(block.text)):
            break
        near = block.owner.getparent() is blocks[last].owner.getparent() and len(block.text) >= _SHORT
        if block.tag in ("p", "li", "blockquote", "td", "dd") and (block.ends or near) and not _is_chrome(block):
            last = number
    return last


def _lead(blocks: Sequence[Block], first: int, title: str | None) -> int:
    """Where the text begins: with the standfirst between the headline and what was found, where there is one."""
    same = key_of(title)
    above = [n for n in range(max(0, first - 40), first) if blocks[n].is_heading or same_words(blocks[n].text, same)]
    titled = [
        n
        for n in above
        if same and (same_words(blocks[n].text, same) or same.startswith(key_of(blocks[n].text) or "-"))
    ]
    heads = titled or [n for n in above if blocks[n].tag == "h1"]
    if not heads:
        return first
    start = heads[-1] + 1
    between = [n for n in range(start, first) if not _is_chrome(blocks[n])]
    return start if len(between) <= _LEAD else first


def _kept(blocks: Sequence[Block], title: str | None) -> list[str]:
    """The lines of the article: without chrome, lines of names and dates, and headings that lead to nothing."""
    same = key_of(title)
    lines: list[tuple[str, bool]] = []
    for block in blocks:
        if _is_chrome(block) or (same and same_words(block.text, same)):
            continue
        if block.is_heading and ends_article(block.text):
            continue
        if not lines and not block.is_heading and names_of(block.text):
            continue
        if lines and lines[-1][0] == block.text and len(block.text) > 2 * _SHORT:
            continue
        lines.append((block.text, block.is_heading))
    while lines and lines[-1][1] and len(lines) > 1:
        lines.pop()
    return [text for text, _ in lines]


def _is_about(block: Block) -> bool:
    """True for a line that tells who and when, its parts written together or apart."""
    return is_about(block.text) or (len(block.pieces) > 1 and is_about(" ".join(block.pieces)))


def _is_chrome(block: Block) -> bool:
    if not block.text or block.foreign or block.is_linked or is_chrome(block.text) or _is_about(block):
        return True
    if block.about:
        return len(block.text) < 200
    return (
        len(block.text) < _SHORT
        and not block.ends
        and not block.is_heading
        and block.tag not in ("li", "td", "p", "dd")
    )
