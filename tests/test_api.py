"""The public API: small, named, and free of cost until it is used."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import communique
from communique.model.article import Article
from communique.model.findings import ContactKind, ContactReport, Findings
from communique.record.store import Store
from large_models import ScriptedModel, answer, contact, reply


def test_the_public_names_are_these() -> None:
    assert communique.__all__ == [
        "Article",
        "CommuniqueError",
        "Conflict",
        "Contact",
        "Decision",
        "Failure",
        "Findings",
        "Record",
        "Summary",
        "__version__",
        "brief",
        "decide",
        "find",
        "open_record",
        "read",
    ]
    assert all(getattr(communique, name) is not None for name in communique.__all__)


def test_a_name_that_is_none_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        communique.nothing  # noqa: B018


def test_importing_communique_imports_nothing_heavy() -> None:
    heavy = "spacy", "numpy", "sqlalchemy", "rich", "typer", "pydantic", "jinja2", "trafilatura", "communique.model"
    program = f"import communique, sys; print([m for m in {heavy!r} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_record_is_opened_iterated_and_reported(tmp_path: Path) -> None:
    with Store.open(tmp_path / "r.db") as store:
        article = Article(id="a", text="Nothing was agreed.", published="2025-03-01")
        store.add(article, Findings(article="a", published="2025-03-01"), reader="1")
    record = communique.open_record(tmp_path / "r.db")
    assert [report for contact in record.contacts for report in contact.reports] == []
    assert communique.brief(record).startswith("# ")


def test_a_record_that_is_not_there_is_an_error_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(communique.CommuniqueError) as caught:
        communique.open_record(tmp_path / "none.db")
    assert caught.value.hint


def test_a_decision_is_made_and_taken_back(tmp_path: Path) -> None:
    text = "Envoys of Chad and Sudan met."
    with Store.open(tmp_path / "r.db") as store:
        found = ContactReport(id="c1", article="a", evidence=(text,), spans=((0, len(text)),),
                              kind=ContactKind.MEETING, parties=("SDN", "TCD"))  # fmt: skip
        store.add(Article(id="a", text=text), Findings("a", None, contacts=(found,)), reader="1")
    made = communique.decide("reject", "a:c1", record=tmp_path / "r.db", by="ada", note="an old story")
    assert (made.action, made.made_by, made.note) == ("reject", "ada", "an old story")
    assert communique.open_record(tmp_path / "r.db").contacts == ()
    communique.decide("undo", made.id, record=tmp_path / "r.db", by="ben")
    assert len(communique.open_record(tmp_path / "r.db").contacts) == 1
    with pytest.raises(communique.CommuniqueError, match="no such action"):
        communique.decide("applaud", "a:c1", record=tmp_path / "r.db")


SAID = "Norwegian Foreign Minister Espen Barth Eide met Portuguese Foreign Minister Paulo Rangel in Oslo on 4 March."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_articles_are_read_by_as_many_processes_as_are_asked_for(here: Path) -> None:
    rows = [{"id": f"n-{n}", "published": "2025-03-05", "text": f"{SAID} It was talk number {n}."} for n in range(98)]
    (here / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert communique.read("a.jsonl", record=here / "r.db", workers=2).read == 98
    assert communique.open_record(here / "r.db").contacts[0].place == "Oslo"
    with pytest.raises(communique.CommuniqueError, match="`workers`"):
        communique.read("a.jsonl", record=here / "r.db", workers=-1)


def test_articles_are_read_by_the_large_model_where_that_is_asked_for(here: Path) -> None:
    model = ScriptedModel(reply(answer(contacts=[contact(evidence=[SAID], parties=["Norway", "Portugal"],
                                                         participants=[], date=None, place="Oslo")])))  # fmt: skip
    (here / "communique.toml").write_text(f'[reader]\nurl = "{model.url}"\nmodel = "m-1"\nallow_private = true\n')
    (here / "a.jsonl").write_text(json.dumps({"id": "n", "published": "2025-03-05", "text": SAID}))
    assert communique.read("a.jsonl", record="rules.db").read == 1
    assert not model.asked
    assert communique.read("a.jsonl", record="large.db", reader="large").read == 1
    assert len(model.asked) == 1
    (found,) = communique.open_record("large.db").contacts[0].reports
    assert found.reason == "large-model"
    model.site.close()


def test_a_reader_that_there_is_not_is_an_error_that_names_those_there_are(here: Path) -> None:
    with pytest.raises(communique.CommuniqueError, match="rules"):
        communique.read("a.jsonl", reader="oracle")


def test_what_the_settings_say_holds_where_nothing_else_is_asked_for(here: Path) -> None:
    (here / "communique.toml").write_text('parties = ["Chad"]\n')
    (here / "a.jsonl").write_text(json.dumps({"id": "n", "published": "2025-03-05", "text": SAID}))
    assert (read := communique.read("a.jsonl")).audit is not None
    assert read.audit.parties == ("TCD",)
    assert (read := communique.read("a.jsonl", parties=["Norway"])).audit is not None
    assert read.audit.parties == ("NOR",)
