from __future__ import annotations

import pytest
from record_samples import report

from communique.model.actors import Level
from communique.model.findings import ContactReport, Directness, Status
from communique.record.conflicts import find_conflicts
from communique.record.contact import make_contact
from communique.record.wording import calls_direct, stage_of

DAYS = {"a-1": "2025-03-05", "a-2": "2025-03-05", "a-3": "2025-03-07", "a-4": "2025-03-30"}


def conflicts(*reports: ContactReport, copies: dict[str, str] | None = None) -> list[tuple[str, str]]:
    return [(c.about, c.note) for c in find_conflicts([make_contact("c-1", reports, DAYS)], DAYS, copies)]


def test_announced_and_denied_on_the_same_day() -> None:
    claim = report("a-1", status=Status.SCHEDULED, date="2025-03-20")
    denial = report("a-2", status=Status.RULED_OUT, date="2025-03-20")
    assert conflicts(claim, denial) == [("status", "2025-03-05: scheduled; 2025-03-05: ruled out")]


def test_held_and_afterwards_said_not_to_have_taken_place() -> None:
    held, denied = report("a-1"), report("a-3", status=Status.RULED_OUT)
    assert [about for about, _ in conflicts(held, denied)] == ["status"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Status.SCHEDULED, Status.HELD),
        (Status.SCHEDULED, Status.CANCELLED),
        (Status.POSTPONED, Status.HELD),
        (Status.PLANNED, Status.SCHEDULED),
        (Status.POSSIBLE, Status.RULED_OUT),
    ],
)
def test_an_update_is_no_conflict(first: Status, second: Status) -> None:
    assert conflicts(report("a-1", status=first), report("a-3", status=second)) == []


def test_preparations_do_not_go_backwards() -> None:
    far = report("a-1", status=Status.PLANNED, evidence=("Preparations have reached their final stage.",))
    early = report("a-3", status=Status.PLANNED, evidence=("The work is at an early stage, aides say.",))
    assert conflicts(far, early) == [("status", "2025-03-05: advanced; 2025-03-07: early")]


def test_preparations_may_go_forward() -> None:
    early = report("a-1", status=Status.PLANNED, evidence=("The work is at an early stage, aides say.",))
    far = report("a-4", status=Status.PLANNED, evidence=("Preparations have reached their final stage.",))
    assert conflicts(early, far) == []


def test_direct_against_indirect() -> None:
    apart = report("a-1", directness=Directness.INDIRECT)
    together = report("a-3", evidence=("The sides spoke directly for a while.",))
    assert [about for about, _ in conflicts(apart, together)] == ["directness"]
    assert not conflicts(apart, report("a-3", evidence=("They did not speak directly.",)))


def test_two_dates_places_and_levels_of_what_was_held() -> None:
    one = report("a-1", date="2025-03-03", place="Geneva", level=Level.LEADER)
    other = report("a-3", date="2025-03-04", place="Vienna", level=Level.OFFICIAL)
    assert [about for about, _ in conflicts(one, other)] == ["date", "level", "place"]


def test_a_country_and_its_city_agree() -> None:
    assert not conflicts(report("a-1", place="Geneva"), report("a-3", place="Switzerland"))


def test_one_against_many_is_told_once() -> None:
    many = [report(key, f"c{i}", directness=Directness.INDIRECT) for i, key in enumerate(("a-1", "a-2", "a-4"))]
    assert len(conflicts(*many, report("a-3", evidence=("The talks were direct.",)))) == 1


def test_what_nobody_calls_direct_contradicts_no_indirect_talks() -> None:
    apart = report("a-1", directness=Directness.INDIRECT)
    assert not conflicts(apart, report("a-3", directness=Directness.DIRECT))


def test_a_copy_contradicts_nobody() -> None:
    apart = report("a-1", directness=Directness.INDIRECT)
    together = report("a-3", evidence=("The talks were direct.",))
    assert conflicts(apart, together)
    assert conflicts(apart, together, copies={"a-3": "a-1"}) == []


def test_words_of_stage_and_directness() -> None:
    assert stage_of("It is well advanced.") == "advanced"
    assert stage_of("Some work is at an initial stage, some at an advanced stage.") is None
    assert stage_of("") is None
    assert calls_direct("Face-to-face talks were held.")
    assert not calls_direct("Without any direct exchange, they left.")
    assert not calls_direct("The talks were indirect.")
