"""The record file: articles, findings and failures in one SQLite database, one transaction for each article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from sqlalchemy import Connection, Engine, func, select

from communique.clock import Clock, SystemClock
from communique.errors import RecordError
from communique.model.article import Article, Failure
from communique.model.decisions import Decision
from communique.model.findings import Findings
from communique.model.record import Audit, Counts, Hit
from communique.record import rows
from communique.record.copies.fingerprints import Fingerprint
from communique.record.copies.likeness import Like
from communique.record.store.audits import add_audit, read_audits
from communique.record.store.decisions import Draft, add_decisions, add_draft, read_decisions
from communique.record.store.file import open_file, translated
from communique.record.store.likeness import fill_fingerprints, find_like, read_fingerprints, same_text
from communique.record.store.outbox import Outbox
from communique.record.store.polls import Polls
from communique.record.store.read import article_columns, read_failures, read_findings, to_article
from communique.record.store.revision import add_revision, read_revision
from communique.record.store.schema import articles, failures, findings
from communique.record.store.search import find_words
from communique.record.store.write import (
    GIVEN,
    OTHER_FINDER,
    Clean,
    Entry,
    add_article,
    add_failures,
    as_it_is,
    confirm_address,
    made_whole,
    under_own_id,
)

__all__ = ["GIVEN", "OTHER_FINDER", "Contents", "Store"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a record file held at one moment."""

    articles: list[Article]
    findings: list[Findings]
    failures: list[Failure]
    decisions: list[Decision]
    fingerprints: dict[str, Fingerprint] = field(default_factory=dict, compare=False)


