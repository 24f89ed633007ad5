"""Polling: politely, on the right rhythm, without losing or doubling an entry, whatever the server does."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from newsroom import Making, NewsSite, Story, atom, page, rss, talks

from clocks import TurnedClock
from communique.errors import FailureKind
from communique.model.article import Failure
from communique.model.watching import Poll, SourceKind
from communique.record.intake import Summary
from communique.watch.place import Place
from communique.watch.polling import read_at_once
from communique.watch.rhythm import Revisits

HOUR = 3600.0


def story(number: int, status: str = "scheduled") -> Story:
    return Story(f"/{number}.html", f"Talks {number}", talks(f"2025-04-{number:02}", status))


def publish(site: NewsSite, *stories: Story, feed: str = "/feed.xml") -> None:
    for one in stories:
        site.put(one.path, page(one))
    site.put(feed, rss(site, stories), "application/rss+xml")


def state(desk: object) -> Poll:
    found = desk.store.polls.poll(desk.places[0].source)  # type: ignore[attr-defined]
    assert found is not None
    return found  # type: ignore[no-any-return]


def test_what_a_feed_lists_is_read_once(site: NewsSite, desk: Making) -> None:
    publish(site, story(1), story(2))
    here = desk("/feed.xml")
    here.once()
    assert here.texts() == [story(1).words, story(2).words]
    publish(site, story(1), story(2), story(3))
    here.clock.turn(HOUR)
    here.once()
    assert here.texts() == [story(n).words for n in (1, 2, 3)]
    assert [site.count(f"/{n}.html") for n in (1, 2, 3)] == [1, 1, 1]
    assert here.lines == ["feed.xml: 2 new entries", "feed.xml: 1 new entry"]


def test_an_unchanged_feed_is_not_sent_again(site: NewsSite, desk: Making) -> None:
    publish(site, story(1))
    status, headers, body = site.pages["/feed.xml"]
    headers |= {"ETag": '"a"', "Last-Modified": "Fri, 14 Mar 2025 08:00:00 GMT"}
    same = lambda asked: (304, {}, b"") if asked.get("if-none-match") == '"a"' else (status, headers, body)  # noqa: E731
    site.pages["/feed.xml"] = same
    here = desk("/feed.xml")
    here.revisits = Revisits(())
    here.wait(hours=6)
    asked = [a.headers for a in site.asked if a.path == "/feed.xml"]
    assert len(asked) > 3
    assert all(a.get("if-none-match") == '"a"' for a in asked[1:])
    assert all(a.get("if-modified-since") for a in asked[1:])
    assert site.count("/1.html") == 1


def test_it_is_polled_no_faster_than_the_host_allows_and_slower_while_nothing_changes(
    site: NewsSite, desk: Making
) -> None:
    publish(site, *(story(n) for n in range(1, 6)))
    here = desk("/feed.xml")
    here.wait(days=2)
    times = [a.at for a in here.asked if a.path != "/robots.txt"]
    assert all(later - earlier > 0.999 for earlier, later in itertools.pairwise(times))
    polls = [a.at for a in site.asked if a.path == "/feed.xml"]
    gaps = [later - earlier for earlier, later in itertools.pairwise(polls)]
    assert gaps == sorted(gaps)
    assert 5 <= len(polls) <= 25


def test_it_keeps_to_what_the_feed_says_of_itself_and_to_what_is_set(site: NewsSite, desk: Making) -> None:
    site.put("/slow.xml", rss(site, [], "<ttl>360</ttl>"), "application/rss+xml")
    site.put("/set.xml", rss(site, []), "application/rss+xml")
    here = desk("/slow.xml", Place(site.url("/set.xml"), "set", every=timedelta(minutes=15)))
    here.wait(hours=13)
    assert site.count("/slow.xml") <= 3
    assert site.count("/set.xml") == pytest.approx(13 * 4, abs=2)


def test_an_entry_that_is_edited_is_read_again(site: NewsSite, desk: Making) -> None:
    first = story(1)
    site.put(first.path, page(first))
    site.put("/feed.xml", atom(site, [first]), "application/atom+xml")
    here = desk("/feed.xml")
    here.once()
    later = Story(first.path, first.title, talks("2025-04-01", "postponed"), updated="2025-03-14T18:00:00Z")
    site.put(later.path, page(later))
    site.put("/feed.xml", atom(site, [later]), "application/atom+xml")
    here.clock.turn(HOUR)
    here.once()
    assert here.texts() == sorted([first.words, later.words])
    assert "1 edited" in here.lines[-1]


def test_another_headline_is_no_failure_of_the_source() -> None:
    gone = Failure("https://a.example/1", FailureKind.EMPTY, "it is empty")
    headed = Failure("https://a.example/1", FailureKind.OTHER_HEADLINE, "headed otherwise", article="a")
    assert read_at_once(SourceKind.PAGE, Summary(0, 1, 0, (headed, gone))).failed == (gone,)


def test_an_article_that_cannot_be_had_is_tried_again_and_not_lost(site: NewsSite, desk: Making) -> None:
    publish(site, story(1), story(2))
    whole = site.pages["/1.html"]
    site.fail("/1.html", 503)
    here = desk("/feed.xml")
    here.revisits = Revisits(())
    here.once()
    assert here.texts() == [story(2).words]
    here.wait(hours=1)
    site.put("/feed.xml", rss(site, [story(2)]), "application/rss+xml")
    site.pages["/1.html"] = whole
    here.wait(hours=12)
    assert here.texts() == [story(1).words, story(2).words]
    assert site.count("/2.html") == 1
    assert not here.store.failures()


def test_what_stays_away_is_given_up_and_told_with_its_source(site: NewsSite, desk: Making) -> None:
    publish(site, story(1))
    site.fail("/1.html", 500)
    here = desk(Place(site.url("/feed.xml"), "feed.xml", every=timedelta(days=1)))
    here.wait(days=4)
    (failure,) = here.store.failures()
    assert "/1.html" in failure.origin
    assert "/feed.xml" in failure.origin
    assert 10 <= site.count("/1.html") <= 14
    here.wait(days=3)
    assert len(here.store.failures()) == 1


def test_a_page_that_is_not_there_is_a_failure_at_once(site: NewsSite, desk: Making) -> None:
    publish(site, story(1), story(2))
    del site.pages["/1.html"]
    here = desk("/feed.xml")
    here.wait(days=1)
    assert site.count("/1.html") == 1
    assert len(here.store.failures()) == 1
    assert here.texts() == [story(2).words]


def test_a_dead_host_is_left_alone_for_longer_and_longer_and_said_once(site: NewsSite, desk: Making) -> None:
    site.pages["/feed.xml"] = lambda _: None
    here = desk("/feed.xml")
    here.wait(days=4)
    polls = [a.at for a in site.asked if a.path == "/feed.xml"]
    gaps = [later - earlier for earlier, later in itertools.pairwise(polls)]
    assert gaps[0] < 7 * 60
    assert gaps[-1] > 0.8 * 24 * HOUR
    assert 8 <= len(polls) <= 16
    assert len(here.lines) == 1
    assert [failure.origin for failure in here.store.failures()] == [site.url("/feed.xml")]
    publish(site, story(1))
    here.wait(days=2)
    assert here.texts() == [story(1).words]
    assert "answers again" in here.lines[-1]
    assert not here.store.failures()


def test_what_is_not_visited_says_how_it_can_be(site: NewsSite, desk: Making) -> None:
    here = desk(Place("http://127.0.0.2:9/feed.xml", "feed"))
    here.wait(days=1)
    assert "such are not visited (if you trust it, add '127.0.0.2" in here.lines[0]


def test_retry_after_is_kept_to(site: NewsSite, desk: Making) -> None:
    site.fail("/feed.xml", 429, **{"Retry-After": "7200"})
    here = desk("/feed.xml")
    here.wait(hours=5)
    polls = [a.at for a in site.asked if a.path == "/feed.xml"]
    assert all(later - earlier >= 7200 for earlier, later in itertools.pairwise(polls))
    assert len(polls) >= 2


def test_what_is_gone_for_good_is_said_once_and_not_asked_for_again(site: NewsSite, desk: Making) -> None:
    site.fail("/feed.xml", 410)
    here = desk("/feed.xml")
    here.wait(days=2)
    here.wait(days=1)
    assert site.count("/feed.xml") == 1
    assert here.lines == ["feed.xml: gone for good (410), and no longer polled"]
    publish(site, story(1))
    here.places = [replace(here.places[0], is_named=True)]
    here.wait(days=1)
    assert here.texts() == [story(1).words]


def test_a_move_for_good_is_remembered_and_a_passing_one_is_not(site: NewsSite, desk: Making) -> None:
    publish(site, story(1), feed="/new.xml")
    site.pages["/old.xml"] = (301, {"Location": "/new.xml"}, b"")
    site.pages["/passing.xml"] = (302, {"Location": "/new.xml"}, b"")
    here = desk("/old.xml", "/passing.xml")
    here.wait(hours=6)
    assert site.count("/old.xml") == 1
    assert site.count("/passing.xml") > 2
    assert state(here).address == site.url("/new.xml")
    site.fail("/new.xml", 404)
    publish(site, story(1), story(2), feed="/old.xml")
    here.wait(days=1)
    assert story(2).words in here.texts()


def test_a_feed_may_change_its_form(site: NewsSite, desk: Making) -> None:
    publish(site, story(1))
    here = desk("/feed.xml")
    here.once()
    for number, made in ((2, atom(site, [story(2), story(1)])), (3, _json(site, story(3), story(2)))):
        site.put(f"/{number}.html", page(story(number)))
        site.put("/feed.xml", made, "application/json" if number == 3 else "application/atom+xml")
        here.clock.turn(HOUR)
        here.once()
        assert site.count("/1.html") <= number
    assert here.texts() == [story(n).words for n in (1, 2, 3)]
    assert len(list(here.store.articles())) == 3


def _json(site: NewsSite, *stories: Story) -> str:
    import json

    items = [
        {"id": site.url(s.path), "url": site.url(s.path), "title": s.title, "content_text": s.title} for s in stories
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Fjord Post", "items": items})


def test_a_page_in_place_of_a_feed_is_a_failure_until_it_names_one(site: NewsSite, desk: Making) -> None:
    publish(site, story(1))
    here = desk("/feed.xml")
    here.once()
    site.put("/feed.xml", "<html><body><p>We have moved.</p></body></html>")
    here.wait(hours=8)
    assert "what comes is no feed" in here.lines[-1]
    assert len(here.store.failures()) == 1
    publish(site, story(1), story(2), feed="/new.xml")
    link = '<link rel="alternate" type="application/rss+xml" href="/new.xml">'
    site.put("/feed.xml", f"<html><head>{link}</head><body><p>We have moved.</p></body></html>")
    here.wait(hours=24)
    assert here.texts() == [story(1).words, story(2).words]
    assert state(here).address == site.url("/new.xml")
    assert not here.store.failures()


def test_the_front_page_of_a_site_leads_to_its_feed(site: NewsSite, desk: Making) -> None:
    publish(site, story(1))
    link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    site.put("/", f"<html><head>{link}</head><body><p>{talks('2025-05-01')}</p></body></html>")
    here = desk("/")
    here.once()
    assert here.texts() == [story(1).words]
    assert "its feed is polled instead" in here.lines[0]


def test_a_page_is_read_again_when_its_text_changes(site: NewsSite, desk: Making) -> None:
    site.put("/live.html", page(story(1)))
    here = desk("/live.html")
    here.wait(hours=3)
    site.put("/live.html", page(story(2)))
    here.wait(days=1)
    assert here.texts() == [story(1).words, story(2).words]
    assert state(here).kind is SourceKind.PAGE
    assert len(list(here.store.articles())) == 2


def test_of_a_sitemap_only_what_is_new_is_read(site: NewsSite, desk: Making) -> None:
    def sitemap(*stories: tuple[Story, str | None]) -> str:
        rows = "".join(
            f"<url><loc>{site.url(s.path)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
            for s, day in stories
        )
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'

    for number in range(1, 6):
        site.put(f"/{number}.html", page(story(number)))
    old, undated, recent = (story(1), "2024-05-01"), (story(2), None), (story(3), "2025-03-14")
    site.put("/map.xml", sitemap(old, undated, recent), "application/xml")
    here = desk("/map.xml")
    here.once()
    assert here.texts() == [story(3).words]
    site.put("/map.xml", sitemap(old, undated, recent, (story(4), None), (story(5), "2025-03-14")), "application/xml")
    here.wait(hours=6)
    assert here.texts() == [story(n).words for n in (3, 4, 5)]


def test_files_of_this_machine_are_read_when_they_come(site: NewsSite, desk: Making, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(f"{talks('2025-04-01')}\n\nThe delegations spoke at length.")
    here = desk(Place(str(folder), "in", SourceKind.FILES))
    here.once()
    (folder / "b.txt").write_text(f"{talks('2025-04-02')}\n\nThe delegations spoke at length again.")
    here.wait(hours=3)
    assert here.texts() == [talks("2025-04-01"), talks("2025-04-02")]


def test_what_robots_may_not_read_is_left_alone(site: NewsSite, desk: Making) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /1.html\nDisallow: /closed.xml\n", "text/plain")
    publish(site, story(1), story(2))
    publish(site, story(3), feed="/closed.xml")
    here = desk("/feed.xml", "/closed.xml")
    here.wait(days=2)
    assert here.texts() == [story(2).words]
    assert site.count("/1.html") == site.count("/closed.xml") == 0
    assert any("robots.txt" in line for line in here.lines)


def test_that_entries_may_have_been_missed_is_said(site: NewsSite, desk: Making) -> None:
    publish(site, story(1), story(2))
    here = desk("/feed.xml")
    here.once()
    publish(site, story(8), story(9))
    here.wait(hours=2)
    assert "some may have been missed" in here.lines[-1]


def test_a_broken_feed_gives_what_it_has_and_a_failure(site: NewsSite, desk: Making) -> None:
    publish(site, story(1), story(2))
    whole = site.pages["/feed.xml"][2]
    site.put("/feed.xml", whole[: whole.index(b"<item>", whole.index(b"<item>") + 1) + 40], "application/rss+xml")
    here = desk("/feed.xml")
    here.once()
    assert here.texts() == [story(1).words]
    assert len(here.store.failures()) == 1


@pytest.mark.parametrize("day", ["2025-03-13", "2025-03-14", "2025-03-17", None])
def test_a_page_that_two_feeds_name_is_fetched_once(site: NewsSite, desk: Making, day: str | None) -> None:
    one = replace(story(1), day=day or "2025-03-14")
    for feed in ("/feed.xml", "/other.xml"):
        publish(site, one, feed=feed)
        dated = rss(site, [one]).replace("/1.html<", f"/1.html?utm_medium=rss&amp;utm_source={feed[1:4]}<", 1)
        site.put(feed, dated if day else re.sub("<pubDate>.*?</pubDate>", "", dated), "application/rss+xml")
    shown = site.pages["/1.html"]
    for name in ("fee", "oth"):
        site.pages[f"/1.html?utm_medium=rss&utm_source={name}"] = shown
    here = desk("/feed.xml", "/other.xml")
    here.revisits = Revisits(())
    here.wait(hours=2)
    assert sum(path.startswith("/1.html") for path in site.paths()) == 1
    assert len(list(here.store.articles())) == 1
    assert all(tally.waiting == 0 for tally in here.store.polls.tallies().values())


@pytest.mark.parametrize(
    "stamp",
    ["9999-12-31", "9999-12-31T23:59:59-12:00", "0001-01-01", "0001-01-01T00:00:00+14:00", "2025-02-30", "9" * 400],
)
def test_no_day_that_an_entry_states_ends_the_watch(site: NewsSite, desk: Making, stamp: str) -> None:
    publish(site, story(1), feed="/first.xml")
    here = desk("/first.xml", "/feed.xml", "/map.xml", "/feed.json")
    dated = re.sub("<(published|updated)>.*?<", rf"<\1>{stamp}<", atom(site, [story(1)]))
    site.put("/feed.xml", dated, "application/atom+xml")
    where = site.url("/1.html")
    kind = "http://www.sitemaps.org/schemas/sitemap/0.9"
    listed = f"<url><loc>{where}</loc><lastmod>{stamp}</lastmod></url>"
    site.put("/map.xml", f'<?xml version="1.0"?><urlset xmlns="{kind}">{listed}</urlset>', "application/xml")
    item = {"id": where, "url": where, "date_published": stamp, "date_modified": stamp}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [item]}
    site.put("/feed.json", json.dumps(feed), "application/feed+json")
    here.wait(hours=2)
    here.wait(hours=2)
    assert here.texts() == [story(1).words]
    assert here.store.failures() == []
    assert sum(tally.waiting + tally.given_up for tally in here.store.polls.tallies().values()) == 0


def test_no_address_that_a_list_names_ends_the_watch(site: NewsSite, desk: Making) -> None:
    publish(site, story(1))
    odd = ["http://[bad/1", "http://[v1.x]/", "http://x:99999/", "http://a..b/", "http://%00/", "http:///x", "http://."]
    site.put("/list.urls", "\n".join([*odd, site.url("/1.html")]), "text/plain")
    here = desk("/list.urls")
    here.once()
    assert here.texts() == [story(1).words]
    assert len(here.store.failures()) == len(odd)


def test_what_could_not_be_read_is_said_once_all_that_waits_was_tried(site: NewsSite, desk: Making) -> None:
    publish(site, *(story(n) for n in range(1, 21)))
    for number in (3, 20):
        site.fail(f"/{number}.html", 404)
    here = desk("/feed.xml")
    here.once()
    assert here.lines == [
        "feed.xml: 20 new entries",
        "2 items could not be read: communique articles --failures",
    ]


@pytest.mark.parametrize("days", [-400, -3, 3, 400])
def test_setting_the_clock_neither_stalls_nor_floods(
    site: NewsSite, desk: Making, clock: TurnedClock, days: int
) -> None:
    publish(site, story(1))
    here = desk("/feed.xml")
    here.wait(hours=3)
    clock.set(clock.now() + timedelta(days=days))
    before = site.count("/feed.xml")
    publish(site, story(1), story(2))
    for _ in range(4):
        here.wait(hours=8)
    assert story(2).words in here.texts()
    assert 1 <= site.count("/feed.xml") - before <= 40


def test_setting_the_clock_within_a_run_changes_nothing(site: NewsSite, desk: Making, clock: TurnedClock) -> None:
    whole = rss(site, []).encode()

    def set_clock(_: object) -> tuple[int, dict[str, str], bytes]:
        turns = {3: timedelta(days=-30), 6: timedelta(days=60), 9: timedelta(days=-1)}
        clock.set(clock.now() + turns.get(site.count("/feed.xml"), timedelta(0)))
        return 200, {"Content-Type": "application/rss+xml"}, whole

    site.pages["/feed.xml"] = set_clock
    here = desk(Place(site.url("/feed.xml"), "feed", every=timedelta(hours=1)))
    here.wait(hours=12)
    polls = [a.at for a in site.asked if a.path == "/feed.xml"]
    gaps = [later - earlier for earlier, later in itertools.pairwise(polls)]
    assert len(polls) == 12
    assert all(gap == pytest.approx(HOUR, abs=5) for gap in gaps)


def test_a_crash_between_an_answer_and_its_keeping_loses_nothing(
    site: NewsSite, desk: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site, story(1), story(2))
    here = desk("/feed.xml")
    for place in ("finish", "keep"):
        with monkeypatch.context() as patch:

            def crash(*_: object, **__: object) -> None:
                raise KeyboardInterrupt

            patch.setattr(f"communique.record.store.polls.Polls.{place}", crash)
            with pytest.raises(KeyboardInterrupt):
                here.once()
        here.clock.turn(HOUR)
    here.once()
    assert here.texts() == [story(1).words, story(2).words]


def test_a_defect_in_one_place_does_not_end_the_watch(
    site: NewsSite, desk: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site, story(1))
    publish(site, story(2), feed="/other.xml")
    here = desk("/feed.xml", "/other.xml")
    from communique.watch import polling

    real = polling.feed_entries

    def broken(content: object, limits: object, place: Place, failed: object) -> object:
        if place.name == "feed.xml":
            raise ZeroDivisionError("a defect")
        return real(content, limits, place, failed)  # type: ignore[arg-type]

    monkeypatch.setattr(polling, "feed_entries", broken)
    here.once()
    assert here.texts() == [story(2).words]
    assert "ZeroDivisionError" in here.lines[0]


def test_a_defect_with_one_item_costs_only_that_item(
    site: NewsSite, desk: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site, story(1), story(2), story(3))
    here = desk("/feed.xml")
    real = here.reader.__class__.__call__

    def broken(self: object, items: object) -> object:
        documents = list(items)  # type: ignore[call-overload]
        if any("/2.html" in document.origin for document in documents):
            raise ZeroDivisionError("a defect")
        return real(self, documents)  # type: ignore[arg-type]

    monkeypatch.setattr(here.reader.__class__, "__call__", broken)
    here.wait(days=1)
    assert here.texts() == [story(1).words, story(3).words]
    (failure,) = here.store.failures()
    assert "/2.html" in failure.origin
    assert here.store.polls.tallies()[here.places[0].source].given_up == 1


def test_an_empty_folder_is_nothing_to_speak_of(desk: Making, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    here = desk(Place(str(folder), "inbox", SourceKind.FILES))
    here.once()
    assert here.lines == []
    assert here.store.failures() == []


TABLE = f"when;lead\n2025-03-14;{talks('2025-04-01')} The delegations spoke to reporters at length about the ferries.\n"
COLUMNS = {"text": "lead", "published": "when"}


def test_the_columns_of_a_source_are_those_of_its_table_in_a_folder(desk: Making, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "dump.csv").write_text(TABLE)
    here = desk(Place(str(folder), "inbox", SourceKind.FILES, columns=COLUMNS))
    here.once()
    assert here.texts() == [talks("2025-04-01")]


@pytest.mark.parametrize("kind", [None, SourceKind.PAGE])
def test_the_columns_of_a_source_are_those_of_its_table_on_the_web(
    site: NewsSite, desk: Making, kind: SourceKind | None
) -> None:
    site.put("/dump.csv", TABLE, "text/csv")
    here = desk(Place(site.url("/dump.csv"), "dump", kind, columns=COLUMNS))
    here.once()
    assert here.texts() == [talks("2025-04-01")]


def test_the_addresses_in_a_table_are_followed_as_those_of_a_list(site: NewsSite, desk: Making) -> None:
    publish(site, story(1))
    site.put("/links.csv", f"title,where\nTalks,{site.url('/1.html')}\n", "text/csv")
    here = desk(Place(site.url("/links.csv"), "links", columns={"url": "where"}))
    here.once()
    assert here.texts() == [story(1).words]
    assert here.store.failures() == []


def test_the_columns_of_a_source_come_from_the_settings() -> None:
    from communique.settings import SourceEntry
    from communique.watch.place import place_of

    place = place_of(SourceEntry(path=Path("inbox"), columns={"text": "lead"}, revisit=False))
    assert (place.columns, place.revisit) == ({"text": "lead"}, False)
