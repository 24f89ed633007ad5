from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_samples import report

from communique.model.actors import Level
from communique.model.findings import ContactKind, ContactReport, Directness, Status
from communique.model.record import Contact
from communique.record.merging.contact import make_contact
from communique.record.merging.cues import NO_CUES
from communique.record.merging.merge import merge_contacts
from communique.record.merging.profile import join, make_profile
from communique.record.names import fold_names, full_names, persons, shared_persons
from communique.record.places import fit

DAYS = {"a-1": "2025-03-05", "a-2": "2025-03-07", "a-3": "2025-03-20", "a-4": "2025-06-30", "u-1": None}


def merged(*reports: ContactReport, days: Mapping[str, str | None] = DAYS) -> list[list[str]]:
    """Which articles' reports came together, in order."""
    return [[r.article for r in contact.reports] for contact in merge_contacts(reports, days)]


def one(*reports: ContactReport, days: Mapping[str, str | None] = DAYS) -> Contact:
    [contact] = merge_contacts(reports, days)
    return contact


class TestWhatComesTogether:
    def test_same_parties_on_the_same_day(self) -> None:
        assert merged(report("a-1", date="2025-03-04"), report("a-2", date="2025-03-04")) == [["a-1", "a-2"]]

    def test_a_plan_for_a_day_and_what_was_held_on_it(self) -> None:
        plan = report("a-1", date="2025-03-06", status=Status.SCHEDULED)
        assert merged(plan, report("a-2", date="2025-03-06")) == [["a-1", "a-2"]]

    def test_a_city_and_its_country(self) -> None:
        week = report("a-1", date="2025-03-03/2025-03-09", place="Türkiye", status=Status.SCHEDULED)
        assert merged(week, report("a-2", date="2025-03-06", place="Istanbul")) == [["a-1", "a-2"]]

    def test_the_last_third_of_a_month_and_a_day_in_it(self) -> None:
        late = report("a-3", date="2025-03-21/2025-03-31", level=Level.MINISTERIAL)
        day = report("a-4", date="2025-03-27", level=Level.MINISTERIAL)
        assert merged(late, day) == [["a-3", "a-4"]]
        assert len(merged(replace(late, date="2025-03-15/2025-03-31"), day)) == 2

    def test_the_mediator_counted_among_the_parties(self) -> None:
        counted = report("a-1", date="2025-03-04", parties=("CHE", "SDN", "TCD"))
        apart = report("a-2", date="2025-03-04", mediators=("CHE",))
        assert merged(counted, apart) == [["a-1", "a-2"]]

    def test_an_undated_report_of_the_same_named_people(self) -> None:
        names = ("Amina Deby", "Osman Salih")
        dated = report("a-1", date="2025-03-04", participants=names)
        undated = report("a-2", participants=("Osman Salih", "Amina Déby"))
        assert merged(dated, undated) == [["a-1", "a-2"]]

    def test_a_plan_without_a_day_and_what_was_held_there_on_the_day_of_its_report(self) -> None:
        held = report("a-1", date="2025-03-07", place="Geneva")
        plan = report("a-2", place="Geneva", status=Status.SCHEDULED)
        assert merged(held, plan) == [["a-1", "a-2"]]

    def test_a_round_that_moved_to_another_day_and_place(self) -> None:
        off = report(
            "a-1", date="2025-03-08", place="Rome", status=Status.POSTPONED, evidence=("The fourth round was put off.",)
        )
        held = report("a-3", date="2025-03-19", place="Vienna", evidence=("A fourth round of talks ended in Vienna.",))
        contact = one(off, held)
        assert (contact.status, contact.date, contact.place) == (Status.HELD, "2025-03-19", "Vienna")

    def test_the_next_round_and_the_one_that_came_next(self) -> None:
        coming = report("a-1", "c2", status=Status.SCHEDULED, evidence=("They agreed to meet again.",))
        first = report("a-1", date="2025-03-04")
        second = report("a-3", date="2025-03-19")
        third = report("a-4", date="2025-04-20")
        assert merged(first, coming, second, third) == [["a-1"], ["a-1", "a-3"], ["a-4"]]

    def test_talks_of_delegations_and_a_report_that_names_a_leader_alone(self) -> None:
        talks = {"date": "2025-03-04", "place": "Geneva"}
        named = report("a-1", level=Level.LEADER, participants=("Amina Deby",), **talks)
        sent = report("a-2", level=Level.OFFICIAL, participants=("Osman Salih", "Idriss Haroun"), **talks)
        assert merged(named, sent) == [["a-1", "a-2"]]

    def test_one_member_of_a_delegation_here_and_another_there(self) -> None:
        talks = {"date": "2025-03-04", "place": "Geneva", "level": Level.OFFICIAL}
        one, other = (
            report("a-1", participants=("Amina Deby",), **talks),
            report("a-2", participants=("Omar Ali",), **talks),
        )
        assert merged(one, other) == [["a-1", "a-2"]]
        meeting = {"kind": ContactKind.MEETING, "place": None, "level": Level.UNKNOWN}
        assert len(merged(replace(one, **meeting), replace(other, **meeting))) == 2

    def test_the_host_counted_among_the_parties(self) -> None:
        counted = report(
            "a-1", date="2025-03-04", parties=("CHE", "SDN", "TCD"), place="Geneva", participants=("A Deby",)
        )
        assert merged(counted, report("a-2", date="2025-03-04", participants=("Omar Ali",))) == [["a-1", "a-2"]]

    def test_a_plan_for_a_month_and_a_firmer_one_for_a_day_in_it(self) -> None:
        month = report("a-1", date="2025-03", status=Status.POSSIBLE, level=Level.LEADER, kind=ContactKind.SUMMIT)
        day = report("a-2", date="2025-03-17", status=Status.SCHEDULED, level=Level.LEADER, kind=ContactKind.SUMMIT)
        assert merged(month, day) == [["a-1", "a-2"]]
        assert len(merged(month, replace(day, level=Level.OFFICIAL))) == 2

    def test_talks_that_went_on_since_a_day(self) -> None:
        under_way = report("a-2", date="2025-03-04/..", status=Status.UNDER_WAY, place="Geneva")
        assert merged(report("a-1", date="2025-03-04", place="Geneva"), under_way) == [["a-1", "a-2"]]

    def test_a_plan_and_a_trip_of_the_same_person_to_the_same_place_that_is_over(self) -> None:
        trip = {"kind": ContactKind.VISIT, "place": "Khartoum", "participants": ("Amina Deby",)}
        plan = report("a-1", date="2025-03-06", status=Status.SCHEDULED, **trip)
        assert merged(plan, report("a-3", **trip)) == [["a-1", "a-3"]]
        assert len(merged(plan, report("a-3", **(trip | {"participants": ()})))) == 2

    def test_whoever_carries_a_longer_name(self) -> None:
        plan = report("a-1", status=Status.SCHEDULED, participants=("Amina Deby", "Hakim bin Farid"))
        held = report("a-2", date="2025-03-06", participants=("Hakim bin Farid Al Nur", "Deby"))
        assert merged(plan, held) == [["a-1", "a-2"]]

    def test_plans_told_at_the_same_time_for_days_that_differ(self) -> None:
        plan = report("a-1", date="2025-03-12", place="Geneva", status=Status.SCHEDULED)
        other = replace(plan, article="a-2", date="2025-03-14")
        days = {"a-1": "2025-03-05", "a-2": "2025-03-06", "a-3": "2025-03-09"}
        assert merged(plan, other, days=days) == [["a-1", "a-2"]]
        for apart in (
            replace(other, article="a-3"),
            replace(other, place="Vienna"),
            replace(other, date="2025-03-20"),
            replace(other, evidence=("The next round is to be held in Geneva.",)),
        ):
            assert len(merged(plan, apart, days=days)) == 2

    def test_a_plan_and_the_day_to_which_it_was_put_off(self) -> None:
        plan = report("a-1", date="2025-03-08", place="Geneva", status=Status.SCHEDULED)
        off = report("a-2", date="2025-03-19", place="Geneva", status=Status.POSTPONED)
        held = report("a-3", date="2025-03-19", place="Geneva")
        assert merged(plan, off, held) == [["a-1", "a-2", "a-3"]]
        assert one(plan, off, held).date == "2025-03-19"
        assert len(merged(replace(plan, status=Status.HELD), off)) == 2
        assert len(merged(plan, replace(off, place=None))) == 2

    def test_what_was_put_off_from_a_day_and_the_same_people_there_soon_after(self) -> None:
        people = {"place": "Geneva", "participants": ("Amina Deby", "Osman Salih")}
        off = report("a-1", date="2025-03-06", status=Status.POSTPONED, **people)
        held = report("a-3", date="2025-03-18", **people)
        assert merged(off, held) == [["a-1", "a-3"]]
        assert one(off, held).date == "2025-03-18"
        for other in (
            replace(held, place="Vienna"),
            replace(held, participants=()),
            replace(held, date="2025-06-18", article="a-4"),
        ):
            assert len(merged(off, other)) == 2
        assert len(merged(replace(off, status=Status.HELD), held)) == 2

    def test_a_meeting_of_leaders_meant_for_about_then_and_given_its_day_since(self) -> None:
        leaders = {"kind": ContactKind.SUMMIT, "level": Level.LEADER, "status": Status.SCHEDULED}
        about = report("a-1", date="2025-03-14/2025-03-20", **leaders)
        day = report("a-3", date="2025-03-30", place="Geneva", **leaders)
        assert merged(about, day) == [["a-1", "a-3"]]
        for other in (
            replace(about, date="2025-03-14"),
            replace(about, status=Status.HELD),
            replace(about, date="2025-02-01/2025-02-09"),
            replace(about, level=Level.MINISTERIAL),
            replace(about, article="a-4", date="2025-03-14/2025-03-20"),
        ):
            assert len(merged(other, day)) == 2

    def test_what_never_came_about_on_its_day_and_is_planned_again(self) -> None:
        plan = report("a-1", date="2025-03-06", place="Geneva", status=Status.SCHEDULED)
        never = report("a-2", date="2025-03-06", place="Geneva", status=Status.RULED_OUT)
        again = report("a-3", date="2025-03-22", place="Geneva", status=Status.PLANNED)
        assert merged(plan, never, again) == [["a-1", "a-2", "a-3"]]
        assert len(merged(never, again)) == len(merged(plan, again)) == 2
        for other in (
            replace(again, status=Status.HELD),
            replace(again, level=Level.MINISTERIAL),
            replace(again, date="2025-05-22", article="a-4"),
        ):
            assert len(merged(plan, never, other)) == 2

    def test_a_denial_that_answers_a_plan(self) -> None:
        days = {"a-1": "2025-03-05", "a-2": "2025-03-06", "a-3": "2025-03-20"}
        plan = report("a-1", date="2025-03-07", status=Status.SCHEDULED, level=Level.UNKNOWN)
        denial = report("a-2", status=Status.RULED_OUT, level=Level.UNKNOWN, evidence=("No talks have been opened.",))
        assert merged(plan, denial, days=days) == [["a-1", "a-2"]]
        assert len(merged(plan, replace(denial, article="a-3"), days=days)) == 2
        assert len(merged(replace(plan, date="2025-03-20"), denial, days=days)) == 2
        assert len(merged(plan, replace(denial, kind=ContactKind.VISIT), days=days)) == 2

    def test_experts_by_one_report_and_officials_by_another(self) -> None:
        talks = {"date": "2025-03-04", "place": "Geneva"}
        experts = report("a-1", level=Level.TECHNICAL, **talks)
        officials = report("a-2", level=Level.OFFICIAL, **talks)
        assert merged(experts, officials) == [["a-1", "a-2"]]
        assert len(merged(experts, replace(officials, level=Level.MINISTERIAL))) == 2
        assert len(merged(experts, replace(officials, place="Switzerland", date="2025-03-07"))) == 2
        assert len(merged(experts, officials, replace(experts, article="a-2", id="c2"))) == 2
        people = {"participants": ("Amina Deby", "Osman Salih")}
        both = replace(experts, **people), replace(officials, level=Level.MINISTERIAL, **people)
        assert merged(*both) == [["a-1", "a-2"]]

    def test_the_same_persons_there_on_days_that_are_disputed(self) -> None:
        met = {"kind": ContactKind.MEETING, "place": "Geneva", "participants": ("Amina Deby", "Osman Salih")}
        days = {"a-1": "2025-03-15", "a-2": "2025-03-16", "a-3": "2025-03-20"}
        one, other = report("a-1", date="2025-03-02", **met), report("a-2", date="2025-03-10/2025-03-12", **met)
        assert merged(one, other, days=days) == [["a-1", "a-2"]]
        for another in (
            replace(other, article="a-3"),
            replace(other, place="Vienna"),
            replace(other, participants=("Amina Deby",)),
            replace(other, date="2025-03-17", kind=ContactKind.TALKS),
        ):
            assert len(merged(one, another, days=days)) == 2

    def test_a_session_of_one_month_told_by_its_place_and_of_experts(self) -> None:
        spell = report("a-3", date="2025-03-01/2025-03-10", place="Geneva")
        experts = report("a-2", date="2025-03-04", place="Geneva", level=Level.TECHNICAL)
        assert merged(experts, spell) == [["a-2", "a-3"]]
        assert len(merged(experts, replace(spell, place="Vienna"))) == 2
        assert len(merged(experts, replace(spell, date="2025-03"))) == 2

    def test_two_cities_for_what_is_to_come_on_one_day(self) -> None:
        plan = report("a-1", date="2025-03-20", place="Geneva", status=Status.SCHEDULED)
        assert merged(plan, replace(plan, article="a-2", place="Vienna")) == [["a-1", "a-2"]]
        assert len(merged(plan, replace(plan, article="a-3", place="Vienna"))) == 2

    def test_what_was_held_without_a_day_in_another_country(self) -> None:
        people = {"participants": ("Amina Deby", "Osman Salih"), "level": Level.MINISTERIAL}
        plan = report("a-2", date="2025-03-10", place="Vienna", status=Status.SCHEDULED, **people)
        held = report("a-3", place="Austria", **people)
        assert merged(plan, held) == [["a-2", "a-3"]]
        assert len(merged(plan, replace(held, place="Geneva"))) == 2
        bare = report("a-1", status=Status.PLANNED, **people)
        assert merged(bare, plan, replace(held, place="Geneva")) == [["a-1", "a-2"], ["a-3"]]

    def test_what_is_under_way_since_the_day_for_which_it_was_set(self) -> None:
        talks = {"place": "Geneva", "parties": ("SDN", "SSD", "TCD")}
        set_for = report("a-1", date="2025-03-06", status=Status.SCHEDULED, **talks)
        since = report("a-3", date="2025-03-06/..", status=Status.UNDER_WAY, **talks)
        aside = report("a-3", "c2", date="2025-03-06", place="Geneva")
        assert merged(set_for, since, aside) == [["a-1", "a-3"], ["a-3"]]

    def test_the_next_round_and_the_one_of_the_month_after(self) -> None:
        coming = report("a-1", status=Status.PLANNED, evidence=("They spoke of the next round.",))
        assert merged(coming, report("a-4", date="2025-04")) == [["a-1", "a-4"]]
        assert len(merged(coming, report("a-4", date="2025-04/2025-05"))) == 2

    def test_what_people_did_in_a_year_and_on_a_day_of_it(self) -> None:
        trip = {"kind": ContactKind.VISIT, "participants": ("Amina Deby",)}
        day = report("a-1", date="2025-03-04", place="Khartoum", **trip)
        year = report("a-2", date="2025", place="Sudan", **trip)
        days = {"a-1": "2025-03-05", "a-2": "2025-05-28"}
        assert merged(day, year, days=days) == [["a-1", "a-2"]]
        for other in (
            replace(year, participants=("Osman Salih",)),
            replace(year, date="2024"),
            replace(year, date=None),
        ):
            assert len(merged(day, other, days=days)) == 2

    def test_a_plan_for_a_week_and_its_denial(self) -> None:
        plan = report("a-1", date="2025-03-10/2025-03-16", status=Status.SCHEDULED, level=Level.OFFICIAL)
        assert merged(plan, replace(plan, article="a-2", status=Status.RULED_OUT, level=Level.UNKNOWN)) == [
            ["a-1", "a-2"]
        ]

    def test_one_text_under_two_dates_of_publication(self) -> None:
        first = report("a-1", date="2025-03-04")
        again = report("a-4", date="2025-06-24")
        assert len(merged(first, again)) == 2
        [contact] = merge_contacts([first, again], DAYS, contents={"a-1": "same", "a-4": "same"})
        assert (contact.date, len(contact.reports)) == ("2025-03-04", 2)
        undated = [replace(first, date=None), replace(first, article="u-1", date=None)]
        assert len(merge_contacts(undated, DAYS, contents={"a-1": "same", "u-1": "same"})) == 1

    def test_a_claim_and_its_denial(self) -> None:
        call = {"kind": ContactKind.CALL, "participants": ("Amina Deby", "Osman Salih"), "level": Level.LEADER}
        claim = report("a-1", evidence=("The two presidents spoke by telephone.",), **call)
        denial = report("a-2", status=Status.RULED_OUT, evidence=("Khartoum denied that a call took place.",), **call)
        assert merged(claim, denial) == merged(replace(claim, date="2025-03-04"), denial) == [["a-1", "a-2"]]
        # The day of the denial, which a reader may take for its date, is not that of the call.
        assert merged(claim, replace(denial, date="2025-03-07")) == [["a-1", "a-2"]]
        assert len(merged(claim, replace(denial, evidence=("No call is planned.",)))) == 2
        assert len(merged(claim, replace(denial, article="a-3"))) == 2


