"""Who holds which office when: dated rosters that know the persons whom an article names without their office.

What the article itself says of a person always wins; the roster only fills what it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from communique.data import load_toml
from communique.errors import SettingsError, UsageError
from communique.model.actors import Level
from communique.reading.actors.gazetteer import load_gazetteer, plain, read_extra
from communique.reading.actors.names import same_words, skeleton, words_of
from communique.reading.actors.offices import level_in, office_level
from communique.settings.own_names import NONE, OwnNames

_FILES = ("roster_europe", "roster_americas_asia", "roster_mideast_africa")
_NAMES = load_toml("roster")["names"]
_FAMILY_FIRST, _GIVEN, _TITLES = (frozenset(_NAMES[key]) for key in ("family_first", "given", "titles"))
_COMMON = frozenset(skeleton(plain(name)) for name in _NAMES["common"])
_ASIAN = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+")
_STILL = 2026
"""Rows that end in this year are of those still in office."""
_NO_END = 9999
_ENOUGH = 3
"""Consonants that a surname must have to be known by them alone."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One person in one office from `first` to `last`, both years inclusive.

    `names` are the ways the name is written, without titles, `spellings` the same as words without particles.
    """

    names: tuple[str, ...]
    party: str
    office: str
    first: int
    last: int
    level: Level
    spellings: tuple[tuple[str, ...], ...]

    @property
    def person(self) -> tuple[str, str]:
        """What tells persons apart, for one person may have several holdings."""
        words = self.spellings[0]
        return skeleton(words[0])[:4], skeleton(words[-1])

    def completed(self, surname: str) -> str:
        """The full name, with the surname as a text spells it ("Zelenskyy": "Volodymyr Zelenskyy")."""
        wanted = skeleton(plain(surname))
        for name in self.names:
            parts = name.split()
            for i in (len(parts) - 1, 0):
                if len(parts) > 1 and skeleton(plain(parts[i])) == wanted:
                    return " ".join([*parts[:i], surname, *parts[i + 1 :]])
        return self.names[0] if len(self.spellings[0]) > 1 else surname

    def covers(self, year: int | None, before: int = 0, after: int = 0) -> bool:
        """True where the year lies in the term, or as many years before or after it; always without a year."""
        return year is None or self.first - before <= year <= self.last + after


REMEMBERED = 20_000
"""Names remembered with who bears them."""


@dataclass(frozen=True, slots=True)
class Roster:
    """All holdings, by the beginning of a name's words and by surname."""

    words: Mapping[str, Sequence[Holding]] = field(repr=False)
    surnames: Mapping[str, Sequence[Holding]] = field(repr=False)
    _asked: dict[tuple[str, ...], list[Holding]] = field(default_factory=dict, repr=False, compare=False)

    def named(self, words: tuple[str, ...]) -> list[Holding]:
        """Holdings of the person with this full name, in any of its spellings; remembered, for names come again."""
        if words not in self._asked:
            if len(self._asked) >= REMEMBERED:
                self._asked.clear()
            self._asked[words] = self._named(words)
        return self._asked[words]

    def _named(self, words: tuple[str, ...]) -> list[Holding]:
        near = {id(h): h for key in _keys(words) for h in self.words.get(key, ())}
        return [h for h in near.values() if any(_same_name(words, spelling) for spelling in h.spellings)]

    def bearing(self, word: str) -> Sequence[Holding]:
        """Holdings of everyone with this surname, or known by this one name."""
        return self.surnames.get(skeleton(plain(word)), ())


def _same_name(words: tuple[str, ...], spelling: tuple[str, ...]) -> bool:
    """True where one is the other, or part of it, but for the hyphens and vowels of another transcription."""
    mine, theirs = _parts(words), _parts(spelling)
    if min(len(mine), len(theirs)) < 2:
        return False
    if same_words(mine, theirs) or same_words(theirs, mine):
        return True
    if len(mine) != len(theirs) or len(_consonants(mine[-1])) < _ENOUGH:
        return False
    return all(_consonants(one) == _consonants(other) for one, other in zip(mine, theirs, strict=True))


def _keys(words: tuple[str, ...]) -> set[str]:
    """Under what a name is looked up: the consonants of its first and last parts."""
    parts = _parts(words)
    return {_consonants(parts[0]), _consonants(parts[-1])} if parts else set()


def _parts(words: tuple[str, ...]) -> list[str]:
    return [part for word in words for part in word.split("-") if part]


@cache
def _consonants(word: str) -> str:
    """What transcriptions of a name share ("Rouhani", "Rohani": rhn; "Haftar", "Hifter": hftr)."""
    word = skeleton(plain(word)).replace("q", "k").replace("c", "k")
    return word[:1] + re.sub(r"(.)\1+", r"\1", re.sub("[aeiou]", "", word[1:]))


