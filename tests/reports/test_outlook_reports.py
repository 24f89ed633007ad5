"""The outlook in every format: cells with their words, unknown shown, pictures that say what they show, no odds."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from sample_record import record as sample_record

from communique.analysis.settlement.outlook import (
    NOTHING,
    CellEdit,
    Draft,
    IssueEdit,
    Outlook,
    Scenario,
    save_draft,
    save_scenario,
    set_cell,
    set_issue,
)
from communique.analysis.settlement.table import Standing
from communique.errors import UsageError
from communique.reports.brief_html import to_html
from communique.reports.brief_markdown import to_markdown
from communique.reports.brief_terminal import to_text
from communique.reports.document import Document
from communique.reports.outlook.data import to_json
from communique.reports.outlook.making import TITLES, Asked, make_outlook, with_pictures
from communique.reports.outlook.tree_picture import wrapped

KINDS = ("table", "packages", "blockers", "proposals", "stability", "scenarios", "report")
KEY = "trade/ban-fish"


def outlook() -> Outlook:
    edit = CellEdit("PRT", KEY, "yes", Standing.RED_LINE, note="<b>as told</b>", by="Ann")
    made = save_scenario(set_cell(NOTHING, edit), Scenario("a turn", (CellEdit("PRT", KEY, "yes", Standing.ACCEPTS),)))
    return save_draft(made, Draft("ours", {KEY: "yes"}, by="PRT"))


@pytest.fixture(scope="module")
def asked() -> Asked:
    return Asked(sample_record(), outlook())


def test_the_key_of_the_sample(asked: Asked) -> None:
    assert KEY in {question.key for question in asked.table.questions}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_every_format(asked: Asked, kind: str) -> None:
    document = make_outlook(asked, kind)
    assert document.title == TITLES[kind]
    for text in (to_text(document), to_text(document, 60), to_markdown(document), to_html(document)):
        assert len(text) > 100
        assert "probability" not in text.replace("not probabilities", "")
        assert not re.search(r"\d+ ?% (?:likely|chance)", text)
    assert json.loads(to_json(asked, kind))["kind"] == kind


def test_each_known_cell_leads_to_its_words(asked: Asked) -> None:
    document = make_outlook(asked, "table")
    html = to_html(document)
    for question in asked.table.questions:
        for option in question.options:
            for party in asked.table.parties:
                cell = asked.table.cell(party, question.key, option.key)
                for finding in cell.statements:
                    assert f"<code>{finding.article}:{finding.id}</code>" in html
    text = to_text(document)
    assert "demands “an end to the fishing ban”" in text
    assert "unknown: " in text


def test_an_edit_is_marked_and_the_record_stays_beside_it(asked: Asked) -> None:
    text = to_text(make_outlook(asked, "table"))
    assert "set by hand by Ann: <b>as told</b>; the record: " in text
    assert "1 cell set by hand (*)" in text
    assert "<b>as told</b>" not in to_html(make_outlook(asked, "table"))
    assert "\\<b\\>as told" in to_markdown(make_outlook(asked, "table"))


def test_pictures_are_sound_named_and_described(asked: Asked) -> None:
    html = to_html(make_outlook(asked, "report"))
    drawings = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert drawings
    for drawing in drawings:
        root = ElementTree.fromstring(drawing)
        title, description = root[0], root[1]
        assert title.tag.endswith("title")
        assert title.text
        assert description.tag.endswith("desc")
        assert description.text
        assert root.get("role") == "img"
        assert "<script" not in drawing
    assert "<b>as told" not in html


def test_markdown_links_its_pictures_and_has_them_in_words_as_well(asked: Asked, tmp_path) -> None:  # type: ignore[no-untyped-def]
    document, files = with_pictures(make_outlook(asked, "table"), tmp_path / "out.md")
    assert [path.name for path in files] == ["out-table.svg"]
    text = to_markdown(document)
    assert "![The package table](out-table.svg)" in text
    assert "✕ red line\\*" in text


def test_a_report_says_what_it_cannot_answer_and_why() -> None:
    from dataclasses import replace

    empty = replace(sample_record(), positions=(), proposals=())
    document = make_outlook(Asked(empty, NOTHING), "report")
    text = to_text(document)
    assert "Nobody is reported to have taken a stand" in text
    assert "Nobody has taken a stand on anything that could be agreed" in text
    assert set(json.loads(to_json(Asked(empty, NOTHING), "report"))["missing"]) == {
        "packages",
        "blockers",
        "stability",
        "scenarios",
    }
    for kind in ("packages", "blockers", "stability"):
        with pytest.raises(UsageError):
            make_outlook(Asked(empty, NOTHING), kind)


def test_weights_are_told_with_every_order(asked: Asked) -> None:
    for kind in ("packages", "blockers"):
        assert "all issues weigh the same" in " ".join(to_text(make_outlook(asked, kind)).split())


def test_sources_are_numbered_in_the_order_of_reading(asked: Asked) -> None:
    document: Document = make_outlook(asked, "report")
    assert [source.number for source in document.sources] == list(range(1, len(document.sources) + 1))


def test_words_of_a_box_are_wrapped_and_cut() -> None:
    assert wrapped("one two") == ["one two"]
    assert wrapped("word " * 60)[-1].endswith("…")
    assert wrapped("") == [""]


def test_a_trade_names_what_each_gives_with_its_words() -> None:
    made = outlook()
    for party, option, standing in (
        ("NOR", "o2", "prefers"),
        ("NOR", "o1", "opposes"),
        ("PRT", "o1", "prefers"),
        ("PRT", "o2", "open"),
    ):
        made = set_cell(made, CellEdit(party, "fish", option, Standing(standing)))
    for party, option, standing in (
        ("PRT", "o2", "prefers"),
        ("PRT", "o1", "opposes"),
        ("NOR", "o1", "prefers"),
        ("NOR", "o2", "open"),
    ):
        made = set_cell(made, CellEdit(party, "patrols", option, Standing(standing)))
    for key in ("fish", "patrols"):
        made = set_issue(made, IssueEdit(key, key.title(), {"o1": "first", "o2": "second"}))
    text = " ".join(to_text(make_outlook(Asked(sample_record(), made), "blockers")).split())
    assert "Norway and Portugal: Fish: first → second; Patrols: first → second (NOR +0.25, PRT +0.25)" in text
    assert "Fish: second: ★ Norway prefers it (set by hand)" in text


def test_a_condition_set_by_hand_reads_as_words() -> None:
    edit = CellEdit("PRT", KEY, "yes", Standing.CONDITIONAL, (("NOR accepts trade/ban-fish=yes",), (f"not {KEY}=no",)))
    text = " ".join(to_text(make_outlook(Asked(sample_record(), set_cell(NOTHING, edit)), "table")).split())
    assert "Portugal accepts it if Norway accepts it; or “" in text
    assert "is not agreed" in text
