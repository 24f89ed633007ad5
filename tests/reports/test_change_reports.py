"""What `changes`, `history`, `stances` and `follow-through` promise: plain sentences, each with its reports."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sample_record import record

from communique.analysis.days import Slip
from communique.analysis.stances import stance_threads
from communique.model.article import Article
from communique.model.findings import Issue, PersonReport, Status
from communique.model.record import Office, Person, Record
from communique.reports.brief_terminal import to_text
from communique.reports.change_words import slip_words
from communique.reports.changes import KEYS, list_changes, make_changes
from communique.reports.document import Bullets, Ref, plain
from communique.reports.follow_through_listing import list_announcements, list_follow_through
from communique.reports.forms import FORMATS, render
from communique.reports.history import list_history, make_history
from communique.reports.listing import Listing, to_csv, to_json
from communique.reports.moments import Stances
from communique.reports.stance_listing import list_stances, list_turns

EMPTY = Record(None, {}, {}, (), (), (), (), (), (), ())
SINCE = date(2025, 3, 1)
LISTINGS: list[Callable[[Record], Listing]] = [
    lambda made: list_changes(made, SINCE), list_stances, list_turns, list_follow_through, list_announcements,
]  # fmt: skip


def stances(made: Record, party: str = "PRT") -> Stances:
    threads = tuple(t for t in stance_threads(made) if (t.party, t.issue) == (party, Issue.TRADE))
    return Stances(party, Issue.TRADE, threads)


def test_changes_are_told_in_groups_with_their_reports() -> None:
    document = make_changes(record(), since=SINCE)
    words = to_text(document, 200)
    assert "From 1 Mar to 10 Mar 2025: 2 contacts, 1 agreement, 2 stances and 1 deadline." in words
    assert "● Norway – Portugal, ministerial talks, Lisbon, 3 Mar: new, reported held (3 Mar)" in words
    assert (
        "technical-level meeting, 1–5 Mar: its day has passed and nothing is reported of it (was possible, said"
        in words
    )
    assert "Portugal on trade: turned: now accepts “an end to the fishing ban” (10 Mar) [" in words
    assert "before rejects “an end to the fishing ban” (said Ana Costa, 22 Feb) [" in words
    items = [item for s in document.sections for b in s.blocks if isinstance(b, Bullets) for item in b.items]
    assert items
    assert all(any(isinstance(part, Ref) for part in item.line) for item in items)


def test_of_each_group_only_the_first_are_told_where_a_page_asks_for_no_more() -> None:
    words, every = (to_text(make_changes(record(), since=SINCE, most=most), 200) for most in (1, None))
    assert "2 contacts, 1 agreement, 2 stances and 1 deadline." in words
    assert words.count("1 more; a later day, or the list as CSV, has them") == 2
    assert "more; a later day" not in every
    first = "● Norway – Portugal, ministerial talks, Lisbon, 3 Mar: new, reported held (3 Mar)"
    assert first in words
    assert first in every
    assert len(words) < len(every)


def test_nothing_changed_is_said_plainly() -> None:
    words = to_text(make_changes(record(), since=date(2025, 3, 11)))
    assert "The record ends on 10 Mar 2025, before 11 Mar 2025: nothing in the record changed." in words
    assert "No dated article: nothing in the record changed." in to_text(make_changes(EMPTY))


@pytest.mark.parametrize("name", FORMATS)
def test_changes_and_histories_are_written_in_every_format(name: str) -> None:
    assert render(make_changes(record(), since=SINCE), name)
    assert render(make_history(record(), record().contacts[0]), name)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_they_fit_the_terminal(width: int) -> None:
    made = record()
    for document in (make_changes(made, since=SINCE), *(make_history(made, contact) for contact in made.contacts)):
        assert max(map(len, to_text(document, width).splitlines())) <= width


@pytest.mark.parametrize("listing", LISTINGS)
def test_json_and_csv_hold_every_row_with_its_reports(listing: Callable[[Record], Listing]) -> None:
    found = listing(record())
    rows = json.loads(to_json(found))
    assert len(rows) == len(list(csv.DictReader(io.StringIO(to_csv(found)))))
    assert all(set(found.keys) == set(row) for row in rows)
    assert not listing(EMPTY).entries


def test_a_row_of_changes_leads_to_its_words() -> None:
    rows = json.loads(to_json(list_changes(record(), SINCE)))
    assert all(row["quote"] and row["report"] and row["published"] for row in rows)
    (turn,) = [row for row in rows if row["kind"] == "stance turned"]
    assert (turn["before"], turn["after"], turn["sureness"]) == ("against", "for", "single")
    assert turn["earlier_quote"] == "Portugal rejects an end to the fishing ban, Ana Costa said."
    assert set(KEYS) == set(turn)


def test_a_history_tells_what_each_report_changed_and_how_it_stood() -> None:
    made = record()
    words = to_text(make_history(made, made.contacts[1]), 200)
    assert "20 Feb, Northern Post, said a Norwegian spokesman: planned, leader level → first report" in words
    assert "contradicts Lisbon Journal, 22 Feb, on whether it stands, and how far" in words
    assert "Preparations for a summit of the two leaders are well advanced" in words
    copies = to_text(make_history(made, made.contacts[0]), 200)
    assert "the same text as that of Northern Post, 4 Mar: no voice of its own" in copies
    rows = json.loads(to_json(list_history(made, made.contacts[0])))
    assert [row["report"] for row in rows] == ["a3:c1", "a4:c1", "a5:c1"]
    assert rows[1]["changed"] == rows[1]["shifts"] == []


def test_the_history_of_a_stance_marks_its_turn() -> None:
    words = to_text(make_history(record(), stances(record())), 200)
    assert "On “an end to the fishing ban”".upper() in words
    assert "turned from against to for, reported once" in words


@pytest.mark.parametrize("pick", ["agreements", "proposals", "deadlines"])
def test_every_kind_of_item_has_a_history(pick: str) -> None:
    made = record()
    (item,) = getattr(made, pick)
    assert [row["report"][:2] for row in json.loads(to_json(list_history(made, item)))] == [item.reports[0].article]


def test_stances_say_how_sure_they_are() -> None:
    rows = {(row["party"], row["issue"]): row for row in json.loads(to_json(list_stances(record())))}
    now = rows["PRT", "trade"]
    assert (now["stance"], now["since"], now["turns"]) == ("accepts", "2025-03-10", 1)
    assert now["account"] == "1 report, of the record's last day, speaker not named"
    (turn,) = json.loads(to_json(list_turns(record())))
    assert (turn["before_report"], turn["after_report"], turn["same_matter"]) == ("a2:p1", "a6:p1", True)


def test_follow_through_shows_its_denominators_and_opens_its_lists() -> None:
    made = record()
    row, other = json.loads(to_json(list_follow_through(made)))
    assert other["announcer"] == "Portugal"
    assert row["sentence"] == "Of 1 contact that Norway announced, 1 is open."
    assert (row["announced"], row["open"], row["open_ids"]) == (1, 1, ["c-summit"])
    reports = tuple(replace(report, status=Status.PLANNED) for report in made.contacts[3].reports)
    overdue = replace(made, contacts=(replace(made.contacts[3], status=Status.PLANNED, reports=reports),))
    (found,) = json.loads(to_json(list_announcements(overdue)))
    assert (found["announced_for"], found["outcome"]) == ("2025-03-01/2025-03-05", "overdue")


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Slip(3, 3), "3 days later"),
        (Slip(1, 1), "1 day later"),
        (Slip(-2, -2), "2 days earlier"),
        (Slip(2, 5), "2 to 5 days later"),
        (Slip(-5, -2), "2 to 5 days earlier"),
        (Slip(-1, 2), "between 1 day earlier and 2 days later"),
        (Slip(0, 0), "within the days named before"),
        (Slip(4, None), "at least 4 days later"),
        (None, ""),
    ],
)
def test_a_slip_is_said_as_far_as_it_is_known(found: Slip | None, words: str) -> None:
    assert slip_words(found) == words


def test_a_sentence_for_programs_carries_no_reference_marks() -> None:
    for entry in list_changes(record(), SINCE).entries:
        assert "[" not in entry.data["sentence"]
        assert plain(entry.cells[2])


def test_a_report_without_an_office_or_with_another_capital_changes_no_office() -> None:
    days = {key: f"2025-03-0{number}" for number, key in enumerate("abcd", 1)}
    told = [PersonReport(id="n1", article=key, evidence=("Ana Costa.",), spans=((0, 10),), name="Ana Costa",
                         party="PRT", office=office)
            for key, office in zip(days, (None, "President", "president", None), strict=True)]  # fmt: skip
    articles = {key: Article(key, "Ana Costa.", published=day) for key, day in days.items()}
    held = Office("President", "PRT", "2025-03-02", "2025-03-03")
    person = Person("n-1", "Ana Costa", ("Ana Costa",), "PRT", (held,), (), (), 0, tuple(told))
    made = replace(EMPTY, articles=articles, persons=(person,))
    first, second = list_history(made, person).entries
    assert first.data["says"] == "named without an office"
    assert second.data["changed"] == ["office made known: President"]
