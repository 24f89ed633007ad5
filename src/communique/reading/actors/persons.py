"""Persons of an article: which names mean the same person, with the office and the party that the text gives them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.model.actors import Level, Person
from communique.reading.actors.names import Name
from communique.reading.actors.offices import Office

if TYPE_CHECKING:
    from communique.reading.actors.roster import Holding

OWN, INTRINSIC, RELATION, FORMER, INHERITED = 5.0, 4.0, 3.0, 1.5, 1.0
"""How strongly the text gives a person a party: the office names it ... the context suggests it."""
KNOWN, KNOWN_SURNAME = 2.8, 2.2
"""How strongly the roster gives a party to one whose full name, or only surname, the text gives."""


_NO_LEVEL = Level.UNKNOWN


def _rank(level: Level) -> int:
    return level.rank


@dataclass(slots=True, eq=False)
class Profile:
    """What one article says of one person, gathered over all mentions."""

    names: list[Name] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    votes: list[tuple[float, str]] = field(default_factory=list)
    female: bool | None = None
    sure: bool = False
    governs: bool = False
    """True for one after whom a government is named ("the Brown administration")."""
    peer: Profile | None = None
    """The one whose counterpart this is, and whose level is this one's."""
    known: Holding | None = None
    """Who this is on the roster of office holders, and whether they are in office when the article appears."""
    serving: bool = False

    @property
    def fullest(self) -> Name:
        return max(self.names, key=lambda name: (len(name.words), len(name.text)))

    @property
    def words(self) -> tuple[str, ...]:
        return self.fullest.words

    @property
    def party(self) -> str | None:
        best = max(self.votes, key=lambda vote: vote[0], default=None)
        return best[1] if best else None

    @property
    def firm(self) -> bool:
        """True where the text leaves no doubt that this is a person."""
        return self.sure or len(self.words) > 1 or len(self.names) > 1 or bool(self.votes)

    def office(self) -> Office | None:
        """The office that says most: the first current one with a known level, else the first."""
        current = [office for office in self.offices if not office.former and not office.counterpart]
        known = [office for office in current if office.level is not Level.UNKNOWN]
        return next(iter(known or current or self.offices), None)

    def person(self) -> Person:
        office = self.office()
        held = [o for o in self.offices if not o.former and not o.counterpart]
        level = min((o.level_in(self.party, o.level) for o in held), key=_rank, default=_NO_LEVEL)
        text = office.text if office and not office.counterpart else None
        if level is Level.UNKNOWN and self.peer is not None and self.peer is not self and self.peer.peer is None:
            level = self.peer.person().level
        if level is Level.UNKNOWN and self.governs and office is None:
            level = Level.LEADER
        if self.known and self.serving and self.party == self.known.party and not (office and office.former):
            text = text or self.known.office
            if level is Level.UNKNOWN or all(o.rank for o in held):
                level = min(level, self.known.level, key=_rank)
        return Person(self._full_name(), self.party, text, level)

    def _full_name(self) -> str:
        """The fullest name of the text; a surname alone is completed from the roster, in the spelling of the text."""
        written = self.fullest
        if self.known is None or len(written.words) > 1 or self.party != self.known.party:
            return written.text
        return self.known.completed(written.text)


@dataclass(slots=True)
class Cast:
    """Everyone in an article: profiles, whose name stands at which token, and which person an office phrase is."""

    profiles: list[Profile] = field(default_factory=list)
    named: dict[int, Profile] = field(default_factory=dict)
    holders: dict[int, list[Profile]] = field(default_factory=dict)
    """Office phrases by their head token, with the persons that they introduce."""
