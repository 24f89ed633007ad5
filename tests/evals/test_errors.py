"""Error analysis: every error is counted once, in the class that says what to mend."""

from __future__ import annotations

import pytest
from evals.errors import errors_of, main, report

TEXT = "Anna met Boris in Vienna on Monday. They may meet again in May."
CONTACT = {
    "kind": "meeting",
    "parties": ["AUT", "CHE"],
    "mediators": [],
    "participants": [],
    "level": "official",
    "directness": "direct",
    "date": "2025-03-03",
    "place": "Vienna",
    "status": "held",
    "said_by": None,
    "evidence": ["Anna met Boris in Vienna on Monday."],
    "reason": "meet/mutual/weak",
}
GOLD = {"id": "x", "text": TEXT, "contacts": [CONTACT], "positions": []}


def kinds(contacts: list[dict[str, object]]) -> list[str]:
    return [error.kind for error in errors_of(GOLD, {"contacts": contacts}, "contacts")]


def test_what_is_right_is_no_error() -> None:
    assert kinds([CONTACT]) == []


def test_a_missed_contact_says_that_nothing_was_found_there() -> None:
    assert kinds([]) == ["missed: nothing found here"]


def test_wrong_parties_are_told_from_nothing() -> None:
    assert kinds([{**CONTACT, "parties": ["NOR", "TCD"], "date": None}]) == [
        "missed: wrong parties",
        "spurious: wrong parties",
    ]


def test_a_second_find_of_one_contact_is_a_double() -> None:
    assert kinds([CONTACT, {**CONTACT, "status": "planned"}]) == ["spurious: double"]


def test_a_wrong_field_is_named_with_what_it_was_taken_for() -> None:
    errors = list(errors_of(GOLD, {"contacts": [{**CONTACT, "date": None}]}, "contacts"))
    assert [(e.kind, e.change) for e in errors] == [("wrong date", "2025-03-03 -> none")]
    assert "wrong date" in "\n".join(report(errors, None, 5))
    assert "Anna met Boris" in "\n".join(report(errors, "date", 5))


def test_a_deadline_with_another_day_has_the_wrong_date() -> None:
    limit = {"what": "sign", "date": "2025-05-31", "evidence": ["They may meet again in May."], "reason": "by-modal"}
    gold = {**GOLD, "deadlines": [limit]}
    found = {"deadlines": [{**limit, "date": "2025-07-31"}]}
    assert [e.kind for e in errors_of(gold, found, "deadlines")] == ["missed: wrong date", "spurious: wrong date"]


def test_a_term_that_is_cut_elsewhere_is_told_from_one_that_is_missed() -> None:
    plan = {
        "proposer": "AUT",
        "terms": ["a truce of ten days at sea and on land"],
        "evidence": [TEXT],
        "reason": "under",
    }
    gold = {**GOLD, "proposals": [{**plan, "terms": [*plan["terms"], "open roads"]}]}
    found = {"proposals": [{**plan, "terms": ["a truce"]}]}
    kinds_found = [error.kind for error in errors_of(gold, found, "proposals")]
    assert kinds_found == ["missed: other words", "missed: other term", "spurious: other words"]


def test_an_agreement_told_in_other_words_is_found_with_a_wrong_what() -> None:
    deal = {"parties": ["AUT", "CHE"], "what": "open the pass", "status": "reached", "date": None, "evidence": [TEXT]}
    found = {"agreements": [{**deal, "what": "the list of names"}]}
    assert [e.kind for e in errors_of({**GOLD, "agreements": [deal]}, found, "agreements")] == ["wrong what"]


@pytest.mark.xdist_group("own")
def test_the_command_counts_the_own_articles(capsys: pytest.CaptureFixture[str]) -> None:
    main(["own"])
    assert "missed:" in capsys.readouterr().out


@pytest.mark.xdist_group("own")
def test_the_command_shows_the_cases_of_terms(capsys: pytest.CaptureFixture[str]) -> None:
    main(["own", "--what", "proposals", "--show", "missed"])
    assert "missed:" in capsys.readouterr().out
