"""`communique merge`: findings made elsewhere go into the record; what cannot is said with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique.cli import run
from communique.record.store import Store

TEXT = "Envoys of Norway and Portugal held talks in Lisbon on 3 March.\nA reply is due by 1 May."
CONTACT = {
    "id": "c1", "kind": "talks", "parties": ["NOR", "PRT"], "mediators": [], "participants": [], "level": "envoy",
    "directness": "direct", "date": "2025-03-03", "place": "Lisbon", "status": "held", "said_by": None,
    "evidence": ["Envoys of Norway and Portugal held talks in Lisbon on 3 March."],
}  # fmt: skip
DEADLINE = {"what": "reply", "date": "2025-05-01", "evidence": "A reply is due by 1 May."}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMMUNIQUE_RECORD", raising=False)
    return tmp_path


def write(name: str, *rows: Any) -> str:
    Path(name).write_text("".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows))
    return name


def article(key: str = "one", text: str = TEXT) -> dict[str, Any]:
    return {"id": key, "published": "2025-03-04", "publisher": "Northern Post", "text": text}


def annotated(key: str = "one") -> dict[str, Any]:
    return article(key) | {"contacts": [CONTACT], "deadlines": [DEADLINE]}


def merge(*arguments: str) -> int:
    return run(["merge", *arguments, "--record", "r.db"])


def exported(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert run(["export", "json", "--record", "r.db"]) == 0
    record: dict[str, Any] = json.loads(capsys.readouterr().out)
    return record


def test_one_file_can_hold_articles_and_annotations(capsys: pytest.CaptureFixture[str]) -> None:
    rows = write("gold.jsonl", annotated(), annotated("two"))
    assert merge(rows, "--articles", rows) == 0
    record = exported(capsys)
    assert len(record["contacts"]) == 1
    assert [report["spans"] for report in record["contacts"][0]["reports"]] == [[[0, 62]]] * 2
    assert {d["date"] for d in record["deadlines"]} == {"2025-05-01"}
    with Store.open("r.db") as store:
        assert next(store.articles()).meta == {}


def test_merging_again_changes_nothing_and_reading_again_keeps_what_was_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = write("gold.jsonl", annotated())
    assert merge(rows, "--articles", rows) == 0
    before = exported(capsys)
    assert merge(rows, "--articles", rows) == 0
    assert "took in the findings of 0 articles, unchanged 1" in capsys.readouterr().err
    assert run(["read", rows, "--record", "r.db"]) == 0
    assert "unchanged 1" in capsys.readouterr().err
    assert exported(capsys) == before


def test_what_cannot_be_used_is_said_with_its_line_and_the_rest_goes_in(capsys: pytest.CaptureFixture[str]) -> None:
    articles = write("articles.jsonl", article(), article("two"), article("three"), article("four"))
    findings = write(
        "findings.jsonl",
        {"id": "one", "contacts": [CONTACT, CONTACT | {"id": "c2", "status": "maybe"}]},
        "{broken\n",
        {"id": "nobody", "contacts": [CONTACT]},
        {"contacts": [CONTACT]},
        {"id": "two", "contacts": [CONTACT | {"evidence": ["Nobody met."]}], "deadlines": [DEADLINE]},
        {"id": "one", "contacts": []},
        {"id": "three", "contacts": "none", "agreements": [3], "deadlines": [DEADLINE | {"date": "soon"}]},
    )
    assert merge(findings, "--articles", articles) == 0
    said = capsys.readouterr().err
    for words in (
        "took in the findings of 3 articles, unchanged 0, 1 article left out",
        "findings.jsonl:1: contacts 2 (c2): `status` is 'maybe' (one of held, under_way,",
        "findings.jsonl:2: the line is not JSON",
        "findings.jsonl:3: no article has the id nobody (give its article with --articles",
        "findings.jsonl:4: the line has no `id`",
        "findings.jsonl:5: contacts 1 (c1): its evidence is not in the article: 'Nobody met.'",
        "findings.jsonl:6: the findings of one stand on another line already",
        "findings.jsonl:7: contacts: it is not a list",
        "findings.jsonl:7: agreements 1: it is not an object",
        "findings.jsonl:7: deadlines 1: `date` is 'soon' (a date in EDTF",
    ):
        assert words in said
    record = exported(capsys)
    assert len(record["contacts"]) == 1
    assert len(record["deadlines"]) == 1
    assert len(record["failures"]) == 9


def test_findings_of_articles_in_the_record_need_no_articles(capsys: pytest.CaptureFixture[str]) -> None:
    rows = write("gold.jsonl", annotated())
    assert merge(rows, "--articles", rows) == 0
    changed = write("changed.jsonl", {"id": "one", "contacts": [CONTACT | {"place": "Porto"}]})
    assert merge(changed) == 0
    record = exported(capsys)
    assert record["contacts"][0]["place"] == "Porto"
    assert record["deadlines"] == []


def test_another_text_under_an_id_of_the_record_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    rows = write("gold.jsonl", annotated())
    assert merge(rows, "--articles", rows) == 0
    other = write("other.jsonl", article(text=TEXT + " And more.") | {"contacts": [CONTACT]})
    assert merge(other, "--articles", other) == 3
    assert "other.jsonl:1: another text is in the record under the id one" in capsys.readouterr().err


def test_another_date_for_an_article_is_kept_beside_the_one_that_stands(capsys: pytest.CaptureFixture[str]) -> None:
    rows = write("gold.jsonl", annotated())
    assert merge(rows, "--articles", rows) == 0
    for contact in (CONTACT, CONTACT | {"place": "Porto"}):
        later = article() | {"published": "2025-04-01", "contacts": [contact]}
        rows = write("later.jsonl", later, article() | {"published": "2025-05-01"})
        assert merge(rows, "--articles", rows) == 0
        said = capsys.readouterr().err
        assert "later.jsonl:1: dated 2025-04-01, but 2025-03-04 in the record under the id one" in said
        assert "later.jsonl:2: dated 2025-05-01, but 2025-04-01 in the record under the id one" in said
    record = exported(capsys)
    assert [row["published"] for row in record["articles"]] == ["2025-03-04"]
    assert record["contacts"][0]["place"] == "Porto"
    assert [row["kind"] for row in record["failures"]][:1] == ["other_date"]


def test_a_file_that_is_not_there_ends_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert merge("nowhere.jsonl") == 3
    assert "nowhere.jsonl cannot be read" in capsys.readouterr().err


def test_a_record_is_no_findings_and_is_refused_as_a_whole(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    with Store.open(folder / "other.db"):
        pass
    (folder / "packed.jsonl.gz").write_bytes(b"\x1f\x8b\x08\0" + b"\x93" * 40)
    for name, what in (("other.db", "such as a record"), ("packed.jsonl.gz", "binary data")):
        assert merge(name) == 3
        said = capsys.readouterr().err
        assert what in said
        assert "communique findings -o FILE" in said
    with Store.open(folder / "r.db") as store:
        assert store.failures() == []
