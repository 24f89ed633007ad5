"""Rows: whatever objects and dates they hold, they become documents, links and failures."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from communique.articles.dates import read_date
from communique.model.article import Failure, RawDocument
from communique.sources.rows import Rows, dated, flat
from communique.sources.source import Limits, Link

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.binary(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)
KEYS = st.sampled_from(
    ["text", "body", "url", "date", "source", "id", "html", "published", "summary", "x", "", "title"]
)


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_any_object_becomes_a_document_a_link_or_a_failure(row: dict[str, Any]) -> None:
    parts = list(Rows(Limits(document_bytes=50)).parts(flat(row), "x:1"))
    assert len(parts) == 1
    assert isinstance(parts[0], RawDocument | Link | Failure)
    if isinstance(parts[0], RawDocument):
        assert all(value is None or isinstance(value, str) for value in parts[0].known.values())


@given(st.text(max_size=30) | st.from_regex(r"\d{8}T?\d{6}Z?|1\d{9,12}|\[\[\d{1,5}, ?\d{1,3}, ?\d{1,3}\]\]"))
def test_any_date_stays_text_that_can_be_read_or_refused(text: str) -> None:
    written = dated(text)
    assert written is None or read_date(written) is not None


def test_the_stamps_of_machines_are_dates() -> None:
    for stamp in ("20250314101500", "20250314T101500Z", "1741947300", "1741947300000"):
        assert str(read_date(str(dated(stamp))).value).startswith("2025-03-14T10:15:00")
