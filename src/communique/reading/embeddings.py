"""Embeddings of words: what a spaCy model makes of a word alone, worked out once for each word.

The first layer of the model's networks sees of a word its norm, its first letter, its last three and its shape,
whatever stands around it; it takes a third of their time. The layers after it, which see the neighbours, run as they
are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Key = tuple[int, ...]
MOST = 50_000
"""Words remembered; then everything is forgotten, so that memory stays bounded (20 MB)."""
EXTRACTOR = "extract_features"


def remember_words(model: Any) -> None:
    """Let each embedding of words in a thinc model remember what it gave, where it sees nothing but numbers of them."""
    for node in list(model.walk()):
        if node.has_ref("embed") and node.layers[0] is node.get_ref("embed"):
            embed = node.layers[0]
            if embed.layers and embed.layers[0].name == EXTRACTOR:
                node.layers[0] = type(node)("remembered_words", Remembered(embed).forward)


class Remembered:
    """The vectors that an embedding gave, by the numbers it saw."""

    def __init__(self, embed: Any) -> None:
        self._extract, self._rest = embed.layers[0], embed.layers[1:]
        self._places: dict[Key, int] = {}
        self._vectors: Floats = np.zeros((0, 0), np.float32)

    def forward(self, model: Any, docs: Sequence[Any], is_train: bool) -> tuple[list[Floats], Callable[[Any], Any]]:
        """The vectors (tokens, width) of each doc, as a layer of thinc gives them; nothing is learned through it."""
        seen = self._extract.predict(docs)
        keys = [list(map(tuple, rows.tolist())) for rows in seen]
        if len(self._places) > MOST:
            self._places.clear()
            self._vectors = self._vectors[:0]
        if new := list(dict.fromkeys(key for row in keys for key in row if key not in self._places)):
            self._learn(new, seen[0].dtype)
        places = self._places
        return [self._vectors[[places[key] for key in row]] for row in keys], lambda change: []

    def _learn(self, new: list[Key], kind: Any) -> None:
        (vectors,) = reduce(lambda value, layer: layer.predict(value), self._rest, [np.array(new, kind)])
        self._places.update(zip(new, range(len(self._vectors), len(self._vectors) + len(new)), strict=True))
        self._vectors = np.concatenate([self._vectors, vectors]) if len(self._vectors) else vectors.copy()
