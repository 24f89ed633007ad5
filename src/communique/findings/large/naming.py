"""What a model's names mean in one article: parties by the gazetteer, persons as the article names them, dates as the
time expressions that the program itself read there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from communique.errors import UsageError
from communique.model.findings import Span, TimeExpression
from communique.reading.actors.gazetteer import Gazetteer
from communique.reading.reading import Reading


class Naming:
    """The names of one article. Whatever it gives back is in the article, or stands for what is named there."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer) -> None:
        self._reading = reading
        self._gazetteer = gazetteer
        self._text = reading.article.text

    def party(self, name: str) -> str | None:
        """The code of a party that the article names, by its code, any of its names, or one of its persons.

        None for a name that nobody knows, and for a party of which the article does not speak.
        """
        actor = self._actors.get(name.strip().casefold())
        if actor is not None:
            return actor
        try:
            code = self._gazetteer.code_of(name)
        except UsageError:
            return None
        return code if code in self._named else None

    def person(self, name: str) -> str | None:
        """The name of a person whom the article names, in full where the program knows it; None for anybody else."""
        wanted = " ".join(name.split())
        if wanted.casefold() in self._persons:
            return self._persons[wanted.casefold()]
        words = wanted.split()
        looks_so = len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()
        return wanted if looks_so and wanted in self._text else None

    def words(self, text: str) -> str | None:
        """Words as they stand in the article; None where they do not."""
        wanted = text.strip()
        return wanted if wanted and wanted in self._text else None

    def date(self, text: str, near: Sequence[Span]) -> str | None:
        """The EDTF of a date in the article's own words, those `near` first; None where it is no date, or not there."""
        wanted = text.strip()
        if not wanted:
            return None
        places = [(at, at + len(wanted)) for at in _occurrences(wanted, self._text)]
        places.sort(key=lambda place: not any(start <= place[0] and place[1] <= end for start, end in near))
        for place in places:
            if found := self._dated(place):
                return found
        return None

    def _dated(self, place: Span) -> str | None:
        overlapping = [time for time in self._reading.times if time.edtf and _shared(time, place) > 0]
        best = max(overlapping, key=lambda time: _shared(time, place), default=None)
        return best.edtf if best else None

    @cached_property
    def _named(self) -> frozenset[str]:
        """The codes of the parties that the article names, of their groups and of the members of these."""
        said = {code for actor in self._reading.actors for code in actor.parties}
        said |= {p.party for actor in self._reading.actors for p in actor.persons if p.party}
        namings = self._gazetteer.namings(self._text, self._reading.parse.tokens)
        said |= {naming.code for naming in namings if naming.code}
        return frozenset(said | set(self._gazetteer.expanded(said)))

    @cached_property
    def _actors(self) -> dict[str, str]:
        """The one party behind each mention ("Lavrov", "the Kremlin"), by its words."""
        found: dict[str, set[str]] = {}
        tokens = self._reading.parse.tokens
        for actor in self._reading.actors:
            words = self._text[tokens[actor.first].start : tokens[actor.last - 1].end]
            parties = set(actor.parties) | {p.party for p in actor.persons if p.party}
            if actor.kind in ("party", "person") and not actor.place:
                found.setdefault(words.casefold(), set()).update(parties)
        return {words: parties.pop() for words, parties in found.items() if len(parties) == 1}

    @cached_property
    def _persons(self) -> dict[str, str]:
        """Persons by every way in which the article writes them, and by their full names."""
        found: dict[str, str] = {}
        tokens = self._reading.parse.tokens
        for actor in self._reading.actors:
            if actor.person is not None and actor.kind == "person":
                words = self._text[tokens[actor.first].start : tokens[actor.last - 1].end]
                found.setdefault(words.casefold(), actor.person.name)
                found[actor.person.name.casefold()] = actor.person.name
        return found


def _occurrences(words: str, text: str) -> Iterable[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _shared(time: TimeExpression, place: Span) -> int:
    return min(time.end, place[1]) - max(time.start, place[0])
