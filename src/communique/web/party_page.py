"""A party's page: whom it talks to, who speaks for it, where it stands, what it proposed and agreed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from communique.model.findings import Issue
from communique.model.record import Contact, Person
from communique.record.merging.profile import TOOK_PLACE
from communique.reports.document import Line, line, soft
from communique.reports.outcomes import proposal_name
from communique.reports.position_matrix import latest_stances, stance_line
from communique.reports.view import View
from communique.reports.wording import agreement_label, capital, issue_label, party_name, shorten
from communique.web.contact_index import Wanted
from communique.web.shown import Shown

OTHERS, PERSONS, LINES, ITEMS = 12, 24, 2, 8
"""So many other parties, persons, stances on one issue, and proposals or agreements are shown."""


@dataclass(frozen=True, slots=True)
class With:
    """Another party that takes part in the same contacts: how many were held, are coming and were called off."""

    code: str
    name: str
    held: int
    coming: int
    off: int
    total: int


@dataclass(frozen=True, slots=True)
class Speaks:
    """Somebody who speaks for the party: the last office, and in how many contacts he or she takes part."""

    id: str
    name: str
    office: str
    contacts: int


def contacts_of_party(shown: Shown, code: str) -> list[Contact]:
    """The contacts that a party takes part in, in the order of the record."""
    return shown.contacts.find(Wanted({"party": (code,)}))


def talks_with(view: View, code: str, contacts: list[Contact]) -> list[With]:
    """The other parties of these contacts, those in most of them first."""
    coming = {contact.id for contact in view.grouped.get("coming", ())}
    off = {contact.id for name in ("called_off", "refused") for contact in view.grouped.get(name, ())}
    total: Counter[str] = Counter()
    told: dict[str, Counter[str]] = {"held": Counter(), "coming": Counter(), "off": Counter()}
    for contact in contacts:
        others = [other for other in (*contact.parties, *contact.mediators) if other != code]
        total.update(others)
        kind = "held" if contact.status in TOOK_PLACE else "coming" if contact.id in coming else "off"
        if kind != "off" or contact.id in off:
            told[kind].update(others)
    order = sorted(total, key=lambda other: (-total[other], other))
    return [
        With(other, party_name(other), told["held"][other], told["coming"][other], told["off"][other], total[other])
        for other in order
    ]


def speakers_of(shown: Shown, code: str) -> list[Speaks]:
    """The persons who speak for a party, those in most contacts first."""

    def made() -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for person in shown.record.persons:
            if person.party and (person.contacts or person.positions or person.statements):
                found.setdefault(person.party, []).append(person)
        for persons in found.values():
            persons.sort(key=lambda person: (-len(person.contacts), -person.statements, person.name))
        return found

    persons = shown.kept("persons by party", made).get(code, [])
    return [Speaks(p.id, p.name, p.offices[-1].title if p.offices else "", len(p.contacts)) for p in persons]


def stances_of(view: View, code: str) -> list[tuple[str, str, list[Line]]]:
    """For each issue on which a party has taken a position: its value, its name and the present stances."""
    cells = {issue: cell for (issue, party), cell in latest_stances(view).items() if party == code}
    found = []
    for issue in sorted(cells, key=lambda issue: (issue is Issue.OTHER, -len(cells[issue]), issue.value)):
        rows = [stance_line(view, position) for position in cells[issue][:LINES]]
        more = len(cells[issue]) - LINES
        rows += [line(soft(f"and {more} more"))] if more > 0 else []
        found.append((issue.value, capital(issue_label(issue)), rows))
    return found


def outcomes_of(view: View, code: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What a party proposed and what it agreed, the latest first: ids and words."""
    proposed = view.latest(item for item in view.record.proposals if item.proposer == code)
    agreed = view.latest(item for item in view.record.agreements if code in item.parties)
    return (
        [(item.id, proposal_name(item)) for item in proposed],
        [(item.id, f"{shorten(item.what, 90)}, {agreement_label(item.status)}") for item in agreed],
    )
