"""A person's page: offices over time, contacts, whom he or she met there, and what was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from communique.model.findings import Finding, Statement
from communique.model.record import Contact, Person
from communique.record.items import item_id
from communique.record.merging.profile import TOOK_PLACE
from communique.reports.document import Line, line
from communique.reports.show_items import QUOTED, position_line, statement_line
from communique.reports.view import View, marks, status_words, who_label
from communique.reports.wording import contact_noun, party_name, place_label
from communique.web.contact_page import persons_in
from communique.web.shown import Shown

MET = 24
"""So many of the persons met are named, those met most often."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One office with the days of the first and last report that gives it, and where the first one stands."""

    title: str
    party: str
    first: str
    last: str
    reports: int
    passage: str


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody who took part in the same contacts, reported as held, and in how many."""

    id: str
    name: str
    party: str
    times: int


@dataclass(frozen=True, slots=True)
class Sayings:
    """Positions or statements, the latest first: each with the words and its id; `total` counts all of them."""

    rows: tuple[tuple[Line, str], ...]
    total: int


def offices_of(view: View, person: Person) -> tuple[Holding, ...]:
    """The offices in the order of time."""
    return tuple(
        Holding(
            title=office.title,
            party=party_name(office.party) if office.party else "",
            first=view.day(office.first) if office.first else "",
            last=view.day(office.last) if office.last else "",
            reports=len({report.article for report in office.reports}),
            passage=item_id(office.reports[0]) if office.reports else "",
        )
        for office in person.offices
    )


def contacts_of(shown: Shown, person: Person) -> list[Contact]:
    """The contacts that a person takes part in, the latest first; those without a date last."""
    known = shown.kept("contacts", lambda: {contact.id: contact for contact in shown.record.contacts})
    found = [known[key] for key in person.contacts if key in known]
    return sorted(found, key=lambda contact: (contact.date or "", contact.id), reverse=True)


def contact_line(view: View, contact: Contact) -> Line:
    """One contact in a line, with its mark before it."""
    what = contact_noun(contact.kind, contact.level)
    place = f", {place_label(contact.place)}" if contact.place else ""
    told = f"{what}, {who_label(contact)}{place}; {status_words(view, contact)}"
    return line(marks(view, contact), f" {view.day(contact.date)}: {told}")


def met_by(shown: Shown, person: Person) -> tuple[list[Met], int]:
    """Who took part in the same contacts that are reported as held, those in most of them first; how many in all."""
    together = persons_in(shown)
    held = shown.kept("held", lambda: {c.id for c in shown.record.contacts if c.status in TOOK_PLACE})
    shared = [key for key in person.contacts if key in held]
    times = Counter(other.id for key in shared for other in together.get(key, ()) if other.id != person.id)
    known = {other.id: other for key in shared for other in together.get(key, ())}
    order = sorted(times, key=lambda key: (-times[key], known[key].name))
    rows = [Met(key, known[key].name, known[key].party or "", times[key]) for key in order[:MET]]
    return rows, len(order)


def positions_of(view: View, person: Person) -> Sayings:
    """The stances that a person voiced."""
    newest = view.newest(person.positions)
    return Sayings(tuple((position_line(view, p), item_id(p)) for p in newest[:QUOTED]), len(newest))


def statements_of(view: View, person: Person) -> Sayings:
    """What a person is quoted with."""
    said: Sequence[Finding] = view.newest(report for report in person.reports if isinstance(report, Statement))
    rows = tuple((statement_line(view, s), item_id(s)) for s in said[:QUOTED] if isinstance(s, Statement))
    return Sayings(rows, len(said))
