"""A page, or what its feed holds of it: whichever has the article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from communique.articles.making import make_article
from communique.errors import ArticleError
from communique.model.article import URL_BASIS, Article, RawDocument

_LESS = 0.5
"""A page with less than this share of the feed's own whole text shows something else: a consent form, a teaser."""


def make_best_article(raw: RawDocument, outlets: Mapping[str, str] | None = None) -> Article:
    """The article of a page; that of `raw.instead` where the page gives none, or much less. Raises ArticleError.

    What the feed of another site holds is used only where the page gives none.

    >>> text = RawDocument("feed", "Delegations left Oslo.")
    >>> make_best_article(RawDocument("page", b"<html></html>", "html", instead=text)).text
    'Delegations left Oslo.'
    """
    if raw.instead is None:
        return make_article(raw, outlets)
    try:
        article = make_article(raw, outlets)
    except ArticleError as error:
        return make_article(_noted(raw.instead, raw, error.message), outlets)
    if URL_BASIS in raw.instead.known:
        return article  # A feed of another site has no say in what a page holds.
    try:
        other = make_article(_noted(raw.instead, raw, "it shows less than the feed holds"), outlets)
    except ArticleError:
        return article
    return other if len(article.text) < _LESS * len(other.text) else article


def _noted(instead: RawDocument, raw: RawDocument, reason: str) -> RawDocument:
    fetched = {"fetched": raw.known["fetched"]} if raw.known.get("fetched") else {}
    return replace(instead, known={**instead.known, **fetched, "fetch_note": f"the page was not read: {reason}"})
