"""Fits the small linear classifiers: multinomial logistic regression with an L2 penalty, full batch, NumPy only."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from communique.findings.linear import Linear


def fit(
    rows: Sequence[Sequence[str]], labels: Sequence[str], *, penalty: float = 1.0, least: int = 3, rounds: int = 300
) -> Linear:
    """Fit on rows of feature names; features seen fewer than `least` times are left out.

    Minimises the summed cross-entropy plus `penalty`/2 times the squared weights by Nesterov's accelerated
    gradient with a fixed step below the inverse Lipschitz constant. Deterministic: no random numbers.
    """
    classes = sorted(set(labels))
    seen = Counter(feature for row in rows for feature in set(row))
    names = sorted(feature for feature, count in seen.items() if count >= least)
    index = {name: place for place, name in enumerate(names)}
    x = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1.0
    for i, row in enumerate(rows):
        for feature in row:
            if feature in index:
                x[i, index[feature]] = 1.0
    y = np.zeros((len(rows), len(classes)))
    for i, label in enumerate(labels):
        y[i, classes.index(label)] = 1.0
    weights = _descend(x, y, penalty, rounds)
    table = {name: tuple(round(float(w), 3) for w in weights[i]) for name, i in index.items()}
    return Linear(tuple(classes), tuple(round(float(w), 3) for w in weights[-1]), table)


def _descend(x: np.ndarray, y: np.ndarray, penalty: float, rounds: int) -> np.ndarray:
    regular = np.full((x.shape[1], 1), penalty)
    regular[-1] = 1e-3
    largest = float(np.linalg.norm(x.T @ x, 2)) if x.shape[1] < 6000 else float((x * x).sum())
    step = 1.0 / (0.5 * largest + penalty)
    weights = ahead = np.zeros((x.shape[1], y.shape[1]))
    for turn in range(rounds):
        scores = x @ ahead
        scores -= scores.max(axis=1, keepdims=True)
        p = np.exp(scores)
        p /= p.sum(axis=1, keepdims=True)
        following = ahead - step * (x.T @ (p - y) + regular * ahead)
        ahead = following + turn / (turn + 3) * (following - weights)
        weights = following
    return weights


def save(model: Linear, path: Path) -> None:
    """Write the classifier as JSON, one feature a line, so that a change can be read."""
    rows = ",\n".join(f"  {json.dumps(name)}: {list(row)}" for name, row in sorted(model.weights.items()) if any(row))
    path.write_text(
        f'{{"classes": {json.dumps(model.classes)},\n "bias": {list(model.bias)},\n "weights": {{\n{rows}\n}}}}\n',
        encoding="utf-8",
    )
