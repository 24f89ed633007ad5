"""Digests: only where something changed that the watch asks for, each change told once, with who reports it and why."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from newsroom import FILLER, Making, NewsSite, Story, asked, page, rss, talks

from communique.record.store import Store
from communique.settings import Digest, Target
from communique.settings.values import parse_digest
from communique.watch.telling import target_key

HOOK = Target("webhook", "https://hooks.example.org/T0/secret")


def publish(site: NewsSite, *stories: Story) -> None:
    for one in stories:
        site.put(one.path, page(one))
    site.put("/feed.xml", rss(site, stories), "application/rss+xml")


def story(number: int, words: str, day: str = "2025-03-14") -> Story:
    return Story(f"/{number}.html", f"Story {number}", words, day)


def test_a_digest_says_what_changed_who_reports_it_and_where(site: NewsSite, desk: Making) -> None:
    publish(site, story(1, talks("2025-04-01")))
    here = desk("/feed.xml")
    here.once()
    (told,) = here.printed
    assert told.startswith("everything: 1 contact changed")
    for words in ("Norway – Portugal", "scheduled", "1 Apr", "Fjord Post, 14 Mar", "Story 1", site.url("/1.html"),
                  "talks of 2025-04-01 are scheduled."):  # fmt: skip
        assert words in told


def test_a_digest_names_pages_without_tracking(site: NewsSite, desk: Making) -> None:
    one = story(1, talks("2025-04-01"))
    publish(site, one)
    site.pages["/1.html?utm_source=rss&id=7"] = site.pages["/1.html"]
    feed = rss(site, [one]).replace("/1.html<", "/1.html?utm_source=rss&amp;id=7<")
    site.put("/feed.xml", feed, "application/rss+xml")
    here = desk("/feed.xml")
    here.once()
    (told,) = here.printed
    assert site.url("/1.html?id=7") in told
    assert "utm_source" not in told


def test_nothing_is_told_twice_whatever_is_started_again(site: NewsSite, desk: Making) -> None:
    publish(site, story(1, talks("2025-04-01")))
    here = desk("/feed.xml")
    for _ in range(4):
        here.wait(hours=5)
    assert len(here.printed) == 1


def test_what_the_record_held_before_is_no_news(site: NewsSite, desk: Making) -> None:
    publish(site, story(1, talks("2025-04-01")))
    here = desk("/feed.xml", watches=[asked(name="first")])
    here.once()
    here.watches.append(asked(name="second"))
    publish(site, story(1, talks("2025-04-01")), story(2, talks("2025-04-02")))
    here.clock.turn(3600)
    here.once()
    assert [told.partition(":")[0] for told in here.printed] == ["first", "first", "second"]
    assert "2 Apr" in here.printed[2]
    assert "1 Apr" not in here.printed[2]


def test_copies_and_articles_without_news_make_no_digest(site: NewsSite, desk: Making) -> None:
    first = story(1, talks("2025-04-01"))
    publish(site, first)
    here = desk("/feed.xml")
    here.once()
    copy = story(2, talks("2025-04-01"), "2025-03-15")
    empty = story(3, "Nothing of note was said about the ferries this morning, officials of both sides agreed.")
    publish(site, first, copy, empty)
    here.wait(days=1)
    assert len(list(here.store.articles())) == 3
    assert len(here.printed) == 1


def test_a_plan_that_is_called_off_is_told_with_what_it_was(site: NewsSite, desk: Making) -> None:
    publish(site, story(1, talks("2025-04-01")))
    here = desk("/feed.xml")
    here.once()
    publish(site, story(1, talks("2025-04-01")), story(2, talks("2025-04-01", "cancelled"), "2025-03-16"))
    here.wait(days=1)
    assert len(here.printed) == 2
    assert "cancelled" in here.printed[1]
    assert "before: scheduled" in here.printed[1]


def test_what_an_edit_changed_is_told(site: NewsSite, desk: Making) -> None:
    site.put("/live.html", page(story(1, talks("2025-04-01", "scheduled"))))
    here = desk("/live.html")
    here.once()
    site.put("/live.html", page(story(1, talks("2025-04-01", "possible"))))
    here.wait(days=1)
    assert len(here.printed) == 2
    assert "possible" in here.printed[1]


@pytest.mark.parametrize(
    ("wanted", "hit", "why"),
    [
        ({"parties": frozenset({"NOR", "PRT"})}, True, "Norway and Portugal"),
        ({"parties": frozenset({"NOR"})}, True, "Norway"),
        ({"parties": frozenset({"NOR", "CHL"})}, False, ""),
        ({"parties": frozenset({"CHL"})}, False, ""),
        ({"kinds": frozenset({"contacts", "stances"})}, True, "a contact"),
        ({"kinds": frozenset({"stances"})}, False, ""),
        ({"issues": frozenset({"trade"})}, False, ""),
        ({"words": ("scheduled",)}, True, "the word “scheduled”"),
        ({"words": ("sched*", "talks of")}, True, "the words “sched*” and “talks of”"),
        ({"words": ("sched",)}, False, ""),
        ({"people": ("Ana Costa",)}, False, ""),
        ({"places": ("Oslo",)}, False, ""),
        ({"min_confidence": 0.95}, False, ""),
        ({"min_confidence": 0.85, "words": ("scheduled",)}, True, "the word “scheduled”"),
        ({"parties": frozenset({"NOR"}), "words": ("cancelled",)}, False, ""),
    ],
)
def test_a_watch_tells_what_it_asks_for_and_why(
    site: NewsSite, desk: Making, wanted: dict[str, Any], hit: bool, why: str
) -> None:
    publish(site, story(1, talks("2025-04-01")))
    here = desk("/feed.xml", watches=[asked(name="talks", **wanted)])
    here.once()
    assert bool(here.printed) == hit
    if hit:
        assert f"Told because of {why}." in " ".join(here.printed[0].split())


def test_a_watch_that_keeps_hours_waits_for_them_and_tells_all_at_once(site: NewsSite, desk: Making) -> None:
    publish(site, story(1, talks("2025-04-01")))
    here = desk("/feed.xml", watches=[asked(name="morning", digest=parse_digest("daily at 07:00"))])
    here.wait(hours=6)  # from noon to 18:00
    assert here.printed == []
    publish(site, story(1, talks("2025-04-01")), story(2, talks("2025-04-02")))
    here.wait(hours=12.5)
    assert here.printed == []
    here.wait(hours=1)
    assert len(here.printed) == 1
    assert "2 contacts changed" in here.printed[0]
    here.wait(days=3)
    assert len(here.printed) == 1
    publish(site, story(1, talks("2025-04-01")), story(3, talks("2025-04-03")))
    here.wait(hours=14)
    assert len(here.printed) == 1
    here.wait(hours=12)
    assert len(here.printed) == 2


def test_hours_survive_a_clock_that_was_set(site: NewsSite, desk: Making) -> None:
    watch = asked(name="six hours", digest=Digest(timedelta(hours=6)))
    publish(site, story(1, talks("2025-04-01")))
    here = desk("/feed.xml", watches=[watch])
    here.wait(hours=8)
    assert len(here.printed) == 1
    here.clock.set(here.clock.now() - timedelta(days=30))
    publish(site, story(1, talks("2025-04-01")), story(2, talks("2025-04-02")))
    here.wait(hours=13)
    assert len(here.printed) == 2


def test_a_crash_while_a_digest_is_made_or_printed_loses_nothing(
    site: NewsSite, desk: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site, story(1, talks("2025-04-01")))
    here = desk("/feed.xml")
    for place in ("tell", "letters"):
        with monkeypatch.context() as patch:

            def crash(*_: object, **__: object) -> None:
                raise KeyboardInterrupt

            if place == "tell":
                here.watcher._work.teller.begin()
            patch.setattr(f"communique.record.store.outbox.Outbox.{place}", crash)
            with pytest.raises(KeyboardInterrupt):
                here.once()
    assert here.printed == []
    here.once()
    assert len(here.printed) == 1


def test_a_webhook_gets_the_changes_as_rows(site: NewsSite, desk: Making) -> None:
    publish(site, story(1, talks("2025-04-01")))
    here = desk("/feed.xml", watches=[asked(name="talks", send=(HOOK,), words=("scheduled",))])
    here.once()
    (letter,) = here.store.outbox.unsent()
    body = json.loads(letter.body)
    assert body["format"] == "communique-digest/1"
    assert (body["watch"], body["id"], body["record_until"]) == ("talks", letter.key, "2025-03-14")
    (row,) = body["changes"]
    assert row["kind"] == "new contact"
    assert row["why"] == ["the word “scheduled”"]
    assert row["url"] == site.url("/1.html")
    assert row["quote"] == talks("2025-04-01")
    assert row["publisher"] == "Fjord Post"
    assert "secret" not in letter.target


def test_what_tells_a_target_from_others_holds_no_secret() -> None:
    assert target_key(HOOK) != target_key(Target("webhook", "https://hooks.example.org/T0/other"))
    assert "secret" not in target_key(HOOK)
    assert target_key(Target("mail", "a@example.org")).startswith("mail:a@example.org #")


def test_an_article_that_another_process_reads_is_told_too(site: NewsSite, desk: Making) -> None:
    publish(site, story(1, talks("2025-04-01")))
    here = desk("/feed.xml")
    here.once()
    with Store.open(here.store.place) as other:
        from newsroom import MarkedReader

        from communique.model.article import RawDocument

        MarkedReader(other)(
            [RawDocument("x.txt", f"{talks('2025-04-09')}\n\n{FILLER}", known={"published": "2025-03-15"})]
        )
    here.clock.turn(60)
    here.once()
    assert len(here.printed) == 2
    assert "9 Apr" in here.printed[1]
