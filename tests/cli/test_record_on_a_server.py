"""Every verb takes the address of a database where it takes a file, and none of them shows the password in it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.cli import run
from communique.model.article import Article
from communique.model.findings import ContactKind, ContactReport, Findings, Status
from communique.record.store import Store
from postgres_server import PostgresServer

pytestmark = pytest.mark.xdist_group("postgresql")

SECRET, QUOTED = "kn0ck/knock@two", "kn0ck%2Fknock%40two"
WORDS = "Envoys of Norway and Portugal may meet in Lisbon."
Output = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def address(postgres: PostgresServer) -> str:
    """The address, with a password, of a record with one contact."""
    postgres.run(f"CREATE ROLE knocker LOGIN PASSWORD '{SECRET}'", "CREATE DATABASE talks OWNER knocker")
    place = f"postgresql://knocker:{QUOTED}@127.0.0.1:{postgres.port}/talks"
    report = ContactReport(id="c1", article="one", evidence=(WORDS,), spans=((0, len(WORDS)),), confidence=0.3,
                           kind=ContactKind.MEETING, parties=("NOR", "PRT"), status=Status.POSSIBLE)  # fmt: skip
    with Store.open(place) as store:
        store.add(Article(id="one", text=WORDS, published="2025-03-04", publisher="Northern Post"),
                  Findings("one", "2025-03-04", contacts=(report,)), reader="1")  # fmt: skip
    return place


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Iterator[Path]:
    """An empty folder; at the end nothing that was logged may hold the password."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMMUNIQUE_RECORD", raising=False)
    monkeypatch.setenv("COMMUNIQUE_REVIEWER", "ada")
    monkeypatch.setenv("COLUMNS", "200")
    yield tmp_path
    assert "kn0ck" not in caplog.text


def test_the_flag_the_variable_and_the_settings_take_it(
    address: str, working_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    assert run(["contacts", "--json", "--record", address]) == 0
    by_flag = capsys.readouterr().out
    monkeypatch.setenv("COMMUNIQUE_RECORD", address)
    assert run(["contacts", "--json"]) == 0
    assert capsys.readouterr().out == by_flag
    monkeypatch.delenv("COMMUNIQUE_RECORD")
    (working_folder / "communique.toml").write_text(f'record = "{address}"\n')
    assert run(["contacts", "--json"]) == 0
    assert capsys.readouterr().out == by_flag
    assert [row["kind"] for row in json.loads(by_flag)] == ["meeting"]
    assert [path.name for path in working_folder.iterdir()] == ["communique.toml"]


@pytest.mark.parametrize(
    "words",
    ["brief", "brief --format markdown", "search lisbon", "articles", "timeline", "people", "changes", "conflicts",
     "follow-through", "stances", "show one:c1", "history one:c1", "editions", "export json",
     "outlook table", "decisions", "decisions export", "doctor", "watch --status", "users list"],
)  # fmt: skip
def test_a_verb_that_looks_does_so_without_showing_the_password(address: str, words: str, capsys: Output) -> None:
    code = run([*words.split(), "--record", address])
    said = capsys.readouterr()
    assert "kn0ck" not in said.out + said.err
    assert code == 0, said.err


def test_decisions_are_kept_and_the_commands_that_are_shown_work_without_the_password(
    address: str, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["decide", "confirm", "one:c1", "--record", address]) == 0
    shown = capsys.readouterr().out
    assert "kn0ck" not in shown
    assert "--record postgresql://knocker@127.0.0.1" in shown
    undo = shown.partition("`communique ")[2].partition("`")[0].split()
    monkeypatch.setenv("PGPASSWORD", SECRET)
    assert run(undo) == 0
    capsys.readouterr()
    assert run(["decisions", "--json", "--record", address]) == 0
    assert [row["action"] for row in json.loads(capsys.readouterr().out)] == ["undo", "confirm"]


def test_what_went_wrong_is_said_without_the_password(address: str, capsys: Output) -> None:
    wrong = address.replace("/talks", "/none")
    for place in (
        wrong,
        address.replace(QUOTED, SECRET),
        f"{address}?sslmode=never",
        f"{address}?sslpassword=kn0ck&x=1",
    ):
        assert run(["brief", "--record", place]) != 0
        said = capsys.readouterr().err
        assert "kn0ck" not in said
        assert "(" in said


def test_the_doctor_says_what_keeps_the_record(address: str, capsys: Output) -> None:
    run(["doctor", "--record", address, "--json"])
    notes = json.loads(capsys.readouterr().out)
    said = "\n".join(note["said"] for note in notes if note["about"] == "record")
    assert "PostgreSQL" in said
    assert "this user may write" in said
    assert "holds a password" in said
