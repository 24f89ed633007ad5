"""The persons of a record, whatever the spelling: for whom they speak, their offices, where they take part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain

from communique.model.findings import Finding, PersonReport, Position, Statement
from communique.model.record import Contact, Office, Person
from communique.record.merging.anchoring import report_order
from communique.record.merging.identifiers import SHORT, digest
from communique.record.names import alike, misspelt, name_keys, usual
from communique.record.places import find_place

_WHOLE = len("n-") + SHORT
"""Characters of a person's id, as long as no other person's begins so."""
RECENT = timedelta(days=90)
"""An office not given for so long before the last report of any may be a former one."""

_Key = tuple[str, str | None]
"""A name as written; for a last name alone also the party for which its bearer speaks, which tells bearers apart."""


@dataclass(slots=True)
class _Seen:
    """What the findings say under one name."""

    name: str
    parties: Counter[str] = field(default_factory=Counter)
    contacts: dict[str, None] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def keys(self) -> tuple[str, ...]:
        return name_keys(self.name)

    @property
    def offices(self) -> set[str]:
        return {f.office.casefold() for f in self.findings if isinstance(f, PersonReport) and f.office}


def merge_persons(
    contacts: Iterable[Contact],
    positions: Iterable[Position],
    statements: Iterable[Statement],
    persons: Iterable[PersonReport],
    published: Mapping[str, str | None],
) -> tuple[Person, ...]:
    """Everyone who takes part in a contact, voices a position, or is introduced, those who appear most first.

    "Lavrov", "Sergey Lavrov" and "Sergei Lavrov" are one; "Ana Costa" and "Rui Costa" are two, and a "Costa" of whom
    nothing tells which is a third.
    """
    seen: dict[_Key, _Seen] = {}
    _from_findings(contacts, positions, persons, seen)
    _from_statements(statements, seen)
    made = _with_ids([_make(group, published) for group in _groups(seen)])
    return tuple(sorted(made, key=lambda p: (-len(p.contacts) - len(p.positions), -p.statements, p.name, p.id)))


def person_ids(person: Person) -> Iterator[str]:
    """Every id that leads to a person: one for each spelling, so that an id stays good when a fuller name comes in."""
    for name in person.names:
        yield _anchor(name, person.party)
        yield _anchor(name, None)


def _with_ids(people: Sequence[Person]) -> list[Person]:
    """Ids as short as they can be; two of one name, who are two by their parties, get two."""
    times: Counter[str] = Counter()
    told: list[Person] = []
    for person in people:
        times[person.id] += 1
        again = times[person.id] > 1
        told.append(replace(person, id=f"n-{digest(person.id, times[person.id])}") if again else person)
    begun = Counter(person.id[:_WHOLE] for person in told)
    return [replace(p, id=p.id[:_WHOLE]) if begun[p.id[:_WHOLE]] == 1 else p for p in told]


def _from_findings(
    contacts: Iterable[Contact],
    positions: Iterable[Position],
    persons: Iterable[PersonReport],
    seen: dict[_Key, _Seen],
) -> None:
    for report in persons:
        _note(seen, report.name, report.party, report)
    for position in positions:
        if position.holder:
            _note(seen, position.holder, position.party, position)
    for contact in contacts:
        for told in contact.reports:
            # A name that is a place's is nobody's.
            for name in (name for name in told.participants if find_place(name).country is None):
                one = _note(seen, name, None, told)
                if one is not None:
                    one.contacts[contact.id] = None


def _from_statements(statements: Iterable[Statement], seen: dict[_Key, _Seen]) -> None:
    """Statements of those who are known as persons: what else is a source is not."""
    known = {name for name, _ in seen}
    for statement in statements:
        if statement.source in known:
            _note(seen, statement.source, statement.party, statement)


def _note(seen: dict[_Key, _Seen], name: str, party: str | None, finding: Finding) -> _Seen | None:
    keys = name_keys(name)
    if not keys:
        return None
    one = seen.setdefault((name, party if len(keys) == 1 else None), _Seen(name))
    if party:
        one.parties[party] += 1
    one.findings.append(finding)
    return one


def _groups(seen: dict[_Key, _Seen]) -> list[list[_Seen]]:
    """Each person's names; a last name alone goes with the only person of that name who speaks for its party."""
    full = sorted((s for s in seen.values() if len(s.keys) > 1), key=_weight)
    bare = sorted(
        (s for s in seen.values() if len(s.keys) == 1), key=lambda s: (not s.parties, _weight(s), sorted(s.parties))
    )
    by_key: dict[str, list[list[_Seen]]] = {}
    for one in full:
        near = [group for key in _buckets(one.keys) for group in by_key.get(key, ())]
        known = next((group for group in near if all(_may_be_one(one, other) for other in group)), None)
        if known is None:
            known = []
        known.append(one)
        for key in _buckets(one.keys):
            if not any(group is known for group in by_key.setdefault(key, [])):
                by_key[key].append(known)
    for one in bare:
        near = [g for g in by_key.get(one.keys[0], ()) if any(other.keys[-1] == one.keys[0] for other in g)]
        fitting = [group for group in near if _party_fits(one, group)]
        if len(fitting) == 1:
            fitting[0].append(one)
        else:
            by_key.setdefault(one.keys[0], []).append([one])
    return list({id(group): group for groups in by_key.values() for group in groups}.values())


