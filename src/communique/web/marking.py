"""The text of an article cut where findings begin and end, so that each can be marked."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.model.findings import Finding

KINDS = {"c": "contact", "p": "position", "a": "agreement", "o": "proposal", "d": "deadline", "s": "statement",
         "n": "person"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row on which the same findings rest; `anchors` are the local ids of those that begin here."""

    text: str
    findings: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()

    @property
    def kinds(self) -> str:
        """The kinds of these findings as names of classes: "contact position"."""
        return " ".join(sorted({KINDS.get(key[:1], "finding") for key in self.findings}))


def marked(text: str, findings: Iterable[Finding]) -> list[list[Piece]]:
    """The paragraphs of a text, each as pieces; spans may overlap and reach over paragraphs.

    >>> from communique.model.findings import Position
    >>> [len(paragraph) for paragraph in marked("Talks ended.\\nNo date was set.", [])]
    [1, 1]
    """
    spans = sorted({(start, end, found.id) for found in findings for start, end in found.spans if start < end})
    seen: set[str] = set()
    return [list(_pieces(text, part, spans, seen)) for part in _paragraphs(text)]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for row in text.split("\n"):
        end = start + len(row)
        if row.strip():
            yield start, end
        start = end + 1


def _pieces(text: str, part: tuple[int, int], spans: Sequence[tuple[int, int, str]], seen: set[str]) -> Iterator[Piece]:
    first, last = part
    here = [(max(start, first), min(end, last), key) for start, end, key in spans if start < last and end > first]
    cuts = sorted({first, last, *(start for start, _, _ in here), *(end for _, end, _ in here)})
    for low, high in itertools.pairwise(cuts):
        keys = tuple(key for start, end, key in here if start <= low and end >= high)
        new = tuple(dict.fromkeys(key for key in keys if key not in seen))
        seen.update(new)
        yield Piece(text[low:high], tuple(dict.fromkeys(keys)), new)
