"""Web pages: main text, title, outlet, address and date, by trafilatura and htmldate; scripts are never text."""

from __future__ import annotations

import logging
import re
from functools import cache
from itertools import islice
from typing import Any

from communique.articles.dates import date_in_url, dates_written, read_date
from communique.articles.paragraphs import paragraphs_of
from communique.articles.text import Parts, normalise, one_line
from communique.errors import ArticleError, FailureKind

LARGE = 1_000_000
"""Pages with more characters lose their scripts first; with twice as many, only their paragraphs are taken."""
_TAGS = 50_000
"""So too for pages with more tags: trafilatura takes a second for 20,000 elements, and 23 seconds for 100,000."""
_THIN = 200
"""Main texts with fewer characters are sought again, more slowly."""
_SENTENCE = re.compile(r"\w[^\n]{6,}[.!?][\"”’')]*(?:\s|$)|[^\n]{60}")
"""What a main text has, and a menu or a row of buttons has not."""
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SCRIPT = re.compile(r"<(script|style)\b[^<>]{0,2000}>[^<]{0,20000}(?:</\1\s{0,9}>)?", re.IGNORECASE)
_UNCLOSED = re.compile(r"<(?![^<>]*>)")
_MANY = 1_000
_STATED = re.compile(
    r"""(?:"datePublished"\s{0,9}:\s{0,9}"([^"<>]{8,40})")"""
    r"""|(?:<meta\s[^<>]{0,200}?(?:article:published_time|datePublished|DC\.date\.issued|parsely-pub-date)["'][^<>]{0,50}?"""
    r"""\scontent\s{0,9}=\s{0,9}["']([^"'<>]{8,40})["'])""",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""(?:content|datetime|title)\s{0,9}=\s{0,9}["'][^"'<>]{0,40}?(\d{4}-\d\d-\d\d)""", re.IGNORECASE
)


def read_page(page: str, url: str | None = None) -> Parts:
    """The article of a web page. Raises ArticleError (NO_TEXT) for a page that has none.

    About 20 ms for a page of 40 kB. The outlet is the site's name, else the host of its address; the date comes with
    the way it was found.

    >>> read_page("<title>Talks end</title><p>" + "Delegations left Oslo on Friday. " * 9 + "</p>").title
    'Talks end'
    """
    page = _defused(page)
    document = None if len(page) > 2 * LARGE or page.count("<") > _TAGS else _extract(page, url)
    text = _main_text(page, normalise(document.text or "") if document is not None else "")
    title = one_line(_plain(getattr(document, "title", None))) or paragraphs_of(page[:20_000]).title
    if title and text.startswith(title + "\n"):
        text = text[len(title) :].lstrip()
    address = url or one_line(getattr(document, "url", None))
    published, basis = _published(page, address, getattr(document, "date", None))
    publisher = one_line(_plain(getattr(document, "sitename", None)))
    return Parts(text, title, address, publisher, published, basis)


def _extract(page: str, url: str | None) -> Any:
    """trafilatura's document, the slower way only where the fast one finds little; None where it finds nothing."""
    import trafilatura

    best: Any = None
    for fast in (True, False):
        try:
            found: Any = trafilatura.bare_extraction(
                page,
                url=url,
                fast=fast,
                include_comments=False,
                include_tables=False,
                with_metadata=True,
                date_extraction_params={"original_date": True, "extensive_search": False},
                config=_config(),
            )
        except Exception:  # whatever a page does to the libraries, the page is at fault and the paragraphs remain
            continue
        if found is not None and (best is None or len(found.text or "") > len(best.text or "")):
            best = found
        if best is not None and len(best.text or "") >= _THIN:
            break
    return best


@cache
def _config() -> Any:
    from trafilatura.settings import use_config

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    config = use_config()
    config.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    return config


def _main_text(page: str, text: str) -> str:
    """The main text as extracted or, where that is thin, the page's own paragraphs."""
    if len(text) < _THIN:
        own = normalise("\n".join(paragraphs_of(page).found))
        if len(own) >= 0.8 * len(text):
            text = own
    if not _SENTENCE.search(text):
        hint = "open it in a browser, and save the article as text if there is one"
        raise ArticleError("the page has no main text", kind=FailureKind.NO_TEXT, hint=hint)
    return text


def _published(page: str, url: str | None, found: str | None) -> tuple[str | None, str | None]:
    """The date with its basis: stated in the metadata, else in the address, else visible in the page."""
    for match in _STATED.finditer(page):
        stated = read_date(match[1] or match[2])
        if stated.value and not stated.note:
            return stated.value, "metadata"
    in_url = date_in_url(url) if url else None
    if found and found in _ATTRIBUTE.findall(page) and not read_date(found).note:
        return found, "metadata"
    if in_url:
        return in_url, "url"
    if found and found in dates_written(_plain(page[: LARGE // 4]) or "") and not read_date(found).note:
        return found, "byline"
    return None, None


def _plain(markup: str | None) -> str | None:
    """Text without tags and without what stands between those of scripts."""
    return _TAG.sub(" ", _SCRIPT.sub(" ", markup)) if markup else None


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
