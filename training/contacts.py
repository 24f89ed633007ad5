"""Fits the linear models of contacts: status of a mention, and which time expression dates it.

    python -m training.contacts ANNOTATED.jsonl... [--out src/communique/data] [--folds 8]

ANNOTATED are articles annotated by the guide, with a `track` each. Prints the accuracy by cross-validation over tracks (no
track in both halves), then fits on everything and writes `contact_status.json` and `contact_date.json`. Deterministic.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.findings.circumstance import date_candidates
from communique.findings.completion import Scene, candidates
from communique.findings.features import status_features
from communique.findings.mentions import find_mentions, tense_of
from communique.findings.participation import find_participation
from communique.findings.status import find_status
from communique.findings.triggers import Trigger, find_triggers
from communique.model.article import Article
from communique.model.findings import Status
from communique.model.when import parse_when
from communique.reading.reading import Reading, read_articles
from communique.reading.spacy_model import SpacyModel
from evals.scoring import KIND_GROUP, dates_agree, jaccard
from training.linear import fit, save

DATA = Path(__file__).resolve().parents[1] / "src" / "communique" / "data"
PENALTIES = {"contact_status": 4.0, "contact_date": 4.0, "contact_parties": 15.0}


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
            cue = find_status(trigger)
            features = status_features(trigger, cue, tense_of(reading, trigger))
            status_rows.append(Example(row["track"], features, gold["status"]))
            rivals = [t.token.i for t in triggers if t.token.sent == trigger.token.sent and t is not trigger]
            for candidate in date_candidates(reading, trigger, Status(gold["status"]), rivals):
                right = gold["date"] is not None and dates_agree(gold["date"], candidate.when.edtf)
                date_rows.append(Example(row["track"], list(candidate.features), "yes" if right else "no"))
    return status_rows, date_rows


def party_examples(readings: Iterable[tuple[dict[str, Any], Reading]]) -> list[Example]:
    """Rows for completing mentions that name too few parties: each candidate set, and whether it is a contact's there."""
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
    fitting = [
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
    near = [c for c in chosen if any(_names(c, t.edtf) for t in reading.times_in(reading.parse.sentence_of(trigger.token)))]
    return near[0] if len(near) == 1 else chosen[0] if len({c["status"] for c in chosen}) == 1 else None


def _names(contact: dict[str, Any], edtf: str | None) -> bool:
    one, two = parse_when(contact["date"] or ""), parse_when(edtf or "")
    return bool(one and two and one.overlaps(two))


def cross_validate(rows: Sequence[Example], folds: int, penalty: float) -> float:
    """The share of rows labelled right by models that have not seen their track."""
    tracks = sorted({row.track for row in rows})
    right = 0
    for fold in range(folds):
        held = set(tracks[fold::folds])
        seen = [row for row in rows if row.track not in held]
        model = fit([row.features for row in seen], [row.label for row in seen], penalty=penalty)
        for row in rows:
            if row.track in held:
                likely = model.probabilities(row.features)
                right += max(likely, key=lambda name: likely[name]) == row.label
    return right / len(rows)


def read(paths: Sequence[Path]) -> list[tuple[dict[str, Any], Reading]]:
    """The annotated articles with their readings."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
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
    for name, rows in tables.items():
        penalty = PENALTIES[name]
        print(f"{name}: {len(rows)} rows, {cross_validate(rows, options.folds, penalty):.3f} right on unseen tracks")
        save(fit([r.features for r in rows], [r.label for r in rows], penalty=penalty), options.out / f"{name}.json")


if __name__ == "__main__":
    main()
