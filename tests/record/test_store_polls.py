"""What watching remembers: nothing is lost between two writes, nothing waits twice, and the rest is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_samples import article

from communique.errors import RecordError
from communique.model.article import URL_BASIS
from communique.model.findings import Findings
from communique.model.watching import ItemState, Letter, Poll, Seen, SourceKind, Standing, Taken
from communique.record.store import Store
from communique.record.store.polls import EDITIONS, FAR, REMEMBERED

NOW = datetime(2025, 3, 14, 12, tzinfo=UTC)
FEED = "https://news.example/feed.xml"
POLL = Poll(FEED, "News", SourceKind.FEED, etag='"a"', next_poll=NOW + timedelta(hours=1), rhythm=3600.0)


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with Store.open(place) as opened:
        yield opened


def entries(*keys: str, version: str = "1") -> list[Seen]:
    return [Seen(key, version, f'{{"key": "{key}"}}') for key in keys]


def keys(store: Store, now: datetime = NOW, limit: int = 100) -> list[str]:
    return [item.key for item in store.polls.waiting([FEED], now, limit)]


def test_a_poll_comes_back_as_it_was_kept(store: Store) -> None:
    assert store.polls.poll(FEED) is None
    store.polls.keep(POLL, now=NOW)
    assert store.polls.poll(FEED) == POLL
    assert store.polls.all() == [POLL]


def test_an_entry_waits_once_until_it_is_worked_off(store: Store) -> None:
    assert store.polls.keep(POLL, entries("a", "b", "a"), now=NOW) == Taken(new=2)
    assert store.polls.keep(POLL, entries("a", "b", "c"), now=NOW) == Taken(new=1, known=2)
    assert keys(store) == ["a", "b", "c"]
    store.polls.finish(store.polls.waiting([FEED], NOW, 2))
    assert keys(store) == ["c"]
    assert store.polls.keep(POLL, entries("a", "b"), now=NOW) == Taken(known=2)
    assert keys(store) == ["c"]
    found = store.polls.poll(FEED)
    assert found is not None
    assert found.items == 3


def test_an_edited_entry_waits_again_but_not_for_ever(store: Store) -> None:
    store.polls.keep(POLL, entries("a"), now=NOW)
    for number in range(2, EDITIONS + 10):
        store.polls.finish(store.polls.waiting([FEED], NOW, 9))
        taken = store.polls.keep(POLL, entries("a", version=str(number)), now=NOW)
        assert taken.edited == (number <= EDITIONS + 1)
    assert keys(store) == []


def test_an_entry_that_is_edited_while_it_is_read_waits_on(store: Store) -> None:
    store.polls.keep(POLL, entries("a"), now=NOW)
    (item,) = store.polls.waiting([FEED], NOW, 9)
    store.polls.keep(POLL, [Seen("a", "2", "{}")], now=NOW)
    store.polls.finish([item])
    assert [item.body for item in store.polls.waiting([FEED], NOW, 9)] == ["{}"]


def test_what_is_only_noted_never_waits(store: Store) -> None:
    store.polls.keep(POLL, [Seen("a", "1", None)], now=NOW)
    assert store.polls.keep(POLL, entries("a", "b", version="2"), now=NOW) == Taken(new=1, known=1)
    assert keys(store) == ["b"]
    assert store.polls.tallies()[FEED].noted == 1


def test_what_is_put_off_comes_back_even_after_a_clock_was_far_ahead(store: Store) -> None:
    store.polls.keep(POLL, entries("a", "b"), now=NOW)
    first, second = store.polls.waiting([FEED], NOW, 9)
    store.polls.put_off(first, NOW + timedelta(hours=1), "busy")
    store.polls.put_off(second, NOW + FAR + timedelta(days=300), "busy")
    assert keys(store) == ["b"]
    assert store.polls.next_try([FEED]) == NOW + timedelta(hours=1)
    (item,) = [item for item in store.polls.waiting([FEED], NOW + timedelta(hours=1), 9) if item.key == "a"]
    assert (item.tries, item.reason) == (1, "busy")
    store.polls.finish([item], ItemState.GIVEN_UP, "gone")
    assert store.polls.tallies()[FEED].given_up == 1


def test_sources_take_turns(store: Store) -> None:
    store.polls.keep(POLL, entries(*"abc"), now=NOW)
    other = "https://other.example/"
    store.polls.keep(Poll(other, "Other"), entries("x", "y"), now=NOW)
    assert [item.key for item in store.polls.waiting([FEED, other], NOW, 4)] == ["a", "x", "b", "y"]


def test_entries_long_out_of_sight_are_forgotten_and_those_that_wait_are_not(store: Store) -> None:
    store.polls.keep(POLL, entries("a", "b"), now=NOW)
    store.polls.finish(store.polls.waiting([FEED], NOW, 1))
    assert store.polls.forget(NOW + REMEMBERED - timedelta(days=1)) == 0
    store.polls.keep(POLL, entries("a"), now=NOW + timedelta(days=90))
    assert store.polls.forget(NOW + REMEMBERED + timedelta(days=1)) == 0
    assert store.polls.forget(NOW + REMEMBERED + timedelta(days=91)) == 1
    assert keys(store) == ["b"]


def test_a_poll_is_no_change_of_the_record(store: Store) -> None:
    before = store.revision()
    store.polls.keep(POLL, entries("a"), now=NOW)
    assert store.revision() == before


def test_a_record_that_is_only_read_takes_nothing(store: Store) -> None:
    with Store.open(store.place, readonly=True) as reading, pytest.raises(RecordError):
        reading.polls.keep(POLL, now=NOW)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sets(st.sampled_from("abcdefgh"), min_size=1), st.booleans()), max_size=12))
def test_whatever_a_feed_shows_each_entry_is_given_out_once(polled: list[tuple[set[str], bool]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "r.db") as opened:
        read: list[str] = []
        for shown, works in polled:
            opened.polls.keep(POLL, entries(*sorted(shown)), now=NOW)
            if works:
                items = opened.polls.waiting([FEED], NOW, 100)
                read += [item.key for item in items]
                opened.polls.finish(items)
        read += keys(opened)
        assert sorted(read) == sorted(set().union(*(shown for shown, _ in polled)))


def letter(key: str, target: str = "print") -> Letter:
    return Letter(key, "talks", target, '{"text": "x"}', NOW)


def test_a_watch_moves_on_and_its_letters_go_out_together(store: Store) -> None:
    outbox = store.outbox
    assert outbox.standing("talks") is None
    for number in range(3):
        store.add(article(f"a-{number}"), None, reader="1")
    assert outbox.last_article() == 3
    assert outbox.articles_until(2) == {"a-0", "a-1"}
    standing = Standing("talks", 2, NOW)
    outbox.tell(standing, ["x", "y"], [letter("k-1"), letter("k-2", "mail")], now=NOW)
    outbox.tell(standing, ["y"], [letter("k-1")], now=NOW)
    assert outbox.standing("talks") == standing
    assert outbox.untold("talks", {"x", "y", "z"}) == {"z"}
    assert outbox.untold("others", {"x"}) == {"x"}
    assert [found.key for found in outbox.letters(NOW)] == ["k-1", "k-2"]


def test_a_letter_is_sent_once_and_tried_again_after_a_failure(store: Store) -> None:
    outbox = store.outbox
    outbox.tell(Standing("talks", 0), (), [letter("k-1"), letter("k-2")], now=NOW)
    first, second = outbox.letters(NOW)
    outbox.sent(first, NOW)
    outbox.put_off(second, NOW + timedelta(minutes=5), "no answer")
    assert outbox.letters(NOW) == []
    assert outbox.next_try() == NOW + timedelta(minutes=5)
    (again,) = outbox.letters(NOW + timedelta(minutes=5))
    assert (again.key, again.tries, again.error) == ("k-2", 1, "no answer")
    outbox.put_off(again, None, "refused")
    assert outbox.letters(NOW + timedelta(days=1)) == []
    assert [found.error for found in outbox.unsent()] == ["refused"]
    outbox.tell(Standing("talks", 0), (), [letter("k-1"), letter("k-3")], now=NOW)
    assert [found.key for found in outbox.unsent()] == ["k-2", "k-3"]
    outbox.forget(NOW + timedelta(days=31))
    assert [found.key for found in outbox.unsent()] == ["k-3"]


def test_one_holder_has_the_lease_until_it_ends_dies_or_the_clock_was_wrong(store: Store) -> None:
    def take(holder: str, now: datetime = NOW, alive: bool = True) -> str | None:
        return store.outbox.lease("watch", holder, now, length=timedelta(minutes=10), is_alive=lambda _: alive)

    assert take("one") is None
    assert take("one") is None
    assert take("two") == "one"
    assert take("two", NOW + timedelta(minutes=9)) == "one"
    assert take("two", NOW + timedelta(minutes=11)) is None
    assert take("one", NOW + timedelta(minutes=11)) == "two"
    assert take("one", NOW + timedelta(minutes=11), alive=False) is None
    assert take("two", NOW - timedelta(days=3)) is None
    store.outbox.release("watch", "one")
    assert take("three", NOW - timedelta(days=3)) == "two"
    store.outbox.release("watch", "two")
    assert take("three", NOW - timedelta(days=3)) is None


def test_a_page_was_had_only_where_it_was_not_merely_said_to_stand_there(store: Store) -> None:
    url = "https://news.example/talks"
    said = replace(article("a"), url=url, fetched="2025-03-14T10:00:00+00:00", meta={URL_BASIS: "stated"})
    store.add(said, Findings("a", None), reader="1")
    assert store.polls.had(url) is None
    had = replace(article("b"), url=f"{url}?utm_source=feed", fetched="2025-03-14T11:00:00+00:00")
    store.add(had, Findings("b", None), reader="1")
    assert store.polls.had(url) == had.fetched
