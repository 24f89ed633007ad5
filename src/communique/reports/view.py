"""What the parts of a report share: the record, its day, the references, and the order of its items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, partial
from typing import TypeVar

from communique.analysis.change import Change
from communique.analysis.changes import USUAL, find_changes
from communique.analysis.days import day_of, days, last_day
from communique.analysis.per_record import per_record
from communique.model.findings import ContactReport, Finding, Issue, Status
from communique.model.record import Agreement, Conflict, Contact, Deadline, Proposal, Record
from communique.model.when import parse_when
from communique.reports.dates import on_date, say_date, say_day
from communique.reports.document import Line, Ref, Text, line, soft
from communique.reports.doubt import is_doubtful
from communique.reports.references import References, report_count
from communique.reports.wording import mark, parties_label, speaker, status_group, status_label

F = TypeVar("F", bound=Finding)
M = TypeVar("M", Contact, Agreement, Proposal, Deadline)
GROUPS = ("held", "under_way", "coming", "lapsed", "dormant", "called_off", "refused")
"""The parts of a brief that contacts stand in, in the order of reading."""
SILENCE = timedelta(days=60)
"""After how long without a report a plan without a day, or a contact under way, is no longer shown as such."""
RECALLED = timedelta(days=90)
"""What had been agreed so long before it was first reported is recalled, and no news."""
MONTH = 31
"""A date of more days than this is no point in time."""
NAMED = 4
"""How many participants a line names."""


@dataclass(frozen=True)
class View:
    """A record as one report looks at it; dates of the report's own year are written without the year.

    `as_of` is the last day of the record; `since` is the first of the days that count as new.
    """

    record: Record
    refs: References
    as_of: date | None
    since: date | None
    since_given: bool

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What changed since the view's day; several parts of a report ask."""
        return find_changes(self.record, self.since)

    @property
    def grouped(self) -> Mapping[str, list[Contact]]:
        """The contacts of each group, in the order of reading: past ones latest first, coming ones soonest first."""
        return _grouped(self.record)

    @property
    def year(self) -> int | None:
        return self.as_of.year if self.as_of else None

    def day(self, edtf: str | None) -> str:
        return say_date(edtf, self.year)

    def on(self, edtf: str | None) -> str:
        return on_date(edtf, self.year)

    def published(self, finding: Finding) -> date | None:
        """The day on which the article with this finding came out."""
        return day_of(self.record, finding)

    def said_on(self, finding: Finding) -> str:
        """The same in words; "" when unknown."""
        day = self.published(finding)
        return say_day(day, self.year) if day else ""

    def is_new(self, finding: Finding) -> bool:
        day = self.published(finding)
        return bool(self.since and day and day >= self.since)

    def newest(self, findings: Iterable[F]) -> list[F]:
        """Findings with the latest publication first; undated ones last; else in the order of the record."""
        known = days(self.record)
        return sorted(findings, key=lambda item: known.get(item.article) or date.min, reverse=True)

    def latest(self, items: Iterable[M]) -> list[M]:
        """Items of the record with the latest reported first; undated ones last; else in the order of the record."""
        return sorted(items, key=lambda item: self.last_report(item.reports), reverse=True)

    def news_first(self, agreements: Iterable[Agreement]) -> list[Agreement]:
        """Agreements with the latest reported first, those of long before anybody reported them behind all others."""
        return sorted(self.latest(agreements), key=self._is_recalled)

    def _is_recalled(self, agreement: Agreement) -> bool:
        when = parse_when(agreement.date) if agreement.date else None
        first = min((day for report in agreement.reports if (day := self.published(report))), default=None)
        return bool(when and when.latest and first and first - when.latest > RECALLED)

    def last_report(self, reports: Iterable[Finding]) -> date:
        """The day of the last of some reports; the first day of the calendar when unknown."""
        known = days(self.record)
        return max((known.get(report.article) or date.min for report in reports), default=date.min)

    def cite(self, *findings: Finding) -> tuple[Ref, ...]:
        return self.refs.cite_each(findings)

    def conflicts_of(self, contact: Contact) -> Sequence[Conflict]:
        return _conflicts(self.record).get(contact.id, ())


def make_view(record: Record, since: date | None = None) -> View:
    """A view as of the record's own day, or of its latest publication; never of today."""
    as_of = last_day(record)
    start = since or (as_of - USUAL if as_of else None)
    return View(record, References(record), as_of, start, since is not None)


@per_record
def _grouped(record: Record) -> dict[str, list[Contact]]:
    view = make_view(record)
    grouped: dict[str, list[Contact]] = {}
    for contact in record.contacts:
        grouped.setdefault(group_of(view, contact), []).append(contact)
    for name, contacts in grouped.items():
        contacts.sort(key=_soonest if name == "coming" else partial(_latest, view.as_of or date.max))
    return {name: grouped[name] for name in GROUPS if name in grouped}


@per_record
def _conflicts(record: Record) -> dict[str, list[Conflict]]:
    found: dict[str, list[Conflict]] = {}
    for conflict in record.conflicts:
        found.setdefault(conflict.contact, []).append(conflict)
    return found


