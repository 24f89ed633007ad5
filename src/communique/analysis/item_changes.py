"""Changes of agreements, proposals, deadlines and offices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from communique.analysis.change import Change, ChangeKind
from communique.analysis.contact_changes import RECALLED, gives, is_recalled, moved
from communique.analysis.matters import office_words
from communique.analysis.standing import deciding, shifts, standing, steps
from communique.analysis.window import Window
from communique.model.findings import AgreementReport, AgreementStatus
from communique.model.record import Agreement, Deadline, Office, Person, Proposal
from communique.model.when import parse_when
from communique.reading.actors.offices import office_level

_DISPUTED = 3
BROKEN = frozenset({AgreementStatus.SUSPENDED, AgreementStatus.VIOLATED, AgreementStatus.DENIED})
_FIELDS = {"status": ChangeKind.AGREEMENT_STATUS, "date": ChangeKind.AGREEMENT_DATE}
_WEIGHTS = {ChangeKind.AGREEMENT_STATUS: 5, ChangeKind.AGREEMENT_DATE: 40}


def agreement_changes(window: Window) -> Iterator[Change]:
    """New agreements, and those that were signed, came into force, were broken or denied."""
    denied = {conflict.agreement: conflict for conflict in window.record.agreement_conflicts}
    for agreement in window.agreements():
        old, new = window.split(agreement.reports)
        conflict = denied.get(agreement.id)
        if conflict is not None and any(report in new for report in conflict.reports):
            # The later of claim and denial has come out in the window: it is disputed since then.
            later_first = tuple(sorted(conflict.reports, key=window.day, reverse=True))
            day = window.day(later_first[0])
            yield Change(ChangeKind.DISPUTE, agreement.id, agreement, day, _DISPUTED, later_first, conflict=conflict)
        if new and old:
            known = replace(agreement, reports=(*old, *new))
            yield from _agreement(window, known, standing(window.record, known, old))
        elif new and len(new) == len(agreement.reports):
            yield _new_agreement(agreement, window.day(new[0]), tuple(new))


def _new_agreement(agreement: Agreement, day: date, reports: tuple[AgreementReport, ...]) -> Change:
    """One that is reported for the first time: news, unless it is of long before and neither broken nor denied."""
    broken = agreement.status in BROKEN
    past = not broken and is_recalled(agreement.date, day)
    kind = ChangeKind.AGREEMENT_RECALLED if past else ChangeKind.AGREEMENT
    weight = 0 if broken else RECALLED if past else 10
    return Change(kind, agreement.id, agreement, day, weight, reports, after=agreement.status)


def _agreement(window: Window, agreement: Agreement, before: Agreement) -> Iterator[Change]:
    found = shifts(before, standing(window.record, agreement, agreement.reports))
    life = steps(window.record, agreement, len(before.reports)) if found else ()
    for shift in found:
        kind = _FIELDS[shift.field]
        report = deciding(life, shift.field)
        told = [r for r in before.reports if gives(r, shift.field, shift.before)] or list(before.reports)
        slip = moved(shift) if shift.field == "date" else None
        if slip is not None and slip.low == slip.high == 0:
            continue  # The day of signature within the days that were named before: no news.
        weight = 0 if shift.after in BROKEN else _WEIGHTS[kind]
        yield Change(
            kind, agreement.id, agreement, window.day(report), weight, (report,), shift.before, shift.after,
            tuple(reversed(told)), slip,
        )  # fmt: skip


def proposal_changes(window: Window) -> Iterator[Change]:
    """New proposals, and new terms of those known."""
    for proposal in window.proposals():
        old, new = window.split(proposal.reports)
        if not new or len(old) + len(new) < len(proposal.reports):
            continue
        if not old:
            yield Change(ChangeKind.PROPOSAL, proposal.id, proposal, window.day(new[0]), 20, tuple(new))
            continue
        before = standing(window.record, proposal, old)
        for shift in shifts(before, proposal):
            yield _terms(window, proposal, before, shift.after)


def _terms(window: Window, proposal: Proposal, before: Proposal, added: object) -> Change:
    terms = added if isinstance(added, tuple) else ()
    reports = {(r.article, r.id): r for term in terms for r in term.reports}
    told = sorted(reports.values(), key=window.day)
    return Change(
        ChangeKind.TERMS, proposal.id, proposal, window.day(told[0]), 25, tuple(told),
        after=tuple(term.words for term in terms), earlier=before.reports,
    )  # fmt: skip


def deadline_changes(window: Window) -> Iterator[Change]:
    """New time limits, those that were moved, and those that ran out; with what is reported after they did."""
    for deadline in window.deadlines():
        old, new = window.split(deadline.reports)
        if new and not old and len(new) == len(deadline.reports):
            yield Change(
                ChangeKind.DEADLINE, deadline.id, deadline, window.day(new[0]), 30, tuple(new), after=deadline.date
            )
        elif new and old:
            yield from _moved(window, replace(deadline, reports=(*old, *new)))
    for deadline in window.deadlines_over():
        when = parse_when(deadline.date) if deadline.date else None
        if when is not None and when.latest is not None:
            after = [r for r in deadline.reports if (day := window.day(r)) > when.latest and day <= window.until]
            told = [r for r in deadline.reports if r not in after]
            # What came out long after it had passed does not tell of a time limit that ran out in the window.
            if told:
                day = when.latest + timedelta(days=1)
                yield Change(
                    ChangeKind.DEADLINE_PASSED, deadline.id, deadline, day, 15, tuple(after) or tuple(told[::-1]),
                    deadline.date, tuple(after) or None, tuple(told[::-1]),
                )  # fmt: skip


def _moved(window: Window, deadline: Deadline) -> Iterator[Change]:
    old, _ = window.split(deadline.reports)
    before = standing(window.record, deadline, old)
    moves = shifts(before, standing(window.record, deadline, deadline.reports))
    life = steps(window.record, deadline, len(old)) if moves else ()
    for shift in moves:
        slip = moved(shift)
        if slip is None or not slip.low == slip.high == 0:
            report = deciding(life, shift.field)
            yield Change(
                ChangeKind.DEADLINE_DATE, deadline.id, deadline, window.day(report), 15, (report,), shift.before,
                shift.after, tuple(reversed(old)), slip,
            )  # fmt: skip


def office_changes(window: Window) -> Iterator[Change]:
    """Persons whom reports give an office that none gave them before, after the one that they had.

    An office that goes on being reported is not followed by another: both are words for one.
    """
    since, until = window.since.isoformat(), window.until.isoformat()
    for person in window.record.persons:
        for place, office in enumerate(person.offices):
            if office.first is None or not since <= office.first[:10] <= until:
                continue
            if window.known is not None and not all(window.is_new(report) for report in office.reports):
                continue
            known = [o for o in person.offices[:place] if o.first and o.first < office.first]
            before = [o for o in known if (o.last or "") < office.first]
            if before and before == known and not any(_one_office(office, other) for other in known):
                yield _office(window, person, office, known[-1])


def _office(window: Window, person: Person, office: Office, before: Office) -> Change:
    reports = [r for r in person.reports if getattr(r, "office", None) == office.title]
    earlier = [r for r in person.reports if getattr(r, "office", None) == before.title]
    _, new = window.split(reports)
    level = min(office_level(office.title).rank, office_level(before.title).rank)
    day = date.fromisoformat((office.first or "")[:10])
    return Change(
        ChangeKind.OFFICE, person.id, person, day, 30 + level, tuple(new or reports), before, office,
        tuple(reversed(earlier)),
    )  # fmt: skip


def _one_office(one: Office, other: Office) -> bool:
    """True where two wordings can be of one office ("foreign minister", "minister"), or one is none in particular."""
    if one.party and other.party and one.party != other.party:
        return False
    mine, theirs = office_words(one.title), office_words(other.title)
    return mine <= theirs or theirs <= mine
