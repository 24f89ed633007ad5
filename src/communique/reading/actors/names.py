"""Names of persons as runs of tokens: capitalised words with the particles, hyphens and initials between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cache

from communique.data import load_toml
from communique.reading.actors.gazetteer import plain
from communique.reading.parse import Token

_NAMES = load_toml("words")["names"]
PARTICLES = frozenset(_NAMES["particles"])
_JOINED = frozenset(_NAMES["joined"])
_SUFFIXES = frozenset(_NAMES["suffixes"])
_NEVER = frozenset(_NAMES["never"])
_HEADLINES = frozenset(_NAMES["headlines"])
_MONTHS = frozenset({"May", "March", "April", "June", "August"})
_ASKING = frozenset(
    {"Will", "Would", "Can", "Could", "Should", "Did", "Does", "Is", "Are", "Was", "Were", "Has", "Have", "Had"}
)
TITLES = frozenset(load_toml("offices")["words"]["titles"])
_INITIAL = re.compile(r"(?:[A-Z]\.)+")
_MAX_WORDS = 7
_NO_START = frozenset(
    {
        "A",
        "E",
        "Y",
        "O",
        "I",
        "As",
        "An",
        "Do",
        "La",
        "Le",
        "De",
        "as",
        "an",
        "do",
        "e",
        "i",
        "o",
        "la",
        "le",
        "y",
        "san",
    }
)


@dataclass(frozen=True, slots=True)
class Name:
    """A run of tokens, `first` to `last` (exclusive), that reads as a person's name; `words` without particles."""

    first: int
    last: int
    text: str
    words: tuple[str, ...]

    @property
    def surname(self) -> str:
        return self.words[-1]


