"""The soak: days of a small world of news that changes and fails, with crashes and wrong clocks on this side.

No item is lost and none comes twice, no digest goes out without a change, no host is asked faster than it may be, and
what robots.txt closes stays closed. `pytest -m slow tests/watch` runs weeks of it, and `test_killed.py` a real
process that is killed again and again.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from newsroom import SAID, Desk, NewsSite, asked
from soak_world import HOUR, World, WorldClock

from communique.record.build import load_record
from communique.record.store import Store
from communique.record.store.outbox import Outbox
from communique.record.store.polls import Polls
from communique.settings import Target
from communique.watch.place import Place

CRASHES = ((Polls, "keep"), (Polls, "finish"), (Polls, "put_off"), (Outbox, "tell"), (Outbox, "sent"), (Store, "add"))


@contextmanager
def crashing(random: Random, share: float) -> Iterator[None]:
    """Within it, writes now and then end the process, so to speak, just before or just after they happen."""
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in CRASHES:
            patch.setattr(owner, name, _risky(getattr(owner, name), random, share))
        yield


def _risky(real: Callable[..., Any], random: Random, share: float) -> Callable[..., Any]:
    def risky(*arguments: Any, **values: Any) -> Any:
        drawn = random.random()
        if drawn < share / 2:
            raise KeyboardInterrupt
        found = real(*arguments, **values)
        if drawn < share:
            raise KeyboardInterrupt
        return found

    return risky


def soak(folder: Path, seed: int, days: float, pace: float = 1.0) -> tuple[World, Desk]:
    """Watch the world for so many days, and then for some in which it is calm and nothing crashes."""
    clock = WorldClock()
    site = NewsSite(clock)
    world = World(site, clock, seed, calm=days * 24 * HOUR, pace=pace)
    site.put("/hook", "")
    places = [Place(site.url(feed.path), feed.name) for feed in world.feeds]
    places.append(Place(site.url("/live.html"), "live", every=timedelta(hours=1)))
    watch = asked(name="soak", send=(Target("webhook", site.url("/hook")),))
    desk = Desk(folder, site, clock, places, watches=[watch])
    desk.patience = 0.5
    random = Random(seed)
    desk.watcher._work.teller.begin()
    with crashing(random, 0.01):
        while clock.monotonic() < days * 24 * HOUR:
            with suppress(KeyboardInterrupt):
                desk.wait(hours=min(random.expovariate(pace / 9.0), 24.0))
            clock.turn(3.0)  # It takes some seconds to start again.
            if random.random() < 0.1:
                clock.set(clock.now() + timedelta(days=random.choice([-3, -1, 1, 3])))
    desk.wait(days=5)
    return world, desk


def check(world: World, desk: Desk) -> None:
    site, store = world.site, desk.store
    articles = list(store.articles())
    by_text = Counter((article.url, article.text) for article in articles)
    # Nothing is lost: of every story the record has the last edition, of the live page too; of a page that was changed
    # in silence every edition that was there when it was looked at again.
    for path, story in world.published.items():
        if world.changed.get(path) == story and (path, story.words) not in world.shown:
            continue
        texts = [article.text for article in articles if (article.url or "").endswith(path)]
        asked_for = [f"{asking.at / HOUR:.1f} h" for asking in site.asked if asking.path == path]
        assert any(story.words in text for text in texts), f"{path} is lost; asked for after {asked_for}"
    # Nothing is there twice, save a text to which its page went back; and nothing waits.
    texts_at = Counter(url for url, _ in by_text)
    assert not [key for key, number in by_text.items() if number > min(texts_at[key[0]], 2)]
    tallies = store.polls.tallies().values()
    assert sum(tally.waiting for tally in tallies) == 0
    # Robots.txt is kept to, and no host is asked faster than it may be.
    assert not any(asking.path.startswith("/closed") for asking in site.asked)
    asked = [asking for asking in desk.asked if asking.path != "/robots.txt"]
    assert {asking.path for asking in asked} >= set(site.paths())
    hurried = [pair for pair in itertools.pairwise(asked) if pair[1].at - pair[0].at < 0.999]
    assert hurried == []
    # No digest without a change, each change once; a digest that is sent again has the same key.
    digests = {headers["idempotency-key"]: json.loads(body) for _, headers, body in site.posted}
    assert all(digest["changes"] for digest in digests.values())
    rows = [row for digest in digests.values() for row in digest["changes"]]
    told = Counter((row["kind"], row["report"], str(row["after"] or row["before"])) for row in rows)
    assert max(told.values()) == 1, [key for key, number in told.items() if number > 1]
    assert store.outbox.unsent() == []
    # And all talks that the record knows of have been told; what was edited away before anybody was told is none.
    quoted = " ".join(f"{row['quote']} {row['earlier_quote']}" for row in rows)
    texts_now = [article.text for article in load_record(store).articles.values()]
    known = {m[0].rpartition(" are ")[0] for text in texts_now for m in SAID.finditer(text)}
    assert {words for words in known if words not in quoted} == set()


def test_some_days_of_news_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    world, desk = soak(tmp_path, seed=4, days=0.4, pace=4.0)
    try:
        assert len(world.published) > 30
        check(world, desk)
        found = {(path, story.words) for path, story in world.changed.items()} & world.shown
        assert len(found) > len(world.changed) / 2 > 3
        assert sum("edited since" in line for line in desk.lines) > 3
    finally:
        desk.close()
        world.site.close()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_weeks_of_news_lose_nothing_and_double_nothing(tmp_path: Path, seed: int) -> None:
    world, desk = soak(tmp_path, seed, days=12)
    try:
        check(world, desk)
    finally:
        desk.close()
        world.site.close()
