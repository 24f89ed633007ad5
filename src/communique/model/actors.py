"""Who takes part: parties by code, persons with their offices, and the mentions of both in a text.

Codes of states are ISO 3166-1 alpha-3; other parties have upper-case codes of their own (`EU`, `NATO`, `HAMAS`,
`<ISO3>-OPP` for an opposition).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Level of a contact's highest-ranking participant, from the highest to the lowest."""

    LEADER = "leader"
    MINISTERIAL = "ministerial"
    ENVOY = "envoy"
    OFFICIAL = "official"
    TECHNICAL = "technical"
    UNKNOWN = "unknown"

    @property
    def rank(self) -> int:
        """0 for the highest level; unknown comes last."""
        return _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Party:
    """A state, organisation, movement or group that can take part in a negotiation.

    `kind` is `state`, `organisation`, `movement`, `opposition` or `group`.
    """

    code: str
    name: str
    kind: str = "state"


@dataclass(frozen=True, slots=True)
class Person:
    """A person as one article presents them: fullest name, office as worded, the party of that office."""

    name: str
    party: str | None = None
    office: str | None = None
    level: Level = Level.UNKNOWN


@dataclass(frozen=True, slots=True)
class Actor:
    """One mention of an actor: tokens `first` to `last` of the parse (`last` exclusive), `head` its head token.

    `parties` are the codes it stands for (several for "the two sides", none when the text does not say);
    `person` is set when a person is meant, by name, office or pronoun; `level` is that of the person or group
    mentioned ("the foreign ministers": ministerial). `kind` is `party` ("Moscow"), `person` ("Lavrov"),
    `group` ("Russian officials", "the two delegations"), `pronoun` ("he", resolved) or `demonym`
    (an adjective: "Russian", which modifies but does not act). `place` is True where the name of a party is
    only a location ("in Moscow", "flew to Russia"). `persons` are all the persons meant, `person` among them
    ("the two ministers": both, as far as the text names them).
    """

    first: int
    last: int
    head: int
    kind: str
    parties: tuple[str, ...] = ()
    person: Person | None = None
    level: Level = Level.UNKNOWN
    place: bool = False
    persons: tuple[Person, ...] = ()
