"""What an article is known again by: the key of its words, a sample of its shingles, its one address.

A pure function of text and address, so that a record can keep it and need not look through every text again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from zlib import crc32

import numpy as np

from communique.articles.addresses import canonical_url
from communique.articles.identity import content_key
from communique.data import load_toml
from communique.model.article import Article
from communique.record.copies.shingles import Numbers, shingles, sketch, word_numbers

_VERSION = 1
"""Counts up whenever the same words would have another fingerprint."""
LEAST = 36
"""Shorter texts, in words, have no sample: they are copies only when all their words are the same."""
MARKS = 24
"""How many of the least numbers of a sample stand for it where candidates are looked up."""


@cache
def version() -> int:
    """Another number wherever the same article would have another fingerprint; rules of addresses take part in it."""
    rules = json.dumps(load_toml("articles")["addresses"], sort_keys=True)
    return _VERSION << 32 | crc32(rules.encode())


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """`content` is "" for a text without words, `address` None where there is none, `sample` empty for a short text."""

    content: str
    address: str | None
    sample: Numbers

    @property
    def marks(self) -> list[int]:
        """The least numbers of the sample, as signed 64-bit integers.

        Where a half of one text stands in another, about half of these do, however long the texts are.
        """
        return [int(number) for number in self.sample[:MARKS].view(np.int64)]


def fingerprint(article: Article) -> Fingerprint:
    """The fingerprint of an article; a tenth of a millisecond for a thousand characters.

    >>> one, other = (fingerprint(Article("a", text)) for text in ("“Talks” ended.", "TALKS ended"))
    >>> one.content == other.content, len(one.sample)
    (True, 0)
    """
    words = word_numbers(article.text)
    sample = sketch(shingles(words)) if len(words) >= LEAST else words[:0]
    return Fingerprint(content_key(article.text), canonical_url(article.url) if article.url else None, sample)
