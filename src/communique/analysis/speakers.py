"""Who speaks: for which party, and how high. What the record says of a person comes before what the roster knows."""

from __future__ import annotations

from datetime import date

from communique.model.actors import Level
from communique.model.findings import ContactReport, Finding
from communique.model.record import NOBODY, Person, Record, Speaker
from communique.reading.actors.gazetteer import load_gazetteer, plain
from communique.reading.actors.offices import office_level
from communique.reading.actors.roster import load_roster
from communique.record.names import name_keys
from communique.record.speakers import speakers_in


class Speakers:
    """The speakers of one record, by whatever name an article calls them."""

    def __init__(self, record: Record) -> None:
        self._persons = {name_keys(name): person for person in record.persons for name in person.names}
        self._speaking = speakers_in(record.statements)
        self._codes = {code for contact in record.contacts for code in contact.parties}
        self._codes |= {position.party for position in record.positions}

    def of(self, finding: Finding) -> Speaker | None:
        """The speaker to whom an article attributes a report; None for its own voice."""
        by = self._speaking.of(finding)
        if by == NOBODY:
            return None
        return self.named(by.name, by.party) if by.name else self.named(by.party or "")

    def named(self, name: str, party: str | None = None) -> Speaker:
        """The speaker whom an article calls so: a person by the fullest name, a party that nobody is named for."""
        words = " ".join(name.split())
        person = self._person(words)
        if person is not None:
            return Speaker(person.name, person.party or party)
        if words in self._codes or words in load_gazetteer().parties:
            return Speaker(None, words)
        # A dateline in capitals names a place: "KIEV" is no code.
        entry = load_gazetteer().lookup(words) or load_gazetteer().lookup(words.title())
        if entry is not None and entry.code:
            return Speaker(None, entry.code)
        return Speaker(words, party or _party_in(words))

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
