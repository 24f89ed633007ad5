"""Lists: complete for programs, fitted to the terminal for people."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.console import Console
from sample_record import DEMAND, HELD, record

from communique.errors import FailureKind
from communique.model.article import Failure
from communique.model.findings import Status
from communique.model.record import Record
from communique.reports.article_listing import list_articles, list_failures
from communique.reports.contact_listing import list_contacts
from communique.reports.document import line
from communique.reports.finding_listings import list_agreements, list_deadlines, list_positions, list_proposals
from communique.reports.forms import render
from communique.reports.listing import Column, Entry, Listing, print_table, to_csv, to_json
from communique.reports.people_listing import list_people
from communique.reports.show import make_page
from communique.reports.timeline_listing import list_timeline
from communique.reports.wording import parties_in_sentence

LISTS: list[Callable[[Record], Listing]] = [
    list_contacts, list_positions, list_proposals, list_agreements, list_deadlines, list_timeline, list_people,
    list_articles, list_failures,
]  # fmt: skip


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("listing", LISTS)
def test_a_table_fits_the_terminal(listing: Callable[[Record], Listing], width: int) -> None:
    stream = io.StringIO()
    print_table(listing(record()), Console(file=stream, width=width))
    rows = stream.getvalue().splitlines()
    assert max(map(len, rows)) <= width
    assert rows[-1].split()[0].isdigit()


@pytest.mark.parametrize("listing", LISTS)
def test_json_and_csv_hold_every_row(listing: Callable[[Record], Listing]) -> None:
    found = listing(record())
    assert len(json.loads(to_json(found))) == len(found.entries)
    rows = list(csv.DictReader(io.StringIO(to_csv(found))))
    assert len(rows) == len(found.entries) > 0
    assert all(set(found.keys) <= set(entry.data) for entry in found.entries)


def test_of_a_crowd_of_parties_the_first_are_named_where_all_would_be_too_many() -> None:
    parties = ("AUS", "BRN", "CAN", "CHL", "CHN", "IDN", "JPN", "KOR")
    known = record()
    crowd = replace(known.contacts[0], parties=parties)
    known = replace(known, contacts=(crowd, *known.contacts[1:]))
    table, data = io.StringIO(), list_contacts(known)
    print_table(data, Console(file=table, width=200))
    assert "AUS – BRN – CAN – CHL – 4 more" in table.getvalue()
    assert next(row for row in json.loads(to_json(data)) if row["id"] == crowd.id)["parties"] == list(parties)
    page = render(make_page(known, crowd), "markdown")
    assert "Australia, Brunei, Canada, Chile and 4 more" in page
    assert "Australia, Brunei, Canada, Chile, China, Indonesia, Japan, South Korea" in page
    assert parties_in_sentence(parties) == "Australia, Brunei, Canada, Chile and 4 others"


def test_contacts_name_their_reports_and_how_independent_they_are() -> None:
    row = json.loads(to_json(list_contacts(record())))[0]
    assert (row["id"], row["reports"], row["independent"]) == ("c-held", 3, 2)
    assert [r["article"] for r in row["said"]] == ["a3", "a4", "a5"]
    assert [e.data["id"] for e in list_contacts(record(), frozenset({Status.RULED_OUT})).entries] == ["c-call"]


def test_another_date_that_was_given_for_an_article_is_shown_where_the_article_is() -> None:
    reason = "dated 2025-04-01, but 2025-03-03 in the record under the id a3"
    other = Failure("late.jsonl:2", FailureKind.OTHER_DATE, reason, article="a3")
    shown = replace(record(), failures=(*record().failures, other))
    listed = io.StringIO()
    print_table(list_articles(shown), Console(file=listed, width=200))
    assert "1 other date: communique articles --failures" in listed.getvalue()
    page = render(make_page(shown, shown.articles["a3"]), "text")
    for text in (listed.getvalue(), page):
        assert f"in late.jsonl:2 {reason}" in " ".join(text.split())
    assert all("late.jsonl" not in render(make_page(shown, shown.articles[a]), "text") for a in ("a4", "a5"))


def test_the_timeline_puts_what_has_no_date_last() -> None:
    dates = [entry.data["date"] for entry in list_timeline(record()).entries]
    assert dates == ["2025-03-01/2025-03-05", "2025-03-03", "2025-03-03", "2025-03-08", None, None]


def test_a_spreadsheet_never_gets_a_formula() -> None:
    listing = Listing("things", ("a",), (Column("a"),), (Entry({"a": "=1+1"}, ((),)),))
    assert to_csv(listing).splitlines()[1] == "'=1+1"


@pytest.mark.parametrize("pick", ["contact", "finding", "article"])
def test_an_item_is_shown_with_its_words_in_context(pick: str) -> None:
    sample = record()
    item = {"contact": sample.contacts[0], "finding": sample.positions[0], "article": sample.articles["a3"]}[pick]
    page = json.loads(render(make_page(sample, item), "json"))
    words = json.dumps(page, ensure_ascii=False)
    assert (DEMAND if pick == "finding" else HELD)[:40] in words


@pytest.mark.parametrize("width", [60, 80])
def test_a_narrow_table_cuts_no_usual_words_and_no_identifiers(width: int) -> None:
    columns = (Column("party"), Column("issue", 1), Column("says", 6), Column("how sure", 4), Column("id"))
    words = ("NOR", "citizenship", "rejects the other side's offer " * 4, "two independent reports " * 3, "c-7f3a2b")
    rows = Listing("stances", (), columns, (Entry({}, tuple(line(word) for word in words)),))
    stream = io.StringIO()
    print_table(rows, Console(file=stream, width=width))
    assert {"citizenship", "independent", "c-7f3a2b"} <= set(stream.getvalue().split())
