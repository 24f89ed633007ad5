"""Fetching what is hostile or broken: every case ends in time, within its limits, with a reason and what to do."""

from __future__ import annotations

import contextlib
import gzip
import itertools
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import brotli
import pytest
import trustme
from backports import zstd
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from clocks import TurnedClock
from communique.errors import FailureKind, FetchError
from communique.net.client import Client
from communique.net.compression import DamagedError, decoders_of, unpacked
from communique.net.manners import Manners, manners_of
from communique.settings import Settings
from communique.settings.tables import Net
from servers import Site, raw_server

QUICK = Manners(total_s=1.0, read_s=0.5, max_bytes=1_000_000, host_delay_s=0, respect_robots=False)


def refusal(client: Client, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        client.fetch(url)
    assert caught.value.hint
    assert caught.value.message
    return caught.value


def quick(port: int, **more: object) -> Client:
    return Client(replace(QUICK, allow_hosts=frozenset({f"127.0.0.1:{port}"}), **more))  # type: ignore[arg-type]


def against(script: Callable[[socket.socket], None], **more: object) -> FetchError:
    with raw_server(script) as port:
        return refusal(quick(port, **more), f"http://127.0.0.1:{port}/")


def sends(data: bytes) -> Callable[[socket.socket], None]:
    return lambda connection: connection.sendall(data)


# Bodies


def test_a_body_without_end_is_given_up(site: Site) -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"talks " * 10_000)

    assert against(endless).kind is FailureKind.TOO_LARGE


def test_a_body_that_says_it_is_too_long_is_not_taken() -> None:
    error = against(sends(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\nx"))
    assert error.kind is FailureKind.TOO_LARGE
    assert "larger than 1 MB" in error.message


def test_a_server_that_drips_is_given_up_though_every_read_succeeds() -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(100):
            connection.sendall(b"x")
            time.sleep(0.05)

    error = against(drip, total_s=0.4)
    assert error.kind is FailureKind.TIMEOUT
    assert "0.4 seconds" in error.message


def test_a_server_that_drips_its_headers_is_given_up() -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        for number in range(100):
            connection.sendall(b"X-%d: y\r\n" % number)
            time.sleep(0.05)

    assert against(drip, total_s=0.4).kind is FailureKind.TIMEOUT


def test_a_server_that_says_nothing_is_given_up() -> None:
    assert against(lambda _: time.sleep(1.5), read_s=0.2).kind is FailureKind.TIMEOUT


def test_headers_without_end_are_given_up() -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        for number in itertools.count():
            connection.sendall(b"X-%d: %s\r\n" % (number, b"y" * 1000))

    assert against(endless).kind is FailureKind.MALFORMED


def test_one_header_without_end_is_given_up() -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        while True:
            connection.sendall(b"y" * 10_000)

    assert against(endless).kind is FailureKind.MALFORMED


def test_answers_before_the_answer_without_end_are_given_up() -> None:
    def endless(connection: socket.socket) -> None:
        while True:
            connection.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100)

    assert against(endless).kind in (FailureKind.TIMEOUT, FailureKind.TOO_LARGE)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", FailureKind.UNREACHABLE),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n", FailureKind.UNREACHABLE),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nshort\r\n", FailureKind.MALFORMED),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nshort", FailureKind.MALFORMED),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nshort", FailureKind.MALFORMED),
        (b"SSH-2.0-OpenSSH_9.6\r\n", FailureKind.UNREACHABLE),
        (b"SSH-2.0-OpenSSH_9.6\r\n\r\n", FailureKind.MALFORMED),
        (b"\x15\x03\x01\0\x02\x02\x50", FailureKind.MALFORMED),
        (b"HTTP/1.1 abc\r\n\r\n", FailureKind.MALFORMED),
        (b"", FailureKind.UNREACHABLE),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip at all", FailureKind.MALFORMED),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nno brotli at all", FailureKind.MALFORMED),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\nno zstd at all", FailureKind.MALFORMED),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"talks")[:-9], FailureKind.UNREACHABLE),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: zpaq\r\n\r\nxxx", FailureKind.UNSUPPORTED),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip, gzip\r\n\r\nxxx", FailureKind.UNSUPPORTED),
        (b"HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n", FailureKind.MALFORMED),
        (b"HTTP/1.1 304 Not Modified\r\n\r\n", FailureKind.MALFORMED),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", FailureKind.MALFORMED),
    ],
)
def test_a_broken_answer_is_a_failure_of_its_kind(data: bytes, kind: FailureKind) -> None:
    assert against(sends(data)).kind is kind


