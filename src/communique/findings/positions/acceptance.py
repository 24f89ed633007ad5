"""How likely a candidate is a position: a sum of weights of its words and traits, learned from annotated articles."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from communique.findings.positions.candidates import Candidate
from communique.findings.positions.traits import traits
from communique.reading.reading import Reading


@cache
def weights() -> Mapping[str, float]:
    """The weights of `positions.toml`, loaded once."""
    data = tomllib.loads(resources.files("communique.data").joinpath("positions.toml").read_text(encoding="utf-8"))
    return {
        f"{group}={word}" if word else group: float(w) for group, words in data.items() for word, w in words.items()
    }


def probability(candidate: Candidate, reading: Reading, table: Mapping[str, float]) -> float:
    """The probability, 0 to 1, that a reader would note this candidate as a position."""
    total = sum(table.get(name, 0.0) for name in traits(candidate, reading))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
