"""Fits the weights by which candidate positions are accepted.

    python -m training.position_weights ANNOTATED.jsonl... [--out DATA/positions.toml] [--folds 8] [--keep-issues]

ANNOTATED are articles annotated by the guide, with a `track` each. First the weights of issues are fitted and written
to `position_issues.toml`, then those of candidates. Prints how often the issue is right, and precision, recall and F1
of the positions found, on tracks that the weights have not seen; then fits on everything and writes the files.
Deterministic.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from evals.scoring import STANCE_GROUP, align, f1, last_name, overlap, spans

from communique.findings.positions.candidates import Candidate, find_candidates
from communique.findings.positions.issue_choice import issue_weights
from communique.findings.positions.positions import Weighed, choose, gather
from communique.findings.positions.traits import traits
from communique.reading.reading import Reading
from training import position_issues
from training.network_data import read
from training.position_issues import accuracy_on_unseen_tracks

OUT = Path(__file__).resolve().parents[1] / "src" / "communique" / "data" / "positions.toml"
PENALTY, BIAS_PENALTY = 15.0, 0.01
WORD_PENALTIES = {"cue": 4.0, "deed": 8.0, "saying": 8.0}
"""Penalties of the groups of traits that name words."""
LEAST, LEAST_WORDS, LEAST_TRACKS, DROPPED = 4, 8, 3, 0.02
RARE = ("deed", "saying")
"""Groups of which only what is seen `LEAST_WORDS` times has a weight."""
ALONE = 0.27
"""The threshold at which the weights do best without the network."""
HEADER = """\
# Weights (log-odds) of the traits of a candidate position, fitted by training/position_weights.py.
# They speak of language only: words of stance, grammatical roles, forms of speech. Rerun the script; edit nothing here.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """One article's candidates, the traits of each, and whether each stands for an annotated position."""

    row: dict[str, Any]
    candidates: list[Candidate]
    traits: list[set[str]]
    labels: list[bool]


def example(row: dict[str, Any], reading: Reading) -> Example:
    candidates = find_candidates(reading)
    return Example(row, candidates, [traits(c, reading) for c in candidates], label(row, candidates))


def label(row: dict[str, Any], candidates: Sequence[Candidate]) -> list[bool]:
    """Which candidates stand for an annotated position, one to one, preferring agreement and plain holders.

    A holder counts as right when the name is right, even where the party was resolved wrongly: the weights are to
    learn what a position looks like, not where actors go wrong.
    """
    gold = row["positions"]

    def weight(item: dict[str, Any], candidate: Candidate) -> float:
        holds = item["party"] in candidate.holder.parties or _named(candidate, item)
        where = [(candidate.sentence.start, candidate.sentence.end)]
        if not holds or not overlap(spans(row["text"], item["evidence"]), where):
            return 0.0
        agreement = (item["issue"] == candidate.issue) + (
            STANCE_GROUP[item["stance"]] == STANCE_GROUP[candidate.stance]
        )
        plain = {"verb": 0.5, "statement": 0.0}.get(candidate.cue.kind, 0.4)
        return 1.0 + agreement + plain - 0.3 * candidate.nested

    matched = {j for _, j in align(gold, candidates, weight)} if gold and candidates else set()
    return [j in matched for j in range(len(candidates))]


def _named(candidate: Candidate, item: dict[str, Any]) -> bool:
    name = last_name(item["holder"])
    return bool(name) and any(a.person is not None and last_name(a.person.name) == name for a in candidate.actors)


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Logistic regression with an L2 penalty by Newton's method; words of stance are penalised less than roles."""
    names = _vocabulary(examples)
    index = {name: place for place, name in enumerate(names)}
    rows = [t for e in examples for t in e.traits]
    x = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        x[i, [index[name] for name in row if name in index]] = 1.0
    y = np.array([float(b) for e in examples for b in e.labels])
    penalty = np.array([_penalty(name) for name in names])
    w = np.zeros(len(names))
    for _ in range(25):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (p - y) + penalty * w
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        w -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return {name: float(value) for name, value in zip(names, w, strict=True)}


def _vocabulary(examples: Sequence[Example]) -> list[str]:
    seen: Counter[str] = Counter()
    tracks: defaultdict[str, set[str]] = defaultdict(set)
    for e in examples:
        for row in e.traits:
            seen.update(row)
            for name in row:
                tracks[name].add(e.row["track"])
    least = {name: LEAST_WORDS if _group(name) in RARE else LEAST for name in seen}
    return sorted(name for name, n in seen.items() if n >= least[name] and len(tracks[name]) >= LEAST_TRACKS)


def _penalty(name: str) -> float:
    return BIAS_PENALTY if name.startswith("bias=") else WORD_PENALTIES.get(_group(name), PENALTY)


def _group(name: str) -> str:
    return name.partition("=")[0]


def found(examples: Sequence[Example], table: Mapping[str, float]) -> Counter[str]:
    """Counts of positions found right (party and sentence), found, and annotated."""
    n: Counter[str] = Counter()
    for e in examples:
        weighed = [
            Weighed(c, party, likely, likely, c.issue, c.stance)
            for row, c in zip(e.traits, e.candidates, strict=True)
            for likely in [1 / (1 + math.exp(-sum(table.get(t, 0.0) for t in row)))]
            for party in c.holder.parties
        ]
        chosen = choose(gather(weighed, ALONE), {})
        gold = e.row["positions"]

        def weight(item: dict[str, Any], pick: Weighed, text: str = e.row["text"]) -> float:
            where = [(pick.candidate.sentence.start, pick.candidate.sentence.end)]
            return float(item["party"] == pick.party and overlap(spans(text, item["evidence"]), where))

        n.update(hit=len(align(gold, chosen, weight)) if gold and chosen else 0, found=len(chosen), gold=len(gold))
    return n


def save(table: Mapping[str, float], path: Path) -> None:
    """Write the weights by group of traits, the negligible ones left out."""
    groups: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for name, value in table.items():
        if abs(value) >= DROPPED or name.startswith("bias="):
            group, _, word = name.partition("=")
            groups[group][word] = round(value, 2)
    body = "\n\n".join(
        f"[{group}]\n" + "\n".join(f'"{word}" = {value}' for word, value in sorted(words.items()))
        for group, words in sorted(groups.items())
    )
    path.write_text(f"{HEADER}\n{body}\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--keep-issues", action="store_true", help="leave position_issues.toml as it is")
    options = parser.parse_args()
    readings = list(read(options.annotated))
    rows = position_issues.choices(readings)
    print(f"issue of annotated positions on unseen tracks: {accuracy_on_unseen_tracks(rows, options.folds):.3f}")
    if not options.keep_issues:
        position_issues.save(position_issues.fit(rows))
        issue_weights.cache_clear()
    examples = [example(row, reading) for row, reading in readings]
    tracks = sorted({e.row["track"] for e in examples})
    n: Counter[str] = Counter()
    for fold in range(options.folds):
        held = set(tracks[fold :: options.folds])
        table = fit([e for e in examples if e.row["track"] not in held])
        n += found([e for e in examples if e.row["track"] in held], table)
    precision, recall = n["hit"] / max(1, n["found"]), n["hit"] / max(1, n["gold"])
    print(f"unseen tracks: P {precision:.3f} R {recall:.3f} F1 {f1(n['hit'], n['found'], n['gold']):.3f}")
    save(fit(examples), options.out)


if __name__ == "__main__":
    main()
