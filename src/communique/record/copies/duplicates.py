"""Copies: articles with the same words, or nearly so, count as one voice, and every copy is kept.

A text cut short, with another headline, dateline or paragraph, or retouched here and there is a copy of the one it was
made from; two reports on one event by different writers, who share a quotation, are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from operator import itemgetter

from communique.model.article import Article
from communique.model.when import publication_day
from communique.record.copies.credits import credit_of
from communique.record.copies.shingles import Numbers, pairs_alike, share_of, shingles, word_numbers
from communique.record.memory import NO_MEMORY, Memory

# So much of the shorter text must stand in the longer one.
SHARE = 0.6
# Stories that credit the same agency, which desks rewrite, need less in common.
CREDITED_SHARE = 0.4
# Texts published further apart than this, and those of one outlet, must have more in common: routine notices resemble
# each other, and an outlet's texts end alike.
NEAR_DAYS, FAR_SHARE = 7, 0.8
# Of a text many times as long only the beginning counts, else every notice would be a copy of the year's review.
LONGER = 3
SEEMS = 0.3
"""Texts of which so much of the shorter one's sample stands in the other's are looked at whole."""


def find_duplicates(articles: Iterable[Article], memory: Memory = NO_MEMORY) -> dict[str, str]:
    """Each copy with the article that it copies: the earliest by publication, undated ones last.

    The order of the articles plays no part. Time: near-linear, a quarter of a second for 1,000 articles of which none
    has a fingerprint in the memory, a twentieth where all have. Memory: about 4 kB an article while it works.

    >>> one, two = Article("a", "Talks ended.", published="2025-03-01"), Article("b", "TALKS ENDED", published=None)
    >>> find_duplicates([two, one])
    {'b': 'a'}
    """
    ordered = sorted(articles, key=publication_order)
    first: dict[str, int] = {}
    samples: list[Numbers] = []
    parent = list(range(len(ordered)))
    for i, article in enumerate(ordered):
        known_by = memory.fingerprint(article)
        if known_by.content:
            parent[i] = first.setdefault(known_by.content, i)
        samples.append(known_by.sample if parent[i] == i else known_by.sample[:0])
    for i, j in _near_copies(ordered, samples, memory):
        one, other = sorted((_root(parent, i), _root(parent, j)))
        parent[other] = one
    roots = ((i, _root(parent, i)) for i in range(len(ordered)))
    return {ordered[i].id: ordered[root].id for i, root in roots if i != root}


def _near_copies(articles: Sequence[Article], samples: Sequence[Numbers], memory: Memory) -> Iterator[tuple[int, int]]:
    """Pairs of these articles, in the order of publication, of which one is made from the other."""
    whole: dict[int, Numbers] = {}

    def judged(i: int, j: int) -> bool:
        for k in (i, j):
            if k not in whole:
                whole[k] = shingles(word_numbers(articles[k].text))
        return is_copy((articles[i], whole[i]), (articles[j], whole[j]))

    # The pairs come in the order of their first article, which is not needed any more when the next one's begin.
    for i, pairs in groupby(pairs_alike(samples, SEEMS), key=itemgetter(0)):
        for _, j in pairs:
            one, other = articles[i], articles[j]
            if memory.recall(("copy", one.id, other.id), (one, other), partial(judged, i, j)):
                yield i, j
        whole.pop(i, None)


def is_copy(one: tuple[Article, Numbers], other: tuple[Article, Numbers]) -> bool:
    """True when one of two texts, given with their shingles, is made from the other."""
    (short, part), (long, whole) = sorted((one, other), key=lambda pair: len(pair[1]))
    if len(whole) > LONGER * len(part):
        whole = whole[: 2 * len(part)]
    share = share_of(part, whole)
    days = _days_apart(short, long)
    one_outlet = short.publisher is not None and short.publisher == long.publisher
    needed = SHARE if days is not None and days <= NEAR_DAYS and not one_outlet else FAR_SHARE
    if share >= needed or share < CREDITED_SHARE or needed == FAR_SHARE:
        return share >= needed
    credit = credit_of(short)
    return credit is not None and credit == credit_of(long)


def publication_order(article: Article) -> tuple[str, str, str]:
    """The sort key of articles: day, time and id; articles without a date come last."""
    return article.published_day or "9999-99-99", article.published or "", article.id


def _days_apart(one: Article, other: Article) -> int | None:
    """Days between the publication of two articles; None when one of them has no date."""
    first, second = publication_day(one.published), publication_day(other.published)
    return abs((first - second).days) if first and second else None


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i
