"""The passage of an article that is shown with a hit: up to 32 words, around as much of what was asked as can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.record.store.dialects.folding import WORD, fold

LENGTH = 32
"""Words of a passage."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A phrase as its stems; `is_beginning` where the last may be the beginning of a stem."""

    stems: tuple[str, ...]
    is_beginning: bool

    def stands(self, stems: Sequence[str], at: int) -> bool:
        """True where the phrase begins at this place in a row of stems."""
        here = tuple(stems[at : at + len(self.stems)])
        if not self.is_beginning:
            return here == self.stems
        return len(here) == len(self.stems) and here[:-1] == self.stems[:-1] and here[-1].startswith(self.stems[-1])


@dataclass(frozen=True, slots=True)
class _Place:
    """A phrase in a text: which one, and its words from `first` up to before `end`."""

    phrase: int
    first: int
    end: int


def words_to_stem(texts: Iterable[str], wanted: Sequence[Wanted]) -> set[str]:
    """The words of texts that may have a stem that is wanted; a stem leaves at most the last letter of its own."""
    heads = tuple({stem[: max(1, len(stem) - 1)] for one in wanted for stem in one.stems})
    return {word for text in texts for word in fold(text).split() if word.startswith(heads)}


def passage(
    texts: Sequence[str], wanted: Sequence[Wanted], stems: Mapping[str, str]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The best passage of title and text, and where in it what was asked stands; `stems` are those of the words."""
    best = max((_best_of(text, wanted, stems) for text in texts), key=lambda found: found[0])
    return best[1], best[2]


def _best_of(
    text: str, wanted: Sequence[Wanted], stems: Mapping[str, str]
) -> tuple[tuple[int, int], str, tuple[tuple[int, int], ...]]:
    spans = [match.span() for match in WORD.finditer(text)]
    row = [stems.get(word := fold(text[start:end]), word) for start, end in spans]
    places = list(_places(row, wanted))
    best, score = _densest(places)
    shown = [place for place in places if best <= place.first and place.end <= best + LENGTH]
    # What is found stands in the middle, unless that is where the text begins or ends.
    spare = LENGTH - (max(place.end for place in shown) - best) if shown else 0
    first = max(0, min(best - spare // 2, len(spans) - LENGTH))
    end = min(len(spans), first + LENGTH)
    shown = [place for place in places if first <= place.first and place.end <= end]
    begin = spans[first][0] if first else 0
    stop = spans[end - 1][1] if end < len(spans) else len(text)
    before, after = "…" if first else "", "…" if end < len(spans) else ""
    shift = len(before) - begin
    marks = _joined((spans[place.first][0] + shift, spans[place.end - 1][1] + shift) for place in shown)
    return score, f"{before}{text[begin:stop]}{after}", marks


def _densest(places: Sequence[_Place]) -> tuple[int, tuple[int, int]]:
    """Where the first passage begins that holds most of the phrases, and how many of them, how often."""
    best, score = 0, (0, 0)
    held: Counter[int] = Counter()
    after = 0
    for place in places:
        while after < len(places) and places[after].end <= place.first + LENGTH:
            held[places[after].phrase] += 1
            after += 1
        now = len(held), held.total()
        if now > score:
            best, score = place.first, now
        held[place.phrase] -= 1
        held += Counter()  # without those of which none is left
    return best, score


def _places(row: Sequence[str], wanted: Sequence[Wanted]) -> Iterator[_Place]:
    for at in range(len(row)):
        for number, one in enumerate(wanted):
            if one.stands(row, at):
                yield _Place(number, at, at + len(one.stems))


def _joined(marks: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Marks in order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)
