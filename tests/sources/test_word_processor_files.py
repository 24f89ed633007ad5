"""DOCX and ODT: paragraphs, lists, tables and notes as a person reads them; hostile files are failures."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from taken import documents, failures, only_document, only_failure, taken

from communique.articles.making import make_article
from communique.errors import FailureKind
from communique.sources import Limits

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "meta")
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>Talks end in Oslo</dc:title><dc:creator>A. Writer</dc:creator>"
    "<dcterms:created>2020-01-01T00:00:00Z</dcterms:created><dcterms:modified>2025-03-14T10:15:00Z</dcterms:modified>"
    "</cp:coreProperties>"
)


def packed(members: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return file.getvalue()


def docx(body: str, **others: str) -> bytes:
    parts: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>"}
    parts["word/document.xml"] = f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
    return packed(parts | {f"word/{name}.xml": f"<w:{name} {W}>{text}</w:{name}>" for name, text in others.items()})


def odt(body: str) -> bytes:
    text = f"<office:document-content {ODF}><office:body>{body}</office:body></office:document-content>"
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": text})


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def paragraphs(data: bytes, name: str = "a.docx") -> list[str]:
    return str(only_document(taken(data, name)).content).split("\n\n")


def test_paragraphs_are_joined_from_their_runs() -> None:
    first = '<w:r><w:t xml:space="preserve">Talks </w:t></w:r>'
    body = f"<w:p>{first}<w:r><w:t>ended</w:t><w:br/><w:t>in</w:t><w:tab/><w:t>Oslo.</w:t></w:r></w:p>"
    assert paragraphs(docx(body + p("No date was set."))) == ["Talks ended in Oslo.", "No date was set."]


def test_what_was_inserted_stays_and_what_was_deleted_goes() -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>The ceasefire holds.</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>The truce</w:delText></w:r></w:del><w:del><w:r><w:t>never</w:t></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
    )
    assert paragraphs(docx(body)) == ["The ceasefire holds."]


def test_tables_are_read_row_by_row_and_lists_item_by_item() -> None:
    def cell(text: str) -> str:
        return f"<w:tc>{p(text)}</w:tc>"

    body = f"<w:tbl><w:tr>{cell('Day')}{cell('Place')}</w:tr><w:tr>{cell('14 March')}{cell('Oslo')}</w:tr></w:tbl>" + p(
        "An exchange of prisoners", "<w:numPr/>"
    )
    assert paragraphs(docx(body)) == ["Day | Place", "14 March | Oslo", "• An exchange of prisoners"]


def test_notes_come_at_the_end_and_text_boxes_once() -> None:
    box = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{p('In the box.')}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{p('In the box.')}</w:txbxContent></mc:Fallback></mc:AlternateContent>"
        "</w:r></w:p>"
    )
    notes = f"<w:footnote w:type='separator'><w:p/></w:footnote><w:footnote>{p('See the text of 2024.')}</w:footnote>"
    assert paragraphs(docx(box + p("Talks ended."), footnotes=notes)) == [
        "In the box.",
        "Talks ended.",
        "See the text of 2024.",
    ]


def test_odt_is_read_alike() -> None:
    body = (
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes><text:h>Talks end</text:h>"
        "<text:p>The <text:span>envoy</text:span><text:s/>left<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>For Oslo.</text:p></text:note-body></text:note> early.</text:p>"
        "<text:list><text:list-item><text:p>prisoners</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Day</text:p></table:table-cell>"
        "<table:table-cell><text:p>Oslo</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert paragraphs(odt(body), "a.odt") == [
        "Talks end",
        "The envoy left early.",
        "• prisoners",
        "Day | Oslo",
        "For Oslo.",
    ]


def test_the_file_hints_at_title_date_and_author() -> None:
    data = packed({"word/document.xml": f"<w:document {W}>{p('Talks ended.')}</w:document>", "docProps/core.xml": CORE})
    found = only_document(taken(data, "a.docx"))
    assert found.hints["title"] == "Talks end in Oslo"
    assert found.hints["author"] == "A. Writer"
    assert found.hints["published"] == "2025-03-14T10:15:00Z"
    assert make_article(found).title == "Talks end in Oslo"
    titled = docx(p("A statement", '<w:pStyle w:val="Title"/>') + p("Talks ended."))
    assert only_document(taken(titled, "a.docx")).hints["title"] == "A statement"


BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;'>]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"


@pytest.mark.parametrize("declared", [BOMB, OUTSIDE, "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>"])
def test_entities_are_refused_and_nothing_is_fetched(declared: str) -> None:
    text = f"{declared}<w:document {W}>{p('Talks ended. &c; &a;')}</w:document>"
    failure = only_failure(taken(packed({"word/document.xml": text}), "a.docx"))
    assert failure.kind is FailureKind.MALFORMED
    assert failure.hint


def test_a_bomb_is_stopped() -> None:
    text = f"<w:document {W}>{p('Talks ended.')}{p('x' * 20_000_000)}</w:document>"
    found = taken(packed({"word/document.xml": text}), "a.docx", Limits(document_bytes=1_000_000))
    assert failures(found)[-1].kind is FailureKind.TOO_LARGE


def test_elements_within_elements_without_end_do_not_crash() -> None:
    deep = "<w:p>" * 30_000 + "<w:r><w:t>Talks.</w:t></w:r>" + "</w:p>" * 30_000
    assert taken(docx(deep), "a.docx")
    assert taken(docx("<w:tbl><w:tr><w:tc>" * 50_000 + p("Talks.")), "a.docx")


@pytest.mark.parametrize(
    "data", [b"", b"Talks ended.", b"PK\x03\x04", packed({"a.txt": "x"}), packed({"word/document.xml": "<x"})]
)
def test_what_is_no_such_file_is_a_failure(data: bytes) -> None:
    failure = only_failure(taken(data, "a.docx"))
    assert failure.kind is FailureKind.MALFORMED
    assert failure.hint


def test_an_encrypted_or_old_file_says_so() -> None:
    assert "encrypted" in only_failure(taken(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx")).reason


def test_a_file_without_text_is_a_failure() -> None:
    assert only_failure(taken(docx(""), "a.docx")).kind is FailureKind.NO_TEXT


def test_files_are_known_by_their_first_bytes() -> None:
    assert documents(taken(odt("<text:p>Talks ended.</text:p>"), "statement"))[0].content == "Talks ended."


@settings(max_examples=50)
@given(st.integers(0, 10**6), st.integers(1, 20))
def test_no_flipped_bytes_break_the_reading(seed: int, flips: int) -> None:
    chance = random.Random(seed)
    data = bytearray(docx(p("Talks ended in Oslo.") * 3) if seed % 2 else odt("<text:p>Talks ended.</text:p>" * 3))
    for _ in range(flips):
        data[chance.randrange(len(data))] = chance.randrange(256)
    found = taken(bytes(data[: chance.randrange(len(data)) if seed % 3 == 0 else None]), "a.docx")
    assert found
    assert all(failure.reason and failure.hint for failure in failures(found))
