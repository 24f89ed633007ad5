"""Reading -> persons: who an article names, with the office and the party that it gives them."""

from __future__ import annotations

from communique.model.actors import Actor, Person
from communique.model.findings import PersonReport
from communique.reading.actors.offices import OFFICES, SINGULAR
from communique.reading.parse import Sentence
from communique.reading.reading import Reading

_WITH_OFFICE, _PARTY_ONLY = 0.9, 0.7


def find_persons(reading: Reading) -> tuple[PersonReport, ...]:
    """Everyone named for whom the article gives an office or a party, in the order of first mention.

    "Russia's deputy foreign minister, Sergei Ryabkov, said" gives Sergei Ryabkov, RUS, "deputy foreign minister",
    level official. An office that the article does not word is left out, however well known it is.
    """
    mentions: dict[str, list[Actor]] = {}
    for actor in reading.actors:
        if actor.person is not None and actor.kind == "person":
            mentions.setdefault(actor.person.name, []).append(actor)
    found: list[PersonReport] = []
    for actors in mentions.values():
        person = actors[0].person
        report = _report(reading, person, actors, f"n{len(found) + 1}") if person is not None else None
        if report is not None:
            found.append(report)
    return tuple(found)


def _report(reading: Reading, person: Person, actors: list[Actor], number: str) -> PersonReport | None:
    """The person by the first mention that words the office, else by the first of all."""
    sentences = [_sentence(reading, actor) for actor in actors]
    worded = next((s for s in sentences if person.office and _says(reading, s, person.office)), None)
    if worded is None and person.party is None:
        return None
    sentence = worded or sentences[0]
    return PersonReport(
        id=number,
        article=reading.article.id,
        evidence=(reading.parse.text[sentence.start : sentence.end],),
        spans=((sentence.start, sentence.end),),
        confidence=_WITH_OFFICE if worded else _PARTY_ONLY,
        reason="person:office" if worded else "person:party",
        name=person.name,
        party=person.party,
        office=_of_one(person.office) if worded and person.office else None,
        level=person.level,
    )


def _of_one(office: str) -> str:
    """The office of one of several: "Presidents Ann Lee and Jon Berg" are each a president."""
    return " ".join(map(_singular, office.split()))


def _singular(word: str) -> str:
    key = word.lower()
    if key in SINGULAR or key not in OFFICES:
        return word
    one: str = OFFICES[key]
    return one if word.islower() else one.capitalize()


def _sentence(reading: Reading, actor: Actor) -> Sentence:
    return reading.parse.sentences[reading.parse.tokens[actor.head].sent]


def _says(reading: Reading, sentence: Sentence, office: str) -> bool:
    return office.casefold() in reading.parse.text[sentence.start : sentence.end].casefold()
