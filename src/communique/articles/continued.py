"""The text of an article that goes on over several pages, put together in their order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from communique.articles.blocks import key_of
from communique.articles.decoding import decode
from communique.articles.text import Parts
from communique.articles.webpage import read_page
from communique.errors import ArticleError

_PROSE = 40


def continued(first: Parts, pages: Iterable[bytes], url: str | None) -> Parts:
    """The parts of an article with the text of its further pages, up to one that is no part of it.

    A page of it has its headline, and sentences that the pages before have not; what all pages have is kept once.
    """
    lines = first.text.split("\n")
    read = 1
    for page in pages:
        try:
            parts = read_page(decode(page, html=True)[0], url)
        except ArticleError:
            break
        known = set(lines)
        fresh = [line for line in parts.text.split("\n") if line not in known]
        if not _is_headed_alike(first, parts) or not any(len(line) >= _PROSE for line in fresh):
            break
        lines += fresh
        read += 1
    if read == 1:
        return first
    return replace(first, text="\n".join(lines), notes=first.notes | {"pages": str(read)})


def _is_headed_alike(first: Parts, other: Parts) -> bool:
    """True for one headline, or one with more words after it: "Talks end (2/3)"."""
    one, two = key_of(first.title), key_of(other.title)
    return bool(one and two) and (two.startswith(one) or one.startswith(two))
