"""Fits the network and the confidence of contacts on annotated articles, and writes what ships.

    python -m training.network ANNOTATED.jsonl... --weights MINILM [--more OTHER.jsonl...] [--folds 4]
        [--work DIR] [--out DATA]

MINILM is the folder of all-MiniLM-L6-v2 (Apache-2.0). ANNOTATED are articles annotated by the guide, with a `track`
each; OTHER are learned from as well but never measured on. First every track is answered by a network that has not seen
it (cross-validation by negotiation), on which `training/settling.py` fits what settles the answers, and which gives the
figures that are printed; then the network is fitted on everything and exported: `network.onnx`, `network_heads.npz`.
Answers are kept in DIR, so that a run that was broken off goes on where it stopped.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from communique.findings.pieces import Pieces
from communique.findings.questions import Answer
from communique.reading.reading import Reading
from training.network_data import DATA, contact_examples, position_examples, read
from training.settling import settle

Row = dict[str, Any]
Answered = Mapping[tuple[int, str], Answer]


def examples_of(read_rows: Sequence[tuple[Row, Reading]]) -> list[tuple[Row, list[dict[str, Any]]]]:
    """The questions of each article with the answers of its annotation."""
    return [(row, [*contact_examples(row, reading), *position_examples(row, reading)]) for row, reading in read_rows]


def unseen_answers(
    data: list[tuple[Row, list[dict[str, Any]]]],
    more: list[tuple[Row, list[dict[str, Any]]]],
    options: argparse.Namespace,
) -> dict[str, Answered]:
    """The answers about every article by a network that has seen nothing of its track."""
    from training.network_model import Settings, answer, fit

    pieces = load_pieces()
    tracks = sorted({row["track"] for row, _ in data})
    found: dict[str, Answered] = {}
    for number in range(options.folds):
        kept = options.work / f"answers-{number}-of-{options.folds}.pickle"
        if not kept.exists():
            held = set(tracks[number :: options.folds])
            print(f"fold {number + 1} of {options.folds}: {len(held)} tracks held out", flush=True)
            seen = [item for item in data if item[0]["track"] not in held]
            net, words = fit([*seen, *more], options.weights, pieces, Settings())
            unseen = [item for item in data if item[0]["track"] in held]
            kept.write_bytes(pickle.dumps(answer(net, words, pieces, unseen)))
        found.update(pickle.loads(kept.read_bytes()))
    return found


def load_pieces() -> Pieces:
    """The vocabulary that ships with the network."""
    return Pieces((DATA / "network_words.txt").read_text(encoding="utf-8").splitlines())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", nargs="+", type=Path)
    parser.add_argument("--more", nargs="*", default=[], type=Path)
    parser.add_argument("--weights", required=True, type=Path)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--out", type=Path, default=DATA)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    read_rows = read(options.annotated)
    data, more = examples_of(read_rows), examples_of(read(options.more))
    answers = unseen_answers(data, more, options)
    settle(read_rows, answers, options.folds, options.out)
    from training.network_files import export
    from training.network_model import Settings, fit

    print("fitting on everything", flush=True)
    net, words = fit([*data, *more], options.weights, load_pieces(), Settings())
    export(net, words, options.out)
    sizes = {path.name: path.stat().st_size for path in options.out.glob("network*")}
    print(json.dumps(sizes))


if __name__ == "__main__":
    main()
