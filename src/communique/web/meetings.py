"""Who met whom: how often two persons took part in the same contacts, reported as held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.model.record import Person, Record
from communique.record.merging.profile import TOOK_PLACE
from communique.reports.wording import party_name

LARGEST = 14
"""Contacts of more persons than this tell little of who met whom: a conference links nobody."""
CIRCLES, NAMED = 40, 6
"""So many persons are told in words, each with so many of those whom he or she met."""


@dataclass(frozen=True, slots=True)
class Meetings:
    """Who took part with whom: `times` by pair of places in `persons`, and in how many contacts each met anybody."""

    persons: Sequence[Person]
    times: Mapping[tuple[int, int], int]
    contacts: Mapping[int, int]


def find_meetings(record: Record) -> Meetings:
    """Persons who took part in contacts of at most LARGEST persons, by how many contacts they share.

    Only contacts that are reported as held or under way count: who is to meet has not met.

    Time: about 1 µs for each pair of each contact.
    """
    held = {contact.id for contact in record.contacts if contact.status in TOOK_PLACE}
    inside: dict[str, list[int]] = {}
    for place, person in enumerate(record.persons):
        for key in held.intersection(person.contacts):
            inside.setdefault(key, []).append(place)
    times: Counter[tuple[int, int]] = Counter()
    contacts: Counter[int] = Counter()
    for places in inside.values():
        if 2 <= len(places) <= LARGEST:
            contacts.update(places)
            times.update(combinations(places, 2))
    return Meetings(record.persons, times, contacts)


@dataclass(frozen=True, slots=True)
class Circle:
    """One person in words: whom he or she met and how often, the most often first; `more` are not named."""

    id: str
    name: str
    party: str
    met: tuple[tuple[str, str, int], ...]
    more: int


def find_circles(persons: Sequence[Person], pairs: Sequence[tuple[int, int, int]]) -> tuple[Circle, ...]:
    """Whom each of those with most contacts met."""
    met: dict[int, list[tuple[int, int]]] = {}
    for a, b, number in pairs:
        met.setdefault(a, []).append((b, number))
        met.setdefault(b, []).append((a, number))
    return tuple(
        Circle(
            persons[n].id, persons[n].name, party_name(persons[n].party or ""),
            tuple((persons[other].id, persons[other].name, number) for other, number in others[:NAMED]),
            len(others[NAMED:]),
        )
        for n, others in sorted(met.items())[:CIRCLES]
    )  # fmt: skip
