"""Copies: articles with the same words count as one voice, and every copy is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique.articles.identity import content_key
from communique.model.article import Article


def find_duplicates(articles: Iterable[Article]) -> dict[str, str]:
    """Each copy with the article that it copies: the earliest by publication, undated ones last.

    >>> one, two = Article("a", "Talks ended.", published="2025-03-01"), Article("b", "TALKS ENDED", published=None)
    >>> find_duplicates([two, one])
    {'b': 'a'}
    """
    first: dict[str, str] = {}
    copies: dict[str, str] = {}
    for article in sorted(articles, key=publication_order):
        key = content_key(article.text)
        if not key:
            continue
        original = first.setdefault(key, article.id)
        if original != article.id:
            copies[article.id] = original
    return copies


def publication_order(article: Article) -> tuple[str, str, str]:
    """The sort key of articles: day, time and id; articles without a date come last."""
    return article.published_day or "9999-99-99", article.published or "", article.id


def voices(articles: Iterable[str], duplicates: Mapping[str, str]) -> int:
    """How many of these articles are not copies of one another."""
    return len({duplicates.get(article, article) for article in articles})
