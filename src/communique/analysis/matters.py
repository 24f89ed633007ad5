"""What a stance is about, so that stances of different days can be compared: only like with like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from communique.data import load_toml
from communique.reading.actors.gazetteer import load_gazetteer

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
    """The words that name a matter: its content as stems, the names in it (of parties by their codes), what narrows it.

    `turned` is True where they turn the sense ("an end to the ban"), `negated` where they deny it, `limited` where they
    go on with a condition ("a ceasefire without a withdrawal").
    """

    content: frozenset[str]
    names: frozenset[str]
    narrowing: frozenset[str]
    turned: bool = False
    negated: bool = False
    limited: bool = False


@lru_cache(maxsize=65536)
def matter_of(about: str, issue: str = "talks") -> Matter:
    """The matter that the words of a stance name; what goes without saying on an `issue` names nothing.

    >>> sorted(matter_of("a full ceasefire without a withdrawal of troops").content)
    ['ceasefire']
    >>> matter_of("an end to the blockade").turned, matter_of("the blockade").turned
    (True, False)
    >>> sorted(matter_of("American troops in the islands").names)
    ['USA']
    """
    lists = _lists()
    text = about.replace("’", "'")
    cut = lists.limits.search(text)
    core = text[: cut.start()] if cut and cut.start() else text
    aside = lists.asides.search(core)
    core = core[: aside.start()] if aside and aside.start() else core
    names, rest = _names(lists.turning.sub(" ", core))
    words = [word.casefold() for word in rest]
    narrowing = {word for word in words if word in lists.narrowing or word[0].isdigit()}
    content = {lists.same.get(word) or _stem(word) for word in words if word not in lists.plain | narrowing}
    return Matter(
        frozenset(content) - lists.general.get(issue, lists.general["other"]),
        frozenset(names),
        frozenset(narrowing),
        turned=lists.turning.search(core) is not None,
        negated=any(word in lists.negating for word in words),
        limited=cut is not None,
    )


def compare(one: Matter, other: Matter) -> Likeness:
    """Whether stances on two matters can be held against each other.

    >>> compare(matter_of("a ceasefire"), matter_of("the 30-day truce")).value
    'wider'
    >>> compare(matter_of("a temporary ceasefire"), matter_of("a permanent ceasefire")).value
    'other'
    """
    if (one.turned, one.negated) != (other.turned, other.negated) or _strays(one, other) or _strays(other, one):
        return Likeness.OTHER
    if not one.content and not other.content:
        same = bool(one.names) and (one.names, one.narrowing) == (other.names, other.narrowing)
        return Likeness.SAME if same else Likeness.OTHER
    both = len(one.content & other.content)
    fewer = min(len(one.content), len(other.content))
    if not both or both < _OF_FEWER * fewer or both < _OF_ALL * len(one.content | other.content):
        return Likeness.OTHER
    alike = (one.content, one.names, one.narrowing) == (other.content, other.names, other.narrowing)
    return Likeness.SAME if alike else Likeness.WIDER


def _strays(one: Matter, other: Matter) -> bool:
    """True where each is narrower in a way of its own: other names, other limits, or a name here and a limit there."""
    if one.names and other.names and not one.names & other.names:
        return True
    if one.narrowing and other.narrowing and not one.narrowing & other.narrowing:
        return True
    return bool(one.names and not other.names and other.narrowing and not one.narrowing)


def _names(text: str) -> tuple[set[str], list[str]]:
    """The names in a text, of parties by their codes, and its other words. A first word is mostly no name."""
    words = _WORD.findall(text)
    names: set[str] = set()
    rest: list[str] = []
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and words[end][0].isupper():
            end += 1
        run = [word.removesuffix("'s") for word in words[at:end]]
        known = load_gazetteer().lookup(" ".join(run)) if run else None
        if run and (at or len(run) > 1 or known or words[at].isupper()):
            names.update([known.code] if known and known.code else [_stem(word.casefold()) for word in run])
            at = end
        else:
            rest.append(words[at])
            at += 1
    return names, rest


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
    general: dict[str, frozenset[str]]


@cache
def _lists() -> _Lists:
    data = load_toml("matters")
    same = {word: name for name, words in data["same"].items() for word in words}
    negating, narrowing = frozenset(data["negating"]), frozenset(data["narrowing"])
    plain, offices = frozenset(data["plain"]) | negating, frozenset(data["offices"])
    general = {issue: frozenset(words) for issue, words in data["general"].items()}
    patterns = _any(data["limits"]), _any(data["asides"]), _any(data["turning"])
    return _Lists(*patterns, negating, narrowing, plain, offices, same, general)


def _any(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(set(words), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


def _stem(word: str) -> str:
    plain = word.removesuffix("'s")
    for ending in ("ing", "ed", "s"):
        if plain.endswith(ending) and len(plain) - len(ending) > 2:
            plain = plain.removesuffix(ending)
            break
    return plain[:_STEM]
