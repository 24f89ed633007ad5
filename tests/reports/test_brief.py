"""What the brief promises: every line sourced, no plan worded as an event, copies one voice."""

from __future__ import annotations

import re
from contextvars import copy_context
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sample_record import record

from communique.model.actors import Level
from communique.model.findings import Status
from communique.model.record import Record
from communique.reports import disputes
from communique.reports.bottom_line import highest_held
from communique.reports.brief import make_brief
from communique.reports.brief_markdown import block_lines
from communique.reports.brief_terminal import to_text
from communique.reports.document import Document, Item, Ref, Section, line, plain
from communique.reports.forms import FORMS, make_report
from communique.reports.view import make_view
from communique.settings import use_record

EMPTY = Record(None, {}, {}, (), (), (), (), (), (), ())


@pytest.fixture
def brief() -> Document:
    return make_brief(record())


def text_of(document: Document, key: str) -> str:
    section = next(section for section in document.sections if section.key == key)
    return "\n".join(plain(found) for block in section.blocks for found in block_lines(block))


def lines_of(sections: tuple[Section, ...]) -> list[str]:
    return [plain(found) for s in sections for b in s.blocks for found in block_lines(b)]


def test_the_day_of_the_record_is_its_latest_publication_never_today(brief: Document) -> None:
    assert plain(brief.subtitle).startswith("as of 10 Mar 2025 · 7 articles")
    assert "6 independent" in plain(brief.subtitle)
    assert "1 failed" in plain(brief.subtitle)


def test_what_was_agreed_long_before_it_was_told_is_no_news() -> None:
    sample = record()
    (agreement, *_) = make_view(sample).latest(sample.agreements)
    old = replace(agreement, id="g-0", date="2019-06", what="resume talks on fish")
    told = make_view(replace(sample, agreements=(old, agreement)))
    assert [one.id for one in told.news_first((old, agreement))] == [agreement.id, "g-0"]
    assert [one.id for one in told.news_first((old,))] == ["g-0"]


def test_what_was_held_some_day_of_a_year_leads_nothing() -> None:
    sample = record()
    held = make_view(sample).grouped["held"]
    vague = replace(held[0], id="c-0", date="2025", level=Level.LEADER)
    sharp = replace(held[0], id="c-1", date="2025-03-02", level=Level.LEADER)
    view = make_view(replace(sample, contacts=(vague, sharp, *held)))
    assert [contact.id for contact in view.grouped["held"]][-1] == "c-0"
    assert highest_held(view) == sharp


@pytest.mark.parametrize("form", FORMS)
def test_every_number_has_its_source_and_every_source_its_exact_words(form: str) -> None:
    sample = record()
    document = make_report(form, sample)
    numbers = {
        part.number
        for s in document.sections for b in s.blocks for parts in block_lines(b) for part in parts
        if isinstance(part, Ref)
    }  # fmt: skip
    assert numbers == {source.number for source in document.sources}
    assert [source.number for source in document.sources] == list(range(1, len(document.sources) + 1))
    for source in document.sources:
        assert source.quote.strip("…") in sample.articles[source.article].text


def test_a_passage_has_one_number(brief: Document) -> None:
    passages = [(source.article, source.quote) for source in brief.sources]
    assert len(passages) == len(set(passages))


def test_the_bottom_line_names_what_was_held_what_comes_with_its_hedge_and_what_was_agreed(brief: Document) -> None:
    words = text_of(brief, "bottom-line")
    assert "Highest contact reported held: ministerial talks of 3 Mar between Norway and Portugal in Lisbon" in words
    assert "A summit of Norway and Portugal is planned, with no date, said Ana Costa on 22 Feb" in words
    assert "reports disagree on the status" in words
    assert "“reopen their consulates”" in words
    assert len(re.findall(r"\.(?: |$)", re.sub(r"\[\d+\]", "", words))) <= 3


