"""Participants: who takes part in a contact, gathered as the words name them."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.model.actors import Actor, Level, Person


@dataclass(slots=True)
class Participation:
    """Who takes part, as gathered from the arguments of one trigger.

    `explicit` counts the parties named by arguments; `subject` are those among them that the subject names.
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

    def add(self, actor: Actor, *, person: bool = True) -> None:
        """Take an actor in: its parties, its person, its level."""
        for code in actor.parties:
            self.parties.setdefault(code)
        for someone in persons_of(actor):
            if person:
                self.persons.setdefault(someone.name, someone.level)
        if person and actor.level.rank < self.level.rank:
            self.level = actor.level

    def mediate(self, actor: Actor) -> None:
        for code in actor.parties:
            self.mediators.setdefault(code)
        for someone in persons_of(actor):
            self.persons.setdefault(someone.name, someone.level)


def persons_of(actor: Actor) -> tuple[Person, ...]:
    """The persons that a mention stands for: one, several ("the two leaders"), or none."""
    return actor.persons or ((actor.person,) if actor.person else ())
