"""Part of a record: what concerns some parties, an issue, or the time since a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from communique.model.findings import Finding, Findings, PersonReport, Position, Statement
from communique.model.record import (
    Agreement,
    AgreementConflict,
    Conflict,
    Contact,
    Deadline,
    Edition,
    Person,
    Proposal,
    Record,
)
from communique.model.when import parse_when
from communique.record import rows
from communique.record.build import build_record
from communique.record.decisions.decisions import as_read

F = TypeVar("F", bound=Finding)
C = TypeVar("C", Conflict, AgreementConflict)
_Reported = Contact | Agreement | Proposal | Deadline | Person


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
    Deadlines name no party: they stay where an article that reports them has something else that stays. Persons stay
    where they speak for a party asked for, or take part in a contact between those asked for.
    """
    if selection.as_of is not None and selection.as_of != record.as_of:
        record = as_known_on(record, selection.as_of)
    if selection == Selection(as_of=selection.as_of):
        return record
    wanted, since = selection.parties, _Since(selection.since, record)
    contacts = tuple(c for c in record.contacts if wanted <= {*c.parties, *c.mediators} and since.item(c))
    agreements = tuple(a for a in record.agreements if wanted <= set(a.parties) and since.item(a))
    positions = tuple(
        p
        for p in record.positions
        if (not wanted or p.party in wanted)
        and since.finding(p)
        and (selection.issue is None or p.issue == selection.issue)
    )
    proposals = tuple(p for p in record.proposals if (not wanted or p.proposer in wanted) and since.item(p))
    statements = tuple(s for s in record.statements if (not wanted or s.party in wanted) and since.finding(s))
    used = _articles_of(positions, (*contacts, *agreements, *proposals))
    deadlines = tuple(
        d for d in record.deadlines if since.item(d) and (not wanted or any(r.article in used for r in d.reports))
    )
    used |= _articles_of(statements, deadlines)
    persons = tuple(_persons(record, selection, since, contacts, (*positions, *statements)))
    if not wanted and selection.issue is None:
        used |= {article.id for article in record.articles.values() if since.article(article.id)}
    return replace(
        record,
        articles={key: article for key, article in record.articles.items() if key in used},
        duplicates={copy: original for copy, original in record.duplicates.items() if copy in used},
        editions=dict(_editions(record, selection, used)),
        contacts=contacts,
        positions=positions,
        agreements=agreements,
        proposals=proposals,
        deadlines=deadlines,
        statements=statements,
        persons=persons,
        conflicts=_disputes(record.conflicts, {contact.id for contact in contacts}, since),
        agreement_conflicts=_disputes(record.agreement_conflicts, {item.id for item in agreements}, since),
    )


def as_known_on(record: Record, day: date) -> Record:
    """The record as it could be known on an earlier day: merged anew from the reports published by then."""
    earlier = [edition for chain in record.editions.values() for edition in chain[:-1]]
    articles = [*record.articles.values(), *(edition.article for edition in earlier)]
    findings = as_read(findings_in(record), record.judgements)
    findings += [edition.findings for edition in earlier if edition.findings]
    view = build_record(articles, findings, as_of=day, decisions=record.judgements.decisions)
    return replace(view, failures=record.failures, undated=max(view.undated, record.undated))


def findings_in(record: Record) -> list[Findings]:
    """The findings that a record holds, article by article, as decisions left them."""
    kinds: Mapping[str, Mapping[str, list[Finding]]] = {
        **{name: _by_article(getattr(record, name)) for name in ("positions", "statements")},
        **{
            name: _by_article(sorted(_reports(getattr(record, name)), key=lambda r: (r.article, r.spans, r.id)))
            for name in ("contacts", "agreements", "proposals", "deadlines")
        },
        "persons": _by_article(
            sorted(
                (report for report in _reports(record.persons) if isinstance(report, PersonReport)),
                key=lambda r: (r.article, r.spans, r.id),
            )
        ),
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

    def finding(self, finding: Position | Statement) -> bool:
        return self.article(finding.article)

    def item(self, item: Contact | Agreement | Proposal | Deadline) -> bool:
        dated = None if isinstance(item, Proposal) else item.date
        return self._falls(dated) or any(self.article(report.article) for report in item.reports)

    def _falls(self, edtf: str | None) -> bool:
        when = parse_when(edtf) if edtf else None
        return self._day is None or (when is not None and when.latest is not None and when.latest >= self._day)


def _disputes(conflicts: Iterable[C], kept: set[str], since: _Since) -> tuple[C, ...]:
    """The conflicts of the items kept that are new in one of their two reports."""
    return tuple(
        conflict
        for conflict in conflicts
        if (conflict.contact if isinstance(conflict, Conflict) else conflict.agreement) in kept
        and any(since.article(report.article) for report in conflict.reports)
    )


def _persons(
    record: Record, selection: Selection, since: _Since, contacts: Iterable[Contact], said: Iterable[Finding]
) -> Iterator[Person]:
    """Those of a party asked for, or in a contact between parties asked for, with what of theirs stays."""
    ids = {contact.id for contact in contacts}
    kept = {(finding.article, finding.id) for finding in said}
    for person in record.persons:
        met = tuple(identifier for identifier in person.contacts if identifier in ids)
        own = person.party in selection.parties if selection.parties else True
        if (own or (met and selection.party is None)) and any(since.article(r.article) for r in person.reports):
            own_words = [r for r in person.reports if (r.article, r.id) in kept]
            yield replace(
                person,
                contacts=met,
                positions=tuple(r for r in own_words if isinstance(r, Position)),
                statements=sum(isinstance(r, Statement) for r in own_words),
            )


def _editions(record: Record, selection: Selection, used: set[str]) -> Iterator[tuple[str, tuple[Edition, ...]]]:
    """The editions of the articles that stay, and of those that had something of what was asked for once."""
    for key, chain in record.editions.items():
        part = tuple(replace(edition, findings=_part(edition.findings, selection)) for edition in chain)
        if key in used or any(edition.findings and any(rows.items_of(edition.findings)) for edition in part):
            yield key, part


def _part(findings: Findings | None, selection: Selection) -> Findings | None:
    """Those of an article's findings that concern the parties and the issue asked for."""
    if findings is None or not (selection.parties or selection.issue):
        return findings
    wanted = selection.parties
    return replace(
        findings,
        contacts=tuple(c for c in findings.contacts if wanted <= {*c.parties, *c.mediators}),
        positions=tuple(
            p
            for p in findings.positions
            if (not wanted or p.party in wanted) and (selection.issue is None or p.issue == selection.issue)
        ),
        agreements=tuple(a for a in findings.agreements if wanted <= set(a.parties)),
        proposals=tuple(p for p in findings.proposals if not wanted or p.proposer in wanted),
        deadlines=() if wanted else findings.deadlines,
        statements=tuple(s for s in findings.statements if not wanted or s.party in wanted),
    )


def _articles_of(findings: Iterable[Finding], items: Iterable[_Reported]) -> set[str]:
    return {finding.article for finding in findings} | {report.article for report in _reports(items)}


def _reports(items: Iterable[_Reported]) -> Iterator[Finding]:
    return (report for item in items for report in item.reports)


def _by_article(items: Iterable[F]) -> dict[str, list[F]]:
    found: dict[str, list[F]] = {}
    for item in items:
        found.setdefault(item.article, []).append(item)
    return found
