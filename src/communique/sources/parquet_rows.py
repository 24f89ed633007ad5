"""The rows of a Parquet file; runs in a process of its own, since the file can claim to hold anything."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from communique.errors import ArticleError, FailureKind
from communique.sources.columns import most_columns

_BATCH, _BATCH_BYTES, _GROUP_BYTES = 250, 4_000_000, 2_000_000_000
_THRIFT = 100_000_000
_PORTION = 200_000


Row = dict[str, Any]


def rows(stream: BinaryIO, options: Mapping[str, Any]) -> Iterator[list[Row | None]]:
    """Some rows at a time as objects that JSON can hold, times as ISO 8601; None for one that is too large.

    The option `path` names the file where it lies on the disk, so that it need not be sent, `most` is how many
    characters a row may have. Memory: some rows of one row group.
    Columns of numbers in lists, of maps and of other things that say nothing of an article are left out. Raises
    ArticleError for a file that is none, and for a row group that is too large to be unpacked.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    pool = pa.system_memory_pool()
    pa.set_memory_pool(pool)
    pa.set_cpu_count(1)
    try:
        file = pq.ParquetFile(
            options.get("path") or stream,
            buffer_size=1 << 16,
            pre_buffer=False,
            thrift_string_size_limit=_THRIFT,
            thrift_container_size_limit=1_000_000,
        )
        names = _names(file, pa)
        for group in range(file.num_row_groups):
            told = file.metadata.row_group(group)
            if told.total_byte_size > _GROUP_BYTES:
                raise _refusal(f"its row group {group + 1} unpacks to {told.total_byte_size / 1e6:,.0f} MB")
            size = max(1, min(_BATCH, _BATCH_BYTES * told.num_rows // max(1, told.total_byte_size)))
            for batch in file.iter_batches(size, [group], names, use_threads=False):
                yield from _portions(_rows(batch, pa), options.get("most", 50_000_000))
            pool.release_unused()
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = f"it is not Parquet that can be read: {str(error)[:150]}"
        raise ArticleError(reason, kind=FailureKind.MALFORMED, hint="write it again") from error


def _names(file: Any, pa: Any) -> list[str]:
    schema = file.schema_arrow
    if len(schema) > most_columns():
        raise _refusal(f"it has {len(schema):,} columns")
    return [field.name for field in schema if _says_something(field.type, pa)]


def _says_something(kind: Any, pa: Any) -> bool:
    types = pa.types
    if types.is_dictionary(kind):
        kind = kind.value_type
    if types.is_list(kind) or types.is_large_list(kind):
        return bool(types.is_string(kind.value_type) or types.is_large_string(kind.value_type))
    return not (types.is_nested(kind) and not types.is_struct(kind))


def _portions(found: Iterator[Row], most: int) -> Iterator[list[Row | None]]:
    """The rows in lists of no more than about `_PORTION` characters."""
    portion: list[Row | None] = []
    size = 0
    for row in found:
        length = sum(len(value) for value in row.values() if isinstance(value, str))
        portion.append(row if length <= most else None)
        size += length
        if size > _PORTION:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _rows(batch: Any, pa: Any) -> Iterator[Row]:
    columns = [_as_text(column, pa) for column in batch.columns]
    for row in pa.RecordBatch.from_arrays(columns, batch.schema.names).to_pylist():
        yield {name: _plain(value) for name, value in row.items()}


def _as_text(column: Any, pa: Any) -> Any:
    """Times as ISO 8601, since Python's own know no year beyond 9999; times of day and zones as well."""
    kind = column.type
    if pa.types.is_timestamp(kind) and kind.tz:
        written = column.cast(pa.timestamp("s"), safe=False).cast(pa.string())
        return pa.array([f"{value}Z" if value else None for value in written.to_pylist()], pa.string())
    if pa.types.is_timestamp(kind):
        return column.cast(pa.timestamp("s"), safe=False).cast(pa.string())
    if pa.types.is_temporal(kind):
        return column.cast(pa.string())
    return column


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    return value if value is None or isinstance(value, (str, int, float, bool, list)) else str(value)


def _refusal(reason: str) -> ArticleError:
    return ArticleError(reason, kind=FailureKind.TOO_LARGE, hint="write it again with smaller row groups, or as CSV")
