"""The measures of merging and conflicts, on two invented articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evals.linking import link_figures, load_tracks, pooled, record_of, score_links

from evals import links

HELD = "Envoys of Norway and Portugal held talks in Lisbon on 3 March."
DENIED = "The talks of 3 March did not take place, Portugal said."


def gold(key: str, published: str, text: str, **fields: Any) -> dict[str, Any]:
    contact = {
        "id": "c1", "kind": "talks", "parties": ["NOR", "PRT"], "mediators": [], "participants": [], "level": "envoy",
        "directness": "direct", "date": "2025-03-03", "place": None, "status": "held", "said_by": None,
        "evidence": [text],
    }  # fmt: skip
    return {"id": key, "published": published, "text": text, "title": None, "contacts": [contact | fields]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [gold("a", "2025-03-04", HELD), gold("b", "2025-03-05", DENIED, status="ruled_out", said_by="Portugal")]
    linked = {
        "clusters": [{"name": "Lisbon", "members": ["a:c1", "b:c1"]}],
        "conflicts": [{"a": "b:c1", "b": "a:c1", "about": "status"}],
    }
    (tmp_path / "lisbon.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "lisbon.links.json").write_text(json.dumps(linked))
    return tmp_path


def test_the_right_findings_give_full_marks(folder: Path) -> None:
    tracks = load_tracks(folder)
    assert link_figures(tracks, tracks[0].golds) == {"merge": 1.0, "conflicts": 1.0}


def test_a_twin_that_was_not_found_costs_recall(folder: Path) -> None:
    (track,) = load_tracks(folder)
    scored = score_links(track, record_of(track, {"a": track.golds["a"]}))
    assert pooled(scored.counts, "merge") == (0.0, 0.0, 0.0)
    assert scored.missed == {"merge": [("a:c1", "b:c1")], "conflicts": [("a:c1", "b:c1")]}


def test_no_links_no_figures(tmp_path: Path) -> None:
    assert link_figures(load_tracks(tmp_path), {}) == {}


def test_the_command_says_what_it_missed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(links.SETS, "dev", folder)
    assert links.main(["--given", "--show", "conflicts"]) == 0
    assert "conflicts  P 1.000  R 1.000  F1 1.000  (1 of 1, 1 found)" in capsys.readouterr().out
