"""Decisions on actors: two names that are one, and who held which office when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from communique.model.actors import Level
from communique.model.decisions import Action, Decision, Judgements, State, Tenure, mark_of
from communique.model.findings import ContactReport, Finding, PersonReport, Statement
from communique.model.record import Person
from communique.model.when import parse_when

# The fields of findings that name persons, and those that name parties.
_PERSONS = ("participants", "said_by", "holder", "source")
TENURE = ("person", "office", "party", "level", "since", "until")
"""What is said of an office."""
_PARTIES = ("parties", "mediators", "party", "proposer")


@dataclass(frozen=True, slots=True)
class Renaming:
    """Names of persons, casefolded, and codes of parties, each with the one that it stands for; falsy when empty."""

    persons: Mapping[str, str]
    parties: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.persons or self.parties)

    def of(self, item: Finding) -> Finding:
        """A finding with every name replaced; itself where none is in it."""
        if not self:
            return item
        changed = {name: new for name in _names(type(item)) if (new := self._value(item, name)) is not None}
        return replace(item, **changed) if changed else item

    def _value(self, item: Finding, name: str) -> Any:
        """The new value of a field, None where it stays."""
        old: Any = getattr(item, name)
        made: Any = self._name(old, name) if isinstance(old, str) else old
        if isinstance(old, tuple):
            made = tuple(dict.fromkeys(self._name(part, name) for part in old))
            made = tuple(sorted(made)) if name in _PARTIES else made
            # A mediator who is now one of the parties is a party.
            if name == "mediators":
                taking_part = {self._name(code, "parties") for code in getattr(item, "parties", ())}
                made = tuple(code for code in made if code not in taking_part)
        return made if made != old else None

    def _name(self, old: str, field: str) -> str:
        found = self.parties.get(old, old)
        if field in (*_PERSONS, "name"):
            found = self.persons.get(fold(old), found)
        return found


@dataclass(frozen=True, slots=True)
class Names:
    """The renaming, and each alias of which a later one leaves nothing with that one."""

    renaming: Renaming
    overruled: Mapping[str, str]


def renaming(live: Sequence[Decision]) -> Names:
    """What the aliases among these decisions come to: chains followed to their end.

    Of two aliases of one name the later holds; of aliases that run in a circle the earliest is left out.
    """
    tables: dict[str, dict[str, Decision]] = {"person": {}, "party": {}}
    overruled: dict[str, str] = {}
    for decision in reversed([d for d in live if d.action is Action.ALIAS]):
        table = tables[_kind(decision)]
        names, target = _ends(decision)
        against = [by for name in names if (by := _add(table, decision, name, target)) is not None]
        if against and len(against) == len(names):
            overruled[decision.id] = against[0]
    shown = {kind: {name: _shown(table, name) for name in table} for kind, table in tables.items()}
    return Names(Renaming(shown["person"], shown["party"]), overruled)


def _add(table: dict[str, Decision], decision: Decision, name: str, target: str) -> str | None:
    """Let a name stand for another, unless a later decision says otherwise: then that one's id."""
    holds = table.get(name)
    if holds is not None:
        return holds.id if _ends(holds)[1] != target else None
    if name == target:
        return None
    if _end(table, target) == name:
        return table[target].id
    table[name] = decision
    return None


def tenures(live: Iterable[Decision]) -> tuple[Tenure, ...]:
    """The offices that a person set, the latest word on each person, party and first day."""
    found: dict[tuple[str, str | None, str | None], Tenure] = {}
    for decision in live:
        if decision.action is Action.OFFICE:
            values: dict[str, Any] = {name: decision.values.get(name) for name in TENURE}
            level = values.pop("level")
            tenure = Tenure(**values, level=Level(level) if level else None, mark=mark_of(decision))
            found[fold(tenure.person), tenure.party, tenure.since] = tenure
    return tuple(found[key] for key in sorted(found, key=lambda key: tuple(part or "" for part in key)))