class TestWhatStaysApart:
    @pytest.mark.parametrize("held", ["2025-03-03/2025-03-06", "2025-03-05/2025-03-08", "2025-03-06"])
    def test_a_plan_without_a_day_and_what_began_before_it_was_told(self, held: str) -> None:
        plan = report("a-2", place="Geneva", status=Status.SCHEDULED)
        assert merged(report("a-1", date=held, place="Geneva"), plan) == [["a-1"], ["a-2"]]

    @pytest.mark.parametrize(
        "other",
        [
            {"date": "2025-03-06"},
            {"kind": ContactKind.CALL},
            {"parties": ("SDN", "SSD")},
            {"place": "Vienna", "participants": ()},
            {"level": Level.TECHNICAL, "place": None},
            {"participants": ("Idriss Haroun", "Hassan Bakri")},
        ],
        ids=lambda value: next(iter(value)),
    )
    def test_reports_that_differ_in_what_matters(self, other: dict[str, object]) -> None:
        full = {"date": "2025-03-04", "place": "Geneva", "participants": ("Amina Deby", "Osman Salih")}
        assert len(merged(report("a-1", **full), report("a-2", **(full | other)))) == 2

    def test_two_of_those_who_confer_under_a_mediator_meet_by_themselves(self) -> None:
        people = {"date": "2025-03-04", "place": "Geneva", "participants": ("Amina Deby", "Osman Salih")}
        round_ = report("a-1", parties=("SDN", "SSD", "TCD"), mediators=("AU",), **people)
        aside = report("a-2", kind=ContactKind.MEETING, **people)
        assert len(merged(round_, aside)) == 2
        assert merged(round_, replace(aside, kind=ContactKind.TALKS)) == [["a-1", "a-2"]]
        assert merged(replace(round_, mediators=()), aside) == [["a-1", "a-2"]]
        many = replace(round_, mediators=(), parties=("ETH", "SDN", "SSD", "TCD"))
        assert len(merged(many, aside)) == 2

    def test_two_contacts_of_one_article(self) -> None:
        same = {"date": "2025-03-04"}
        assert len(merged(report("a-1", "c1", **same), report("a-1", "c2", **same))) == 2

    def test_consecutive_rounds(self) -> None:
        second = report("a-1", date="2025-03-04", evidence=("The second round was held.",))
        third = report("a-2", evidence=("The third round was held.",), place="Geneva")
        assert len(merged(second, third)) == 2

    def test_an_undated_plan_and_a_later_contact_without_a_sign_that_it_is_the_same(self) -> None:
        plan = report("a-1", status=Status.PLANNED, evidence=("Officials plan talks.",))
        assert len(merged(plan, report("a-3", date="2025-03-19"))) == 2

    def test_what_was_ruled_out_on_no_day_and_what_was_held_later(self) -> None:
        leaders = {"kind": ContactKind.CALL, "participants": ("Amina Deby", "Osman Salih"), "level": Level.LEADER}
        no = report("a-1", status=Status.RULED_OUT, **leaders)
        assert len(merged(no, report("a-2", date="2025-03-06", **leaders))) == 2

    def test_leaders_and_other_people(self) -> None:
        meeting = {"date": "2025-03-04", "kind": ContactKind.MEETING}
        leaders = report("a-1", level=Level.LEADER, participants=("Amina Deby",), **meeting)
        officials = report("a-2", level=Level.OFFICIAL, participants=("Osman Salih",), **meeting)
        assert len(merged(leaders, officials)) == 2
        assert len(merged(replace(leaders, date="2025-03"), officials)) == 2

    def test_a_week_and_a_day_in_it_without_anything_else_in_common(self) -> None:
        week = report("a-1", date="2025-03-03/2025-03-09", status=Status.POSSIBLE)
        assert len(merged(week, report("a-3", date="2025-03-06"))) == 2

    def test_a_chain_of_vague_reports_does_not_join_what_is_dated_apart(self) -> None:
        first, second = report("a-1", date="2025-03-04"), report("a-2", date="2025-03-06")
        vague = report("a-3", date="2025-03-03/2025-03-09", place="Geneva")
        groups = merged(replace(first, place="Geneva"), replace(second, place="Geneva"), vague)
        assert all(not {"a-1", "a-2"} <= set(group) for group in groups)

    def test_dated_reports_come_together_before_one_without_a_date(self) -> None:
        plan = report("a-1", date="2025-03-06", status=Status.SCHEDULED)
        off = report("a-2", "c1", date="2025-03-06", status=Status.CANCELLED)
        offer = report("a-2", "c2", status=Status.PROPOSED, evidence=("They may meet again for a second round.",))
        assert [[r.id for r in c.reports] for c in merge_contacts([plan, off, offer], DAYS)] == [["c1", "c1"], ["c2"]]

    def test_what_took_place_on_one_day_in_two_countries(self) -> None:
        here = {"date": "2025-03-04", "participants": ("Amina Deby", "Osman Salih"), "level": Level.MINISTERIAL}
        held, there = report("a-1", place="Geneva", **here), report("a-2", place="Istanbul", **here)
        assert len(merged(held, replace(there, participants=("Amina Deby", "Omar Ali")))) == 2
        # Just the same people are in one place a day: which one is disputed, as it may be of what is to come.
        assert len(merged(held, there)) == 1
        plan = {"status": Status.SCHEDULED, "date": "2025-03-17", "participants": ("Amina Deby",)}
        assert len(merged(replace(held, **plan), replace(there, **plan))) == 1

    def test_a_trip_and_a_meeting_elsewhere(self) -> None:
        trip = report("a-1", kind=ContactKind.VISIT, place="Khartoum", status=Status.PROPOSED, participants=("A Deby",))
        summit = report("a-2", kind=ContactKind.SUMMIT, status=Status.PLANNED, participants=("A Deby",))
        assert len(merged(trip, summit)) == 2

    def test_undated_articles_are_not_merged_on_silence(self) -> None:
        assert len(merged(report("u-1"), report("a-1"), days=DAYS)) == 2


