"""Reports that cannot both be right are conflicts; news that overtakes older news, and what can both be, is none."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_samples import report

from communique.model.actors import Level
from communique.model.findings import (
    AgreementReport,
    AgreementStatus,
    ContactKind,
    ContactReport,
    Directness,
    Statement,
    Status,
)
from communique.model.record import Agreement, Conflict, Speaker
from communique.record.conflicts.conflicts import find_agreement_conflicts, find_conflicts
from communique.record.conflicts.wording import (
    calls_direct,
    claims_plan,
    denies_past,
    denies_plan,
    led_by,
    stage_of,
    stayed_away,
)
from communique.record.merging.contact import make_contact
from communique.record.speakers import Speakers

Told = tuple[str, dict[str, Any]]
MEN = ("Idriss Maro", "Omar Badri")


def told(day: str, **fields: Any) -> Told:
    """A report published on a day of March 2025; `words` are its evidence."""
    words = fields.pop("words", None) or (f"Where: {fields['place']}." if fields.get("place") else None)
    if words:
        fields |= {"evidence": (words,), "spans": ((0, len(words)),)}
    return f"2025-03-{day}", fields


def find(*reports: Told, copies: dict[str, str] | None = None, **more: Any) -> list[Conflict]:
    days = {f"a-{n}": day for n, (day, _) in enumerate(reports, 1)}
    made = [report(f"a-{n}", **fields) for n, (_, fields) in enumerate(reports, 1)]
    ordered = sorted(made, key=lambda r: (days[r.article], r.article))
    return list(find_conflicts([make_contact("c-1", ordered, days)], days, copies, **more))


MISREAD = ("date", "level", "place", "status")


def on(day: str) -> str:
    return f"2025-03-{day}"


CALL = {"kind": ContactKind.CALL, "participants": MEN, "level": Level.LEADER}
DENIED = {"status": Status.RULED_OUT, "words": "Khartoum denied that the two had spoken."}
NOT_PLANNED = {"status": Status.RULED_OUT, "words": "No call is on the agenda, an aide said."}
LED = {"place": "Geneva", "date": on("04")}

CONFLICTS: dict[str, tuple[str, Told, Told]] = {
    "set, and denied on the same day": (
        "status",
        told("05", status=Status.SCHEDULED, date=on("20")),
        told("05", status=Status.RULED_OUT, date=on("20")),
    ),
    "denied on the same day, in the article that comes first": (
        "status",
        told("05", status=Status.RULED_OUT),
        told("05", status=Status.SCHEDULED),
    ),
    "planned by one, and the day after denied by another": (
        "status",
        told("05", status=Status.PLANNED, said_by="TCD"),
        told("06", status=Status.RULED_OUT, said_by="SDN"),
    ),
    "set by one, and denied by the other party three days later": (
        "status",
        told("05", status=Status.SCHEDULED, said_by="TCD"),
        told("08", status=Status.RULED_OUT, said_by="SDN"),
    ),
    "set, and refused on the day after": (
        "status",
        told("05", status=Status.SCHEDULED),
        told("06", status=Status.REFUSED),
    ),
    "a call that took place, and the denial": ("status", told("05", **CALL), told("07", **CALL | DENIED)),
    "a call that took place, and the denial with its own day": (
        "status",
        told("05", **CALL, date=on("04")),
        told("07", **CALL | DENIED | {"date": on("07")}),
    ),
    "a denial first, then the same day's call told by others": (
        "status",
        told("05", **CALL | DENIED | {"date": on("04")}),
        told("06", **CALL, date=on("04")),
    ),
    "held on a day, not held on that day": (
        "status",
        told("05", date=on("04")),
        told("05", date=on("04"), status=Status.RULED_OUT),
    ),
    "held on a day, cancelled for that day when it was over": (
        "status",
        told("05", date=on("04")),
        told("06", date=on("04"), status=Status.CANCELLED),
    ),
    "held in a week, and in that week never held, told when it was over": (
        "status",
        told("17", date="2025-03-08/2025-03-16", place="Geneva"),
        told("20", date="2025-03-10/2025-03-16", place="Geneva", status=Status.RULED_OUT),
    ),
    "postponed from a day that had come, and held on it": (
        "status",
        told("05", date=on("05"), status=Status.POSTPONED),
        told("05", date=on("05")),
    ),
    "cancelled, says one; on as planned, says another of the same party": (
        "status",
        told("05", date=on("20"), status=Status.CANCELLED, said_by="Ana Vik"),
        told("06", status=Status.SCHEDULED, said_by="Omar Badri"),
    ),
    "set, says one party; nothing is agreed, says the other": (
        "status",
        told("05", date=on("20"), status=Status.SCHEDULED, said_by="TCD"),
        told("06", date=on("20"), status=Status.PROPOSED, said_by="SDN", words="Sudan has not agreed to any date."),
    ),
    "cancelled, says one party; on as planned, says the other": (
        "status",
        told("05", date=on("08"), status=Status.CANCELLED, said_by="TCD"),
        told("06", date=on("08"), status=Status.SCHEDULED, said_by="SDN"),
    ),
    "under way, and denied": (
        "status",
        told("05", status=Status.UNDER_WAY),
        told("06", status=Status.RULED_OUT, words="There are no talks with Chad, the army said."),
    ),
    "preparations that go backwards": (
        "status",
        told("05", status=Status.PLANNED, words="Preparations have reached their final stage."),
        told("12", status=Status.PLANNED, words="The work is at an early stage, aides say."),
    ),
    "two stages on the same days": (
        "status",
        told("05", status=Status.PLANNED, words="The work is at an early stage, aides say."),
        told("06", status=Status.POSSIBLE, words="Preparations are well advanced."),
    ),
    "prepared, says one; not begun, says another of the same party": (
        "status",
        told("05", status=Status.PLANNED, said_by="TCD", words="Preparations are well advanced."),
        told("06", status=Status.RULED_OUT, said_by="TCD", words="The two have not even begun to talk of it."),
    ),
    "set by one, denied by another of the same party": (
        "status",
        told("05", status=Status.SCHEDULED, said_by="TCD"),
        told("06", status=Status.RULED_OUT, said_by="TCD", words="There have been no contacts about a meeting."),
    ),
    "two days for one call": ("date", told("06", **CALL, date=on("04")), told("06", **CALL, date=on("05"))),
    "two days on which the same persons met, a week apart": (
        "date",
        told("16", place="Geneva", participants=MEN, date=on("02")),
        told("17", place="Geneva", participants=MEN, date="2025-03-10/2025-03-15"),
    ),
    "two days for one round": (
        "date",
        told("09", date=on("04"), place="Geneva"),
        told("09", date=on("07"), place="Switzerland"),
    ),
    "two days for what is to come, told on one day": (
        "date",
        told("05", status=Status.SCHEDULED, date=on("20"), place="Geneva"),
        told("05", status=Status.SCHEDULED, date=on("22"), place="Geneva"),
    ),
    "two cities on one day": (
        "place",
        told("05", date=on("04"), place="Geneva"),
        told("07", date=on("04"), place="Vienna"),
    ),
    "two cities with the same persons": (
        "place",
        told("05", participants=MEN, place="Geneva"),
        told("05", participants=MEN, place="Vienna"),
    ),
    "two cities for what is to come, told on one day": (
        "place",
        told("05", status=Status.SCHEDULED, date=on("20"), place="Geneva"),
        told("05", status=Status.SCHEDULED, date=on("20"), place="Vienna"),
    ),
    "leaders, and officials": ("level", told("05", level=Level.LEADER), told("06", level=Level.OFFICIAL)),
    "ministers, and experts": ("level", told("05", level=Level.MINISTERIAL), told("06", level=Level.TECHNICAL)),
    "indirect, and called direct": (
        "directness",
        told("05", directness=Directness.INDIRECT),
        told("07", words="The sides spoke directly for a while."),
    ),
    "one delegation, two heads": (
        "participants",
        told("05", **LED, participants=MEN[:1], words="The Chadian delegation was led by Idriss Maro."),
        told("05", **LED, participants=MEN[1:], words="Omar Badri led the Chadian delegation."),
    ),
    "there, and not there": (
        "participants",
        told("05", **LED, participants=MEN),
        told("06", **LED, participants=MEN[:1], words="Badri did not attend, officials said."),
    ),
    "there, and not met with": (
        "participants",
        told("05", **LED, participants=MEN),
        told("06", **LED, participants=MEN[:1], words="Aides said that he had not met the army chief Gen. Omar Badri."),
    ),
    "a party at the table, and none of its citizens": (
        "participants",
        told("05", **LED, parties=("EGY", "SDN", "TCD"), words="Chad, Sudan and Egypt held talks in Geneva."),
        told("05", **LED, words="Chad and Sudan held talks in Geneva; no Egyptian was present at any stage."),
    ),
    "a party at the table, and left out": (
        "participants",
        told("05", **LED, parties=("EGY", "SDN", "TCD"), words="Chad, Sudan and Egypt held talks in Geneva."),
        told("05", **LED, words="Chad and Sudan held talks in Geneva; Egypt was not invited."),
    ),
    "ministers, and their deputies": (
        "level",
        told("05", level=Level.MINISTERIAL),
        told("06", level=Level.OFFICIAL, words="The deputy foreign ministers met in the city."),
    ),
    "ministers there, and deputies in their place": (
        "level",
        told("05", **LED, participants=MEN, level=Level.MINISTERIAL),
        told("06", **LED, level=Level.OFFICIAL, words="The delegations were led by deputy ministers in Geneva."),
    ),
    "there, and in the capital": (
        "participants",
        told("05", **LED, participants=MEN),
        told("05", **LED, participants=MEN[:1], words="The army chief, Omar Badri, remained in Khartoum."),
    ),
    "will come, and will not": (
        "participants",
        told("05", status=Status.SCHEDULED, participants=MEN),
        told("05", status=Status.SCHEDULED, words="Maro will stay away, his office said."),
    ),
}

NONE: dict[str, tuple[Told, Told]] = {
    "set, then held": (told("05", status=Status.SCHEDULED), told("07", status=Status.HELD)),
    "set, then cancelled": (told("05", status=Status.SCHEDULED), told("05", status=Status.CANCELLED)),
    "postponed, then held": (told("05", status=Status.POSTPONED), told("07", status=Status.HELD)),
    "planned, then set": (told("05", status=Status.PLANNED), told("07", status=Status.SCHEDULED)),
    "possible, and ruled out": (told("05", status=Status.POSSIBLE), told("05", status=Status.RULED_OUT)),
    "proposed, and refused": (told("05", status=Status.PROPOSED), told("05", status=Status.REFUSED)),
    "planned by one, refused by another": (told("05", status=Status.PLANNED), told("05", status=Status.REFUSED)),
    "ruled out, then set": (told("05", status=Status.RULED_OUT), told("06", status=Status.SCHEDULED)),
    "set, and ruled out weeks later": (told("05", status=Status.SCHEDULED), told("26", status=Status.RULED_OUT)),
    "set, and ruled out by the same speaker": (
        told("05", status=Status.SCHEDULED, said_by="Ana Vik"),
        told("06", status=Status.RULED_OUT, said_by="Vik"),
    ),
    "set, and ruled out on second thoughts": (
        told("05", status=Status.SCHEDULED, said_by="TCD"),
        told("06", status=Status.RULED_OUT, said_by="TCD"),
    ),
    "set for one day, ruled out for another": (
        told("05", status=Status.SCHEDULED, date=on("20")),
        told("05", status=Status.RULED_OUT, date=on("10")),
    ),
    "no call planned, then held": (told("05", **CALL | NOT_PLANNED), told("12", **CALL, date=on("11"))),
    "held, then no further one planned": (told("05", **CALL), told("07", **CALL | NOT_PLANNED)),
    "held, then another one cancelled": (told("05"), told("06", status=Status.CANCELLED)),
    "cancelled for a day to come, and held after all": (
        told("05", date=on("08"), status=Status.CANCELLED),
        told("09", date=on("08")),
    ),
    "postponed, and held days later on that day after all": (
        told("05", date=on("05"), status=Status.POSTPONED),
        told("09", date=on("05")),
    ),
    "set, and merely proposed by the same party": (
        told("05", date=on("20"), status=Status.SCHEDULED, said_by="TCD"),
        told("06", date=on("20"), status=Status.PROPOSED, said_by="TCD", words="Chad has not agreed to any date."),
    ),
    "cancelled, and then set again by the same party": (
        told("05", date=on("08"), status=Status.CANCELLED, said_by="TCD"),
        told("06", date=on("08"), status=Status.SCHEDULED, said_by="TCD"),
    ),
    "held in a week, and ruled out before it was over": (
        told("17", date="2025-03-08/2025-03-16", place="Geneva"),
        told("12", date="2025-03-10/2025-03-16", place="Geneva", status=Status.RULED_OUT),
    ),
    "under way, then broken off": (told("05", status=Status.UNDER_WAY), told("06", status=Status.CANCELLED)),
    "preparations that go forward": (
        told("05", status=Status.PLANNED, words="The work is at an early stage, aides say."),
        told("28", status=Status.PLANNED, words="Preparations have reached their final stage."),
    ),
    "two days of one round": (
        told("05", date=on("04"), place="Geneva"),
        told("06", date=on("05"), place="Geneva"),
    ),
    "under way on two days": (
        told("04", **CALL, status=Status.UNDER_WAY, date=on("04")),
        told("07", **CALL, status=Status.UNDER_WAY, date=on("07")),
    ),
    "two days without anything else in common": (told("06", date=on("04")), told("09", date=on("07"))),
    "two days that follow each other, one told in weeks": (
        told("08", participants=MEN, date=on("01"), words="A week ago they met and parted without a word."),
        told("08", participants=MEN, date=on("02")),
    ),
    "a day, and the end of a week that has the next": (
        told("08", **CALL, date=on("06")),
        told("10", **CALL, date="2025-03-07/2025-03-09", words="They spoke at the end of last week."),
    ),
    "two days that are weeks apart": (told("06", **CALL, date=on("04")), told("28", **CALL, date=on("27"))),
    "a week, and a day in it": (
        told("06", **CALL, date="2025-03-03/2025-03-09"),
        told("06", **CALL, date=on("05")),
    ),
    "moved to another day": (
        told("05", status=Status.SCHEDULED, date=on("20"), place="Geneva"),
        told("08", status=Status.SCHEDULED, date=on("22"), place="Geneva"),
    ),
    "moved to another city": (
        told("05", status=Status.SCHEDULED, date=on("20"), place="Geneva"),
        told("09", status=Status.SCHEDULED, date=on("20"), place="Vienna"),
    ),
    "planned for one city, held in another": (
        told("05", status=Status.SCHEDULED, date=on("08"), place="Geneva"),
        told("09", date=on("08"), place="Vienna"),
    ),
    "a country and its city": (
        told("05", date=on("04"), place="Geneva"),
        told("07", date=on("04"), place="Switzerland"),
    ),
    "a place and the same in short": (
        told("05", date=on("04"), place="Upper Valdara"),
        told("07", date=on("04"), place="Valdara"),
    ),
    "a place and the province in which it lies, by its own words": (
        told("05", date=on("04"), place="Anora", words="They met in Anora, in southern Valdar."),
        told("07", date=on("04"), place="Valdar"),
    ),
    "a city, and one where the dispatch begins": (
        told("05", date=on("04"), place="Geneva", words="GENEVA, March 5 (Wire) - They met in a hotel on Tuesday."),
        told("07", date=on("04"), place="Vienna"),
    ),
    "a city and a house": (told("05", date=on("04"), place="Oman"), told("07", date=on("04"), place="Villa Mara")),
    "two cities, nothing else in common": (told("05", place="Geneva"), told("06", place="Vienna")),
    "two cities on two days": (
        told("05", participants=MEN, date=on("03"), place="Geneva"),
        told("08", participants=MEN, date=on("07"), place="Vienna"),
    ),
    "two cities, of which the words name one": (
        told("05", date=on("04"), place="Geneva", words="The envoys met in the city."),
        told("07", date=on("04"), place="Vienna"),
    ),
    "two cities, of which one is that of what comes next": (
        told("05", date=on("08"), status=Status.SCHEDULED, place="Geneva"),
        told("05", date=on("08"), status=Status.SCHEDULED, place="Vienna", words="To be followed by talks in Vienna."),
    ),
    "two cities, of which one is that of what came before": (
        told("05", date=on("08"), status=Status.SCHEDULED, place="Geneva"),
        told(
            "05", date=on("08"), status=Status.SCHEDULED, place="Vienna", words="Their first since meeting in Vienna."
        ),
    ),
    "two days, of which one report leaves both open": (
        told("05", date=on("06"), status=Status.SCHEDULED, place="Geneva"),
        told("05", date=on("07"), status=Status.PLANNED, place="Geneva", words="On Thursday evening or on Friday."),
    ),
    "officials, and ministers": (told("05", level=Level.OFFICIAL), told("05", level=Level.MINISTERIAL)),
    "leaders named, and their aides": (
        told("05", level=Level.LEADER, participants=MEN),
        told("05", level=Level.OFFICIAL, participants=("Ana Vik",)),
    ),
    "indirect, and nobody says otherwise": (
        told("05", directness=Directness.INDIRECT),
        told("05", directness=Directness.DIRECT),
    ),
    "indirect, and not direct": (
        told("05", directness=Directness.INDIRECT),
        told("05", words="They did not speak directly."),
    ),
    "indirect, and a direct word at the end": (
        told("05", directness=Directness.INDIRECT),
        told("05", words="The two also spoke directly for a few minutes once the session was over."),
    ),
    "direct, and indirect before": (
        told("05", words="The talks were direct."),
        told("05", directness=Directness.INDIRECT, words="They agreed to meet again after hours of indirect talks."),
    ),
    "two delegations, two heads": (
        told("05", **LED, participants=MEN[:1], words="The Chadian delegation was led by Idriss Maro."),
        told("05", **LED, participants=MEN[1:], words="Omar Badri led the Sudanese delegation."),
    ),
    "a party that one report counts, without saying so": (
        told("05", **LED, parties=("EGY", "SDN", "TCD"), words="The delegations sat down in Geneva."),
        told("05", **LED, words="Chad and Sudan held talks in Geneva without Egypt."),
    ),
    "a party whose consent is lacking": (
        told("05", **LED, parties=("EGY", "SDN", "TCD"), words="Chad, Sudan and Egypt held talks in Geneva."),
        told("05", **LED, words="Chad and Sudan held talks in Geneva without Egypt's consent."),
    ),
    "some of those who were there": (told("05", participants=MEN[:1]), told("05", participants=MEN[1:])),
    "will come, and days later will not": (
        told("05", status=Status.SCHEDULED, participants=MEN),
        told("09", status=Status.SCHEDULED, words="Maro will stay away, his office said."),
    ),
}


@pytest.mark.parametrize("case", CONFLICTS)
def test_what_cannot_both_be_right_is_a_conflict(case: str) -> None:
    about, one, other = CONFLICTS[case]
    assert [conflict.about for conflict in find(one, other)] == [about]


@pytest.mark.parametrize("case", NONE)
def test_an_update_and_what_can_both_be_right_is_none(case: str) -> None:
    assert find(*NONE[case]) == []


@pytest.mark.parametrize("case", [name for name, (about, *_) in CONFLICTS.items() if about in MISREAD])
def test_a_field_that_may_be_misread_contradicts_nobody(case: str) -> None:
    about, (day, fields), other = CONFLICTS[case]
    (known,) = find((day, fields), other)
    if set(known.values) <= {"advanced", "early"} or fields.get("evidence") == (
        DENIED["words"],
    ):  # said in so many words
        return
    assert find((day, fields | {"unsure": (about,)}), other) == []
    assert len(find((day, fields | {"unsure": ("kind",)}), other)) == 1


def test_a_denial_in_so_many_words_is_hardly_misread() -> None:
    unsure = {"unsure": ("status",)}
    claim, denial = told("05", **CALL, date=on("04")), told("06", **CALL | DENIED | unsure)
    assert [conflict.about for conflict in find(claim, denial)] == ["status"]
    assert find(told("05", **CALL, **unsure, date=on("04")), denial) == []
    words = "Maro denied that the talks were set to resume."
    plan, no_plan = (
        told("05", status=Status.SCHEDULED, said_by="TCD"),
        told("06", status=Status.RULED_OUT, said_by="SDN", words=words, **unsure),
    )
    assert [conflict.about for conflict in find(plan, no_plan)] == ["status"]
    assert find(plan, told("06", status=Status.RULED_OUT, said_by="SDN", words="Maro left.", **unsure)) == []


def test_a_plan_in_so_many_words_is_hardly_misread() -> None:
    unsure = {"status": Status.SCHEDULED, "said_by": "TCD", "unsure": ("status",)}
    denial = told("08", status=Status.RULED_OUT, said_by="SDN")
    assert find(told("05", words="The two could meet.", **unsure), denial) == []
    assert len(find(told("05", words="The two have agreed to meet.", **unsure), denial)) == 1
    assert find(told("05", words="Sudan denied reports that the two will meet.", **unsure), denial) == []


def test_a_claim_is_told_by_who_does_not_tell_of_its_denial() -> None:
    claim, denial = told("05", **CALL, date=on("04")), told("06", **CALL | DENIED)
    both = told("06", **CALL, date=on("04"), words="Khartoum denied reports that the two had spoken on Tuesday.")
    (found,) = find(both, claim, denial, told("06", **CALL | DENIED | {"status": Status.REFUSED}))
    assert {report.article for report in found.reports} == {"a-2", "a-3"}
    assert [conflict.about for conflict in find(both, denial)] == ["status"]


def test_a_conflict_says_when_what_was_said() -> None:
    (found,) = find(*CONFLICTS["set, and denied on the same day"][1:])
    assert found.note == "2025-03-05: scheduled; 2025-03-05: ruled out"
    (found,) = find(*CONFLICTS["there, and not there"][1:])
    assert found.note == "2025-03-05: with Omar Badri; 2025-03-06: without Omar Badri"


def test_a_conflict_knows_who_speaks_and_for_whom() -> None:
    claim, denial = told("05", **CALL, said_by="Ana Vik"), told("05", **CALL | DENIED)
    words = "Khartoum denied that the two had spoken."
    said = [
        Statement(id="s1", article="a-1", evidence=(), spans=(), source="Foreign Minister Ana Vik", party="TCD",
                  cue="said", content="", direct=False, source_span=None, cue_span=None, content_spans=()),
        Statement(id="s1", article="a-2", evidence=(), spans=(), source="Khartoum", party="SDN", cue="denied",
                  content=words, direct=False, source_span=None, cue_span=None, content_spans=((8, 40),)),
    ]  # fmt: skip
    (found,) = find(claim, denial, speakers=Speakers(said))
    assert found.speakers == (Speaker("Ana Vik", "TCD"), Speaker("Khartoum", "SDN"))


def test_how_far_preparations_are_is_said_by_whoever_says_so() -> None:
    early = "They are at an early stage, the minister told us."
    made = Statement(
        id="s1", article="a-2", evidence=(early,), spans=((0, len(early)),), source="Lea Sol", party="SDN", cue="told",
        content="They are at an early stage", direct=False, source_span=None, cue_span=(36, 40),
        content_spans=((0, 26),),
    )  # fmt: skip
    later = "The president would gladly come."
    both = {"evidence": (early, later), "spans": ((0, len(early)), (60, 60 + len(later)))}
    (found,) = find(
        told("05", status=Status.PLANNED, words="Preparations are well advanced."),
        ("2025-03-07", {"status": Status.POSSIBLE, "said_by": "Idriss Maro", "status_cue": (70, 75), **both}),
        speakers=Speakers([made]),
    )
    assert found.values == ("advanced", "early")
    assert found.speakers[1] == Speaker("Lea Sol", "SDN")


def test_one_against_many_is_told_once() -> None:
    many = [told(day, directness=Directness.INDIRECT) for day in ("05", "05", "28")]
    assert len(find(*many, told("07", words="The talks were direct."))) == 1


def test_of_how_it_stands_the_nearest_reports_disagree() -> None:
    far = told("05", status=Status.PLANNED, words="Preparations are at an advanced stage.")
    denied = told("06", status=Status.RULED_OUT, words="There have been no first contacts.")
    early = told("15", status=Status.PLANNED, words="The work is still at an early stage.")
    (found,) = find(far, denied, early)
    assert [report.article for report in found.reports] == ["a-1", "a-2"]


def test_a_copy_contradicts_only_whom_its_original_does() -> None:
    apart = told("05", directness=Directness.INDIRECT)
    together = told("07", words="The talks were direct.")
    assert find(apart, together)
    assert find(apart, together, copies={"a-2": "a-1"}) == []
    assert len(find(apart, together, together, copies={"a-3": "a-2"})) == 1


def test_a_contact_with_hundreds_of_reports_stays_fast() -> None:
    rng = random.Random(1)
    cases = [told for _, *pair in CONFLICTS.values() for told in pair] + [
        told for pair in NONE.values() for told in pair
    ]
    many = [rng.choice(cases) for _ in range(300)]
    started = time.perf_counter()
    found = find(*many)
    assert time.perf_counter() - started < 5
    assert len(found) < 100


@given(st.lists(st.sampled_from(sorted(CONFLICTS)), min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_reports_within_a_day_plays_no_part(names: list[str], rng: random.Random) -> None:
    cases = [told for name in names for told in CONFLICTS[name][1:]]
    days = {f"a-{n}": day for n, (day, _) in enumerate(cases)}
    made = [report(f"a-{n}", **fields) for n, (_, fields) in enumerate(cases)]
    shuffled = list(made)
    rng.shuffle(shuffled)

    def conflicts(reports: list[ContactReport]) -> list[tuple[str, str]]:
        ordered = sorted(reports, key=lambda r: (days[r.article], r.article))
        return [(c.about, c.note) for c in find_conflicts([make_contact("c-1", ordered, days)], days)]

    assert conflicts(shuffled) == conflicts(made)


def agreement(*statuses: tuple[str, AgreementStatus]) -> tuple[Agreement, dict[str, str | None]]:
    days: dict[str, str | None] = {f"a-{n}": f"2025-03-{day}" for n, (day, _) in enumerate(statuses)}
    reports = tuple(
        AgreementReport(id="a1", article=f"a-{n}", evidence=("They agreed.",), spans=((0, 12),), parties=("SDN", "TCD"),
                        what="open the road", status=status)
        for n, (_, status) in enumerate(statuses)
    )  # fmt: skip
    return Agreement("a-1", ("SDN", "TCD"), "open the road", statuses[-1][1], None, reports), days


def test_an_agreement_that_one_claims_and_another_denies() -> None:
    made, days = agreement(
        ("05", AgreementStatus.REACHED), ("06", AgreementStatus.DENIED), ("28", AgreementStatus.SIGNED)
    )
    (found,) = find_agreement_conflicts([made], days)
    assert (found.agreement, found.note) == ("a-1", "2025-03-05: reached; 2025-03-06: denied")
    assert find_agreement_conflicts([made], days, {"a-1": "a-0"}) == ()


def test_an_agreement_that_was_denied_and_made_later_is_no_conflict() -> None:
    made, days = agreement(("05", AgreementStatus.DENIED), ("26", AgreementStatus.SIGNED))
    assert find_agreement_conflicts([made], days) == ()
    made, days = agreement(("05", AgreementStatus.SIGNED), ("26", AgreementStatus.SUSPENDED))
    assert find_agreement_conflicts([made], days) == ()


def test_words_of_stage_and_directness() -> None:
    assert stage_of("It is well advanced.") == "advanced"
    assert stage_of("Some work is at an initial stage, some at an advanced stage.") is None
    assert stage_of("") is None
    assert calls_direct("Face-to-face talks were held.")
    assert not calls_direct("Without any direct exchange, they left.")
    assert not calls_direct("The talks were indirect.")


@pytest.mark.parametrize(
    "words",
    [
        "The meeting did not take place.",
        "They hadn't spoken, he said.",
        "No such call was held, the palace said.",
        "The ministry denied reports of a secret meeting.",
        "He denied having met the envoy.",
        "The claim that they talked is false.",
        "There were no talks in Oslo last week.",
        "The report about the visit is completely untrue.",
    ],
)
def test_denials_of_what_is_past(words: str) -> None:
    assert denies_past(words)


@pytest.mark.parametrize(
    "words",
    [
        "No meeting is planned.",
        "A call is not on the agenda for now.",
        "He ruled out a summit before the autumn.",
        "They met and did agree on a date.",
        "She denied entry to the envoys.",
    ],
)
def test_what_is_merely_not_planned_denies_nothing_past(words: str) -> None:
    assert not denies_past(words)


@pytest.mark.parametrize(
    "words",
    [
        "The two will meet in Bonn.",
        "They agreed to hold talks.",
        "Arrangements for a visit are under way.",
        "The premier has begun the preparations.",
        "A round is scheduled for May.",
    ],
)
def test_claims_of_plans(words: str) -> None:
    assert claims_plan(words)


@pytest.mark.parametrize("words", ["The two may meet.", "She asked for talks.", "They will see the plans tomorrow."])
def test_what_claims_no_plan(words: str) -> None:
    assert not claims_plan(words)


@pytest.mark.parametrize(
    "words",
    [
        "No meeting is planned.",
        "There are no plans for a summit.",
        "A visit is not on the agenda.",
        "The minister dismissed talk of a new round.",
        "He denied that the talks were to resume.",
    ],
)
def test_denials_of_plans(words: str) -> None:
    assert denies_plan(words)


@pytest.mark.parametrize("words", ["The plans are ready.", "They agreed on a date.", "She denied entry to them."])
def test_plans_are_no_denials(words: str) -> None:
    assert not denies_plan(words)


def test_who_leads_and_who_stays_away() -> None:
    assert led_by("The Sudanese team, headed by Foreign Minister Omar Badri, arrived.", MEN) == {"sudanese": "badri"}
    assert led_by("Maro, who leads the Chadian side, was late.", MEN) == {"chadian": "maro"}
    assert led_by("Maro met Badri.", MEN) == {}
    assert stayed_away("The talks went on without Mr Badri.", MEN) == {"badri"}
    assert stayed_away("Maro attended.", MEN) == frozenset()
    assert stayed_away("Maro himself would not attend.", ["Idriss al-Maro"]) == {"maro"}