def test_copies_are_one_voice(brief: Document) -> None:
    assert "3 reports, 2 independent" in text_of(brief, "contacts")
    source = next(source for source in brief.sources if source.article == "a4")
    assert source.copies == ("Copy Service",)
    assert not any(source.article == "a5" for source in brief.sources)


@pytest.mark.parametrize("status", [s for s in Status if s not in (Status.HELD, Status.UNDER_WAY)])
def test_what_is_not_reported_held_is_never_called_held(status: Status) -> None:
    sample = record()
    only = replace(sample.contacts[1], status=status, reports=tuple(
        replace(r, status=status) for r in sample.contacts[1].reports))  # fmt: skip
    document = make_brief(replace(sample, contacts=(only,), conflicts=()))
    for found in lines_of(document.sections):
        assert not re.search(r"\bheld\b|\btook place\b|\bmet\b", re.sub(r"“[^”]*”", "", found)), found


def test_a_day_that_passed_without_a_report_is_said_to_have_passed(brief: Document) -> None:
    table = next(s for s in brief.sections if s.key == "contacts").blocks[0]
    groups = {group.title: [row.id for row in group.rows] for group in table.groups}  # type: ignore[union-attr]
    assert groups["Date passed, no report of the outcome"] == ["c-experts"]
    assert groups["Held"] == ["c-held"]
    assert "c-experts" not in groups["Coming"]


def test_a_claim_carries_its_speaker(brief: Document) -> None:
    assert "possible, said Jon Berg, 22 Feb" in text_of(brief, "contacts")
    assert "ruled out, said Norway, 20 Feb" in text_of(brief, "contacts")
    assert "rejects “an end to the fishing ban” (Ana Costa, 22 Feb)" in text_of(brief, "positions")


def test_contradictory_stances_are_both_shown_with_the_later_first(brief: Document) -> None:
    cell = next(part for part in text_of(brief, "positions").split("\n\n") if "accepts" in part)
    assert cell.index("accepts “an end to the fishing ban” (10 Mar)") < cell.index("rejects")
    assert "Portugal on trade, both ways" in text_of(brief, "disputes")


