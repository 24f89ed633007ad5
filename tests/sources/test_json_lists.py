"""JSON that is no JSON Lines: lists, objects that hold one, single articles; streamed, and broken in every way."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from taken import Pieces, documents, failures, links, only_document, only_failure, only_link, taken

from communique.errors import FailureKind
from communique.model.article import Failure, RawDocument
from communique.sources.content import Content
from communique.sources.forms import take_apart
from communique.sources.json_stream import JsonStream
from communique.sources.source import Limits, Link

ROW = {"title": "Talks end", "body": "They met.", "date": "2025-03-14", "source": {"name": "The Post", "id": None}}


@pytest.mark.parametrize(
    "whole",
    [
        [ROW, ROW],
        {"status": "ok", "totalResults": 2, "articles": [ROW, ROW]},
        {"articles": {"page": 1, "results": [ROW, ROW], "pages": 4}},
        {"took": 3, "hits": {"total": 2, "hits": [{"_id": "a", "_source": ROW}, {"_id": "b", "_source": ROW}]}},
        {"exported": "2025-03-20", "berichte": [ROW, ROW]},
        {"first": ROW, "second": ROW},
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_of_articles_is_found_wherever_it_lies(whole: object, indent: int | None) -> None:
    found = documents(taken(json.dumps(whole, indent=indent), "a.json"))
    assert [part.content for part in found] == ["They met."] * 2
    assert [part.origin for part in found] == ["a.json:1", "a.json:2"]
    assert found[0].known["publisher"] == "The Post"
    assert found[0].known["published"] == "2025-03-14"


def test_a_single_article_and_articles_one_after_the_other() -> None:
    assert only_document(taken(json.dumps(ROW), "a.json")).content == "They met."
    assert len(documents(taken(json.dumps(ROW, indent=1) * 3, "a.json"))) == 3
    assert len(documents(taken("\n".join([json.dumps(ROW)] * 3), "a.json"))) == 3


def test_json_is_told_without_a_suffix() -> None:
    for text in (json.dumps([ROW]), json.dumps({"articles": [ROW]}), json.dumps({"articles": [ROW]}, indent=2)):
        assert only_document(taken(text, "")).content == "They met."
    lines = f"{json.dumps({'text': 'One.'})}\nno json\n{json.dumps({'text': 'Two.'})}\n"
    assert [part.origin for part in failures(taken(lines, ""))] == [":2"]
    assert only_document(taken("[1] A note on the talks.", "")).media == "text"


def test_an_article_list_of_gdelt_is_a_list_of_links() -> None:
    listed = {
        "url": "https://a.example/1",
        "url_mobile": "",
        "title": "Talks end",
        "seendate": "20250314T101500Z",
        "domain": "a.example",
    }
    link = only_link(taken(json.dumps({"articles": [listed, listed]}), "artlist.json"))
    assert link.url == "https://a.example/1"
    assert link.hints == {"title": "Talks end", "publisher": "a.example"}
    assert link.known == {"seendate": "20250314T101500Z"}


def test_words_of_gdelt_s_web_ngrams_lead_to_their_page_once() -> None:
    lines = "\n".join(
        json.dumps(
            {"date": "2025-03-14T10:15:00Z", "ngram": word, "lang": "en", "pos": 10, "url": "https://a.example/1"}
        )
        for word in ("talks", "ended", "today")
    )
    assert only_link(taken(lines, "20250314101500.webngrams.json")).url == "https://a.example/1"


def test_an_article_list_of_gdelt_s_web_news_tells_no_date_of_publication() -> None:
    row = {"date": "2025-03-14T10:15:00Z", "url": "https://a.example/1", "title": "Talks end", "domain": "a.example"}
    link = only_link(taken(json.dumps(row), "20250314101500.gal.json"))
    assert "published" not in link.hints
    assert link.known["date"] == "2025-03-14T10:15:00Z"


def test_text_that_its_source_cut_short_is_followed_and_stands_in() -> None:
    start = "Delegations left the capital on Friday after three days of talks. " * 4
    row = {"title": "Talks end", "url": "https://a.example/1", "content": start + "[+2163 chars]"}
    link = only_link(taken(json.dumps([row]), "news.json"))
    assert link.instead is not None
    assert "summary" in str(link.instead.known["text_note"])
    short = only_link(taken(json.dumps([{**row, "content": "Talks … [+2163 chars]"}]), "news.json"))
    assert short.instead is None


def test_references_as_csl_json() -> None:
    row = {
        "id": "http://zotero.org/users/1/items/ABCD",
        "type": "article-newspaper",
        "title": "Talks end",
        "container-title": "The Post",
        "URL": "https://a.example/1",
        "issued": {"date-parts": [[2025, 3, 14]]},
        "abstract": "Short.",
    }
    link = only_link(taken(json.dumps([row]), "library.json"))
    assert link.hints == {"title": "Talks end", "publisher": "The Post", "published": "2025-03-14"}
    assert link.known["id"] == "http://zotero.org/users/1/items/ABCD"
    year = only_link(taken(json.dumps([{**row, "issued": {"date-parts": [[2025]]}}]), "library.json"))
    assert "published" not in year.hints


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"2025-03-14T10:15:00.000+03:00"', "2025-03-14T10:15:00.000+03:00"),
        ("1741947300", "2025-03-14T10:15:00Z"),
        ("1741947300000", "2025-03-14T10:15:00Z"),
        ('{"$date": "2025-03-14T10:15:00Z"}', "2025-03-14T10:15:00Z"),
        ('"March 14, 2025 Friday"', "March 14, 2025"),
        ('"0001-01-01"', "0001-01-01"),
        ('"9999-12-31T23:59:59Z"', "9999-12-31T23:59:59Z"),
        ("1e400", "1e400"),
        ("null", None),
    ],
)
def test_dates_as_machines_write_them(written: str, expected: str | None) -> None:
    article = only_document(taken(f'[{{"body": "They met.", "date": {written}}}]', "a.json"))
    assert article.known.get("published") == expected


def test_lists_of_paragraphs_are_a_text() -> None:
    assert only_document(taken('[{"body": ["One.", "Two."]}]', "a.json")).content == "One.\n\nTwo."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_encoding_of_json_is_told(encoding: str) -> None:
    text = json.dumps([{"body": "Zürich – talks"}], ensure_ascii=False)
    assert only_document(taken(text.encode(encoding), "a.json")).content == "Zürich – talks"


def test_what_is_nearly_json_is_read_as_it_is_meant() -> None:
    found = taken(
        rb'[{"body": "It\'s C:\temp \q"} {"body": "a	b", "n": NaN, "m": -Infinity},, {"body": "\u12"}]', "a.json"
    )
    assert [part.content for part in documents(found)] == ["It's C:\temp \\q", "a\tb", "\\u12"]
    assert documents(found)[1].known["n"] == "NaN"


def test_of_one_name_given_twice_the_last_counts_and_numbers_stay_as_written() -> None:
    big = "9" * 10_000
    article = only_document(taken(f'[{{"body": "x", "body": "They met.", "views": {big}, "rank": 0.10}}]', "a.json"))
    assert article.content == "They met."
    assert article.known["views"] == big
    assert article.known["rank"] == "0.10"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b'[{"body": "They met."}, {"body": "cut', "Unterminated"),
        (b'[{"body": "They met."}, {"body": "They met."', "not JSON"),
        (b'[{"body": "They met."}', "cut off"),
        (b'[{"body": "They met."}, {"body" "x"}]', "not JSON"),
        (b'{"articles": [{"body": "They met."}], "x" 1}', "no value for 'x'"),
        (b'{"articles": [{"body": "They met."}], oops}', "where a name should be"),
        (b'[{"body": "They met."}, ' + b"[" * 100_000, "RecursionError"),
        (b'[{"body": "They met."}, ' + b'{"a":' * 100_000, "RecursionError"),
    ],
)
def test_what_lies_before_a_break_is_read_and_the_break_is_told(text: bytes, reason: str) -> None:
    found = taken(text, "a.json")
    assert only_document(documents(found)).content == "They met."
    failure = only_failure(failures(found))
    assert reason in failure.reason
    assert "what follows is not read" in failure.reason


def test_items_that_are_no_articles_are_counted_and_not_listed_each() -> None:
    found = taken(json.dumps([{"measure": 1}] * 500 + [ROW] + [None, 7]), "a.json")
    assert len(documents(found)) == 1
    assert [part.origin for part in failures(found)] == ["a.json:1", "a.json"]
    assert "501 more" in failures(found)[1].reason


def test_an_object_of_ever_new_keys_is_refused() -> None:
    many = {f"key {number}": number for number in range(20_000)}
    for row in (many, {"source": many}, {f"a{number}": {"b": 1} for number in range(20_000)}):
        failure = only_failure(taken(json.dumps([row]), "a.json"))
        assert failure.kind is FailureKind.TOO_LARGE


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"articles": []}', "null", "7", '"text"', "[[1, 2]]"])
def test_json_without_articles_is_a_failure(text: str) -> None:
    assert only_failure(taken(text, "a.json")).kind in (
        FailureKind.EMPTY,
        FailureKind.NO_TEXT,
        FailureKind.MALFORMED,
    )


def test_an_item_over_the_limit_ends_the_reading() -> None:
    large = json.dumps([ROW, {"body": "x" * 400_000}, ROW])
    found = taken(large, "a.json", Limits(document_bytes=300_000))
    assert len(documents(found)) == 1
    assert only_failure(failures(found)).kind is FailureKind.TOO_LARGE


def test_a_text_without_end_is_not_kept() -> None:
    stream = Pieces(b'[{"body": "', *[b"x" * 1_000_000] * 200)
    content = Content("a.json", stream, name="a.json")
    (part,) = take_apart(content, Limits(document_bytes=3_000_000))
    assert isinstance(part, Failure)
    assert part.kind is FailureKind.TOO_LARGE


def test_a_list_that_is_longer_than_memory_allows_streams() -> None:
    row = json.dumps({"body": "They met. " * 100}).encode() + b","
    stream = Pieces(b'{"next": null, "articles": [', *[row * 500] * 40, b"null]}")
    values = JsonStream(io.BufferedReader(stream), "utf-8", 100_000)
    assert sum(1 for _ in values.items()) == 20_001
    assert len(values._text) < 2_000_000


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=150)
@given(st.lists(JSON_VALUES, max_size=5), st.sampled_from([None, 1]))
def test_a_list_gives_its_items_as_json_itself_reads_them(values: list[Any], indent: int | None) -> None:
    text = json.dumps(values, indent=indent)
    plain = json.loads(text, parse_int=str, parse_float=str)
    assert list(JsonStream(io.BytesIO(text.encode()), "utf-8", 10_000).items()) == plain


@settings(max_examples=200)
@given(st.binary(max_size=200), st.sampled_from([b"", b"[", b'{"articles": [{"body": "x"},', b'{"items": {"a": ']))
def test_any_bytes_give_documents_links_and_failures(content: bytes, start: bytes) -> None:
    found = taken(start + content, "a.json", Limits(document_bytes=100))
    assert found
    for part in found:
        assert isinstance(part, RawDocument | Link | Failure)


def test_lines_without_text_are_rows_as_well() -> None:
    lines = "\n".join(
        json.dumps(row) for row in (ROW, {"url": "https://a.example/1", "title": "x"}, {"text": "As is."})
    )
    found = taken(lines, "a.jsonl")
    assert [part.content for part in documents(found)] == ["They met.", "As is."]
    assert links(found)[0].url == "https://a.example/1"
    assert documents(found)[1].known == {}


def test_lines_with_text_follow_the_columns_only_where_the_user_names_them() -> None:
    line = json.dumps({"text": "Short.", "body": "They met.", "id": 7})
    assert only_document(taken(line, "a.jsonl")).content == "Short."
    assert only_document(taken(line, "a.jsonl")).known["id"] == "7"
    assert only_document(taken(line, "a.jsonl", Limits(columns={"text": "body"}))).content == "They met."
    assert only_document(taken('{"text": "Plain."}', "a.jsonl", Limits(columns={"text": "body"}))).content == "Plain."