class TestFields:
    def test_held_wins_over_an_earlier_plan_and_calling_off(self) -> None:
        same = {"date": "2025-03-20"}
        plan = report("a-1", status=Status.SCHEDULED, **same)
        off = report("a-2", status=Status.CANCELLED, **same)
        assert one(plan, off).status is Status.CANCELLED
        assert one(plan, off, report("a-3", **same)).status is Status.HELD

    def test_a_new_plan_wins_over_an_earlier_calling_off(self) -> None:
        same = {"date": "2025-03-20"}
        off = report("a-1", status=Status.CANCELLED, **same)
        assert one(off, report("a-2", status=Status.SCHEDULED, **same)).status is Status.SCHEDULED

    def test_of_the_last_days_the_firmest_plan_counts(self) -> None:
        same = {"date": "2025-03-20"}
        firm = report("a-1", status=Status.SCHEDULED, **same)
        assert one(firm, report("a-2", status=Status.POSSIBLE, **same)).status is Status.SCHEDULED

    def test_the_most_precise_date_and_place_and_the_highest_level(self) -> None:
        vague = report("a-1", date="2025-03-03/2025-03-09", place="Switzerland", level=Level.MINISTERIAL)
        sharp = report("a-2", date="2025-03-04", place="Geneva", level=Level.OFFICIAL)
        contact = one(vague, sharp)
        assert (contact.date, contact.place, contact.level) == ("2025-03-04", "Geneva", Level.MINISTERIAL)

    def test_everyone_named_once_by_the_fullest_name(self) -> None:
        first = report("a-1", date="2025-03-04", participants=("Salih", "Amina Deby"))
        second = report("a-2", date="2025-03-04", participants=("Osman Salih", "Amina Déby Itno"))
        assert one(first, second).participants == ("Osman Salih", "Amina Déby Itno")

    def test_disputed_directness_is_unknown(self) -> None:
        first = report("a-1", date="2025-03-04", directness=Directness.DIRECT)
        second = report("a-2", date="2025-03-04", directness=Directness.INDIRECT)
        assert one(first, replace(second, directness=Directness.UNKNOWN)).directness is Directness.DIRECT
        assert one(first, second).directness is Directness.UNKNOWN

    def test_the_id_comes_from_the_first_report(self) -> None:
        first = report("a-1", date="2025-03-04")
        alone, both = one(first), one(first, report("a-2", date="2025-03-04"))
        assert alone.id == both.id
        assert alone.id.startswith("c-")
        assert len(alone.id) == 8


