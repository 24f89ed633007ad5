"""A record that takes in what comes, at the cost of what is new."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from communique.model.article import Article, Failure
from communique.model.decisions import Decision
from communique.model.findings import Findings
from communique.model.record import Record
from communique.record.build import build_record, collector_paused
from communique.record.copies.fingerprints import Fingerprint
from communique.record.memory import Memory, Once
from communique.record.store import Contents


class LiveRecord:
    """Everything that a record file held, and the record that it makes, however often something is added.

    The record is at each moment what `build_record` makes of all that was taken in: only sooner.

    >>> live = LiveRecord()
    >>> live.take_in(Contents([Article("a", "Talks ended.")], [], [], []))
    >>> [*live.record().articles]
    ['a']
    """

    def __init__(self) -> None:
        self._articles: dict[str, Article] = {}
        self._findings: dict[str, Findings] = {}
        self._decisions: dict[str, Decision] = {}
        self._failures: list[Failure] = []
        self._fingerprints: dict[str, Fingerprint] = {}
        self._memory = Memory(self._fingerprints)
        self.revision = 0
        """The number of changes of the record up to which everything was taken in."""

    def take_in(self, changed: Contents) -> None:
        """Take in articles with their findings, in place of what was known of them, new decisions, and all failures.

        An article without findings is one that was not read.
        """
        for article in changed.articles:
            self._findings.pop(article.id, None)
            self._fingerprints.pop(article.id, None)
            self._articles[article.id] = article
        self._findings.update((found.article, found) for found in changed.findings)
        self._fingerprints.update(changed.fingerprints)
        self._decisions.update((decision.id, decision) for decision in changed.decisions)
        self._failures = changed.failures
        self.revision = changed.revision

    def record(self, as_of: date | None = None) -> Record:
        """The record as it stands, or as it could be known on a day, for which everything is worked out anew."""
        memory = self._memory if as_of is None else Once(self._fingerprints)
        with collector_paused():
            record = build_record(
                self._articles.values(),
                self._findings.values(),
                as_of=as_of,
                decisions=self._decisions.values(),
                memory=memory,
            )
        return replace(record, failures=tuple(self._failures))
