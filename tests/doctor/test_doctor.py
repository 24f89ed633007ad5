"""The doctor tells what is wrong before it costs a run, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from communique.doctor import Grade, Note
from communique.doctor.configuration import check_environment, check_names, check_scope, check_sources
from communique.doctor.examination import examine
from communique.doctor.installation import check_clock, check_installation, check_place
from communique.doctor.large_model import check_reader
from communique.doctor.records import check_audits, check_record
from communique.doctor.watches import check_watches
from communique.model.article import Article
from communique.model.record import Audit
from communique.record.store import Store
from communique.settings import FILE, Settings
from communique.settings.loading import variables

NOW = datetime(2030, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (*variables(), "COMMUNIQUE_MAIL_PASSWORD", "COMMUNIQUE_WEBHOOK_SECRET", "COMMUNIQUE_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settings(**tables: Any) -> Settings:
    return Settings.model_validate(tables)


def watch(**values: Any) -> dict[str, Any]:
    return {"watches": [{"name": "w", **values}], "sources": [{"url": "https://news.example/a"}]}


def grades(notes: Iterator[Note]) -> set[Grade]:
    return {note.grade for note in notes}


def told(notes: Iterator[Note], grade: Grade) -> str:
    found = [note for note in notes if note.grade is grade]
    assert all(note.hint for note in found if note.grade is not Grade.OK)
    return "\n".join(f"{note.said} ({note.hint})" for note in found)


def test_defaults_are_well() -> None:
    made = settings()
    for check in (check_names, check_scope, check_sources, check_watches):
        assert grades(check(made)) <= {Grade.OK}


def test_parties_of_interest_are_told_by_name_and_unknown_ones_with_the_nearest() -> None:
    assert "Russia (RUS)" in told(check_scope(settings(parties=["RUS"])), Grade.OK)
    assert "did you mean Peru" in told(check_scope(settings(parties=["Perru"])), Grade.FAULT)


def test_names_that_are_none_are_one_fault(working_folder: Path) -> None:
    notes = list(check_names(settings(aliases={"parties": {"the Condor": "Perru"}})))
    assert [note.grade for note in notes] == [Grade.FAULT]
    assert "Perru" in notes[0].said
    assert grades(check_names(settings(aliases={"persons": {"Quispe": "Zoila Quispe"}}))) == {Grade.FAULT}


@pytest.mark.parametrize(
    ("row", "grade", "words"),
    [
        ({"path": "none"}, Grade.FAULT, "no such file or folder"),
        ({"url": "https://user@news.example/"}, Grade.FAULT, "name or a password"),
        ({"url": "http://127.0.0.1:8080/feed"}, Grade.FAULT, "an address of this machine"),
        ({"url": "https://news.example/a", "every": "1 min"}, Grade.WARNING, "more often"),
        ({"url": "https://news.example/a"}, Grade.WARNING, "whom to write to"),
    ],
)
def test_sources_that_cannot_be(row: dict[str, str], grade: Grade, words: str) -> None:
    assert words in told(check_sources(settings(sources=[row])), grade)


def test_a_host_that_is_allowed_is_no_fault() -> None:
    made = settings(
        sources=[{"url": "http://127.0.0.1:8080/"}], net={"allow_hosts": ["127.0.0.1:8080"], "contact": "a"}
    )
    assert grades(check_sources(made)) == {Grade.OK}


def test_sources_that_are_switched_off_are_passed_over() -> None:
    assert not list(check_sources(settings(sources=[{"path": "none", "enabled": False}])))


@pytest.mark.parametrize(
    ("values", "grade", "words"),
    [
        ({"parties": ["Perru"]}, Grade.FAULT, "no such party"),
        ({"issues": ["sanctions"], "kinds": ["contacts"]}, Grade.FAULT, "can never speak"),
        ({"places": ["Oslo"], "kinds": ["stances"]}, Grade.FAULT, "can never speak"),
        ({"places": ["Oslo"], "issues": ["sanctions"]}, Grade.FAULT, "can never speak"),
        ({"min_confidence": 1}, Grade.WARNING, "hardly ever"),
        ({"send": ["mail"]}, Grade.FAULT, "there is no [mail]"),
        ({"send": ["$HOOK"]}, Grade.FAULT, "$HOOK, which is not set"),
        ({"send": ["https://hooks.example/secret"]}, Grade.WARNING, "without a signature"),
        ({"send": ["feed:none/a.xml"]}, Grade.FAULT, "cannot be written"),
    ],
)
def test_watches_that_cannot_speak_or_be_heard(values: dict[str, Any], grade: Grade, words: str) -> None:
    found = told(check_watches(settings(**watch(**values))), grade)
    assert words in found
    assert "secret" not in found


def test_a_watch_outside_the_parties_of_interest_is_pointed_out() -> None:
    made = settings(parties=["RUS", "UKR"], **watch(parties=["Peru", "Russia"]))
    assert "articles on PER alone are left unread" in told(check_watches(made), Grade.WARNING)


def test_a_watch_without_sources_is_pointed_out() -> None:
    assert "no sources" in told(check_watches(settings(watches=[{"name": "w"}])), Grade.WARNING)


@pytest.mark.parametrize(
    ("mail", "words"),
    [
        ({"user": "desk"}, "there is no password"),
        ({"tls": "none"}, "without encryption"),
        ({"port": 465}, "servers expect tls"),
    ],
)
def test_mail_that_cannot_go_out(mail: dict[str, Any], words: str) -> None:
    made = settings(mail={"host": "mail.example", "from": "a@b.example", **mail})
    notes = [f"{note.said} ({note.hint})" for note in check_watches(made) if note.grade is not Grade.OK]
    assert any(words in note for note in notes)


def test_variables_that_set_nothing_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_RECRD", "x")
    monkeypatch.setenv("COMMUNIQUE_MAIL_PASSWORD", "x")
    monkeypatch.setenv("COMMUNIQUE_HOOK", "x")
    assert (
        told(check_environment(settings(**watch(send=["$COMMUNIQUE_HOOK"]))), Grade.WARNING)
        == "the variable COMMUNIQUE_RECRD sets nothing (is it COMMUNIQUE_RECORD?)"
    )


def test_the_installation_is_whole() -> None:
    notes = list(check_installation(settings()))
    assert grades(iter(notes)) == {Grade.OK}
    said = told(iter(notes), Grade.OK)
    assert all(word in said for word in ("Python", "language model", "network", "SQLite", "pyarrow"))


def test_a_language_model_that_is_none_is_a_fault() -> None:
    assert "no_such_model cannot be loaded" in told(check_installation(settings(model="no_such_model")), Grade.FAULT)


def test_a_place_that_is_none_is_a_fault(working_folder: Path) -> None:
    assert "no such folder" in told(check_place(working_folder / "none" / "r.db"), Grade.FAULT)


def test_a_clock_before_the_installation_is_a_fault() -> None:
    assert "before communique was installed" in told(check_clock(datetime(1999, 1, 1, tzinfo=UTC)), Grade.FAULT)
    assert grades(check_clock(NOW)) == {Grade.OK}


def test_the_record_is_counted_or_its_fault_told(working_folder: Path) -> None:
    assert "no record yet" in told(check_record(settings(), NOW), Grade.OK)
    with Store.open(working_folder / "communique.db") as store:
        store.add(Article("a", "Talks ended.", fetched="2040-01-01T00:00:00+00:00"), None, reader="1")
    notes = list(check_record(settings(), NOW))
    assert "holds 1 article, 1 of them unread" in told(iter(notes), Grade.OK)
    assert "2040-01-01, which is to come" in told(iter(notes), Grade.WARNING)
    (working_folder / "communique.db").write_text("no record")
    assert "is not a communique record" in told(check_record(settings(), NOW), Grade.FAULT)


def test_checks_of_the_scope_are_added_up() -> None:
    fine = Audit(("RUS", "UKR"), seen=100, out=80, read=10)
    assert "80 of 100 articles were out of scope; of 10 read as a check, 0" in told(check_audits([fine]), Grade.OK)
    poor = Audit(("RUS", "UKR"), seen=100, out=80, read=10, missed=("a", "b", "c"))
    assert "look at a, b, c" in told(check_audits([fine, poor]), Grade.WARNING)
    assert not list(check_audits([]))


def test_settings_that_cannot_be_used_are_a_fault_and_the_rest_is_looked_at(working_folder: Path) -> None:
    (working_folder / FILE).write_text("recrod = 'x'\n")
    notes = list(examine())
    assert notes[0].grade is Grade.FAULT
    assert notes[0].hint == "is it `record`?"
    assert len(notes) > 5


LARGE = {"kind": "large", "url": "https://models.example/v1", "model": "m-1"}


def test_nothing_is_said_of_a_large_model_where_the_rules_read() -> None:
    assert not list(check_reader(settings(reader=LARGE | {"kind": "rules"})))


def test_a_large_model_that_reads_is_told_with_where_articles_go(monkeypatch: pytest.MonkeyPatch) -> None:
    made = settings(reader=LARGE)
    assert "m-1 at https://models.example/v1, and sent there" in told(check_reader(made), Grade.OK)
    assert "COMMUNIQUE_READER_KEY" in told(check_reader(made), Grade.WARNING)
    monkeypatch.setenv("COMMUNIQUE_READER_KEY", "k-123")
    notes = list(check_reader(made))
    assert {note.grade for note in notes} == {Grade.OK}
    assert "k-123" not in str(notes)


@pytest.mark.parametrize(
    ("tables", "hint"),
    [
        ({"reader": LARGE | {"model": None}}, "set `model` under [reader]"),
        ({"reader": LARGE | {"url": "http://models.example/v1"}}, "begin it with https://"),
        ({"reader": LARGE, "net": {"offline": True}}, "read with the rules"),
        ({"reader": LARGE | {"key_file": "/none/key"}}, "mend `key_file`"),
    ],
)
def test_a_large_model_that_cannot_be_asked_is_a_fault(tables: dict[str, Any], hint: str) -> None:
    assert hint in told(check_reader(settings(**tables)), Grade.FAULT)
