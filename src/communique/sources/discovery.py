"""What pages and feeds say of feeds: where a page's feeds are, and how often a feed is worth asking for."""

from __future__ import annotations

import re
from contextlib import suppress
from html.parser import HTMLParser

from communique.data import load_toml
from communique.sources.entries import absolute

_TTL = re.compile(rb"<ttl>\s{0,9}(\d{1,7})\s{0,9}</ttl>", re.IGNORECASE)
_PERIOD = re.compile(rb"<(?:[\w-]{1,20}:)?updateperiod>\s{0,99}(\w{1,10})\s{0,99}</", re.IGNORECASE)
_FREQUENCY = re.compile(rb"<(?:[\w-]{1,20}:)?updatefrequency>\s{0,99}(\d{1,4})\s{0,99}</", re.IGNORECASE)


def alternates(head: bytes, base: str) -> tuple[str, ...]:
    """The addresses of the feeds that a web page names (`<link rel="alternate">`), each once, in its order.

    >>> alternates(b'<link rel=alternate type="application/rss+xml" href="/feed">', "https://post.example/world")
    ('https://post.example/feed',)
    """
    reader = _Links()
    # An assertion is the parser's own answer to some broken declarations; what stands before them is read.
    with suppress(AssertionError):
        reader.feed(head.decode("utf-8", "replace"))
    types = load_toml("feeds")["alternates"]["types"]
    within = absolute(reader.base, base) or base
    found = (absolute(link.get("href"), within) for link in reader.links if _type(link) in types)
    return tuple(dict.fromkeys(url for url in found if url))


def feed_rhythm(head: bytes) -> float | None:
    """Every how many seconds the feed says that it is worth asking for; None where it does not say.

    >>> feed_rhythm(b"<rss><channel><ttl>60</ttl>")
    3600.0
    """
    if ttl := _TTL.search(head):
        return float(ttl[1]) * 60 or None
    if period := _PERIOD.search(head):
        seconds = load_toml("feeds")["periods"].get(period[1].decode("ascii", "replace").lower())
        frequency = _FREQUENCY.search(head)
        return seconds / max(1, int(frequency[1]) if frequency else 1) if seconds else None
    return None


class _Links(HTMLParser):
    """Collects the alternates of a page, and the address that its addresses are relative to."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[dict[str, str]] = []
        self.base: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "base" and self.base is None:
            self.base = said.get("href")
        if tag == "link" and "alternate" in said.get("rel", "").lower().split() and len(self.links) < 100:
            self.links.append(said)


def _type(link: dict[str, str]) -> str:
    return link.get("type", "").partition(";")[0].strip().lower()