class TestNewsOfTheDay:
    PLAN = report("a-2", date="2025-03-19", status=Status.SCHEDULED)

    def test_a_report_without_a_day_tells_of_what_was_announced_for_that_day_or_the_day_before(self) -> None:
        assert merged(self.PLAN, report("a-3")) == [["a-2", "a-3"]]
        assert merged(replace(self.PLAN, date="2025-03-20"), report("a-3")) == [["a-2", "a-3"]]

    def test_earlier_and_later_reports_need_something_else_that_ties_them(self) -> None:
        assert merged(replace(self.PLAN, date="2025-03-21"), report("a-3")) == [["a-2"], ["a-3"]]
        assert merged(replace(self.PLAN, date="2025-03-18"), report("a-3")) == [["a-2"], ["a-3"]]

    def test_it_takes_the_same_parties_and_a_day_or_a_few(self) -> None:
        assert merged(self.PLAN, report("a-3", parties=("SDN", "SSD", "TCD"))) == [["a-2"], ["a-3"]]
        assert merged(replace(self.PLAN, date="2025-03"), report("a-3")) == [["a-2"], ["a-3"]]

    def test_a_plan_without_a_day_stays_apart(self) -> None:
        assert merged(replace(self.PLAN, date=None), report("a-3")) == [["a-2"], ["a-3"]]