def _buckets(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Where a name is looked for: by its last part, and by its first for names that go on or stand the other way."""
    return tuple(dict.fromkeys((keys[-1], keys[0], "".join(keys))))


def _weight(one: _Seen) -> tuple[int, int, str]:
    return -len(one.findings), -len(one.keys), one.name


def _may_be_one(one: _Seen, other: _Seen) -> bool:
    if not alike(one.keys, other.keys):
        # One office or contact under names a letter apart is one person's, of whom somebody wrote the name wrong.
        same = misspelt(one.keys, other.keys) and _party_fits(one, [other])
        return same and (not one.offices.isdisjoint(other.offices) or _stands_for(one, other))
    # One spelling is one person even where he or she comes to speak for another party; two spellings need one party.
    return one.keys == other.keys or _party_fits(one, [other])


def _stands_for(one: _Seen, other: _Seen) -> bool:
    """True where some articles name the one and others the other as taking part in the same contact."""
    together = {f.article for f in one.findings} & {f.article for f in other.findings}
    return not together and not one.contacts.keys().isdisjoint(other.contacts)


def _party_fits(one: _Seen, group: Sequence[_Seen]) -> bool:
    parties = {party for other in group for party in other.parties}
    return not one.parties or not parties or not parties.isdisjoint(one.parties)


def _make(group: Sequence[_Seen], published: Mapping[str, str | None]) -> Person:
    parties = sum((one.parties for one in group), Counter[str]())
    party = max(parties, key=lambda code: (parties[code], code), default=None)
    best = max(sorted(group, key=_weight), key=lambda one: usual(one.keys, len(one.findings)))
    distinct = {(f.article, f.id): f for one in group for f in one.findings}
    reports = sorted(distinct.values(), key=lambda finding: report_order(finding, published))
    return Person(
        id=_anchor(best.name, party if len(best.keys) == 1 else None),
        name=best.name,
        names=tuple(dict.fromkeys([best.name, *(one.name for one in sorted(group, key=_weight))])),
        party=party,
        offices=_offices([r for r in reports if isinstance(r, PersonReport)], published),
        contacts=tuple(dict.fromkeys(chain.from_iterable(one.contacts for one in group))),
        positions=tuple(r for r in reports if isinstance(r, Position)),
        statements=sum(isinstance(r, Statement) for r in reports),
        reports=tuple(reports),
    )


def _offices(reports: Sequence[PersonReport], published: Mapping[str, str | None]) -> tuple[Office, ...]:
    """Each office once, in the order of the first report that gives it."""
    found: dict[tuple[str, str | None], list[PersonReport]] = {}
    for report in reports:
        if report.office:
            found.setdefault((report.office.casefold(), report.party), []).append(report)
    made = []
    for told in found.values():
        days = sorted(day[:10] for r in told if (day := published.get(r.article)))
        title = Counter(r.office for r in told if r.office).most_common(1)[0][0]
        first, last = (days[0], days[-1]) if days else (None, None)
        made.append(Office(title, told[0].party, first, last, tuple(told)))
    return tuple(sorted(made, key=lambda office: (office.first or "9999", office.title)))


def present_office(person: Person) -> Office | None:
    """The office that the reports of the last weeks give most often; None where none is given."""
    last = max((office.last for office in person.offices if office.last), default=None)
    end = date.fromisoformat(last) if last else None
    recent = [o for o in person.offices if o.last and end and end - date.fromisoformat(o.last) <= RECENT]
    return max(recent or person.offices, key=lambda o: (len(o.reports), o.last or "", o.title), default=None)


def _anchor(name: str, party: str | None) -> str:
    return f"n-{digest(' '.join(name_keys(name)) + chr(10) + (party or ''))}"
