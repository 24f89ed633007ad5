"""What articles changed that came in since a moment, whenever they were published: told once, and no copy is news."""

from __future__ import annotations

from datetime import date

from small_records import agreement, contact, deadline, position, record

from communique.analysis.change import Change, ChangeKind
from communique.analysis.changes import find_news
from communique.model.findings import AgreementStatus, Status

DAYS = {"a": "2025-03-01", "b": "2025-03-05", "c": "2025-03-10", "u": None}


def kinds(found: tuple[Change, ...]) -> list[ChangeKind]:
    return [change.kind for change in found]


def known(*articles: str) -> frozenset[str]:
    return frozenset(articles)


def test_what_a_new_article_tells_is_news_and_what_a_known_one_told_is_none() -> None:
    made = record(DAYS, [contact("a", "planned")], [contact("c", "scheduled", number=2)])
    assert [(c.kind, c.item) for c in find_news(made, known("a", "b"))] == [(ChangeKind.CONTACT, "c-2")]
    assert not find_news(made, known("a", "b", "c"))


def test_a_second_report_of_the_same_is_no_news() -> None:
    made = record(DAYS, [contact("a", "planned"), contact("c", "planned")])
    assert not find_news(made, known("a", "b"))


def test_an_article_of_before_that_comes_late_changes_only_how_things_stand_today() -> None:
    held = record(DAYS, [contact("a", "planned"), contact("c", "held", date="2025-03-09")])
    assert not find_news(held, known("c"))
    placed = record(DAYS, [contact("a", "planned", place="Bergen"), contact("c", "planned")])
    assert kinds(find_news(placed, known("c"))) == [ChangeKind.PLACE]
    signed = record(DAYS, [agreement("a", AgreementStatus.REACHED), agreement("c", AgreementStatus.SIGNED)])
    assert not find_news(signed, known("c"))
    moved = record(DAYS, [deadline("a", "2025-04-08"), deadline("b", "2025-04-20", lead="after an extension ")])
    assert not find_news(moved, known("b"))


def test_an_undated_article_is_news_too() -> None:
    made = record(DAYS, [contact("u", "scheduled")])
    assert kinds(find_news(made, known("a", "b", "c"))) == [ChangeKind.CONTACT]
    alone = record({"u": None}, [contact("u", "scheduled", date="2020-01-01")])
    assert kinds(find_news(alone, known())) == [ChangeKind.CONTACT]


def test_a_plan_that_took_place_is_a_change_of_status() -> None:
    made = record(DAYS, [contact("a", "planned"), contact("c", "held", date="2025-03-09")])
    change = next(c for c in find_news(made, known("a", "b")) if c.kind is ChangeKind.STATUS)
    assert (change.before, change.after, change.reports[0].article) == (Status.PLANNED, Status.HELD, "c")


def test_a_day_has_passed_once_the_record_reaches_beyond_it() -> None:
    made = record(DAYS, [contact("a", "scheduled", date="2025-03-07")])
    assert kinds(find_news(made, known("a", "b"), date(2025, 3, 5))) == [ChangeKind.DAY_PASSED]
    assert not find_news(made, known("a", "b", "c"), date(2025, 3, 10))
    assert not find_news(made, known("a", "b"), date(2025, 3, 9))


def test_a_turn_is_told_by_the_article_that_brings_it_and_not_again() -> None:
    turned = record(DAYS, position("a", "rejects"), position("b", "supports"), position("c", "supports"))
    assert kinds(find_news(turned, known("a"))) == [ChangeKind.TURN]
    assert not find_news(turned, known("a", "b"))
    assert not find_news(turned, known("a", "b", "c"))
