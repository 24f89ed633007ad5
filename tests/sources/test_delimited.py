"""CSV and TSV: every row is read as it stands or is a failure with its number, however the table was written."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from taken import Pieces, documents, failures, links, only_document, only_failure, taken

from communique.errors import FailureKind
from communique.model.article import Failure, RawDocument
from communique.sources.content import Content
from communique.sources.delimited import Delimited
from communique.sources.source import Limits, Link

HEADER = "title,text,date\n"


def test_a_row_is_an_article_with_what_is_known_of_it() -> None:
    found = taken(
        "id,url,publisher,published,title,text,desk\n"
        'n-1,https://a.example/1,The Post,2025-03-14,"Talks ""end""","They met,\nthen left.",world\n',
        "a.csv",
    )
    article = only_document(found)
    assert article.content == "They met,\nthen left."
    assert article.known == {
        "id": "n-1",
        "url": "https://a.example/1",
        "publisher": "The Post",
        "published": "2025-03-14",
        "title": 'Talks "end"',
        "desk": "world",
    }
    assert article.origin == "a.csv:2"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_delimiter_is_told_whatever_ends_the_lines(delimiter: str, line_end: str) -> None:
    rows = [["Headline", "Body", "Date"], ["Talks, ended", "a; b | c", "2025-03-14"], ["x", "line one\nline two", ""]]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows(rows)
    found = documents(taken(text.getvalue(), "a.csv"))
    assert [article.content for article in found] == ["a; b | c", "line one\nline two"]
    assert found[0].known["title"] == "Talks, ended"


def test_the_line_by_which_a_spreadsheet_is_told_the_delimiter_is_no_header() -> None:
    for first in ("sep=;", '"sep=;"', "SEP=;"):
        article = only_document(taken(f"{first}\r\ntitle;text\r\nTalks, all;They met, and left\r\n", "a.csv"))
        assert article.content == "They met, and left"


def test_quotation_marks_with_a_backslash_are_told_from_doubled_ones() -> None:
    rows = "".join(f'"Talks {number}","He said \\"no, never\\" again","2025-03-14"\n' for number in range(5))
    found = documents(taken(HEADER + rows, "a.csv"))
    assert {article.content for article in found} == {'He said "no, never" again'}
    kept = only_document(taken(HEADER + '"x","C:\\temp is ""here""",""\n', "a.csv"))
    assert kept.content == 'C:\\temp is "here"'


def test_quotation_marks_are_plain_signs_in_tables_that_quote_nothing() -> None:
    rows = "".join(f'"No, said {number}\tHe said "no\t2025-03-14\n' for number in range(4))
    found = documents(taken("title\ttext\tdate\n" + rows, "a.tsv"))
    assert [article.content for article in found] == ['He said "no'] * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_is_told(encoding: str) -> None:
    text = "title,text,date\n" + "Talks in Zürich,Delegations left – “soon”,2025-03-14\n" * 3
    article = documents(taken(text.encode(encoding), "a.csv"))[0]
    assert article.content == "Delegations left – “soon”"
    assert article.known["title"] == "Talks in Zürich"
    assert ("encoding_note" in article.known) == (encoding == "cp1252")


def test_stray_bytes_of_another_encoding_are_read_as_windows_1252_with_a_note() -> None:
    rows = "x,Zürich — talks,\n".encode() + "y,Gen\xe8ve talks,\n".encode("latin-1") + b"z,fine,\n"
    found = documents(taken(HEADER.encode() + rows, "a.csv"))
    assert [article.content for article in found] == ["Zürich — talks", "Genève talks", "fine"]
    assert ["encoding_note" in article.known for article in found] == [False, True, False]


def test_a_quotation_mark_that_is_never_closed_costs_its_own_row_alone() -> None:
    rows = 'a,first,\nb,"left open,\n' + "".join(f"c{number},text {number},\n" for number in range(50))
    found = taken(HEADER + rows, "a.csv")
    assert only_failure(failures(found)).origin == "a.csv:3"
    assert "quotation mark" in failures(found)[0].reason
    assert len(documents(found)) == 51


def test_quotation_marks_within_a_cell_are_a_failure_and_never_glue_rows() -> None:
    found = taken(HEADER + 'a,"He said "no", twice",\nb,fine,\nc,"x" y,\nd,good,\n', "a.csv")
    assert [part.origin for part in failures(found)] == ["a.csv:2", "a.csv:4"]
    assert [part.content for part in documents(found)] == ["fine", "good"]


def test_ragged_rows() -> None:
    found = taken(HEADER + "a,short\nb,long,2025-03-14,,\nc,too,many,cells\n\n,,\nd\n", "a.csv")
    assert [part.content for part in documents(found)] == ["short", "long"]
    assert "date" not in documents(found)[0].known
    reasons = [part.reason for part in failures(found)]
    assert reasons[0] == "the row has 4 cells, the header 3"
    assert "neither a text nor an address" in reasons[1]
    assert len(found) == 4


def test_a_title_above_the_header_is_passed_over() -> None:
    article = only_document(taken("Export of 14 March 2025\n\nHeadline,Body\nTalks end,They left.\n", "a.csv"))
    assert (article.content, article.origin) == ("They left.", "a.csv:4")


def test_without_a_header_the_columns_can_be_numbered() -> None:
    rows = "Talks end,https://a.example/1,They met.\nTalks go on,https://a.example/2,They left.\n"
    failure = only_failure(taken(rows, "a.csv"))
    assert failure.kind is FailureKind.NO_TEXT
    assert "by name or number" in failure.hint
    assert "They met." in failure.hint
    found = documents(taken(rows, "a.csv", Limits(columns={"text": "3", "title": "1", "url": "2"})))
    assert [part.content for part in found] == ["They met.", "They left."]
    assert found[0].known["url"] == "https://a.example/1"
    assert [part.origin for part in found] == ["a.csv:1", "a.csv:2"]


