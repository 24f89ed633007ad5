"""Pieces of lines on pages -> paragraphs in the order in which a person reads them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_END = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")
_BULLET = re.compile(r"(?:[•▪‣◦●■–—*-]|\(?(?:\d{1,2}|[a-zA-Z])[.)])\s")
_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(r"\W*(?:page|p\.)?\s*(\d{1,4})\s*(?:(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_CUT = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_LONGEST_WORD = 60
_WORDS_OF_TITLE = 4
_MARKS = ".,;:!?()[]\"'“”‘’«»"
_FARTHEST = 100_000.0
"""Points; no page reaches farther."""
_SOFT = "\u00ad"
_EDGE = 3
"""So many lines at the top and at the bottom of a page can be running heads."""
_COLUMN = 20
"""Letters in the usual line of a column; what is shorter on both sides of a gap is a table."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or its part in one column; places in points from the lower left corner of its page."""

    text: str
    left: float
    bottom: float
    right: float
    height: float
    page: int = 0

    @classmethod
    def of(cls, piece: Sequence[object], page: int) -> Line:
        """A piece as the child process gives it. Raises ValueError or TypeError for what is none."""
        text, left, bottom, right, _, height = piece
        stated = [float(number) for number in (left, bottom, right, height)]  # type: ignore[arg-type]
        numbers = [min(max(number, -_FARTHEST), _FARTHEST) if number == number else 0.0 for number in stated]
        return cls(str(text).strip(), numbers[0], numbers[1], numbers[2], max(numbers[3], 1.0), page)


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of all pages, without running heads and page numbers; words cut at a line's end made whole.

    >>> paragraphs([[Line("Talks in Os-", 72, 700, 300, 12), Line("lo ended.", 72, 686, 120, 12)]])
    ['Talks in Oslo ended.']
    """
    heads = _running_heads(pages)
    lines = [
        line
        for page in pages
        for line in _rows(_in_order(page))
        if line.text and (line.page, line.text, line.bottom) not in heads
    ]
    compounds = {_word(word) for line in lines for word in line.text.split() if "-" in word}
    groups = _groups(lines)
    return [text for group in groups if (text := _joined(group, compounds))]


def largest(page: Sequence[Line]) -> str | None:
    """What stands in the largest letters in the upper parts of a page, where they are larger than most: its title.

    >>> largest([Line("Talks end", 72, 700, 200, 20), Line("Delegations left.", 72, 600, 300, 11)])
    'Talks end'
    """
    if not page:
        return None
    usual = _usual_height(page)
    top, foot = max(line.bottom for line in page), min(line.bottom for line in page)
    large: dict[int, list[str]] = {}
    for line in page:
        if line.bottom >= (top + 2 * foot) / 3 and line.height >= 1.2 * usual and any(map(str.isalpha, line.text)):
            large.setdefault(round(line.height), []).append(line.text)
    texts = [" ".join(large[height]).replace(_SOFT, "-") for height in sorted(large, reverse=True)]
    texts = [text for text in texts if 3 <= len(text) <= 300]
    # the name of the office at the head is often larger than the title, and shorter
    return next((text for text in texts if len(text.split()) >= _WORDS_OF_TITLE), texts[0] if texts else None)


def _usual_height(lines: Iterable[Line]) -> float:
    """The height of most letters."""
    heights: Counter[float] = Counter()
    for line in lines:
        heights[round(line.height, 1)] += len(line.text)
    return heights.most_common(1)[0][0]


def _running_heads(pages: Sequence[Sequence[Line]]) -> set[tuple[int, str, float]]:
    """Lines at the edges of pages that come again in the same place on others, and page numbers."""
    found: dict[tuple[str, int], list[Line]] = {}
    numbers = set()
    for number, page in enumerate(pages, 1):
        ordered = sorted(page, key=lambda line: -line.bottom)
        for line in {*ordered[:_EDGE], *ordered[-_EDGE:]}:
            found.setdefault((_DIGITS.sub("#", line.text), round(line.bottom / 5)), []).append(line)
        for line in (*ordered[:1], *ordered[-1:]):
            match = _PAGE.fullmatch(line.text)
            if match and int(match[1]) == number:
                numbers.add((line.page, line.text, line.bottom))
    least = max(2, len(pages) // 3)
    again = (lines for lines in found.values() if len({line.page for line in lines}) >= least)
    return numbers | {(line.page, line.text, line.bottom) for lines in again for line in lines}


def _in_order(page: Sequence[Line]) -> list[Line]:
    """A page's lines column by column where the file goes back and forth between columns; else as the file has them."""
    gap = _gap(page)
    if gap is None:
        return list(page)
    sides = [line.left >= gap for line in page if not line.left < gap < line.right]
    if sum(one != other for one, other in pairwise(sides)) <= 3:
        return list(page)
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(page, key=lambda line: (-line.bottom, line.left)):
        if line.left < gap < line.right:  # across both columns: what stands above it is read first
            ordered += [*_in_order(left), *_in_order(right), line]
            left, right = [], []
        else:
            (right if line.left >= gap else left).append(line)
    return [*ordered, *_in_order(left), *_in_order(right)]


