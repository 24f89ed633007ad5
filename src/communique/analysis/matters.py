"""What a stance is about, so that stances of different days can be compared: only like with like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from communique.data import load_toml

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
# Forms of one word mostly share so many letters ("enrichment", "enriching"; "recognition", "recognise").
_STEM = 6
# Of the fewer content words this share must be common, and of all of them that one.
_OF_FEWER, _OF_ALL = 2 / 3, 1 / 3


class Likeness(StrEnum):
    """How two matters compare: the same; one wider than the other; or none that can be held against each other."""

    SAME = "same"
    WIDER = "wider"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Matter:
    """The words that name a matter: its content as stems, what narrows it.

    `turned` is True where they turn the sense ("an end to the ban"), `negated` where they deny it, `limited` where they
    go on with a condition ("a ceasefire without a withdrawal").
    """

    content: frozenset[str]
    narrowing: frozenset[str]
    turned: bool = False
    negated: bool = False
    limited: bool = False


@lru_cache(maxsize=65536)
def matter_of(about: str) -> Matter:
    """The matter that the words of a stance name.

    >>> sorted(matter_of("a full ceasefire without a withdrawal of troops").content)
    ['ceasefire']
    >>> matter_of("an end to the blockade").turned, matter_of("the blockade").turned
    (True, False)
    """
    lists = _lists()
    text = about.casefold().replace("’", "'")
    cut = lists.limits.search(text)
    core = text[: cut.start()] if cut and cut.start() else text
    aside = lists.asides.search(core)
    core = core[: aside.start()] if aside and aside.start() else core
    words = _WORD.findall(lists.turning.sub(" ", core))
    narrowing = {word for word in words if word in lists.narrowing or word[0].isdigit()}
    content = {lists.same.get(word) or _stem(word) for word in words if word not in lists.plain | narrowing}
    return Matter(
        frozenset(content),
        frozenset(narrowing),
        turned=lists.turning.search(core) is not None,
        negated=any(word in lists.negating for word in _WORD.findall(core)),
        limited=cut is not None,
    )


def compare(one: Matter, other: Matter) -> Likeness:
    """Whether stances on two matters can be held against each other.

    >>> compare(matter_of("a ceasefire"), matter_of("the 30-day truce")).value
    'wider'
    >>> compare(matter_of("a temporary ceasefire"), matter_of("a permanent ceasefire")).value
    'other'
    """
    if not one.content or not other.content or (one.turned, one.negated) != (other.turned, other.negated):
        return Likeness.OTHER
    if one.narrowing and other.narrowing and not one.narrowing & other.narrowing:
        return Likeness.OTHER
    both = len(one.content & other.content)
    fewer = min(len(one.content), len(other.content))
    if both < _OF_FEWER * fewer or both < _OF_ALL * len(one.content | other.content):
        return Likeness.OTHER
    alike = one.content == other.content and one.narrowing == other.narrowing
    return Likeness.SAME if alike else Likeness.WIDER


def office_words(title: str) -> frozenset[str]:
    """The stems of the words that tell an office from others; none for "leader" or "official".

    >>> office_words("spokeswoman") == office_words("Spokesperson"), office_words("the leader")
    (True, frozenset())
    """
    words = _WORD.findall(title.casefold())
    return frozenset(_stem(word) for word in words if word not in _lists().plain | _lists().offices)


@dataclass(frozen=True, slots=True)
class _Lists:
    limits: re.Pattern[str]
    asides: re.Pattern[str]
    turning: re.Pattern[str]
    negating: frozenset[str]
    narrowing: frozenset[str]
    plain: frozenset[str]
    offices: frozenset[str]
    same: dict[str, str]


@cache
def _lists() -> _Lists:
    data = load_toml("matters")
    same = {word: name for name, words in data["same"].items() for word in words}
    negating, narrowing = frozenset(data["negating"]), frozenset(data["narrowing"])
    plain, offices = frozenset(data["plain"]) | negating, frozenset(data["offices"])
    return _Lists(
        _any(data["limits"]), _any(data["asides"]), _any(data["turning"]), negating, narrowing, plain, offices, same
    )


def _any(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(set(words), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")


def _stem(word: str) -> str:
    plain = word.removesuffix("'s")
    for ending in ("ing", "ed", "s"):
        if plain.endswith(ending) and len(plain) - len(ending) > 2:
            plain = plain.removesuffix(ending)
            break
    return plain[:_STEM]
