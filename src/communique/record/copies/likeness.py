"""What an article that comes in repeats of those that are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from communique.model.article import Article
from communique.record.copies.duplicates import SEEMS, is_copy, publication_order
from communique.record.copies.fingerprints import Fingerprint
from communique.record.copies.shingles import share_of, shingles, word_numbers
from communique.record.editions import find_editions
from communique.record.memory import Once


class Likeness(StrEnum):
    """How an article is like another: `exact` in all its words, `near` made from it, an `edition` of its page."""

    EXACT = "exact"
    NEAR = "near"
    EDITION = "edition"


@dataclass(frozen=True, slots=True)
class Like:
    """The article of the record that another is like, and how."""

    article: Article
    how: Likeness


def is_alike(one: Fingerprint, other: Fingerprint) -> bool:
    """True where two texts are worth comparing as a whole, by their samples."""
    if one.content and one.content == other.content:
        return True
    short, long = sorted((one.sample, other.sample), key=len)
    return len(short) > 0 and share_of(short, long) >= SEEMS


def likeness(article: Article, candidates: Iterable[Article], known: Mapping[str, Fingerprint]) -> Like | None:
    """What an article is like among some that may be, none of them with its id: the earliest edition of it, else the
    earliest text with exactly its words, else the earliest of those of which one is made from the other.

    `known` are fingerprints of articles by their ids; those that are not there are made.
    """
    own = word_numbers(article.text)
    memory = Once(known)
    whole = shingles(own)
    found: list[tuple[int, tuple[str, str, str], Like]] = []
    for other in candidates:
        theirs = word_numbers(other.text)
        if find_editions([other, article], memory):
            how = Likeness.EDITION
        elif len(own) and own.tolist() == theirs.tolist():
            how = Likeness.EXACT
        elif is_copy((article, whole), (other, shingles(theirs))):
            how = Likeness.NEAR
        else:
            continue
        rank = (Likeness.EDITION, Likeness.EXACT, Likeness.NEAR).index(how)
        found.append((rank, publication_order(other), Like(other, how)))
    return min(found, key=lambda row: row[:2])[2] if found else None
