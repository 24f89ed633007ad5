"""Parquet: one article or address a row, decoded in a process of its own with limits of time and memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain
from typing import Any

from communique.errors import ArticleError, FailureKind
from communique.model.article import Failure
from communique.sources.columns import find_columns
from communique.sources.confined import Bounds, confined
from communique.sources.content import Content
from communique.sources.rows import Rows, flat
from communique.sources.source import Limits, Part, failed, too_large

_JOB = "communique.sources.parquet_rows:rows"
_BOUNDS = Bounds(seconds=60, total_s=24 * 3600, memory=2_000_000_000)
_INSTALL = "install it with `pip install 'communique[tables]'`"


class Parquet:
    """Parquet, known by its first bytes, its suffix or its stated type. Needs pyarrow, the extra `tables`."""

    def fits(self, content: Content) -> bool:
        is_told = content.is_called("parquet")
        return is_told or content.head.startswith(b"PAR1")

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        if find_spec("pyarrow") is None:
            reason = "Parquet is read by pyarrow, which is not installed"
            yield Failure(content.origin, FailureKind.UNSUPPORTED, reason, _INSTALL)
            return
        most = {"most": limits.document_bytes}
        if content.path is not None:
            where = {"path": str(content.path.resolve())}
            yield from _parts(confined(_JOB, io.BytesIO(), _BOUNDS, most | where), content, limits)
            return
        with content.seekable(limits.kept_bytes) as stream:
            if stream is None:
                yield too_large(content.origin, limits)
            else:
                yield from _parts(confined(_JOB, stream, _BOUNDS, most), content, limits)


def _parts(portions: Iterator[Any], content: Content, limits: Limits) -> Iterator[Part]:
    made = Rows(limits, content.known, content.hints)
    number = 0
    try:
        for number, row in enumerate(chain.from_iterable(portions), start=1):
            origin = f"{content.origin}:{number}"
            if row is None:
                yield too_large(origin, limits)
                continue
            values = flat(row)
            if number == 1:
                find_columns(tuple(values), limits.columns)
            yield from made.parts(values, origin)
    except ArticleError as error:
        yield failed(f"{content.origin}:{number + 1}" if number > 1 else content.origin, error)
    else:
        if not number:
            yield Failure(content.origin, FailureKind.EMPTY, "the table holds no row", "leave it out, or fill it in")
