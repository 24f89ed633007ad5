"""Judgement: the network weighs, the words have the last word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.findings.contacts.judgement import Judged, judge, judge_status
from communique.findings.contacts.mentions import find_mentions
from communique.findings.questions import CLASSES, Answer
from communique.model.findings import Status
from communique.reading.reading import Reading

Read = Callable[..., Reading]
HAPPENED = {Status.HELD, Status.UNDER_WAY}
PUBLISHED = date(2025, 3, 15)
chances = st.lists(st.floats(0, 1), min_size=len(Status), max_size=len(Status)).map(
    lambda numbers: dict(zip(map(str, Status), numbers, strict=True))
)


def sure_of(status: Status) -> dict[str, float]:
    """A network that is as sure as can be of one status."""
    return {str(one): float(one is status) for one in Status}


def judged(reading: Reading, status: dict[str, float], **options: dict[str, dict[str, float]]) -> Judged:
    """The only mention of a reading, judged by a network of these opinions."""
    mentions = find_mentions(reading)
    assert len(mentions) == 1, [mention.trigger for mention in mentions]
    answers = {
        (0, "accept"): Answer({"no": 0.1, "yes": 0.9}),
        (0, "kind"): Answer({name: float(name == mentions[0].kind) for name in CLASSES["kind"]}),
        (0, "status"): Answer(status),
        (0, "party"): Answer(),
    }
    answers |= {(0, task): Answer(options=of) for task, of in options.items()}
    (found,) = judge(reading, mentions, answers)
    return found


def yes(likely: dict[str, float]) -> dict[str, dict[str, float]]:
    """The classes of options by how likely each is."""
    return {key: {"no": 1 - chance, "yes": chance} for key, chance in likely.items()}


# Status

NOT_YET = [
    "Norway and Chad could hold talks in Oslo.",
    "Norway might meet Chad's envoys.",
    "Norway and Chad will hold talks in Oslo.",
    "The ministers are to meet on Friday.",
    "Norway and Chad are expected to meet in Oslo.",
    "Norway plans to hold talks with Chad.",
    "Norway proposed talks with Chad.",
    "Norway is ready to meet Chad's envoys.",
    "Norway and Chad were due to meet in Oslo.",
    "Norway has no plans for a meeting with Chad.",
    "Norway did not meet Chad's envoys.",
    "Norway ruled out talks with Chad.",
    "Norway refused to meet Chad's envoys.",
    "Norway cancelled its meeting with Chad.",
    "Norway called off its meeting with Chad.",
    "Norway put off its talks with Chad.",
]


@pytest.mark.parametrize("text", NOT_YET)
def test_what_the_words_put_off_deny_or_hold_possible_never_comes_out_as_held(read: Read, text: str) -> None:
    (mention,) = find_mentions(read(text))

    @given(chances)
    def whatever_the_network_says(weighed: dict[str, float]) -> None:
        assert judge_status(mention.cue, weighed) not in HAPPENED

    whatever_the_network_says()
    assert all(judge_status(mention.cue, sure_of(status)) not in HAPPENED for status in Status)


CERTAIN = [
    ("Norway cancelled its meeting with Chad.", Status.CANCELLED),
    ("Norway called off its meeting with Chad.", Status.CANCELLED),
    ("Norway put off its talks with Chad.", Status.POSTPONED),
    ("Norway postponed its talks with Chad.", Status.POSTPONED),
    ("Norway refused to meet Chad's envoys.", Status.REFUSED),
]


@pytest.mark.parametrize(("text", "status"), CERTAIN, ids=[text for text, _ in CERTAIN])
def test_what_a_verb_calls_off_stays_called_off(read: Read, text: str, status: Status) -> None:
    (mention,) = find_mentions(read(text))
    assert {judge_status(mention.cue, sure_of(other)) for other in Status} == {status}


@pytest.mark.parametrize("text", ["Norway has no plans for a meeting with Chad.", "Norway did not meet Chad's envoys."])
def test_what_is_denied_never_comes_out_as_a_plan(read: Read, text: str) -> None:
    (mention,) = find_mentions(read(text))
    plans = {Status.SCHEDULED, Status.PLANNED, Status.PROPOSED, Status.POSSIBLE}
    assert all(judge_status(mention.cue, sure_of(status)) not in plans for status in Status)


def test_what_could_come_never_comes_out_as_agreed_for_a_day(read: Read) -> None:
    (mention,) = find_mentions(read("Norway and Chad could hold talks in Oslo."))
    assert judge_status(mention.cue, sure_of(Status.SCHEDULED)) is not Status.SCHEDULED


def test_what_is_told_in_the_simple_past_is_never_still_to_come(read: Read) -> None:
    (mention,) = find_mentions(read("Norway and Chad held talks in Geneva."))
    ahead = {Status.SCHEDULED, Status.PLANNED, Status.PROPOSED, Status.POSSIBLE}
    assert all(judge_status(mention.cue, sure_of(status)) not in ahead for status in Status)


@pytest.mark.parametrize(
    "text",
    [
        "The talks between Norway and Chad are going on in Geneva this week.",
        "Norway and Chad are continuing their talks in Geneva this week.",
    ],
)
def test_what_goes_on_is_under_way_however_sure_the_network_is_of_a_plan(read: Read, text: str) -> None:
    assert judged(read(text), sure_of(Status.SCHEDULED)).status is Status.UNDER_WAY


def test_where_no_tense_speaks_the_network_decides(read: Read) -> None:
    (mention,) = find_mentions(read("Fish is the matter of talks between Norway and Chad."))
    assert {judge_status(mention.cue, sure_of(status)) for status in Status} == set(Status)


@pytest.mark.parametrize(("code", "mediators"), [("FARC", ()), ("QAT", ("QAT",))])
def test_a_movement_that_is_only_spoken_of_mediates_nothing(read: Read, code: str, mediators: tuple[str, ...]) -> None:
    reading = read("Norway and Chad met in Lima on Monday.")
    assert judged(reading, sure_of(Status.HELD), party={code: {"mediator": 0.9}}).mediators == mediators


# Who is met one by one


def pairs(reading: Reading, network: list[str]) -> list[set[str]]:
    """The parties of the contacts that the last sentence tells of, where the network finds these to take part."""
    mentions = find_mentions(reading)
    answers = {}
    for number, mention in enumerate(mentions):
        sides = {code: {"no": 0.1, "party": 0.9, "mediator": 0.0} for code in network}
        answers[number, "accept"] = Answer({"no": 0.1, "yes": 0.9})
        answers[number, "kind"] = Answer({name: float(name == mention.kind) for name in CLASSES["kind"]})
        answers[number, "status"] = Answer(sure_of(Status.HELD))
        answers[number, "party"] = Answer(options=sides)
    found = judge(reading, mentions, answers)
    return [set(one.parties) for one in found if one.mention.sentence is found[-1].mention.sentence]


ONE_BY_ONE = [
    "Norwegian envoy Kari Lie saw each of them separately on Monday.",
    "Norwegian envoy Kari Lie spoke with both of them on Monday, one after the other.",
    "Norwegian envoy Kari Lie phoned both ministers on Monday.",
]


@pytest.mark.parametrize("text", ONE_BY_ONE)
def test_each_of_those_named_before_is_met_by_himself(read: Read, text: str) -> None:
    reading = read(f"The ministers of Chad and Peru met in Lima on Sunday. {text}")
    assert sorted(map(sorted, pairs(reading, ["NOR", "PER"]))) == [["NOR", "PER"], ["NOR", "TCD"]]


def test_those_who_see_each_other_meet_once(read: Read) -> None:
    text = "Norwegian envoy Kari Lie and her guests saw each other on Monday."
    assert len(pairs(read(f"The ministers of Chad and Peru met in Lima on Sunday. {text}"), ["NOR", "PER"])) == 1
