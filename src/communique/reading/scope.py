"""What concerns the parties of interest, by their names in the raw text: a check before the parser, and far cheaper.

An article concerns them where it names two of them, whether as states, capitals, peoples, holders of their offices or
groups that hold them. It does so as well where one of them alone stands in a headline of negotiating; where the parties
negotiate within one state, where that state is in the headline or named twice; where there is but one party of
interest, where it is in the headline or named twice. Parties that stand in a list of many countries do not count,
unless the paragraph is one of negotiating.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from communique.data import load_toml
from communique.model.article import Article
from communique.reading.actors.gazetteer import Gazetteer, load_gazetteer, plain
from communique.reading.actors.roster import is_common_surname, load_roster
from communique.settings.own_names import NONE, OwnNames

_WORD = re.compile(r"[^\W_]+")
_LONGEST_HEADLINE = 200
_SENTENCE_ENDS = (".", '."', ".”", ".'")
_LIST, _GAP = 6, 4
"""So many parties, no more than so many words apart, are a list."""
_ENOUGH = 2
"""Paragraphs in which a party stands beside words of negotiating until an article with it in the headline is read."""

Words = tuple[str, ...]
Phrases = Mapping[str, Sequence[tuple[Words, tuple[str, ...]]]]
"""By their first words: the words of names, the longest first, with the codes that they stand for."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an article concerns the parties of interest, and which of them it names, the most named first."""

    concerns: bool
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What concerns some parties of interest, given by their codes.

    `inner` are states within which one of them negotiates, with the party that does; `groups` what names some of them
    together.
    """

    parties: tuple[str, ...]
    inner: frozenset[str] = frozenset()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    names: Phrases = field(default_factory=dict, repr=False, compare=False)
    persons: Phrases = field(default_factory=dict, repr=False, compare=False)

    def judge(self, article: Article, most: int = 100_000) -> Verdict:
        """Whether the first `most` characters of an English article concern the parties.

        >>> make_scope(("RUS", "UKR")).judge(Article("a", "Moscow has accused Kyiv of delaying.")).concerns
        True
        >>> make_scope(("RUS", "UKR")).judge(Article("a", "Moscow hotels are full, owners say.")).concerns
        False
        """
        headline, paragraphs = _parts(article, most)
        tally = _Tally(self)
        tally.add(headline, is_headline=True)
        for paragraph in paragraphs:
            if tally.decided:
                break
            tally.add(paragraph)
        return Verdict(tally.decided, tuple(code for code, _ in tally.named.most_common()))

    def mentions(self, words: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...], bool]]:
        """Names among the words: the place, the codes it stands for, True where it is no person's."""
        i = 0
        while i < len(words):
            name, person = (_longest(phrases.get(words[i], ()), words, i) for phrases in (self.names, self.persons))
            found = name if person is None or (name and len(name[0]) >= len(person[0])) else person
            if found is None:
                i += 1
                continue
            if found[1]:
                yield i, found[1], found is name
            i += len(found[0])


