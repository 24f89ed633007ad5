"""Addresses: which are visited, and how they are written."""

from __future__ import annotations

import contextlib
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import FailureKind, FetchError
from communique.net.addresses import refusal_of
from communique.net.urls import is_url, parse_url


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "172.32.0.1", "2606:4700::1", "64:ff9b::101:101"])
def test_public_addresses_are_visited(address: str) -> None:
    assert refusal_of(address) is None


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("127.8.9.1", "an address of this machine"),
        ("::1", "an address of this machine"),
        ("::ffff:127.0.0.1", "an address of this machine"),
        ("64:ff9b::a00:1", "a private address"),
        ("2002:c0a8:101::1", "a private address"),
        ("fd12::1", "a private address"),
        ("169.254.169.254", "a link-local address"),
        ("100.100.0.1", "an address shared by a provider's customers"),
        ("::7f00:1", "a reserved address"),
        ("2001::1", "a reserved address"),
        ("4000::1", "a reserved address"),
        ("not an address", "no IP address"),
    ],
)
def test_other_addresses_are_refused_with_a_reason(address: str, reason: str) -> None:
    assert refusal_of(address) == reason


@given(st.ip_addresses())
def test_nothing_that_the_registries_keep_apart_is_visited(address: object) -> None:
    ip = ip_address(str(address))
    if ip.is_private or ip.is_loopback or ip.is_multicast or ip.is_link_local or ip.is_reserved or ip.is_unspecified:
        embedded = str(address).startswith(("64:ff9b::", "::ffff:"))
        assert embedded or refusal_of(str(address))


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("HTTP://News.Example", "http://news.example/"),
        ("https://news.example:443/a?b=c&d#e", "https://news.example/a?b=c&d"),
        ("https://news.example./a", "https://news.example/a"),
        ("http://[2606:4700:0:0::1]:8080/a", "http://[2606:4700::1]:8080/a"),
        (
            "http://münchen.example/Gespräche über?x=ö",
            "http://xn--mnchen-3ya.example/Gespr%C3%A4che%20%C3%BCber?x=%C3%B6",
        ),
        ("http://news.example/a%20b%zz", "http://news.example/a%20b%zz"),
        (" http://a_b.example/ ", "http://a_b.example/"),
        ("http://news.example/\ud800", "http://news.example/%EF%BF%BD"),
    ],
)
def test_addresses_are_written_in_one_way(text: str, url: str) -> None:
    assert parse_url(text).text == url
    assert parse_url(url).text == url


@pytest.mark.parametrize(
    "text",
    [
        "",
        "news.example",
        "file:///etc/passwd",
        "http:///a",
        "http://user@news.example/",
        "http://user:secret@news.example/",
        "http://good.example\\@evil.example/",
        "http://news.example\\.evil.example/",
        "http://%31%32%37.0.0.1/",
        "http://a\nb/",
        "http://news.example/\r\nHost: evil",
        "http://[fe80::1%25eth0]/",
        "http://[v1.x]/",
        "http://-a.example/",
        "http://a..example/",
        "http://" + "a" * 64 + ".example/",
        "http://" + "a." * 200 + "example/",
        "http://" + "ü" * 5000 + "/",
        "http://xn--\u0378.example/",
        "http://news.example:70000/",
        "http://news.example/" + "a" * 100_000,
    ],
)
def test_what_is_no_address_of_a_page_is_refused(text: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse_url(text)
    assert caught.value.kind is FailureKind.FORBIDDEN
    assert caught.value.hint


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_addresses(text: str) -> None:
    for candidate in (text, f"http://{text}", f"https://a.example/{text}"):
        url = None
        with contextlib.suppress(FetchError):
            url = parse_url(candidate)
        if url is not None:
            assert url.text.isascii()
            assert is_url(url.text)
            assert parse_url(url.text) == url
