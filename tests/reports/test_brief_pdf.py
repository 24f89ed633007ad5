"""The report as PDF: numbered pages with a header, an outline, links within; nothing is fetched."""

from __future__ import annotations

import builtins
import ctypes
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
import pytest
from sample_record import record

from communique.cli.consoles import write_report
from communique.errors import MissingPartError
from communique.reports import brief_pdf
from communique.reports.document import Document, Paragraph, Section, line, quote
from communique.reports.forms import format_of, make_report

needs_pango = pytest.mark.skipif(not brief_pdf.can_write(), reason="no Pango here: PDFs cannot be written")


@pytest.fixture(scope="module")
def brief() -> Iterator[pypdfium2.PdfDocument]:
    made = brief_pdf.to_pdf(make_report("brief", record()))
    with pypdfium2.PdfDocument(made) as opened:
        yield opened


def words_of(pdf: pypdfium2.PdfDocument) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().replace("￾", "").split()) for page in pdf]


@needs_pango
def test_pages_are_numbered_and_from_the_second_on_named(brief: pypdfium2.PdfDocument) -> None:
    pages = words_of(brief)
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in page
    title = make_report("brief", record()).title
    assert all(page.count(f"{title} as of 10 Mar 2025") == 1 for page in pages)


@needs_pango
def test_sections_are_the_outline_and_marks_of_status_are_there(brief: pypdfium2.PdfDocument) -> None:
    document = make_report("brief", record())
    outline = [entry.get_title() for entry in brief.get_toc()]
    assert outline == [document.title, *(section.title for section in document.sections), "Sources"]
    text = " ".join(words_of(brief))
    assert "● 3 Mar" in text
    assert "“" in text


@needs_pango
def test_references_are_links_within_and_sources_lead_out(brief: pypdfium2.PdfDocument) -> None:
    inside, outside = 0, set()
    for page in brief:
        for place in range(raw.FPDFPage_GetAnnotCount(page)):
            link = raw.FPDFAnnot_GetLink(raw.FPDFPage_GetAnnot(page, place))
            if raw.FPDFLink_GetDest(brief, link):
                inside += 1
                continue
            address = ctypes.create_string_buffer(2000)
            raw.FPDFAction_GetURIPath(brief, raw.FPDFLink_GetAction(link), address, 2000)
            outside.add(address.value.decode())
    assert inside >= len(make_report("brief", record()).sources)
    assert any(address.startswith("https://news.example/a3#:~:text=") for address in outside)


@needs_pango
def test_nothing_is_fetched_and_hostile_words_stay_words(monkeypatch: pytest.MonkeyPatch) -> None:
    import weasyprint.urls

    asked: list[str] = []

    def refuse(self: Any, url: str, headers: Any = None) -> Any:
        asked.append(url)
        raise AssertionError("fetched")

    monkeypatch.setattr(weasyprint.urls.URLFetcher, "fetch", refuse)
    hostile = (
        '<img src="http://127.0.0.1:9/x.png"><link rel=stylesheet href="file:///etc/passwd">} @import "http://x/";'
    )
    document = Document(
        hostile, line(hostile), (Section("a", hostile, (Paragraph(line(quote(hostile))),)),), (), "brief"
    )
    document = replace(document, sections=document.sections * 2)
    with pypdfium2.PdfDocument(brief_pdf.to_pdf(document)) as made:
        assert "@import" in " ".join(words_of(made))
    assert not asked


@needs_pango
@pytest.mark.parametrize(
    "address", ["http://news.example/", "file:///etc/passwd", "font:../brief_pdf.py", "data:,x", ""]
)
def test_only_our_fonts_are_handed_out(address: str) -> None:
    with pytest.raises(ValueError, match="loads nothing"):
        brief_pdf.fonts_only().fetch(address)


def test_a_missing_package_or_library_is_named_with_what_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(MissingPartError) as missing:
        brief_pdf.to_pdf(make_report("brief", record()))
    assert "communique[pdf]" in missing.value.hint
    assert not brief_pdf.can_write()


def test_a_missing_library_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(name: str, *arguments: Any, **options: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libgobject-2.0-0'")
        return usual(name, *arguments, **options)

    usual = builtins.__import__
    monkeypatch.setattr(builtins, "__import__", fails)
    with pytest.raises(MissingPartError) as missing:
        brief_pdf.to_pdf(make_report("brief", record()))
    assert "libpango" in missing.value.hint


@needs_pango
def test_a_files_name_or_the_format_asks_for_a_pdf(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    document = make_report("keypoints", record())
    assert format_of(tmp_path / "brief.PDF") == "pdf"
    write_report(document, "pdf", tmp_path / "brief.pdf")
    write_report(document, "pdf", None)
    assert (tmp_path / "brief.pdf").read_bytes()[:5] == capfdbinary.readouterr().out[:5] == b"%PDF-"
    assert [path.name for path in tmp_path.iterdir()] == ["brief.pdf"]
