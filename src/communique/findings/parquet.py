"""Findings as Parquet, each row an article with all that was found in it: what a cluster leaves and `merge` takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any

from communique.errors import InputError, MissingPartError
from communique.findings.jsonl import to_json
from communique.model.article import EMPTY, Article
from communique.model.findings import Findings
from communique.new_file import new_file

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetWriter

SUFFIX = ".parquet"
COLUMN = "findings"
"""The column that holds the findings of an article, as the JSON of the findings format."""
_ARTICLE = ("id", "text", "title", "url", "publisher", "published", "language", "modified")
_GROUP = 500
"""Articles in a row group: what is held in memory."""


class FindingsFile:
    """A Parquet file of findings, written as they come; it takes its name when it is whole.

    Raises MissingPartError without pyarrow, InputError where it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows: list[dict[str, str | None]] = []

    def __enter__(self) -> FindingsFile:
        with ExitStack() as opened, _told(self._path):
            self._writer = opened.enter_context(_writer(opened.enter_context(new_file(self._path))))
            self._opened = opened.pop_all()
        return self

    def add(self, article: Article, findings: Findings, *, times: bool = False) -> None:
        """Write an article with its findings."""
        told = {key: value for key, value in to_json(findings, times=times).items() if key not in ("id", "published")}
        row = {name: getattr(article, name) for name in _ARTICLE}
        self._rows.append(row | {COLUMN: json.dumps(told, ensure_ascii=False)})
        if len(self._rows) >= _GROUP:
            self._flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with _told(self._path):
            if kind is not None:
                self._opened.__exit__(kind, error, trace)
                return
            with self._opened:
                self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._rows:
            with _told(self._path):
                self._writer.write_table(pa.Table.from_pylist(self._rows, self._writer.schema))
        self._rows = []


def _writer(path: Path) -> ParquetWriter:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        hint = "install it with `pip install 'communique[tables]'`, or write .jsonl"
        raise MissingPartError("Parquet is written by pyarrow, which is not installed", hint=hint) from error
    schema = pa.schema([(name, pa.large_string()) for name in (*_ARTICLE, COLUMN)])
    return pq.ParquetWriter(path, schema, compression="zstd")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = "choose another place, or make room there"
        raise InputError(f"{path} cannot be written: {error.strerror or error}", hint=hint) from error


def apart(article: Article) -> tuple[Article, dict[str, Any] | None]:
    """An article as it was read from such a file, and the findings that came with it as JSON; None where none did."""
    told = article.meta.get(COLUMN)
    known = {key: value for key, value in article.meta.items() if key not in (COLUMN, *_ARTICLE)}
    bare = replace(article, meta=MappingProxyType(known) if known else EMPTY)
    try:
        row = json.loads(told or "")
    except ValueError:
        return bare, None
    return bare, {**row, "id": article.id} if isinstance(row, dict) else None


def is_parquet(path: Path) -> bool:
    """True for a file that is, or is to be, one of these, and for a folder of them."""
    return path.suffix.lower() == SUFFIX or (path.is_dir() and any(path.glob(f"*{SUFFIX}")))