def group_of(view: View, contact: Contact) -> str:
    """The part of the brief a contact belongs to.

    What was to come is "lapsed" when its day has passed unreported; what was to come without a day, or was under way,
    is "dormant" when nobody has reported on it for long.
    """
    group = status_group(contact.status)
    if group not in ("coming", "under_way") or view.as_of is None:
        return group
    when = parse_when(contact.date) if contact.date else None
    if group == "coming" and when and when.latest:
        return "lapsed" if when.latest < view.as_of else group
    last = max((day for report in contact.reports if (day := view.published(report))), default=None)
    return "dormant" if last and view.as_of - last > SILENCE else group


def deciding_report(contact: Contact) -> ContactReport:
    """The latest report that gives the contact the status that the record shows, doubtful only where all are."""
    telling = [report for report in contact.reports if report.status is contact.status]
    firm = [report for report in telling if not is_doubtful([report])]
    return (firm or telling or contact.reports)[-1]


def status_words(view: View, contact: Contact) -> str:
    """The status with its speaker and, unless it is held, the day it was reported: "planned, said Ann Lee, 3 Mar"."""
    report = deciding_report(contact)
    words = [status_label(contact.status)]
    if report.said_by:
        words.append(f"said {speaker(report.said_by)}")
    if contact.status is Status.HELD:
        words += [f"reported {view.said_on(report)}"] if not contact.date and view.said_on(report) else []
    elif view.said_on(report):
        words.append(view.said_on(report) if report.said_by else f"as of {view.said_on(report)}")
    return ", ".join(words)


def marks(view: View, contact: Contact) -> Line:
    """The contact's mark; two marks where reports disagree on its status."""
    found = [contact.status]
    for conflict in view.conflicts_of(contact):
        if conflict.about == "status":
            statuses = {report.status for report in conflict.reports}
            found = [contact.status, *sorted(statuses - {contact.status})][:2]
            found = found if len(found) == 2 else found * 2
            break
    return tuple(Text(mark(status), status=status) for status in found)


def participants_line(contact: Contact) -> Line:
    """The persons who take part, at most a few, and how many more."""
    names = list(contact.participants)
    if not names:
        return ()
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return line(soft(", ".join(names[:NAMED]) + more))


def who_label(contact: Contact) -> str:
    """Parties by name, with the mediators: "Iran – United States, through Oman"."""
    through = f", through {parties_label(contact.mediators)}" if contact.mediators else ""
    return parties_label(contact.parties) + through


def reports_line(view: View, reports: Sequence[ContactReport]) -> Line:
    """ "3 reports, 2 independent [1][2]"; the references are to the latest independent ones."""
    newest = view.newest(reports)
    return line(soft(report_count(reports, view.record)), " ", view.refs.cite_each(newest))


def principal_parties(record: Record, limit: int = 3) -> tuple[str, ...]:
    """The parties that the record is mostly about: the pair that most contacts share, else the most frequent ones."""
    pairs = _pairs(record)
    if pairs and pairs[0][1] * 2 >= len(record.contacts):
        return pairs[0][0]
    return _most_frequent(record)[:limit]


@per_record
def _pairs(record: Record) -> Sequence[tuple[tuple[str, ...], int]]:
    """The pairs of parties with the number of contacts that they share, the most frequent first."""
    return Counter(contact.parties for contact in record.contacts if len(contact.parties) == 2).most_common()


@per_record
def times_heard(record: Record) -> Mapping[tuple[str, Issue], int]:
    """How many positions each party has on each issue."""
    return Counter((position.party, position.issue) for position in record.positions)


@per_record
def _most_frequent(record: Record) -> tuple[str, ...]:
    """The parties of contacts and positions, the most frequent first."""
    single = Counter(code for contact in record.contacts for code in contact.parties)
    single.update(dict.fromkeys((party for party, _ in times_heard(record)), 1))
    return tuple(code for code, _ in single.most_common())


def main_pairs(record: Record, limit: int = 3) -> list[tuple[str, ...]]:
    """The pairs that share most contacts, where none of them is what the record is mostly about; else none."""
    common = _pairs(record)[:limit]
    return [pair for pair, _ in common] if len(common) > 1 and common[0][1] * 4 < len(record.contacts) else []


def _latest(as_of: date, contact: Contact) -> tuple[int, int, str]:
    """The last first; what is only known to lie in a season or year stands where that begins."""
    when = parse_when(contact.date) if contact.date else None
    day = min((when.latest or when.earliest or date.min), max(as_of, when.earliest or as_of)) if when else None
    if when and when.earliest and (when.days or 0) > MONTH:
        day = when.earliest
    return -(day or date.min).toordinal(), contact.level.rank, contact.id


def _soonest(contact: Contact) -> tuple[int, int, int, str]:
    when = parse_when(contact.date) if contact.date else None
    day = (when.latest or when.earliest) if when else None
    firmness = list(Status).index(contact.status)
    return (day or date.max).toordinal(), firmness, contact.level.rank, contact.id
