"""Fits the weights by which the issue of a position is chosen; run by training/position_weights.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from evals.scoring import align, overlap, spans

from communique.findings.positions.candidates import Candidate, find_candidates
from communique.findings.positions.issue_choice import FEATURES, ISSUES, issue_features, phrase_of, setting_of
from communique.reading.reading import Reading

OUT = Path(__file__).resolve().parents[1] / "src" / "communique" / "data" / "position_issues.toml"
PENALTY, ROUNDS = 1.0, 30
HEADER = """\
# Weights by which the issue of a position is chosen, fitted by training/position_weights.py. Edit nothing here:
# the words that name issues are in issues.toml.

[weights]
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """One annotated position: the features of every issue in the order of `ISSUES`, and the place of the right one."""

    track: str
    features: tuple[tuple[float, ...], ...]
    right: int


def choices(readings: Iterable[tuple[dict[str, Any], Reading]]) -> list[Choice]:
    """The choices to learn from: candidates that stand in the sentence of an annotated position of their holder."""
    found = []
    for row, reading in readings:
        if not row["positions"]:
            continue
        candidates = find_candidates(reading)
        setting = setting_of(reading.parse, reading.article.title)
        for place, number in align(row["positions"], candidates, _weight(row)) if candidates else []:
            candidate = candidates[number]
            phrase = phrase_of(candidate.cue, candidate.about)
            features = tuple(issue_features(i, phrase, candidate.sentence, setting) for i in ISSUES)
            found.append(Choice(row["track"], features, ISSUES.index(row["positions"][place]["issue"])))
    return found


def _weight(row: dict[str, Any]) -> Any:
    def weight(item: dict[str, Any], candidate: Candidate) -> float:
        where = [(candidate.sentence.start, candidate.sentence.end)]
        if item["party"] not in candidate.holder.parties or not overlap(spans(row["text"], item["evidence"]), where):
            return 0.0
        named = set(item["about"].lower().split())
        ours = set(row["text"][candidate.about[0].start : candidate.about[-1].end].lower().split())
        return 1.0 + 2.0 * len(named & ours) / len(named | ours) + 0.3 * (candidate.cue.kind == "verb")

    return weight


def fit(rows: Sequence[Choice]) -> tuple[float, ...]:
    """Conditional logistic regression with an L2 penalty by Newton's method; one weight for each of `FEATURES`."""
    x = np.array([row.features for row in rows])
    right = x[np.arange(len(rows)), [row.right for row in rows]]
    w = np.zeros(len(FEATURES))
    for _ in range(ROUNDS):
        p = _probabilities(x, w)
        mean = np.einsum("nk,nkm->nm", p, x)
        slope = (mean - right).sum(0) + PENALTY * w
        curve = np.einsum("nk,nkm,nkj->mj", p, x, x) - mean.T @ mean + PENALTY * np.eye(len(w))
        step, size, before = np.linalg.solve(curve, slope), 1.0, _loss(x, right, w)
        while size > 1e-4 and _loss(x, right, w - size * step) > before:
            size /= 2
        w = w - size * step
        if float(np.abs(step).max()) < 1e-6:
            break
    return tuple(round(float(value), 3) for value in w)


def _probabilities(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    scores = x @ w
    scores -= scores.max(1, keepdims=True)
    powers: np.ndarray = np.exp(scores)
    total: np.ndarray = powers.sum(1, keepdims=True)
    powers /= total
    return powers


def _loss(x: np.ndarray, right: np.ndarray, w: np.ndarray) -> float:
    scores = x @ w
    top = scores.max(1)
    log_sum = top + np.log(np.exp(scores - top[:, None]).sum(1))
    return float((log_sum - right @ w).sum() + PENALTY / 2 * w @ w)


def accuracy_on_unseen_tracks(rows: Sequence[Choice], folds: int) -> float:
    """The share of choices made right by weights that have not seen the track."""
    tracks = sorted({row.track for row in rows})
    hits = 0
    for fold in range(folds):
        held = set(tracks[fold::folds])
        w = np.array(fit([row for row in rows if row.track not in held]))
        hits += sum(int((np.array(row.features) @ w).argmax()) == row.right for row in rows if row.track in held)
    return hits / max(1, len(rows))


def save(weights: Sequence[float], path: Path = OUT) -> None:
    """Write the weights by the names of their features."""
    body = "\n".join(f"{name} = {value}" for name, value in zip(FEATURES, weights, strict=True))
    path.write_text(f"{HEADER}{body}\n", encoding="utf-8")
