"""`changes`, `history`, `stances`, `follow-through`, and `--as-of` in every verb that lists or reports."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from communique.cli import run
from communique.model.article import Article
from communique.model.findings import ContactKind, ContactReport, Findings, Issue, Position, Stance, Status
from communique.record.store import Store

PLAN = "Ministers of Norway and Portugal will meet in Bergen on 9 March, Oslo said."
HELD = "Ministers of Norway and Portugal met in Bergen on 9 March."
REFUSAL = "Norway rejects the herring quota."
CONSENT = "Norway accepts the herring quota."
LATER = "Nothing else happened in Bergen."
DAYS = {"first": "2025-03-01", "second": "2025-03-10", "third": None}
TEXTS = {"first": f"{PLAN} {REFUSAL}", "second": f"{HELD} {CONSENT}", "third": LATER}


def _span(key: str, sentence: str) -> tuple[tuple[int, int], ...]:
    start = TEXTS[key].index(sentence)
    return ((start, start + len(sentence)),)


def _contact(key: str, sentence: str, status: Status, said_by: str | None) -> ContactReport:
    return ContactReport(
        id="c1", article=key, evidence=(sentence,), spans=_span(key, sentence), kind=ContactKind.MEETING,
        parties=("NOR", "PRT"), place="Bergen", date="2025-03-09", status=status, said_by=said_by, confidence=0.9,
    )  # fmt: skip


def _position(key: str, sentence: str, stance: Stance) -> Position:
    return Position(
        id="p1", article=key, evidence=(sentence,), spans=_span(key, sentence), party="NOR", issue=Issue.TRADE,
        stance=stance, about="the herring quota", confidence=0.9,
    )  # fmt: skip


FOUND = {
    "first": ((_contact("first", PLAN, Status.SCHEDULED, "NOR"),), (_position("first", REFUSAL, Stance.REJECTS),)),
    "second": ((_contact("second", HELD, Status.HELD, None),), (_position("second", CONSENT, Stance.ACCEPTS),)),
    "third": ((), ()),
}


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record file of a meeting that was announced and held, and of a stance that turned."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMMUNIQUE_RECORD", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    with Store.open("communique.db") as store:
        for key, (contacts, positions) in FOUND.items():
            article = Article(key, TEXTS[key], published=DAYS[key], publisher=f"Post {key}", title=key)
            store.add(article, Findings(key, DAYS[key], contacts=contacts, positions=positions), reader="1")
    return tmp_path / "communique.db"


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(list(arguments)) == 0
    return capsys.readouterr().out


def test_changes_compare_the_record_with_that_of_the_day_before(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = " ".join(said(capsys, "changes", "--since", "2025-03-05").split())
    assert "now reported held" in words
    # What stood before has a reference of its own.
    assert "now reported held (10 Mar) [1]; before: scheduled (said Norway, 1 Mar) [2]" in words
    assert "turned: now accepts “the herring quota” (10 Mar)" in words
    rows = json.loads(said(capsys, "changes", "--since", "2025-03-05", "--json"))
    assert [row["kind"] for row in rows] == ["status", "stance turned"]
    assert [r["kind"] for r in csv.DictReader(io.StringIO(said(capsys, "changes", "--since", "2025-03-05", "--csv")))]
    assert "nothing in the record changed" in said(capsys, "changes", "--since", "2025-03-11")
    assert "nothing in the record changed" in said(capsys, "changes", "--since", "2025-03-02", "--until", "2025-03-05")


@pytest.mark.parametrize("name", ["out.md", "out.html", "out.txt", "out.json", "out.csv"])
@pytest.mark.parametrize("verb", ["changes", "history"])
def test_the_files_name_chooses_the_format(verb: str, name: str, record: Path) -> None:
    what = ["NOR/trade"] if verb == "history" else ["--since", "2025-03-01"]
    assert run([verb, *what, "-o", name]) == 0
    assert "herring" in Path(name).read_text(encoding="utf-8")


def test_a_history_is_found_by_id_report_and_party_with_issue(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (contact,) = json.loads(said(capsys, "contacts", "--json"))
    by_id = said(capsys, "history", contact["id"])
    assert "status: scheduled → held" in by_id
    assert said(capsys, "history", "first:c1") == by_id
    (_, held) = json.loads(said(capsys, "history", contact["id"], "--json"))
    assert held["shifts"] == [{"field": "status", "before": "scheduled", "after": "held"}]
    stances = said(capsys, "history", "Norway/trade")
    assert said(capsys, "history", "first:p1") == stances
    assert "Norway on trade" in stances


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("c-none", "nothing in the record has the id"),
        ("first", "is an article"),
        ("NOR/prisoners", "no position of Norway on prisoners (there are positions on trade)"),
        ("PRT/trade", "no position of Portugal on trade"),
        ("NOR/herring", "no such issue"),
        ("Atlantis/trade", "no such party"),
    ],
)
def test_what_has_no_history_is_one_line_with_a_hint(
    asked: str, words: str, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["history", asked]) == 2
    assert words in capsys.readouterr().err


def test_stances_and_turning_points_are_listed(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (now,) = json.loads(said(capsys, "stances", "--json"))
    assert (now["side"], now["turns"]) == ("for", 1)
    (turn,) = json.loads(said(capsys, "stances", "--turning-points", "--json"))
    assert (turn["before_quote"], turn["after_quote"]) == (REFUSAL, CONSENT)
    (then,) = json.loads(said(capsys, "stances", "--as-of", "2025-03-05", "--json"))
    assert (then["side"], then["turns"]) == ("against", 0)
    assert said(capsys, "stances", "--turning-points", "--as-of", "2025-03-05").startswith("no turning points")


def test_follow_through_counts_and_lists(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = json.loads(said(capsys, "follow-through", "--json"))
    assert row["sentence"].startswith("Of 1 contact that Norway announced, 1 is reported held.")
    (found,) = json.loads(said(capsys, "follow-through", "--list", "--json"))
    assert (found["outcome"], found["slip_low"], found["slip_high"]) == ("held", 0, 0)
    assert not json.loads(said(capsys, "follow-through", "--announced-by", "Portugal", "--json"))
    (then,) = json.loads(said(capsys, "follow-through", "--list", "--as-of", "2025-03-05", "--json"))
    assert then["outcome"] == "open"


EVERYWHERE = [
    ["contacts"], ["positions"], ["timeline"], ["people"], ["articles"], ["stances"], ["stances", "--every"],
    ["follow-through"], ["follow-through", "--list"], ["changes", "--since", "2025-02-01"], ["agreements"],
    ["deadlines"], ["proposals"], ["search", "Bergen"], ["export", "json"], ["conflicts"],
    ["brief", "--format", "json"], ["history", "NOR/trade"],
]  # fmt: skip


@pytest.mark.parametrize("verb", EVERYWHERE, ids=" ".join)
def test_an_earlier_day_shows_nothing_of_what_came_out_later(
    verb: list[str], record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    as_json = [] if verb[0] in ("export", "brief") else ["--json"]
    words = said(capsys, *verb, *as_json, "--as-of", "2025-03-05")
    json.loads(words)
    for later in (HELD, CONSENT, LATER, "Post second", "Post third"):
        assert later not in words


def test_a_part_of_the_record_reaches_as_far_as_the_whole(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = "Envoys of Iceland and Denmark are to meet on 4 March, Reykjavik said."
    with Store.open(record) as store:
        found = ContactReport(
            id="c1", article="other", evidence=(plan,), spans=((0, len(plan)),), kind=ContactKind.MEETING,
            parties=("DNK", "ISL"), date="2025-03-04", status=Status.SCHEDULED, said_by="ISL", confidence=0.9,
        )  # fmt: skip
        store.add(Article("other", plan, published="2025-03-02"), Findings("other", "2025-03-02", (found,)), reader="1")
    (row,) = json.loads(said(capsys, "follow-through", "--party", "Iceland", "--json"))
    assert (row["announcer"], row["overdue"]) == ("Iceland", 1)
    words = said(capsys, "changes", "--since", "2025-03-03", "--party", "Iceland")
    assert "its day has passed" in " ".join(words.split())
