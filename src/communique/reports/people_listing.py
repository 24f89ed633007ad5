"""The persons of a record: for whom they speak, where they take part, how often they are quoted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from communique.model.findings import Finding
from communique.model.record import Record
from communique.record.names import name_keys, same_person
from communique.record.places import find_place
from communique.reports.document import line, soft, strong
from communique.reports.listing import Column, Entry, Listing
from communique.reports.view import View, make_view

KEYS = ("name", "party", "contacts", "positions", "statements", "last_seen", "contact_ids")
COLUMNS = (Column("name", 4), Column("party"), Column("contacts"), Column("positions"), Column("statements", 0, 70),
           Column("last seen"))  # fmt: skip


@dataclass(slots=True)
class _Person:
    parties: Counter[str] = field(default_factory=Counter)
    contacts: list[str] = field(default_factory=list)
    positions: int = 0
    statements: int = 0
    last: str = ""


def list_people(record: Record) -> Listing:
    """Persons by name, those who appear most first; the party is the one they speak for most often, if any."""
    view = make_view(record)
    people: dict[str, _Person] = {}
    _from_contacts(view, people)
    for position in record.positions:
        if position.holder:
            person = _seen(view, people, position.holder, position)
            person.positions += 1
            person.parties[position.party] += 1
    for statement in record.statements:
        known = people.get(statement.source or "")
        if known:
            known.statements += 1
            known.parties.update([statement.party] if statement.party else [])
    _fold(people)
    order = sorted(people.items(), key=lambda row: (-len(row[1].contacts) - row[1].positions, row[0]))
    return Listing("people", KEYS, COLUMNS, tuple(_entry(view, name, person) for name, person in order))


def _fold(people: dict[str, _Person]) -> None:
    """Count each person once, whatever the spelling, under the name in which it is seen most.

    A bare last name goes with the only person of that name; persons who speak for two parties stay two.
    """
    known: dict[str, list[str]] = {}
    for name in sorted(people, key=lambda name: (" " not in name, -_weight(people[name]), name)):
        keys = name_keys(name)
        alike = [other for other in known.get(keys[-1], []) if same_person(keys, name_keys(other))] if keys else []
        alike = [other for other in alike if _may_be_one(people[name], people[other])]
        if len(alike) == 1:
            _count_with(people[alike[0]], people.pop(name))
        elif keys:
            known.setdefault(keys[-1], []).append(name)


def _weight(person: _Person) -> int:
    return len(person.contacts) + person.positions + person.statements


def _may_be_one(one: _Person, other: _Person) -> bool:
    return not one.parties or not other.parties or bool(one.parties.keys() & other.parties.keys())


def _count_with(person: _Person, alone: _Person) -> None:
    person.parties.update(alone.parties)
    person.contacts += [contact for contact in alone.contacts if contact not in person.contacts]
    person.positions += alone.positions
    person.statements += alone.statements
    person.last = max(person.last, alone.last)


def _from_contacts(view: View, people: dict[str, _Person]) -> None:
    for contact in view.record.contacts:
        for report in contact.reports:
            for name in (name for name in report.participants if find_place(name).country is None):
                person = _seen(view, people, name, report)
                if contact.id not in person.contacts:
                    person.contacts.append(contact.id)


def _seen(view: View, people: dict[str, _Person], name: str, finding: Finding) -> _Person:
    person = people.setdefault(name, _Person())
    day = view.published(finding)
    person.last = max(person.last, day.isoformat() if day else "")
    return person


def _entry(view: View, name: str, person: _Person) -> Entry:
    party = person.parties.most_common(1)[0][0] if person.parties else None
    data = {
        "name": name,
        "party": party,
        "contacts": len(person.contacts),
        "positions": person.positions,
        "statements": person.statements,
        "last_seen": person.last or None,
        "contact_ids": person.contacts,
    }
    numbers = (len(person.contacts), person.positions, person.statements)
    cells = (line(strong(name)), line(party or ""), *(line(str(number)) for number in numbers),
             line(soft(view.day(person.last) if person.last else "undated")))  # fmt: skip
    return Entry(data, cells)
