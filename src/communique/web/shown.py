"""A record as the desk shows it: loaded once, with what its pages look up, until the record file changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property

from communique.analysis.changes import USUAL
from communique.analysis.days import last_day
from communique.analysis.review_queue import Waiting, review_queue
from communique.analysis.stances import Thread, stance_threads
from communique.errors import UsageError
from communique.model.findings import Finding
from communique.model.record import AgreementConflict, Conflict, Record
from communique.record.items import Catalogue, Item, all_merged
from communique.reports.listing import Listing
from communique.reports.references import References
from communique.reports.view import View
from communique.web.contact_index import ContactIndex


class NotHereError(UsageError):
    """An address leads to nothing in the record."""


class Shown:
    """One state of a record. Everything in it is worked out when it is first asked for, and then kept.

    `revision` is that of the file when it was loaded, `made_at` the moment, with its zone.
    """

    def __init__(self, record: Record, revision: int, made_at: datetime) -> None:
        self.record = record
        self.revision = revision
        self.made_at = made_at
        self._listings: dict[str, Listing] = {}

    def view(self, since: date | None = None) -> View:
        """A fresh view, for one page: references are numbered from one."""
        until = self.until
        start = since or (until - USUAL if until else None)
        view = View(self.record, References(self.record), until, start, since is not None)
        view.__dict__["threads"] = self.threads
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
    def contacts(self) -> ContactIndex:
        """The contacts, to be found by facets."""
        return ContactIndex(self.record)

    def listing(self, name: str, made: Callable[[Record], Listing]) -> Listing:
        """A list of the whole record, made once."""
        if name not in self._listings:
            self._listings[name] = made(self.record)
        return self._listings[name]

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
    def item_of(self) -> Mapping[str, str]:
        """For each report, by its record id, the id of the item that it tells of."""
        return {f"{r.article}:{r.id}": item.id for item in all_merged(self.record) for r in item.reports}
