"""Fits the linear models of contacts: status of a mention, its date, the parties of incomplete ones, confidence.

    python -m training.contacts ANNOTATED.jsonl... [--out src/communique/data] [--folds 8]

ANNOTATED are articles annotated by the guide, with a `track` each. Prints the accuracy by cross-validation over tracks
(no track in both halves), then fits on everything and writes `contact_status.json`, `contact_date.json`,
`contact_parties.json` and `contact_right.json`. Deterministic, and independent of the files that were there before.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from evals.scoring import KIND_GROUP, align, contact_weight, dates_agree, jaccard, score

from communique.findings.contacts import find_contacts
from communique.findings.contacts.circumstance import date_candidates
from communique.findings.contacts.completion import Scene, candidates
from communique.findings.contacts.confidence import confidence_features
from communique.findings.contacts.features import status_features
from communique.findings.contacts.folding import fold_mentions
from communique.findings.contacts.mentions import find_mentions, tense_of
from communique.findings.contacts.participation import find_participation
from communique.findings.contacts.status import find_cues, strongest
from communique.findings.contacts.triggers import Trigger, find_triggers
from communique.findings.jsonl import finding_to_json
from communique.findings.linear import Linear, put_in_place
from communique.model.article import Article
from communique.model.findings import Status
from communique.model.when import parse_when
from communique.reading.reading import Reading, read_articles
from communique.reading.spacy_model import SpacyModel
from training.linear import fit, save

DATA = Path(__file__).resolve().parents[1] / "src" / "communique" / "data"
PENALTIES = {"contact_status": 4.0, "contact_date": 4.0, "contact_parties": 15.0, "contact_right": 30.0}
UNSURE = Linear(("no", "yes"), (0.0, 0.0), {})
"""Stands for the confidence while the rows are gathered on which it is fitted."""


@dataclass(frozen=True, slots=True)
class Example:
    """One row to learn from: its track, its features, its label."""

    track: str
    features: list[str]
    label: str


def examples(readings: Iterable[tuple[dict[str, Any], Reading]]) -> tuple[list[Example], list[Example]]:
    """Rows for the status and for the date, from mentions whose sentence is evidence of one annotated contact."""
    status_rows, date_rows = [], []
    for row, reading in readings:
        triggers = list(find_triggers(reading.parse))
        for trigger in triggers:
            gold = _annotated(row, reading, trigger)
            if gold is None:
                continue
            cues = find_cues(trigger)
            features = status_features(trigger, strongest(cues, trigger), cues, tense_of(reading, trigger))
            status_rows.append(Example(row["track"], features, gold["status"]))
            rivals = [t.token.i for t in triggers if t.token.sent == trigger.token.sent and t is not trigger]
            for candidate in date_candidates(reading, trigger, Status(gold["status"]), rivals):
                right = gold["date"] is not None and dates_agree(gold["date"], candidate.when.edtf)
                date_rows.append(Example(row["track"], list(candidate.features), "yes" if right else "no"))
    return status_rows, date_rows


def party_examples(readings: Iterable[tuple[dict[str, Any], Reading]]) -> list[Example]:
    """Rows for completing mentions that name too few parties: each candidate set, and whether it is a contact's."""
    rows = []
    for row, reading in readings:
        mentions = find_mentions(reading)
        scene = Scene.of(reading, mentions)
        for mention in mentions:
            if mention.taking.explicit >= 2:
                continue
            sentence = reading.parse.text_of(mention.sentence)
            group = KIND_GROUP.get(mention.kind, "person")
            right = [
                set(contact["parties"])
                for contact in row["contacts"]
                if KIND_GROUP.get(contact["kind"], "person") == group
                and any(quote in sentence or sentence in quote for quote in contact["evidence"])
                and mention.parties <= set(contact["parties"])
            ]
            if right:
                for parties, features in candidates(scene, mention):
                    rows.append(Example(row["track"], features, "yes" if parties in right else "no"))
    return rows


