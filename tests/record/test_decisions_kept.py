"""Decisions in the record file: kept once, never changed, refused when what a person saw is no longer so."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from decision_samples import TEXT, decided, world

from communique.errors import ChangedError, RecordError, UsageError
from communique.model.actors import Level
from communique.model.decisions import Action, Decision, State, sign
from communique.model.record import Record
from communique.record.build import build_record, load_record
from communique.record.decisions.jsonl import read_lines, to_line
from communique.record.decisions.reviewing import Request, decide, state_of
from communique.record.items import find_item
from communique.record.store import Store

HERE = Path(__file__).parent
READER = "1"


def filled(place: str) -> str:
    """A record of the world's three articles."""
    with Store.open(place) as store:
        for one, found in zip(*world(), strict=True):
            store.add(one, found, reader=READER)
    return place


@pytest.fixture
def path(place: str) -> str:
    """A record of the world's three articles, in either database."""
    return filled(place)


def ask(
    path: str, action: Action, *about: str, by: str = "ada", note: str = "", new: bool = False, **values: str
) -> Decision:
    with Store.open(path) as store:
        return decide(store, load_record(store), Request(action, about, values, note, new=new), by=by)


def record(path: str) -> Record:
    with Store.open(path, readonly=True) as store:
        return load_record(store)


def contact_of(path: str, *keys: str) -> str:
    """The id of the contact that holds a report."""
    found = record(path)
    return next(c.id for c in found.contacts if {f"{r.article}:{r.id}" for r in c.reports} >= set(keys))


def test_a_decision_is_kept_with_who_and_when_and_again_after_opening(path: str) -> None:
    made = ask(path, Action.CONFIRM, contact_of(path, "one:c1"), note="both  outlets agree")
    assert (made.made_by, made.note) == ("ada", "both outlets agree")
    assert made.made_at.endswith("+00:00")
    assert record(path).judgements.decisions == (made,)
    assert record(path).judgements.confirmed[contact_of(path, "one:c1")].made_by == "ada"


def test_a_record_built_from_its_parts_equals_the_one_that_is_loaded(path: str) -> None:
    ask(path, Action.REJECT, "one:c2")
    ask(path, Action.MERGE, contact_of(path, "one:c1"), "three:c1")
    with Store.open(path) as store:
        assert load_record(store) == build_record(*world(), decisions=store.decisions())


def test_importing_twice_changes_nothing(path: str) -> None:
    made = [decided(Action.REJECT, ("one", "c2")), decided(Action.CONFIRM, ("one", "c1"), at=1)]
    with Store.open(path) as store:
        assert store.add_decisions(made) == made
        before = load_record(store)
        assert store.add_decisions(reversed(made)) == []
        assert load_record(store) == before


def test_decisions_outlive_a_newer_reader(path: str) -> None:
    ask(path, Action.REJECT, "one:c2")
    ask(path, Action.EDIT, "three:c1", place="Giza")
    articles, findings = world()
    with Store.open(path) as store:
        for one, found in zip(articles, findings, strict=True):
            # A newer reader counts the other way round and sees a longer passage.
            contacts = tuple(
                replace(item, id=f"c{9 - place}", spans=((max(0, item.spans[0][0] - 5), item.spans[0][1]),))
                for place, item in enumerate(found.contacts)
            )
            assert store.add(one, replace(found, contacts=contacts), reader="2")
    now = record(path)
    assert {report.id for c in now.contacts for report in c.reports if report.article == "one"} == {"c9"}
    assert "Giza" in {contact.place for contact in now.contacts}


def test_a_confirmed_contact_stays_as_it_was_when_a_newer_reader_reads_it_otherwise(path: str) -> None:
    made = ask(path, Action.CONFIRM, "three:c1")
    articles, findings = world()
    with Store.open(path) as store:
        other = replace(findings[2].contacts[0], place="Giza", level=Level.MINISTERIAL)
        store.add(articles[2], replace(findings[2], contacts=(other,)), reader="2")
    now = record(path)
    contact = next(c for c in now.contacts if "EGY" in c.parties)
    assert (contact.place, contact.level) == ("Cairo", Level.MINISTERIAL)
    assert [(e.field, e.found, e.mark.decision) for e in now.judgements.edits["three:c1"]] == [
        ("place", "Giza", made.id)
    ]
    ask(path, Action.UNDO, "last")
    assert "Giza" in {c.place for c in record(path).contacts}


