"""The command line: what it prints, where, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

import communique
from communique.cli import run
from communique.model.article import Article
from communique.model.findings import (
    AgreementReport,
    ContactKind,
    ContactReport,
    Findings,
    Issue,
    Position,
    Stance,
    Status,
)
from communique.record.store import Store

TALKS = "Envoys of Norway and Portugal held talks in Lisbon on 3 March."
WISH = "Norway demands an end to the fishing ban."
DEAL = "They agreed to reopen their consulates."
LISTS = ("contacts", "positions", "proposals", "agreements", "deadlines", "timeline", "people", "articles")
VERBS = (*LISTS, "read", "findings", "brief", "search", "show", "demo", "export", "changes",
         "history", "stances", "follow-through")  # fmt: skip


def span(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record file of one article, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMMUNIQUE_RECORD", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    text = f"{TALKS}\n{WISH}\n{DEAL}"
    article = Article(id="one", text=text, published="2025-03-04", publisher="Northern Post", title="Talks")
    shared = {"article": "one", "confidence": 0.9}
    found = Findings(
        article="one",
        published="2025-03-04",
        contacts=(
            ContactReport(id="c1", evidence=(TALKS,), spans=(span(text, TALKS),), kind=ContactKind.TALKS,
                          parties=("NOR", "PRT"), place="Lisbon", date="2025-03-03", status=Status.HELD, **shared),
        ),
        positions=(
            Position(id="p1", evidence=(WISH,), spans=(span(text, WISH),), party="NOR", issue=Issue.TRADE,
                     stance=Stance.DEMANDS, about="an end to the fishing ban", **shared),
        ),
        agreements=(
            AgreementReport(id="a1", evidence=(DEAL,), spans=(span(text, DEAL),), parties=("NOR", "PRT"),
                      what="reopen their consulates", **shared),
        ),
    )  # type: ignore[arg-type]  # fmt: skip
    with Store.open("communique.db") as store:
        store.add(article, found, reader="1")
    return tmp_path / "communique.db"


@pytest.mark.parametrize("verb", LISTS)
def test_every_list_prints_a_table_json_and_csv(verb: str, record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([verb]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80
    assert run([verb, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert run([verb, "--csv"]) == 0
    assert len(list(csv.DictReader(io.StringIO(capsys.readouterr().out)))) == len(rows)


def test_parties_are_taken_by_code_or_name(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("NOR,PRT", "norway,Portugal", "prt, Oslo"):
        assert run(["contacts", "--between", text, "--json"]) == 0
        assert len(json.loads(capsys.readouterr().out)) == 1
    assert run(["contacts", "--party", "France", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_contacts_are_chosen_by_status(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["contacts", "--status", "planned,ruled out", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["contacts", "--party", "Norwey"], 2, "did you mean Norway (NOR)?"),
        (["positions", "--issue", "fish"], 2, "no such issue: fish"),
        (["contacts", "--status", "maybe"], 2, "no such status: maybe"),
        (["contacts", "--as-of", "Tuesday"], 2, "--as-of Tuesday: not a date"),
        (["contacts", "--json", "--csv"], 2, "choose one"),
        (["contacts", "--nonsense"], 2, "see `communique contacts --help`"),
        (["nonsense"], 2, "nonsense"),
        (["show", "zzz"], 2, "zzz"),
        (["brief", "-o", "brief.docx"], 2, "no format for brief.docx"),
        (["read", "nowhere"], 3, "nowhere"),
        (["contacts", "--record", "none.db"], 4, "none.db"),
        (["contacts", "--record", "text.db"], 4, "text.db"),
        (["brief", "-o", "no/such/folder/brief.md"], 1, "cannot be written"),
    ],
)
def test_an_error_is_one_line_with_a_hint_and_its_exit_code(
    arguments: list[str], code: int, words: str, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("text.db").write_text("no record at all, just words " * 100)
    if arguments[0] == "read":
        pytest.importorskip("communique.sources.opening")
    assert run(arguments) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("communique: ")
    assert words in captured.err
    assert len(captured.err.splitlines()) == 1


@pytest.mark.parametrize("name", ["brief.md", "brief.html", "brief.txt", "brief.json"])
def test_the_brief_is_written_in_the_format_of_the_files_name(name: str, record: Path) -> None:
    assert run(["brief", "-o", name]) == 0
    text = Path(name).read_text(encoding="utf-8")
    assert "fishing ban" in text
    assert list(Path().glob(".*.part")) == []
    assert text.startswith({"md": "# ", "html": "<!doctype html>", "txt": "Norway", "json": "{"}[name.split(".")[1]])


@pytest.mark.parametrize("form", ["brief", "keypoints", "faq", "digest"])
def test_every_form_is_printed(form: str, record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["brief", "--form", form, "--since", "2025-03"]) == 0
    assert "Lisbon" in capsys.readouterr().out


def test_search_and_show_lead_to_the_words(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "fishing", "ban", "--json"]) == 0
    hit = json.loads(capsys.readouterr().out)[0]
    assert hit["article"] == "one"
    for item in ("one:p1", "one", "one:c1"):
        assert run(["show", item]) == 0
        assert "fishing ban" in " ".join(capsys.readouterr().out.split())


def test_the_record_is_exported(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["format"] == "communique-record/1"


def test_the_settings_name_the_record(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record.rename("other.db")
    Path("communique.toml").write_text('record = "other.db"\n')
    assert run(["contacts", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([verb, "--help"]) == 0
    text = capsys.readouterr().out
    assert verb == "export" or f"communique {verb}" in text
    assert verb == "export" or "Example" in text


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"communique {communique.__version__}\n"


def test_help_imports_nothing_heavy() -> None:
    heavy = "spacy", "numpy", "sqlalchemy", "pydantic", "jinja2", "trafilatura", "babel"
    program = (
        "import sys; from communique.cli import run; run(['--help']); "
        f"print([m for m in {heavy!r} if m in sys.modules], file=sys.stderr)"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stderr.strip() == "[]"


def test_reading_a_dossier_ends_with_a_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: Path,
                                               capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    from communique import equipment

    class Bare:
        name = "bare-1"

        def parse(self, texts: list[str]) -> object:
            from communique.reading.parse import Parse

            return (Parse(text, [], []) for text in texts)

    monkeypatch.setattr(equipment, "load_model", lambda settings: Bare())
    Path("in").mkdir()
    Path("in/a.txt").write_text("The ministers of both countries met and talked about the border for two hours.")
    Path("in/b.txt").write_bytes(b"")
    assert run(["read", "in", "--record", "new.db"]) == 0
    err = capsys.readouterr().err
    assert "read 1" in err
    assert "skipped 1 that could not be read" in err
    assert "in/b.txt" in err
    assert run(["articles", "--failures", "--record", "new.db", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1
    assert run(["findings", "in", "-o", "found.jsonl"]) == 0
    assert [json.loads(row)["contacts"] for row in Path("found.jsonl").read_text().splitlines()] == [[]]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_standard_output_is_one_line_and_no_defect(record: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "communique", "brief", "--record", str(record)],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "No space left" in done.stderr
    assert "defect" not in done.stderr


def test_one_of_a_kind_is_counted_in_the_singular(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert run(["read", str(tmp_path / "empty.txt"), "--record", str(record)]) == 3
    assert "holds 1 article, 1 position, 1 report of contacts, 1 of agreements," in capsys.readouterr().err
    assert run(["articles", "--record", str(record)]) == 0
    assert "1 item failed" in capsys.readouterr().out


def test_a_written_brief_does_not_say_where_the_record_lies(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open("elsewhere.db") as store:
        for day in range(1, 20):
            text = f"Envoys of Norway and Portugal met in Lisbon, for the {day}. time."
            basis = {
                "id": "c1",
                "article": f"a{day}",
                "evidence": (text,),
                "spans": ((0, len(text)),),
                "confidence": 0.9,
            }
            date = f"2025-03-{day:02}"
            report = ContactReport(kind=ContactKind.TALKS, parties=("NOR", "PRT"), date=date, **basis)  # type: ignore[arg-type]
            article = Article(id=f"a{day}", text=text, published=date)
            store.add(article, Findings(article.id, article.published, contacts=(report,)), reader="1")
    assert run(["brief", "--record", "elsewhere.db"]) == 0
    assert "communique contacts --record elsewhere.db" in " ".join(capsys.readouterr().out.split())
    assert run(["brief", "--record", "elsewhere.db", "-o", "brief.md"]) == 0
    assert "communique contacts" in Path("brief.md").read_text(encoding="utf-8")
    assert "elsewhere.db" not in Path("brief.md").read_text(encoding="utf-8")
