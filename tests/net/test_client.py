"""Fetching what is well-behaved: what comes back, what is sent, who is waited for."""

from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from clocks import TurnedClock
from communique.errors import FailureKind, FetchError
from communique.net.client import Client
from communique.net.fetched import retry_after
from communique.net.manners import Manners
from servers import Site

PAGE = b"<html><title>Talks end</title><p>Delegations left Oslo.</p></html>"
NOW = datetime(2025, 3, 14, 12, tzinfo=UTC)


def refusal(client: Client, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        client.fetch(url)
    assert caught.value.hint
    assert caught.value.message
    return caught.value


def test_a_page_comes_with_what_the_server_says_of_it(site: Site, client: Client) -> None:
    site.pages["/a"] = (
        200,
        {
            "Content-Type": 'text/HTML; charset="ISO-8859-1"',
            "ETag": '"a1"',
            "Last-Modified": "Fri, 14 Mar 2025 10:00:00 GMT",
            "Cache-Control": "public, max-age=600",
        },
        PAGE,
    )
    got = client.fetch(site.url("/a#part"))
    assert got.content == PAGE
    assert got.size == len(PAGE)
    assert got.stream.read() == b""
    assert (got.url, got.asked, got.status) == (site.url("/a"), site.url("/a"), 200)
    assert (got.media_type, got.charset) == ("text/html", "iso-8859-1")
    assert (got.etag, got.last_modified) == ('"a1"', "Fri, 14 Mar 2025 10:00:00 GMT")
    assert (got.fetched_at, got.max_age, got.moved) == ("2025-03-14T12:00:00Z", 600.0, None)


def test_the_client_says_who_it_is_and_sends_nothing_else_of_its_user(site: Site, client: Client) -> None:
    site.pages["/a"] = (200, {"Set-Cookie": "who=you; Path=/"}, PAGE)
    client.fetch(site.url("/a"))
    client.fetch(site.url("/a"))
    sent = site.asked[-1][1]
    assert sent["User-Agent"].startswith("communique/")
    assert sent["User-Agent"].endswith("(+desk@example.org)")
    assert not {"Cookie", "Referer", "Authorization"} & sent.keys()


def test_a_contact_cannot_add_headers() -> None:
    agent = Manners(contact="a@b.example\r\nX-Evil: 1)").user_agent
    assert "\n" not in agent
    assert agent.endswith("(+a@b.exampleX-Evil: 1)")


def test_what_did_not_change_is_not_sent_again(site: Site, client: Client) -> None:
    def page(request: object) -> tuple[int, dict[str, str], bytes]:
        headers = request.headers  # type: ignore[attr-defined]
        same = headers.get("If-None-Match") == '"a1"' and headers.get("If-Modified-Since") == "yesterday"
        return (304, {"ETag": '"a1"'}, b"") if same else (200, {}, PAGE)

    site.pages["/a"] = page
    assert not client.fetch(site.url("/a")).not_modified
    got = client.fetch(site.url("/a"), etag='"a1"', modified="yesterday")
    assert got.not_modified
    assert got.content == b""


def test_a_validator_that_would_break_the_request_is_not_sent(site: Site, client: Client) -> None:
    site.pages["/a"] = (200, {}, PAGE)
    client.fetch(site.url("/a"), etag='"a\r\nX-Evil: 1"')
    assert "If-None-Match" not in site.asked[-1][1]
    assert "X-Evil" not in site.asked[-1][1]


def test_redirects_are_followed_and_moves_for_good_are_told(site: Site, client: Client) -> None:
    site.pages["/old"] = (301, {"Location": "/mid"}, b"")
    site.pages["/mid"] = (308, {"Location": "new?q=é"}, b"")
    site.pages["/new?q=%C3%A9"] = (200, {}, PAGE)
    site.pages["/tmp"] = (302, {"Location": "/old"}, b"")
    got = client.fetch(site.url("/old"))
    assert (got.url, got.moved) == (site.url("/new?q=%C3%A9"), site.url("/new?q=%C3%A9"))
    assert client.fetch(site.url("/tmp")).moved is None


def test_when_another_page_was_changed_says_nothing_of_the_one_that_led_to_it(site: Site, client: Client) -> None:
    stamp = "Fri, 14 Mar 2025 08:00:00 GMT"
    site.pages["/now"] = (302, {"Location": "/page"}, b"")
    site.pages["/ever"] = (301, {"Location": "/page"}, b"")
    site.pages["/page"] = (200, {"Last-Modified": stamp}, PAGE)
    assert [client.fetch(site.url(path)).last_modified for path in ("/now", "/ever", "/page")] == [None, stamp, stamp]


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:])),
        ("GZip", gzip.compress(PAGE) + b"\0\0 trailing"),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("br", brotli.compress(PAGE)),
        ("zstd", zstd.compress(PAGE[:9]) + zstd.compress(PAGE[9:])),
        ("gzip, br", brotli.compress(gzip.compress(PAGE))),
        ("identity", PAGE),
        ("gzip", b""),
    ],
)
def test_packed_answers_are_unpacked(site: Site, client: Client, coding: str, packed: bytes) -> None:
    site.pages["/a"] = (200, {"Content-Encoding": coding}, packed)
    assert client.fetch(site.url("/a")).content == (PAGE if packed else b"")


