"""Pages that are looked at again: each once whatever led to it, and nothing is lost between two writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from communique.model.watching import Poll, RecentPage, SourceKind
from communique.record.store import Store
from communique.record.store.pages import OVERDUE

NOW = datetime(2025, 3, 14, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
LONG = timedelta(days=7)
FEED, OTHER = "https://news.example/feed.xml", "https://post.example/feed.xml"
PAGE = RecentPage("https://news.example/1", "http://www.news.example/1?utm_source=a", FEED, "{}", NOW, NOW + HOUR)


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with Store.open(place) as opened:
        for source in (FEED, OTHER):
            opened.polls.keep(Poll(source, "News", SourceKind.FEED), now=NOW)
        yield opened


def test_a_page_comes_back_when_it_is_due(store: Store) -> None:
    store.pages.remember([PAGE])
    assert store.pages.due([FEED], NOW, 10, LONG) == []
    assert store.pages.due([FEED], NOW + HOUR, 10, LONG) == [PAGE]
    assert store.pages.due([OTHER], NOW + HOUR, 10, LONG) == []
    assert (store.pages.next_due([FEED]), store.pages.next_due([OTHER])) == (NOW + HOUR, None)
    assert store.pages.tallies() == {FEED: 1}


def test_a_page_that_another_source_names_too_is_one(store: Store) -> None:
    store.pages.remember([PAGE])
    again = replace(PAGE, source=OTHER, read=NOW + HOUR, due=NOW + 2 * HOUR)
    store.pages.remember([again])
    assert store.pages.due([FEED, OTHER], NOW + 9 * HOUR, 10, LONG) == [again]


def test_a_look_at_a_page_that_was_read_anew_meanwhile_changes_nothing(store: Store) -> None:
    anew = replace(PAGE, read=NOW + HOUR, due=NOW + 2 * HOUR)
    store.pages.remember([anew])
    store.pages.looked([replace(PAGE, looks=3, due=NOW + LONG)])
    store.pages.leave([PAGE])
    assert store.pages.due([FEED], NOW + 9 * HOUR, 10, LONG) == [anew]
    store.pages.looked([replace(anew, looks=1, due=NOW + 3 * HOUR, etag='"b"')])
    assert store.pages.due([FEED], NOW + 9 * HOUR, 10, LONG)[0].etag == '"b"'
    store.pages.leave([anew])
    assert store.pages.tallies() == {}


def test_what_a_wrong_clock_put_off_is_due_and_what_nobody_comes_for_is_forgotten(store: Store) -> None:
    store.pages.remember([replace(PAGE, due=NOW + timedelta(days=400))])
    assert len(store.pages.due([FEED], NOW, 10, LONG)) == 1
    store.pages.remember([PAGE])
    assert store.pages.forget(NOW + OVERDUE) == 0
    assert store.pages.forget(NOW + OVERDUE + 2 * HOUR) == 1


def test_half_characters_in_an_address_do_no_harm(store: Store) -> None:
    odd = replace(PAGE, address="https://news.example/\ud800", url="https://news.example/\ud800")
    store.pages.remember([odd])
    (kept,) = store.pages.due([FEED], NOW + HOUR, 10, LONG)
    store.pages.leave([kept])
    assert store.pages.tallies() == {}