class TestWithinAMonth:
    SUMMIT = report("a-1", date="2025-03-20", kind=ContactKind.SUMMIT, level=Level.LEADER, status=Status.SCHEDULED)

    def test_leaders_meet_once_whatever_organisation_brings_them_together(self) -> None:
        month = replace(self.SUMMIT, article="a-2", date="2025-03")
        assert merged(self.SUMMIT, month) == [["a-1", "a-2"]]
        assert merged(self.SUMMIT, replace(month, parties=("AU", "SDN", "TCD"))) == [["a-1", "a-2"]]
        assert merged(self.SUMMIT, replace(month, parties=("SDN", "SSD", "TCD"))) == [["a-1"], ["a-2"]]
        met = replace(month, kind=ContactKind.MEETING, status=Status.HELD)
        assert merged(self.SUMMIT, met) == [["a-1"], ["a-2"]]
        assert merged(self.SUMMIT, replace(met, kind=ContactKind.SUMMIT)) == [["a-1", "a-2"]]

    def test_one_mediator_holds_talks_once(self) -> None:
        held = report("a-1", date="2025-03-04", mediators=("CHE",))
        month = report("a-3", date="2025-03", mediators=("CHE", "UN"))
        assert merged(held, month) == [["a-1", "a-3"]]
        assert merged(held, replace(month, mediators=())) == [["a-1"], ["a-3"]]
        assert merged(held, replace(month, status=Status.PLANNED)) == [["a-1"], ["a-3"]]

    def test_of_neighbouring_days_one_may_be_misread(self) -> None:
        one_day = report("a-1", date="2025-03-04")
        next_day = report("a-2", date="2025-03-05")
        assert merged(one_day, next_day) == [["a-1"], ["a-2"]]
        assert merged(one_day, replace(next_day, unsure=("date",))) == [["a-1", "a-2"]]


class TestADayThatMayBeMisread:
    TOLD = report("a-1", date="2025-03-04", unsure=("date",))

    def test_it_is_uncertain_where_one_report_alone_gives_it(self) -> None:
        assert one(self.TOLD).date == "2025-03-04?"
        assert one(replace(self.TOLD, date="2025-03-01/2025-03-04")).date == "2025-03-01?/2025-03-04?"

    def test_it_is_not_where_another_says_the_same(self) -> None:
        assert one(self.TOLD, replace(self.TOLD, article="a-2")).date == "2025-03-04"
        assert one(self.TOLD, report("a-2", date="2025-03-04")).date == "2025-03-04"


