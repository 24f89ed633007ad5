"""`communique outlook` on the example dossier: its table, an edit that changes the answer, each cell with its words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique.cli import run
from communique.cli.demo import find_dossier
from communique.reading.spacy_model import SpacyModel

pytestmark = pytest.mark.xdist_group("outlook")


@pytest.fixture(scope="module")
def dossier(model: SpacyModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example dossier, read into a record."""
    from communique.pipeline import read_into
    from communique.record.store import Store

    path = tmp_path_factory.mktemp("outlook") / "demo.db"
    with Store.open(path) as store:
        read_into(store, [str(find_dossier())], model)
    return path


def outlook(capsys: pytest.CaptureFixture[str], record: Path, *words: str) -> Any:
    assert run(["outlook", *words, "--record", str(record), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def cell(found: Any, party: str, issue: str, option: str) -> Any:
    (question,) = [q for q in found["table"]["issues"] if q["key"] == issue]
    (row,) = [o for o in question["options"] if o["key"] == option]
    return row["cells"][party]


def test_the_table_of_the_dossier_is_what_its_articles_say(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = outlook(capsys, dossier, "table")
    assert {"RUS", "UKR", "USA"} <= set(found["table"]["parties"])
    assert cell(found, "UKR", "recognition", "recognised")["standing"] == "red line"
    assert cell(found, "RUS", "recognition", "recognised")["standing"] == "prefers"
    assert cell(found, "UKR", "alliance", "joins")["standing"] == "prefers"
    assert cell(found, "RUS", "alliance", "stays-out")["standing"] == "prefers"
    assert cell(found, "USA", "sanctions", "eased")["standing"] == "open"
    assert cell(found, "RUS", "foreign-force", "deployed")["standing"] == "red line"
    assert cell(found, "USA", "recognition", "recognised") == {"standing": "unknown"}
    conditional = cell(found, "UKR", "ceasefire", "for-30-days")
    assert conditional["condition"]["alternatives"] == [["RUS accepts ceasefire=for-30-days"]]


def test_each_cell_leads_to_its_words_in_the_article(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from communique.record.build import load_record
    from communique.record.store import Store

    found = outlook(capsys, dossier, "table")
    with Store.open(dossier, readonly=True) as store:
        articles = load_record(store).articles
    cells = [c for q in found["table"]["issues"] for o in q["options"] for c in o["cells"].values()]
    told = [statement for c in cells for statement in c.get("statements", ())]
    assert told
    for statement in told:
        article = articles[statement["id"].partition(":")[0]]
        assert statement["words"] in article.text
        assert statement["published"] == article.published


def test_an_edit_changes_the_answer(dossier: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    before = outlook(capsys, dossier, "packages")["packages"]
    file = tmp_path / "outlook.toml"
    file.write_text(
        '[[cell]]\nparty = "UKR"\nissue = "recognition"\noption = "recognised"\nstanding = "conditional"\n'
        'if = ["alliance=joins"]\nby = "Ann"\n',
        encoding="utf-8",
    )
    after = outlook(capsys, dossier, "packages", "--outlook", str(file))["packages"]
    assert after["open"] > before["open"]
    recognised = [p["package"] for p in after["efficient"] if p["package"]["recognition"] == "recognised"]
    assert all(package["alliance"] == "joins" for package in recognised)
    supposed = outlook(capsys, dossier, "packages", "--suppose", "UKR recognition=recognised accepts")
    assert supposed["packages"]["open"] > after["open"]
    assert supposed["scenario"] == "UKR recognition=recognised accepts"


def test_two_parties_alone_and_a_day_before(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert outlook(capsys, dossier, "table", "--between", "Russia,Ukraine")["table"]["parties"] == ["RUS", "UKR"]
    early = outlook(capsys, dossier, "table", "--as-of", "2025-02-10")
    dates = {s["published"] for q in early["table"]["issues"] for o in q["options"] for c in o["cells"].values()
             for s in c.get("statements", ())}  # fmt: skip
    assert max(dates) <= "2025-02-10"


def test_every_question_is_answered_in_every_format(
    dossier: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for kind in ("table", "packages", "blockers", "proposals", "scenarios"):
        assert run(["outlook", kind, "--record", str(dossier)]) == 0
        assert capsys.readouterr().out
    assert (
        run(["outlook", "stability", "--record", str(dossier), "--samples", "5", "--bend", "--outcome", "N" * 8]) == 0
    )
    assert "not probabilities" in " ".join(capsys.readouterr().out.split())
    for name in ("out.html", "out.md", "out.json", "out.txt"):
        assert run(["outlook", "table", "--record", str(dossier), "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "out-table.svg").read_text(encoding="utf-8").startswith("<svg")


def test_a_first_file_is_written_once_and_used_where_it_lies(
    dossier: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["outlook", "table", "--record", str(dossier), "--between", "RUS,UKR", "--write", "outlook.toml"]) == 0
    assert run(["outlook", "table", "--record", str(dossier), "--write", "outlook.toml"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert outlook(capsys, dossier, "table")["table"]["parties"] == ["RUS", "UKR"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["packages", "--suppose", "UKR aliance=joins accepts"], "did you mean alliance?"),
        (["packages", "--scenario", "none"], "no such scenario: none"),
        (["packages", "--between", "Ukraine"], "only one party takes a stand: UKR"),
        (["table", "--outlook", "nowhere.toml"], "no such outlook file"),
        (["table", "-o", "out.docx"], "no format for out.docx"),
        (["stability", "--outcome", "YYY"], "has 3 places for"),
    ],
)
def test_what_cannot_be_answered_says_what_to_do(
    dossier: Path, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    assert run(["outlook", *words, "--record", str(dossier)]) == 2
    assert message in capsys.readouterr().err


def test_without_a_question_all_of_them_are_answered(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["outlook", "--record", str(dossier)]) == 0
    told = capsys.readouterr().out
    assert run(["outlook", "report", "--record", str(dossier)]) == 0
    assert told == capsys.readouterr().out
    assert "WHAT COULD BE AGREED" in told
    assert run(["outlook", "--record", str(dossier), "packages"]) == 2
    assert "write them after packages" in capsys.readouterr().err
