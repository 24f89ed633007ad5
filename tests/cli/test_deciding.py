"""communique review, decide and decisions: what they print, what they keep, what they refuse."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from communique.cli import run
from communique.model.actors import Level
from communique.model.article import Article
from communique.model.findings import ContactKind, ContactReport, Findings, Issue, Position, Stance, Status
from communique.record.store import Store

SIDE = "Envoys of Norway and Portugal may meet in Lisbon."
LEADERS = "The presidents of Chad and Egypt spoke by telephone on 3 March."
WISH = "Norway demands an end to the fishing ban."
Output = pytest.CaptureFixture[str]


def span(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record with a doubtful meeting of envoys, a call of leaders and a position."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMMUNIQUE_RECORD", raising=False)
    monkeypatch.setenv("COMMUNIQUE_REVIEWER", "ada")
    monkeypatch.setenv("COLUMNS", "120")
    text = f"{SIDE}\n{LEADERS}\n{WISH}"
    contacts = tuple(
        ContactReport(id=local, article="one", evidence=(words,), spans=(span(text, words),), confidence=sure,
                      kind=kind, parties=parties, level=level, status=status, date=day)
        for local, words, sure, kind, parties, level, status, day in (
            ("c1", SIDE, 0.3, ContactKind.MEETING, ("NOR", "PRT"), Level.ENVOY, Status.POSSIBLE, None),
            ("c2", LEADERS, 0.7, ContactKind.CALL, ("EGY", "TCD"), Level.LEADER, Status.HELD, "2025-03-03"),
        )
    )  # fmt: skip
    position = Position(id="p1", article="one", evidence=(WISH,), spans=(span(text, WISH),), confidence=0.9,
                        party="NOR", issue=Issue.TRADE, stance=Stance.DEMANDS, about="fishing ban")  # fmt: skip
    with Store.open("communique.db") as store:
        article = Article(id="one", text=text, published="2025-03-04", publisher="Northern Post")
        store.add(article, Findings("one", "2025-03-04", contacts=contacts, positions=(position,)), reader="1")
    return tmp_path / "communique.db"


def ids(output: Output) -> dict[str, str]:
    """Ids of the contacts by their kinds."""
    assert run(["contacts", "--json"]) == 0
    return {row["kind"]: row["id"] for row in json.loads(output.readouterr().out)}


def states(output: Output) -> list[tuple[str, str]]:
    output.readouterr()
    assert run(["decisions", "--json"]) == 0
    return [(row["action"], row["state"]) for row in json.loads(output.readouterr().out)]


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


class TestDecide:
    def test_each_verb_says_what_was_decided_and_how_to_take_it_back(self, capsys: Output) -> None:
        kinds = ids(capsys)
        for arguments, words in (
            (["confirm", kinds["call"]], f"ada confirms {kinds['call']}"),
            (["edit", kinds["meeting"], "place=Lisbon", "date="], "already"),
            (["edit", kinds["meeting"], "place=Lisbon"], f"ada sets place of {kinds['meeting']} to Lisbon"),
            (["edit", "one:c1", "parties=Norway,Spain"], "ada sets parties of one:c1 to ESP, NOR"),
            (["merge", "one:c1", "one:c2", "--by", "ben"], "ben puts 2 reports together in c-"),
            (["split", "one:c1", "one:c2"], "ada splits off one:c2"),
            (["alias", "TCD", "SDN", "--new"], "ada takes TCD for SDN"),
            (
                ["office", "Ana Costa", "office=Envoy", "party=PRT", "--new"],
                "ada sets for Ana Costa: office Envoy, party PRT",
            ),
            (["reject", "one:p1", "--note", "irony"], "ada rejects one:p1"),
            (["undo", "last"], "ada undoes "),
        ):
            code = run(["decide", *arguments])
            printed = capsys.readouterr()
            assert words in printed.out + printed.err, printed
            assert code == (2 if words == "already" else 0)
        assert states(capsys)[:2] == [("undo", "holds"), ("reject", "undone")]

    def test_mistakes_are_told_with_what_to_do(self, capsys: Output) -> None:
        for arguments, words in (
            (["edit", "one:c1", "place"], "write field=value"),
            (["edit", "one:c1", "place="], "already"),
            (["edit", "one:c1", "parties=Atlantis"], "no such party"),
            (["confirm", "c-zzzz"], "nothing in the record"),
            (["undo", "last"], "nothing that could be undone"),
            (["undo"], "what to undo? (name a decision by its id"),
            (["split", "one:c1", "7"], "there is no report 7 (c-"),
            (["split", "one:c1", "7"], "has only report 1"),
            (["office", "Ana Costa", "office=Envoy"], "the record has no person 'Ana Costa'"),
            (["alias", "TCD", "TCF"], "did you mean TCD"),
        ):
            assert run(["decide", *arguments]) == 2
            assert words in capsys.readouterr().err
        assert states(capsys) == []

    def test_undoing_nothing_in_particular_names_the_last_decision(self, capsys: Output) -> None:
        assert run(["decide", "reject", "one:p1"]) == 0
        capsys.readouterr()
        assert run(["decide", "undo"]) == 2
        told = capsys.readouterr().err
        assert "the last of ada, to reject: `communique decide undo last`; all of them: `communique decisions`" in told
        assert states(capsys) == [("reject", "holds")]

    def test_there_must_be_a_record(self, capsys: Output) -> None:
        assert run(["decide", "confirm", "one:c1", "--record", "none.db"]) == 4
        assert "communique read" in capsys.readouterr().err
        assert not Path("none.db").exists()

    def test_who_decides_is_the_reviewer_or_the_login_name(
        self, monkeypatch: pytest.MonkeyPatch, capsys: Output
    ) -> None:
        monkeypatch.delenv("COMMUNIQUE_REVIEWER")
        monkeypatch.setenv("LOGNAME", "cleo")
        assert run(["decide", "confirm", "one:c1"]) == 0
        assert capsys.readouterr().out.startswith("cleo confirms")

    def test_a_contact_told_in_two_passages_of_one_article_is_one_report(self, capsys: Output) -> None:
        assert run(["decide", "merge", "one:c1", "one:c2"]) == 0
        capsys.readouterr()
        assert run(["contacts", "--json"]) == 0
        assert run(["show", json.loads(capsys.readouterr().out)[0]["id"]]) == 0
        page = capsys.readouterr().out
        assert "1 report, in 2 passages" in page
        assert "PASSAGE 2 OF 2" in page

    def test_commands_that_are_named_hold_for_the_record_at_hand(self, record: Path, capsys: Output) -> None:
        Path("my talks.db").write_bytes(record.read_bytes())
        for name, ending in (("my talks.db", " --record 'my talks.db'"), ("communique.db", "")):
            assert run(["decide", "confirm", "one:c1", "--record", name]) == 0
            assert re.search(rf"`communique decide undo [0-9a-f]{{6}}{ending}`", capsys.readouterr().out)
            assert run(["decide", "undo", "zzz", "--record", name]) == 2
            assert f"`communique decisions{ending}`" in capsys.readouterr().err
            assert run(["history", "one", "--record", name]) == 2
            assert f"communique show one{ending})" in capsys.readouterr().err

    def test_the_record_of_the_settings_needs_no_naming(
        self, record: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
    ) -> None:
        record.rename("talks.db")
        monkeypatch.setenv("COMMUNIQUE_RECORD", "talks.db")
        assert run(["decide", "undo", "zzz", "--record", "talks.db"]) == 2
        assert "`communique decisions`" in capsys.readouterr().err


class TestDecisions:
    def test_a_fresh_process_exports_them(self) -> None:
        # Other tests have imported nearly everything, in an order in which circles of imports do not show.
        assert run(["decide", "reject", "one:c1"]) == 0
        command = [sys.executable, "-m", "communique", "decisions", "export"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert json.loads(done.stdout)["action"] == "reject"
        assert done.stderr == "1 decision written\n"

    def test_they_are_listed_with_who_when_what_and_state(self, capsys: Output) -> None:
        run(["decide", "confirm", "one:c2", "--note", "two outlets"])
        run(["decide", "reject", "one:c2", "--by", "ben"])
        capsys.readouterr()
        assert run(["decisions"]) == 0
        table = capsys.readouterr().out
        assert "overruled by" in table
        assert "two outlets" in table
        assert run(["decisions", "--csv"]) == 0
        rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
        assert [(row["made_by"], row["action"], row["state"]) for row in rows] == [
            ("ben", "reject", "holds"),
            ("ada", "confirm", "overruled"),
        ]

    def test_two_analysts_exchange_them(self, record: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
        other = record.with_name("other.db")
        other.write_bytes(record.read_bytes())
        run(["decide", "reject", "one:c1"])
        run(["decide", "confirm", "one:c1", "--record", "other.db", "--by", "ben"])
        assert run(["decisions", "export", "ada.jsonl"]) == 0
        assert run(["decisions", "import", "ada.jsonl", "--record", "other.db"]) == 0
        capsys.readouterr()
        assert run(["decisions", "import", "ada.jsonl", "--record", "other.db"]) == 0
        assert "0 decisions taken in, 1 known already" in capsys.readouterr().err
        assert run(["decisions", "export", "--record", "other.db"]) == 0
        typed(monkeypatch, *capsys.readouterr().out.splitlines())
        assert run(["decisions", "import", "-"]) == 0
        capsys.readouterr()
        printed = []
        for path in ("communique.db", "other.db"):
            assert run(["export", "json", "--record", path]) == 0
            printed.append(capsys.readouterr().out)
        assert printed[0] == printed[1]
        assert '"confirmed"' in printed[0]

    def test_a_file_from_a_newer_version_is_refused_whole(self, capsys: Output) -> None:
        run(["decide", "reject", "one:c1"])
        run(["decisions", "export", "mine.jsonl"])
        line = Path("mine.jsonl").read_text(encoding="utf-8")
        newer = line.replace("communique-decision/1", "communique-decision/2")
        Path("both.jsonl").write_text(line.replace('"ada"', '"ben"').replace('"id"', '"was"') + newer, encoding="utf-8")
        capsys.readouterr()
        assert run(["decisions", "import", "both.jsonl"]) == 3
        said = capsys.readouterr().err
        assert "newer version" in said
        assert "pip install -U communique" in said
        assert len(states(capsys)) == 1

    def test_decisions_about_other_articles_are_kept_and_listed(self, capsys: Output) -> None:
        run(["decide", "reject", "one:c1"])
        run(["decisions", "export", "ada.jsonl"])
        with Store.open("elsewhere.db") as store:
            store.add(Article(id="two", text="Nothing was agreed."), Findings("two", None), reader="1")
        assert run(["decisions", "import", "ada.jsonl", "--record", "elsewhere.db"]) == 0
        assert "1 of them unanchored" in capsys.readouterr().err
        assert run(["decisions", "--unanchored", "--record", "elsewhere.db"]) == 0
        assert "rejects one" in capsys.readouterr().out

    def test_files_that_cannot_be_read_and_misplaced_options_are_told(self, capsys: Output) -> None:
        Path("bytes.jsonl").write_bytes(b"\xff\xfe\x00")
        for arguments, code in (
            (["import", "none.jsonl"], 3),
            (["import", "bytes.jsonl"], 3),
            (["--record", "x.db", "export"], 2),
        ):
            assert run(["decisions", *arguments]) == code
            assert capsys.readouterr().err.startswith("communique: ")


class TestReview:
    def review(self, monkeypatch: pytest.MonkeyPatch, *lines: str) -> int:
        typed(monkeypatch, *lines)
        return run(["review"])

    def test_the_doubtful_and_the_important_come_first_with_their_words(
        self, monkeypatch: pytest.MonkeyPatch, capsys: Output
    ) -> None:
        assert self.review(monkeypatch, "j", "j", "j") == 0
        printed = capsys.readouterr()
        places = [printed.out.index(words) for words in ("may", "spoke", "demands")]
        assert places == sorted(places)
        assert "30% sure" in printed.err
        assert "leaders take part" in printed.err

    def test_keys_decide_and_go_on(self, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
        assert self.review(monkeypatch, "c", "k", "j", "x an old story", "e stance=supports", "q") == 0
        said = capsys.readouterr().err
        assert "3 decisions made; 1 item left to review" in said
        assert states(capsys) == [("edit", "holds"), ("reject", "holds"), ("confirm", "holds")]
        assert run(["decisions"]) == 0
        assert "an old story" in capsys.readouterr().out
        run(["positions"])
        assert "supports" in capsys.readouterr().out
        run(["contacts"])
        assert "confirmed" in capsys.readouterr().out

    def test_undo_merge_split_and_edits_of_a_report(self, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
        lines = ("m one:c2", "s one:c2", "e 1 place=New York level=leader", "x", "u", "q")
        assert self.review(monkeypatch, *lines) == 0
        assert states(capsys) == [
            ("undo", "holds"),
            ("reject", "undone"),
            ("edit", "holds"),
            ("split", "holds"),
            ("merge", "overruled"),
        ]
        run(["show", "one:c1"])
        assert "Place set to New York by ada" in capsys.readouterr().out

    def test_mistakes_end_nothing(self, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
        lines = ("z", "m", "m c-zzzz", "e date=soon", "e 8 place=Bern", "s 9", "u", "?", "k", "c")
        assert self.review(monkeypatch, *lines) == 0
        said = capsys.readouterr().err
        assert "there is no report 8" in said
        assert "there is no report 9" in said
        for words in ("no such key", "nothing in the record", "not a date", "nothing that could be undone", "quit"):
            assert words in said
        assert states(capsys) == [("confirm", "holds")]

    def test_a_part_of_the_record_is_reviewed(self, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
        typed(monkeypatch)
        assert run(["review", "--party", "Chad", "--by", "ben"]) == 0
        assert "1 item to review; you are ben" in capsys.readouterr().err
        assert run(["review", "--limit", "2"]) == 0
        assert "2 items to review" in capsys.readouterr().err

    def test_nothing_is_left_when_all_is_confirmed(self, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
        assert self.review(monkeypatch, "c", "c", "c") == 0
        capsys.readouterr()
        assert self.review(monkeypatch) == 0
        assert "0 items to review" in capsys.readouterr().err