def test_a_connection_that_is_reset_halfway_is_a_passing_failure() -> None:
    def reset(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf of")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    error = against(reset)
    assert error.kind is FailureKind.UNREACHABLE
    assert error.is_passing


@given(st.binary(max_size=300))
@examples(max_examples=40)
def test_no_answer_breaks_the_client(data: bytes) -> None:
    with raw_server(sends(data)) as port, contextlib.suppress(FetchError):
        quick(port).fetch(f"http://127.0.0.1:{port}/")


@given(st.sampled_from(["gzip", "deflate", "br", "zstd"]), st.binary(max_size=300), st.booleans())
@examples(max_examples=100)
def test_no_packed_bytes_break_the_unpacking(coding: str, data: bytes, begins_well: bool) -> None:
    begun = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress}
    packed = begun[coding](b"talks " * 50)[: 30 if begins_well else 0] + data
    with contextlib.suppress(DamagedError):
        assert sum(map(len, unpacked(packed, decoders_of(coding, "x")))) < 10_000_000


# Bombs


def zeros(megabytes: int) -> Iterator[bytes]:
    return (bytes(1_000_000) for _ in range(megabytes))


def gzip_bomb() -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(piece) for piece in zeros(200)) + packer.flush()


def test_a_bomb_is_refused_before_it_has_grown() -> None:
    bomb = gzip_bomb()
    assert len(bomb) < 300_000
    for coding, packed in (
        ("gzip", bomb),
        ("br", brotli.compress(bytes(200_000_000), quality=1)),
        ("zstd", zstd.compress(bytes(200_000_000))),
        ("gzip, gzip", gzip.compress(bomb)),
    ):
        head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\n\r\n".encode()
        error = against(sends(head + packed), max_bytes=500_000_000, total_s=20.0)
        assert error.kind is FailureKind.TOO_LARGE
        assert "unpack" in error.message


def test_a_body_within_the_ratio_is_still_bounded() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
    error = against(sends(head + gzip.compress(bytes(900_000))), max_bytes=500_000)
    assert "larger than 0.5 MB" in error.message


def test_one_step_of_unpacking_gives_little_at_a_time() -> None:
    for coding, packed in (("gzip", gzip_bomb()), ("br", brotli.compress(bytes(50_000_000), quality=1))):
        first = list(itertools.islice(unpacked(packed, decoders_of(coding, "x")), 100))
        assert max(map(len, first)) <= 4_000_000


# Redirects


