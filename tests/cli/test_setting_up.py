"""`communique init` and `communique doctor`, and reading with parties of interest, as commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.cli import run
from communique.settings import FILE, load_settings
from communique.settings.loading import variables

NEAR = "Peru and Ecuador said on Monday that they would speak about the border again in the spring."
FAR = "Farmers in Iceland said on Monday that they would bring in the hay before the first frost."


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in variables():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_init_writes_settings_that_can_be_read(working_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    feed = "https://news.example/world.xml"
    assert run(["init", "talks", "--parties", "Kremlin,UKR", "--feed", feed, "--feed", f"{feed}?2"]) == 0
    made = load_settings(working_folder / "talks" / FILE)
    assert made.parties == ("Russia", "Ukraine")
    assert [source.url for source in made.sources] == [feed, f"{feed}?2"]
    assert "communique doctor" in capsys.readouterr().err


def test_init_overwrites_nothing(working_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (working_folder / FILE).write_text('record = "mine.db"\n')
    assert run(["init"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert (working_folder / FILE).read_text() == 'record = "mine.db"\n'


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--parties", "Perru"], "did you mean Peru"),
        (["--feed", "feed.xml"], "begins with https://"),
        (["taken"], "is no folder"),
    ],
)
def test_init_refuses_what_cannot_be(
    working_folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    (working_folder / "taken").write_text("x")
    assert run(["init", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (working_folder / FILE).exists()


def test_doctor_ends_with_one_where_there_is_a_fault(working_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    assert "all is well" in capsys.readouterr().out
    (working_folder / FILE).write_text('parties = ["Perru"]\n')
    assert run(["doctor"]) == 1
    shown = capsys.readouterr().out
    assert "fault    `parties`: no such party: Perru (did you mean Peru (PER)?)" in shown
    assert shown.rstrip().endswith("1 fault, 0 warnings")


def test_doctor_tells_programs_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--json"]) == 0
    notes = json.loads(capsys.readouterr().out)
    assert {"grade", "about", "said", "hint"} == set(notes[0])


def test_reading_with_parties_tells_what_was_left_unread(
    working_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"id": "near", "text": NEAR}, *({"id": f"far-{n}", "text": f"{FAR} ({n})"} for n in range(7))]
    Path("a.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    assert run(["read", "a.jsonl", "--parties", "Peru,Ecuador", "--audit", "2"]) == 0
    shown = capsys.readouterr().err
    assert "skipped 5 of 8 as out of scope (62%)" in shown
    assert "of 2 skipped articles read as a check, 0 concern them" in shown
    assert run(["articles"]) == 0
    assert capsys.readouterr().out.count("not read: out of scope") == 5
    assert run(["read", "--skipped", "--all"]) == 0
    assert "read 5" in capsys.readouterr().err


def test_parties_and_all_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(NEAR)
    assert run(["read", "a.txt", "--parties", "Peru", "--all"]) == 2
    assert "choose one" in capsys.readouterr().err


def test_reading_nothing_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read"]) == 3
    assert "no input" in capsys.readouterr().err