class TestAnArticleThatTellsOfAContactTwice:
    TOLD = report("a-1", date="2025-03-04", place="Geneva")
    OTHER = replace(TOLD, article="a-2")
    AGAIN = replace(TOLD, id="c2", spans=((90, 120),), unsure=("level",))

    def test_both_tellings_are_one_where_the_reader_was_unsure_and_another_article_tells_of_it(self) -> None:
        assert merged(self.TOLD, self.AGAIN, self.OTHER) == [["a-1", "a-1", "a-2"]]

    def test_they_are_two_where_the_reader_was_sure(self) -> None:
        assert merged(self.TOLD, replace(self.AGAIN, unsure=()), self.OTHER) == [["a-1", "a-2"], ["a-1"]]

    def test_they_are_two_where_no_other_article_tells_of_it(self) -> None:
        assert merged(self.TOLD, self.AGAIN) == [["a-1"], ["a-1"]]

    def test_two_articles_that_tell_twice_of_the_same_people_on_a_day_tell_of_one(self) -> None:
        people = {"participants": ("Omar Badri", "Lea Sol")}
        first, again = replace(self.TOLD, **people), replace(self.AGAIN, **people)
        told = [
            first,
            again,
            replace(first, article="a-2"),
            replace(again, article="a-2"),
            replace(first, article="a-3"),
        ]
        assert merged(*told) == [["a-1", "a-1", "a-2", "a-2", "a-3"]]
        assert len(merged(*(replace(r, participants=()) for r in told))) == 2
        met = [replace(r, kind=ContactKind.MEETING) if r.id == "c2" else r for r in told]
        assert len(merged(*met)) == 2

    def test_they_are_one_where_a_party_is_read_in_one_alone_and_the_same_people_met_there_on_the_day(self) -> None:
        met = replace(self.TOLD, participants=("Omar Badri", "Lea Sol"))
        wider = replace(met, id="c2", parties=("ETH", "SDN", "TCD"), spans=((90, 120),))
        others = replace(met, article="a-2"), replace(wider, article="a-3", id="c1")
        assert merged(met, wider, *others) == [["a-1", "a-1", "a-2", "a-3"]]
        given = [replace(report, confidence=1.0) for report in (met, wider, *others)]
        assert merged(*given) == [["a-1", "a-2"], ["a-1", "a-3"]]
        unnamed = [replace(report, participants=()) for report in (met, wider, *others)]
        assert merged(*unnamed) == [["a-1", "a-2"], ["a-1", "a-3"]]

    def test_they_are_two_where_something_else_tells_them_apart(self) -> None:
        names = replace(self.TOLD, level=Level.LEADER, participants=("Omar Badri", "Lea Sol"))
        others = replace(self.AGAIN, participants=("Ana Vik", "Idriss Maro"))
        later = replace(self.AGAIN, date="2025-03-09")
        assert len(merged(names, others, replace(names, article="a-2"))) == 2
        assert len(merged(self.TOLD, later, self.OTHER)) == 2


class TestALeadersOwnMeeting:
    def test_a_follow_up_to_which_nobody_says_that_leaders_come_is_not_it(self) -> None:
        names = ("Idriss Maro", "Omar Badri")
        week = {"date": "2025-03-03/2025-03-09", "status": Status.PLANNED}
        summit = report("a-1", kind=ContactKind.SUMMIT, level=Level.LEADER, participants=names, **week)
        follow_up = report("a-2", status=Status.SCHEDULED, place="Geneva")
        assert merged(summit, follow_up) == [["a-1"], ["a-2"]]
        assert merged(replace(summit, place="Geneva"), follow_up) == [["a-1"], ["a-2"]]
        named = replace(follow_up, participants=names)
        assert merged(replace(summit, place="Geneva"), named) == [["a-1", "a-2"]]


