"""Are two names one person's? Spellings differ between outlets, and so does how much of a name they give."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache, lru_cache

from communique.data import load_toml
from communique.record.spelling import one_letter_apart

_TOKEN = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")
_ARTICLE = re.compile(r"\b(al|el|as|ash|ad|an|ar)[-\s]+(?=\w)", re.IGNORECASE)
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "t", "ß": "s", "æ": "e", "œ": "e"})
# How much two spellings of one given name have in common at least.
CLOSE = 0.72
# Sounds that romanisations write in several ways; what remains only has to be equal, never to be read.
_SOUNDS = (
    (re.compile(r"x"), "ks"),
    (re.compile(r"[gk]h|q"), "g"),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"wh?"), "v"),
    (re.compile(r"ae(?=i)"), "a"),
    (re.compile(r"oo|ou"), "u"),
    (re.compile(r"ee|ie"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=.{3})h$"), ""),
)


Person = tuple[str, ...]
"""The sound of each part of a person's name."""


@lru_cache(maxsize=65536)
def name_keys(name: str) -> tuple[str, ...]:
    """The sound of each part of a name, of given names in their long form; the last one stands for the person.

    >>> name_keys("Abbas Araghchi")[-1] == name_keys("Araqchi")[-1]
    True
    >>> name_keys("Bill Carr") == name_keys("William Carr")
    True
    """
    sounds = [_sound(part) for part in _parts(name)]
    given = _given_names()
    return (*(given.get(sound, sound) for sound in sounds[:-1]), *sounds[-1:])


def last_key(name: str) -> str | None:
    """The last one of a name's keys, which costs less than all of them; None where the name has none.

    >>> last_key("Abbas Araghchi") == name_keys("Abbas Araghchi")[-1]
    True
    """
    parts = _parts(name)
    return _sound(parts[-1]) if parts else None


def _parts(name: str) -> list[str]:
    plain = name.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_PLAIN))
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _TOKEN.findall(_ARTICLE.sub("", plain))


@cache
def _given_names() -> dict[str, str]:
    """The long form of given names that have short ones, both by their sound."""
    return {
        _sound(name.casefold()): _sound(group[0].casefold())
        for group in load_toml("nicknames")["groups"]
        for name in group
    }


@lru_cache(maxsize=65536)
def _sound(part: str) -> str:
    key = re.sub(r"['’`]", "", part)
    if key.startswith("al") and len(key) > 6:
        key = key[2:]
    for pattern, plain in _SOUNDS:
        key = pattern.sub(plain, key)
    return key


def last_names(names: Iterable[str]) -> frozenset[str]:
    """One key for each person named."""
    return frozenset(keys[-1] for keys in map(name_keys, names) if keys)


@lru_cache(maxsize=65536)
def persons(names: tuple[str, ...]) -> frozenset[Person]:
    """Everyone named, each once, by the sound of the fullest name."""
    return fold_persons(frozenset(filter(None, map(name_keys, names))))


@lru_cache(maxsize=65536)
def fold_persons(known: frozenset[Person]) -> frozenset[Person]:
    """Each person once, by the fullest name."""
    found: list[Person] = []
    for keys in sorted(known, key=lambda keys: (-len(keys), keys)):
        if not any(_is_one(keys, other) for other in found):
            found.append(keys)
    return known if len(found) == len(known) else frozenset(found)


@lru_cache(maxsize=65536)
def shared_persons(some: frozenset[Person], others: frozenset[Person]) -> int:
    """How many are among both."""
    same = some & others
    left = set(others - same)
    count = len(same)
    for keys in sorted(some - same):
        match = next((other for other in sorted(left) if _is_one(keys, other)), None)
        if match is not None:
            left.remove(match)
            count += 1
    return count


def fold_names(names: Iterable[str]) -> tuple[str, ...]:
    """Each person once, by the usual form of the name that is more than a last name, in the order of first mention.

    >>> fold_names(["Lavrov", "Marco Rubio", "Sergey Lavrov", "Sergey Viktorovich Lavrov", "Sergey Lavrov"])
    ('Sergey Lavrov', 'Marco Rubio')
    >>> fold_names(["Ana Moreira", "Ana Mureira", "Rui Mureira", "Ana Moreira"])
    ('Ana Moreira', 'Rui Mureira')
    """
    times = Counter(names)
    people: list[list[str]] = []
    for name in times:
        keys = name_keys(name)
        if not keys:
            continue
        # The fullest form of each stands first.
        known = next((forms for forms in people if _is_one(keys, name_keys(forms[0]))), None)
        if known is None:
            people.append([name])
        else:
            known.insert(0 if len(keys) > len(name_keys(known[0])) else len(known), name)
    return tuple(max(forms, key=lambda name: usual(name_keys(name), times[name])) for forms in people)


