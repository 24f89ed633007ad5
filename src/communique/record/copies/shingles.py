"""Texts as sets of runs of words, for comparing many of them: cheap for each text, near-linear for all.

Runs of a few words ("shingles", Broder 1997) are numbered by a hash that is the same everywhere and always; a text's
sketch is the fixed share of them whose number is divisible by `SAMPLE`, so that a part of a text has a part of its
sketch, whatever their lengths (MinHash of one size for all texts cannot tell a text cut short).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from communique.articles.identity import words_of

Numbers: TypeAlias = NDArray[np.uint64]

RUN = 5
"""Words in a shingle: short enough to survive an edited word here and there, long enough to be rare."""
SAMPLE = 8
NEIGHBOURS = 6
"""A text is compared with so many next ones of those that share a shingle with it; stock phrases stay cheap."""
# Odd constants of the golden ratio and of splitmix64 (Steele et al. 2014): they spread sums over all 64 bits.
_PLACES = np.array([(0x9E3779B97F4A7C15 * (2 * n + 1)) % 2**64 for n in range(RUN)], np.uint64)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB), np.uint64(1))
_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))


def word_numbers(text: str) -> Numbers:
    """The number of each word of a text, in order; case, punctuation and forms of one character play no part.

    >>> bool((word_numbers("“Talks” ended.") == word_numbers("TALKS ended")).all())
    True
    """
    return numbers_of(words_of(text))


def numbers_of(words: Sequence[bytes]) -> Numbers:
    """The same for a text of which the words are known."""
    return np.fromiter(map(crc32, words), np.uint64, len(words))


def shingles(words: Numbers) -> Numbers:
    """The numbers of the shingles of a text, given by its words, in its order; none for fewer than `RUN` words.

    >>> len(shingles(word_numbers("One two three four five, six!"))), len(shingles(word_numbers("One two.")))
    (2, 0)
    """
    count = len(words) - RUN + 1
    if count < 1:
        return np.empty(0, np.uint64)
    found = np.zeros(count, np.uint64)
    for place in range(RUN):
        found += words[place : place + count] * _PLACES[place]
    for shift, factor in zip(_SHIFTS, _MIX, strict=True):
        found = (found ^ (found >> shift)) * factor
    return found


def sketch(numbers: Numbers) -> Numbers:
    """The sample of a text's shingles that stands for it, each once, sorted."""
    return np.unique(numbers[numbers % np.uint64(SAMPLE) == 0])


def pairs_alike(sketches: Sequence[Numbers], share: float) -> list[tuple[int, int]]:
    """Pairs of indexes, the lower first, of which the smaller seems to have this share of its shingles in the other.

    `sketches` must be in an order that does not depend on how they came in, since of many texts that share a
    shingle only near ones are compared.
    """
    sizes = np.array([len(one) for one in sketches], np.int64)
    if sizes.sum() == 0:
        return []
    numbers = np.concatenate(list(sketches))
    owners = np.repeat(np.arange(len(sketches), dtype=np.int64), sizes)
    order = np.lexsort((owners, numbers))
    numbers, owners = numbers[order], owners[order]
    found = []
    for lag in range(1, NEIGHBOURS + 1):
        same = numbers[lag:] == numbers[:-lag]
        found.append(owners[:-lag][same] * len(sketches) + owners[lag:][same])
    pairs, counts = np.unique(np.concatenate(found), return_counts=True)
    one, other = pairs // len(sketches), pairs % len(sketches)
    enough = counts >= share * np.minimum(sizes[one], sizes[other])
    return [(int(a), int(b)) for a, b in zip(one[enough], other[enough], strict=True)]


def share_of(part: Numbers, whole: Numbers) -> float:
    """How much of one text's shingles stands in another's, 0 to 1."""
    # Of so few numbers sets are faster than arrays.
    own = set(part.tolist())
    return len(own.intersection(whole.tolist())) / len(own) if own else 0.0
