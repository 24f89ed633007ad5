"""How an item of the record stood at a moment: what its reports up to then say together, and what each report changed.

Which reports belong together is judged by all that is known now. So neither a later merge nor an identifier that
changes with it makes anything look new: an item is new on the day of its first report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar, cast

from communique.model.actors import Level
from communique.model.findings import AgreementReport, ContactReport, DeadlineReport, Directness, Finding
from communique.model.record import Agreement, Contact, Deadline, Proposal, Record, Term
from communique.model.when import certain
from communique.record.merging.agreements import make_agreement
from communique.record.merging.contact import make_contact
from communique.record.merging.deadlines import make_deadline
from communique.record.names import name_keys, same_person

Item = Contact | Agreement | Deadline | Proposal
I = TypeVar("I", Contact, Agreement, Deadline, Proposal)  # noqa: E741

FIELDS: Mapping[type, tuple[str, ...]] = {
    Contact: ("status", "date", "place", "level", "participants", "mediators", "directness"),
    Agreement: ("status", "date"),
    Deadline: ("date",),
    Proposal: ("terms",),
}
"""The fields whose changes are told, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One field before and after; None or () where it was not known before."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Step(Generic[I]):
    """One report of an item, what it changed, and how the item stood after it."""

    report: Finding
    shifts: tuple[Shift, ...]
    standing: I


def standing(record: Record, item: I, reports: Sequence[Finding]) -> I:
    """The item as some of its reports tell of it, whatever the order in which they became known.

    What a person edited stays as edited: it does not depend on reports.
    """
    reports = sorted(reports, key=lambda report: _published(record, report))
    found: Item
    if isinstance(item, Contact):
        articles = {report.article for report in item.reports}
        published = {key: record.articles[key].published for key in articles if key in record.articles}
        found = make_contact(item.id, cast("Sequence[ContactReport]", reports), published)
    elif isinstance(item, Agreement):
        found = make_agreement(item.id, cast("Sequence[AgreementReport]", reports))
    elif isinstance(item, Deadline):
        found = make_deadline(item.id, cast("Sequence[DeadlineReport]", reports))
    else:
        found = _proposal(item, reports)
    edited = {edit.field for edit in record.judgements.edits.get(item.id, ()) if hasattr(item, edit.field)}
    return replace(found, **{name: getattr(item, name) for name in edited})


def _published(record: Record, report: Finding) -> str:
    article = record.articles.get(report.article)
    return (article.published_day if article else None) or "9999"


def steps(record: Record, item: I, first: int = 0) -> tuple[Step[I], ...]:
    """What each report of an item changed, in the order of publication; only those from the `first` on."""
    reports: Sequence[Finding] = item.reports
    before = standing(record, item, reports[:first]) if first else None
    found = []
    for end in range(first + 1, len(reports) + 1):
        after = standing(record, item, reports[:end])
        found.append(Step(reports[end - 1], shifts(before, after) if before is not None else (), after))
        before = after
    return tuple(found)


def deciding(life: Sequence[Step[I]], field: str) -> Finding:
    """The report since which a field has been as it is after the last of these steps."""
    found = life[-1]
    for step in reversed(life):
        if getattr(step.standing, field) != getattr(life[-1].standing, field):
            break
        found = step
    return found.report


def shifts(before: I, after: I) -> tuple[Shift, ...]:
    """The fields in which two standings of one item differ, the weightiest first."""
    found = []
    for field in FIELDS[type(after)]:
        old, new = getattr(before, field), getattr(after, field)
        if field in ("participants", "mediators", "terms"):
            new = tuple(value for value in new if not any(_same(field, value, other) for other in old))
            old = ()
            if not new:
                continue
        if not (_is_unknown(new) or _alike(field, old, new)):
            found.append(Shift(field, None if _is_unknown(old) else old, new))
    return tuple(found)


def _alike(field: str, old: object, new: object) -> bool:
    """True for the same value; how sure a date is makes it no other."""
    if field == "date" and isinstance(old, str) and isinstance(new, str):
        return certain(old) == certain(new)
    return old == new


def _same(field: str, one: object, other: object) -> bool:
    if isinstance(one, Term) and isinstance(other, Term):
        return one.words == other.words
    if field == "mediators" or one == other:
        return one == other
    keys, others = name_keys(str(one)), name_keys(str(other))
    return bool(keys and others) and same_person(keys, others)


def _is_unknown(value: object) -> bool:
    return value is None or value in (Level.UNKNOWN, Directness.UNKNOWN)


def _proposal(item: Proposal, reports: Sequence[Finding]) -> Proposal:
    known = {(report.article, report.id) for report in reports}
    terms = []
    for term in item.terms:
        told = tuple(r for r in term.reports if (r.article, r.id) in known)
        if told:
            terms.append(replace(term, reports=told))
    kept = tuple(r for r in item.reports if (r.article, r.id) in known)
    return replace(item, terms=tuple(terms), reports=kept)