class TestWhatMayBeMisread:
    def test_a_level_or_place_that_may_be_misread_parts_nothing(self) -> None:
        met = report(
            "a-1", date="2025-03-04", level=Level.MINISTERIAL, place="Geneva", participants=("Ana Vik", "Omar Ali")
        )
        other = replace(met, article="a-2", level=Level.LEADER, place="Cairo", participants=("Idriss Maro", "Lea Sol"))
        assert merged(met, other) == [["a-1"], ["a-2"]]
        bare = replace(other, participants=())
        assert merged(met, bare) == [["a-1"], ["a-2"]]
        assert merged(met, replace(bare, unsure=("level", "place"))) == [["a-1", "a-2"]]

    def test_a_kind_that_may_be_misread_parts_nothing(self) -> None:
        trip = report("a-1", kind=ContactKind.VISIT, date="2025-03-04", participants=("Ana Vik", "Omar Ali"))
        talks = replace(trip, article="a-2", kind=ContactKind.MEETING)
        assert merged(trip, talks) == [["a-1"], ["a-2"]]
        assert merged(trip, replace(talks, unsure=("kind",))) == [["a-1", "a-2"]]

    def test_a_place_that_may_be_misread_ties_only_the_same_parties(self) -> None:
        held = report("a-1", date="2025-03-04", place="Geneva", level=Level.MINISTERIAL)
        offered = report("a-2", place="Geneva", unsure=("place",), parties=("CHE", "SDN", "TCD"))
        assert merged(held, replace(offered, unsure=())) == [["a-1", "a-2"]]
        assert merged(held, offered) == [["a-1"], ["a-2"]]
        assert merged(held, replace(offered, parties=("SDN", "TCD"))) == [["a-1", "a-2"]]

    def test_where_kind_level_and_status_may_be_misread_the_persons_tie_nothing(self) -> None:
        held = report("a-1", date="2025-03-04", participants=("Idriss Maro", "Omar Badri"))
        undated = replace(held, article="a-2", date=None)
        assert merged(held, undated) == [["a-1", "a-2"]]
        assert merged(held, replace(undated, unsure=("kind", "level"))) == [["a-1", "a-2"]]
        assert merged(held, replace(undated, unsure=("kind", "level", "status"))) == [["a-1"], ["a-2"]]

    def test_a_day_that_may_be_misread_says_nothing_against_one_that_is_sure(self) -> None:
        names = ("Idriss Maro", "Omar Badri")
        month = report("a-1", date="2025-03", participants=names, status=Status.PLANNED)
        misread = replace(month, article="a-2", date="2025-03-02", unsure=("date",))
        day = replace(month, article="a-3", date="2025-03-24")
        assert merged(month, misread, day) == [["a-1", "a-2", "a-3"]]

    def test_a_place_is_no_surer_for_a_report_that_names_none(self) -> None:
        plan = report("a-1", place="Cairo", unsure=("kind", "place"))
        reports = plan, replace(plan, article="a-2", place=None, unsure=()), replace(plan, article="a-3", unsure=())
        misread, bare, sure = (make_profile(("2025-03-05", r.article, r.id), r, NO_CUES) for r in reports)
        assert join((misread, bare)).unsure == {"parties", "place"}
        assert join((misread, bare, sure)).unsure == {"parties"}

    def test_a_kind_that_may_be_misread_is_none_beside_one_that_is_sure(self) -> None:
        sure = report("a-1", kind=ContactKind.MEETING)
        misread = report("a-2", kind=ContactKind.SUMMIT, unsure=("kind",))
        of_both = [make_profile(("2025-03-05", r.article, r.id), r, NO_CUES) for r in (sure, misread)]
        assert join(of_both).kinds == {ContactKind.MEETING}
        assert join(of_both[1:]).kinds == {ContactKind.SUMMIT}

    def test_a_report_of_which_kind_and_status_and_more_may_be_misread_needs_more_than_a_day(self) -> None:
        week = report("a-1", date="2025-03-03/2025-03-09", level=Level.LEADER)
        day = replace(week, article="a-2", date="2025-03-06", place="Geneva")
        assert merged(week, day) == [["a-1", "a-2"]]
        assert merged(week, replace(day, unsure=("kind", "place"))) == [["a-1", "a-2"]]
        assert merged(week, replace(day, unsure=("kind", "place", "status"))) == [["a-1"], ["a-2"]]
        same = replace(week, date="2025-03-06", participants=("Idriss Maro", "Omar Badri"), place="Geneva")
        assert merged(same, replace(same, article="a-2", unsure=("kind", "place", "status"))) == [["a-1", "a-2"]]

    def test_whether_it_is_past_may_be_misread(self) -> None:
        plan = report("a-1", status=Status.PLANNED, place="Geneva", participants=("Idriss Maro",))
        past = replace(plan, article="a-2", status=Status.HELD)
        assert merged(plan, past) == [["a-1"], ["a-2"]]
        assert merged(plan, replace(past, unsure=("status",))) == [["a-1", "a-2"]]

    def test_of_places_that_may_all_be_misread_the_more_frequent_holds(self) -> None:
        geneva = report("a-1", place="Geneva", unsure=("place",))
        vienna, again = replace(geneva, article="a-2", place="Vienna"), replace(geneva, article="a-3")
        assert make_contact("c-x", [geneva, vienna], DAYS).place is None
        assert make_contact("c-x", [geneva, vienna, again], DAYS).place == "Geneva"
        assert make_contact("c-x", [geneva, replace(vienna, place="Switzerland")], DAYS).place == "Geneva"
        assert make_contact("c-x", [geneva, replace(vienna, unsure=())], DAYS).place == "Vienna"

    def test_a_city_of_one_report_is_not_the_place_where_more_name_another_country(self) -> None:
        vienna = report("a-1", place="Vienna")
        cairo, egypt = replace(vienna, article="a-2", place="Cairo"), replace(vienna, article="a-3", place="Egypt")
        also = replace(egypt, article="a-4")
        for told, place in (
            ((vienna, egypt, also), "Egypt"),
            ((vienna, cairo, egypt), "Cairo"),
            ((cairo, egypt, also), "Cairo"),
            ((vienna, egypt), "Vienna"),
            ((vienna, replace(vienna, article="a-5"), egypt, also), "Vienna"),
        ):
            assert make_contact("c-x", told, DAYS).place == place

    def test_of_a_group_the_sure_reports_speak(self) -> None:
        sure = report("a-1", date="2025-03-04", level=Level.OFFICIAL, place="Geneva", status=Status.SCHEDULED)
        fields = {"level": Level.LEADER, "place": "Cairo", "status": Status.HELD}
        unsure = replace(sure, article="a-2", unsure=("level", "place", "status"), **fields)
        contact = one(sure, unsure)
        assert (contact.level, contact.place, contact.status) == (Level.OFFICIAL, "Geneva", Status.SCHEDULED)
        alone = one(unsure)
        assert (alone.level, alone.place, alone.status) == (Level.LEADER, "Cairo", Status.HELD)


def test_nothing_gives_nothing() -> None:
    assert merge_contacts([], {}) == ()


_reports = st.builds(
    report,
    st.sampled_from(sorted(DAYS)),
    kind=st.sampled_from([ContactKind.TALKS, ContactKind.MEETING, ContactKind.CALL, ContactKind.VISIT]),
    parties=st.sampled_from([("SDN", "TCD"), ("CHE", "SDN", "TCD"), ("SDN", "SSD"), (), ("SDN",)]),
    date=st.sampled_from(
        [None, "2025-03-04", "2025-03-05", "2025-03", "2025-03-05/..", "../2025-03-05", "2025", "odd"]
    ),
    place=st.sampled_from([None, "Geneva", "Switzerland", "Istanbul", ""]),
    status=st.sampled_from(Status),
    level=st.sampled_from(Level),
    participants=st.sampled_from([(), ("Osman Salih",), ("Amina Deby", "Osman Salih"), ("",)]),
    evidence=st.sampled_from([(), ("The second round.",), ("They will meet again.",), ("The third round.",)]),
    unsure=st.sampled_from([(), ("level",), ("place", "kind"), ("date", "status")]),
)
_some_reports = st.lists(_reports, max_size=14).map(
    lambda reports: [replace(r, id=f"c{i}", spans=((i, i + 5),)) for i, r in enumerate(reports)]
)


@settings(max_examples=60, deadline=None)
@given(_some_reports, st.randoms(use_true_random=False))
def test_the_order_in_which_reports_arrive_plays_no_part(reports: list[ContactReport], random: object) -> None:
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge_contacts(shuffled, DAYS) == merge_contacts(reports, DAYS)


@settings(max_examples=60, deadline=None)
@given(_some_reports)
def test_every_report_is_in_one_contact_and_an_article_twice_only_where_it_may_be_misread(
    reports: list[ContactReport],
) -> None:
    contacts = merge_contacts(reports, DAYS)
    kept = sorted((r.article, r.id) for contact in contacts for r in contact.reports)
    assert kept == sorted((r.article, r.id) for r in reports)
    for contact in contacts:
        for article, number in Counter(r.article for r in contact.reports).items():
            assert number == 1 or any(r.unsure for r in contact.reports if r.article == article)
    assert len({contact.id for contact in contacts}) == len(contacts)