def test_large_bodies_come_whole(site: Site, client: Client) -> None:
    body = bytes(range(256)) * 40_000
    for coding, packed in (("gzip", gzip.compress(body, 1)), ("br", brotli.compress(body, quality=1))):
        site.pages[f"/{coding}"] = (200, {"Content-Encoding": coding}, packed)
    generous = Client(Manners(allow_private=True, max_ratio=100_000, host_delay_s=0))
    assert all(generous.fetch(site.url(f"/{coding}")).content == body for coding in ("gzip", "br"))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 429, 451, 500, 502, 503, 206, 300, 999])
def test_every_other_status_is_a_failure_with_its_number(site: Site, client: Client, status: int) -> None:
    site.pages["/a"] = (status, {}, b"sorry")
    error = refusal(client, site.url("/a"))
    assert (error.kind, error.status) == (FailureKind.HTTP_STATUS, status)
    assert f"({status})" in error.message
    assert error.is_passing == (status in (429, 500, 502, 503))


def test_each_host_is_given_its_rest(site: Site, client: Client, clock: TurnedClock) -> None:
    site.pages["/a"] = (200, {}, PAGE)
    for _ in range(3):
        client.fetch(site.url("/a"))
    assert clock.slept == [1.0, 1.0]
    clock.turn(10)
    client.fetch(site.url("/a"))
    assert clock.slept == [1.0, 1.0]


def test_a_host_that_asks_to_wait_is_left_alone(site: Site, client: Client, clock: TurnedClock) -> None:
    site.pages["/a"] = (503, {"Retry-After": "3600"}, b"")
    first = refusal(client, site.url("/a"))
    assert first.retry_after == 3600.0
    again = refusal(client, site.url("/b"))
    assert again.retry_after == pytest.approx(3600.0)
    assert again.is_passing
    assert site.paths() == ["/a"]
    assert clock.slept == []
    clock.turn(3601)
    assert refusal(client, site.url("/b")).status == 404


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("99999999999999999999", 86_400.0),
        ("Fri, 14 Mar 2025 12:01:00 GMT", 60.0),
        ("Fri, 14 Mar 2025 11:00:00 GMT", 0.0),
        ("Fri, 14 Mar 9999 12:01:00 GMT", 86_400.0),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("²", None),
    ],
)
def test_retry_after_is_understood_and_capped(stated: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": stated}, NOW) == seconds


@given(st.text(max_size=60))
def test_no_header_breaks_the_reading_of_headers(text: str) -> None:
    wait = retry_after({"retry-after": text}, NOW)
    assert wait is None or 0 <= wait <= 86_400


def test_posting_sends_the_body_and_follows_nothing(site: Site, client: Client) -> None:
    site.pages["/hook"] = (204, {}, b"")
    assert client.post(site.url("/hook"), b'{"a": 1}', "application/json", {"X-Key": "k"}) == 204
    path, headers, body = site.posted[0]
    assert (path, body, headers["Content-Type"], headers["X-Key"]) == ("/hook", b'{"a": 1}', "application/json", "k")
    site.pages["/hook"] = (302, {"Location": "/elsewhere"}, b"")
    with pytest.raises(FetchError, match="302"):
        client.post(site.url("/hook"), b"{}", "application/json")
    assert len(site.posted) == 2


def test_an_api_is_called_with_json_and_its_robots_are_not_asked(site: Site, client: Client) -> None:
    site.pages["/api"] = (200, {"Content-Type": "application/json"}, b'{"b": 2}')
    assert client.call(site.url("/api"), b'{"a": 1}', {"Authorization": "Bearer k"}) == b'{"b": 2}'
    (path, headers, body), asked = site.posted[0], site.asked
    assert (path, body, headers["Authorization"]) == ("/api", b'{"a": 1}', "Bearer k")
    assert headers["Content-Type"] == "application/json"
    assert asked == []
    for status in (302, 401, 500):
        site.pages["/api"] = (status, {"Location": "/elsewhere"}, b"your key is k")
        with pytest.raises(FetchError, match=str(status)) as refused:
            client.call(site.url("/api"), b"{}")
        assert "key" not in str(refused.value)
