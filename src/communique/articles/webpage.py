"""Web pages: main text, title, outlet, address, author and dates; scripts are never text."""

from __future__ import annotations

import re
from itertools import islice

from communique.articles.blobs import days_of_scripts, prose_of_scripts, text_of_markup
from communique.articles.blocks import Block, blocks_of
from communique.articles.maintext import main_text
from communique.articles.markup import parse, prune
from communique.articles.outlets import outlet_name
from communique.articles.pagedates import ago_of, modified_of, statements_of
from communique.articles.paragraphs import paragraphs_of
from communique.articles.stamps import byline_of, names_of
from communique.articles.stated import Stated, stated_in
from communique.articles.text import Parts, normalise, one_line
from communique.errors import ArticleError, FailureKind

LARGE = 1_000_000
"""Pages with more characters lose their scripts first; with twice as many, only their paragraphs are taken."""
_MOST = 10_000_000
"""No article has so many characters; what of a page lies beyond, after its scripts have gone, is not looked at."""
_TAGS = 50_000
"""So too for pages with more tags: trafilatura takes a second for 20,000 elements, and 23 seconds for 100,000."""
_VOTED = 25_000
"""trafilatura has no vote on pages with more tags than this."""
_TITLE = 500
_HEAD = 100_000
"""Of such pages, the metadata of so many characters is read."""
_THIN = 200
"""Main texts with fewer characters are sought again elsewhere."""
_SENTENCE = re.compile(r"\w[^\n]{6,}[.!?][\"”’')]*(?:\s|$)|[^\n]{60}")
"""What a main text has, and a menu or a row of buttons has not."""
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SCRIPT = re.compile(r"<(script|style)\b[^<>]{0,2000}>[^<]{0,20000}(?:</\1\s{0,9}>)?", re.IGNORECASE)
_CROWDED = re.compile(r"<([A-Za-z][A-Za-z0-9-]{0,30})((?:[\s/][^<>]{1999,}))>")
_ATTRIBUTES = 200
"""Attributes that an element may have: libxml2 takes 1 s for 20,000 and 150 s for 100,000."""
_UNCLOSED = re.compile(r"<(?![^<>]*>)")
_MANY = 1_000


def read_page(page: str, url: str | None = None) -> Parts:
    """The article of a web page. Raises ArticleError (NO_TEXT) for a page that has none.

    About 10 ms for a page of 40 kB. `url` is where the page was found; the address that it states itself goes before
    that. `dates` holds every statement of the day of publication, the most trusted first.

    >>> read_page("<title>Talks end</title><p>" + "Delegations left Oslo on Friday. " * 9 + "</p>").title
    'Talks end'
    """
    page, note = _bounded(_defused(page))
    whole = len(page) <= 2 * LARGE and page.count("<") <= _TAGS
    tree = parse(page if whole else page[:_HEAD])
    if tree is None:
        return _paragraphs(page, url, note)
    stated = stated_in(tree)
    scripts = prose_of_scripts(tree, stated) if whole else ""
    stated.state = days_of_scripts(tree, stated.title) if whole and not stated.published else []
    prune(tree, stated.title)
    blocks = blocks_of(tree, stated.language)
    voted = whole and page.count("<") <= _VOTED
    found = main_text(tree if voted else None, blocks, stated.title) if whole else ""
    text = _fullest(page, normalise(found), stated, scripts)
    title = (one_line(_plain(stated.title)) or paragraphs_of(page[:20_000]).title or "")[:_TITLE] or None
    address = stated.url or url
    dates = statements_of(tree, blocks, stated, url or stated.url)
    return Parts(
        text=text.removeprefix(f"{title}\n").lstrip() if title else text,
        title=title,
        url=address,
        publisher=outlet_name(_plain(stated.site), address, _plain(stated.window)),
        dates=tuple(dates),
        ago=None if dates else ago_of(blocks, stated),
        modified=modified_of(tree, blocks, stated),
        notes=_byline(blocks, stated) | note | ({} if dates else _impossible(stated)),
    )


def _paragraphs(page: str, url: str | None, note: dict[str, str]) -> Parts:
    """What can be read of a page that no tree can be made of."""
    title = paragraphs_of(page[:20_000]).title
    return Parts(_fullest(page, "", Stated(), ""), title[:_TITLE] if title else None, url, notes=note)


def _fullest(page: str, text: str, stated: Stated, scripts: str) -> str:
    """The main text as found in the page; where that is thin, that of its linked data or scripts, or its paragraphs."""
    body = normalise(text_of_markup(stated.body)) if stated.body else ""
    if len(body) > max(_THIN, 1.5 * len(text)):
        text = body
    if len(text) < 2 * _THIN and len(scripts) > 2 * max(_THIN, len(text)):
        text = scripts
    if len(text) < _THIN:
        own = normalise("\n".join(paragraphs_of(page).found))
        if len(own) >= 0.8 * len(text) and not (text and _SENTENCE.search(text)):
            text = own
    if not _SENTENCE.search(text):
        hint = "open it in a browser, and save the article as text if there is one"
        raise ArticleError("the page has no main text", kind=FailureKind.NO_TEXT, hint=hint)
    return text


def _impossible(stated: Stated) -> dict[str, str]:
    """A note on the date that the metadata state, where it is none."""
    said = next(iter(stated.published), None)
    return {"published_note": f"the metadata says {said[:40]}, no possible day of publication"} if said else {}


def _byline(blocks: list[Block], stated: Stated) -> dict[str, str]:
    """The byline, as stated or as the page shows it."""
    names = one_line(_plain(stated.author))
    for block in blocks if not names else ():
        names = byline_of(block.text) or (names_of(block.text) if "author" in str(block.owner.get("class")) else None)
        if names:
            break
    return {"byline": names[:200]} if names else {}


def _plain(markup: str | None) -> str | None:
    """Text without tags and without what stands between those of scripts."""
    return _TAG.sub(" ", _SCRIPT.sub(" ", markup)) if markup else None


def _bounded(page: str) -> tuple[str, dict[str, str]]:
    """The page up to a length that no article has, and without elements of very many attributes."""
    note = {"page_note": f"only the first {_MOST:,} characters of the page were read"} if len(page) > _MOST else {}
    return _CROWDED.sub(_uncrowded, page[:_MOST]), note


def _uncrowded(tag: re.Match[str]) -> str:
    """A tag without its attributes where it has very many."""
    return tag[0] if tag[2].count("=") + tag[2].count(" ") // 4 <= _ATTRIBUTES else f"<{tag[1]}>"


def _defused(page: str) -> str:
    """The page without what makes parsers slow: much script, or thousands of tags that are opened and never closed."""
    if len(page) <= LARGE and sum(1 for _ in islice(_UNCLOSED.finditer(page), _MANY)) < _MANY:
        return page
    for first, last in (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<svg", "</svg")):
        page = _without(page, first, last)
    if sum(1 for _ in islice(_UNCLOSED.finditer(page), _MANY)) < _MANY:
        return page
    return _UNCLOSED.sub("&lt;", page)


def _without(page: str, first: str, last: str) -> str:
    """The page without the elements between `first` and `last`, save JSON-LD; one that is never closed stays."""
    kept, start, lower = [], 0, page.lower()
    if len(lower) != len(page):
        return page
    while (begin := lower.find(first, start)) >= 0:
        closing = lower.find(last, begin + len(first))
        if closing < 0:
            break
        end = lower.find(">", closing)
        end = end + 1 if end >= 0 else len(page)
        kept.append(page[start : end if "ld+json" in lower[begin : begin + 100] else begin])
        start = end
    return "".join((*kept, page[start:]))
