"""The editions of an article, listed and shown: when each was out, what it changed, and the words that changed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from communique.errors import UsageError
from communique.model.article import Article
from communique.model.findings import ContactKind, ContactReport, Findings, Status
from communique.model.record import Record
from communique.record.build import build_record
from communique.reports.editions import find_chain, list_differences, list_editions, make_editions
from communique.reports.export import export_json
from communique.reports.forms import render
from communique.reports.history import make_history
from communique.reports.listing import to_csv, to_json
from communique.reports.show import make_page

WILL = "Envoys of Chad and Sudan will meet in Geneva on Friday."
REST = "\n\n".join(f"Paragraph {n} recalls how the talks on the river began in year {n}." for n in range(9))
OLD = Article(
    "n-1", f"{WILL}\n\n{REST}", "https://example.org/t", "Northern Post", "2025-03-04", title="Envoys to meet"
)
NEW = replace(OLD, id="n-1~0a1b2c", text=f"{WILL.replace('will', 'could')}\n\n{REST}\n\nMore <b>later</b>.",
              title="Envoys may meet", modified="2025-03-06")  # fmt: skip


def found(article: Article, status: Status) -> Findings:
    sentence = article.text.partition("\n")[0]
    report = ContactReport(id="c1", article=article.id, evidence=(sentence,), spans=((0, len(sentence)),),
                           kind=ContactKind.TALKS, parties=("SDN", "TCD"), status=status)  # fmt: skip
    return Findings(article.id, article.published, contacts=(report,))


@pytest.fixture
def record() -> Record:
    return build_record([OLD, NEW], [found(OLD, Status.SCHEDULED), found(NEW, Status.POSSIBLE)])


def test_the_list_says_what_each_edit_changed(record: Record) -> None:
    (entry,) = list_editions(record).entries
    assert entry.data["earlier"] == ["n-1"]
    assert (entry.data["id"], entry.data["editions"], entry.data["changes"]) == ("n-1~0a1b2c", 2, 1)
    assert "status scheduled → possible" in "".join(part.text for cell in entry.cells for part in cell)  # type: ignore[union-attr]


@pytest.mark.parametrize("asked", ["n-1", "n-1~0a1b2c", "n-1~"])
def test_any_edition_leads_to_all(record: Record, asked: str) -> None:
    assert [edition.article.id for edition in find_chain(record, asked)] == ["n-1", "n-1~0a1b2c"]


def test_what_has_no_other_edition_is_said_to_have_none(record: Record) -> None:
    with pytest.raises(UsageError, match="one edition"):
        find_chain(build_record([OLD], []), "n-1")
    with pytest.raises(UsageError, match="no article"):
        find_chain(record, record.contacts[0].id)


def test_the_page_shows_the_words_that_changed_in_every_format(record: Record) -> None:
    page = make_editions(record, find_chain(record, "n-1"))
    text, markdown, html = (render(page, name) for name in ("text", "markdown", "html"))
    assert "Sudan[- will-]" not in text
    assert "[-will-] {+could+} meet" in text
    assert "{+More <b>later</b>.+}" in text
    assert "9 paragraphs unchanged" in text
    assert "~~will~~ **could** meet" in markdown
    assert "<del> will</del><ins> could</ins> meet" in html
    assert "<b>later" not in html
    assert json.loads(render(page, "json"))


def test_rows_carry_the_pieces_of_the_difference_as_offsets(record: Record) -> None:
    first, second = json.loads(to_json(list_differences(record, find_chain(record, "n-1"))))
    assert (first["id"], first["day"], first["changes"], first["pieces"]) == ("n-1", "2025-03-04", [], [])
    assert (second["day"], second["words_added"], second["words_removed"]) == ("2025-03-06", 3, 1)
    assert [OLD.text[slice(*p["old"])] for p in second["pieces"] if p["fate"] == "removed"] == [" will"]
    assert second["edits"][0]["fields"] == [{"field": "status", "before": "scheduled", "after": "possible"}]
    table = to_csv(list_differences(record, find_chain(record, "n-1")))
    assert "Sudan – Chad, talks: status scheduled → possible" in table
    assert "{" not in table


def test_the_export_holds_the_latest_edition_and_what_edits_changed(record: Record) -> None:
    row = json.loads(json.dumps(export_json(record)))
    (article,) = row["articles"]
    assert (article["id"], article["earlier_editions"]) == ("n-1~0a1b2c", [{"id": "n-1", "day": "2025-03-04"}])
    assert [len(contact["reports"]) for contact in row["contacts"]] == [1]
    (edit,) = row["edits"]
    assert (edit["article"], edit["day"], edit["before"], edit["after"]) == (
        "n-1~0a1b2c",
        "2025-03-06",
        "n-1:c1",
        "n-1~0a1b2c:c1",
    )
    assert edit["quote_before"] == WILL


def test_the_history_of_an_item_tells_of_its_edits(record: Record) -> None:
    words = render(make_history(record, record.contacts[0]), "text")
    assert "Edited by its outlet" in words.replace("EDITED BY ITS OUTLET", "Edited by its outlet")
    assert "status scheduled → possible" in words
    assert WILL in " ".join(words.split())


def test_the_page_of_an_article_leads_to_its_editions(record: Record) -> None:
    words = " ".join(render(make_page(record, record.articles["n-1~0a1b2c"]), "text").split())
    assert "edition 2 of 2" in words
    assert "n-1 (4 Mar 2025)" in words
    earlier = " ".join(render(make_page(record, OLD), "text").split())
    assert "edited since; the record uses n-1~0a1b2c" in earlier
    assert "could meet" not in earlier
