"""Several hosts are asked at the same time, each for one thing after the other, and what they say is kept in order."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from newsroom import Making, NewsSite, Story, page, rss, talks

from clocks import TurnedClock
from communique.net.client import Client
from communique.net.manners import Manners
from communique.watch.fetching import Asking, fetch_all
from communique.watch.place import Place
from communique.watch.polling import Tools


@pytest.fixture
def others(clock: TurnedClock) -> Iterator[list[NewsSite]]:
    made = [NewsSite(clock) for _ in range(3)]
    yield made
    for site in made:
        site.close()


def publish(site: NewsSite, *stories: Story) -> None:
    for story in stories:
        site.put(story.path, page(story))
    site.put("/feed.xml", rss(site, stories), "application/rss+xml")


def once_all_ask(number: int, answers: list[Any]) -> list[Callable[[dict[str, str]], Any]]:
    """Answers that come only once all of them were asked for."""
    gate = threading.Barrier(number, timeout=20)

    def wait(answer: Any) -> Callable[[dict[str, str]], Any]:
        def give(_: dict[str, str]) -> Any:
            gate.wait()
            return answer

        return give

    return [wait(answer) for answer in answers]


def test_hosts_are_asked_side_by_side_for_feeds_and_for_pages(others: list[NewsSite], desk: Making) -> None:
    stories = [Story("/1.html", f"Talks {n}", talks(f"2025-04-{n:02}")) for n in range(1, 4)]
    for site, story in zip(others, stories, strict=True):
        publish(site, story)
    for path in ("/feed.xml", "/1.html"):
        gated = once_all_ask(3, [site.pages[path] for site in others])
        for site, answer in zip(others, gated, strict=True):
            site.pages[path] = answer
    here = desk(*(Place(site.url("/feed.xml"), f"feed {n}") for n, site in enumerate(others)))
    manners = Manners(allow_hosts=frozenset(site.host for site in others), total_s=30.0, read_s=30.0)
    watcher = here.start()
    watcher._tools = Tools(here.store, Client(manners, clock=here.clock), here.clock, here.reader)
    watcher.run(once=True)
    assert here.texts() == [story.words for story in stories]
    assert here.lines == [f"feed {n}: 1 new entry" for n in range(3)]


def test_of_one_host_one_thing_is_asked_at_a_time(others: list[NewsSite], clock: TurnedClock) -> None:
    at_work, most = 0, 0
    lock = threading.Lock()

    def answer(_: dict[str, str]) -> Any:
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
        threading.Event().wait(0.02)
        with lock:
            at_work -= 1
        return 200, {}, b"x"

    site, other, _ = others
    for number in range(4):
        site.pages[f"/{number}"] = answer
        other.pages[f"/{number}"] = (302, {"Location": site.url(f"/{number}")}, b"")
    manners = Manners(allow_hosts=frozenset({site.host, other.host}), host_delay_s=0, respect_robots=False)
    asked = [Asking(one.url(f"/{number}")) for number in range(4) for one in (site, other)]
    found = fetch_all(Client(manners, clock=clock), asked)
    assert not any(isinstance(got, Exception) for got in found)
    assert most == 1


def test_a_host_that_does_not_answer_is_not_asked_for_the_rest(others: list[NewsSite], clock: TurnedClock) -> None:
    site, other, _ = others
    site.pages["/0"] = lambda _: None
    other.put("/0", "x")
    manners = Manners(allow_hosts=frozenset({site.host, other.host}), host_delay_s=0, respect_robots=False)
    asked = [Asking(site.url("/0")), Asking(other.url("/0")), Asking(site.url("/1")), Asking(site.url("/2"))]
    first, fine, second, third = fetch_all(Client(manners, clock=clock), asked)
    assert isinstance(first, Exception)
    assert not isinstance(fine, Exception)
    assert first is second is third
    assert site.count("/1") == site.count("/2") == 0


def test_a_page_that_is_not_there_says_nothing_of_its_host(site: NewsSite, clock: TurnedClock) -> None:
    site.put("/1", "x")
    manners = Manners(allow_hosts=frozenset({site.host}), host_delay_s=0)
    missing, there = fetch_all(Client(manners, clock=clock), [Asking(site.url("/0")), Asking(site.url("/1"))])
    assert isinstance(missing, Exception)
    assert not isinstance(there, Exception)
    assert replace(Asking("http://A.example:80/x"), etag="a").host == "a.example:80"