@cache
def load_roster(own: OwnNames = NONE) -> Roster:
    """The shipped roster, with a user's TOML file of the same form added to it, and the persons of the settings.

    The file holds a table `[persons]` of `CODE = [["Name", "office", 2019, 2026], ...]`; a list in the place of
    the name gives several spellings, a fifth entry the level where the office does not tell it. Raises
    SettingsError when the file cannot be read, a row has another form, or a spelling is that of nobody.

    >>> [h.office for h in load_roster().named(("Kofi", "Annan"))]
    ['Secretary-General', 'special envoy']
    """
    holdings = [h for name in _FILES for h in _holdings(load_toml(name), name)]
    if own.roster is not None:
        rows = read_extra(own.roster, "roster", "give the path of a UTF-8 TOML file")
        holdings.extend(_holdings(rows, str(own.roster)))
    holdings.extend(_own_holdings(own))
    known = _by_name(holdings)
    return _by_name(_respelled(holdings, known, own.spellings)) if own.spellings else known


def _by_name(holdings: Iterable[Holding]) -> Roster:
    words: dict[str, list[Holding]] = {}
    surnames: dict[str, list[Holding]] = {}
    for holding in holdings:
        for key in {key for spelling in holding.spellings for key in _keys(spelling)}:
            words.setdefault(key, []).append(holding)
        for key in {skeleton(w) for spelling in holding.spellings for w in _callable_by(spelling, holding)}:
            surnames.setdefault(key, []).append(holding)
    return Roster(words, surnames)


def _callable_by(spelling: tuple[str, ...], holding: Holding) -> Iterator[str]:
    """The single names under which a person goes: the surname, in some states the first name."""
    first = holding.party in _FAMILY_FIRST or _ASIAN.fullmatch(" ".join(spelling))
    yield spelling[0] if first else spelling[-1]
    if holding.party in _GIVEN:
        yield spelling[0]


def _holdings(data: Mapping[str, Any], where: str) -> Iterator[Holding]:
    hint = 'write [persons] with lines such as ABC = [["Ana Ruiz", "foreign minister", 2021, 2026]]'
    persons = data.get("persons")
    if not isinstance(persons, dict) or set(data) != {"persons"}:
        raise SettingsError(f"{where}: a roster has one table [persons]", hint=hint)
    for code, rows in persons.items():
        for row in rows if isinstance(rows, list) else [rows]:
            try:
                holding = _holding(code, *row)
            except (TypeError, ValueError, IndexError, AttributeError) as error:
                raise SettingsError(f"{where}: {code}: a row of another form: {row!r}", hint=hint) from error
            yield holding


def _holding(code: str, names: str | list[str], office: str, first: int, last: int, level: str = "") -> Holding:
    """One row. Raises ValueError or TypeError where it has another form."""
    names = [names] if isinstance(names, str) else names
    bare = tuple(_untitled(name) for name in names)
    spellings = tuple(words for name in bare if _parts(words := words_of(name)))
    if not spellings or not office or first > last:
        raise ValueError("no name, no office, or years in reverse")
    until = last if last < _STILL else _NO_END
    held = Level(level) if level else _level_of(code, office)
    return Holding(bare, code, office, first, until, held, spellings)


def _level_of(code: str, office: str) -> Level:
    """The level of an office of a party."""
    level = office_level(f"{code} {office}" if office.startswith("Secretary") else office)
    return level_in(office, code, level)


def _own_holdings(own: OwnNames) -> Iterator[Holding]:
    """The persons of the settings, whose years mean what they say."""
    for holder in own.persons:
        where = f"[[persons]] {holder.names[0]}"
        try:
            code = load_gazetteer(own).code_of(holder.party)
            holding = _holding(code, list(holder.names), holder.office, 0, _NO_END, holder.level or "")
        except UsageError as error:
            raise SettingsError(f"{where}: {error.message}", hint=error.hint) from error
        except ValueError as error:
            raise SettingsError(f"{where}: no name that a text could have", hint='write name = "Ana Ruiz"') from error
        yield replace(holding, first=holder.first or 0, last=holder.last or _NO_END)


def _respelled(holdings: list[Holding], known: Roster, aliases: Iterable[tuple[str, str]]) -> list[Holding]:
    """The holdings, with spellings of the settings added to those of the persons whose usual name they give."""
    for spelling, usual in aliases:
        meant = {id(holding) for holding in known.named(words_of(_untitled(usual)))}
        words = words_of(_untitled(spelling))
        if not meant or not words:
            hint = "add the person to [[persons]], or join two names of the record with `communique decide alias`"
            raise SettingsError(f"[aliases.persons] {spelling!r}: nobody on the roster is called {usual}", hint=hint)
        person = {holding.person for holding in holdings if id(holding) in meant}
        holdings = [
            replace(h, names=(*h.names, _untitled(spelling)), spellings=(*h.spellings, words))
            if h.person in person
            else h
            for h in holdings
        ]
    return holdings


def is_common_surname(name: str) -> bool:
    """True for a surname that many others bear, so that alone it tells nobody."""
    return skeleton(plain(name)) in _COMMON


def _untitled(name: str) -> str:
    """A name without the titles before it ("King Hussein": "Hussein")."""
    words = name.split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return " ".join(words)