def test_stances_both_ways_that_are_not_shown_are_counted_and_lead_on(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [Item(line("Norway on trade, both ways"))] * (disputes.SHOWN + 2)
    monkeypatch.setattr(disputes, "opposed_stances", lambda _: points)
    monkeypatch.setattr(disputes, "stance_disputes", lambda _, most: points[:most])
    context = copy_context()
    context.run(use_record, Path("talks.db"))
    words = text_of(context.run(make_brief, record()), "disputes")
    assert "2 more both ways: " in words
    assert "communique stances --turning-points --record talks.db" in words


def test_disagreeing_reports_stand_side_by_side_with_quote_day_and_speaker(brief: Document) -> None:
    words = text_of(brief, "disputes")
    assert "well advanced" in words
    assert "(Northern Post, 20 Feb, said a Norwegian spokesman)" in words
    assert "only being thought about" in words
    assert "(Lisbon Journal, 22 Feb, said Ana Costa)" in words


def test_open_questions_are_derived_from_what_is_lacking(brief: Document) -> None:
    words = text_of(brief, "questions")
    assert "No date for the summit, Norway – Portugal (planned, first reported 20 Feb)" in words
    assert "was possible: no report of its outcome" in words
    assert "The deadline of 8 Mar has passed (name their inspectors): no report of the outcome" in words
    assert "Iceland takes part in none of the 4 contacts, and demands “a seat at the table”" in words


def test_what_is_new_keeps_to_the_day_asked_for() -> None:
    assert "reopen" not in text_of(make_brief(record(), since=date(2025, 3, 6)), "new")
    words = text_of(make_brief(record(), since=date(2025, 3, 1)), "new")
    assert words.startswith("Since 1 Mar.")
    assert "Norway – Portugal, 3 Mar: “reopen their consulates”" in words
    assert "First ministerial-level contact of Norway and Portugal in the record" in words


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_record_says_so(form: str) -> None:
    document = make_report(form, EMPTY)
    assert "no dated article" in plain(document.subtitle)
    assert not document.sources
    assert to_text(document)


@pytest.mark.parametrize("width", [40, 80, 120, 200])
@pytest.mark.parametrize("form", FORMS)
def test_it_fits_the_terminal(form: str, width: int) -> None:
    assert max(map(len, to_text(make_report(form, record()), width).splitlines())) <= width


def test_the_digest_says_why_it_matters_and_what_it_leaves_open() -> None:
    words = "\n".join(lines_of(make_report("digest", record(), since=date(2025, 3, 1)).sections))
    assert "Why it matters: First ministerial-level contact of Norway and Portugal in the record" in words
    assert "Leaves open: No report that it is signed or in force." in words
    assert "turned: now accepts “an end to the fishing ban” (10 Mar)" in words
    assert "before rejects “an end to the fishing ban” (said Ana Costa, 22 Feb)" in words


def test_what_was_called_off_is_told_with_its_day_and_before_what_only_passed() -> None:
    words = "\n".join(lines_of(make_report("faq", record()).sections))
    assert words.index("ruled out") < words.index("no report since")
    off = replace(record().contacts[0], status=Status.CANCELLED)
    points = "\n".join(lines_of(make_report("keypoints", replace(record(), contacts=(off,))).sections))
    assert "Ministerial talks of 3 Mar between Norway and Portugal in Lisbon: cancelled" in points


def test_what_a_day_was_for_is_said_once() -> None:
    words = "\n".join(lines_of(make_report("digest", record(), since=date(2025, 2, 10)).sections))
    assert "new, possible (said Jon Berg, 22 Feb)" in words
    assert "its day has passed and nothing is reported of it" in words
    assert "(was possible" not in words


def test_the_faq_does_not_call_a_passed_plan_called_off() -> None:
    words = "\n".join(lines_of(make_report("faq", record()).sections))
    assert "A technical-level meeting between Norway and Portugal: possible between 1 and 5 Mar" in words
    assert "no report since" in words


def test_a_record_of_several_negotiations_says_how_to_choose_one() -> None:
    sample = record()
    pairs = [
        ("NOR", "PRT"),
        ("NOR", "PRT"),
        *(("ISL", code) for code in ("DNK", "SWE", "FIN", "EST", "LVA", "LTU", "POL")),
    ]
    contacts = tuple(replace(sample.contacts[0], id=f"c-{n}", parties=pair) for n, pair in enumerate(pairs))
    document = make_brief(replace(sample, contacts=contacts, conflicts=()))
    assert "communique brief --between NOR,PRT" in text_of(document, "bottom-line")
    assert "several negotiations" not in text_of(make_brief(sample), "bottom-line")


def test_points_agreed_on_one_day_stand_together() -> None:
    sample = record()
    more = replace(sample.agreements[0], id="a2", what="The two sides agreed")
    found = next(s for s in make_brief(replace(sample, agreements=(*sample.agreements, more))).sections
                 if s.key == "agreements").blocks[0]  # fmt: skip
    assert [len(item.details) for item in found.items] == [2]  # type: ignore[union-attr]


def test_a_plan_without_a_day_that_nobody_mentions_any_more_is_not_coming() -> None:
    sample = record()
    later = replace(sample.articles["a7"], published="2025-06-01")
    document = make_brief(replace(sample, articles=sample.articles | {"a7": later}))
    table = next(s for s in document.sections if s.key == "contacts").blocks[0]
    groups = {group.title: [row.id for row in group.rows] for group in table.groups}  # type: ignore[union-attr]
    assert groups["Without a day, and not reported on for 60 days or more"] == ["c-summit"]
    assert "Coming" not in groups
    assert "summit" not in text_of(document, "bottom-line")
