"""What changed since a day: every kind of change is told once, with its reports, and nothing false is called new."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_records import agreement, contact, deadline, person, position, proposal, record

from communique.analysis.change import Change, ChangeKind
from communique.analysis.changes import find_changes
from communique.analysis.days import Slip, last_day
from communique.analysis.settling import settled_by
from communique.articles.dates import read_date
from communique.model.actors import Level
from communique.model.article import Article
from communique.model.findings import AgreementStatus, ContactKind, Findings, Status
from communique.model.record import Record
from communique.record.build import build_record
from communique.record.select import as_known_on

DAYS = {"a": "2025-03-01", "b": "2025-03-05", "c": "2025-03-10"}
SINCE = date(2025, 3, 4)


def kinds(found: tuple[Change, ...]) -> list[ChangeKind]:
    return [change.kind for change in found]


def the(found: tuple[Change, ...], kind: ChangeKind) -> Change:
    (change,) = [change for change in found if change.kind is kind]
    return change


def test_a_contact_is_new_on_the_day_of_its_first_report() -> None:
    made = record(DAYS, [contact("b", "scheduled", date="2025-03-20")])
    change = the(find_changes(made, SINCE), ChangeKind.CONTACT)
    assert (change.day, change.after) == (date(2025, 3, 5), Status.SCHEDULED)
    assert not find_changes(made, date(2025, 3, 6))


def test_what_was_planned_and_took_place_changes_status_date_and_place() -> None:
    made = record(
        DAYS,
        [contact("a", "planned", date="2025-03-06"), contact("c", "held", date="2025-03-09", place="Bergen")],
    )
    found = find_changes(made, SINCE)
    status = the(found, ChangeKind.STATUS)
    assert (status.before, status.after, status.day) == (Status.PLANNED, Status.HELD, date(2025, 3, 10))
    assert status.reports[0].article == "c"
    assert status.earlier[0].article == "a"
    assert the(found, ChangeKind.DATE).slip == Slip(3, 3)
    assert (the(found, ChangeKind.PLACE).before, the(found, ChangeKind.PLACE).after) == (None, "Bergen")


@pytest.mark.parametrize("status", ["postponed", "cancelled", "refused", "ruled_out", "under_way"])
def test_every_turn_of_a_plan_is_a_change_of_status(status: str) -> None:
    made = record(DAYS, [contact("a", "scheduled"), contact("b", status)])
    assert the(find_changes(made, SINCE), ChangeKind.STATUS).after is Status(status)


def test_a_date_slips_by_a_range_where_it_is_not_known_to_the_day() -> None:
    made = record(DAYS, [contact("a", date="2025-03-06"), contact("b", "postponed", date="2025-03-11/2025-03-14")])
    assert the(find_changes(made, SINCE), ChangeKind.DATE).slip == Slip(5, 8)


def test_a_more_precise_date_is_no_slip() -> None:
    made = record(DAYS, [contact("a", date="2025-03"), contact("b", date="2025-03-20")])
    assert the(find_changes(made, SINCE), ChangeKind.DATE).slip == Slip(0, 0)


def test_a_guessed_day_is_marked_and_no_change_when_it_is_confirmed() -> None:
    guess, other = contact("a", date="2025-03-06", unsure=("date",)), contact("b", date="2025-03-06")
    assert ChangeKind.DATE not in kinds(find_changes(record(DAYS, [guess, other]), SINCE))
    moved = the(find_changes(record(DAYS, [guess, replace(other, date="2025-03-08")]), SINCE), ChangeKind.DATE)
    assert (moved.before, moved.after, moved.slip) == ("2025-03-06?", "2025-03-08", Slip(2, 2))
    assert [report.article for report in moved.earlier] == ["a"]


def test_level_participants_and_mediators_are_made_known() -> None:
    more: dict[str, Any] = {"level": Level.MINISTERIAL, "participants": ("Ana Costa",), "mediators": ("ISL",)}
    found = find_changes(record(DAYS, [contact("a"), contact("b", **more)]), SINCE)
    assert the(found, ChangeKind.LEVEL).before is None
    assert the(found, ChangeKind.PARTICIPANTS).after == ("Ana Costa",)
    assert the(found, ChangeKind.MEDIATORS).after == ("ISL",)


def test_a_fuller_spelling_of_a_name_is_no_new_participant() -> None:
    made = record(DAYS, [contact("a", participants=("Costa",)), contact("b", participants=("Ana Costa",))])
    assert not find_changes(made, SINCE)


def test_a_day_that_passed_without_a_report_is_told_once_on_the_day_after() -> None:
    made = record(DAYS, [contact("a", "scheduled", date="2025-03-07")])
    change = the(find_changes(made, SINCE), ChangeKind.DAY_PASSED)
    assert (change.day, change.reports[0].article) == (date(2025, 3, 8), "a")
    assert not find_changes(made, date(2025, 3, 9))
    assert not find_changes(replace(made, as_of=date(2025, 3, 7)), SINCE)


def test_what_took_place_long_before_is_recalled_and_not_new() -> None:
    made = record(DAYS, [contact("b", "held", date="2019-05-05")], [contact("c", "held", date="2025-03-09", number=2)])
    assert sorted(kinds(find_changes(made, SINCE))) == [ChangeKind.CONTACT, ChangeKind.RECALLED]


def test_an_agreement_of_long_before_is_recalled_unless_it_is_broken() -> None:
    made = record(DAYS, [agreement("c", AgreementStatus.SIGNED, date="1991")])
    assert kinds(find_changes(made, SINCE)) == [ChangeKind.AGREEMENT_RECALLED]
    broken = record(DAYS, [agreement("c", AgreementStatus.VIOLATED, date="1991")])
    assert kinds(find_changes(broken, SINCE)) == [ChangeKind.AGREEMENT]


def test_agreements_are_new_signed_broken_and_denied() -> None:
    made = record(DAYS, [agreement("a", AgreementStatus.REACHED), agreement("b", AgreementStatus.SIGNED)],
                  [agreement("c", AgreementStatus.REACHED, "exchange their fishing fleets' registers")])  # fmt: skip
    found = find_changes(made, SINCE)
    assert the(found, ChangeKind.AGREEMENT).item == "a-2"
    signed = the(found, ChangeKind.AGREEMENT_STATUS)
    assert (signed.before, signed.after) == (AgreementStatus.REACHED, AgreementStatus.SIGNED)
    broken = record(DAYS, [agreement("a", AgreementStatus.SIGNED), agreement("b", AgreementStatus.VIOLATED)])
    assert the(find_changes(broken, SINCE), ChangeKind.AGREEMENT_STATUS).after is AgreementStatus.VIOLATED
    denied = record(DAYS, [agreement("a", AgreementStatus.REACHED), agreement("b", AgreementStatus.DENIED)])
    assert kinds(find_changes(denied, SINCE)) == [ChangeKind.DISPUTE]


def test_a_plan_is_new_and_later_gains_terms() -> None:
    made = record(DAYS, [proposal("a", "shared patrols"), proposal("b", "shared patrols", "a common register")])
    change = the(find_changes(made, SINCE), ChangeKind.TERMS)
    assert change.after == ("a common register",)
    assert kinds(find_changes(made, date(2025, 2, 1))) == [ChangeKind.PROPOSAL]


def test_a_time_limit_is_new_moved_and_runs_out() -> None:
    moved = record(DAYS, [deadline("a", "2025-03-08"), deadline("b", "2025-03-20", lead="after an extension ")])
    assert the(find_changes(moved, SINCE), ChangeKind.DEADLINE_DATE).slip == Slip(12, 12)
    passed = the(find_changes(record(DAYS, [deadline("a", "2025-03-08")]), SINCE), ChangeKind.DEADLINE_PASSED)
    assert (passed.day, passed.after) == (date(2025, 3, 9), None)
    again = record(DAYS, [deadline("a", "2025-03-08"), deadline("c", "2025-03-08")])
    reported = the(find_changes(again, SINCE), ChangeKind.DEADLINE_PASSED)
    assert [report.article for report in reported.reports] == ["c"]


def test_the_first_word_on_an_issue_and_a_turn_are_told_apart() -> None:
    made = record(DAYS, position("a", "rejects"), position("b", "accepts"))
    assert kinds(find_changes(made, SINCE)) == [ChangeKind.TURN]
    assert kinds(find_changes(made, date(2025, 3, 1))) == [ChangeKind.TURN, ChangeKind.STANCE]


def test_a_doubtful_position_is_no_first_word() -> None:
    assert not find_changes(record(DAYS, position("b", "rejects", confidence=0.2)), SINCE)


def test_disputes_arise_and_are_settled() -> None:
    people: dict[str, Any] = {"participants": ("Ana Costa", "Jon Berg"), "level": Level.MINISTERIAL}
    told = [contact("a", "scheduled", date="2025-03-08", place="Bergen", **people),
            contact("b", "ruled_out", date="2025-03-08", **people)]  # fmt: skip
    days = {**DAYS, "b": "2025-03-02"}
    assert ChangeKind.DISPUTE in kinds(find_changes(record(days, told), date(2025, 3, 2)))
    assert ChangeKind.DISPUTE not in kinds(find_changes(record(days, told), date(2025, 3, 3)))
    held = contact("c", "held", date="2025-03-08", place="Bergen", **people)
    found = find_changes(record(days, [*told, held]), SINCE)
    assert the(found, ChangeKind.SETTLED).reports[0].article == "c"
    assert ChangeKind.DISPUTE not in kinds(found)


def test_a_person_has_a_new_office_only_where_the_words_are_of_another_one() -> None:
    made = record(DAYS, [person("a", "Jon Berg", "foreign minister"), person("b", "Jon Berg", "prime minister")])
    assert the(find_changes(made, SINCE), ChangeKind.OFFICE).after.title == "prime minister"  # type: ignore[attr-defined]
    same = record(DAYS, [person("a", "Jon Berg", "foreign minister"), person("b", "Jon Berg", "minister")])
    assert not find_changes(same, SINCE)


def test_undated_articles_play_no_part() -> None:
    days = {**DAYS, "u": None}
    assert not find_changes(record(days, [contact("u", "held")]), SINCE)
    assert not find_changes(record(days, [contact("u", "held"), contact("b", "planned")]), SINCE)


def test_a_later_merge_or_another_identifier_makes_nothing_new() -> None:
    first = contact("a", "planned", date="2025-03-20", number=1)
    second = contact("b", "planned", date="2025-03-20", number=1)
    later = contact("c", "scheduled", date="2025-03-20", number=1)
    apart = record(DAYS, [first], [second, later])
    joined = record(DAYS, [first, second, later])
    renamed = replace(joined, contacts=(replace(joined.contacts[0], id="c-other"),))
    since = date(2025, 3, 8)
    assert kinds(find_changes(apart, since)) == kinds(find_changes(joined, since)) == [ChangeKind.STATUS]
    assert [change.item for change in find_changes(renamed, since)] == ["c-other"]


def test_an_edit_by_a_person_is_not_taken_for_a_change() -> None:
    from communique.model.decisions import Edit, Judgements, Mark

    made = record(DAYS, [contact("a", "planned"), contact("b", "planned", place="Bergen")])
    edit = Edit("place", "Bergen", "Oslo", Mark("d-1", "me", "2025-03-11T00:00:00Z"))
    edited = replace(made, contacts=(replace(made.contacts[0], place="Oslo"),),
                     judgements=Judgements(edits={"c-1": (edit,)}))  # fmt: skip
    assert not find_changes(edited, SINCE)


def test_a_copy_of_a_known_article_changes_nothing() -> None:
    made = record(DAYS, [contact("a", "planned"), contact("b", "planned")], duplicates={"b": "a"})
    assert not find_changes(made, SINCE)


# Properties

STATUSES = st.sampled_from([status.value for status in Status])
DATES = st.one_of(st.none(), st.dates(date(2025, 2, 1), date(2025, 4, 30)).map(date.isoformat))
ARTICLES = st.lists(st.tuples(st.integers(0, 40), STATUSES, DATES, st.booleans()), min_size=1, max_size=7)


def built(rows: list[tuple[int, str, str | None, bool]], as_of: date | None = None) -> Record:
    """A record merged from reports of talks on some of forty days."""
    articles, findings = [], []
    for number, (day, status, when, call) in enumerate(rows):
        key = f"n{number}"
        published = (date(2025, 3, 1) + timedelta(days=day)).isoformat()
        found = contact(key, status, date=when, kind=ContactKind.CALL if call else ContactKind.TALKS)
        articles.append(Article(key, found.evidence[0], published=published))
        findings.append(Findings(key, published, contacts=(found,)))
    return build_record(articles, findings, as_of=as_of)


@given(ARTICLES)
def test_between_a_record_and_itself_nothing_changes(rows: list[tuple[int, str, str | None, bool]]) -> None:
    made = built(rows)
    last = max(article.published or "" for article in made.articles.values())
    after = date.fromisoformat(last) + timedelta(days=1)
    assert not find_changes(made, after)


@given(ARTICLES, st.integers(0, 41))
def test_new_is_what_no_report_of_was_out_the_day_before(
    rows: list[tuple[int, str, str | None, bool]], day: int
) -> None:
    made = built(rows)
    since = date(2025, 3, 1) + timedelta(days=day)
    before = as_known_on(made, since - timedelta(days=1))
    known = {(report.article, report.id) for contact in before.contacts for report in contact.reports}
    new = {c.item for c in find_changes(made, since) if c.kind in (ChangeKind.CONTACT, ChangeKind.RECALLED)}
    for item in made.contacts:
        told = {(report.article, report.id) for report in item.reports}
        assert (item.id in new) == (not told & known)


@given(ARTICLES, st.integers(0, 41))
def test_what_was_known_on_a_day_is_known_on_every_later_one(
    rows: list[tuple[int, str, str | None, bool]], day: int
) -> None:
    made = built(rows)
    since = date(2025, 3, 1) + timedelta(days=day)
    one, other = as_known_on(made, since), as_known_on(made, since + timedelta(days=3))
    assert set(one.articles) <= set(other.articles)
    reports = [{(r.article, r.id) for c in view.contacts for r in c.reports} for view in (one, other)]
    assert reports[0] <= reports[1]


@given(ARTICLES, st.integers(0, 41))
def test_every_change_has_its_reports_and_a_day_in_the_time_asked_for(
    rows: list[tuple[int, str, str | None, bool]], day: int
) -> None:
    made = built(rows)
    since = date(2025, 3, 1) + timedelta(days=day)
    for change in find_changes(made, since):
        assert change.reports
        assert since <= change.day


def test_what_rests_on_doubtful_reports_alone_comes_after_what_is_sure() -> None:
    made = record(DAYS, [contact("b", "held", date="2025-03-04", level=Level.LEADER, confidence=0.2)],
                  [contact("c", "held", date="2025-03-09", level=Level.OFFICIAL)])  # fmt: skip
    assert [change.item for change in find_changes(made, SINCE)] == ["c-2", "c-1"]


@given(ARTICLES, st.integers(0, 41))
def test_before_is_what_the_record_said_the_day_before(rows: list[tuple[int, str, str | None, bool]], day: int) -> None:
    """Where the reports of before made up one contact then too; a merge since then has no before of its own."""
    made = built(rows)
    since = date(2025, 3, 1) + timedelta(days=day)
    before = {frozenset((r.article, r.id) for r in c.reports): c
              for c in as_known_on(made, since - timedelta(days=1)).contacts}  # fmt: skip
    items = {item.id: item for item in made.contacts}
    for change in find_changes(made, since):
        if change.kind is not ChangeKind.STATUS:
            continue
        old = [r for r in items[change.item].reports if made.articles[r.article].published < since.isoformat()]  # type: ignore[operator]
        then = before.get(frozenset((r.article, r.id) for r in old))
        assert then is None or then.status is change.before


def test_a_copy_of_an_article_settles_no_dispute() -> None:
    told = [contact("a", "held", date="2025-03-01"), contact("b", "ruled_out", date="2025-03-01"),
            contact("c", "held", date="2025-03-01")]  # fmt: skip
    own, copied = record(DAYS, told), record(DAYS, told, duplicates={"c": "a"})
    assert own.conflicts
    assert copied.conflicts
    assert settled_by(own, own.contacts[0], own.conflicts[0]) is not None
    assert settled_by(copied, copied.contacts[0], copied.conflicts[0]) is None


def test_an_article_dated_ahead_does_not_make_the_rest_past() -> None:
    made = record(DAYS, [contact("a", "scheduled", date="2025-03-20")])
    dated = read_date("2071-01-01")
    assert dated.note
    ahead = Article("z", "Nothing.", published=dated.value, meta={"published_note": dated.note})
    assert last_day(replace(made, articles={**made.articles, "z": ahead})) == date(2025, 3, 10)
    assert last_day(replace(made, articles={"z": ahead})) == date(2071, 1, 1)
