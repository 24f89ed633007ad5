"""The record: articles, findings and failures in a database, one transaction for each article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import TypeVar

from sqlalchemy import Connection

from communique.clock import Clock, SystemClock
from communique.errors import RecordAwayError, RecordDeadlockError, RecordError, RecordFullError, RecordLockedError
from communique.model.article import Article, Failure
from communique.model.decisions import Decision
from communique.model.findings import Findings
from communique.model.record import Audit, Record
from communique.record.store.audits import add_audit
from communique.record.store.database import Database, Together, is_at, open_database
from communique.record.store.decisions import Draft, add_decisions, add_draft
from communique.record.store.kept import write_beside, write_kept
from communique.record.store.likeness import fill_fingerprints
from communique.record.store.outbox import Outbox
from communique.record.store.pages import Pages
from communique.record.store.polls import Polls
from communique.record.store.questions import Contents, Questions
from communique.record.store.revision import add_revision
from communique.record.store.write import (
    Clean,
    Entry,
    Taken,
    add_articles,
    add_failures,
    as_it_is,
    confirm_address,
    made_whole,
)
from communique.settings.address import Place, read_place

__all__ = ["Contents", "Store"]

T = TypeVar("T")
_TRIES = 3
"""So often a write is taken up again that had to give way."""


class Store(Questions):
    """A record, open. Use it as a context manager; several processes may have the same record open.

    >>> with Store.open("communique.db") as store:  # doctest: +SKIP
    ...     store.add(article, findings, reader="1.0")
    True
    """

    def __init__(self, database: Database, *, readonly: bool) -> None:
        super().__init__(database)
        self.readonly = readonly
        self.clock: Clock = SystemClock()
        self._complete = False  # whether every article has its fingerprint

    @classmethod
    def open(cls, place: Place | str, *, readonly: bool = False, create: bool = True, timeout_s: float = 30.0) -> Store:
        """Open the record in a file or at `postgresql://...`, and make it where there is none and `create` allows.

        A write waits up to `timeout_s` seconds for another process. Raises NotARecordError for a file that is no
        record or is from a newer version, RecordLockedError, RecordFullError for a place that cannot be written,
        RecordAwayError where a server does not answer, RecordError where there is no record.
        """
        try:
            read = read_place(place)
        except ValueError as error:
            raise RecordError(f"{error}") from None
        return cls(open_database(read, readonly=readonly, create=create, timeout_s=timeout_s), readonly=readonly)

    @staticmethod
    def is_at(place: Place) -> bool:
        """True where something is that may be a record; RecordAwayError where a server cannot be asked."""
        return is_at(place)

    @property
    def place(self) -> Place:
        """Where the record lies; as text without a password."""
        return self._database.place

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was written stays."""
        self._is_open = False
        self._database.close()

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
        return self.add_all([Entry(article, findings, reader, failures)])[0]

    def add_all(self, entries: Iterable[Entry]) -> list[bool]:
        """Keep articles as `add` does, in their order, all in one transaction; for each whether the record changed.

        Where one of them cannot be written, those before it are kept, and the error of that one is raised.
        """
        now = self.clock.now().isoformat(timespec="seconds")
        given = [replace(entry, taken=entry.taken or now) for entry in entries]
        while not self._complete:
            with self._writing() as db:
                self._complete = not fill_fingerprints(db)
        try:
            return self._take_in(given).changed
        except (RecordLockedError, RecordFullError, RecordAwayError):
            raise
        except Exception:
            if len(given) == 1:
                raise
            return [changed for entry in given for changed in self._take_in([entry]).changed]

    def _take_in(self, entries: Sequence[Entry]) -> Taken:
        return self._write(lambda db, clean: add_articles(db, clean, entries))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Have all that is written within the block kept at its end, in one transaction; who reads here sees it before.

        For what takes moments: nobody else can write meanwhile. Where the block is left by an error, nothing of it is
        kept; where it is left by KeyboardInterrupt, what was written by then is.
        """
        stopped: KeyboardInterrupt | None = None
        with self._writing() as db:
            outer, self._database = self._database, Together(self._database, db)
            try:
                yield
            except KeyboardInterrupt as interrupt:
                stopped = interrupt
            finally:
                self._database = outer
        if stopped is not None:
            raise stopped

    def add_failure(self, *failures: Failure) -> None:
        """Keep failures, all in one transaction; the same origin, kind and reason again changes nothing."""
        self._write(lambda db, clean: add_failures(db, clean, failures))

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

    def keep_record(self, record: Record, revision: int) -> bool:
        """Keep the record as it was merged of all that there was at a revision, so that it opens at once.

        No change of the record. False where something has changed since, or the record cannot be kept.
        """
        with self._writing() as db:
            return write_kept(db, record, revision)

    def keep_beside(self, name: str, body: bytes, revision: int) -> bool:
        """Keep beside the kept record of a revision what somebody worked out of it; see `record.kept.asides`."""
        with self._writing() as db:
            return write_beside(db, name, body, revision)

    @property
    def polls(self) -> Polls:
        """What watching remembers of sources and their items; no change of it is a change of the record."""
        return Polls(self._writing, self._database.reading)

    @property
    def pages(self) -> Pages:
        """Pages that were read lately and are looked at again."""
        return Pages(self._writing, self._database.reading)

    @property
    def outbox(self) -> Outbox:
        """What watches were told and what is still to be sent."""
        return Outbox(self._writing, self._database.reading)

    def _write(self, work: Callable[[Connection, Clean], T]) -> T:
        clean: Clean = as_it_is
        tries = 0
        while True:
            try:
                with self._writing() as db:
                    return _counted(db, work(db, clean))
            except UnicodeEncodeError:
                if clean is made_whole:
                    raise
                clean = made_whole
            except RecordDeadlockError:
                tries += 1
                if tries > _TRIES:
                    raise

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self.readonly:
            raise RecordError(f"{self.place} was opened for reading only", hint="open it without readonly")
        with self._database.writing() as db:
            yield db


def _counted(db: Connection, result: T) -> T:
    """The result of a write; the record has changed by it unless it is empty."""
    if result or result is None:
        add_revision(db)
    return result
