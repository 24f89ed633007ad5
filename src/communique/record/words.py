"""The words by which two reports are found to speak of one thing: stems, with words of one meaning as one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from communique.data import load_toml

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
WEAK = 0.4
"""What a word counts that many things share; others count 1."""


@lru_cache(maxsize=65536)
def content_words(text: str) -> frozenset[str]:
    """The meanings of the words that say what something is about, numbers left out.

    >>> sorted(content_words("bring embassies back to full staffing") & content_words("restore embassy staffing"))
    ['embas', 'staf']
    """
    plain = _fold(text)
    meanings, phrases, empty = _meanings()
    for phrase, meaning in phrases:
        plain = phrase.sub(f" {meaning} ", plain)
    found = set()
    for word in _WORD.findall(plain):
        if word in empty or _NUMBER.fullmatch(word) or len(word) < 2:
            continue
        key = stem(word)
        found.add(meanings.get(key, key))
    return frozenset(found)


@lru_cache(maxsize=65536)
def numbers(text: str) -> frozenset[str]:
    """The numbers in a text but for years: "a 60-day extension" gives 60."""
    return frozenset(n for n in _NUMBER.findall(text) if not _YEAR.fullmatch(n))


def weight(word: str) -> float:
    """How much a meaning in common counts."""
    return WEAK if word in _weak() else 1.0


def total(words: Iterable[str]) -> float:
    """What some meanings count together; the same for any order."""
    weak = _weak()
    known = list(words)
    faint = sum(word in weak for word in known)
    return len(known) - faint + WEAK * faint


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two sets of meanings have in common, 0 to 1: the mean of what the smaller and what both share.

    One that says less of the same thing is much like it.
    """
    shared = total(one & other)
    if not shared:
        return 0.0
    smaller, either = min(total(one), total(other)), total(one | other)
    return (shared / smaller + shared / either) / 2


def strong(words: Iterable[str]) -> int:
    """How many of the meanings are not such as many things share."""
    weak = _weak()
    return sum(word not in weak for word in words)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its endings: only ever compared, never read.

    >>> stem("staffing") == stem("staff"), stem("restoration") == stem("restored")
    (True, True)
    """
    short = word
    for ending, least in _endings():
        if word.endswith(ending) and len(word) - len(ending) >= least:
            short = word[: -len(ending)]
            break
    bare = short.rstrip("aeiy")
    short = bare if len(bare) > 2 else short
    return short[:-1] if len(short) > 3 and short[-1] == short[-2] else short


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"'s\b|'", " ", plain)


@cache
def _meanings() -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]], frozenset[str]]:
    """Stems with the meaning that they share, phrases of several words with theirs, and the empty words."""
    data = load_toml("sameness")
    meanings: dict[str, str] = {}
    phrases = []
    for group in data["same"]["groups"]:
        name = stem(group[0])
        for word in group:
            parts = _WORD.findall(_fold(word))
            if len(parts) > 1:
                phrases.append((re.compile(r"\b" + r"[\s-]+".join(parts) + r"\b"), group[0]))
            else:
                meanings.setdefault(stem(parts[0]), name)
    return meanings, phrases, frozenset(data["empty"]["words"])


@cache
def _weak() -> frozenset[str]:
    meanings, _, _ = _meanings()
    return frozenset(meanings.get(key, key) for key in map(stem, load_toml("sameness")["weak"]["words"])) | {
        stem("talks"), stem("meet"), stem("continue")
    }  # fmt: skip


@cache
def _endings() -> list[tuple[str, int]]:
    """Endings, the longest first, with how many letters must remain: more where more than an inflection is cut."""
    data = load_toml("sameness")["endings"]
    found = [(ending, 3) for ending in data["inflections"]] + [(ending, 4) for ending in data["derivations"]]
    return sorted(found, key=lambda row: (-len(row[0]), row[0]))