def _is_one(one: Person, other: Person) -> bool:
    """True for one person's names, also where a letter of one is wrong."""
    return same_person(one, other) or misspelt(one, other)


def usual(keys: tuple[str, ...], times: int) -> tuple[bool, int, int]:
    """How well a form of a name stands for its person: more than a last name, used often, full."""
    return len(keys) > 1, times, len(keys)


class FullNames:
    """The full names of persons whom some reports name by the last name alone, as names come and go.

    >>> names = FullNames()
    >>> names.add(["Lavrov", "Sergey Lavrov", "Sergey Lavrov", "Costa", "Ana Costa", "Rui Costa"])
    >>> names.full("Lavrov"), names.full("Costa")
    ('Sergey Lavrov', 'Costa')
    """

    def __init__(self) -> None:
        self._times: dict[str, Counter[str]] = defaultdict(Counter)
        self._best: dict[str, str | None] = {}

    def add(self, names: Iterable[str], times: int = 1) -> None:
        """Count each name once more, or `times` more."""
        for name in names:
            keys = name_keys(name)
            if len(keys) > 1:
                known = self._times[keys[-1]]
                known[name] += times
                if known[name] <= 0:
                    del known[name]
                self._best.pop(keys[-1], None)

    def full(self, name: str) -> str:
        """The full name where `name` is a last name alone that only one person has, the most frequent form of it."""
        keys = name_keys(name)
        if len(keys) != 1:
            return name
        if keys[0] not in self._best:
            self._best[keys[0]] = self._find(keys[0])
        return self._best[keys[0]] or name

    def _find(self, last: str) -> str | None:
        times = self._times.get(last, Counter())
        best = max(times, key=lambda full: (times[full], full), default=None)
        alike = best is not None and all(same_person(name_keys(best), name_keys(other)) for other in times)
        return best if alike else None


def full_names(names: Iterable[str]) -> dict[str, str]:
    """For each name that is a last name alone the full name, where only one person has it.

    >>> full_names(["Lavrov", "Sergey Lavrov", "Costa", "Ana Costa", "Rui Costa"])
    {'Lavrov': 'Sergey Lavrov'}
    """
    known, all_names = FullNames(), list(names)
    known.add(all_names)
    return {name: known.full(name) for name in dict.fromkeys(all_names) if known.full(name) != name}


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True when two names, as keys, can be one person's.

    The last parts are the same, or the same parts stand in another order or are joined otherwise ("Kim Jong-un",
    "Kim Jong Un"), or one name goes on where the other ends ("Mohammed bin Salman Al Saud").
    """
    if one[-1] == other[-1]:
        return len(one) == 1 or len(other) == 1 or one[0][0] == other[0][0] or len(one) != len(other)
    if "".join(one) == "".join(other) or sorted(one) == sorted(other):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > 1 and long[: len(short)] == short


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True when two names of several parts, as keys, are most likely one person's: given names must fit as well.

    >>> alike(name_keys("Sergei Lavrov"), name_keys("Sergey V. Lavrov"))
    True
    >>> alike(name_keys("Ana Costa"), name_keys("António Costa"))
    False
    """
    if not same_person(one, other):
        return False
    if one[-1] != other[-1] or len(one) == 1 or len(other) == 1:
        return True
    few, many = sorted((one[:-1], other[:-1]), key=len)
    return all(any(_given_fits(a, b) for b in many) for a in few)


def misspelt(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True when two names, as keys, are one but for a letter inside the last name.

    >>> misspelt(name_keys("Ana Moreira"), name_keys("Ana Mureira"))
    True
    >>> misspelt(name_keys("Ana Moreira"), name_keys("Rui Mureira"))
    False
    """
    few, many = sorted((one[:-1], other[:-1]), key=len)
    return bool(few) and set(few) <= set(many) and one_letter_apart(one[-1], other[-1])


def _given_fits(one: str, other: str) -> bool:
    """One given name: the same, an initial or a short form of it, or spelt a little otherwise."""
    short, long = sorted((one, other), key=len)
    if short[0] != long[0]:
        return False
    if len(short) == 1 or (len(short) > 2 and long.startswith(short[:-1]) and len(long) - len(short) <= 3):
        return True
    return short == long or SequenceMatcher(None, short, long).ratio() >= CLOSE