class Store:
    """A record file, open. Use it as a context manager; several processes may have the same file open.

    >>> with Store.open("communique.db") as store:  # doctest: +SKIP
    ...     store.add(article, findings, reader="1.0")
    True
    """

    def __init__(self, path: Path, engine: Engine, *, readonly: bool) -> None:
        self.path = path
        self.readonly = readonly
        self.clock: Clock = SystemClock()
        self._engine = engine
        self._complete = False  # whether every article has its fingerprint

    @classmethod
    def open(cls, path: Path | str, *, readonly: bool = False, create: bool = True, timeout_s: float = 30.0) -> Store:
        """Open the record file at `path`, and make it where there is none and `create` allows.

        A write waits up to `timeout_s` seconds for another process. Raises NotARecordError for a file that is no
        record or is from a newer version, RecordLockedError, RecordFullError for a place that cannot be written,
        RecordError where there is no record.
        """
        place = Path(path)
        return cls(place, open_file(place, readonly=readonly, create=create, timeout_s=timeout_s), readonly=readonly)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was written stays."""
        self._engine.dispose()

    # Writing

    def add(
        self, article: Article, findings: Findings | None, *, reader: str, failures: Sequence[Failure] = ()
    ) -> bool:
        """Keep an article with what was found in it, in one transaction; True when the record changed by it.

        `findings` is None for an article that is kept and not read. Where nobody says when the text was had, it is the
        moment of its first keeping, by `clock`. The same article again changes nothing, unless
        `reader`, the version of the reader, is newer than the one that read it: then its findings are replaced. A
        different text under the id of an article in the record is another edition of it where it has its address, and
        gets an id of its own; else it is not taken in, and becomes a failure.
        """
        while not self._complete:
            self._complete = not self._write(lambda db, _: fill_fingerprints(db))
        entry = Entry(article, findings, reader, failures, self.clock.now().isoformat(timespec="seconds"))
        return self._write(lambda db, clean: add_article(db, clean, entry))

    def add_failure(self, failure: Failure) -> None:
        """Keep a failure; the same origin, kind and reason again changes nothing."""
        self._write(lambda db, clean: add_failures(db, clean, [failure]))

    def confirm_address(self, key: str) -> None:
        """Keep that an article, which only stated its address before, was had from there."""
        self._write(lambda db, clean: confirm_address(db, clean(key)))

    def add_audit(self, audit: Audit) -> None:
        """Keep what a run left unread, and what a sample of it held; no change of the record."""
        with self._writing() as db:
            add_audit(db, audit, self.clock.now().isoformat(timespec="seconds"))

    def decide(self, draft: Draft) -> Decision:
        """Keep a decision that a person makes now; as it is kept, with its id, its author and its time.

        Raises ChangedError when what it is about is no longer what that person saw.
        """
        return self._write(lambda db, clean: add_draft(db, clean, draft))

    def add_decisions(self, made: Iterable[Decision]) -> list[Decision]:
        """Keep decisions made elsewhere, all in one transaction; those that are new, since each is kept once."""
        decisions = list(made)
        return self._write(lambda db, clean: add_decisions(db, clean, decisions))

    @property
    def polls(self) -> Polls:
        """What watching remembers of sources and their items; no change of it is a change of the record."""
        return Polls(self._writing, self._reading)

    @property
    def outbox(self) -> Outbox:
        """What watches were told and what is still to be sent."""
        return Outbox(self._writing, self._reading)

    def _write(self, work: Callable[[Connection, Clean], T]) -> T:
        try:
            with self._writing() as db:
                return _counted(db, work(db, as_it_is))
        except UnicodeEncodeError:
            with self._writing() as db:
                return _counted(db, work(db, made_whole))

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self.readonly:
            raise RecordError(f"{self.path} was opened for reading only", hint="open it without readonly")
        with translated(self.path), self._engine.connect().execution_options(write=True) as db, db.begin():
            yield db

    # Reading

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated(self.path), self._engine.connect() as db:
            yield db

    def has(self, article_id: str) -> bool:
        """True when the article is in the record, read or not."""
        return self.reader_of(article_id) is not None

    def reader_of(self, article_id: str) -> str | None:
        """The version of the reader that took the article in; None when it is not in the record."""
        with self._reading() as db:
            return db.execute(select(articles.c.reader).where(articles.c.id == made_whole(article_id))).scalar()

    def last_article(self) -> int:
        """The number under which the last article came in; 0 in an empty record."""
        with self._reading() as db:
            return db.execute(select(func.max(articles.c.seq))).scalar() or 0

    def articles_up_to(self, number: int) -> frozenset[str]:
        """The ids of the articles that came in up to a number."""
        with self._reading() as db:
            return frozenset(db.execute(select(articles.c.id).where(articles.c.seq <= number)).scalars())

    def article(self, article_id: str) -> Article | None:
        """One article; None when it is not in the record."""
        with self._reading() as db:
            row = db.execute(select(*article_columns(db)).where(articles.c.id == made_whole(article_id))).first()
        return to_article(row) if row else None

    def like(self, article: Article) -> Like | None:
        """What of the record an article that is about to come in repeats, or is another edition of; None where nothing.

        Some milliseconds, however large the record is. What an older record lacks for it is made by the next `add`.
        """
        with self._reading() as db:
            return find_like(db, article)

    def under_own_id(self, article: Article) -> Article:
        """The article under the id by which the record has or would have its text; see `add`."""
        with self._reading() as db:
            return under_own_id(db, made_whole, article)

    def read_before(self, article: Article, reader: str) -> Findings | None:
        """What this version of the reader found in exactly these words under another id, by the same title and day."""
        with self._reading() as db:
            for key, version in same_text(db, article):
                if version == reader and (found := self.findings_of(key)) and not found.failures:
                    return rows.of_article(found, article)
        return None

    def articles(self) -> Iterator[Article]:
        """Every article, in the order in which they came in."""
        with self._reading() as db:
            for row in db.execution_options(yield_per=500).execute(
                select(*article_columns(db)).order_by(articles.c.seq)
            ):
                yield to_article(row)

    def findings(self) -> Iterator[Findings]:
        """The findings of every article that was read, in the order in which they came in."""
        with self._reading() as db:
            yield from read_findings(db)

    def findings_of(self, article_id: str) -> Findings | None:
        """The findings of one article; None when it is not in the record or was not read."""
        with self._reading() as db:
            seq = db.execute(select(articles.c.seq).where(articles.c.id == made_whole(article_id))).scalar()
            return next(read_findings(db, seq), None) if seq is not None else None

    def failures(self) -> list[Failure]:
        """Every item that could not be read, in the order in which they came."""
        with self._reading() as db:
            return read_failures(db)

    def decisions(self) -> list[Decision]:
        """Every decision, in the order in which they came in."""
        with self._reading() as db:
            return read_decisions(db)

    def contents(self) -> Contents:
        """Everything at one moment, whatever other processes write meanwhile."""
        with self._reading() as db:
            kept = [to_article(row) for row in db.execute(select(*article_columns(db)).order_by(articles.c.seq))]
            known = read_fingerprints(db)
            return Contents(kept, list(read_findings(db)), read_failures(db), read_decisions(db), known)

    def audits(self) -> list[Audit]:
        """What runs left unread as out of scope, in their order."""
        with self._reading() as db:
            return read_audits(db)

    def last_fetched(self) -> str | None:
        """When the text that was had last was had, as far as the record knows."""
        with self._reading() as db:
            kept = {column.name: column for column in article_columns(db)}
            return db.execute(select(func.max(kept["fetched"])).select_from(articles)).scalar()

    def version(self) -> int:
        """The version of the record's tables; an older one is brought up by the next command that writes."""
        with self._reading() as db:
            return int(db.exec_driver_sql("PRAGMA user_version").scalar() or 0)

    def taken_in_by(self, reader: str) -> Iterator[Article]:
        """The articles that this version of the reader took in, in the order in which they came in."""
        with self._reading() as db:
            chosen = select(*article_columns(db)).where(articles.c.reader == reader).order_by(articles.c.seq)
            for row in db.execution_options(yield_per=500).execute(chosen):
                yield to_article(row)

    def revision(self) -> int:
        """A number that grows with every change of articles, findings, failures or decisions, by any process."""
        with self._reading() as db:
            return read_revision(db)

    def count(self) -> Counts:
        """How much the record holds."""
        with self._reading() as db:
            kept, read = db.execute(select(func.count(), func.sum(articles.c.is_read)).select_from(articles)).one()
            failed = db.execute(select(func.count()).select_from(failures)).scalar() or 0
            per_kind = select(findings.c.kind, func.count()).group_by(findings.c.kind)
            kinds = {kind: number for kind, number in db.execute(per_kind)}  # noqa: C416
        return Counts(kept, kept - (read or 0), failed, **{kind: kinds.get(kind, 0) for kind in rows.KINDS})

    def search(self, words: str, limit: int = 50, as_of: date | None = None) -> list[Hit]:
        """Articles that hold all the words, best first; "quoted words" must stand together, `word*` is a beginning.

        With `as_of` only those that are known to have been out at the end of that day.
        """
        with self._reading() as db:
            hits = find_words(db, made_whole(words), limit, as_of)
            return [replace(hit, findings=self._findings_with(db, hit)) for hit in hits]

    def _findings_with(self, db: Connection, hit: Hit) -> tuple[str, ...]:
        words = {hit.snippet[start:end].casefold() for start, end in hit.marks}
        if not words:
            return ()
        seq = db.execute(select(articles.c.seq).where(articles.c.id == hit.article)).scalar()
        found = next(read_findings(db, seq), None)
        items = rows.items_of(found) if found else []
        return tuple(i.id for _, i in items if any(w in " ".join(i.evidence).casefold() for w in words))


def _counted(db: Connection, result: T) -> T:
    """The result of a write; the record has changed by it unless it is False."""
    if result is not False:
        add_revision(db)
    return result
