"""When two articles are the same one, and when they have the same words."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from communique.data import load_toml

_WORD = re.compile(r"[^\W_]+")
# For texts in ASCII: capital letters as small ones, and a blank for all that is no part of a word.
_PLAIN = bytes(code if chr(code).isalnum() else 0x20 for code in range(0x80)).lower().ljust(0x100)
_EDITION = re.compile(r"(?<=.)~[0-9a-f]{6}\Z", re.DOTALL)


def article_id(text: str, url: str | None = None, publisher: str | None = None) -> str:
    """Twelve hexadecimal digits that depend on the text, the address and the publisher.

    The same text from two files is one article; the same text under two addresses or from two publishers is two, since
    an outlet that repeats another is a report of its own. Title and date have no part in it: they are often
    completed later. The text counts to the letter, since offsets do: an id stands for one text only.

    >>> article_id("Talks ended.", "https://a.example.org/x#top") == article_id("Talks ended.", "https://A.example.org/x/")
    True
    >>> article_id("Talks ended.", publisher="The Post") == article_id("Talks ended.")
    False
    """
    parts = (text, _address(url) if url else "", (publisher or "").strip().casefold())
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=6).hexdigest()


def edition_id(identifier: str, text: str) -> str:
    """The id of another text under a given id: `ID~` and six digits that depend on the text.

    >>> edition_id("n-1", "Talks ended.") == edition_id("n-1", "Talks ended.") != edition_id("n-1", "Talks begin.")
    True
    """
    return f"{identifier}~{hashlib.blake2b(text.encode('utf-8', 'replace'), digest_size=8).hexdigest()[:6]}"


def returned_id(identifier: str, text: str) -> str:
    """The id of a text to which a page went back: a further edition with the words of an earlier one.

    >>> given_id(returned_id("n-1", "Talks ended.")), returned_id("n-1", "T.") == edition_id("n-1", "T.")
    ('n-1', False)
    """
    return edition_id(given_id(identifier), f"{text}\0again")


def given_id(identifier: str) -> str:
    """The id that a source gave, of one that stands for another text under it too.

    >>> given_id("n-1~09af3c"), given_id("n-1")
    ('n-1', 'n-1')
    """
    return _EDITION.sub("", identifier)


def words_of(text: str) -> list[bytes]:
    """The words of a text in UTF-8, without their case; punctuation and forms of one character play no part.

    >>> words_of("“Talks” ended.") == words_of("TALKS ended") == [b"talks", b"ended"]
    True
    """
    if text.isascii():
        return text.encode().translate(_PLAIN).split()
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return [word.encode("utf-8", "replace") for word in words]


def content_key(text: str) -> str:
    """A key that texts share when they differ in case, blanks and punctuation only; empty for a text without words.

    >>> content_key("“Talks” ended.") == content_key('"TALKS"  ended')
    True
    """
    return key_of_words(words_of(text))


def key_of_words(words: Sequence[bytes]) -> str:
    """The same for a text of which the words are known."""
    return hashlib.blake2b(b" ".join(words), digest_size=12).hexdigest() if words else ""


def _address(url: str) -> str:
    """An address as ids have always taken it; `addresses.canonical_url` knows more forms, and may learn others."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "") + (f":{parts.port}" if parts.port not in (None, 80, 443) else "")
        query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(pair[0])])
    except ValueError:
        return url.strip()
    return urlunsplit((parts.scheme.lower(), host, parts.path.rstrip("/"), query, ""))


def _tracks(name: str) -> bool:
    exact, beginnings = _tracking()
    return name.lower() in exact or name.lower().startswith(beginnings)


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    names: list[str] = load_toml("articles")["addresses"]["tracking"]
    return frozenset(names), tuple(name.removesuffix("*") for name in names if name.endswith("*"))
