"""Pages that were read lately are looked at again: what an outlet changes in silence is found, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from newsroom import SAID, Desk, Making, NewsSite, Story, page, rss, talks

from communique.model.findings import Status
from communique.model.watching import SourceKind
from communique.record.build import load_record
from communique.record.editions import find_editions
from communique.watch.looking import edited_lines
from communique.watch.place import Place
from communique.watch.rhythm import Revisits

HOUR = 3600.0
TALKS = Story("/1.html", "Talks", talks("2025-04-01"))
POSTPONED = Story("/1.html", "Talks", talks("2025-04-01", "postponed"))


def publish(site: NewsSite, story: Story = TALKS, **headers: str) -> None:
    site.put(story.path, page(story), **headers)
    site.put("/feed.xml", rss(site, [TALKS]), "application/rss+xml")


def asked_after(site: NewsSite, path: str = "/1.html") -> list[float]:
    return [round(asking.at / HOUR, 1) for asking in site.asked if asking.path == path]


def editions_of(desk: Desk) -> list[list[str]]:
    """The articles of the record that have several editions: what each of these says of talks."""
    chains = find_editions(list(desk.store.articles()))
    return [[m[0] for edition in chain for m in SAID.finditer(edition.article.text)] for chain in chains]


def test_a_page_is_looked_at_again_after_an_hour_six_a_day_and_three(site: NewsSite, desk: Making) -> None:
    publish(site)
    here = desk("/feed.xml")
    here.wait(days=6)
    first, *looks = asked_after(site)
    assert first < 0.1
    assert len(looks) == 4
    for look, due in zip(looks, (1, 6, 24, 72), strict=True):
        assert due - 0.1 <= look <= 1.1 * due + 0.1
    assert len(list(here.store.articles())) == 1
    assert len(here.printed) == 1
    assert here.store.pages.tallies() == {}


def test_what_changed_in_silence_becomes_an_edition_and_is_told(site: NewsSite, desk: Making) -> None:
    publish(site)
    here = desk("/feed.xml")
    here.wait(minutes=30)
    publish(site, POSTPONED)
    here.wait(minutes=20)
    assert here.texts() == [TALKS.words]
    here.wait(hours=1)
    assert here.texts() == [POSTPONED.words, TALKS.words]
    assert "feed.xml: a page was edited since it was read" in here.lines
    assert len(here.printed) == 2
    assert "postponed" in here.printed[-1]
    here.wait(days=6)
    assert len(list(here.store.articles())) == 2
    assert len(here.printed) == 2


def test_it_is_asked_for_by_etag_and_last_modified(site: NewsSite, desk: Making) -> None:
    stamp = "Fri, 14 Mar 2025 08:00:00 GMT"
    publish(site, TALKS, ETag='"a"')
    site.pages["/1.html"][1]["Last-Modified"] = stamp
    whole = site.pages["/1.html"]
    site.pages["/1.html"] = lambda asked: (304, {}, b"") if asked.get("if-none-match") == '"a"' else whole
    here = desk("/feed.xml")
    here.wait(days=6)
    looks = [asking.headers for asking in site.asked if asking.path == "/1.html"][1:]
    assert [(look["if-none-match"], look["if-modified-since"]) for look in looks] == [('"a"', stamp)] * 4


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("</article>", "<p>Read 1,204 times</p></article>"),
        ("<p>", "<div class='live'>Watch live</div><p>"),
        ("The delegations spoke", "The Delegations  spoke"),
        ("</article>", "</article><div class='related'><a href='/2'>Ferry strike ends</a></div>"),
    ],
)
def test_what_stands_around_the_text_makes_no_edition(site: NewsSite, desk: Making, before: str, after: str) -> None:
    publish(site)
    here = desk("/feed.xml")
    here.once()
    site.put("/1.html", page(TALKS).replace(before, after, 1))
    here.wait(days=6)
    assert len(asked_after(site)) == 5
    assert len(list(here.store.articles())) == 1
    assert len(here.printed) == 1


@pytest.mark.parametrize(
    "shown",
    [
        f"<html><body><article><h1>Talks</h1><p>{TALKS.words}</p></article></body></html>",
        "<html><body><h1>Before you go on</h1><p>Please accept that we and our partners store cookies on your machine, "
        "or subscribe for a crown a month and read this site without any of them.</p></body></html>",
        "<html><body></body></html>",
    ],
)
def test_a_page_that_shows_less_or_something_else_makes_no_edition(site: NewsSite, desk: Making, shown: str) -> None:
    publish(site)
    here = desk("/feed.xml")
    here.once()
    site.put("/1.html", shown)
    here.wait(days=6)
    assert here.texts() == [TALKS.words]
    assert here.store.failures() == []


@pytest.mark.parametrize("status", [301, 302])
def test_an_edition_to_which_the_address_leads_by_now_is_one_of_the_page(
    site: NewsSite, desk: Making, status: int
) -> None:
    publish(site)
    here = desk("/feed.xml")
    here.once()
    site.put("/elsewhere/1.html", page(POSTPONED), ETag='"b"')
    site.fail("/1.html", status, Location="/elsewhere/1.html")
    here.wait(hours=2)
    publish(site, POSTPONED, ETag='"b"')
    here.wait(days=5)
    assert editions_of(here) == [[TALKS.words, POSTPONED.words]]
    latest = max(here.store.articles(), key=lambda article: article.fetched or "")
    assert latest.url == site.url("/1.html")
    assert latest.meta["address_note"] == f"its address leads to {site.url('/elsewhere/1.html')} by now"
    assert len(here.printed) == 2


def test_an_edition_that_states_another_address_is_one_of_the_page(site: NewsSite, desk: Making) -> None:
    publish(site)
    here = desk("/feed.xml")
    here.once()
    stated = f"<link rel='canonical' href='{site.url('/talks-postponed.html')}'>"
    site.put("/1.html", page(POSTPONED).replace("<head>", f"<head>{stated}"))
    here.wait(days=5)
    assert editions_of(here) == [[TALKS.words, POSTPONED.words]]


def move(site: NewsSite, shown: Story) -> None:
    """The page leads elsewhere from now on, to what it shows there, and the feed tells of it under another title."""
    site.put("/elsewhere/1.html", page(shown))
    site.fail("/1.html", 302, Location="/elsewhere/1.html")
    site.put("/feed.xml", rss(site, [replace(TALKS, title="Talks put off")]), "application/rss+xml")


def test_an_edition_that_the_feed_tells_of_is_one_of_the_page_wherever_it_lies(site: NewsSite, desk: Making) -> None:
    publish(site)
    here = desk("/feed.xml")
    here.once()
    move(site, POSTPONED)
    here.wait(hours=1)
    assert site.count("/1.html") == 2
    assert editions_of(here) == [[TALKS.words, POSTPONED.words]]


def test_a_watched_page_that_leads_elsewhere_by_now_is_edited_there(site: NewsSite, desk: Making) -> None:
    site.put("/live", page(replace(TALKS, path="/live")))
    here = desk(Place(site.url("/live"), "live", every=timedelta(hours=1)))
    here.once()
    site.put("/live-2", page(replace(POSTPONED, path="/live-2")))
    site.fail("/live", 302, Location="/live-2")
    here.wait(hours=3)
    assert editions_of(here) == [[TALKS.words, POSTPONED.words]]
    assert site.count("/live-2") > 1


def test_a_page_that_moved_and_stayed_as_it_is_is_no_other_article(site: NewsSite, desk: Making) -> None:
    publish(site)
    here = desk("/feed.xml")
    here.once()
    move(site, TALKS)
    here.wait(days=6)
    assert site.count("/elsewhere/1.html") > 1
    assert here.texts() == [TALKS.words]


def test_a_consent_form_to_which_the_address_leads_does_not_hide_a_later_edition(site: NewsSite, desk: Making) -> None:
    stamps = {"Last-Modified": "Fri, 14 Mar 2025 08:00:00 GMT"}
    publish(site, TALKS, **stamps)
    here = desk("/feed.xml")
    here.once()
    form = "<html><body><h1>Before you go on</h1><p>Please accept that we keep cookies on your machine.</p></html>"
    site.put("/form", form, ETag='"form"', **{"Last-Modified": "Fri, 14 Mar 2025 18:00:00 GMT"})
    site.fail("/1.html", 302, Location="/form")
    here.wait(hours=2)
    assert site.count("/form") == 1
    publish(site, POSTPONED, **{"Last-Modified": "Fri, 14 Mar 2025 12:30:00 GMT"})
    here.wait(days=5)
    asked = [asking.headers.get("if-modified-since") for asking in site.asked if asking.path == "/1.html"]
    assert asked[:3] == [None, stamps["Last-Modified"], stamps["Last-Modified"]]
    assert here.texts() == [POSTPONED.words, TALKS.words]


def test_a_text_that_goes_back_to_what_it_was_is_an_edition_and_is_told(site: NewsSite, desk: Making) -> None:
    publish(site)
    here = desk("/feed.xml")
    for story, hours in ((TALKS, 2), (POSTPONED, 20), (TALKS, 60)):
        publish(site, story)
        here.wait(hours=hours)
    assert editions_of(here) == [[TALKS.words, POSTPONED.words, TALKS.words]]
    assert [contact.status for contact in load_record(here.store).contacts] == [Status.SCHEDULED]
    assert len(here.printed) == 3
    assert "edited" in here.printed[2]
    here.wait(days=5)
    assert len(here.printed) == 3


def test_a_page_that_shows_now_one_text_and_now_another_comes_to_an_end(site: NewsSite, desk: Making) -> None:
    publish(site)
    here = desk(Place(site.url("/1.html"), "page", every=timedelta(hours=1), kind=SourceKind.PAGE))
    for turn in range(9):
        publish(site, (TALKS, POSTPONED)[turn % 2])
        here.wait(hours=2)
    assert here.texts() == [POSTPONED.words] * 2 + [TALKS.words] * 2


def test_a_restart_forgets_no_look(site: NewsSite, desk: Making) -> None:
    publish(site)
    here = desk("/feed.xml")
    here.once()
    publish(site, POSTPONED)
    for _ in range(20):
        here.clock.turn(HOUR / 8)
        here.once()
    assert here.texts() == [POSTPONED.words, TALKS.words]


def test_what_was_due_while_nothing_ran_is_looked_at_once_it_runs(site: NewsSite, desk: Making) -> None:
    publish(site)
    here = desk("/feed.xml")
    here.once()
    publish(site, POSTPONED)
    here.clock.turn(20 * 24 * HOUR)
    here.once()
    assert len(asked_after(site)) == 2
    assert here.texts() == [POSTPONED.words, TALKS.words]


def test_it_is_left_alone_where_the_settings_say_so(site: NewsSite, desk: Making) -> None:
    publish(site)
    here = desk("/feed.xml")
    here.revisits = Revisits(())
    here.wait(days=4)
    assert len(asked_after(site)) == 1
    site.put("/2.html", page(Story("/2.html", "Other", talks("2025-05-01"))))
    site.put("/feed.xml", rss(site, [TALKS, Story("/2.html", "Other", "")]), "application/rss+xml")
    here.revisits = Revisits(but_not=frozenset({site.url("/feed.xml")}))
    here.wait(days=4)
    assert len(asked_after(site, "/2.html")) == 1


def test_a_page_that_is_out_of_order_is_tried_again_and_no_failure(site: NewsSite, desk: Making) -> None:
    publish(site)
    here = desk("/feed.xml")
    here.once()
    site.fail("/1.html", 503)
    here.wait(hours=5)
    publish(site, POSTPONED)
    here.wait(hours=3)
    assert here.texts() == [POSTPONED.words, TALKS.words]
    assert here.store.failures() == []


def test_a_page_that_is_gone_is_no_failure_and_no_longer_looked_at(site: NewsSite, desk: Making) -> None:
    publish(site)
    here = desk("/feed.xml")
    here.once()
    site.fail("/1.html", 404)
    here.wait(days=8)
    assert len(asked_after(site)) == 5
    assert here.store.failures() == []
    assert here.texts() == [TALKS.words]


def test_so_many_pages_of_a_host_are_looked_at_in_an_hour_and_none_is_forgotten(site: NewsSite, desk: Making) -> None:
    stories = [Story(f"/{n}.html", f"Talks {n}", talks(f"2025-04-{n:02}")) for n in range(1, 21)]
    for story in stories:
        site.put(story.path, page(story))
    site.put("/feed.xml", rss(site, stories), "application/rss+xml")
    here = desk(Place(site.url("/feed.xml"), "feed", every=timedelta(days=9)))
    here.revisits = Revisits((timedelta(hours=1),), an_hour=5)
    here.wait(hours=12)
    looks = sorted(asking.at for asking in site.asked if asking.path[1].isdigit())[20:]
    assert len(looks) == 20
    assert max(sum(start <= at < start + 0.9 * HOUR for at in looks) for start in looks) <= 10
    assert here.store.pages.tallies() == {}


def test_an_article_that_was_not_read_is_not_looked_at_again(site: NewsSite, desk: Making) -> None:
    foreign = (
        "Die Delegationen trafen sich am Montag in der Stadt und sprachen über die Grenze, sagte der Minister. " * 4
    )
    publish(site, Story("/1.html", "Gespräche", foreign))
    here = desk("/feed.xml")
    here.wait(days=4)
    assert len(asked_after(site)) == 1


def test_status_says_how_many_pages_are_looked_at_again(site: NewsSite, desk: Making) -> None:
    from communique.watch.status import list_status

    publish(site)
    here = desk("/feed.xml")
    here.once()
    listing = list_status(here.store, here.places, here.clock.now())
    assert listing.entries[0].data["looked_at_again"] == 1
    assert list(edited_lines([], {})) == []
