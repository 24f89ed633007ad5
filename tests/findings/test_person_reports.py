"""Which persons are found, with the office and the party that the article gives them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.findings.persons import find_persons
from communique.model.actors import Level
from communique.reading.reading import Reading

Read = Callable[..., Reading]


def found(read: Read, text: str) -> list[tuple[str, str | None, str | None]]:
    return [(person.name, person.party, person.office) for person in find_persons(read(text))]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Norwegian Foreign Minister Jon Hallvik met the press.", ("Jon Hallvik", "NOR", "Foreign Minister")),
        ("Peru's deputy foreign minister, Rosa Quispe, spoke.", ("Rosa Quispe", "PER", "deputy foreign minister")),
        ("Rosa Quispe, the Peruvian ambassador, left.", ("Rosa Quispe", "PER", "ambassador")),
    ],
)
def test_with_the_office_that_the_article_words(read: Read, text: str, person: tuple[str, str, str]) -> None:
    assert person in found(read, text)


def test_once_for_all_mentions_with_the_sentence_that_gives_the_office(read: Read) -> None:
    text = "Jon Hallvik flew to Lima. Hallvik, the Norwegian foreign minister, met Peru's president. He left on Friday."
    [person] = [p for p in find_persons(read(text)) if p.name == "Jon Hallvik"]
    assert person.evidence == ("Hallvik, the Norwegian foreign minister, met Peru's president.",)
    assert person.level is Level.MINISTERIAL
    start, end = person.spans[0]
    assert text[start:end] == person.evidence[0]


def test_an_office_of_several_is_that_of_each(read: Read) -> None:
    offices = {office for _, _, office in found(read, "Presidents Jon Hallvik of Norway and Rosa Quispe of Peru met.")}
    assert "Presidents" not in offices


def test_a_name_of_which_nothing_is_said_is_left_out(read: Read) -> None:
    assert found(read, "Key Points for readers. Nothing else happened.") == []
