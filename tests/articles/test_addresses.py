"""One page has one address, whichever way a reader came to it; no page has that of another site."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from communique.articles import article_id, canonical_url
from communique.articles.addresses import own_address, site_of, untracked

STORY = "https://example.org/world/talks-end"


@pytest.mark.parametrize(
    "url",
    [
        "http://www.example.org/world/talks-end/",
        "HTTPS://Example.ORG:443/world/talks-end#comments",
        "https://example.org/world/talks-end?utm_source=letter&UTM_Medium=mail",
        "https://example.org/world/talks-end?fbclid=Iw9&ref=home",
        "https://example.org/world/talks-end/amp",
        "https://example.org/world/talks-end/amp/",
        "https://example.org/amp/world/talks-end",
        "https://example.org/world/talks-end?amp",
        "https://example.org/world/talks-end?amp=1",
        "https://example.org/world/talks-end?outputType=amp",
        "https://amp.example.org/world/talks-end",
        "https://m.example.org/world/talks-end",
        "https://mobile.example.org//world//talks-end",
        "https://www.google.com/amp/s/example.org/world/talks-end/amp/",
        "https://example-org.cdn.ampproject.org/c/s/example.org/world/talks-end",
        "https://example.org/world/talks-end/print",
        "https://example.org/world/talks-end?print=1",
        "https://example.org/world/talks-end?view=print",
        "https://example.org/world/talks-end/index.html",
        "https://example.org/world/talks-end;jsessionid=0A1B2C",
        "https://example.org/world/talks-end?PHPSESSID=0a1b2c",
        "https://example.org./world/talks%2Dend",
        "https://web.archive.org/web/20250304101112/https://www.example.org/world/talks-end",
        "https://user:word@example.org/world/talks-end",
    ],
)
def test_the_views_of_a_page_have_its_address(url: str) -> None:
    assert canonical_url(url) == STORY


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("https://example.org/story?id=7", "https://example.org/story?id=8"),
        ("https://example.org/talks", "https://example.org/Talks"),
        ("https://example.org/talks", "https://news.example.org/talks"),
        ("https://example.org/talks", "https://example.org:8080/talks"),
        ("https://example.org/talks-end", "https://example.org/talks-end-early"),
        ("https://example.org/amphitheatre", "https://example.org/theatre"),
    ],
)
def test_other_pages_have_other_addresses(url: str, other: str) -> None:
    assert canonical_url(url) != canonical_url(other)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.org/t?utm_source=rss&utm_medium=feed", "https://www.example.org/t"),
        ("https://example.org/t?id=7&UTM_Source=x&q=%C3%A9+b#part-2", "https://example.org/t?id=7&q=%C3%A9+b#part-2"),
        ("https://example.org/t#xtor=RSS-3", "https://example.org/t"),
        ("https://example.org/t?utm_source=a#at_medium=b&at_x=c", "https://example.org/t"),
        ("HTTP://example.org/t?", "HTTP://example.org/t?"),
        ("https://example.org/t?a&b=&&c=1", "https://example.org/t?a&b=&&c=1"),
        ("https://example.org/t#ref", "https://example.org/t#ref"),
        ("mailto:a@example.org?source=x", "mailto:a@example.org?source=x"),
        ("https://[::bad?utm_source=x", "https://[::bad"),
    ],
)
def test_an_address_is_shown_without_tracking_and_else_as_it_is_written(url: str, shown: str) -> None:
    assert untracked(url) == shown == untracked(shown)


def test_endings_of_views_go_and_the_page_stays() -> None:
    assert canonical_url("https://example.org/a/talks.amp.html") == canonical_url("https://example.org/a/talks.html")
    assert canonical_url("https://example.org/a/talks.print.html") == canonical_url("https://example.org/a/talks.html")
    assert canonical_url("https://example.org/t?b=2&a=1") == canonical_url("https://example.org/t?a=1&b=2")


@pytest.mark.parametrize(
    "url", ["", "  ", "talks.html", "file:///tmp/x#y", "mailto:a@example.org", "urn:x:1", "http://", "//"]
)
def test_what_is_no_address_of_the_web_stays_as_it_is(url: str) -> None:
    assert canonical_url(url) == url.strip()


def test_the_numbers_of_a_host_are_no_labels() -> None:
    assert canonical_url("http://127.0.0.1:8000/a") == "https://127.0.0.1:8000/a"
    assert canonical_url("http://[::1]:80/a") == "https://[::1]/a"


PIECES = [
    *("amp", "/", "//", "print", "index.html", "www.", "m.", "http://", "https://", "example.org", "?", "&", "=", "#"),
    *("%41", "%", "25", "%2F", "utm_source=x", "amp=1", ".amp", ".html", ";jsessionid=", ":", "80", "@", "[", "]"),
    *("www.google.com/amp/s/", "cdn.ampproject.org/c/s/", "web.archive.org/web/2025/"),
    *("\ud800", "İ", "é", " ", "\n", "\t"),
]
addresses = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=14).map(lambda parts: "https://example.org/" + "".join(parts)),
)


@given(addresses)
@example("http://%%34%31.org/%%34%31?%%34%31")
@example("http://[v1.x]/")
@example("http://a.org:99999/")
def test_any_string_has_an_address_and_twice_is_once(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once
    assert isinstance(site_of(url), str)
    assert own_address(url, None) == (url or None)
    assert own_address(url, "https://example.net/x") in (url, "https://example.net/x")


def test_a_pages_own_address_holds_on_its_site_only() -> None:
    given_url = "https://m.example.org/t?id=7"
    assert own_address(given_url, STORY) == STORY
    for stated in (
        "https://example.net/world",
        "https://example.org/",
        "javascript:x",
        "/world/talks",
        "https://evil.example.org/x",
    ):
        assert own_address(given_url, stated) == given_url
    assert own_address(None, STORY) == STORY


def test_ids_of_articles_do_not_hang_on_what_is_learnt_of_addresses() -> None:
    assert article_id("Talks ended.", "https://www.example.org/amp/talks/?ref=x") == "b6be6403f5e6"
    assert article_id("Talks ended.", STORY + "?utm_source=x") == article_id("Talks ended.", STORY)
