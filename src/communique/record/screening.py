"""Keeping articles back that do not concern the parties of interest, and reading a sample of them as a check."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from communique.findings.interest import between
from communique.model.article import Article
from communique.model.findings import Findings
from communique.model.record import Audit
from communique.reading.actors.gazetteer import Gazetteer, load_gazetteer
from communique.reading.scope import Scope, Verdict, make_scope
from communique.record.store import Store
from communique.settings import Settings

OUT_OF_SCOPE = "scope"
"""The version under which an article is kept unread; every version of the reader is newer."""
MARK = "out_of_scope"
"""The key of the metadata that marks such an article, and says which of the parties it names."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Which of the skipped articles are read as a check: a `share` of them by their ids, and `least` in any case.

    >>> Sample(share=0.5).draws("a"), Sample(share=0.5).draws("b")
    (True, False)
    """

    share: float = 0.02
    least: int = 3

    def draws(self, article: str) -> bool:
        """True where the share holds this article, whatever else comes in."""
        return _lot(article) < self.share


def _lot(article: str) -> float:
    """A number from 0 to 1 that depends on the id alone."""
    digest = hashlib.blake2b(article.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest) / 2**64


@dataclass(frozen=True, slots=True)
class Screening:
    """How to screen: what concerns the parties, and which sample of the rest is read."""

    scope: Scope
    sample: Sample = Sample()


def make_screening(settings: Settings, parties: Iterable[str] = (), sample: Sample | None = None) -> Screening | None:
    """How to screen for parties, else for those of the settings; None where everything is read.

    Raises SettingsError or UsageError for a name that is no party's.
    """
    gazetteer = load_gazetteer(settings.own_names)
    codes = tuple(dict.fromkeys(gazetteer.code_of(party) for party in parties))
    codes = codes or gazetteer.codes_of(settings.parties, "`parties`")
    if not codes or not settings.scope.skip:
        return None
    share = settings.scope.audit_percent / 100
    return Screening(make_scope(codes, settings.own_names), sample or Sample(share, 3 if share else 0))


def passing_screening(settings: Settings) -> Screening | None:
    """The same for runs that come one after the other and hold a few articles each: no sample but the share."""
    return make_screening(settings, sample=Sample(settings.scope.audit_percent / 100, 0))


class Screen:
    """One run's screening into a record; with no `screening` everything passes.

    An article that does not concern the parties is kept at once, unread and marked; a later run reads it if it is in
    scope then. What the sample draws passes, and is counted.
    """

    def __init__(self, store: Store, screening: Screening | None, gazetteer: Gazetteer) -> None:
        self.unchanged = 0
        self._store, self._screening, self._gazetteer = store, screening, gazetteer
        self._seen = self._skipped = 0
        self._drawn: set[str] = set()
        self._missed: list[str] = []
        self._next: list[tuple[float, str]] = []
        self._verdicts: dict[str, tuple[str | None, str | None, Verdict | None]] = {}

    def would_pass(self, article: Article) -> bool:
        """Whether the article, as the record stands, is to be read; nothing is counted or kept."""
        if self._screening is None or article.language != "en":
            return True
        verdict = self._screening.scope.judge(article)
        self._verdicts[article.id] = article.text, article.title, verdict
        return verdict.concerns or (self._screening.sample.draws(article.id) and not self._store.has(article.id))

    def passes(self, article: Article) -> bool:
        """True where the article is to be read; else it is kept here."""
        if self._screening is None or article.language != "en":
            return True
        self._seen += 1
        text, title, verdict = self._verdicts.pop(article.id, (None, None, None))
        if verdict is None or (text, title) != (article.text, article.title):
            verdict = self._screening.scope.judge(article)
        if verdict.concerns:
            return True
        marked = replace(article, meta={**article.meta, MARK: ", ".join(verdict.named)})
        if self._screening.sample.draws(article.id) and not self._store.has(article.id):
            self._drawn.add(article.id)
            return True
        if not self._store.add(marked, None, reader=OUT_OF_SCOPE):
            self.unchanged += 1
            self._seen -= 1
            return False
        self._skipped += 1
        heapq.heappush(self._next, (-_lot(article.id), article.id))
        if len(self._next) > self._screening.sample.least:
            heapq.heappop(self._next)
        return False

    def rest(self) -> Iterator[Article]:
        """What is still to be read as a check once everything has come in, so that there is a check in any case."""
        if self._screening is None:
            return
        missing = self._screening.sample.least - len(self._drawn)
        for _, article_id in sorted(self._next, reverse=True)[: max(0, missing)]:
            article = self._store.article(article_id)
            if article is not None:
                self._drawn.add(article_id)
                self._skipped -= 1
                yield without_mark(article)

    def heed(self, article: Article, found: Findings) -> None:
        """Note what was found in an article that passed."""
        if (
            self._screening
            and article.id in self._drawn
            and between(found, self._screening.scope.parties, self._gazetteer)
        ):
            self._missed.append(article.id)

    def close(self) -> Audit | None:
        """What the run came to; it is kept in the record where articles were left unread. None where nothing was."""
        if self._screening is None:
            return None
        parties = self._screening.scope.parties
        skipped = self._skipped + len(self._drawn)
        audit = Audit(parties, self._seen, skipped, len(self._drawn), tuple(self._missed))
        if skipped:
            self._store.add_audit(audit)
        return audit


def without_mark(article: Article) -> Article:
    """The article as it is to be read, without the mark of one that was not."""
    return replace(article, meta={key: value for key, value in article.meta.items() if key != MARK})
