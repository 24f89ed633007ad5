"""The scoring of findings: what counts as found, strict and agreed."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from pathlib import Path

import pytest
from evals.scoring import align, dates_agree, overlap, score
from hypothesis import given
from hypothesis import strategies as st

from evals import gate

TEXT = "Anna met Boris in Vienna on Monday. They may meet again."
GOLD = {
    "id": "x",
    "text": TEXT,
    "contacts": [
        {
            "kind": "meeting",
            "parties": ["AUT", "CHE"],
            "mediators": [],
            "participants": ["Anna A"],
            "level": "official",
            "directness": "direct",
            "date": "2025-03-03",
            "place": "Vienna",
            "status": "held",
            "said_by": None,
            "evidence": ["Anna met Boris in Vienna on Monday."],
        }
    ],
    "positions": [],
    "agreements": [],
    "proposals": [],
    "deadlines": [],
}


def test_an_article_scored_against_itself_is_perfect_where_it_has_items() -> None:
    figures = score([GOLD], {"x": GOLD})
    assert figures["contacts.found"] == figures["contacts.strict"] == figures["contacts.participants"] == 1.0
    assert figures["positions.found"] == 0.0


def test_a_wrong_status_group_is_found_and_not_strict() -> None:
    found = {**GOLD, "contacts": [{**GOLD["contacts"][0], "status": "possible"}]}  # type: ignore[index]
    figures = score([GOLD], {"x": found})
    assert figures["contacts.found"] == 1.0
    assert figures["contacts.strict"] == 0.0


def test_an_article_that_is_missing_counts_as_empty() -> None:
    assert score([GOLD], {})["contacts.found"] == 0.0


def test_dates_agree_when_the_overlap_is_half_of_the_longer() -> None:
    assert dates_agree("2025-03-03", "2025-03-03/2025-03-04")
    assert not dates_agree("2025-03-03", "2025-03")
    assert dates_agree(None, None)
    assert not dates_agree(None, "2025")


def test_evidence_overlaps_by_ten_characters_or_half() -> None:
    assert overlap([(0, 100)], [(90, 200)])
    assert not overlap([(0, 100)], [(95, 200)])


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=4))
def test_alignment_has_the_largest_weight_of_all(weights: list[list[int]]) -> None:
    pairs = align(range(len(weights)), range(3), lambda i, j: float(weights[i][j]))
    total = sum(weights[i][j] for i, j in pairs)
    size = max(len(weights), 3)
    padded = [[weights[i][j] if i < len(weights) and j < 3 else 0 for j in range(size)] for i in range(size)]
    assert total == max(sum(padded[i][p[i]] for i in range(size)) for p in itertools.permutations(range(size)))


def test_the_shared_scorer_gives_the_same_figures(shared: Path, tmp_path: Path) -> None:
    scorer = shared / "score" / "record_score.py"
    paths = sorted((shared / "gold" / "dev").glob("*.jsonl"))
    rows = gate.load("dev")
    # Every other status changed, every third contact left out: figures differ from 0 and 1.
    found = []
    for row in rows:
        kept = [c for i, c in enumerate(row["contacts"]) if i % 3]
        contacts = [{**c, "status": "planned" if i % 2 else c["status"]} for i, c in enumerate(kept)]
        found.append({**row, "contacts": contacts, "positions": row["positions"][1:], "proposals": []})
    target = tmp_path / "found.jsonl"
    target.write_text("\n".join(json.dumps(row) for row in found))
    command = [sys.executable, str(scorer), *map(str, paths), "--findings", str(target), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours = score(rows, {row["id"]: row for row in found})
    assert ours["contacts.found"] == pytest.approx(theirs["contacts"]["found"]["f1"], abs=1e-3)
    assert ours["contacts.strict"] == pytest.approx(theirs["contacts"]["strict"]["f1"], abs=1e-3)
    assert ours["positions.strict"] == pytest.approx(theirs["positions"]["strict"]["f1"], abs=1e-3)
    assert ours["agreements"] == pytest.approx(theirs["agreements"]["f1"], abs=1e-3)
    assert ours["contacts.status_group"] == pytest.approx(theirs["contacts"]["status_group"], abs=1e-3)
