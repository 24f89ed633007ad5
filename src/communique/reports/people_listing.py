"""The persons of a record: office and party, where they take part, how often they are quoted."""

from __future__ import annotations

from communique.model.record import Person, Record
from communique.record.merging.persons import present_office
from communique.reports.document import line, soft, strong
from communique.reports.export import person_fields
from communique.reports.listing import Column, Entry, Listing
from communique.reports.view import View, make_view

KEYS = ("name", "party", "office", "contacts", "positions", "statements", "first_seen", "last_seen", "id", "names",
        "contact_ids")  # fmt: skip
COLUMNS = (Column("name", 4), Column("party"), Column("office", 4, 80), Column("contacts"), Column("positions"),
           Column("statements", 0, 70), Column("last seen", 0, 90), Column("id", 0, 60))  # fmt: skip


def list_people(record: Record) -> Listing:
    """Persons who take part in contacts, voice positions or are quoted, those who appear most first."""
    view = make_view(record)
    people = [person for person in record.persons if person.contacts or person.positions or person.statements]
    left = len(record.persons) - len(people)
    note = f"{left} more are only mentioned" if left else ""
    return Listing("people", KEYS, COLUMNS, tuple(_entry(view, person) for person in people), note)


def _entry(view: View, person: Person) -> Entry:
    days = sorted(day.isoformat() for report in person.reports if (day := view.published(report)))
    first, last = (days[0], days[-1]) if days else (None, None)
    held = present_office(person)
    office = held.title if held else None
    data = person_fields(person) | {
        "office": office,
        "contacts": len(person.contacts),
        "positions": len(person.positions),
        "first_seen": first,
        "last_seen": last,
        "contact_ids": list(person.contacts),
    }
    cells = (
        line(strong(person.name)),
        line(person.party or ""),
        line(office or ""),
        line(str(len(person.contacts))),
        line(str(len(person.positions))),
        line(str(person.statements)),
        line(soft(view.day(last) if last else "undated")),
        line(soft(person.id)),
    )
    return Entry(data, cells)