def test_a_table_without_a_text_is_a_list_of_links() -> None:
    table = (
        "id,language,media_name,publish_date,title,url\n"
        "77ab,en,The Post,2025-03-14,Talks end,https://a.example/1\n"
        "77ac,en,The Post,2025-03-15,Talks end,https://a.example/1\n"
        "77ad,en,The Post,2025-03-15,No address,\n"
        "77ae,en,The Post,2025-03-15,A file,file:///etc/passwd\n"
    )
    found = taken(table, "stories.csv")
    (link,) = links(found)
    assert link.url == "https://a.example/1"
    assert link.hints == {"title": "Talks end", "publisher": "The Post", "published": "2025-03-14"}
    assert link.known == {"id": "77ab", "language": "en"}
    assert len(failures(found)) == 2
    assert "file:///etc/passwd" in failures(found)[1].reason


def test_row_numbers_are_no_ids_unless_the_user_says_so() -> None:
    table = "id,text\n17,They met.\n"
    assert only_document(taken(table, "a.csv")).known == {"row_id": "17", "url": None}
    assert only_document(taken(table, "a.csv", Limits(columns={"id": "id"}))).known["id"] == "17"


def test_other_columns_never_stand_in_for_those_of_the_format() -> None:
    article = only_document(
        taken("headline,title,text\nHead,Doctor,They met.\n", "a.csv", Limits(columns={"title": "headline"}))
    )
    assert article.known["title"] == "Head"
    assert article.known["title_column"] == "Doctor"


def test_cells_that_a_spreadsheet_would_run_are_text() -> None:
    article = only_document(taken('title,text\n"=HYPERLINK(""http://x"")","=cmd|\' /C calc\'!A0"\n', "a.csv"))
    assert article.content == "=cmd|' /C calc'!A0"
    assert article.known["title"] == '=HYPERLINK("http://x")'


def test_pages_in_a_column_are_read_as_pages() -> None:
    article = only_document(taken('url,html\nhttps://a.example,"<html><p>They met.</p></html>"\n', "a.csv"))
    assert article.media == "html"


def test_a_table_without_a_name_is_told_by_its_first_line() -> None:
    assert only_document(taken("Headline;Body;Datum\nTalks end;They met.;x\n", "")).content == "They met."
    for text in (
        "Title: Talks end\n\nThey met, and left.",
        "Text, and more text.",
        "text",
        "Dear all,\nthey met.",
        "a,b\n",
    ):
        assert only_document(taken(text, "")).content == text.encode()


@pytest.mark.parametrize("content", [b"", b"\n\n", b"title,text\n", b"\xef\xbb\xbf"])
def test_a_table_without_rows_is_a_failure(content: bytes) -> None:
    assert only_failure(taken(content, "a.csv")).kind in (FailureKind.EMPTY, FailureKind.NO_TEXT)


def test_a_million_columns_are_refused() -> None:
    failure = only_failure(taken(",".join(["text"] * 1_000_000) + "\n", "a.csv"))
    assert failure.kind is FailureKind.TOO_LARGE
    found = taken("title,text\n" + "," * 1_000_000 + "x\na,fine\n", "a.csv")
    assert "1000001 cells" in failures(found)[0].reason
    assert only_document(documents(found)).content == "fine"


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_without_end_is_refused_and_what_follows_is_read(quote: str) -> None:
    start = f"title,text\na,{quote}".encode()
    rest = f"{quote}\nb,fine\n".encode()
    content = Content("a.csv", Pieces(start, *[b"x" * 1_000_000] * 300, rest), name="a.csv")
    found = list(Delimited().parts(content, Limits(document_bytes=2_000_000)))
    assert [type(part) for part in found] == [Failure, RawDocument]
    assert isinstance(found[0], Failure)
    assert found[0].kind is FailureKind.TOO_LARGE
    assert isinstance(found[1], RawDocument)
    assert found[1].content == "fine"


def test_many_open_quotation_marks_take_linear_time() -> None:
    rows = "".join(f'{number},"open {number}\n' for number in range(4001))
    found = taken("title,text\n" + rows, "a.csv", Limits(document_bytes=50_000))
    assert failures(found)
    assert "lost with it" in failures(found)[-1].reason or len(found) >= 2000


def test_nul_bytes_and_binaries_do_not_stop_the_table() -> None:
    found = taken(b"title,text,date\na,x\0y,\nb,fine,\n", "a.csv")
    assert [part.content for part in documents(found)] == ["x\0y", "fine"]
    assert failures(taken(bytes(range(256)) * 200, "a.csv"))


@settings(max_examples=150)
@given(st.binary(max_size=400), st.sampled_from([b"", b"title,text\n", b"url;title\n", b"text\n"]))
def test_any_bytes_give_documents_links_and_failures(content: bytes, header: bytes) -> None:
    for part in [*taken(header + content, "a.csv", Limits(document_bytes=100)), *taken(header + content, "")]:
        assert isinstance(part, RawDocument | Link | Failure)


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(CELL, CELL.filter(str.strip)), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_was_written_as_csv_comes_back_exactly(rows: list[tuple[str, str]], delimiter: str, encoding: str) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("title", "text"), *rows])
    found = documents(taken(text.getvalue().encode(encoding), "a.csv"))
    assert [part.content for part in found] == [body for _, body in rows]
