"""Copies and shared sources are said where an article or a contact is shown, and so are days that do not agree."""

from __future__ import annotations

from dataclasses import replace

from communique.model.article import Article
from communique.model.findings import ContactKind, ContactReport, Findings, Status
from communique.model.record import Record
from communique.record.build import build_record
from communique.reports.article_listing import list_articles
from communique.reports.copies import carriers_note, copy_note, independence_note
from communique.reports.document import Document, Line, Paragraph, Ref, Table, plain
from communique.reports.show import make_page
from communique.reports.view import make_view

OWN = "Envoys of Norway and Portugal held talks in Lisbon on 3 March."
CITED = "Envoys of Norway and Portugal sat together in Lisbon on 3 March, a diplomat told Reuters."
AGAIN = "According to Reuters, the envoys of Norway and Portugal held talks in Lisbon on 3 March."


def made(*rows: tuple[str, str, str | None, str]) -> Record:
    """A record of articles (id, outlet, day, text), each with one report of the same talks."""
    articles = [Article(key, text, publisher=outlet, published=day) for key, outlet, day, text in rows]
    findings = [
        Findings(
            a.id,
            a.published,
            contacts=(
                ContactReport(id="c1", article=a.id, evidence=(a.text,), spans=((0, len(a.text)),),
                              kind=ContactKind.TALKS, parties=("NOR", "PRT"), date="2025-03-03", place="Lisbon",
                              status=Status.HELD),
            ),
        )
        for a in articles
    ]  # fmt: skip
    return build_record(articles, findings)


def page_words(document: Document) -> str:
    tables = [block for section in document.sections for block in section.blocks if isinstance(block, Table)]
    rows = [row for table in tables for group in table.groups for row in group.rows]
    lines: list[Line] = [cell for row in rows for cell in row.cells]
    lines += [b.line for s in document.sections for b in s.blocks if isinstance(b, Paragraph)]
    return "\n".join("".join("" if isinstance(part, Ref) else part.text for part in found) for found in lines)


def test_a_copy_that_claims_another_day_is_said_to_do_so() -> None:
    record = made(("a", "Northern Post", "2025-03-04", OWN), ("b", "Lisbon Journal", "2025-03-06", OWN.upper()))
    assert copy_note(record, "b") == "a (Northern Post, dated 4 Mar 2025)"
    assert carriers_note(record, "a") == "Lisbon Journal, dated 6 Mar 2025, b"
    assert "a (Northern Post, dated 4 Mar 2025)" in page_words(make_page(record, record.articles["b"]))


def test_a_copy_of_the_same_day_says_no_day() -> None:
    record = made(("a", "Northern Post", "2025-03-04", OWN), ("b", "Lisbon Journal", "2025-03-04", OWN))
    assert copy_note(record, "b") == "a (Northern Post)"
    assert copy_note(record, "a") == carriers_note(record, "b") == ""


def test_an_undated_copy_is_said_to_be_undated() -> None:
    record = made(("a", "Northern Post", "2025-03-04", OWN), ("b", "Lisbon Journal", None, OWN))
    assert carriers_note(record, "a") == "Lisbon Journal, undated, b"


def test_a_contact_says_how_many_reports_are_independent_and_why_not_all() -> None:
    record = made(
        ("a", "Northern Post", "2025-03-04", OWN),
        ("b", "Lisbon Journal", "2025-03-04", OWN),
        ("c", "Daily News", "2025-03-04", CITED),
        ("d", "The Courier", "2025-03-04", AGAIN),
    )
    (contact,) = record.contacts
    words = independence_note(record, contact.reports)
    assert words.startswith("4 reports, 2 independent: ")
    assert "Lisbon Journal has the words of Northern Post" in words
    assert "Daily News and The Courier have it from Reuters" in words
    assert words in page_words(make_page(record, contact))


def test_one_text_at_many_outlets_is_one_passage_with_all_of_them() -> None:
    names = [f"Outlet {number}" for number in range(10)]
    record = made(*((name.casefold(), name, "2025-03-04", OWN) for name in names))
    (contact,) = record.contacts
    view = make_view(record)
    refs = {view.refs.cite(report).number for report in contact.reports}
    (source,) = view.refs.sources()
    assert refs == {1}
    assert [source.outlet, *source.copies] == names
    words = independence_note(record, contact.reports)
    assert words == (
        "10 reports, 1 independent: Outlet 1, Outlet 2, Outlet 3, Outlet 4, Outlet 5, Outlet 6, Outlet 7, Outlet 8 and "
        "Outlet 9 have the words of Outlet 0"
    )
    page = page_words(make_page(record, contact))
    assert page.count("a copy of outlet 0 (Outlet 0)") == 9
    assert page.count(OWN.partition(" held")[0]) == 1


def test_the_list_of_articles_marks_copies_and_doubtful_days_at_every_width() -> None:
    original = Article("a", OWN, publisher="Northern Post", published="2025-03-04", title="Talks")
    copied = replace(original, id="b", publisher="Lisbon Journal")
    ahead = Article("c", CITED, published="2071-01-01", title="More", meta={"published_note": "it lies in the future"})
    record = build_record([original, copied, ahead], [])
    words = [plain(cell) for entry in list_articles(record).entries for cell in entry.cells]
    assert "Talks (copy of a (Northern Post))" in words
    assert "More (date doubtful: it lies in the future)" in words
    assert "it lies in the future" in page_words(make_page(record, ahead))
