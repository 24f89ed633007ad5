"""Participants: who takes part in a contact, gathered as the words name them."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.data import load_toml
from communique.model.actors import Actor, Level, Person
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.actors.offices import OFFICES
from communique.reading.parse import Token


@dataclass(slots=True)
class Participation:
    """Who takes part, as gathered from the arguments of one trigger.

    `explicit` counts the parties named by arguments; `subject` are those among them that the subject names. `venue` is
    True for the gathering of a body at which others met; `forums` are the groups of states that a gathering is named
    after.
    """

    parties: dict[str, None] = field(default_factory=dict)
    mediators: dict[str, None] = field(default_factory=dict)
    persons: dict[str, Level] = field(default_factory=dict)
    level: Level = Level.UNKNOWN
    destinations: dict[str, str] = field(default_factory=dict)
    explicit: int = 0
    subject: frozenset[str] = frozenset()
    indirect: bool = False
    direct: bool = False
    venue: bool = False
    forums: frozenset[str] = frozenset()

    def add(self, actor: Actor, *, person: bool = True) -> None:
        """Take an actor in: its parties, its person, its level."""
        for code in actor.parties:
            self.parties.setdefault(code)
        for someone in persons_of(actor):
            if person:
                self.persons.setdefault(someone.name, level_of(someone))
        level = meeting_level(actor.level, actor.parties)
        if person and level.rank < self.level.rank:
            self.level = level

    def mediate(self, actor: Actor) -> None:
        for code in actor.parties:
            self.mediators.setdefault(code)
        for someone in persons_of(actor):
            self.persons.setdefault(someone.name, level_of(someone))


def persons_of(actor: Actor) -> tuple[Person, ...]:
    """The persons that a mention stands for: one, several ("the two leaders"), or none."""
    return actor.persons or ((actor.person,) if actor.person else ())


def is_served(token: Token) -> bool:
    """True for somebody for whom another acts: "the envoy of X", "adviser to X", "represented X"."""
    if token.dep == "dobj":
        return token.head.lemma == "represent"
    office = token.head.head if token.dep == "pobj" and token.head.lower in SERVING else None
    if office is not None and office.lower == "guest":
        return True  # "went to Lima as the guest of X"
    return office is not None and OFFICES.get(office.lower, "counterpart") not in PEERS


SERVING = frozenset({"of", "to", "for"})
PEERS = frozenset({"counterpart", "colleague", "number", "interlocutor"})
"""Nouns for somebody of the same office on the other side, who serves nobody."""


def level_of(person: Person) -> Level:
    """The level at which a person meets others."""
    return meeting_level(person.level, (person.party,) if person.party else ())


def meeting_level(level: Level, parties: tuple[str, ...]) -> Level:
    """The level of an office in a contact: who leads a movement is head of no state or government.

    "The minister saw the rebels' leader": ministerial. Who governs a territory as a state would meets as a leader.
    """
    if level is not Level.LEADER or not parties:
        return level
    words = load_toml("groups")["heads"]
    led = all(code not in words["governing"] and _is_movement(code) for code in parties)
    return Level(words["of_movements"]) if led else level


def _is_movement(code: str) -> bool:
    party = load_gazetteer().parties.get(code)
    return code.endswith("-OPP") or (party is not None and party.kind in {"movement", "opposition"})
