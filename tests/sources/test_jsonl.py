"""JSON Lines and standard input: every good line is read, every bad one is a failure with its number."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import FailureKind, InputError
from communique.model.article import Failure, RawDocument
from communique.sources import Limits, open_sources
from communique.sources.jsonl import read_lines
from communique.sources.source import Item

GOOD = b'{"id": "n-1", "url": null, "publisher": "The Post", "published": "2025-03-14", "text": "Talks ended."}\n'
Reads = Callable[[bytes], list[Item]]


@pytest.fixture
def jsonl(tmp_path: Path) -> Reads:
    def read(content: bytes) -> list[Item]:
        path = tmp_path / "articles.jsonl"
        path.write_bytes(content)
        return list(open_sources([str(path)]))

    return read


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Reads:
    def read(content: bytes) -> list[Item]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        return list(open_sources(["-"]))

    return read


def failure(item: Item) -> Failure:
    assert isinstance(item, Failure)
    return item


def test_a_line_gives_its_text_exactly_and_what_is_known(jsonl: Reads) -> None:
    (item,) = jsonl(
        b'{"text": " Talks\\u00a0ended.\\r\\n", "title": null, "desk": "world", "tags": ["a", 1], "rank": 3}'
    )
    assert isinstance(item, RawDocument)
    assert item.content == " Talks\u00a0ended.\r\n"
    assert item.known == {"title": None, "desk": "world", "tags": '["a", 1]', "rank": "3"}
    assert item.origin.endswith("articles.jsonl:1")


def test_broken_lines_are_failures_with_their_number_and_the_rest_is_read(jsonl: Reads) -> None:
    found = jsonl(GOOD + b'{"text": "cut\n' + b"\n" + GOOD.replace(b"n-1", b"n-2") + b"no json at all\n")
    assert [item.origin.rsplit(":", 1)[1] for item in found] == ["1", "2", "4", "5"]
    assert [isinstance(item, Failure) for item in found] == [False, True, False, True]
    assert "not JSON" in failure(found[1]).reason
    assert "column" in failure(found[1]).reason
    assert failure(found[1]).hint


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": null}', "`text` is null"),
        (b'{"text": 12}', "`text` is a number"),
        (b'{"text": ["a"]}', "`text` is a list"),
        (b'{"text": true}', "`text` is true or false"),
        (b'["Talks ended."]', "a list, not an object"),
        (b'"Talks ended."', "a text, not an object"),
        (b"null", "null, not an object"),
        (b'{"title": "Talks end"}', "there is no `text`"),
        (json.dumps({"minutes": "Talks ended. " * 20}).encode(), "is it in `minutes`?"),
        (b"[" * 100_000, "not JSON"),
        (b'{"text": ' + b"9" * 5_000 + b"}", "not JSON"),
    ],
)
def test_a_line_of_the_wrong_kind_says_what_it_is(jsonl: Reads, line: bytes, reason: str) -> None:
    found = jsonl(line + b"\n" + GOOD)
    assert reason in failure(found[0]).reason
    assert failure(found[0]).kind is FailureKind.MALFORMED
    assert isinstance(found[1], RawDocument)


def test_fields_of_the_wrong_kind_are_set_aside_with_a_note(jsonl: Reads) -> None:
    (item,) = jsonl(b'{"text": "Talks ended.", "id": 7, "publisher": {"name": "The Post"}, "title": false}')
    assert isinstance(item, RawDocument)
    assert item.known["id"] == "7"
    assert "publisher" not in item.known
    assert "The Post" in str(item.known["publisher_note"])
    assert "title_note" in item.known


def test_a_line_that_is_not_utf8_is_an_encoding_failure(jsonl: Reads) -> None:
    found = jsonl('{"text": "caf\xe9"}\n'.encode("latin-1") + GOOD)
    assert failure(found[0]).kind is FailureKind.ENCODING
    assert "iconv" in failure(found[0]).hint
    assert isinstance(found[1], RawDocument)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_of_encodings_are_understood(jsonl: Reads, encoding: str) -> None:
    found = jsonl('{"text": "Zürich – talks"}\n{"text": "x"}\n'.encode(encoding))
    assert isinstance(found[0], RawDocument)
    assert found[0].content == "Zürich – talks"
    assert len(found) == 2


@pytest.mark.parametrize("content", [b"", b"\n \n\n"])
def test_a_file_of_no_lines_is_an_empty_failure(jsonl: Reads, content: bytes) -> None:
    (item,) = jsonl(content)
    assert failure(item).kind is FailureKind.EMPTY


def test_a_line_over_the_limit_is_a_failure_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"x" * 5_000 + b'"}\n' + GOOD)
    found = list(open_sources([str(path)], Limits(document_bytes=1_000)))
    assert failure(found[0]).kind is FailureKind.TOO_LARGE
    assert found[0].origin.endswith(":1")
    assert isinstance(found[1], RawDocument)
    assert found[1].origin.endswith(":2")


def test_lines_are_read_one_at_a_time() -> None:
    class Endless(io.RawIOBase):
        """A stream without end: reading all of it would never return."""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            line = b'{"text": "Talks ended."}\n'
            buffer[: len(line)] = line
            return len(line)

    items: Iterator[Item] = read_lines(io.BufferedReader(Endless()), "-", Limits())
    assert next(items).origin == "-:1"
    assert next(items).origin == "-:2"


def test_standard_input_is_json_lines_when_it_begins_with_a_brace(stdin: Reads) -> None:
    found = stdin(b"\n \n" + GOOD + b"oops\n")
    assert [item.origin for item in found] == ["-:3", "-:4"]


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (b"Talks ended in Oslo.", "text"),
        (b"  \n<html><p>Talks ended.</p>", "html"),
        (b"<talks> ended", "text"),
        (b"[1] Talks ended.", "text"),
        (b"", "text"),
        (b" " * 300_000, "text"),
    ],
)
def test_other_standard_input_is_one_document(stdin: Reads, content: bytes, media: str) -> None:
    (item,) = stdin(content)
    assert isinstance(item, RawDocument)
    assert (item.origin, item.media) == ("-", media)


def test_a_missing_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="no standard input"):
        list(open_sources(["-"]))


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading_of_lines(content: bytes) -> None:
    for item in read_lines(io.BytesIO(content), "x", Limits(document_bytes=100)):
        assert isinstance(item, RawDocument) or item.reason
