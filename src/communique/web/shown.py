"""A record as the desk shows it: loaded once, with what its pages look up, until the record file changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from communique.analysis.change import Change
from communique.analysis.changes import USUAL, find_changes
from communique.analysis.days import last_day
from communique.analysis.review_queue import Waiting, review_queue
from communique.analysis.stances import Thread, stance_threads
from communique.errors import UsageError
from communique.model.findings import Finding
from communique.model.record import AgreementConflict, Conflict, Record
from communique.record.items import Catalogue, Item, all_merged
from communique.reports.document import plain
from communique.reports.listing import Listing, Rows
from communique.reports.references import References
from communique.reports.view import View
from communique.web.charts import NARROW, WIDE, Chart, contacts_over_time
from communique.web.contact_index import ContactIndex
from communique.web.once import Once

T = TypeVar("T")
KEPT = 128
"""Of what addresses ask for, so many answers are kept."""


class NotHereError(UsageError):
    """An address leads to nothing in the record."""


class Shown:
    """One state of a record. Everything in it is worked out when it is first asked for, and then kept.

    `revision` is that of the file when it was loaded, `made_at` the moment, with its zone, `articles` the number under
    which its last article came in.
    """

    def __init__(self, record: Record, revision: int, made_at: datetime, articles: int = 0) -> None:
        self.record = record
        self.articles = articles
        self.revision = revision
        self.made_at = made_at
        self._latest = Once(KEPT)
        self._kept = Once()

    def view(self, since: date | None = None) -> View:
        """A fresh view, for one page: references are numbered from one."""
        until = self.until
        start = since or (until - USUAL if until else None)
        view = View(self.record, References(self.record), until, start, since is not None)
        view.__dict__["changes"] = self.changes(view.since)
        return view

    @cached_property
    def until(self) -> date | None:
        """The day up to which the record reaches."""
        return last_day(self.record)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Items by their ids."""
        return Catalogue(self.record)

    def find(self, identifier: str) -> Item:
        """The item of an id in an address. Raises NotHereError where there is none, or more than one."""
        try:
            return self.catalogue.find(identifier)
        except UsageError as error:
            raise NotHereError(error.message, hint=error.hint) from error

    @cached_property
    def threads(self) -> tuple[Thread, ...]:
        """Where each party stands on each matter."""
        return stance_threads(self.record)

    @cached_property
    def heard(self) -> Mapping[str, tuple[Thread, ...]]:
        """The same by party."""
        found: dict[str, list[Thread]] = {}
        for thread in self.threads:
            found.setdefault(thread.party, []).append(thread)
        return {party: tuple(threads) for party, threads in found.items()}

    @cached_property
    def contacts(self) -> ContactIndex:
        """The contacts, to be found by facets."""
        return ContactIndex(self.record, self.disputes)

    def listing(self, name: str, made: Callable[[Record], Listing]) -> Listing:
        """A list of the whole record, made once."""
        return self.kept(f"list of {name}", lambda: made(self.record))

    def rows_with(self, name: str, listing: Listing, words: str) -> list[int]:
        """The places of the rows of a list that hold all the words, wherever they stand in it."""
        texts = self.texts(name, listing)
        wanted = words.casefold().split()
        return [place for place, text in enumerate(texts) if all(word in text for word in wanted)]

    def texts(self, name: str, listing: Listing) -> Sequence[str]:
        """For each row of a list its words, as one looks for them; made once."""
        return self.kept(f"words of {name}", lambda: _texts(listing))

    def latest(self, key: Hashable, made: Callable[[], T]) -> T:
        """What an address asks for, made once for each key; of the many that there may be only the latest are kept."""
        return self._latest.get(key, made)

    def kept(self, key: str, made: Callable[[], T]) -> T:
        """What a page works out of the whole record, made once; `key` is one of few."""
        return self._kept.get(key, made)

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        """Contacts over time, for a page and for a phone; nothing where none has a date."""
        return tuple(chart for size in (WIDE, NARROW) if (chart := contacts_over_time(self.record, size)))

    @cached_property
    def queue(self) -> tuple[Waiting, ...]:
        """What waits for review."""
        return review_queue(self.record)

    @cached_property
    def disputes(self) -> Mapping[str, tuple[Conflict | AgreementConflict, ...]]:
        """The conflicts of each contact and agreement, by its id."""
        found: dict[str, list[Conflict | AgreementConflict]] = {}
        for conflict in self.record.conflicts:
            found.setdefault(conflict.contact, []).append(conflict)
        for denied in self.record.agreement_conflicts:
            found.setdefault(denied.agreement, []).append(denied)
        return {key: tuple(conflicts) for key, conflicts in found.items()}

    @cached_property
    def findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings of each article that the record shows, in the order of the text."""
        found: dict[str, list[Finding]] = {}
        for item in all_merged(self.record):
            for report in item.reports:
                found.setdefault(report.article, []).append(report)
        for finding in (*self.record.positions, *self.record.statements):
            found.setdefault(finding.article, []).append(finding)
        return {key: tuple(sorted(some, key=lambda f: (f.spans[:1], f.id))) for key, some in found.items()}

    @cached_property
    def numbers(self) -> Counter[str]:
        """How many items each article reports."""
        return Counter({key: sum(f.id[:1] != "s" for f in found) for key, found in self.findings.items()})

    def changes(self, since: date | None) -> tuple[Change, ...]:
        """What changed from a day on, worked out once for each day asked for."""
        return self.latest(("changes of the record", since), lambda: find_changes(self.record, since))

    @cached_property
    def item_of(self) -> Mapping[str, str]:
        """For each report, by its record id, the id of the item that it tells of."""
        return {f"{r.article}:{r.id}": item.id for item in all_merged(self.record) for r in item.reports}


def _texts(listing: Listing) -> list[str]:
    rows = listing.entries.cells() if isinstance(listing.entries, Rows) else (e.cells for e in listing.entries)
    return [" ".join(plain(cell) for cell in cells).casefold() for cells in rows]