class NameReader:
    """Finds name runs in one parse. `taken` are tokens that belong to something else (parties, offices, titles)."""

    def __init__(self, tokens: list[Token], text: str, taken: Set[int]) -> None:
        self.tokens, self.text, self.taken = tokens, text, taken

    def name_at(self, first: int, limit: int) -> Name | None:
        """The name that starts at this token, or None."""
        tokens, last, i = self.tokens, first, first
        if i >= limit or not (self._fits(i) or self._opens(i, limit)):
            return None
        while i < limit and last - first < 2 * _MAX_WORDS:
            token = tokens[i]
            if self._fits(i) or _INITIAL.fullmatch(token.text) or (last > first and token.text in _SUFFIXES):
                i += 1
                last = i
            elif token.text == "-" and last == i and i + 1 < limit and self._after_hyphen(i):
                i += 2
                last = i
            elif token.lower in PARTICLES and self._particle(i, limit, first):
                i += 1 if tokens[i + 1].text != "-" else 2
            else:
                break
        return self._make(first, last)

    def name_before(self, last: int, floor: int) -> Name | None:
        """The name that ends just before this token, or None."""
        best = None
        for first in range(last - 1, max(floor, last - 2 * _MAX_WORDS) - 1, -1):
            name = self.name_at(first, last)
            if name and name.last == last:
                best = name
            elif not (self._fits(first) or self.tokens[first].text == "-" or self.tokens[first].lower in PARTICLES):
                break
        return best

    def name_around(self, i: int, limit: int, covered: Set[int]) -> Name | None:
        """The longest name that holds this token and begins at most a few tokens before it."""
        best = self.name_at(i, limit)
        for first in range(i - 1, max(-1, i - 2 * _MAX_WORDS), -1):
            token = self.tokens[first]
            if first in covered or first in self.taken or token.sent != self.tokens[i].sent:
                break
            name = self.name_at(first, limit)
            if name and name.last > i:
                best = name
            elif token.text != "-" and token.lower not in PARTICLES:
                break
        return best

    def _make(self, first: int, last: int) -> Name | None:
        if last <= first:
            return None
        before = self.tokens[first - 1].lower if first else ""
        if before in {"in", "near"} and all(t.ent in {"GPE", "LOC", "FAC"} for t in self.tokens[first:last]):
            return None  # "at their meeting in Osaka, the prime minister"
        text = self.text[self.tokens[first].start : self.tokens[last - 1].end]
        words = words_of(text)
        if not words or len(words) > _MAX_WORDS or all(len(word) < 2 or word.endswith(".") for word in words):
            return None
        return Name(first, last, " ".join(text.split()), words)

    def _fits(self, i: int) -> bool:
        token = self.tokens[i]
        word = token.text
        if i in self.taken or not word[0].isupper() or not word[-1].isalpha():
            return False
        if self._of_a_headline(i):
            return False
        if word in _NEVER and not (
            token.ent == "PERSON" and not token.ent_start and token.tag in {"NNP", "WRB", "PRP"}
        ):
            return self._surname_he(i)
        if word.isupper() and len(word) > 1:
            return False
        if not all(c.isalpha() or c in "'’-" for c in word):
            return False
        if (word in _ASKING or token.pos == "ADV") and self._opens_sentence(i):
            return False
        if word in _MONTHS and not self._no_month(token):
            return False
        if token.ent in {"PERSON", "ORG", "GPE"} and token.ent_start and self._capital_follows(i):
            return True
        return (
            token.pos in {"PROPN", "X"}
            or token.ent == "PERSON"
            or token.tag in {"NNP", "NNPS"}
            or (token.pos in {"NOUN", "ADJ", "VERB", "ADV", "INTJ"} and not self._opens_sentence(i))
        )

    def _of_a_headline(self, i: int) -> bool:
        """True for the verb of a headline, and for what is taken for one name with it ("Holds Separate Talks")."""
        if self.tokens[i].text in _HEADLINES:
            return True
        while self.tokens[i].ent == "PERSON" and not self.tokens[i].ent_start and i:
            i -= 1
            if self.tokens[i].text in _HEADLINES:
                return True
        return False

    def _capital_follows(self, i: int) -> bool:
        follower = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return follower is not None and follower.tag == "NNP" and follower.text[0].isupper() and not follower.ent_start

    def _surname_he(self, i: int) -> bool:
        """True where "He" is a family name: "He Lifeng", directly before a name."""
        follower = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return (
            self.tokens[i].text == "He"
            and follower is not None
            and i + 1 not in self.taken
            and (follower.tag == "NNP" and follower.text[0].isupper() and follower.text not in _NEVER)
        )

    def _no_month(self, token: Token) -> bool:
        """True where "May" is a name: marked as one, or after a name or title and not beside a number."""
        before = self.tokens[token.i - 1] if token.i else None
        after = self.tokens[token.i + 1] if token.i + 1 < len(self.tokens) else None
        if token.ent == "DATE" or (after and after.text[0].isdigit()) or (before and before.text[0].isdigit()):
            return False
        if before and (
            before.lower in TITLES
            or (before.text[0].isupper() and before.pos == "PROPN" and before.i not in self.taken)
        ):
            return True
        return token.ent == "PERSON" or (token.dep in {"nsubj", "nsubjpass", "poss"} and token.pos == "PROPN")

    def _opens_sentence(self, i: int) -> bool:
        return i == 0 or self.tokens[i - 1].sent != self.tokens[i].sent or self.tokens[i - 1].text in "\"“”'‘’:•-–—*\n"

    def _opens(self, i: int, limit: int) -> bool:
        """True for an initial or a particle that begins a name: "J. Smith", "al-Sisi", "van der Bellen"."""
        token = self.tokens[i]
        if _INITIAL.fullmatch(token.text):
            return i not in self.taken and i + 1 < limit and self._fits(i + 1)
        return token.lower in PARTICLES and i not in self.taken and len(token.text) > 1 and self._particle(i, limit, -1)

    def _after_hyphen(self, i: int) -> bool:
        here, follower = self.tokens[i], self.tokens[i + 1]
        touching = self.tokens[i - 1].end == here.start and here.end == follower.start
        return (
            touching
            and (self._fits(i + 1) or (follower.text.isalpha() and len(follower.text) <= 5))
            and (i + 1 not in self.taken and follower.lower not in {"led", "based", "elect", "born", "style", "era"})
        )

    def _particle(self, i: int, limit: int, first: int) -> bool:
        """A particle counts only when a name word follows, after a hyphen or another particle or not."""
        if i in self.taken or (first < 0 and self.tokens[i].text in _NO_START):
            return False
        i += 1
        while i < limit and (self.tokens[i].text == "-" or self.tokens[i].lower in PARTICLES) and i not in self.taken:
            i += 1
        if i >= limit or not self._fits(i):
            return False
        token = self.tokens[i - 1]
        return (
            token.text == "-"
            or token.lower in _JOINED
            or token.lower in {"y", "e", "i", "abu", "ul", "ud", "ur"}
            or (token.text[0].isupper() and token.lower in {"san", "mc", "abu", "o", "al", "el"})
        )


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name without particles and suffixes, folded for comparison ("Recep Tayyip Erdoğan")."""
    parts = re.split(r"[\s]+", plain(text).strip())
    words = []
    for part in parts:
        bare = re.sub(r"^(?:[Aa]l|[Ee]l|[Aa][sdrnzt]|[Uu]l)-", "", part)
        if bare.lower() not in PARTICLES and bare not in _SUFFIXES and bare and bare != "-":
            words.append(bare)
    return tuple(words)


@cache
def skeleton(word: str) -> str:
    """A word reduced to what different spellings share ("Zelenskyy", "Zelensky": zelensk; "Sergei", "Sergey")."""
    word = word.lower().replace("'", "").replace("-", "")
    word = re.sub(r"(?:iy|yy|ij|ii|y|i|j)+$", "", word) or word
    word = re.sub(r"[iyj]+", "i", word.replace("kh", "h").replace("ou", "u").replace("ph", "f").replace("w", "v"))
    return re.sub(r"(.)\1", r"\1", word)


def same_words(short: Iterable[str], full: Iterable[str]) -> bool:
    """True where every word of the short name stands in the full one, in the same order."""
    rest = iter([skeleton(word) for word in full])
    return all(skeleton(word) in rest for word in short)
