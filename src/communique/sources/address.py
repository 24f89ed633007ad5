"""An address on the web as an input: an article, a feed, a sitemap, whatever lies there."""

from __future__ import annotations

from collections.abc import Iterator

from communique.net.urls import is_url
from communique.sources.source import Limits, Link, Part

HOPS = 2
"""What a person names may be an index of sitemaps: its sitemaps are one hop away, their pages two."""


LONGEST_SHOWN = 300


class Address:
    """An input that begins with http:// or https://."""

    def matches(self, place: str) -> bool:
        return is_url(place)

    def parts(self, place: str, limits: Limits) -> Iterator[Part]:
        yield Link(place[:LONGEST_SHOWN], place.strip(), hops=HOPS)
