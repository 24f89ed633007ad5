"""A linear classifier over named features, small enough to read: softmax of summed weights.

Weights are JSON files in `communique/data/` (`{"classes": [...], "bias": [...], "weights": {feature: [per class]}}`),
made by the scripts in `training/`. Features name words of the language and places in the parse, never names of parties
or persons.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Linear:
    """Multinomial logistic regression: one weight for each feature and class."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each class; they sum to 1. Unknown features count nothing."""
        scores = list(self.bias)
        for feature in features:
            for place, weight in enumerate(self.weights.get(feature, ())):
                scores[place] += weight
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}


_in_place: dict[str, Linear] = {}


def load_linear(name: str) -> Linear:
    """The classifier of `data/NAME.json`, or the one put in its place."""
    return _in_place.get(name) or _read(name)


def put_in_place(models: Mapping[str, Linear]) -> None:
    """Use these classifiers instead of the shipped ones, as cross-validation does; an empty mapping ends it."""
    _in_place.clear()
    _in_place.update(models)


@cache
def _read(name: str) -> Linear:
    text = resources.files("communique.data").joinpath(f"{name}.json").read_text(encoding="utf-8")
    body = json.loads(text)
    return Linear(
        tuple(body["classes"]),
        tuple(body["bias"]),
        {feature: tuple(row) for feature, row in body["weights"].items()},
    )
