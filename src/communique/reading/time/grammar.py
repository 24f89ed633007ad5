"""Patterns over categories of words: compiled once to regular expressions over one symbol for each word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.reading.time.lexer import YEARS, number_categories
from communique.reading.time.lexicon import Value, data, words
from communique.reading.time.phrase import Phrase, Word

_OTHER = "\x01"
_PIECE = re.compile(r"\((?P<group>[a-z_]+):|(?P<name>[A-Za-z]+)|(?P<mark>[()|?*+])|\s+")
_LEXED = ("ISODATE", "CLOCK", "QUARTER", "MERIDIEM", "OCLOCK", "POSS", "DASH", "COMMA", "DOT", "OPEN", "CLOSE", "SLASH")
_SETS = (
    *({name} for name in _LEXED),
    {"MONEY"},
    {"DECADE"},
    {"DECADE", "CENTURIES"},
    {"DAYORD"},
    {"DAYORD", "DAYNUM"},
    {"NUM"},
    {"NUM", "HOUR"},
    {"YEAR"},
    {"XDATE"},
    {"XCLOCK"},
    {"XAMOUNT"},
    {"XOTHER"},
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and the name of its meaning; what the pattern matches holds a symbol of each of the sets `needs`."""

    pattern: re.Pattern[str]
    meaning: str
    needs: tuple[frozenset[str], ...]


class Match:
    """The words that one rule has matched, and those of its named parts."""

    __slots__ = ("_found", "_words", "first", "last", "meaning")

    def __init__(self, words_: list[Word], found: re.Match[str], meaning: str) -> None:
        self._words, self._found, self.meaning = words_, found, meaning
        self.first, self.last = found.span()

    @property
    def start(self) -> int:
        return self._words[self.first].start

    @property
    def end(self) -> int:
        return self._words[self.last - 1].end

    def words(self) -> list[Word]:
        return self._words[self.first : self.last]

    def before(self, back: int = 1) -> Word | None:
        """The word before the match."""
        return self._words[self.first - back] if self.first >= back else None

    def after(self, ahead: int = 0) -> Word | None:
        """The word after the match."""
        return self._words[self.last + ahead] if self.last + ahead < len(self._words) else None

    def part(self, name: str) -> list[Word]:
        """The words of a named part; none where the part is absent."""
        if name not in self._found.re.groupindex:
            return []
        first, last = self._found.span(name)
        return self._words[first:last] if first >= 0 else []

    def text(self, name: str) -> str:
        """The words of a named part, small and joined by blanks."""
        return " ".join(word.lower for word in self.part(name))

    def value(self, name: str, *categories: str) -> Value | None:
        """The value of a part's last word in the first category that it has."""
        part = self.part(name)
        for category in categories:
            if part and category in part[-1].values:
                return part[-1].values[category]
        return None

    def whole(self, name: str, *categories: str) -> int | None:
        """The same as a whole number."""
        value = self.value(name, *categories)
        return int(value) if value is not None else None

    def phrase(self, name: str) -> Phrase | None:
        """The understood phrase that a part consists of."""
        part = self.part(name)
        return part[-1].phrase if part else None


class Pass:
    """The rules that are tried together: leftmost first, then longest, then in the order of the data file."""

    def __init__(self, rules: list[Rule]) -> None:
        self.rules = rules

    def matches(self, found: list[Word], symbols: str) -> Iterator[list[Match]]:
        """For each place where a rule applies, its matches, best first."""
        candidates: dict[int, list[tuple[int, int, Match]]] = {}
        present = set(symbols)
        for order, rule in enumerate(self.rules):
            if any(map(present.isdisjoint, rule.needs)):
                continue
            for match in rule.pattern.finditer(symbols):
                first, last = match.span()
                candidates.setdefault(first, []).append((first - last, order, Match(found, match, rule.meaning)))
        for first in sorted(candidates):
            yield [match for _, _, match in sorted(candidates[first], key=lambda c: c[:2])]