def test_spellings_of_a_name_are_one_person() -> None:
    assert persons(("Abbas Araghchi",)) == persons(("Abbas Araqchi",))
    assert shared_persons(persons(("Volodymyr Zelenskyy",)), persons(("Zelenskiy",))) == 1
    assert persons(("Badr al-Busaidi",)) == persons(("Badr Albusaidi",))
    assert shared_persons(persons(("Hakim bin Farid Al Nur",)), persons(("Hakim bin Farid", "Nasser Ali"))) == 1
    assert fold_names(["Kim Jong Un", "Kim Jong-un", "Kim Yo Jong"]) == ("Kim Jong Un", "Kim Yo Jong")
    assert persons(("Esmaeil Sabaei",)) == persons(("Ismail Sabai",))


def test_a_person_goes_by_the_usual_form_of_the_name() -> None:
    assert fold_names(["Hakim bin Farid Al Nur", "Hakim Al Nur", "Hakim Al Nur", "Al Nur"]) == ("Hakim Al Nur",)
    assert fold_names(["Deby", "Deby", "Mahamat Deby"]) == ("Mahamat Deby",)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Riyadh", "Saudi Arabia", "within"),
        ("Kiev", "Kyiv", "same"),
        ("the UAE", "United Arab Emirates", "same"),
        ("Jeddah", "Riyadh", "other"),
        ("Jeddah", "Oman", "other"),
        ("Little Haven", "Oman", "unknown"),
        ("Jeddah", "Jaddah", "same"),
        ("St. Petersburg", "Saint Petersburg", "same"),
        ("Kingstown", "St Vincent", "within"),
        ("Salala", "Sanaa", "other"),
        ("Vienna", "Vientiane", "other"),
        ("Tskaltubo, Georgia", "Georgia", "within"),
        (None, "Oman", "unknown"),
        ("", "?", "unknown"),
    ],
)
def test_places(a: str | None, b: str | None, expected: str) -> None:
    assert fit(a, b) == fit(b, a) == expected


def test_a_bare_last_name_becomes_the_only_full_name_of_the_record() -> None:
    assert full_names(["Deby", "Mahamat Deby", "Ali", "Omar Ali", "Hassan Ali"]) == {"Deby": "Mahamat Deby"}


def test_a_place_takes_part_in_nothing() -> None:
    found = merge_contacts([report(participants=("Geneva", "Mahamat Deby"))], {"a-1": "2025-03-05"})
    assert found[0].participants == ("Mahamat Deby",)


def test_the_place_of_a_mere_wish_is_not_the_place_of_what_was_held() -> None:
    day = {"date": "2025-03-04", "participants": ("Mahamat Deby", "Omar Ali")}
    wish = report("a-1", place="Vienna", status=Status.PROPOSED, **day)
    contact = make_contact("c-x", [wish, report("a-2", place=None, **day)], DAYS)
    assert contact.status is Status.HELD
    assert contact.place is None
    plan = replace(wish, status=Status.SCHEDULED)
    assert make_contact("c-x", [plan, report("a-2", place=None, **day)], DAYS).place == "Vienna"


def test_a_place_that_the_plan_gives_firmly_stands_before_a_doubtful_one() -> None:
    plan = report("a-1", date="2025-03-06", place="Geneva", status=Status.SCHEDULED)
    held = report("a-2", date="2025-03-06", place="Lyon", unsure=("place",))
    assert make_contact("c", [plan, held], DAYS).place == "Geneva"
    assert make_contact("c", [plan, replace(held, unsure=())], DAYS).place == "Lyon"


def test_a_slip_in_a_name_makes_nobody_else() -> None:
    found = one(
        report(participants=("Mahamat Derwede",)), report("a-2", participants=("Mahamat Derwide", "Idris Derwide"))
    )
    assert found.participants == ("Mahamat Derwede", "Idris Derwide")


def test_a_doubtful_report_overturns_no_firm_one() -> None:
    day = {"date": "2025-03-06"}
    off = report("a-1", status=Status.CANCELLED, **day)
    doubtful = report("a-2", confidence=0.3, unsure=("level",), **day)
    assert make_contact("c-x", [off, doubtful], DAYS).status is Status.CANCELLED
    assert make_contact("c-x", [doubtful], DAYS).status is Status.HELD
    confirmed = replace(doubtful, unsure=())
    assert make_contact("c-x", [off, confirmed], DAYS).status is Status.HELD


def test_what_is_to_come_again_has_lost_its_old_day() -> None:
    off = report("a-1", date="2025-03-06", place="Rome", status=Status.POSTPONED)
    again = report("a-2", status=Status.SCHEDULED)
    contact = make_contact("c-x", [replace(off, article="a-0", status=Status.SCHEDULED), off, again], DAYS)
    assert (contact.status, contact.date) == (Status.SCHEDULED, None)
    assert make_contact("c-x", [off, replace(again, date="2025-03-11")], DAYS).date == "2025-03-11"
    assert make_contact("c-x", [off], DAYS).date == "2025-03-06"


def test_what_is_still_to_come_is_on_no_day_that_is_over() -> None:
    plan = report("a-1", date="2025-03-06", status=Status.SCHEDULED)
    still = report("a-3", status=Status.PLANNED)
    assert make_contact("c-x", [plan, still], DAYS).date is None
    assert make_contact("c-x", [plan], DAYS).date == "2025-03-06"
    assert make_contact("c-x", [replace(plan, article="a-2", date="2025-03-06")], DAYS).date is None
    assert make_contact("c-x", [plan, replace(still, date="2025-03/2025-04")], DAYS).date == "2025-03/2025-04"
    assert make_contact("c-x", [plan, replace(still, status=Status.HELD)], DAYS).date == "2025-03-06"
    wide = replace(plan, article="a-0", date="2025-03/2025-04")
    assert make_contact("c-x", [wide, plan, still], DAYS).date is None
    assert make_contact("c-x", [wide, plan, replace(still, status=Status.HELD)], DAYS).date == "2025-03-06"
    assert make_contact("c-x", [replace(wide, date="2025-05"), plan, still], DAYS).date == "2025-05"
