"""The words by which two reports are found to speak of one thing: stems, with words of one meaning as one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from communique.data import load_toml

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
WEAK = 2 / 5
"""What a word counts that many things share; others count 1."""


@lru_cache(maxsize=65536)
def content_words(text: str) -> frozenset[str]:
    """The meanings of the words that say what something is about, numbers left out.

    >>> sorted(content_words("bring embassies back to full staffing") & content_words("restore embassy staffing"))
    ['embas', 'restor', 'staf']
    """
    meanings, phrases, phrase, empty = _meanings()
    found = set()
    for word in _WORD.findall(phrase.sub(lambda match: f" {phrases[_spaced(match[0])]} ", _fold(text))):
        if word in empty or _NUMBER.fullmatch(word) or len(word) < 2:
            continue
        key = stem(word)
        found.add(meanings.get(key, key))
    return frozenset(found)


@lru_cache(maxsize=65536)
def numbers(text: str) -> frozenset[str]:
    """The numbers in a text but for years: "a 60-day extension" gives 60."""
    return frozenset(n for n in _NUMBER.findall(text) if not _YEAR.fullmatch(n))


def total(words: frozenset[str]) -> float:
    """How much some meanings count together."""
    # In fifths, so that sums are exact.
    return (5 * len(words) - 3 * len(words & _weak())) / 5


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two sets of meanings have in common, 0 to 1: the mean of what the smaller and what both share.

    One that says less of the same thing is much like it.
    """
    common = one & other
    if not common:
        return 0.0
    shared, mine, its = total(common), total(one), total(other)
    return (shared / min(mine, its) + shared / (mine + its - shared)) / 2


def strong(words: frozenset[str]) -> int:
    """How many of the meanings are not such as many things share."""
    return len(words - _weak())


def telling(words: frozenset[str]) -> frozenset[str]:
    """The meanings by which to look for others: those that few things share, where there are some."""
    few = words - _weak()
    return few if len(few) > 2 else words


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


def _spaced(phrase: str) -> str:
    return " ".join(_WORD.findall(phrase))


@cache
def _meanings() -> tuple[dict[str, str], dict[str, str], re.Pattern[str], frozenset[str]]:
    """Stems with the meaning that they share, phrases of several words with theirs, how to find them, empty words."""
    data = load_toml("sameness")
    meanings: dict[str, str] = {}
    phrases: dict[str, str] = {}
    for group in data["same"]["groups"]:
        name = stem(group[0])
        for word in group:
            parts = _WORD.findall(_fold(word))
            if len(parts) > 1:
                phrases[" ".join(parts)] = group[0]
            else:
                meanings.setdefault(stem(parts[0]), name)
    worded = "|".join(phrase.replace(" ", r"[\s-]+") for phrase in sorted(phrases, key=len, reverse=True))
    return meanings, phrases, re.compile(rf"\b(?:{worded})\b"), frozenset(data["empty"]["words"])


@cache
def _weak() -> frozenset[str]:
    meanings = _meanings()[0]
    return frozenset(meanings.get(key, key) for key in map(stem, load_toml("sameness")["weak"]["words"])) | {
        stem("talks"), stem("meet"), stem("continue")
    }  # fmt: skip


@cache
def _endings() -> list[tuple[str, int]]:
    """Endings, the longest first, with how many letters must remain: more where more than an inflection is cut."""
    data = load_toml("sameness")["endings"]
    found = [(ending, 3) for ending in data["inflections"]] + [(ending, 4) for ending in data["derivations"]]
    return sorted(found, key=lambda row: (-len(row[0]), row[0]))