class Grammar:
    """All passes, and the symbols by which they see words."""

    def __init__(self) -> None:
        passes = data()["pass"]
        self._literals = {
            m["name"]
            for p in passes
            for r in p["rule"]
            for m in _PIECE.finditer(r["pattern"])
            if (m["name"] or "X").islower()
        }
        self._symbols: dict[frozenset[str], str] = {}
        self._known: dict[str, str] = {}
        for word, values in {**{literal: {} for literal in self._literals}, **words()}.items():
            self._register(self._names(word, values))
            self._register(self._names(word, {k: v for k, v in values.items() if k not in ("MONTH", "WEEKDAY")}))
            self._register(self._names(word, {**values, "NUM": 1}))
            self._register(self._names(word, {**values, "NUM": 1, "HOUR": 1}))
        for names in _SETS:
            self._register(frozenset(names))
        for number in range(YEARS.stop):
            for digits in (1, 2, 3, 4):
                self._register(frozenset(number_categories(number, digits)))
        self.passes = [Pass([self._rule(r["pattern"], r["does"]) for r in p["rule"]]) for p in passes]

    def symbols(self, found: list[Word]) -> str:
        """One symbol for each word."""
        return "".join([self._symbol(word) for word in found])

    def _symbol(self, word: Word) -> str:
        if word.phrase is not None:
            return self._symbols.get(frozenset((word.phrase.category,)), _OTHER)
        if not word.values:
            lower = word.text.lower()
            return self._known.get(lower, _OTHER) if lower in self._literals else _OTHER
        return self._symbols.get(self._names(word.text.lower(), word.values), _OTHER)

    def _names(self, word: str, values: dict[str, Value]) -> frozenset[str]:
        names = frozenset(values)
        return names | {word} if word in self._literals else names

    def _register(self, names: frozenset[str]) -> None:
        if names and names not in self._symbols:
            self._symbols[names] = symbol = chr(0xE000 + len(self._symbols))
            if len(names) == 1:
                (name,) = names
                self._known[name] = symbol

    def _rule(self, pattern: str, meaning: str) -> Rule:
        needs = [frozenset[str]().union(*map(self._of, names)) for names in _needed(pattern)]
        return Rule(self._compile(pattern), meaning, tuple(sorted(needs, key=len)))

    def _compile(self, pattern: str) -> re.Pattern[str]:
        pieces: list[str] = []
        for match in _PIECE.finditer(pattern):
            if match["group"]:
                pieces.append(f"(?P<{match['group']}>")
            elif match["name"]:
                pieces.append(self._class(match["name"]))
            elif match["mark"]:
                pieces.append("(?:" if match["mark"] == "(" else match["mark"])
        return re.compile("".join(pieces))

    def _class(self, name: str) -> str:
        symbols = "".join(self._of(name))
        if not symbols:
            raise ValueError(f"data/times.toml: no word is of category {name!r}")
        return f"[{symbols}]"

    def _of(self, name: str) -> list[str]:
        """The symbols of all words of a category."""
        return [symbol for names, symbol in self._symbols.items() if name in names]


def _needed(pattern: str) -> list[list[str]]:
    """Categories of which a match holds one each: those of the parts of a pattern that are not left out.

    Of "the? (month:MONTH) (day:DAYNUM|DAYORD)" they are MONTH, and DAYNUM or DAYORD. Of a part with parts that can be
    left out, and of a pattern with alternatives, nothing is said.
    """
    parts: list[list[str] | None] = []
    depth = 0
    for piece in _PIECE.finditer(pattern):
        opens = bool(piece["group"]) or piece["mark"] == "("
        if depth == 0 and (opens or piece["name"]):
            parts.append([piece["name"]] if piece["name"] else [])
        elif depth == 0 and piece["mark"] == "|":
            return []
        elif depth == 0 and piece["mark"] in {"?", "*"}:
            parts.pop()
        elif depth and (opens or piece["mark"] in {"?", "*"}):
            parts[-1] = None
        elif piece["name"] and (last := parts[-1]) is not None:
            last.append(piece["name"])
        depth += opens - (piece["mark"] == ")")
    return [part for part in parts if part]


@cache
def grammar() -> Grammar:
    """The grammar of data/times.toml, compiled on first use."""
    return Grammar()
