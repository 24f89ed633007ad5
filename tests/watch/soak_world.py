"""A small world of news for the soak: feeds and pages that change, fail, slow down, move and copy each other."""

from __future__ import annotations

import heapq
import itertools
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from newsroom import CODES, NewsSite, Story, atom, page, rss, talks

from clocks import TurnedClock

HOUR = 3600.0
WINDOW = 60
"""So many entries a feed shows: more than come while it is out of order."""
PAIRS = list(itertools.combinations(CODES, 2))
Answer = tuple[int, dict[str, str], bytes] | None


class WorldClock(TurnedClock):
    """A clock on which the world moves on while one sleeps."""

    def __init__(self) -> None:
        super().__init__()
        self.moves: Callable[[], None] = lambda: None

    def turn(self, seconds: float) -> None:
        super().turn(seconds)
        self.moves()


@dataclass
class Feed:
    """One feed: its path now, its form, its stories, and how it behaves at the moment."""

    name: str
    path: str
    form: str
    stories: list[Story] = field(default_factory=list)
    broken: str | None = None
    is_gone: bool = False


class World:
    """What happens is drawn from `seed`, and goes by the time that passes on the clock until `calm`, in seconds.

    With a `pace` of 2 everything happens twice as often.
    """

    def __init__(self, site: NewsSite, clock: WorldClock, seed: int, calm: float, pace: float = 1.0) -> None:
        self.pace = pace
        self.site, self.clock, self.random, self.calm = site, clock, Random(seed), calm
        self.feeds = [Feed(f"feed {n}", f"/feed{n}.xml", form) for n, form in enumerate(("rss", "atom", "json", "rss"))]
        self.live = Story("/live.html", "Live", talks("2025-06-01"))
        self.published: dict[str, Story] = {}
        self.changed: dict[str, Story] = {}
        self.shown: set[tuple[str, str]] = set()
        self._number = 0
        self._order = itertools.count()
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        site.put("/robots.txt", "User-agent: *\nDisallow: /closed/\n", "text/plain")
        site.put("/closed/0.html", page(Story("/closed/0.html", "Closed", talks("2025-07-01"))))
        self.feeds[0].stories.append(Story("/closed/0.html", "Closed", ""))
        self._show(self.live)
        for feed in self.feeds:
            site.pages[feed.path] = self._answering(feed)
            for _ in range(3):
                self._publish(feed)
            for act, often in ((self._publish, 3.0), (self._edit, 15.0), (self._copy, 10.0), (self._break, 9.0),
                               (self._reform, 30.0), (self._break_page, 8.0),
                               (self._edit_silently, 4.0)):  # fmt: skip
                self._repeat(act, feed, often)
        self._repeat(self._edit_live, self.feeds[0], 12.0)
        self._at(30 * HOUR / pace, lambda: self._rename(self.feeds[3]))
        clock.moves = self.move

    def move(self) -> None:
        """Let happen what has come due."""
        while self._events and self._events[0][0] <= self.clock.monotonic():
            heapq.heappop(self._events)[2]()

    def day(self) -> datetime:
        """The true time, whatever the machine's clock says."""
        return datetime(2025, 3, 14, 12, tzinfo=UTC) + timedelta(seconds=self.clock.monotonic())

    def _at(self, moment: float, what: Callable[[], None]) -> None:
        heapq.heappush(self._events, (moment, next(self._order), what))

    def _repeat(self, act: Callable[[Feed], None], feed: Feed, hours: float) -> None:
        moment = self.clock.monotonic() + self.random.expovariate(self.pace / (hours * HOUR))

        def happen() -> None:
            if not feed.is_gone:
                act(feed)
            self._repeat(act, feed, hours)

        if moment < self.calm:
            self._at(moment, happen)

    # What happens

    def _publish(self, feed: Feed) -> None:
        pair = PAIRS[self._number % len(PAIRS)]
        day = datetime(2025, 4, 1, tzinfo=UTC) + timedelta(days=90 * (self._number // len(PAIRS)))
        self._number += 1
        words = talks(day.date().isoformat(), "scheduled", *pair)
        path = f"/{feed.name.replace(' ', '')}/{self._number}.html"
        self._add(feed, Story(path, f"Story {self._number}", words, self.day().date().isoformat()))

    def _copy(self, feed: Feed) -> None:
        """Another outlet prints the same."""
        if self.published:
            other = self.random.choice(list(self.published.values()))
            path = f"/{feed.name.replace(' ', '')}/copy{next(self._order)}.html"
            self._add(feed, replace(other, path=path, day=self.day().date().isoformat(), updated=None))

    def _add(self, feed: Feed, story: Story) -> None:
        feed.stories.insert(0, story)
        self._show(story)

    def _show(self, story: Story) -> None:
        self.published[story.path] = story
        body = page(story, outlet=f"Post {story.path.split('/')[1]}").encode()
        tag = f'"{hash(body)}"'

        def answer(asked: dict[str, str]) -> Answer:
            if asked.get("if-none-match") == tag:
                return 304, {}, b""
            self.shown.add((story.path, story.words))
            return 200, {"Content-Type": "text/html", "ETag": tag}, body

        self.site.pages[story.path] = answer

    def _edit(self, feed: Feed) -> None:
        """A story in the feed is put right, and the feed says so."""
        own = [story for story in feed.stories[:20] if not story.path.startswith("/closed")]
        if own:
            old = self.random.choice(own)
            status = self.random.choice(["postponed", "cancelled", "planned"])
            said = old.words.rpartition(" ")[0] + f" {status}."
            new = replace(old, words=said, title=f"{old.title}*", updated=self.day().isoformat(timespec="seconds"))
            self.changed.pop(old.path, None)
            feed.stories[feed.stories.index(old)] = new
            self._show(new)

    def _edit_silently(self, feed: Feed) -> None:
        """A page is put right, and its feed says nothing of it; the server knows validators."""
        own = [story for story in feed.stories[:8] if story.path in self.published and "copy" not in story.path]
        if own:
            path = self.random.choice(own).path
            old = self.published[path]
            status = self.random.choice(["postponed", "cancelled", "planned"])
            new = replace(old, words=old.words.rpartition(" ")[0] + f" {status}.")
            if new.words != old.words:
                self.changed[path] = new
                self._show(new)

    def _edit_live(self, _: Feed) -> None:
        self._number += 1
        day = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=60 * self._number)
        self.live = replace(self.live, words=talks(day.date().isoformat(), "scheduled", "Oman", "Malta"))
        self._show(self.live)

    def _break(self, feed: Feed) -> None:
        feed.broken = self.random.choice(["500", "503", "404", "reset", "hang", "page", "slow", "redirect", "empty"])
        self._at(self.clock.monotonic() + self.random.uniform(0.1, 6.0) * HOUR, lambda: setattr(feed, "broken", None))

    def _break_page(self, feed: Feed) -> None:
        """A page is out of order for some hours, or moves."""
        if feed.stories and not feed.stories[0].path.startswith("/closed"):
            path = feed.stories[0].path
            kind = self.random.choice(["fail", "reset", "moved"])
            if kind == "moved":
                self.site.pages[f"/moved{path}"] = self.site.pages[path]
                self.site.pages[path] = (302, {"Location": f"/moved{path}"}, b"")
            else:
                self.site.pages[path] = (503, {"Retry-After": "1800"}, b"") if kind == "fail" else lambda _: None
            hours = self.random.uniform(0.1, 8.0)
            self._at(self.clock.monotonic() + hours * HOUR, lambda: self._show(self.published[path]))

    def _reform(self, feed: Feed) -> None:
        feed.form = self.random.choice(["rss", "atom", "json"])

    def _rename(self, feed: Feed) -> None:
        """The feed moves for good."""
        old, feed.path = feed.path, "/moved.xml"
        self.site.pages[feed.path] = self.site.pages[old]
        self.site.pages[old] = (301, {"Location": feed.path}, b"")

    # What the site answers

    def _answering(self, feed: Feed) -> Callable[[dict[str, str]], Answer]:
        def answer(asked: dict[str, str]) -> Answer:
            if feed.broken == "hang":
                time.sleep(0.7)
            if feed.broken in ("reset", "hang"):
                return None
            if feed.broken in ("500", "503", "404"):
                return int(feed.broken), {"Retry-After": "600"} if feed.broken == "503" else {}, b""
            if feed.broken == "page":
                return 200, {"Content-Type": "text/html"}, b"<html><body><h1>Down for maintenance</h1></body></html>"
            if feed.broken == "redirect" and not asked.get("x-again"):
                self.site.pages[f"/again{feed.path}"] = self._whole(feed)
                return 302, {"Location": f"/again{feed.path}"}, b""
            if feed.broken == "slow":
                time.sleep(0.03)
            status, headers, body = self._whole(feed)
            if feed.broken == "empty":
                return 200, headers, body[: len(body) // 2]
            tag = f'"{hash(body)}"'
            if asked.get("if-none-match") == tag:
                return 304, {}, b""
            return status, headers | {"ETag": tag}, body

        return answer

    def _whole(self, feed: Feed) -> tuple[int, dict[str, str], bytes]:
        shown = feed.stories[:WINDOW]
        if feed.form == "json":
            return 200, {"Content-Type": "application/feed+json"}, _json(self.site, shown).encode()
        made: Any = rss if feed.form == "rss" else atom
        return 200, {"Content-Type": f"application/{feed.form}+xml"}, made(self.site, shown).encode()


def _json(site: NewsSite, stories: list[Story]) -> str:
    items = [
        {"id": site.url(s.path), "url": site.url(s.path), "title": s.title, "date_modified": s.updated} for s in stories
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": items})