def _gap(page: Sequence[Line]) -> float | None:
    """The middle of the gap between two columns of running text; None where there are none."""
    if len(page) < 8:
        return None
    for place in sorted({line.left for line in page})[1:]:
        x = place - 1.0
        left = [line for line in page if line.right <= x]
        right = [line for line in page if line.left >= place]
        across = len(page) - len(left) - len(right)
        if min(len(left), len(right)) >= 4 and across <= len(page) // 4:
            clear = place - max(line.right for line in left)
            if clear >= 0.7 * _usual_height(page) and _are_columns(left, right):
                return place - clear / 2
    return None


def _are_columns(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """True for two columns side by side, of lines as long as those of running text."""
    overlap = min(left[0].bottom, right[0].bottom) - max(left[-1].bottom, right[-1].bottom)
    return overlap > 0 and all(median(len(line.text) for line in side) >= _COLUMN for side in (left, right))


def _rows(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those that stand beside each other and follow each other joined to one: rows of tables."""
    row: Line | None = None
    for line in lines:
        if row and abs(line.bottom - row.bottom) < 0.3 * row.height and 0 <= line.left - row.right < 300:
            row = Line(f"{row.text} {line.text}", row.left, row.bottom, line.right, row.height, row.page)
            continue
        if row:
            yield row
        row = line
    if row:
        yield row


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each paragraph."""
    if not lines:
        return
    usual = _leading(lines)
    group = [lines[0]]
    for before, line in pairwise(lines):
        if _begins(before, line, group, usual):
            yield group
            group = []
        group.append(line)
    yield group


def _leading(lines: Sequence[Line]) -> dict[int, float]:
    """The usual distance between two lines of each height, in whole points."""
    steps: dict[int, list[float]] = {}
    for one, other in pairwise(lines):
        step = one.bottom - other.bottom
        if one.page == other.page and round(one.height) == round(other.height) and 0 < step < 3 * one.height:
            steps.setdefault(round(one.height), []).append(step)
    return {height: median(found) for height, found in steps.items()}


def _begins(before: Line, line: Line, group: Sequence[Line], usual: Mapping[int, float]) -> bool:
    """True when a paragraph begins with this line."""
    if abs(before.height - line.height) > 0.15 * before.height or _BULLET.match(line.text):
        return True
    ended = _END.search(before.text) is not None
    step = before.bottom - line.bottom
    if line.page != before.page or step < -0.5 * line.height:  # on the next page, or at the head of the next column
        return ended or not (line.text[:1].islower() or len(before.text) > 0.6 * max(len(part.text) for part in group))
    leading = usual.get(round(line.height), 1.2 * line.height)
    if step > max(1.3 * leading, leading + 2):
        return True
    if len(group) > 1 and line.left - before.left > 0.8 * line.height:
        return True
    widest = max(part.right for part in group)
    return ended and line.right > before.right + 6 * line.height and before.right < widest + 1


def _joined(group: Sequence[Line], compounds: Collection[str]) -> str:
    """One paragraph as running text; a hyphen at a line's end stays where the word has one elsewhere."""
    pieces = [group[0].text]
    for line in group[1:]:
        cut = _CUT.search(pieces[-1][-_LONGEST_WORD:])
        if not cut:
            pieces += [" ", line.text]
            continue
        rest = line.text.split(maxsplit=1)[0] if line.text else ""
        if rest[:1].islower() and _word(f"{cut[1]}-{rest}") not in compounds:
            pieces[-1] = pieces[-1][:-1]
        pieces.append(line.text)
    return " ".join("".join(pieces).replace(_SOFT, "-").split())


def _word(text: str) -> str:
    return text.strip(_MARKS).replace(_SOFT, "-").casefold()
