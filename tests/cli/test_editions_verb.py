"""`communique editions`: what came in under one address, listed and laid side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique.cli import run

WILL = "The ministers of Norway and Portugal will meet in Porto on Friday."
REST = "It would be their first meeting since the fishing grounds were closed, and much has been made of it."


def annotated(words: str, status: str, **more: Any) -> dict[str, Any]:
    contact = {
        "id": "c1", "kind": "meeting", "parties": ["NOR", "PRT"], "mediators": [], "participants": [], "status": status,
        "level": "ministerial", "directness": "direct", "date": "2025-03-07", "place": "Porto", "evidence": [words],
    }  # fmt: skip
    return {"id": "n-1", "published": "2025-03-04", "publisher": "Northern Post", "url": "https://example.org/porto",
            "title": "Porto", "text": f"{words}\n{REST}", "contacts": [contact], **more}  # fmt: skip


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMMUNIQUE_RECORD", "r.db")
    monkeypatch.setenv("COLUMNS", "140")
    other = {"modified": "2025-03-05", "url": "https://m.example.org/porto?ref=x"}
    rows = [
        annotated(WILL, "scheduled", fetched="2025-03-04T10:00:00Z"),
        annotated(WILL.replace("will", "could"), "possible", **other),
    ]
    for number, row in enumerate(rows):
        Path(f"{number}.jsonl").write_text(json.dumps(row))
        assert run(["merge", f"{number}.jsonl", "--articles", f"{number}.jsonl"]) == 0


def told(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    capsys.readouterr()
    assert run(list(command)) == 0
    return " ".join(capsys.readouterr().out.split())


def test_the_list_and_the_page_say_what_was_edited(capsys: pytest.CaptureFixture[str]) -> None:
    assert "status scheduled → possible" in told(capsys, "editions")
    page = told(capsys, "editions", "n-1")
    assert "[-will-] {+could+} meet" in page
    assert "the record uses this one" in page


def test_it_writes_what_the_name_of_the_file_asks_for(capsys: pytest.CaptureFixture[str]) -> None:
    for name, words in (
        ("e.html", "<ins> could</ins>"),
        ("e.md", "**could**"),
        ("e.json", '"could"'),
        ("e.csv", "n-1~"),
    ):
        assert run(["editions", "n-1", "-o", name]) == 0
        assert words.strip('"') in Path(name).read_text(encoding="utf-8")
    rows = json.loads(told(capsys, "editions", "--json"))
    assert [(row["publisher"], row["editions"], row["earlier"]) for row in rows] == [("Northern Post", 2, ["n-1"])]


def test_on_an_earlier_day_there_was_one_edition(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no edited articles" in told(capsys, "editions", "--as-of", "2025-03-04")
    assert run(["editions", "n-1", "--as-of", "2025-03-04"]) == 2
    assert "scheduled" in told(capsys, "contacts", "--as-of", "2025-03-04")
    assert "possible" in told(capsys, "contacts")


def test_an_edit_is_among_the_changes_and_in_the_brief(capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("changes", "brief"):
        assert "edited by Northern Post on 5 Mar: status now possible" in told(capsys, verb, "--since", "2025-03-05")


def test_show_knows_an_earlier_edition(capsys: pytest.CaptureFixture[str]) -> None:
    assert "since; the record uses n-1~" in told(capsys, "show", "n-1")
    assert "Northern Post, 4 Mar 2025" in told(capsys, "show", "n-1:c1")
