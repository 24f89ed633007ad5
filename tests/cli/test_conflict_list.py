"""`communique conflicts`: two quotations against each other, with outlet, day and speaker."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from communique.cli import run

SET = "The ministers of Norway and Portugal will talk by telephone on 20 March, Foreign Minister Ana Costa said."
DENIED = "No such call has been arranged, Jon Berg, the Norwegian foreign minister, said."
DEAL = "Norway and Portugal have agreed to reopen the fishing grounds off Porto, Ana Costa said."
NO_DEAL = "Jon Berg denied that Norway and Portugal had agreed to reopen the fishing grounds off Porto."


def annotated(key: str, publisher: str, words: str, **fields: Any) -> dict[str, Any]:
    contact = {
        "id": "c1", "kind": "call", "parties": ["NOR", "PRT"], "mediators": [], "participants": [],
        "level": "ministerial", "directness": "direct", "date": "2025-03-20", "place": None, "evidence": [words],
    }  # fmt: skip
    deal = {"id": "a1", "parties": ["NOR", "PRT"], "what": "reopen the fishing grounds off Porto", "date": None}
    claims = fields["status"] == "scheduled"
    sentence = DEAL if claims else NO_DEAL
    return {
        "id": key, "published": "2025-03-05", "publisher": publisher, "text": f"{words}\n{sentence}",
        "contacts": [contact | fields],
        "agreements": [deal | {"status": "reached" if claims else "denied", "evidence": sentence}],
    }  # fmt: skip


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMMUNIQUE_RECORD", "r.db")
    monkeypatch.setenv("COLUMNS", "120")
    rows = [
        annotated("one", "Lisbon Journal", SET, status="scheduled", said_by="Ana Costa"),
        annotated("two", "Northern Post", DENIED, status="ruled_out", said_by="Jon Berg"),
    ]
    Path("gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert run(["merge", "gold.jsonl", "--articles", "gold.jsonl"]) == 0


def test_both_accounts_stand_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["conflicts"]) == 0
    words = " ".join(capsys.readouterr().out.split())
    for part in ("scheduled:", "ruled out:", "Lisbon Journal", "Northern Post,", "reached:", "denied:", "2 conflicts"):
        assert part in words


def test_json_and_csv_have_the_whole_quotations(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["conflicts", "--json"]) == 0
    contact, deal = json.loads(capsys.readouterr().out)
    assert (contact["quote_one"], contact["said_by_one"], contact["outlet_other"]) == (
        SET,
        "Ana Costa",
        "Northern Post",
    )
    assert (deal["about"], deal["value_one"], deal["quote_other"]) == ("status", "reached", NO_DEAL)
    assert run(["conflicts", "--csv"]) == 0
    assert [row["item"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))] == [
        contact["item"],
        deal["item"],
    ]


def test_the_usual_choices_hold(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    for choice in (["--party", "France"], ["--since", "2025-03-06"], ["--as-of", "2025-03-04"]):
        assert run(["conflicts", "--json", *choice]) == 0
        assert json.loads(capsys.readouterr().out) == []


def test_the_brief_and_the_export_tell_them(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["export", "json"]) == 0
    exported = json.loads(capsys.readouterr().out)
    assert [c["values"] for c in exported["conflicts"]] == [["scheduled", "ruled out"]]
    assert [c["values"] for c in exported["agreement_conflicts"]] == [["reached", "denied"]]
    assert run(["brief"]) == 0
    words = " ".join(capsys.readouterr().out.split())
    assert "Agreement, Norway – Portugal, “reopen the fishing grounds off Porto”" in words
    assert "(Northern Post, 5 Mar, said Jon Berg)" in words


def test_a_dispute_that_later_reports_settle_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    later = "The ministers of Norway and Portugal talked by telephone on Thursday."
    row = annotated("three", "Daily Courier", later, status="held", said_by=None) | {
        "published": "2025-03-21", "agreements": [],
    }  # fmt: skip
    Path("later.jsonl").write_text(json.dumps(row) + "\n")
    assert run(["merge", "later.jsonl", "--articles", "later.jsonl"]) == 0
    capsys.readouterr()
    assert run(["conflicts", "--json"]) == 0
    assert [c["settled_by"] for c in json.loads(capsys.readouterr().out)] == ["three:c1", None]
    assert run(["brief"]) == 0
    words = " ".join(capsys.readouterr().out.split())
    assert "settled by Daily Courier, 21 Mar" in words


def test_the_brief_does_not_pass_over_what_others_deny(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["brief"]) == 0
    words = " ".join(capsys.readouterr().out.split())
    assert "“reopen the fishing grounds off Porto”, which others deny [" in words
    assert "reached (denied, reported 5 Mar)" in words
    assert "whether it was agreed" in words
    assert "whether it stands, and how far" in words
