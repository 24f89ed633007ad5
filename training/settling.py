"""Fits the linear models that settle what the network answers: the parties of a mention, the confidence of a contact.

    python -m training.settling ANNOTATED.jsonl... [--work .training] [--folds 4] [--out DATA]

Both are fitted on answers by networks that had not seen the article's track (`training/network.py` keeps them in the
work folder), in cross-validation over tracks of their own, which gives the figures that are printed. Writes
`contact_parties.json` and `contact_right.json`. Deterministic, and independent of the files that were there before.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from evals.calibration import bins, calibration_error
from evals.scoring import align, contact_weight, score

from communique.findings.contacts.completion import Scene, candidates
from communique.findings.contacts.confidence import LEAST, confidence_features, is_plain
from communique.findings.contacts.contacts import find_folds, report
from communique.findings.contacts.mentions import find_mentions
from communique.findings.jsonl import finding_to_json
from communique.findings.linear import Linear, put_in_place
from communique.findings.questions import Answer
from communique.reading.reading import Reading
from training.linear import fit, save
from training.network_data import DATA, annotated_contacts, read

PENALTIES = {"contact_parties": 15.0, "contact_right": 10.0}
UNSURE = Linear(("no", "yes"), (0.0, 0.0), {})
"""Stands for the confidence while the rows are gathered on which it is fitted."""
Row = dict[str, Any]
Answered = Mapping[tuple[int, str], Answer]


@dataclass(frozen=True, slots=True)
class Example:
    """One row to learn from: its track, its features, its label."""

    track: str
    features: list[str]
    label: str


def party_examples(read_rows: Sequence[tuple[Row, Reading]], answers: Mapping[str, Answered]) -> list[Example]:
    """Each set of parties that an incomplete mention may be of, and whether it is that of the annotated contact."""
    found = []
    for row, reading in read_rows:
        mentions = find_mentions(reading)
        scene = Scene.of(reading, mentions)
        for number, contact in enumerate(annotated_contacts(row, reading, mentions)):
            asked = answers[row["id"]].get((number, "party"))
            if mentions[number].taking.explicit >= 2 or asked is None or not isinstance(contact, dict):
                continue
            for parties, features in candidates(scene, mentions[number], asked):
                found.append(Example(row["track"], features, "yes" if parties == set(contact["parties"]) else "no"))
    return found


def fit_model(name: str, examples: Sequence[Example], held: frozenset[str] = frozenset()) -> Linear:
    """A linear model fitted on the rows of all tracks but those held out."""
    seen = [one for one in examples if one.track not in held]
    return fit([one.features for one in seen], [one.label for one in seen], penalty=PENALTIES[name])


def settle(read_rows: Sequence[tuple[Row, Reading]], answers: Mapping[str, Answered], folds: int, out: Path) -> None:
    """Fit both models, print how contacts fare on unseen tracks, and write the files."""
    tracks = sorted({row["track"] for row, _ in read_rows})
    held = [frozenset(tracks[number::folds]) for number in range(folds)]
    parties = party_examples(read_rows, answers)
    contacts: dict[str, list[Row]] = {}
    rights: list[Example] = []
    for unseen in held:
        put_in_place({"contact_parties": fit_model("contact_parties", parties, unseen), "contact_right": UNSURE})
        for row, reading in read_rows:
            if row["track"] in unseen:
                contacts[row["id"]], found = _told(row, reading, answers[row["id"]])
                rights += found
    put_in_place({})
    likely = {}
    for unseen in held:
        model = fit_model("contact_right", rights, unseen)
        likely.update({id(one): model.probabilities(one.features)["yes"] for one in rights if one.track in unseen})
    _print_figures([row for row, _ in read_rows], contacts, [likely[id(one)] for one in rights])
    error = calibration_error(bins([(likely[id(one)], one.label == "yes") for one in rights]))
    print(f"confidence on unseen tracks: expected calibration error {error:.3f}")
    for name, rows in (("contact_parties", parties), ("contact_right", rights)):
        save(fit_model(name, rows), out / f"{name}.json")


def _told(row: Row, reading: Reading, answers: Answered) -> tuple[list[Row], list[Example]]:
    """What is found in an article, and for each whether it stands for an annotated contact."""
    folds = find_folds(reading, find_mentions(reading), answers)
    told = [
        {**finding_to_json(report(reading, fold, n, 0.0), "contacts"), "plain": is_plain(fold)}
        for n, fold in enumerate(folds, start=1)
    ]
    right = {j for _, j in align(row["contacts"], told, partial(contact_weight, row["text"]))}
    labels = ["yes" if n in right else "no" for n in range(len(told))]
    return told, [Example(row["track"], confidence_features(folds, n), label) for n, label in enumerate(labels)]


def _print_figures(rows: Sequence[Row], contacts: Mapping[str, list[Row]], likely: Sequence[float]) -> None:
    chances = iter(likely)
    kept = {
        name: {"contacts": [c for c in told if next(chances) >= LEAST or c["plain"]]} for name, told in contacts.items()
    }
    figures = score(rows, kept)
    print("on unseen tracks:", ", ".join(f"{k} {v:.3f}" for k, v in figures.items() if k.startswith("contacts.")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--out", type=Path, default=DATA)
    options = parser.parse_args()
    answers: dict[str, Answered] = {}
    for number in range(options.folds):
        answers.update(pickle.loads((options.work / f"answers-{number}-of-{options.folds}.pickle").read_bytes()))
    settle(read(options.annotated), answers, options.folds, options.out)


if __name__ == "__main__":
    main()
