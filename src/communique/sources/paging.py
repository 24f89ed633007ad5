"""Articles on several pages: the address of the next one, told from all that pages link to besides."""

from __future__ import annotations

import html
import re
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from communique.data import load_toml
from communique.sources.entries import absolute

MOST = 10
"""So many pages of one article are read."""
_LOOKED = 2_000_000
_LINK = re.compile(
    rb"<(?:a|link)\b[^<>]{0,1000}?\shref\s?=\s?(?:\"([^\"<>]{1,500})\"|'([^'<>]{1,500})'|([^\s\"'<>]{1,500}))", re.I
)
_PATH = re.compile(
    r"(?P<stem>.*?)(?:/(?:page|seite|pagina|p)[-/]?(?P<a>\d\d?)/?|/(?P<b>\d)/?"
    r"|[-_,](?:page|part|p)[-_]?(?P<c>\d\d?)(?P<ending>\.\w{2,5})?|[-_,](?P<d>\d)(?P<ending2>\.\w{2,5}))",
    re.IGNORECASE,
)
"""/talks/page/2, /talks/2, /talks-p2.html, /talks_2.html."""


def next_page(page: bytes, url: str, number: int) -> str | None:
    """The address of the page after this one, the `number`th of an article at `url`; None where it names none.

    It is a link to the same address but for the number of the page, which is one more.

    >>> next_page(b'<a href="/talks?page=2">2</a> <a href="/other?page=2">2</a>', "https://post.example/talks", 1)
    'https://post.example/talks?page=2'
    """
    stem, own = split(url)
    if own != number:
        return None
    for match in _LINK.finditer(page[:_LOOKED]):
        href = html.unescape((match[1] or match[2] or match[3]).decode("utf-8", "replace"))
        found = absolute(href, url)
        if found and split(found) == (stem, number + 1):
            return found.partition("#")[0]
    return None


def split(url: str) -> tuple[str, int]:
    """An address without the number of its page, and that number; 1 where it has none.

    >>> split("https://www.post.example/2025/talks_2.html")
    ('post.example/2025/talks.html', 2)
    """
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    if not parts.path.strip("/"):
        return url, 1  # "/?p=12" is an article, not a page of one.
    kept = [(name, value) for name, value in query if name.lower() not in _parameters()]
    numbers = [int(value) for name, value in query if name.lower() in _parameters() and re.fullmatch(r"\d\d?", value)]
    path, number = parts.path, numbers[0] if len(numbers) == 1 else 1
    if not numbers and (match := _PATH.fullmatch(path)) and match["stem"].strip("/"):
        number = int(match["a"] or match["b"] or match["c"] or match["d"])
        path = match["stem"] + (match["ending"] or match["ending2"] or "")
    host = parts.netloc.lower().removeprefix("www.")
    asked = f"?{urlencode(kept)}" if kept else ""
    return f"{host}{path.rstrip('/')}{asked}", number


@cache
def _parameters() -> frozenset[str]:
    return frozenset(load_toml("sources")["pages"]["parameters"])
