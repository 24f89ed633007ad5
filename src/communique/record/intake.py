"""Intake: what becomes of each article that comes in, in its turn, and what a run of them comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique.articles.apart import Texts, set_apart
from communique.errors import FailureKind
from communique.findings.batch import not_english
from communique.model.article import Article, Failure
from communique.model.findings import Findings
from communique.model.record import Audit
from communique.record.copies.likeness import Likeness
from communique.record.rows import of_article
from communique.record.screening import Screen
from communique.record.store import GIVEN, Store, as_dated, other_date, other_headline

FAILED = "0"
"""The version under which an article that the reader failed on is kept, so that every later run tries it again."""
TOGETHER = 48
"""Articles, and failures, that are kept in one transaction at most."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """An article that came in, by its id, and that of the article of the record that it copies or is an edition of."""

    article: str
    of: str
    how: Likeness


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run ended: articles read (or read again), already in the record, kept unread, what failed and why, how
    many of those that came in have a date of publication that can hardly be right, which repeat others, and what was
    left unread since it does not concern the parties of interest."""

    read: int = 0
    unchanged: int = 0
    skipped_language: int = 0
    failures: tuple[Failure, ...] = ()
    doubtful_dates: int = 0
    repeats: tuple[Repeat, ...] = ()
    audit: Audit | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the record has of an article: the article under its own id, the one that is kept there with the same text,
    and whether this reader has read exactly it, or its findings were given."""

    article: Article
    kept: Article | None
    is_read: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """An item on its way into the record: what was known of it when it was first seen, and the article that is likely
    to be read for it, if one is. `is_other` where its id came before with another text."""

    given: Article | Failure
    known: Known | None = None
    to_read: Article | None = None
    is_other: bool = False
    seen_at: int = 0


class Intake:
    """One run into a record: each item is foreseen, so that it can be read ahead, and kept in its turn.

    What is foreseen changes nothing; what is kept depends on nothing but what was kept before it. So the record is the
    same however far ahead articles are read, and by how many processes. `read` reads one article at once.
    """

    def __init__(self, store: Store, screen: Screen, version: str, read: Callable[[Article], Findings]) -> None:
        self._store, self._screen, self._version, self._read_now = store, screen, version, read
        self._before = set(store.failures())
        self._texts = Texts()
        self._changes = 0
        self._seen: list[Failure] = []
        self._unkept: list[Failure] = []
        self._repeats: list[Repeat] = []
        self._read = self._unchanged = self._foreign = self._doubtful = 0

    def foresee(self, item: Article | Failure) -> Arrival:
        """What is likely to be read for an item, as the record stands; nothing for what is in it already."""
        if isinstance(item, Failure):
            return Arrival(item)
        is_other = self._texts.is_other(item)
        known = self._know(item, is_other)
        to_read = known.article
        if known.kept is not None:
            to_read = as_dated(known.article, known.kept)[0]
        wanted = not known.is_read and to_read.language == "en" and self._screen.would_pass(to_read)
        if wanted and self._store.read_before(to_read, self._version) is not None:
            wanted = False
        return Arrival(item, known, to_read if wanted else None, is_other, self._changes)

    def keep(self, arrival: Arrival, found: Findings | None) -> None:
        """Take an item into the record with what was found in what was foreseen to be read, if anything was."""
        if isinstance(arrival.given, Failure):
            self._seen.append(arrival.given)
            self._unkept.append(arrival.given)
            if len(self._unkept) >= TOGETHER:
                self.flush()
            return
        article = self._settled(arrival, arrival.given)
        if article is None:
            self._unchanged += 1
        elif self._screen.passes(article):
            fits = found is not None and arrival.to_read is not None and _is_said_alike(article, arrival.to_read)
            self._add(article, found if fits else None)
        else:
            self._changes += 1

    def flush(self) -> None:
        """Keep the failures that wait to be kept together."""
        if self._unkept:
            self._store.add_failure(*self._unkept)
            self._unkept.clear()

    def close(self) -> Summary:
        """Read what is still to be read as a check, and say what the run came to."""
        self.flush()
        for article in self._screen.rest():
            self._add(article, None)
        told = {(failure.origin, failure.reason) for failure in self._seen}
        new = [f for f in self._store.failures() if f not in self._before and f.kind is not FailureKind.LANGUAGE]
        refused = (failure for failure in new if (failure.origin, failure.reason) not in told)
        return Summary(
            self._read,
            self._unchanged + self._screen.unchanged,
            self._foreign,
            (*self._seen, *refused),
            self._doubtful,
            tuple(self._repeats),
            self._screen.close(),
        )

    def _know(self, given: Article, is_other: bool) -> Known:
        """What the record has of an article.

        Another edition of a page goes on under an id of its own, as does the second of two texts under one id; another
        text under the id of another page is refused aloud.
        """
        article = self._store.under_own_id(given)
        kept = self._store.article(article.id)
        if is_other and (kept is None or kept.text != article.text):
            article = set_apart(article)
            kept = self._store.article(article.id)
        if kept is None or kept.text != article.text:
            return Known(article, None)
        return Known(article, kept, self._store.reader_of(article.id) in (self._version, GIVEN))

    def _settled(self, arrival: Arrival, given: Article) -> Article | None:
        """The article as it is to be kept; None when this reader has read exactly it, or its findings were given.

        Another date or headline is kept beside the one of the record.
        """
        known = arrival.known
        if known is None or arrival.seen_at != self._changes:
            known = self._know(given, arrival.is_other)
        article, kept = known.article, known.kept
        if kept is None:
            return article
        if article.is_at_its_address and not kept.is_at_its_address:
            self._store.confirm_address(article.id)
            self._changes += 1
        dated, other = (None, other_date(article, kept.published)) if known.is_read else as_dated(article, kept)
        headed = other_headline(article, kept) if known.is_read else None
        for aside in filter(None, (other, headed)):
            self._store.add_failure(aside)
            self._changes += 1
        return dated

    def _findings(self, article: Article, found: Findings | None) -> Findings:
        if article.language != "en":
            return not_english(article)
        known = found or self._store.read_before(article, self._version) or self._read_now(article)
        return of_article(known, article)

    def _add(self, article: Article, found: Findings | None) -> None:
        findings = self._findings(article, found)
        failed = [failure for failure in findings.failures if failure.kind is FailureKind.READER]
        kept = findings if all(failure.is_partial for failure in findings.failures) else None
        like = None if self._store.has(article.id) else self._store.like(article)
        self._screen.heed(article, findings)
        version = FAILED if failed else self._version
        changed = self._store.add(article, kept, reader=version, failures=findings.failures)
        self._changes += 1
        self._repeats += [Repeat(article.id, like.article.id, like.how)] if like and changed else []
        self._read += changed and kept is not None
        self._unchanged += not changed and not failed
        self._foreign += changed and article.language != "en"
        self._doubtful += changed and article.published_certainty == "doubtful"
        self._seen += failed or (findings.failures if changed and kept else ())


def _is_said_alike(one: Article, two: Article) -> bool:
    """True where two articles hold the same words by the same title and day, so that the same is found in both."""
    return (one.text, one.title, one.published_day) == (two.text, two.title, two.published_day)