def test_half_characters_and_doubled_blanks_are_made_whole(path: str) -> None:
    made = ask(path, Action.CONFIRM, "three:c1", by="a\udc80da  l", note="x\ud800\n\ty")
    with Store.open(path) as store:
        assert (store.decisions(), made.made_by, made.note) == ([made], "a?da l", "x? y")
        assert read_lines([to_line(made)], "x") == [made]


def test_what_was_read_again_meanwhile_is_refused(path: str) -> None:
    articles, findings = world()
    with Store.open(path) as store:
        seen = load_record(store)
        changed = replace(findings[2], contacts=(replace(findings[2].contacts[0], place="Giza"),))
        store.add(articles[2], changed, reader="2")
        with pytest.raises(ChangedError, match="read again") as caught:
            decide(store, seen, Request(Action.CONFIRM, ("three:c1",)), by="ada")
        assert caught.value.hint
        assert store.decisions() == []


def test_what_somebody_else_decided_on_meanwhile_is_refused(path: str) -> None:
    with Store.open(path) as store:
        seen = load_record(store)
        decide(store, seen, Request(Action.REJECT, ("one:c2",)), by="ben")
        decide(store, seen, Request(Action.CONFIRM, ("one:c1",)), by="ada")
        with pytest.raises(ChangedError, match="ben decided on this meanwhile"):
            decide(store, seen, Request(Action.CONFIRM, ("one:c2",)), by="ada")
        assert [made.made_by for made in store.decisions()] == ["ben", "ada"]


def test_what_a_page_shows_and_is_no_longer_so_is_refused(path: str) -> None:
    shown, other = (state_of(record(path), key) for key in (contact_of(path, "one:c1"), "three:c1"))
    with Store.open(path) as store:
        request = Request(Action.CONFIRM, (contact_of(path, "one:c1"),), seen=shown)
        decide(store, load_record(store), Request(Action.EDIT, ("two:c1",), {"place": "Bern"}), by="ben")
        with pytest.raises(ChangedError, match="has changed since"):
            decide(store, load_record(store), request, by="ada")
        again = replace(request, seen=state_of(load_record(store), request.about[0]))
        assert decide(store, load_record(store), again, by="ada").made_by == "ada"
        assert state_of(load_record(store), "three:c1") == other


def test_a_decision_is_later_than_all_that_it_was_made_in_sight_of(path: str) -> None:
    ahead = sign(decided(Action.CONFIRM, ("one", "c2")), by="ben", at="2999-01-01T00:00:00.000000+00:00")
    with Store.open(path) as store:
        store.add_decisions([ahead])
    made = ask(path, Action.REJECT, "one:c2")
    assert made.made_at > ahead.made_at
    assert record(path).judgements.states == {ahead.id: State.OVERRULED, made.id: State.HOLDS}


def test_decisions_are_only_ever_added(path: str) -> None:
    ask(path, Action.REJECT, "one:c2")
    with Store.open(path) as store:
        for statement in ("DELETE FROM decisions", "UPDATE decisions SET body = ''"):
            with pytest.raises(RecordError, match="only ever added"), store._database.writing() as db:
                db.exec_driver_sql(statement)


def test_two_processes_decide_at_once_and_nothing_is_lost(path: str) -> None:
    program = """
        import sys
        sys.path.insert(0, sys.argv[1])
        from decision_samples import decided
        from communique.model.decisions import Action
        from communique.record.store import Store
        with Store.open(sys.argv[2]) as store:
            for number in range(20):
                store.add_decisions([decided(Action.CONFIRM, ("one", "c1"), at=number, by=sys.argv[3])])
                store.add_decisions([decided(Action.REJECT, ("one", "c1"), at=number, by="both")])
    """
    command = [sys.executable, "-c", textwrap.dedent(program), str(HERE), str(path)]
    running = [subprocess.Popen([*command, name], stderr=subprocess.PIPE, text=True) for name in ("ada", "ben")]
    assert [process.communicate()[1] for process in running] == ["", ""]
    made = record(path).judgements.decisions
    assert sorted(decision.made_by for decision in made) == ["ada"] * 20 + ["ben"] * 20 + ["both"] * 20


