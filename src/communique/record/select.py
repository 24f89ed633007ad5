"""Part of a record: what concerns some parties, an issue, or the time since a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from communique.model.findings import (
    AgreementReport,
    DeadlineReport,
    Finding,
    Findings,
    Position,
    ProposalReport,
    Statement,
)
from communique.model.record import Conflict, Contact, Record
from communique.model.when import parse_when
from communique.record.build import build_record

F = TypeVar("F", bound=Finding)


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader asked for.

    `since` keeps what was reported or took place on or after that day, `as_of` is the day of the record itself,
    `between` parties that must all take part, `party` one that must, `issue` that of positions.
    """

    since: date | None = None
    as_of: date | None = None
    between: tuple[str, ...] = ()
    party: str | None = None
    issue: str | None = None

    @property
    def parties(self) -> frozenset[str]:
        """Every party asked for."""
        return frozenset((*self.between, *((self.party,) if self.party else ())))


def select(record: Record, selection: Selection) -> Record:
    """The part of the record that the selection asks for, with the articles that it rests on.

    Contacts and agreements must have all the parties asked for among them, as parties or mediators; positions,
    proposals and statements must be those of one of them. A contact is kept whole, with its earlier reports.
    Deadlines name no party: they stay where their article has something else that stays.
    """
    if selection.as_of is not None and selection.as_of != record.as_of:
        record = as_known_on(record, selection.as_of)
    if selection == Selection(as_of=selection.as_of):
        return record
    wanted, since = selection.parties, _Since(selection.since, record)
    contacts = tuple(c for c in record.contacts if wanted <= {*c.parties, *c.mediators} and since.contact(c))
    agreements = tuple(a for a in record.agreements if wanted <= set(a.parties) and since.finding(a))
    positions = tuple(
        p
        for p in record.positions
        if (not wanted or p.party in wanted)
        and since.finding(p)
        and (selection.issue is None or p.issue == selection.issue)
    )
    proposals = tuple(p for p in record.proposals if (not wanted or p.proposer in wanted) and since.finding(p))
    statements = tuple(s for s in record.statements if (not wanted or s.party in wanted) and since.finding(s))
    used = _articles_of((*positions, *agreements, *proposals), contacts)
    deadlines = tuple(d for d in record.deadlines if since.finding(d) and (not wanted or d.article in used))
    used |= _articles_of((*deadlines, *statements), ())
    if not wanted and selection.issue is None:
        used |= {article.id for article in record.articles.values() if since.article(article.id)}
    return replace(
        record,
        articles={key: article for key, article in record.articles.items() if key in used},
        duplicates={copy: original for copy, original in record.duplicates.items() if copy in used},
        contacts=contacts,
        positions=positions,
        agreements=agreements,
        proposals=proposals,
        deadlines=deadlines,
        statements=statements,
        conflicts=_conflicts(record, contacts, since),
    )


def as_known_on(record: Record, day: date) -> Record:
    """The record as it could be known on an earlier day: merged anew from the reports published by then."""
    findings = findings_in(record)
    view = build_record(record.articles.values(), findings, as_of=day, failures=record.failures)
    return replace(view, undated=max(view.undated, record.undated))


def findings_in(record: Record) -> list[Findings]:
    """The findings that a record was built from, article by article."""
    reports = [report for contact in record.contacts for report in contact.reports]
    kinds: Mapping[str, Mapping[str, list[Finding]]] = {
        "contacts": _by_article(sorted(reports, key=lambda r: (r.article, r.spans, r.id))),
        **{
            name: _by_article(getattr(record, name))
            for name in ("positions", "agreements", "proposals", "deadlines", "statements")
        },
    }
    return [
        Findings(
            article.id,
            article.published,
            **{name: tuple(items.get(article.id, ())) for name, items in kinds.items()},  # type: ignore[arg-type]
        )
        for article in record.articles.values()
    ]


class _Since:
    """What was reported, or is to happen, on or after a day; everything when no day is given."""

    def __init__(self, day: date | None, record: Record) -> None:
        self._day = day
        self._published = {key: article.published_day for key, article in record.articles.items()}

    def article(self, article: str) -> bool:
        published = self._published.get(article)
        return self._day is None or (published is not None and published >= self._day.isoformat())

    def finding(self, item: AgreementReport | DeadlineReport | Position | ProposalReport | Statement) -> bool:
        dated = item.date if isinstance(item, AgreementReport | DeadlineReport) else None
        return self.article(item.article) or self._falls(dated)

    def contact(self, contact: Contact) -> bool:
        return self._falls(contact.date) or any(self.article(report.article) for report in contact.reports)

    def _falls(self, edtf: str | None) -> bool:
        when = parse_when(edtf) if edtf else None
        return self._day is None or (when is not None and when.latest is not None and when.latest >= self._day)


def _conflicts(record: Record, contacts: Iterable[Contact], since: _Since) -> tuple[Conflict, ...]:
    kept = {contact.id for contact in contacts}
    return tuple(
        conflict
        for conflict in record.conflicts
        if conflict.contact in kept and any(since.article(report.article) for report in conflict.reports)
    )


def _articles_of(items: Iterable[Finding], contacts: Iterable[Contact]) -> set[str]:
    return {item.article for item in items} | {report.article for contact in contacts for report in contact.reports}


def _by_article(items: Iterable[F]) -> dict[str, list[F]]:
    found: dict[str, list[F]] = {}
    for item in items:
        found.setdefault(item.article, []).append(item)
    return found
