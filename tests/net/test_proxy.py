"""Through a proxy: asked for in the settings alone, and then for everything but the hosts that are allowed by name."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import trustme
from pydantic import ValidationError

from communique.errors import FailureKind, FetchError
from communique.net.client import Client
from communique.net.manners import Manners
from communique.net.proxy import proxy_for
from communique.net.urls import parse_url
from communique.settings import Net
from servers import Site

PAGE = (200, {"Content-Type": "text/html"}, b"<p>Delegations left Oslo.</p>")


class Relay:
    """A proxy on loopback that leads every name to one port of this machine; `asked` are the lines it was given."""

    def __init__(self, port: int) -> None:
        relay = self
        self.asked: list[tuple[str, str, str | None]] = []
        self.status = 200

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                relay.asked.append(("GET", self.path, self.headers.get("Proxy-Authorization")))
                body = b"<p>By way of the proxy.</p>"
                self.send_response(404 if self.path.endswith("robots.txt") else 200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_CONNECT(self) -> None:
                relay.asked.append(("CONNECT", self.path, self.headers.get("Proxy-Authorization")))
                self.send_response(relay.status)
                self.end_headers()
                if relay.status == 200:
                    with socket.create_connection(("127.0.0.1", port), 5) as other:
                        there = threading.Thread(target=_pour, args=(other, self.connection), daemon=True)
                        there.start()
                        _pour(self.connection, other)
                        there.join(5)
                self.close_connection = True

            def log_message(self, *args: Any) -> None:
                """Nothing is logged."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _pour(source: socket.socket, into: socket.socket) -> None:
    try:
        while data := source.recv(65_536):
            into.sendall(data)
        into.shutdown(socket.SHUT_WR)
    except OSError:
        pass


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example").configure_cert(context)
    made = Site(tls=context)
    yield made
    made.close()


@pytest.fixture
def relay(secure: Site) -> Iterator[Relay]:
    made = Relay(secure.port)
    yield made
    made.close()


def client(relay: Relay, authority: trustme.CA | None = None, **manners: Any) -> Client:
    context = ssl.create_default_context()
    if authority is not None:
        authority.configure_trust(context)

    def nowhere(host: str, port: int) -> list[str]:
        assert host == "127.0.0.1", f"{host} was looked up here"
        return [host]

    manners = {"proxy": relay.url, "host_delay_s": 0, "total_s": 5.0} | manners
    return Client(Manners(**manners), resolver=nowhere, tls=context)


def test_pages_are_asked_of_the_proxy_by_their_whole_address(relay: Relay) -> None:
    got = client(relay).fetch("http://news.example/a?b=1")
    assert got.content == b"<p>By way of the proxy.</p>"
    assert [path for _, path, _ in relay.asked] == ["http://news.example/robots.txt", "http://news.example/a?b=1"]


def test_secure_pages_come_through_a_tunnel_and_their_certificate_is_checked(
    relay: Relay, secure: Site, authority: trustme.CA
) -> None:
    secure.pages["/a"] = PAGE
    assert client(relay, authority).fetch("https://news.example/a").content == PAGE[2]
    assert set(relay.asked) == {("CONNECT", "news.example:443", None)}
    with pytest.raises(FetchError, match="certificate"):
        client(relay).fetch("https://news.example/a")
    with pytest.raises(FetchError, match="certificate"):
        client(relay, authority, respect_robots=False).fetch("https://other.example/a")


def test_a_proxy_that_refuses_is_told(relay: Relay, authority: trustme.CA) -> None:
    relay.status = 403
    with pytest.raises(FetchError, match="the proxy does not lead there: 403"):
        client(relay, authority, respect_robots=False).fetch("https://news.example/a")


def test_a_proxy_that_does_not_answer_is_told() -> None:
    with pytest.raises(FetchError) as caught:
        Client(Manners(proxy="http://127.0.0.1:9", total_s=2.0, respect_robots=False)).fetch("http://news.example/a")
    assert caught.value.is_passing


def test_its_name_and_password_come_from_a_variable(relay: Relay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUR_PROXY", relay.url.replace("://", "://ada:s%40lt@"))
    client(relay, proxy="$OUR_PROXY", respect_robots=False).fetch("http://news.example/a")
    assert relay.asked == [("GET", "http://news.example/a", "Basic YWRhOnNAbHQ=")]


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.1.2.3", "[::1]", "[fd00::1]", "2130706433", "0x7f.1", "127.1", "localhost", "wiki.internal"],
)
def test_addresses_that_show_where_they_lead_are_refused_through_a_proxy_too(relay: Relay, host: str) -> None:
    with pytest.raises(FetchError) as caught:
        client(relay, respect_robots=False).fetch(f"http://{host}/a")
    assert caught.value.kind is FailureKind.FORBIDDEN
    assert relay.asked == []


def test_redirects_into_the_network_are_refused_as_well(relay: Relay) -> None:
    manners = Manners(proxy=relay.url)
    with pytest.raises(FetchError):
        proxy_for(parse_url("http://169.254.169.254/latest"), manners)


def test_hosts_that_are_allowed_by_name_are_asked_themselves(relay: Relay, secure: Site) -> None:
    own = Site()
    try:
        own.pages["/a"] = PAGE
        got = client(relay, allow_hosts=frozenset({own.host}), respect_robots=False).fetch(own.url("/a"))
        assert got.content == PAGE[2]
        assert relay.asked == []
    finally:
        own.close()


def test_the_environment_counts_only_where_the_settings_say_so(relay: Relay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", relay.url)
    monkeypatch.setenv("no_proxy", "skip.example, .other.example")
    named = [parse_url(f"http://{host}/") for host in ("news.example", "skip.example", "a.other.example")]
    assert [proxy_for(url, Manners()) for url in named] == [None] * 3
    found = [proxy_for(url, Manners(proxy="environment")) for url in named]
    assert [proxy and proxy.url for proxy in found] == [relay.url, None, None]
    assert proxy_for(parse_url("https://news.example/"), Manners(proxy="environment")) is None
    monkeypatch.setenv("ALL_PROXY", relay.url)
    assert proxy_for(parse_url("https://news.example/"), Manners(proxy="environment")) is not None


def test_what_is_no_proxy_is_refused() -> None:
    for value in ("socks5://proxy.example", "proxy.example:3128", "http://ada:salt@proxy.example"):
        with pytest.raises(ValidationError):
            Net(proxy=value)
    assert Net(proxy="$OUR_PROXY").proxy == "$OUR_PROXY"
    with pytest.raises(FetchError, match="no address of HTTP"):
        proxy_for(parse_url("http://news.example/"), Manners(proxy="socks5://proxy.example"))
