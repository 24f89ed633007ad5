"""Decisions on persons and parties through the browser: two names that are one, and who held which office when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from communique.errors import UsageError
from communique.model.actors import Level
from communique.model.decisions import Action, Decision, State
from communique.model.record import Person
from communique.record.decisions.actors import fold
from communique.record.decisions.reviewing import Request, state_of_item
from communique.record.typed import read_party
from communique.reports.decision_listing import say_decision
from communique.reports.wording import count, party_name
from communique.settings.own_names import OwnNames
from communique.web.contact_index import Wanted
from communique.web.shown import Shown

NEAR, LISTED = 8, 300
"""So many like names are shown to choose from, and so many of all are proposed while one types."""
_TELLING = 3
"""A word of a name is telling from so many letters on: not "al", "bin" or "de"."""


@dataclass(frozen=True, slots=True)
class ActorOffer:
    """What can be decided on a person or a party.

    `about` is the id or the code, `seen` what it was when the page was made, `near` are others of a like name, each
    with what a form sends and words for it; `known` are those that may be typed. `levels` is empty for a party, which
    holds no office.
    """

    about: str
    name: str
    seen: str
    near: tuple[tuple[str, str], ...]
    known: tuple[tuple[str, str], ...]
    parties: tuple[tuple[str, str], ...]
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeOn:
    """A decision on an actor that holds: its id, what it says, who made it, when and why."""

    id: str
    words: str
    by: str
    at: str
    note: str


def offer_for_person(shown: Shown, person: Person) -> ActorOffer:
    """What can be decided on a person: that another one is the same, and an office."""
    near = tuple((other.name, _who(other)) for other in like_persons(shown, person))
    seen = state_of_item(shown.record, person)
    listed = shown.kept("names to type", lambda: tuple((p.name, p.party or "") for p in shown.record.persons[:LISTED]))
    return ActorOffer(person.id, person.name, seen, near, listed, known_parties(shown), tuple(Level))


def offer_for_party(shown: Shown, code: str) -> ActorOffer:
    """What can be decided on a party: that another one is the same."""
    return ActorOffer(code, party_name(code), "", (), known_parties(shown), ())


def parties_of(shown: Shown) -> Mapping[str, int]:
    """Every party of the record by its code, with the contacts that it takes part in; those in most of them first."""

    def made() -> Mapping[str, int]:
        choices = shown.contacts.choices(Wanted({}), most=100_000)["party"]
        found = Counter({choice.value: choice.count for choice in choices})
        others = {*shown.heard, *(person.party for person in shown.record.persons if person.party)}
        found.update(dict.fromkeys(others, 0))
        return dict(sorted(found.items(), key=lambda row: (-row[1], row[0])))

    return shown.kept("parties", made)


def known_parties(shown: Shown) -> tuple[tuple[str, str], ...]:
    """Codes and names of parties, for lists to choose from."""
    return tuple((code, party_name(code)) for code in [*parties_of(shown)][:LISTED])


def like_persons(shown: Shown, person: Person) -> list[Person]:
    """Persons whose names share a telling word with one of this person's, those that share most first."""

    def made() -> Mapping[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for one in shown.record.persons:
            for word in _words(one):
                found.setdefault(word, []).append(one)
        return found

    index = shown.kept("persons by word", made)
    shared: Counter[str] = Counter()
    others: dict[str, Person] = {}
    for word in _words(person):
        for other in index.get(word, ()):
            if other.id != person.id:
                shared[other.id] += 1
                others[other.id] = other
    same_party = {key: other.party == person.party for key, other in others.items()}
    order = sorted(others, key=lambda key: (-shared[key], not same_party[key], others[key].name))
    return [others[key] for key in order[:NEAR]]


def decided_on(shown: Shown, names: Sequence[str]) -> tuple[MadeOn, ...]:
    """The decisions that hold and are on a person of these names, or on the party of this code; the latest first."""
    judgements = shown.record.judgements
    wanted = {fold(name) for name in names}
    return tuple(
        MadeOn(made.id, say_decision(shown.record, made), made.made_by, made.made_at, made.note)
        for made in reversed(judgements.decisions)
        if judgements.states[made.id] is State.HOLDS and wanted & {fold(name) for name in _named(made)}
    )


def actor_request(form: Mapping[str, Sequence[str]], asked: Request, shown: Shown, own: OwnNames) -> Request:
    """An alias or an office as a form sends it: `with` is the other name, `stays` says which of the two stays."""
    new = bool(form.get("new"))
    if asked.action is Action.OFFICE:
        return replace(asked, about=asked.about[:1], new=new)
    if len(asked.about) < 2:
        raise UsageError("who is the same?", hint="choose a name of the list, or type one")
    one, other = asked.about[0], asked.about[-1]
    if one in parties_of(shown):
        other = other.upper() if other.upper() in parties_of(shown) else read_party(other, own)
    if (form.get("stays") or [""])[0] != "this":
        return replace(asked, about=(one, other), new=new)
    item = shown.catalogue.items.get(one)
    return replace(asked, about=(other, item.name if isinstance(item, Person) else one), seen="", new=new)


def _named(made: Decision) -> list[str]:
    if made.action is Action.ALIAS:
        return [*map(str, made.values.get("names", ())), str(made.values.get("stands_for", ""))]
    return [str(made.values.get("person", ""))] if made.action is Action.OFFICE else []


def _words(person: Person) -> set[str]:
    parts = (part for name in person.names for part in fold(name).replace("-", " ").split())
    return {part for part in parts if len(part) > _TELLING}


def _who(person: Person) -> str:
    held = person.offices[-1].title if person.offices else ""
    told = ", ".join(filter(None, (held, party_name(person.party) if person.party else "")))
    return f"{person.name}{f' ({told})' if told else ''}: {count(len(person.contacts), 'contact')}"