class TestOlderRecords:
    @pytest.fixture
    def old(self, tmp_path: str) -> Path:
        with sqlite3.connect(tmp_path / "old.db") as raw:
            raw.executescript((HERE / "record_v1.sql").read_text(encoding="utf-8"))
        raw.close()
        return tmp_path / "old.db"

    def test_an_older_record_gains_the_table_and_loses_nothing(self, old: Path) -> None:
        with Store.open(old, readonly=True) as store:
            before = load_record(store)
        assert ask(str(old), Action.CONFIRM, "old:c1").made_by == "ada"
        after = record(str(old))
        assert [c.reports[0].evidence for c in after.contacts] == [c.reports[0].evidence for c in before.contacts]
        assert (after.articles, after.failures) == (before.articles, before.failures)
        assert len(after.judgements.decisions) == 1
        with Store.open(old) as store:
            assert [hit.article for hit in store.search("Geneva")] == ["old"]
        with sqlite3.connect(old) as raw:
            assert raw.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone() != ("1",)
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        raw.close()

    def test_an_older_record_is_read_as_it_is(self, old: Path) -> None:
        before = old.read_bytes()
        assert record(str(old)).judgements.decisions == ()
        assert old.read_bytes() == before

    def test_an_upgrade_that_fails_leaves_the_record_as_it_was(self, old: Path, monkeypatch: Any) -> None:
        from communique.record.store.dialects import sqlite

        def fail(connection: Any, _: int) -> None:
            connection.exec_driver_sql("CREATE TABLE half (x TEXT)")
            raise RecordError("no room")

        monkeypatch.setattr(sqlite, "stamp", fail)
        with pytest.raises(RecordError, match="no room"):
            Store.open(old)
        monkeypatch.undo()
        with sqlite3.connect(old) as raw:
            assert raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
        raw.close()
        assert ask(str(old), Action.REJECT, "old:c1").action is Action.REJECT


