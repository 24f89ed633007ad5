"""Where a party stands: threads of like matters, turns that are not claimed on doubtful reports, and how sure it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_records import position, record

from communique.analysis.matters import Likeness, compare, matter_of
from communique.analysis.sides import Side, opposed, side_of
from communique.analysis.stances import Sureness, Thread, stance_threads
from communique.model.decisions import Judgements, Mark
from communique.model.findings import Issue, Position
from communique.model.record import Record

DAYS = {key: f"2025-03-{day:02}" for day, key in enumerate("abcdefgh", 1)}


def only(made: Record) -> Thread:
    (thread,) = stance_threads(made)
    return thread


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("a ceasefire", "the truce", Likeness.SAME),
        ("a ceasefire", "a 30-day ceasefire", Likeness.WIDER),
        ("a temporary ceasefire", "a permanent ceasefire", Likeness.OTHER),
        ("the fishing quota", "an end to the fishing quota", Likeness.OTHER),
        ("lifting the quota", "an end to the quota", Likeness.SAME),
        ("talks with Iceland", "talks with Denmark", Likeness.OTHER),
        ("recognising the islands", "recognition of the islands", Likeness.SAME),
        ("a visit to the islands without an escort", "a visit to the islands", Likeness.SAME),
        ("it", "it", Likeness.OTHER),
        ("the proposal", "the proposal", Likeness.OTHER),
        ("no inspectors", "inspectors", Likeness.OTHER),
        ("Portuguese patrols", "patrols", Likeness.WIDER),
        ("Portuguese patrols", "patrols of Portugal", Likeness.SAME),
        ("Portuguese patrols", "Icelandic patrols", Likeness.OTHER),
        ("direct talks", "talks with Iceland", Likeness.OTHER),
    ],
)
def test_only_like_matters_are_compared(one: str, other: str, likeness: Likeness) -> None:
    assert compare(matter_of(one), matter_of(other)) is likeness


@given(st.text(max_size=60), st.text(max_size=60))
def test_comparing_never_fails_and_goes_both_ways(one: str, other: str) -> None:
    assert compare(matter_of(one), matter_of(other)) is compare(matter_of(other), matter_of(one))


def test_a_condition_is_a_side_of_its_own_and_a_warning_none() -> None:
    assert side_of(position("a", "accepts")) is Side.FOR
    assert side_of(position("a", "accepts", condition="Portugal does the same")) is Side.CONDITIONAL
    assert side_of(position("a", "rejects", "a quota without inspectors")) is Side.CONDITIONAL
    assert side_of(position("a", "rejects")) is Side.AGAINST
    assert side_of(position("a", "warns")) is None


def test_a_demand_and_a_refusal_of_another_matter_are_not_opposed() -> None:
    assert opposed(position("a", "demands", "a ceasefire"), position("b", "rejects", "the ceasefire"))
    assert not opposed(
        position("a", "demands", "a ceasefire"), position("b", "rejects", "a ceasefire without a withdrawal")
    )
    assert not opposed(position("a", "demands"), position("b", "rejects", issue=Issue.OTHER))


def test_a_turn_has_the_words_before_and_after_and_says_how_sure_it_is() -> None:
    thread = only(record(DAYS, position("a", "rejects"), position("b", "rejects"), position("c", "accepts")))
    (turn,) = thread.turns
    assert (turn.before.article, turn.after.article) == ("b", "c")
    assert (turn.sides, turn.day) == ((Side.AGAINST, Side.FOR), date(2025, 3, 3))
    assert (turn.independent, turn.sureness, turn.wider) == ((2, 1), Sureness.SINGLE, False)
    twice = only(record(DAYS, position("a", "rejects"), position("c", "accepts"), position("d", "supports")))
    assert twice.turns[0].sureness is Sureness.CONFIRMED


def test_a_single_doubtful_report_turns_nothing() -> None:
    thread = only(record(DAYS, position("a", "rejects"), position("b", "accepts", confidence=0.3)))
    assert not thread.turns
    assert thread.current
    assert [p.article for p in thread.current.deviating] == ["b"]


def test_one_report_against_those_before_and_after_it_turns_nothing() -> None:
    told = [
        position(key, stance) for key, stance in zip("abcd", ["rejects", "accepts", "rejects", "opposes"], strict=True)
    ]
    thread = only(record(DAYS, *told))
    assert not thread.turns
    assert thread.sureness is Sureness.CONTESTED


def test_copies_confirm_nothing() -> None:
    made = record(
        DAYS, position("a", "rejects"), position("b", "accepts"), position("c", "accepts"), duplicates={"c": "b"}
    )
    assert only(made).turns[0].sureness is Sureness.SINGLE


def test_nothing_turns_within_a_day() -> None:
    made = record({"a": "2025-03-01", "b": "2025-03-01"}, position("a", "rejects"), position("b", "accepts"))
    assert not only(made).turns
    assert only(made).sureness is Sureness.CONTESTED
    days = {"a": "2025-03-01", "b": "2025-03-02", "c": "2025-03-02", "d": "2025-03-03"}
    told = [position("a", "rejects"), position("b", "rejects"), position("c", "accepts"), position("d", "accepts")]
    assert [turn.after.article for turn in only(record(days, *told)).turns] == ["d"]


def test_willing_and_under_a_condition_on_one_day_is_under_a_condition() -> None:
    made = record({"a": "2025-03-01"}, position("a", "accepts"), position("a", "conditional", number=2))
    assert [run.side for run in only(made).runs] == [Side.CONDITIONAL]


def test_what_was_said_years_apart_is_no_turn() -> None:
    made = record({"a": "2019-03-01", "b": "2025-03-01"}, position("a", "rejects"), position("b", "accepts"))
    assert not only(made).turns


def test_parties_issues_and_matters_have_threads_of_their_own() -> None:
    made = record(
        DAYS,
        position("a", "rejects"),
        position("b", "accepts", party="PRT"),
        position("c", "accepts", issue=Issue.OTHER),
        position("d", "accepts", "shared patrols"),
    )
    assert [(t.id, len(t.turns)) for t in stance_threads(made)] == [
        ("NOR/other", 0), ("NOR/trade", 0), ("NOR/trade", 0), ("PRT/trade", 0)]  # fmt: skip


STANCES = st.sampled_from(["accepts", "rejects", "demands", "opposes", "conditional", "warns", "open", "offers"])
SAID = st.tuples(st.sampled_from("abcdefgh"), STANCES, st.floats(0, 1), st.sampled_from(["a truce", "a 9-day truce"]))


@given(st.lists(SAID, max_size=8))
def test_every_position_stands_in_one_thread_and_turns_lead_from_one_side_to_another(
    rows: list[tuple[str, str, float, str]],
) -> None:
    told: list[Position] = [
        position(key, stance, about, confidence=sure, number=n) for n, (key, stance, sure, about) in enumerate(rows)
    ]
    threads = stance_threads(record(DAYS, *told))
    kept = [p for thread in threads for p in thread.positions]
    assert sorted(p.id for p in kept) == sorted(p.id for p in told)
    for thread in threads:
        for turn in thread.turns:
            assert turn.sides[0] is not turn.sides[1]
            assert turn.after.confidence >= 0.4 or turn.sureness is not Sureness.CONFIRMED


def test_a_doubtful_report_that_a_person_confirmed_turns_a_thread() -> None:
    made = record(DAYS, position("a", "rejects"), position("b", "accepts", confidence=0.3))
    confirmed = replace(made, judgements=Judgements(confirmed={"b:p1": Mark("d-1", "me", "2025-03-09T00:00:00Z")}))
    assert [turn.after.article for turn in only(confirmed).turns] == ["b"]
