"""Completion: a mention that names none or one of its parties is given a likely set of them, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from communique.findings.contacts.completion import Parties, Scene, candidates, complete
from communique.findings.contacts.mentions import Mention, find_mentions
from communique.findings.questions import Answer
from communique.reading.reading import Reading

Read = Callable[..., Reading]
TEXT = (
    "Norway and Chad met in Geneva on Monday. Qatar mediated between Norway and Chad. "
    "The talks lasted two hours. Norway will hold further talks in May. Peru watches."
)
SURE = Answer(options={code: {"no": 0.1, "party": 0.8, "mediator": 0.1} for code in ("NOR", "TCD")})


def incomplete(reading: Reading, answer: Answer) -> Iterator[tuple[Mention, list[tuple[Parties, list[str]]]]]:
    """The mentions that name fewer than two parties, with the sets that each may be of."""
    mentions = find_mentions(reading)
    scene = Scene.of(reading, mentions)
    for mention in mentions:
        if mention.taking.explicit < 2:
            yield mention, list(candidates(scene, mention, answer))


@pytest.mark.parametrize("answer", [Answer(), SURE], ids=["unasked", "sure"])
def test_each_set_is_of_two_parties_or_more_and_tried_once(read: Read, answer: Answer) -> None:
    found = list(incomplete(read(TEXT), answer))
    assert found
    for _, tried in found:
        sets = [parties for parties, _ in tried]
        assert all(len(parties) >= 2 for parties in sets)
        assert len(sets) == len(set(sets))
        assert frozenset({"NOR", "TCD"}) in sets


def test_features_of_a_set_name_no_party(read: Read) -> None:
    for _, tried in incomplete(read(TEXT), SURE):
        for _, features in tried:
            assert not {"NOR", "TCD", "QAT", "PER"} & set(re.split(r"[^\w]+", " ".join(features)))


@pytest.mark.parametrize("text", ["The talks were held.", "A meeting is planned for Monday.", "They met."])
def test_where_nobody_is_named_nobody_takes_part(read: Read, text: str) -> None:
    reading = read(text)
    mentions = find_mentions(reading)
    scene = Scene.of(reading, mentions)
    assert [complete(scene, mention, Answer()) for mention in mentions] == [(frozenset(), 0.0)] * len(mentions)


def test_a_completed_mention_has_one_of_the_sets_and_a_probability(read: Read) -> None:
    reading = read(TEXT)
    scene = Scene.of(reading, find_mentions(reading))
    for mention, tried in incomplete(reading, SURE):
        parties, likely = complete(scene, mention, SURE)
        assert parties in [one for one, _ in tried]
        assert 0 < likely <= 1


def test_the_network_adds_sets_of_those_whom_it_holds_likely(read: Read) -> None:
    answer = Answer(options={code: {"no": 0.0, "party": 1.0, "mediator": 0.0} for code in ("PER", "QAT")})
    for _, tried in incomplete(read(TEXT), answer):
        assert frozenset({"PER", "QAT"}) in [parties for parties, _ in tried]
