"""Enquiry: what the network is asked stands in the text, and its features are words of language, never names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from communique.findings.contacts.enquiry import Enquiry
from communique.findings.contacts.mentions import find_mentions
from communique.findings.contacts.options import BACK, MENTIONS
from communique.findings.positions.candidates import find_candidates
from communique.findings.positions.enquiry import position_questions
from communique.findings.questions import CLASSES, Question
from communique.reading.reading import Reading

Read = Callable[..., Reading]
TEXT = (
    "GENEVA - Norwegian Foreign Minister Kari Lie met her Chadian counterpart Ali Haroun in Geneva on Monday. "
    "The talks, mediated by Qatar, lasted two hours.\n\n"
    "“Norway demands the release of all prisoners,” Lie told reporters after the meeting. Haroun said that Chad "
    "rejects any new sanctions, and that he could visit Oslo on April 4.\n\n"
    "Presidents Idris Saleh and Ola Hansen had spoken by telephone on March 3. Peru has offered to host a summit of "
    "Norway and Chad in Lima, but no date has been set."
)
CODES = {"NOR", "TCD", "QAT", "PER"}
NAMES = ("Kari", "Ali Haroun", "Haroun", "Idris", "Saleh", "Hansen")
TASKS = {
    "accept", "kind", "status", "level", "directness", "party", "person", "date", "place", "speaker", "same",
}  # fmt: skip


def asked(reading: Reading) -> list[tuple[int, Question]]:
    """All questions about an article."""
    contacts = Enquiry(reading, find_mentions(reading)).questions()
    return [*contacts, *position_questions(reading, find_candidates(reading), every=True)]


def features(reading: Reading) -> Iterator[str]:
    """The names of all features of all questions about an article."""
    for _, question in asked(reading):
        yield from question.features
        for option in question.options:
            yield from option.features


@pytest.fixture(scope="module")
def reading(read: Read) -> Reading:
    return read(TEXT)


def test_every_mention_is_asked_about_once_for_each_task(reading: Reading) -> None:
    mentions = find_mentions(reading)
    assert len(mentions) >= 5
    keys = [(number, question.task) for number, question in Enquiry(reading, mentions).questions()]
    assert sorted(keys) == sorted((number, task) for number in range(len(mentions)) for task in TASKS)


def test_every_task_is_one_that_the_network_knows(reading: Reading) -> None:
    assert {question.task for _, question in asked(reading)} == TASKS | {"hold"} <= set(CLASSES)


def test_questions_and_options_stand_within_the_text(reading: Reading) -> None:
    for _, question in asked(reading):
        for start, end in (question.anchor, *(span for option in question.options for span in option.spans)):
            assert 0 <= start < end <= len(TEXT)
            assert TEXT[start:end].strip()


def test_every_option_stands_somewhere_and_is_offered_once(reading: Reading) -> None:
    for _, question in asked(reading):
        keys = [option.key for option in question.options]
        assert len(keys) == len(set(keys))
        assert all(1 <= len(option.spans) <= MENTIONS for option in question.options)


def test_the_options_of_a_task_are_what_the_article_names(reading: Reading) -> None:
    options = {(n, question.task): {o.key: o for o in question.options} for n, question in asked(reading)}
    assert set(options[0, "party"]) == CODES
    assert {"Kari Lie", "Ali Haroun", "Idris Saleh", "Ola Hansen"} <= set(options[0, "person"])
    assert "2025-03-10" in options[0, "date"]
    assert "Geneva" in options[0, "place"]
    start, end = options[0, "date"]["2025-03-10"].spans[0]
    assert "Monday" in TEXT[start:end]
    assert "Peru" in {TEXT[start:end] for start, end in options[0, "party"]["PER"].spans}


def test_a_mention_is_compared_with_earlier_ones_only(reading: Reading) -> None:
    for number, question in Enquiry(reading, find_mentions(reading)).questions():
        if question.task == "same":
            assert [int(option.key) for option in question.options] == list(range(max(0, number - BACK), number))


def test_the_speaker_is_sought_among_those_who_say_so(reading: Reading) -> None:
    speakers = {option.key for _, q in asked(reading) if q.task == "speaker" for option in q.options}
    assert "Ali Haroun" in speakers
    assert not speakers & {"Idris Saleh", "Ola Hansen"}


def test_those_who_may_hold_a_position_are_named_or_quoted_in_the_sentence(reading: Reading) -> None:
    questions = [(index, question) for index, question in asked(reading) if question.task == "hold"]
    for index, question in questions:
        sentence = reading.parse.sentences[index]
        assert question.anchor == (sentence.start, sentence.end)
    holders = {index: {option.key for option in question.options} for index, question in questions}
    quoted = next(s.index for s in reading.parse.sentences if "demands" in reading.parse.text_of(s))
    assert "NOR" in holders[quoted]
    assert "QAT" not in holders[quoted]


def test_features_name_no_party_and_no_person(reading: Reading) -> None:
    for name in features(reading):
        words = set(re.split(r"[^\w]+", name))
        assert not words & CODES, name
        assert not any(person in name for person in NAMES), name


def test_features_are_the_same_for_other_parties_and_persons(read: Read) -> None:
    one = "Norway and Chad held talks in Geneva on Monday. Norway demands the release of prisoners."
    two = "Sweden and Peru held talks in Geneva on Monday. Sweden demands the release of prisoners."
    assert list(features(read(one))) == list(features(read(two)))


def test_a_question_gives_no_feature_of_a_class_or_option_twice(reading: Reading) -> None:
    for _, question in asked(reading):
        if question.task in {"status", "date", "place", "hold"}:
            for names in (question.features, *(option.features for option in question.options)):
                assert len(names) == len(set(names))


@pytest.mark.parametrize("text", ["", " ", "“", "Met.", "Talks", "The talks were held."])
def test_a_text_that_names_nobody_is_asked_about_without_options(read: Read, text: str) -> None:
    for _, question in asked(read(text)):
        assert all(option.key.isdigit() for option in question.options)


def test_the_questions_about_an_article_are_always_the_same(read: Read) -> None:
    assert asked(read(TEXT)) == asked(read(TEXT))