@pytest.mark.parametrize(
    "where",
    [
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "ftp://127.0.0.1/x",
        "data:text/html,<p>talks",
        "javascript:alert(1)",
        "gopher://127.0.0.1:70/x",
        "//user:secret@127.0.0.1/",
        "http://[::1",
        "http://a b/",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:0/",
        "https://" + "a" * 100_000,
        "/" + "a" * 100_000,
    ],
)
def test_redirects_to_what_is_no_page_are_refused(where: str) -> None:
    head = f"HTTP/1.1 302 Found\r\nLocation: {where}\r\nContent-Length: 0\r\n\r\n".encode()
    assert against(sends(head)).kind in (FailureKind.FORBIDDEN, FailureKind.MALFORMED)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "LOCALHOST.",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fd00::1]",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "240.0.0.1",
        "１２７.０.０.１",
        "127。0。0。1",
    ],
)
def test_redirects_to_addresses_that_are_not_public_are_refused(host: str) -> None:
    with raw_server(sends(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret")) as inner:
        where = f"Location: http://{host}:{inner}/\r\n".encode()
        error = against(sends(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n" + where + b"\r\n"))
    assert error.kind is FailureKind.FORBIDDEN
    assert "allow_hosts" in error.hint


def test_what_is_private_can_be_allowed() -> None:
    with raw_server(sends(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ntalks")) as port:
        url = f"http://127.0.0.1:{port}/"
        assert refusal(Client(QUICK), url).kind is FailureKind.FORBIDDEN
        assert Client(replace(QUICK, allow_private=True)).fetch(url).content == b"talks"
        assert Client(replace(QUICK, allow_hosts=frozenset({"127.0.0.1"}))).fetch(url).content == b"talks"


def test_hosts_that_may_be_visited_are_written_as_in_addresses() -> None:
    net = Net(allow_hosts=("[::1]:8080", " Desk.example "))
    manners = manners_of(Settings(net=net))
    assert manners.allows("::1", 8080)
    assert manners.allows("desk.example", 443)
    assert not manners.allows("::1", 80)


def test_redirects_in_a_circle_and_without_end_are_given_up(site: Site, client: Client) -> None:
    site.pages["/a"] = (302, {"Location": "/b"}, b"")
    site.pages["/b"] = (302, {"Location": "/a"}, b"")
    assert "circle" in refusal(client, site.url("/a")).message
    for number in range(20):
        site.pages[f"/{number}"] = (302, {"Location": f"/{number + 1}"}, b"")
    assert "more than 5 times" in refusal(client, site.url("/0")).message


# Names


def test_a_name_with_one_private_address_is_refused_whole() -> None:
    client = Client(QUICK, resolver=lambda host, port: ["93.184.215.14", "10.0.0.1"])
    error = refusal(client, "http://mixed.example/")
    assert error.kind is FailureKind.FORBIDDEN
    assert "10.0.0.1" in error.message


def test_a_name_is_looked_up_once_and_the_connection_goes_to_what_was_checked(site: Site) -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    site.pages["/a"] = (200, {}, b"talks")
    manners = replace(QUICK, allow_hosts=frozenset({f"news.example:{site.port}"}))
    got = Client(manners, resolver=rebinding).fetch(f"http://news.example:{site.port}/a")
    assert got.content == b"talks"
    assert asked == ["news.example"]
    assert site.asked[0][1]["Host"] == f"news.example:{site.port}"


def test_a_name_that_turns_private_at_the_redirect_is_refused(site: Site) -> None:
    addresses = iter([["127.0.0.1"], ["127.0.0.1"]])
    site.pages["/a"] = (302, {"Location": f"http://other.example:{site.port}/b"}, b"")
    manners = replace(QUICK, allow_hosts=frozenset({f"news.example:{site.port}"}))
    client = Client(manners, resolver=lambda host, port: next(addresses))
    assert refusal(client, f"http://news.example:{site.port}/a").kind is FailureKind.FORBIDDEN
    assert site.paths() == ["/a"]


def test_a_host_that_does_not_exist_says_so() -> None:
    error = refusal(Client(QUICK), "http://nowhere.invalid/")
    assert error.kind in (FailureKind.UNREACHABLE, FailureKind.TIMEOUT)
    assert "nowhere.invalid" in error.message


def test_a_lookup_that_hangs_ends_in_time() -> None:
    def hang(host: str, port: int) -> list[str]:
        time.sleep(2)
        return []

    error = refusal(Client(replace(QUICK, total_s=0.2), resolver=hang), "http://slow.example/")
    assert error.kind is FailureKind.TIMEOUT


def test_a_host_without_addresses_is_unreachable() -> None:
    error = refusal(Client(QUICK, resolver=lambda host, port: []), "http://none.example/")
    assert error.kind is FailureKind.UNREACHABLE


def test_nothing_that_answers_says_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    error = refusal(quick(port), f"http://127.0.0.1:{port}/")
    assert (error.kind, error.is_passing) == (FailureKind.UNREACHABLE, True)
    assert "nothing answers" in error.message


def test_proxies_of_the_environment_are_not_used(site: Site, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    site.pages["/a"] = (200, {}, b"talks")
    assert client.fetch(site.url("/a")).content == b"talks"


# TLS


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example").configure_cert(context)
    made = Site(tls=context)
    made.pages["/a"] = (200, {}, b"talks")
    yield made
    made.close()


def trusting(authority: trustme.CA, site: Site, host: str = "news.example") -> Client:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    manners = replace(QUICK, allow_hosts=frozenset({f"{host}:{site.port}"}), total_s=5.0)
    return Client(manners, resolver=lambda host, port: ["127.0.0.1"], tls=context)


def test_the_certificate_is_that_of_the_name_and_not_of_the_address(authority: trustme.CA, secure: Site) -> None:
    assert trusting(authority, secure).fetch(f"https://news.example:{secure.port}/a").content == b"talks"
    error = refusal(trusting(authority, secure, "other.example"), f"https://other.example:{secure.port}/a")
    assert error.kind is FailureKind.UNREACHABLE
    assert "certificate" in error.message


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: Site) -> None:
    client = Client(replace(QUICK, allow_private=True), resolver=lambda host, port: ["127.0.0.1"])
    assert "certificate does not hold" in refusal(client, f"https://news.example:{secure.port}/a").message


def test_a_server_that_speaks_no_tls_is_told(site: Site, client: Client) -> None:
    error = refusal(client, f"https://{site.host}/a")
    assert error.kind is FailureKind.UNREACHABLE
    assert "secure connection" in error.message


# robots.txt and pace


def polite(site: Site, clock: TurnedClock) -> Client:
    manners = replace(QUICK, allow_hosts=frozenset({site.host}), respect_robots=True, host_delay_s=1.0)
    return Client(manners, clock=clock)


def test_what_robots_txt_closes_is_not_fetched(site: Site, clock: TurnedClock) -> None:
    site.pages["/robots.txt"] = (200, {}, "\ufeffUser-agent: *\nDisallow: /p\nAllow: /p/open\n".encode())
    site.pages["/p/open"] = site.pages["/a"] = (200, {}, b"talks")
    site.pages["/to"] = (302, {"Location": "/p/closed"}, b"")
    client = polite(site, clock)
    assert refusal(client, site.url("/p/closed")).kind is FailureKind.ROBOTS
    assert refusal(client, site.url("/to")).kind is FailureKind.ROBOTS
    assert client.fetch(site.url("/p/open")).content == client.fetch(site.url("/a")).content
    assert [path for path, _ in site.asked].count("/robots.txt") == 1
    clock.turn(90_000)
    client.fetch(site.url("/a"))
    assert [path for path, _ in site.asked].count("/robots.txt") == 2


def test_rules_for_us_go_before_rules_for_all(site: Site, clock: TurnedClock) -> None:
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /\n\nUser-agent: Communique\nDisallow: /b\n")
    site.pages["/a"] = (200, {}, b"talks")
    client = polite(site, clock)
    assert client.fetch(site.url("/a")).content == b"talks"
    assert refusal(client, site.url("/b")).kind is FailureKind.ROBOTS


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_robots_txt_is_open(site: Site, clock: TurnedClock, status: int) -> None:
    site.pages["/robots.txt"] = (status, {}, b"")
    site.pages["/a"] = (200, {}, b"talks")
    assert polite(site, clock).fetch(site.url("/a")).content == b"talks"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_site_that_cannot_say_is_closed_for_a_while(site: Site, clock: TurnedClock, status: int) -> None:
    site.pages["/robots.txt"] = (status, {}, b"")
    site.pages["/a"] = (200, {}, b"talks")
    client = polite(site, clock)
    error = refusal(client, site.url("/a"))
    assert error.kind is FailureKind.ROBOTS
    assert error.is_passing
    assert site.paths() == []
    site.pages["/robots.txt"] = (404, {}, b"")
    assert refusal(client, site.url("/a")).kind is FailureKind.ROBOTS
    clock.turn(700)
    assert client.fetch(site.url("/a")).content == b"talks"


def test_a_huge_robots_txt_is_read_up_to_its_limit(site: Site, clock: TurnedClock) -> None:
    filler = b"# talks talks talks talks talks\n" * 40_000
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /closed\n" + filler + b"Disallow: /\n")
    site.pages["/a"] = (200, {}, b"talks")
    client = polite(site, clock)
    assert client.fetch(site.url("/a")).content == b"talks"
    assert refusal(client, site.url("/closed")).kind is FailureKind.ROBOTS


def test_a_robots_txt_that_is_none_closes_nothing(site: Site, clock: TurnedClock) -> None:
    site.pages["/robots.txt"] = (200, {}, b"<html>\xff\0 not found" + b"\n*: **$$" * 1000)
    site.pages["/a"] = (200, {}, b"talks")
    assert polite(site, clock).fetch(site.url("/a")).content == b"talks"


def test_a_dead_host_is_not_waited_for_again_and_again() -> None:
    lookups: list[str] = []

    def dead(host: str, port: int) -> list[str]:
        lookups.append(host)
        raise OSError("no such host")

    client = Client(replace(QUICK, respect_robots=True), clock=TurnedClock(), resolver=dead)
    for number in range(5):
        assert refusal(client, f"http://dead.example/{number}").kind is FailureKind.UNREACHABLE
    assert len(lookups) == 1


@pytest.mark.parametrize(("stated", "rest"), [("7", 7.0), ("0.2", 1.0), ("86400", 30.0), ("-3", 1.0), ("soon", 1.0)])
def test_the_rest_that_a_site_asks_for_is_kept_within_reason(
    site: Site, clock: TurnedClock, stated: str, rest: float
) -> None:
    site.pages["/robots.txt"] = (200, {}, f"User-agent: *\nCrawl-delay: {stated}\n".encode())
    site.pages["/a"] = (200, {}, b"talks")
    client = polite(site, clock)
    client.fetch(site.url("/a"))
    client.fetch(site.url("/a"))
    assert clock.slept == [rest]
