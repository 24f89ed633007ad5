"""What a page states about itself in metadata: meta elements, linked data (JSON-LD), microdata and RDFa."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Any

from communique.articles.markup import Element
from communique.articles.text import one_line
from communique.data import load_toml

BLOCKS = 200
"""So many blocks of linked data are looked at, and so many nodes in each."""
NODES = 20_000
_PARTS = re.compile(r"\s+[|–—·•:/-]+\s+|:\s+")
_HEADLINE = 3
_HEADINGS = 50
_LARGE, _LINE = frozenset(("4", "5", "6", "+1", "+2", "+3")), 200
_SCRIPT_CHARACTERS = 3_000_000


@dataclass(slots=True)
class Stated:
    """Metadata of a page: dates of publication by strength, of change, and names.

    `body` is the text in linked data; `state` holds the days that the page's data in scripts gives.
    """

    published: list[str] = field(default_factory=list)
    weak: list[str] = field(default_factory=list)
    state: list[str] = field(default_factory=list)
    modified: list[str] = field(default_factory=list)
    title: str | None = None
    site: str | None = None
    window: str | None = None
    author: str | None = None
    url: str | None = None
    body: str | None = None
    language: str = ""


def stated_in(tree: Element) -> Stated:
    """The metadata of a page's tree, before anything was taken out of it."""
    found = Stated(language=(tree.get("lang") or "")[:2].lower())
    metas = _metas(tree)
    _take_metas(metas, found)
    articles, pages = _linked(tree)
    found.window = one_line("".join(tree.xpath("(//title)[1]//text()")))
    heading = _title(tree, metas, articles, found.window)
    found.title = heading
    _take_article(_best(articles, heading), found)
    for page in pages if not found.published else ():
        found.published += _texts(page, "datePublished")
        found.modified += _texts(page, "dateModified")
    if not found.site:
        found.site = next((name for node in articles for name in _names(node.get("publisher"))), None)
    canonical = tree.xpath("string((//link[translate(@rel, 'CANOIL', 'canoil')='canonical'])[1]/@href)")
    found.url = one_line(str(canonical)) or metas.get("og:url", [None])[0]
    if found.url and not found.url.startswith(("http://", "https://")):
        found.url = None
    return found


def _metas(tree: Element) -> dict[str, list[str]]:
    """Contents of meta elements of the head (or of no item of microdata) by name, lower case."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content")
        if not content or len(content) > 2_000:
            continue
        own = [meta.get("property"), meta.get("name"), meta.get("http-equiv")]
        if meta.get("itemprop") and next(meta.iterancestors("head"), None) is not None:
            own.append(meta.get("itemprop"))
        for name in own:
            if name and len(found) < 1_000:
                found.setdefault(name.strip().lower(), []).append(content.strip())
    return found


def _take_metas(metas: dict[str, list[str]], found: Stated) -> None:
    names = load_toml("pages")["dates"]
    for kind, values in (("published", found.published), ("weak", found.weak), ("modified", found.modified)):
        for name in names[kind]:
            values += metas.get(name, [])[:3]
    found.site = next(
        (metas[n][0] for n in ("og:site_name", "application-name", "dc.publisher", "publisher") if n in metas), None
    )
    found.author = next(
        (metas[n][0] for n in ("author", "article:author", "parsely-author", "dc.creator") if n in metas), None
    )
    if found.author and found.author.startswith("http"):
        found.author = None


def _title(
    tree: Element, metas: dict[str, list[str]], articles: Sequence[dict[str, Any]], window: str | None
) -> str | None:
    """The headline: as stated for sharing, else of the linked data, else the page's heading, else its title."""
    for name in ("og:title", "twitter:title", "dc.title"):
        if name in metas:
            return one_line(metas[name][0])
    if len(articles) == 1 and isinstance(articles[0].get("headline"), str):
        return one_line(articles[0]["headline"])
    headings = [text for h in tree.iter("h1", "h2", "h3") if (text := one_line("".join(h.itertext())))]
    fitting = [text for text in headings[:_HEADINGS] if window and _within(text, window)]
    if fitting:
        return max(fitting, key=len)
    return _part_on_page(window, tree) or _large(tree, headings) or _unsuffixed(window) or next(iter(headings), None)