def with_offices(item: Finding, published: str | None, held: Sequence[Tenure]) -> Finding:
    """A finding with what the offices say of it: the party of who speaks, the level of who takes part.

    A level is raised, never lowered: somebody of higher rank may have taken part. An office counts on the day of the
    contact, else on that of publication.
    """
    if isinstance(item, ContactReport) and item.participants:
        names = {fold(name) for name in item.participants}
        levels = [t.level for t in held if t.level and fold(t.person) in names and _covers(t, item.date or published)]
        highest = min(levels, key=lambda level: level.rank, default=item.level)
        return replace(item, level=highest) if highest.rank < item.level.rank else item
    if isinstance(item, PersonReport):
        own = [t for t in held if fold(t.person) == fold(item.name) and _covers(t, published)]
        return _introduced(item, own[-1]) if own else item
    if isinstance(item, Statement) and item.source and item.party is None:
        parties = {t.party for t in held if fold(t.person) == fold(item.source) and _covers(t, published)} - {None}
        return replace(item, party=parties.pop()) if len(parties) == 1 else item
    return item


def _introduced(item: PersonReport, tenure: Tenure) -> PersonReport:
    party, office, level = tenure.party or item.party, tenure.office or item.office, tenure.level or item.level
    same = (party, office, level) == (item.party, item.office, item.level)
    return item if same else replace(item, party=party, office=office, level=level)


def _covers(tenure: Tenure, day: str | None) -> bool:
    """True where the office is held at some day that the date can mean; an office without days always is."""
    if tenure.since is None and tenure.until is None:
        return True
    held = parse_when(f"{tenure.since or '..'}/{tenure.until or '..'}")
    meant = parse_when(day if day and "/" in day else (day or "")[:10])
    return held is not None and meant is not None and held.overlaps(meant)


def with_former_names(persons: tuple[Person, ...], judgements: Judgements) -> tuple[Person, ...]:
    """Persons with the names that aliases took from them, so that those names still lead to them."""
    states = judgements.states
    aliases = [d for d in judgements.decisions if d.action is Action.ALIAS and states[d.id] is State.HOLDS]
    stands_for = renaming(aliases).renaming.persons
    if not stands_for:
        return persons
    former: dict[str, list[str]] = {}
    for name in (name for d in aliases if _kind(d) == "person" for name in d.values["names"]):
        if fold(name) in stands_for:
            former.setdefault(fold(stands_for[fold(name)]), []).append(name)
    made = []
    for person in persons:
        gone = [name for own in person.names for name in former.get(fold(own), ())]
        made.append(replace(person, names=tuple(dict.fromkeys((*person.names, *gone)))) if gone else person)
    return tuple(made)


def fold(name: str) -> str:
    """A person's name as aliases compare it: without case and without doubled blanks."""
    return " ".join(name.casefold().split())


def _kind(decision: Decision) -> str:
    return "party" if decision.values.get("of") == "party" else "person"


def _ends(decision: Decision) -> tuple[list[str], str]:
    """The names that go and the name that stays, as they are compared."""
    plain = str.strip if _kind(decision) == "party" else fold
    names = [plain(str(name)) for name in decision.values.get("names", ())]
    return names, plain(str(decision.values.get("stands_for", "")))


def _end(table: Mapping[str, Decision], name: str) -> str:
    while name in table:
        name = _ends(table[name])[1]
    return name


def _shown(table: Mapping[str, Decision], name: str) -> str:
    """The name that stands in the end, as it was typed."""
    decision = table[name]
    while (target := _ends(decision)[1]) in table:
        decision = table[target]
    return str(decision.values["stands_for"]).strip()


def _names(kind: type[Finding]) -> list[str]:
    present = {field.name for field in fields(kind)}
    named = [name for name in (*_PERSONS, *_PARTIES) if name in present]
    return ["name", *named] if issubclass(kind, PersonReport) else named
