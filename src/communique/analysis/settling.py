"""Which disputes later reports have settled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.analysis.days import day_of
from communique.model.findings import ContactReport
from communique.model.record import Conflict, Contact, Record
from communique.model.when import parse_when
from communique.record.merging.profile import TOOK_PLACE
from communique.record.places import fit


def settled_by(record: Record, contact: Contact, conflict: Conflict) -> ContactReport | None:
    """The first later report that settles a dispute; None while it stands.

    A dispute is settled when reports that came out after both sides of it say that the contact took place, and all of
    them that speak of the field in dispute say what one of the two said, or, of the status, that it took place.
    Disputes among those who report it as having taken place stay as they are, and a copy of an article settles nothing.
    """
    days = [day_of(record, report) for report in conflict.reports]
    if None in days or all(report.status in TOOK_PLACE for report in conflict.reports):
        return None
    last = max(day for day in days if day)
    own = [report for report in contact.reports if report.article not in record.duplicates]
    later = [r for r in own if r.status in TOOK_PLACE and (day_of(record, r) or date.min) > last]
    telling = [report for report in later if conflict.about == "status" or _tells(report, conflict.about)]
    if not telling:
        return None
    if conflict.about == "status":
        return telling[0]
    sides = [any(_agree(conflict.about, report, side) for report in telling) for side in conflict.reports]
    every = all(any(_agree(conflict.about, report, side) for side in conflict.reports) for report in telling)
    return telling[0] if every and sum(sides) == 1 else None


def contact_conflicts(record: Record, contact: Contact) -> Sequence[Conflict]:
    """The disputes about one contact."""
    return [conflict for conflict in record.conflicts if conflict.contact == contact.id]


def _tells(report: ContactReport, about: str) -> bool:
    value = getattr(report, about, None)
    return bool(value) and getattr(value, "value", None) != "unknown"


def _agree(about: str, one: ContactReport, other: ContactReport) -> bool:
    mine, theirs = getattr(one, about, None), getattr(other, about, None)
    if about == "date" and one.date and other.date:
        first, second = parse_when(one.date), parse_when(other.date)
        return bool(first and second and first.overlaps(second))
    if about == "place" and one.place and other.place:
        return fit(one.place, other.place) in ("same", "within")
    return mine == theirs