class _Tally:
    """What an article has named so far."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.named: Counter[str] = Counter()
        self._headline: frozenset[str] = frozenset()
        self._negotiates = False
        self._beside: Counter[str] = Counter()

    def add(self, text: str, *, is_headline: bool = False) -> None:
        """Count the names of one paragraph."""
        words = _WORD.findall(_plain_text(text))
        found = list(self.scope.mentions(words))
        wanted = [(at, code) for at, codes, _ in found for code in self._wanted(codes)]
        if not wanted and not is_headline:
            return
        negotiating = bool(_negotiating().search(text))
        listed = _listed(found) if not negotiating and not is_headline else frozenset()
        here = Counter(code for at, code in wanted if at not in listed)
        self.named.update(here)
        if negotiating:
            self._beside.update(here.keys())
        if is_headline:
            # Where a headline names the counterpart, it is that one and no other.
            elsewhere = any(codes and not any(self._wanted(codes)) for _, codes, _ in found)
            self._headline, self._negotiates = frozenset(here), negotiating and not elsewhere

    def _wanted(self, codes: Iterable[str]) -> Iterator[str]:
        for code in codes:
            if code in self.scope.parties or code in self.scope.inner:
                yield code
            yield from self.scope.groups.get(code, ())

    @property
    def decided(self) -> bool:
        """True as soon as it is plain that the article concerns the parties."""
        scope, named = self.scope, self.named
        if len(named) > 1:
            return True
        if len(scope.parties) == 1 or not scope.inner.isdisjoint(named):
            return any(code in self._headline or number > 1 for code, number in named.items())
        return self._negotiates and any(self._beside[code] >= _ENOUGH for code in self._headline)


def _longest(
    phrases: Iterable[tuple[Words, tuple[str, ...]]], words: Sequence[str], at: int
) -> tuple[Words, tuple[str, ...]] | None:
    return next((one for one in phrases if tuple(words[at : at + len(one[0])]) == one[0]), None)


def _listed(found: Sequence[tuple[int, tuple[str, ...], bool]]) -> frozenset[int]:
    """The places of names that stand in a list of many parties."""
    listed: set[int] = set()
    run: list[tuple[int, tuple[str, ...]]] = []
    for at, codes, is_name in [*found, (1_000_000_000, (), True)]:
        if not is_name:
            continue
        if run and at - run[-1][0] > _GAP:
            if len({names for _, names in run}) >= _LIST:
                listed.update(place for place, _ in run)
            run = []
        run.append((at, codes))
    return frozenset(listed)


def _parts(article: Article, most: int) -> tuple[str, list[str]]:
    """The headline, or what stands in its place, and the paragraphs."""
    paragraphs = [row for row in article.text[:most].split("\n") if row.strip()]
    if article.title:
        return article.title, paragraphs
    first = paragraphs[0].rstrip() if paragraphs else ""
    is_headline = len(first) <= _LONGEST_HEADLINE and not first.endswith(_SENTENCE_ENDS)
    return (first, paragraphs[1:]) if is_headline else ("", paragraphs)


def _plain_text(text: str) -> str:
    return text if text.isascii() else plain.__wrapped__(text)


@cache
def _negotiating() -> re.Pattern[str]:
    words = load_toml("scope")
    beginnings, whole = ("|".join(map(re.escape, words[key])) for key in ("beginnings", "words"))
    return re.compile(rf"\b(?:(?:{beginnings})|(?:{whole})\b)", re.IGNORECASE)


@cache
def make_scope(parties: tuple[str, ...], own: OwnNames = NONE) -> Scope:
    """What concerns these parties, given by their codes, by the gazetteer and the roster with the user's own names."""
    gazetteer = load_gazetteer(own)
    wanted = set(parties)
    groups = {
        group: within
        for group, members in gazetteer.members.items()
        if group not in wanted and (within := tuple(code for code in parties if code in members))
    }
    inner = {inside for code in parties if (state := _state(code, gazetteer)) for inside in (state, code)}
    return Scope(parties, frozenset(inner), groups, _names(own), _persons(wanted | inner, own))


def _state(code: str, gazetteer: Gazetteer) -> str | None:
    """The state within which a party negotiates; None for a state."""
    return gazetteer.states.get(code) or (code.removesuffix("-OPP") if code.endswith("-OPP") else None)


@cache
def _names(own: OwnNames) -> Phrases:
    """Every name of the gazetteer, so that a longer name of another party is not taken for one of interest."""
    found: defaultdict[str, list[tuple[Words, tuple[str, ...]]]] = defaultdict(list)
    for name, entry in load_gazetteer(own).entries.items():
        if entry.sort != "city" and (words := tuple(_WORD.findall(name))):
            found[words[0]].append((words, (entry.code,) if entry.code else ()))
    return _sorted(found)


def _persons(parties: Iterable[str], own: OwnNames) -> Phrases:
    """Full names of those who held an office of these parties, and surnames that few others bear."""
    codes: defaultdict[Words, set[str]] = defaultdict(set)
    wanted = set(parties)
    for holding in {id(h): h for known in load_roster(own).words.values() for h in known}.values():
        if holding.party not in wanted:
            continue
        for name in holding.names:
            words = tuple(_WORD.findall(plain(name)))
            if len(words) > 1:
                codes[words].add(holding.party)
            if len(words[-1]) > 2 and not is_common_surname(words[-1]):
                codes[words[-1:]].add(holding.party)
    found: defaultdict[str, list[tuple[Words, tuple[str, ...]]]] = defaultdict(list)
    for words, held in codes.items():
        found[words[0]].append((words, tuple(sorted(held))))
    return _sorted(found)


def _sorted(found: Mapping[str, list[tuple[Words, tuple[str, ...]]]]) -> Phrases:
    return {first: sorted(names, key=lambda name: -len(name[0])) for first, names in found.items()}
