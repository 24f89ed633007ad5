"""Editions: texts that one address had one after the other, of which the record uses the latest.

A judgement, derived anew each time from the articles: one address, and enough words in common, the same moment of
publication, or an id that the source gave to both. An address that is used again for something else, such as a front
page, makes none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from urllib.parse import urlsplit

from communique.articles.identity import given_id
from communique.model.article import Article
from communique.model.record import Edition
from communique.record.copies.shingles import Numbers, share_of, shingles, word_numbers
from communique.record.memory import NO_MEMORY, Memory

SHARE = 0.2
"""So much of the shorter text must stand in the longer one where both state the same day of publication: different
reports on one negotiation share a tenth at most, one of which half was told anew and as much was added, a third."""
REUSED_SHARE = 0.5
"""Where they do not, an address may be used again for another text under the same stock words: where these are a third
of both texts, they share less."""
_DAY = len("2025-03-14")
LOOKED_BACK = 6
"""A text is compared with so many of those before it: an address with a thousand texts takes no thousand squared."""

Chain = tuple[Edition, ...]
"""The editions of one article, the first one first; their findings are not filled in."""


@dataclass(frozen=True, slots=True)
class Current:
    """What a record uses of all articles: `articles` one of each chain, `editions` the chains, up to it, by its id.

    `others` gives for every other edition, those that were not out yet too, the one that is used.
    """

    articles: list[Article]
    editions: dict[str, Chain]
    others: dict[str, str]
    undated: int = 0


def find_editions(articles: Iterable[Article], memory: Memory = NO_MEMORY) -> list[Chain]:
    """The chains of articles with several editions; the order of the articles plays no part.

    Time: texts are looked at only where an address has several.

    >>> url = "https://example.org/talks"
    >>> old, new = Article("a", "Envoys will meet on Friday, he said.", url), Article("a~0fe21c", "No talks.", url)
    >>> [[edition.article.id for edition in chain] for chain in find_editions([new, old])]
    [['a', 'a~0fe21c']]
    """
    by_address: dict[tuple[str, bool], list[Article]] = {}
    for article in articles:
        address = memory.fingerprint(article).address if article.url else None
        if address and _names_a_page(address):
            # A file can state any address: it is no edition of what was fetched from there.
            by_address.setdefault((address, article.is_at_its_address), []).append(article)
    several = ((key, same) for key, same in by_address.items() if len(same) > 1)
    chains = [
        chain
        for key, same in several
        for chain in memory.recall(("editions", key), tuple(same), partial(_chains, same))
    ]
    return sorted(chains, key=lambda chain: chain[0].article.id)


def goes_back(article: Article, there: Sequence[Article]) -> bool:
    """True where a page shows a text again that it had before its latest edition; `there` is what is known of it.

    It was had after the latest edition, and states no earlier change than that: else a cache gave what was stale.
    """
    chains = find_editions(there) if article.fetched and article.is_at_its_address and len(there) > 1 else []
    chain = next((chain for chain in chains if any(known.article.text == article.text for known in chain)), ())
    texts = [known.article for known in chain]
    if not texts or texts[-1].text == article.text:
        return False
    place = _order([*texts, article])
    return place(article)[:2] > place(texts[-1])[:2] and is_later(article.fetched, texts[-1].fetched)


def is_later(one: str | None, other: str | None) -> bool:
    """True where both are known and the first is the later moment."""
    return bool(one and other) and _instant(one or "") > _instant(other or "")


def current(articles: Iterable[Article], chains: Iterable[Chain], day: date | None = None) -> Current:
    """What is used of these articles, at all or as it could be known on a day.

    In a view of a day an article counts when its first edition was published by then, in the latest edition that was
    out by then; without a date of publication it is left out, and counted in `undated`.
    """
    until = day.isoformat() if day else None
    chosen = Current([], {}, {})
    undated = 0
    chained: set[str] = set()
    candidates: list[Article] = []
    for chain in chains:
        chained.update(edition.article.id for edition in chain)
        out = [edition for edition in chain if until is None or (edition.day is not None and edition.day <= until)]
        used = (out or chain)[-1].article
        candidates.append(used)
        chosen.others.update((edition.article.id, used.id) for edition in chain if edition.article.id != used.id)
        if len(out) > 1:
            chosen.editions[used.id] = tuple(out)
    for article in (*candidates, *(article for article in articles if article.id not in chained)):
        undated += until is not None and article.published_day is None
        if until is None or (article.published_day is not None and article.published_day <= until):
            chosen.articles.append(article)
    return Current(chosen.articles, chosen.editions, chosen.others, undated)


def fold_copies(duplicates: Mapping[str, str], others: Mapping[str, str], order: Sequence[str]) -> dict[str, str]:
    """Copies among the articles that are used, in `order`, where `duplicates` are those among all their editions.

    A copy of an earlier edition stays a copy of the article, whatever became of it.
    """
    if not others:
        return dict(duplicates)
    groups: dict[str, str] = {}

    def root(key: str) -> str:
        while groups.get(key, key) != key:
            key = groups[key]
        return key

    for one, other in (*duplicates.items(), *others.items()):
        groups[root(one)] = root(other)
    firsts: dict[str, str] = {}
    found = {key: firsts.setdefault(root(key), key) for key in order}
    return {copy: original for copy, original in found.items() if copy != original}


@lru_cache(maxsize=1 << 17)
def _names_a_page(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.path.strip("/") or parts.query)


def _chains(articles: Sequence[Article]) -> list[Chain]:
    """The chains among articles of one address."""
    ordered = sorted(articles, key=_order(articles))
    linked = list(range(len(ordered)))
    words: dict[str, Numbers] = {}
    for later, article in enumerate(ordered):
        for earlier in range(max(0, later - LOOKED_BACK), later):
            if linked[earlier] != linked[later] and _is_edition(ordered[earlier], article, words):
                old, new = sorted((linked[earlier], linked[later]))
                linked = [old if chain == new else chain for chain in linked]
    groups: dict[int, list[Article]] = {}
    for article, chain in zip(ordered, linked, strict=True):
        groups.setdefault(chain, []).append(article)
    # The same text under two ids is a copy: there is nothing that was edited.
    return [_dated(group) for group in groups.values() if len({article.text for article in group}) > 1]


def _is_edition(one: Article, other: Article, words: dict[str, Numbers]) -> bool:
    at_once = one.published is not None and len(one.published) > _DAY and one.published == other.published
    if at_once or given_id(one.id) == given_id(other.id):
        # A flash of two lines that became a report has none of its words, but its moment of publication.
        return True
    for article in (one, other):
        if article.id not in words:
            words[article.id] = shingles(word_numbers(article.text))
    short, long = sorted((words[one.id], words[other.id]), key=len)
    same_day = one.published_day is not None and one.published_day == other.published_day
    return share_of(short, long) >= (SHARE if same_day else REUSED_SHARE)


def _order(articles: Sequence[Article]) -> _Order:
    stated = [article.modified or article.published for article in articles]
    if not all(stated):
        return _Order(None)
    return _Order(_DAY if any(len(one) <= _DAY for one in stated if one) else None, by_statement=True)


@dataclass(frozen=True, slots=True)
class _Order:
    """The sort key of texts of one address.

    By what they state of their last change, or else publication, where all do, as days where one of them states no
    more; then by when they were had. So archives can be read in any order.
    """

    length: int | None
    by_statement: bool = False

    def __call__(self, article: Article) -> tuple[str, str, str]:
        stated = (article.modified or article.published or "") if self.by_statement else ""
        return (stated[: self.length] if self.length else _instant(stated)), _instant(article.fetched or ""), article.id


def _instant(stamp: str) -> str:
    """An ISO date or date-time in UTC, so that strings compare as the moments do."""
    try:
        moment = datetime.fromisoformat(stamp)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return stamp


def _dated(articles: Sequence[Article]) -> Chain:
    """The editions with the days on which they were out, none before that of the one before."""
    first = articles[0].published_day
    found: list[Edition] = []
    last = first
    for place, article in enumerate(articles):
        own = article.published_day
        bumped = own if own is not None and first is not None and own > first else None
        day = own if place == 0 else (article.modified or bumped or article.fetched or own or "")[:10] or None
        last = max(day, last) if day and last else day or last
        found.append(Edition(article, last if day else None))
    return tuple(found)