class TestRequests:
    @pytest.fixture
    def path(self, tmp_path: Path) -> str:
        """A record of the world's three articles, in a file."""
        return filled(str(tmp_path / "r.db"))

    def test_an_edit_says_which_fields_and_values_there_are(self, path: str) -> None:
        for values, words in (
            ({"colour": "red"}, "place"),
            ({"status": "hold"}, "held"),
            ({"date": "5 March"}, "2025-03-10"),
            ({"parties": "the Chad"}, "RUS"),
            ({"parties": ""}, "reject"),
            ({"kind": ""}, "one of"),
        ):
            with pytest.raises(UsageError) as caught:
                ask(path, Action.EDIT, "one:c1", **values)
            assert words in f"{caught.value}"

    def test_values_are_taken_as_people_type_them(self, path: str) -> None:
        typed = {"status": "Under way", "date": "unknown", "participants": "Ana Costa, Rui Vaz", "level": "leader"}
        ask(path, Action.EDIT, "three:c1", **typed)
        report = find_item(record(path), "three:c1")
        assert (report.status, report.date, report.level) == ("under_way", None, Level.LEADER)  # type: ignore[union-attr]
        assert report.participants == ("Ana Costa", "Rui Vaz")  # type: ignore[union-attr]
        with pytest.raises(UsageError, match="already"):
            ask(path, Action.EDIT, "three:c1", level="leader")

    def test_an_item_is_edited_as_a_whole(self, path: str) -> None:
        contact = contact_of(path, "one:c1", "two:c1")
        ask(path, Action.EDIT, contact, date="2025-03-03")
        found = find_item(record(path), contact)
        assert found.date == "2025-03-03"  # type: ignore[union-attr]
        with pytest.raises(UsageError, match="said_by is set on its reports"):
            ask(path, Action.EDIT, contact, said_by="Ali")

    def test_merge_and_split_take_contacts_and_reports(self, path: str) -> None:
        first = contact_of(path, "one:c1", "two:c1")
        ask(path, Action.MERGE, first, "three:c1")
        merged = contact_of(path, "one:c1", "three:c1")
        ask(path, Action.SPLIT, merged, "three:c1")
        assert contact_of(path, "one:c1", "two:c1")
        with pytest.raises(UsageError, match="some stay"):
            ask(path, Action.SPLIT, contact_of(path, "three:c1"), "three:c1")
        with pytest.raises(UsageError, match="no report of"):
            ask(path, Action.SPLIT, contact_of(path, "one:c1"), "three:c1")
        with pytest.raises(UsageError, match="only one"):
            ask(path, Action.MERGE, "one:c1", "two:c1")
        with pytest.raises(UsageError, match="stands alone"):
            ask(path, Action.MERGE, "one:p1", "two:c1")

    def test_reports_are_split_off_by_their_numbers(self, path: str) -> None:
        ask(path, Action.SPLIT, contact_of(path, "one:c1", "two:c1"), "2")
        assert contact_of(path, "one:c1") != contact_of(path, "two:c1")

    def test_undo_takes_an_id_or_the_last_of_ones_own(self, path: str) -> None:
        first = ask(path, Action.REJECT, "one:c2")
        ask(path, Action.REJECT, "one:p1", by="ben")
        assert ask(path, Action.UNDO, "last").values["decision"] == first.id
        with pytest.raises(UsageError, match="nothing that could be undone"):
            ask(path, Action.UNDO, "last")
        with pytest.raises(UsageError, match="undone already"):
            ask(path, Action.UNDO, first.id[:8])
        with pytest.raises(UsageError, match="no decision"):
            ask(path, Action.UNDO, "zzz")

    def test_what_cannot_be_decided_on_is_said(self, path: str) -> None:
        for about in ((), ("",), ("one",), ("nowhere",)):
            with pytest.raises(UsageError) as caught:
                ask(path, Action.CONFIRM, *about)
            assert caught.value.hint
        with pytest.raises(UsageError, match="nobody"):
            ask(path, Action.CONFIRM, "one:c1", by=" ")

    def test_names_are_checked_against_the_record(self, path: str) -> None:
        ask(path, Action.ALIAS, "EGY", "ARE", new=True)
        assert any("ARE" in contact.parties for contact in record(path).contacts)
        ask(path, Action.ALIAS, "ali moussa", "Aly Mousa", new=True)
        assert record(path).positions[0].holder == "Aly Mousa"
        person = find_item(record(path), "Ali Moussa")
        assert (person.name, person.names) == ("Aly Mousa", ("Aly Mousa", "Ali Moussa"))  # type: ignore[union-attr]
        with pytest.raises(UsageError, match="no party and no person"):
            ask(path, Action.ALIAS, "Bola Etim", "Somebody")
        ask(path, Action.OFFICE, "Aly Mousa", office="Envoy", level="Envoy", since="2025-03")
        assert record(path).judgements.tenures[0].level is Level.ENVOY
        for values in ({"level": "king"}, {"since": "soon"}, {"rank": "1"}, {}, {"since": "2025", "until": "2024"}):
            with pytest.raises(UsageError):
                ask(path, Action.OFFICE, "Aly Mousa", **values)

    def test_a_first_name_alone_leads_to_the_names_that_have_it(self, path: str) -> None:
        with pytest.raises(UsageError, match="the id or the name") as caught:
            find_item(record(path), "ali")
        assert "did you mean Ali Moussa" in caught.value.hint

    def test_a_name_that_no_article_has_is_taken_only_when_said_to_be_new(self, path: str) -> None:
        for action, about, values, near in (
            (Action.ALIAS, ("EGY", "SDM"), {}, "SDN"),
            (Action.ALIAS, ("ali moussa", "Aly Mousa"), {}, "Ali Moussa"),
            (Action.OFFICE, ("Ali Mossad",), {"office": "Envoy"}, "Ali Moussa"),
            (Action.OFFICE, ("Nobody Ever",), {"office": "Envoy"}, "--new"),
        ):
            with pytest.raises(UsageError, match="the record has no") as caught:
                ask(path, action, *about, **values)
            assert near in caught.value.hint
            assert "--new" in caught.value.hint
        assert record(path).judgements.decisions == ()
        ask(path, Action.OFFICE, "Nobody Ever", new=True, office="Envoy")
        assert record(path).judgements.tenures[0].person == "Nobody Ever"


def test_the_samples_hold_their_evidence() -> None:
    articles, findings = world()
    for one, found in zip(articles, findings, strict=True):
        for item in (*found.contacts, *found.positions):
            assert all(one.text[a:b] == words for (a, b), words in zip(item.spans, item.evidence, strict=True))
    assert articles[0].text == TEXT
