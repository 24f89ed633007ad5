"""The floors of the time component on a public corpus, where that corpus is at hand."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

from communique.reading.spacy_model import SpacyModel
from communique.reading.times import find_times

FLOORS = {"relaxed": 92.0, "value": 83.0, "calendar_value": 90.0}


def test_the_measured_floors_hold(model: SpacyModel, shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("time_score", shared / "score" / "time_score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    lines = (shared / "corpora" / "timex_platinum.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    found = {
        row["doc"]: [
            {"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in find_times(parse, row["dct"])
        ]
        for row, parse in zip(gold, model.parse(row["text"] for row in gold), strict=True)
    }
    scores, _ = scorer.score(gold, found)
    assert {name: scores[name]["f1"] for name in FLOORS if scores[name]["f1"] < FLOORS[name]} == {}
