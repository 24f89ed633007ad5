"""Parquet: rows by their columns, decoded in a process of its own; a file that lies costs no more than itself."""

from __future__ import annotations

import io
import random
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from taken import documents, failures, only_document, only_failure, only_link, taken

import communique.sources.parquet as parquet_form
from communique.errors import FailureKind
from communique.model.article import Failure, RawDocument
from communique.sources.opening import open_sources
from communique.sources.source import Limits

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def written(columns: dict[str, Any], **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


def test_rows_are_articles_by_their_columns() -> None:
    table = written(
        {
            "headline": ["Talks end", None],
            "maintext": ["They met.", b"They left.".decode()],
            "date_publish": [datetime(2025, 3, 14, 10, 15), None],
            "crawled": [datetime(2025, 3, 15, tzinfo=UTC), None],
            "source": [{"name": "The Post", "id": 3}, None],
            "day": [date(2025, 3, 14), None],
            "tags": [["a", "b"], []],
            "embedding": [[0.1, 0.2], None],
            "score": [float("nan"), 1.5],
        }
    )
    first, second = documents(taken(table, "a.parquet"))
    assert first.content == "They met."
    assert first.known == {
        "title": "Talks end",
        "publisher": "The Post",
        "published": "2025-03-14 10:15:00",
        "fetched": "2025-03-15 00:00:00Z",
        "source.id": "3",
        "day": "2025-03-14",
        "tags": '["a", "b"]',
        "url": None,
    }
    assert second.content == "They left."
    assert second.known["score"] == "1.5"


def test_it_is_told_by_its_first_bytes_and_streams_over_row_groups() -> None:
    table = written({"text": [f"They met {number}." for number in range(5000)]}, row_group_size=500)
    found = documents(taken(table, ""))
    assert len(found) == 5000
    assert found[-1].origin == ":5000"


def test_a_file_on_the_disk_is_read_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(written({"text": ["They met."]}))
    (article,) = open_sources([str(tmp_path)])
    assert isinstance(article, RawDocument)
    assert article.content == "They met."


def test_texts_kept_as_bytes_or_in_a_dictionary_are_texts() -> None:
    values = pa.array([b"They met.", b"Gen\xe8ve"])
    found = documents(taken(written({"body": values}), "a.parquet"))
    assert [part.content for part in found] == ["They met.", "Gen\ufffdve"]
    table = written({"body": pa.array(["They met."] * 3).dictionary_encode()})
    assert len(documents(taken(table, "a.parquet"))) == 3


def test_the_years_one_and_9999_and_beyond_are_kept_as_they_are_written() -> None:
    years = pa.array([-62135596800, 253402300799, 10**12], pa.timestamp("s"))
    found = documents(taken(written({"text": ["a", "b", "c"], "date": years}), "a.parquet"))
    assert [str(part.known["published"])[:10] for part in found[:2]] == ["0001-01-01", "9999-12-31"]
    assert len(found) == 3


def test_columns_are_asked_for_and_named_as_in_other_tables() -> None:
    table = written({"story_a": ["One."], "story_b": ["Two."]})
    failure = only_failure(taken(table, "a.parquet"))
    assert "story_a, story_b" in failure.hint
    assert only_document(taken(table, "a.parquet", Limits(columns={"text": "story_b"}))).content == "Two."
    link = only_link(taken(written({"url": ["https://a.example/1"], "title": ["Talks"]}), "a.parquet"))
    assert link.hints == {"title": "Talks"}


def test_without_pyarrow_the_hint_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_form, "find_spec", lambda name: None)
    failure = only_failure(taken(b"PAR1", "a.parquet"))
    assert failure.kind is FailureKind.UNSUPPORTED
    assert "communique[tables]" in failure.hint


@pytest.mark.parametrize("damage", ["no table", "cut", "foot", "page"])
def test_broken_files_are_failures(damage: str) -> None:
    whole = written({"text": ["They met. " * 50] * 2000}, compression="snappy")
    broken = {
        "no table": b"PAR1 and then nothing",
        "cut": whole[: len(whole) // 2],
        "foot": whole[:-200] + b"\xff" * 192 + whole[-8:],
        "page": whole[:20] + b"\xff" * 60 + whole[80:],
    }[damage]
    found = taken(broken, "a.parquet")
    assert failures(found)
    assert failures(found)[-1].kind in (FailureKind.MALFORMED, FailureKind.TOO_LARGE, FailureKind.UNREADABLE)


def test_a_table_without_rows_is_a_failure() -> None:
    assert only_failure(taken(written({"text": pa.array([], pa.string())}), "a.parquet")).kind is FailureKind.EMPTY


def test_a_text_over_the_limit_is_a_failure_and_the_others_are_read() -> None:
    table = written({"text": ["They met.", "x" * 3_000_000, "They left."]})
    found = taken(table, "a.parquet", Limits(document_bytes=1_000_000))
    assert [part.content for part in documents(found)] == ["They met.", "They left."]
    assert only_failure(failures(found)).origin == "a.parquet:2"


def test_bytes_changed_at_random_give_rows_and_failures() -> None:
    whole = written({"text": [f"They met {number}." for number in range(200)], "date": ["2025-03-14"] * 200})
    chance = random.Random(3)
    for _ in range(8):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        found = taken(bytes(broken), "a.parquet")
        assert found
        assert all(isinstance(part, RawDocument | Failure) for part in found)


@pytest.mark.slow
def test_a_dictionary_that_unpacks_to_terabytes_costs_a_child_and_no_more() -> None:
    text = pa.DictionaryArray.from_arrays(pa.array([0] * 400_000, pa.int32()), pa.array(["x" * 9_000_000]))
    found = taken(written({"text": text}), "a.parquet", Limits(document_bytes=1_000_000))
    assert failures(found)
