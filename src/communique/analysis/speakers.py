"""Who speaks: for which party, and how high. What the record says of a person comes before what the roster knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from communique.model.actors import Level
from communique.model.findings import ContactReport, Finding
from communique.model.record import Person, Record
from communique.reading.actors.gazetteer import load_gazetteer, plain
from communique.reading.actors.offices import office_level
from communique.reading.actors.roster import load_roster
from communique.record.names import name_keys


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who is quoted: a person, or a party that nobody is named for.

    `name` is the fullest form of the name, or None where only the party speaks ("Moscow said"); `party` is None where
    the record does not say for whom the person speaks.
    """

    name: str | None
    party: str | None

    @property
    def is_named(self) -> bool:
        return self.name is not None


class Speakers:
    """The speakers of one record, by whatever name an article calls them."""

    def __init__(self, record: Record) -> None:
        self._persons = {name_keys(name): person for person in record.persons for name in person.names}
        self._parties: dict[str, str] = {}
        for statement in record.statements:
            if statement.source and statement.party:
                self._parties.setdefault(statement.source, statement.party)

    def of(self, said_by: str) -> Speaker:
        """The speaker whom an article names, by a name, an office or a party's code."""
        name = " ".join(said_by.split())
        person = self._person(name)
        if person is not None:
            return Speaker(person.name, person.party or self._parties.get(name))
        if name.isupper() and " " not in name:
            return Speaker(None, name)
        entry = load_gazetteer().lookup(name)
        if entry is not None and entry.code:
            return Speaker(None, entry.code)
        return Speaker(name, self._parties.get(name) or _party_in(name))

    def level(self, said_by: str, day: date | None) -> Level:
        """How high a person stands: by the offices that the record gives, else by the roster on that day."""
        person = self._person(said_by)
        levels = [office_level(office.title) for office in person.offices] if person else []
        known = [level for level in levels if level is not Level.UNKNOWN]
        if known:
            return known[-1]
        words = tuple(plain(person.name if person else said_by).split())
        held = load_roster().named(words) if len(words) > 1 else []
        serving = [holding.level for holding in held if holding.covers(day.year if day else None)]
        return min(serving, key=lambda level: level.rank, default=Level.UNKNOWN)

    def _person(self, name: str) -> Person | None:
        keys = name_keys(name)
        return self._persons.get(keys) if keys else None


def said_by(finding: Finding) -> str | None:
    """To whom an article attributes what it reports; None for its own voice."""
    return finding.said_by if isinstance(finding, ContactReport) else getattr(finding, "holder", None)


def _party_in(words: str) -> str | None:
    """The party that the words for an unnamed speaker name: "a Norwegian spokesman" speaks for NOR."""
    parts = words.split()
    for size in (3, 2, 1):
        for first in range(len(parts) - size + 1):
            entry = load_gazetteer().lookup(" ".join(parts[first : first + size]).removesuffix("'s").removesuffix("’s"))
            if entry and entry.code:
                return entry.code
    return None
