"""Reading tables from the command line: columns by flag and by settings, and what it says when it needs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.cli import run

TABLE = "heading,story,when,printed by\nTalks,Envoys of Norway and Portugal held talks in Lisbon.,2025-03-14,The Post\n"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "export.csv"
    path.write_text(TABLE.replace("story", "wording"))
    return path


def test_the_flag_names_columns(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["findings", str(table), "--columns", "text=wording,published=when"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["published"] == "2025-03-14"


def test_the_settings_name_columns_and_the_flag_goes_over_them(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (table.parent / "communique.toml").write_text('[columns]\ntext = "2"\npublished = "1"\n')
    assert run(["findings", str(table), "--columns", "published=when"]) == 0
    assert json.loads(capsys.readouterr().out)["published"] == "2025-03-14"


def test_what_is_missing_is_told_with_the_columns_that_there_are(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["findings", str(table)]) == 3
    told = capsys.readouterr().err
    assert "no column that is known to hold the text" in told
    assert "heading, wording, when, printed by" in told
    assert run(["findings", str(table), "--columns", "words=wording"]) == 2
    assert "names no column" in capsys.readouterr().err
