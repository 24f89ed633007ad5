"""A contact announced for one day and held on another is one, where something ties them and no other fits as well."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_samples import report

from communique.model.actors import Level
from communique.model.findings import ContactKind, ContactReport, Status
from communique.record.merging.bonds import Bonds
from communique.record.merging.groups import Source
from communique.record.merging.merge import Merging, merge_contacts

# Published on the day of March that the article's id gives.
DAYS: dict[str, str | None] = {f"a-{day:02}": f"2025-03-{day:02}" for day in range(1, 32)}
PEOPLE = ("Amina Deby", "Osman Salih")
TIED: dict[str, Any] = {"place": "Geneva", "participants": PEOPLE, "level": Level.MINISTERIAL}


def told(published: int, day: int, status: Status = Status.SCHEDULED, **fields: Any) -> ContactReport:
    return report(f"a-{published:02}", date=f"2025-03-{day:02}", status=status, **{**TIED, **fields})


def held(published: int, day: int, **fields: Any) -> ContactReport:
    return told(published, day, Status.HELD, **fields)


def merged(*reports: ContactReport, bonds: Bonds | None = None) -> list[list[str]]:
    contacts = merge_contacts(reports, DAYS, *([bonds] if bonds else []))
    return [[r.article for r in contact.reports] for contact in contacts]


class TestOneThatSlipped:
    def test_announced_for_a_day_and_held_two_days_later(self) -> None:
        [contact] = merge_contacts([told(5, 10), held(13, 12)], DAYS)
        assert (contact.date, contact.status) == ("2025-03-12", Status.HELD)

    def test_held_two_weeks_later_with_the_same_people_in_the_same_city(self) -> None:
        assert merged(told(5, 10), held(25, 24)) == [["a-05", "a-25"]]

    def test_held_a_little_sooner(self) -> None:
        assert merged(told(5, 12), held(11, 10)) == [["a-05", "a-11"]]

    def test_put_off_to_a_day_and_held_two_days_after_it(self) -> None:
        assert merged(told(5, 10), told(9, 20, Status.POSTPONED), held(23, 22)) == [["a-05", "a-09", "a-23"]]

    @pytest.mark.parametrize("untold", [{"place": None}, {"participants": ()}])
    def test_tied_by_the_people_or_by_the_city_and_the_level(self, untold: dict[str, Any]) -> None:
        assert merged(told(5, 10, **untold), held(13, 12)) == [["a-05", "a-13"]]

    def test_talks_announced_and_a_meeting_held(self) -> None:
        assert merged(told(5, 10), held(13, 12, kind=ContactKind.MEETING)) == [["a-05", "a-13"]]

    def test_a_next_one_that_lies_well_apart_does_not_count_against_it(self) -> None:
        assert merged(told(5, 10), held(13, 12), held(28, 27)) == [["a-05", "a-13"], ["a-28"]]

    def test_a_split_parts_them_and_gives_the_plan_to_nothing_else(self) -> None:
        apart = Bonds(frozenset(), frozenset({(("a-05", "c1"), ("a-13", "c1"))}))
        assert merged(told(5, 10), held(13, 12), bonds=apart) == [["a-05"], ["a-13"]]


class TestTwo:
    def test_silence_ties_nothing(self) -> None:
        bare: dict[str, Any] = {"place": None, "participants": (), "level": Level.UNKNOWN}
        assert len(merged(told(5, 10, **bare), held(13, 12, **bare))) == 2

    def test_a_city_alone_ties_nothing(self) -> None:
        bare: dict[str, Any] = {"participants": (), "level": Level.UNKNOWN}
        assert len(merged(told(5, 10, **bare), held(13, 12, **bare))) == 2

    @pytest.mark.parametrize(
        "other",
        [
            {"place": "Istanbul"},
            {"participants": ("Idriss Haroun", "Omar Ali")},
            {"level": Level.ENVOY},
            {"kind": ContactKind.CALL},
            {"kind": ContactKind.VISIT},
            {"parties": ("SSD", "TCD")},
        ],
    )
    def test_another_place_people_level_kind_or_party(self, other: dict[str, Any]) -> None:
        assert len(merged(told(5, 10), held(13, 12, **other))) == 2

    def test_too_long_after(self) -> None:
        assert len(merged(told(1, 5), held(25, 24))) == 2

    def test_tied_in_one_way_and_long_after(self) -> None:
        assert len(merged(told(5, 10, place=None), held(25, 24))) == 2

    def test_weekly_calls(self) -> None:
        calls: dict[str, Any] = {"kind": ContactKind.CALL, "place": None}
        assert merged(told(5, 10, **calls), held(18, 17, **calls)) == [["a-05"], ["a-18"]]

    def test_weekly_meetings_of_which_one_is_not_reported_on(self) -> None:
        assert merged(held(4, 3), told(5, 10), held(18, 17)) == [["a-04"], ["a-05"], ["a-18"]]
        assert merged(told(5, 10), held(18, 17), held(25, 24)) == [["a-05"], ["a-18"], ["a-25"]]

    def test_rounds_of_other_numbers(self) -> None:
        second = told(5, 10, evidence=("The second round is to be on 10 March.",))
        third = held(13, 12, evidence=("The third round of talks ended.",))
        assert len(merged(second, third)) == 2

    def test_one_held_on_the_day_announced_and_another_after_it(self) -> None:
        assert merged(told(5, 10), held(11, 10), held(13, 12)) == [["a-05", "a-11"], ["a-13"]]

    def test_another_that_lies_between(self) -> None:
        bare: dict[str, Any] = {"participants": (), "place": None, "level": Level.UNKNOWN}
        assert len(merged(told(5, 10), held(15, 14, **bare), held(19, 18))) == 3

    def test_announced_only_after_the_other_was_held(self) -> None:
        assert len(merged(held(9, 8), told(10, 12))) == 2

    def test_both_days_announced_at_once(self) -> None:
        assert len(merged(told(5, 10), told(5, 12, local_id="c2"), held(13, 12))) == 2

    def test_one_article_tells_of_both(self) -> None:
        assert len(merged(told(13, 10), held(13, 12, local_id="c2"))) == 2

    def test_what_was_only_proposed_for_a_day(self) -> None:
        assert len(merged(told(5, 10, Status.PROPOSED), held(13, 12))) == 2


_reports = st.builds(
    lambda published, day, status, fields: told(published, day, status, **fields),
    st.integers(1, 28),
    st.integers(1, 28),
    st.sampled_from([Status.SCHEDULED, Status.HELD, Status.HELD, Status.POSTPONED]),
    st.sampled_from([{}, {"place": None}, {"participants": ()}]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_reports, max_size=14, unique_by=lambda r: r.article), st.randoms(use_true_random=False))
def test_the_order_in_which_articles_come_and_go_plays_no_part(reports: list[ContactReport], random: Any) -> None:
    merging = Merging()
    order = reports.copy()
    random.shuffle(order)
    for one in order:
        merging.update([Source(one.article, (one,), DAYS[one.article], one.article)])
    assert merging.contacts() == merge_contacts(reports, DAYS)
    for one in order[: len(order) // 2]:
        merging.remove(one.article)
    assert merging.contacts() == merge_contacts([r for r in reports if r not in order[: len(order) // 2]], DAYS)