def _annotated(row: dict[str, Any], reading: Reading, trigger: Trigger) -> dict[str, Any] | None:
    """The annotated contact that a trigger tells of; None when there is none or several fit alike."""
    sentence = reading.parse.text_of(reading.parse.sentence_of(trigger.token))
    parties = list(find_participation(reading, trigger).parties)
    group = KIND_GROUP.get(trigger.kind, "person")
    fitting: list[tuple[float, dict[str, Any]]] = [
        (jaccard(contact["parties"], parties), contact)
        for contact in row["contacts"]
        if KIND_GROUP.get(contact["kind"], "person") == group
        and any(quote in sentence or sentence in quote for quote in contact["evidence"])
        and (not parties or set(parties) & {*contact["parties"], *contact["mediators"]})
    ]
    if not fitting:
        return None
    best = max(weight for weight, _ in fitting)
    chosen = [contact for weight, contact in fitting if weight == best]
    if len(chosen) == 1:
        return chosen[0]
    times = reading.times_in(reading.parse.sentence_of(trigger.token))
    near = [c for c in chosen if any(_names(c, time.edtf) for time in times)]
    return near[0] if len(near) == 1 else chosen[0] if len({c["status"] for c in chosen}) == 1 else None


def _names(contact: dict[str, Any], edtf: str | None) -> bool:
    one, two = parse_when(contact["date"] or ""), parse_when(edtf or "")
    return bool(one and two and one.overlaps(two))


def fit_all(tables: Mapping[str, Sequence[Example]], held: Set[str] = frozenset()) -> dict[str, Linear]:
    """The classifiers fitted on the rows of all tracks but those held out."""
    fitted = {}
    for name, rows in tables.items():
        seen = [row for row in rows if row.track not in held]
        fitted[name] = fit([row.features for row in seen], [row.label for row in seen], penalty=PENALTIES[name])
    return fitted


def right_share(models: Mapping[str, Linear], tables: Mapping[str, Sequence[Example]], held: Set[str]) -> Counter[str]:
    """How many rows of the held-out tracks each classifier labels right."""
    right: Counter[str] = Counter()
    for name, rows in tables.items():
        for row in rows:
            if row.track in held:
                likely = models[name].probabilities(row.features)
                right[name] += max(likely, key=lambda label: likely[label]) == row.label
    return right


def fold_examples(readings: Iterable[tuple[dict[str, Any], Reading]]) -> list[Example]:
    """Rows for the confidence: each contact found, and whether it stands for an annotated one."""
    rows = []
    for row, reading in readings:
        folds = fold_mentions(reading, find_mentions(reading))
        found = found_contacts(reading)
        matched = {j for _, j in align(row["contacts"], found, partial(contact_weight, row["text"]))}
        for number in range(len(folds)):
            label = "yes" if number in matched else "no"
            rows.append(Example(row["track"], confidence_features(folds, number), label))
    return rows


def found_contacts(reading: Reading) -> list[dict[str, Any]]:
    """The contacts of one article as findings JSON, by the models in place."""
    return [finding_to_json(contact, "contacts") for contact in find_contacts(reading)]


def read(paths: Sequence[Path]) -> list[tuple[dict[str, Any], Reading]]:
    """The annotated articles with their readings."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = [json.loads(line) for line in lines]
    articles = [Article(id=r["id"], text=r["text"], published=r["published"], title=r.get("title")) for r in rows]
    return list(zip(rows, read_articles(articles, SpacyModel()), strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=DATA)
    parser.add_argument("--folds", type=int, default=8)
    options = parser.parse_args()
    readings = read(options.annotated)
    status_rows, date_rows = examples(readings)
    tables = {"contact_status": status_rows, "contact_date": date_rows, "contact_parties": party_examples(readings)}
    tracks = sorted({row["track"] for row, _ in readings})
    right: Counter[str] = Counter()
    folds: list[Example] = []
    found: dict[str, dict[str, Any]] = {}
    for number in range(options.folds):
        held = set(tracks[number :: options.folds])
        models = fit_all(tables, held)
        right += right_share(models, tables, held)
        # The confidence is fitted on what is found in tracks that the other classifiers have not seen.
        put_in_place({**models, "contact_right": UNSURE})
        unseen = [(row, reading) for row, reading in readings if row["track"] in held]
        folds += fold_examples(unseen)
        found |= {row["id"]: {"contacts": found_contacts(reading)} for row, reading in unseen}
        put_in_place({})
    for name, rows in tables.items():
        print(f"{name}: {len(rows)} rows, {right[name] / len(rows):.3f} right on unseen tracks")
    figures = score([row for row, _ in readings], found)
    print("on unseen tracks:", ", ".join(f"{k} {v:.3f}" for k, v in figures.items() if k.startswith("contacts.")))
    for name, model in fit_all({**tables, "contact_right": folds}).items():
        save(model, options.out / f"{name}.json")


if __name__ == "__main__":
    main()