def _part_on_page(window: str | None, tree: Element) -> str | None:
    """The longest part of a window's title that stands by itself on the page: of "Site - Headline" the headline."""
    parts = [part for part in _PARTS.split(window or "") if len(part.split()) >= _HEADLINE]
    own = {" ".join(e.text.split()) for e in tree.iter("b", "font", "strong", "td", "div", "span", "p") if e.text}
    return max((part for part in parts if part in own), key=len, default=None)


def _large(tree: Element, headings: Sequence[str]) -> str | None:
    """The first line in large letters of a page without headings, as old systems write headlines."""
    if headings:
        return None
    for element in islice((e for e in tree.iter("font") if (e.get("size") or "").strip() in _LARGE), _HEADINGS):
        text = one_line("".join(element.itertext()))
        if text and len(text.split()) > _HEADLINE and len(text) <= _LINE:
            return text
    return None


def _within(heading: str, window: str) -> bool:
    return (len(heading) > 8 and heading.casefold() in window.casefold()) or heading == window


def _unsuffixed(window: str | None) -> str | None:
    """The window's title without the name of the site after a bar or a dash."""
    if not window:
        return None
    for sign in (" | ", " – ", " — ", " - ", " :: ", " • ", " / "):
        head, found, tail = window.rpartition(sign)
        if found and len(tail.split()) <= 6 and len(head.split()) >= 3:
            return head.strip()
    return window


def _linked(tree: Element) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Nodes of linked data that are articles, and those that are pages."""
    types: frozenset[str] = _types()
    articles: list[dict[str, Any]] = []
    pages: list[dict[str, Any]] = []
    budget = _SCRIPT_CHARACTERS
    for number, script in enumerate(tree.iter("script")):
        if number >= 10 * BLOCKS or len(articles) >= BLOCKS or budget <= 0:
            break
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        budget -= len(script.text)
        for node in _nodes(load_json(script.text)):
            kinds = {str(kind).lower().rpartition("/")[2] for kind in _listed(node.get("@type"))}
            if kinds & types:
                articles.append(node)
            elif "webpage" in kinds or "itempage" in kinds:
                pages.append(node)
    return articles, pages


def load_json(text: str) -> Any:
    """JSON as pages have it, with raw line ends, comment marks and a stray semicolon; None where it cannot be read."""
    plain = text.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    try:
        return json.loads(plain.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of a block that stand on their own or in its graph; not those inside an article."""
    waiting, seen = [data], 0
    while waiting and seen < NODES:
        item = waiting.pop(0) if len(waiting) < 100 else waiting.pop()
        seen += 1
        if isinstance(item, list):
            waiting += item[:NODES]
        elif isinstance(item, dict):
            yield item
            waiting += [
                item[key]
                for key in ("@graph", "mainEntity", "mainEntityOfPage")
                if isinstance(item.get(key), dict | list)
            ]


def _best(articles: Sequence[dict[str, Any]], title: str | None) -> dict[str, Any] | None:
    """The article among several that has the page's title; else the first."""
    same = _plain(title)
    fitting = [n for n in articles if same and _plain(n.get("headline") or n.get("name")) in (same, same[:110])]
    dated = [node for node in fitting or articles if node.get("datePublished")]
    return next(iter(dated or fitting or articles), None)


def _take_article(node: dict[str, Any] | None, found: Stated) -> None:
    if node is None:
        return
    found.published[:0] = _texts(node, "datePublished") or _texts(node, "dateCreated") or _texts(node, "uploadDate")
    found.modified[:0] = _texts(node, "dateModified")
    names = list(_names(node.get("publisher")))
    found.site = found.site or (names[0] if names else None)
    authors = list(_names(node.get("author")))
    found.author = ", ".join(dict.fromkeys(authors)) or found.author
    body = node.get("articleBody")
    found.body = body if isinstance(body, str) and len(body) <= _SCRIPT_CHARACTERS else None


def _texts(node: dict[str, Any], key: str) -> list[str]:
    values = [str(value).strip() for value in _listed(node.get(key))[:3] if isinstance(value, str | int)]
    return [value for value in values if value]


def _names(value: Any) -> Iterator[str]:
    for item in _listed(value)[:10]:
        name = item.get("name") if isinstance(item, dict) else item
        plain = one_line(name) if isinstance(name, str) and not name.startswith("http") else None
        if plain and len(plain) <= 120:
            yield plain


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _plain(value: Any) -> str:
    return "".join(c for c in value.casefold() if c.isalnum()) if isinstance(value, str) else ""


@cache
def _types() -> frozenset[str]:
    return frozenset(load_toml("pages")["dates"]["types"])
