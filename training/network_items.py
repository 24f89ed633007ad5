"""Items: annotated questions as the network learns from them, in numbers of word pieces and of features."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import torch

from communique.findings.network import WITHOUT_OPTIONS
from communique.findings.pieces import Pieces
from communique.findings.questions import CLASSES
from communique.model.findings import Span
from communique.reading.actors.gazetteer import load_gazetteer

LEAST = 3
"""A feature must stand in so many questions to have a weight."""
Example = dict[str, Any]
Data = Sequence[tuple[dict[str, Any], list[Example]]]
Words = dict[str, dict[str, int]]
"""The features that the network knows, numbered, by task."""


@dataclass(slots=True)
class Item:
    """One thing to score: spans of word pieces, features by number, the right class (-1 unknown), and its source."""

    anchor: Span
    mentions: list[Span]
    features: list[int]
    right: int
    source: tuple[int, str]


@dataclass(slots=True)
class Prepared:
    """One article: its word pieces and its items by task; `cache` keeps what the frozen layers make of it."""

    numbers: list[int]
    items: dict[str, list[Item]] = field(default_factory=lambda: defaultdict(list))
    cache: dict[Span, torch.Tensor] = field(default_factory=dict)


class Places:
    """Finds the word pieces, from the first to after the last, that a span of characters touches."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = np.array([start for start, _ in spans])
        self._ends = np.array([end for _, end in spans])

    def of(self, span: Span) -> Span:
        """The pieces of one span; at least one."""
        first = min(int(np.searchsorted(self._ends, span[0], side="right")), len(self._ends) - 1)
        after = max(int(np.searchsorted(self._starts, span[1], side="left")), first + 1)
        return first, min(after, len(self._ends))


def prepare(row: dict[str, Any], examples: Sequence[Example], pieces: Pieces, words: Words) -> Prepared:
    """The items of one article."""
    numbers, spans = pieces.cut(row["text"])
    places = Places(spans)
    prepared = Prepared(numbers)
    for example in examples:
        prepared.items[example["task"]].extend(_items(example, places, words[example["task"]]))
    return prepared


def _items(example: Example, places: Places, known: Mapping[str, int]) -> Iterator[Item]:
    """The items of one question: itself, or one for each of its options."""
    task, answer, classes = example["task"], example["answer"], CLASSES[example["task"]]
    asked = [("", (), example["features"], answer)] if task in WITHOUT_OPTIONS else []
    for place, option in enumerate(example["options"]):
        if option[1]:
            asked.append((*option, answer if isinstance(answer, str) else answer[place]))
    for key, mentions, features, label in asked:
        yield Item(
            anchor=places.of(example["anchor"]),
            mentions=[places.of(mention) for mention in mentions],
            features=[known[name] for name in features if name in known],
            right=classes.index(label) if label in classes else -1,
            source=(example["number"], key),
        )


def vocabulary(data: Data) -> Words:
    """The features of each task that are frequent enough and name no state, organisation or movement, numbered."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, examples in data:
        for example in examples:
            counts[example["task"]].update(example["features"])
            for _, _, features in example["options"]:
                counts[example["task"]].update(features)
    return {
        task: {
            name: number
            for number, name in enumerate(sorted(n for n, c in counts[task].items() if c >= LEAST and not _names(n)))
        }
        for task in CLASSES
    }


def _names(feature: str) -> bool:
    """True for a feature with a word that is a name of the gazetteer."""
    return any(word in _gazetteer() for word in re.split(r"[=/+:>_]", feature)[1:])


@cache
def _gazetteer() -> frozenset[str]:
    """The single words by which the gazetteer names parties, places and peoples, in lower case."""
    return frozenset(name.lower() for name, entry in load_gazetteer().entries.items() if entry.kind and " " not in name)
