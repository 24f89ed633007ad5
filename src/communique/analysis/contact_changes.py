"""Changes of contacts: new ones, what became of those known, days that passed, disputes that arose or were settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta

from communique.analysis.change import Change, ChangeKind
from communique.analysis.days import Slip, slip
from communique.analysis.settling import settled_by
from communique.analysis.standing import Shift, deciding, shifts, standing, steps
from communique.analysis.window import Window
from communique.model.actors import Level
from communique.model.findings import ContactReport, Finding, Status
from communique.model.record import Conflict, Contact
from communique.model.when import certain, parse_when
from communique.record.conflicts.conflicts import find_conflicts
from communique.record.merging.profile import COMING, TOOK_PLACE
from communique.record.speakers import speakers_in

BARE = 90
"""The weight of what is said of a contact of which nothing but the parties is known: after everything else."""
RECALLED = 95
NEWS = timedelta(days=3)
"""What took place longer before its first report is not news, but recalled."""
_HOPED = frozenset({Status.PROPOSED, Status.POSSIBLE})
_FIELDS = {
    "status": (ChangeKind.STATUS, 0),
    "date": (ChangeKind.DATE, 10),
    "level": (ChangeKind.LEVEL, 20),
    "place": (ChangeKind.PLACE, 30),
    "participants": (ChangeKind.PARTICIPANTS, 40),
    "mediators": (ChangeKind.MEDIATORS, 40),
    "directness": (ChangeKind.DIRECTNESS, 40),
}
_PASSED, _DISPUTED, _SETTLED = 20, 0, 20


def is_bare(contact: Contact) -> bool:
    """True where nobody says when, where, at which level or through whom: that two parties talk, and no more."""
    known = contact.date or contact.place or contact.participants or contact.mediators
    return not known and contact.level is Level.UNKNOWN


def is_recalled(edtf: str | None, told: date) -> bool:
    """True for what came about longer before it was first told than news takes."""
    when = parse_when(edtf) if edtf else None
    return when is not None and when.latest is not None and told - when.latest > NEWS


def contact_changes(window: Window) -> Iterator[Change]:
    """What changed of each contact, and of the disputes about it."""
    disputes: dict[str, list[Conflict]] = {}
    for conflict in window.record.conflicts:
        disputes.setdefault(conflict.contact, []).append(conflict)
    reported = window.contacts()
    before_it = _disputed_before(window, [contact for contact in reported if contact.id in disputes])
    for contact in window.contacts_over():
        yield from _passed(contact)
    for contact in reported:
        old, new = window.split(contact.reports)
        if new and old:
            before = standing(window.record, contact, old)
            yield from _shifted(window, replace(contact, reports=(*old, *new)), before)
        elif new and len(new) == len(contact.reports):
            # With an undated report among them nobody knows since when it has been known.
            yield _new(window, contact, new)
        if new:
            yield from _disputes(window, contact, disputes.get(contact.id, []), before_it)


def _new(window: Window, contact: Contact, new: Sequence[ContactReport]) -> Change:
    past = contact.status in TOOK_PLACE and is_recalled(contact.date, window.day(new[0]))
    base = 20 if contact.status in _HOPED else 10 if contact.status in COMING else 0
    weight = RECALLED if past else BARE if is_bare(contact) else base + contact.level.rank
    # The reports that give it the status that it has lead.
    telling = sorted(new, key=lambda report: report.status is not contact.status)
    kind = ChangeKind.RECALLED if past else ChangeKind.CONTACT
    return Change(kind, contact.id, contact, window.day(new[0]), weight, tuple(telling), after=contact.status)


def _shifted(window: Window, contact: Contact, before: Contact) -> Iterator[Change]:
    """The fields in which the contact stands otherwise than before, each with the report that brought it there."""
    found = shifts(before, standing(window.record, contact, contact.reports))
    life = steps(window.record, contact, len(before.reports)) if found else ()
    for shift in found:
        kind, base = _FIELDS[shift.field]
        change = deciding(life, shift.field)
        agreeing = [s.report for s in life if s.report is not change and gives(s.report, shift.field, shift.after)]
        told = [r for r in before.reports if shift.before is not None and gives(r, shift.field, shift.before)]
        yield Change(
            kind,
            contact.id,
            contact,
            window.day(change),
            BARE if is_bare(contact) else base + _lightness(shift) + contact.level.rank,
            (change, *agreeing),
            shift.before,
            shift.after,
            tuple(reversed(told or before.reports)),
            moved(shift) if shift.field == "date" else None,
        )


def _lightness(shift: Shift) -> int:
    """How much less it weighs where a plan is only said to be more or less firm, or a date is made more precise."""
    slip = moved(shift) if shift.field == "date" else None
    precise = slip is not None and slip.low == slip.high == 0
    return 20 if precise else 15 if shift.before in COMING and shift.after in COMING else 0


def moved(shift: Shift) -> Slip | None:
    """How far a date has moved; 0 where it was only made more precise."""
    if not (isinstance(shift.before, str) and isinstance(shift.after, str)):
        return None
    return slip(parse_when(shift.before), parse_when(shift.after))


def gives(report: Finding, field: str, value: object) -> bool:
    """True when one report says just this of a field, however sure it is of a date."""
    told = getattr(report, field, None)
    return told == (certain(value) if field == "date" and isinstance(value, str) else value)


def _passed(contact: Contact) -> Iterator[Change]:
    """The days for which a contact was announced went by in the window, and nobody reports what came of it."""
    when = parse_when(contact.date) if contact.date else None
    if contact.status not in COMING or when is None or when.latest is None:
        return
    told = [r for r in contact.reports if r.date and r.status in COMING] or list(contact.reports)
    day = when.latest + timedelta(days=1)
    weight = BARE if is_bare(contact) else _PASSED + contact.level.rank
    yield Change(ChangeKind.DAY_PASSED, contact.id, contact, day, weight, tuple(reversed(told)), contact.date)


def _disputes(
    window: Window, contact: Contact, conflicts: Sequence[Conflict], before: Set[tuple[str, str]]
) -> Iterator[Change]:
    """Fields on which reports contradict each other since the window began, and those that were settled in it."""
    seen: set[tuple[str, ContactReport | None]] = set()
    for conflict in conflicts:
        settled = settled_by(window.record, contact, conflict)
        about = conflict.about
        if settled is not None and window.is_new(settled) and (about, settled) not in seen:
            seen.add((about, settled))
            yield _dispute(window, ChangeKind.SETTLED, contact, conflict, (settled, *conflict.reports))
        elif settled is None and (contact.id, about) not in before and (about, None) not in seen:
            seen.add((about, None))
            later_first = sorted(conflict.reports, key=window.day, reverse=True)
            yield _dispute(window, ChangeKind.DISPUTE, contact, conflict, tuple(later_first))


def _dispute(
    window: Window, kind: ChangeKind, contact: Contact, conflict: Conflict, reports: tuple[ContactReport, ...]
) -> Change:
    base = _DISPUTED if kind is ChangeKind.DISPUTE else _SETTLED
    return Change(
        kind, contact.id, contact, window.day(reports[0]), base + contact.level.rank, reports, conflict=conflict
    )


def _disputed_before(window: Window, contacts: Iterable[Contact]) -> Set[tuple[str, str]]:
    """Contacts, by id, and fields on which the reports of before the window contradict each other."""
    record = window.record
    known = [replace(contact, reports=tuple(window.split(contact.reports)[0])) for contact in contacts]
    known = [contact for contact in known if len(contact.reports) > 1]
    if not known:
        return frozenset()
    published = {article.id: article.published for article in record.articles.values()}
    found = find_conflicts(known, published, record.duplicates, speakers_in(record.statements))
    return {(conflict.contact, conflict.about) for conflict in found}
