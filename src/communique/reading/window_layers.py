"""Window layers: what a spaCy model makes of a word and its neighbours, in fewer passes over the numbers.

Half of a pipeline's time goes into layers that weigh each word's vector with those of its neighbours, keep the best of
three sums and normalise. As the library runs them they also keep what learning would need; here they only read, and
multiply with NumPy, whose product is the faster one. It is the same function but for the order in which it adds up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NAME = "residual(expand_window>>maxout>>layernorm>>dropout)"
"""What thinc calls a layer of the kind that is run here."""
TOGETHER = 512
"""Words seen at once: what is worked out about them stays in a core's own memory (2 MB)."""
TINY = np.float32(1e-8)
"""What thinc adds to a variance."""


def read_only(model: Any) -> None:
    """Let each window layer of a thinc model run as a `WindowLayer`, where it sees a word and one on each side."""
    for node in list(model.walk()):
        for place, layer in enumerate(node.layers):
            if layer.name == NAME and WindowLayer.fits(layer):
                node.layers[place] = type(layer)("window_layer", WindowLayer(layer).forward)


class WindowLayer:
    """A layer with the weights of thinc's, where learning is over."""

    def __init__(self, layer: Any) -> None:
        parts = {part.name: part for part in layer.walk()}
        maxout, norm = parts["maxout"], parts["layernorm"]
        weight = maxout.get_param("W").transpose(1, 0, 2)
        self._pieces, self._width = weight.shape[:2]
        self._weight: Floats = np.ascontiguousarray(weight.reshape(-1, weight.shape[2]).T)
        self._bias: Floats = np.ascontiguousarray(maxout.get_param("b").T.reshape(-1))
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")

    @staticmethod
    def fits(layer: Any) -> bool:
        """Whether a layer sees a word and one on each side."""
        return all(part.attrs["window_size"] == 1 for part in layer.walk() if part.name == "expand_window")

    def forward(self, model: Any, words: Floats, is_train: bool) -> tuple[Floats, Callable[[Any], Any]]:
        """The vectors (words, width) with what their neighbours add, as a layer of thinc; nothing is learned by it."""
        found = np.empty_like(words)
        seen = np.zeros((min(TOGETHER, len(words)), 3 * self._width), np.float32)
        for first in range(0, len(words), TOGETHER):
            self._some(words, first, seen, found)
        return found, lambda change: []

    def _some(self, words: Floats, first: int, seen: Floats, found: Floats) -> None:
        """Find the vectors of the words from `first` on, as many as are seen together; `seen` is written over."""
        width, last = self._width, min(first + TOGETHER, len(words))
        own, seen = words[first:last], seen[: last - first]
        seen[0, :width] = words[first - 1] if first else 0.0
        seen[1:, :width] = own[:-1]
        seen[:, width : 2 * width] = own
        seen[:-1, 2 * width :] = own[1:]
        seen[-1, 2 * width :] = words[last] if last < len(words) else 0.0
        sums = seen @ self._weight
        sums += self._bias
        best = sums[:, :width]
        for piece in range(1, self._pieces):
            np.maximum(best, sums[:, piece * width : (piece + 1) * width], out=best)
        best = np.subtract(best, best.mean(axis=1, keepdims=True), out=found[first:last])
        spread = np.einsum("ij,ij->i", best, best) / np.float32(width) + TINY
        best *= (1 / np.sqrt(spread))[:, None]
        best *= self._scale
        best += self._shift
        best += own
