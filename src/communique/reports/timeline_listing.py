"""Contacts, agreements and deadlines in the order of their dates; a lane of its own for what has none."""

from __future__ import annotations

from datetime import date
from typing import Any

from communique.model.record import Agreement, Contact, Deadline, Record
from communique.model.when import parse_when
from communique.reports.contact_lines import what_words
from communique.reports.document import Line, line, quote, soft, strong
from communique.reports.listing import Column, Entry, Listing
from communique.reports.outcomes import before_words, due, has_passed, standing_words
from communique.reports.references import report_count
from communique.reports.view import View, group_of, make_view, marks
from communique.reports.wording import DASH, shorten, status_label

KEYS = ("date", "type", "status", "parties", "what", "id", "reports")
COLUMNS = (Column("when"), Column("what", 6), Column("parties", 2), Column("status", 2), Column("id", 2, 110))


def list_timeline(record: Record) -> Listing:
    """Every dated item in order, then those without a date; a plan stands at its day as a plan."""
    view = make_view(record)
    rows = [_contact(view, contact) for contact in record.contacts]
    rows += [_agreement(view, agreement) for agreement in record.agreements]
    rows += [_deadline(view, deadline) for deadline in record.deadlines]
    rows.sort(key=lambda row: row[0])
    undated = sum(not entry.data["date"] for _, entry in rows)
    note = f"{undated} without a date, last" if undated else ""
    return Listing("entries", KEYS, COLUMNS, tuple(entry for _, entry in rows), note)


Keyed = tuple[tuple[date, date, str], Entry]


def _contact(view: View, contact: Contact) -> Keyed:
    lapsed = "; no report since" if group_of(view, contact) in ("lapsed", "dormant") else ""
    disputed = ", disputed" if view.conflicts_of(contact) else ""
    status = line(status_label(contact.status), strong(disputed), soft(lapsed))
    data = {
        "date": contact.date,
        "type": contact.kind.value,
        "status": contact.status.value,
        "parties": list(contact.parties),
        "what": what_words(contact),
        "id": contact.id,
        "reports": len(contact.reports),
    }
    cells = _cells(view, contact.date, line(marks(view, contact), f" {what_words(contact)}"), contact.parties, status)
    return _key(contact.date, contact.id), Entry(data, (*cells, line(soft(contact.id))))


def _agreement(view: View, agreement: Agreement) -> Keyed:
    data = {
        "date": agreement.date,
        "type": "agreement",
        "status": agreement.status.value,
        "parties": list(agreement.parties),
        "what": agreement.what,
        "id": agreement.id,
        "reports": len(agreement.reports),
    }
    told = report_count(agreement.reports, view.record)
    what = line("§ agreed: ", quote(shorten(agreement.what, 100)), soft("" if told == "1 report" else f", {told}"))
    cells = _cells(view, agreement.date, what, agreement.parties, standing_words(view, agreement))
    return _key(agreement.date, agreement.id), Entry(data, (*cells, line(soft(agreement.id))))


def _deadline(view: View, deadline: Deadline) -> Keyed:
    passed = has_passed(deadline.date, view.as_of)
    status = "passed" if passed else "to come" if deadline.date else "date not known"
    data: dict[str, Any] = {
        "date": deadline.date,
        "type": "deadline",
        "status": status,
        "parties": [],
        "what": deadline.what,
        "id": deadline.id,
        "reports": len(deadline.reports),
    }
    told = report_count(deadline.reports, view.record)
    what = line("⏐ deadline: ", due(deadline), soft("" if told == "1 report" else f", {told}"))
    before = soft(f", {before_words(view, deadline)}") if deadline.earlier else ""
    cells = _cells(view, deadline.date, what, (), line(status, before))
    return _key(deadline.date, deadline.id), Entry(data, (*cells, line(soft(deadline.id))))


def _cells(view: View, day: str | None, what: Line, parties: tuple[str, ...], status: Line) -> tuple[Line, ...]:
    return line(strong(view.day(day))), what, line(DASH.join(parties)), status


def _key(edtf: str | None, identifier: str) -> tuple[date, date, str]:
    when = parse_when(edtf) if edtf else None
    if when is None:
        return date.max, date.max, identifier
    return when.earliest or when.latest or date.max, when.latest or date.max, identifier
