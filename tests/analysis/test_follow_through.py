"""What was announced, by whom, for when, and what came of it: the definitions, one by one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_records import contact, person, record

from communique.analysis.days import Slip, slip
from communique.analysis.follow_through import Announcement, Outcome, Tally, announcements, tallies
from communique.model.record import Record, Speaker
from communique.model.when import parse_when, when

DAYS = {"a": "2025-03-01", "b": "2025-03-05", "c": "2025-03-10", "d": "2025-03-20"}


def one(made: Record) -> Announcement:
    (found,) = announcements(made)
    return found


def test_a_plan_is_announced_and_held_later() -> None:
    found = one(record(DAYS, [contact("a", said_by="NOR", date="2025-03-05"), contact("c", "held", date="2025-03-08")]))
    assert (found.party, found.said, found.outcome) == ("NOR", date(2025, 3, 1), Outcome.HELD)
    assert found.slip == Slip(3, 3)
    assert [r.article for r in found.told] == ["a"]
    assert [r.article for r in found.outcome_reports] == ["c"]


@pytest.mark.parametrize("status", ["proposed", "possible", "held"])
def test_a_wish_and_a_report_of_what_took_place_announce_nothing(status: str) -> None:
    assert not announcements(record(DAYS, [contact("a", status, said_by="NOR")]))


def test_a_plan_reported_after_it_took_place_announces_nothing() -> None:
    assert not announcements(record(DAYS, [contact("a", "held"), contact("b", "scheduled", said_by="NOR")]))


def test_each_party_that_announces_counts_once_whoever_speaks_for_it() -> None:
    made = record(
        DAYS,
        [contact("a", said_by="Jon Berg"), contact("b", said_by="NOR"), contact("c", said_by="PRT"), contact("d")],
        [person("a", "Jon Berg", "foreign minister")],
    )
    assert [(found.party, len(found.told)) for found in announcements(made)] == [("NOR", 2), ("PRT", 1)]
    persons = announcements(made, persons=True)
    assert [found.by for found in persons] == [Speaker("Jon Berg", "NOR"), Speaker(None, "NOR"), Speaker(None, "PRT")]


def test_what_articles_say_in_their_own_voice_is_counted_apart() -> None:
    made = record(DAYS, [contact("a")], [contact("b", said_by="NOR", number=2)])
    assert [(tally.party, len(tally.announcements)) for tally in tallies(announcements(made))] == [
        ("NOR", 1),
        (None, 1),
    ]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("cancelled", Outcome.CALLED_OFF),
        ("postponed", Outcome.POSTPONED),
        ("refused", Outcome.RULED_OUT),
        ("ruled_out", Outcome.RULED_OUT),
        ("under_way", Outcome.HELD),
        ("scheduled", Outcome.OPEN),
    ],
)
def test_every_outcome_has_its_name(status: str, outcome: Outcome) -> None:
    assert one(record(DAYS, [contact("a", said_by="NOR"), contact("b", status)])).outcome is outcome


def test_a_day_that_passed_without_a_report_is_overdue_and_one_to_come_is_open() -> None:
    told = [contact("a", said_by="NOR", date="2025-03-15")]
    assert one(record(DAYS, told)).outcome is Outcome.OVERDUE
    assert one(record({**DAYS, "d": "2025-03-15"}, told)).outcome is Outcome.OPEN
    assert one(record(DAYS, [contact("a", said_by="NOR")])).outcome is Outcome.OPEN
    assert one(record(DAYS, [contact("a", said_by="NOR", date="2025-03-15/..")])).outcome is Outcome.OPEN


def test_the_first_announced_days_count_whatever_was_announced_later() -> None:
    made = record(DAYS, [contact("a", said_by="NOR", date="2025-03-05"), contact("b", said_by="NOR", date="2025-03-09"),
                         contact("c", "held", date="2025-03-09")])  # fmt: skip
    assert one(made).slip == Slip(4, 4)


def test_without_a_day_it_took_place_between_its_announcement_and_its_report() -> None:
    found = one(record(DAYS, [contact("a", said_by="NOR", date="2025-03-03"), contact("c", "held")]))
    assert found.held == parse_when("2025-03-01/2025-03-10")
    assert (found.held_by_report, found.slip) == (True, Slip(-2, 7))


def test_without_announced_days_there_is_no_slip() -> None:
    assert one(record(DAYS, [contact("a", said_by="NOR"), contact("c", "held", date="2025-03-08")])).slip is None


def test_the_median_is_taken_over_three_or_more_and_is_a_range_where_days_are_uncertain() -> None:
    def pair(number: int, held: str) -> list[object]:
        return [
            contact("a", said_by="NOR", date="2025-03-05", number=number),
            contact("c", "held", date=held, number=number),
        ]

    made = record(DAYS, pair(1, "2025-03-05"), pair(2, "2025-03-07/2025-03-09"), pair(3, "2025-03-10"))  # type: ignore[arg-type]
    (tally,) = tallies(announcements(made))
    assert tally.slips == (Slip(0, 0), Slip(2, 4), Slip(5, 5))
    assert (tally.median_slip, tally.in_time) == ((2, 4), 1)
    assert Tally(tally.by, tally.announcements[:2]).median_slip is None


# Slips of uncertain days

SOME_DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31))


@given(SOME_DAYS, st.integers(0, 40), SOME_DAYS, st.integers(0, 40))
def test_a_slip_holds_every_slip_that_the_days_allow(first: date, wide: int, held: date, unsure: int) -> None:
    announced = when(first, date.fromordinal(first.toordinal() + wide))
    took_place = when(held, date.fromordinal(held.toordinal() + unsure))
    found = slip(announced, took_place)
    assert found is not None
    for step in range(unsure + 1):
        day = date.fromordinal(held.toordinal() + step)
        exact = slip(announced, when(day, day))
        assert exact is not None
        assert exact.low is not None
        assert found.low is not None
        assert found.high is not None
        assert found.low <= exact.low <= found.high
    assert (found.low == 0) == (announced.overlaps(when(held, held)))


def test_open_days_leave_an_end_of_the_slip_open() -> None:
    assert slip(parse_when("2025-03-05"), parse_when("2025-03-10/..")) == Slip(5, None)
    assert slip(parse_when("2025-03-05/.."), parse_when("2025-04-10")) == Slip(0, 0)
    assert slip(parse_when("../2025-03-05"), parse_when("2025-03-01")) == Slip(0, 0)
    assert slip(None, parse_when("2025-03-01")) is None


def test_a_dateline_in_capitals_speaks_for_the_state_and_a_code_for_itself() -> None:
    made = record(
        DAYS, [contact("a", said_by="LISBON")], [contact("b", said_by="FISHERS", parties=("FISHERS", "NOR"), number=2)]
    )
    assert [found.by for found in announcements(made)] == [Speaker(None, "PRT"), Speaker(None, "FISHERS")]
