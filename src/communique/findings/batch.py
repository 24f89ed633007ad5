"""Findings of many articles at once, where one that fails never costs another."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from communique.errors import FailureKind
from communique.findings.finder import RULES, Finder
from communique.model.article import Article, Failure
from communique.model.findings import Findings
from communique.reading.actors.gazetteer import Gazetteer
from communique.reading.actors.roster import Roster
from communique.reading.parse import LanguageModel
from communique.reading.reading import Reading, read_articles


@dataclass(frozen=True, slots=True)
class Names:
    """Whom to know by name: the gazetteer of parties and the roster of office-holders; None for the shipped ones."""

    gazetteer: Gazetteer | None = None
    roster: Roster | None = None


SHIPPED = Names()


def find_in_batch(
    articles: Sequence[Article], model: LanguageModel, names: Names = SHIPPED, finder: Finder = RULES
) -> Iterator[Findings]:
    """The findings of English articles, parsed together, in their order.

    Where the batch fails, its articles are read one by one; the one at fault gets findings that hold nothing but
    its failure.
    """
    finder.prepare(article.text for article in articles)
    try:
        readings = list(read_articles(articles, model, names.gazetteer, names.roster))
    except Exception as error:
        if len(articles) == 1:
            yield _failed(articles[0], error)
            return
        for article in articles:
            yield from find_in_batch([article], model, names, finder)
        return
    for reading in readings:
        yield _find(reading, finder)


def find_in_part(
    articles: Sequence[Article], model: LanguageModel, names: Names, most: int, finder: Finder = RULES
) -> Iterator[Findings]:
    """The findings of the first `most` characters of each article; a longer one's hold a failure that says so."""
    most = min(most, finder.most)
    found = find_in_batch([_opening(article, most) for article in articles], model, names, finder)
    for article, one in zip(articles, found, strict=True):
        part = len(_opening(article, most).text)
        if part == len(article.text) or one.failures:
            yield one
            continue
        reason = f"only the first {part:,} of its {len(article.text):,} characters were read"
        hint = "split it into articles"
        failure = Failure(article.origin or article.id, FailureKind.TOO_LARGE, reason, hint, article.id)
        yield replace(one, failures=(failure,))


def _opening(article: Article, most: int) -> Article:
    """The article, or what stands before the last line or sentence end within the first `most` characters."""
    if len(article.text) <= most:
        return article
    ends = (article.text.rfind(mark, most // 2, most) for mark in ("\n", ". ", " "))
    cut = next((end + 1 for end in ends if end > 0), most)
    return replace(article, text=article.text[:cut])


def nothing_found(article: Article, kind: FailureKind, reason: str, hint: str) -> Findings:
    """Findings without any finding, and why."""
    failure = Failure(article.origin or article.id, kind, reason, hint, article.id)
    return Findings(article=article.id, published=article.published, failures=(failure,))


def not_english(article: Article) -> Findings:
    """The findings of an article that is kept and not read."""
    reason = f"not in English ({article.language}): kept, not read"
    return nothing_found(article, FailureKind.LANGUAGE, reason, "only English is read")


def _find(reading: Reading, finder: Finder) -> Findings:
    try:
        return finder.find(reading)
    except Exception as error:
        return _failed(reading.article, error)


def _failed(article: Article, error: Exception) -> Findings:
    place = traceback.extract_tb(error.__traceback__)[-1:]
    where = f" ({Path(place[0].filename).name}, line {place[0].lineno})" if place else ""
    reason = f"the reader failed on it: {type(error).__name__}: {error}{where}"
    return nothing_found(article, FailureKind.READER, reason, "please report it, with the article")
