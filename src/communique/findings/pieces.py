"""Word pieces: the units in which the network reads, by the WordPiece scheme of BERT, with where each stands.

Method: Devlin et al. 2019, uncased: lower case without accents, words and single punctuation marks, each word cut from
the left into the longest pieces of the vocabulary. Written here because the library that does it brings a client of a
model hub and eight packages more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from communique.model.findings import Span

UNKNOWN = "[UNK]"
LONGEST = 100
"""A word of more characters is unknown as a whole."""


class Pieces:
    """Cuts texts by one vocabulary, a list of pieces in the order of their numbers; `##` marks those inside a word."""

    def __init__(self, vocabulary: list[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._cut_word = lru_cache(maxsize=50_000)(self._cut)

    def cut(self, text: str) -> tuple[list[int], list[Span]]:
        """The number of each piece of a text, and the characters it stands for.

        "Lavrov met" may give the pieces la, ##vrov, met, at (0, 2), (2, 6), (7, 10).
        """
        numbers: list[int] = []
        spans: list[Span] = []
        cut_word = self._cut_word
        for word, places in _words(text):
            for number, first, last in cut_word(word):
                numbers.append(number)
                spans.append((places[first], places[last - 1] + 1))
        return numbers, spans

    def _cut(self, word: str) -> tuple[tuple[int, int, int], ...]:
        """The pieces of a word: number, first and last place in it; one unknown piece where the vocabulary fails."""
        unknown = ((self._numbers[UNKNOWN], 0, len(word)),)
        if len(word) > LONGEST:
            return unknown
        found, first = [], 0
        while first < len(word):
            for last in range(len(word), first, -1):
                piece = ("##" if first else "") + word[first:last]
                if piece in self._numbers:
                    found.append((self._numbers[piece], first, last))
                    first = last
                    break
            else:
                return unknown
        return tuple(found)


_PARTS = re.compile(r"[!-/:-@\[-`{-~]|[^\t\n\r !-/:-@\[-`{-~]+")
"""Single ASCII marks, and what stands between them and blanks."""


def _words(text: str) -> Iterator[tuple[str, Sequence[int]]]:
    """Words and single marks in lower case without accents, with the place in the text of each of their characters.

    Words of ASCII letters and digits, which nearly all are, are taken whole; others character by character.
    """
    for found in _PARTS.finditer(text):
        part, first = found.group(), found.start()
        if part.isascii() and (len(part) == 1 or part.isalnum()):
            if part.isprintable():
                yield part.lower(), range(first, found.end())
        else:
            yield from _spelled(part, first)


def _spelled(text: str, first: int) -> Iterator[tuple[str, Sequence[int]]]:
    """The words and marks of a stretch that begins at `first`, character by character."""
    word: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text, start=first):
        kind = _kind(character)
        if kind in {"space", "mark"} and word:
            yield "".join(word), places
            word, places = [], []
        if kind == "word":
            for part in _plain(character):
                word.append(part)
                places.append(place)
        elif kind == "mark":
            yield "".join(_plain(character)) or character, [place]
    if word:
        yield "".join(word), places


@lru_cache(maxsize=10_000)
def _kind(character: str) -> str:
    """What a character is: part of a word, a mark that stands alone, a space, or nothing."""
    category = unicodedata.category(character)
    if character in "\t\n\r" or category == "Zs":
        return "space"
    if category.startswith("C") or character == "\ufffd":
        return "none"
    code = ord(character)
    ascii_mark = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    ideograph = 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF
    if ascii_mark or ideograph or 0x20000 <= code <= 0x2FA1F or category.startswith("P"):
        return "mark"
    return "word"


@lru_cache(maxsize=10_000)
def _plain(character: str) -> str:
    """A character in lower case without accents: none, one, or several characters."""
    parts = unicodedata.normalize("NFD", character.lower())
    return "".join(part for part in parts if unicodedata.category(part) != "Mn")
