"""JSON Lines: one article a line, read one line at a time."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from communique.errors import ArticleError, FailureKind
from communique.model.article import Failure, RawDocument
from communique.sources.content import Content
from communique.sources.rows import Rows, flat
from communique.sources.source import Item, Limits, Link, Part, failed, too_large

_FIELDS = ("id", "url", "publisher", "published", "title")
_FORMAT = 'one object a line: {"url", "publisher", "published", "title", "text"}'
_ENCODING = "write the file as UTF-8, for example with `iconv -f WINDOWS-1252 -t UTF-8`"


class JsonLines:
    """JSON Lines, known by suffix or stated type."""

    def fits(self, content: Content) -> bool:
        return content.is_called("jsonl")

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        yield from read_lines(content.stream, content.origin, limits)


def read_lines(stream: BinaryIO, origin: str, limits: Limits, *, after: int = 0) -> Iterator[Item | Link]:
    """The articles of a stream of JSON Lines; a line that is none becomes a failure with its number.

    A line without `text` is read like the row of a table: its text may have another well-known name, or it is a link.
    `after` is the number of lines already taken from the stream. Memory: one line at a time.
    """
    rows = Rows(limits)
    for place, row in read_objects(stream, origin, limits, after=after):
        if isinstance(row, Failure):
            yield row
        elif "text" in row and not any(name in row and name != key for key, name in limits.columns.items()):
            yield _document(row, place)
        else:
            yield from _as_row(row, rows, place)


def read_objects(
    stream: BinaryIO, origin: str, limits: Limits, *, after: int = 0, form: str = _FORMAT
) -> Iterator[tuple[str, dict[str, Any] | Failure]]:
    """The objects of a stream of JSON Lines, each with its place (`origin:LINE`), or why a line is none.

    `form` says in words what a line should be. Memory: one line at a time.
    """
    empty = True
    for number, line in _lines(stream, limits.document_bytes, after):
        place = f"{origin}:{number}"
        if line is None:
            empty = False
            yield place, too_large(place, limits)
        elif line.strip():
            empty = False
            yield place, read_object(line, place, form)
    if empty:
        yield origin, Failure(origin, FailureKind.EMPTY, "it holds no line", form)


def read_object(line: bytes, origin: str, form: str = _FORMAT) -> dict[str, Any] | Failure:
    """One line as an object, or the failure that it is.

    >>> read_object(b"[]", "a.jsonl:3").reason
    'the line is a list, not an object'
    """
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        reason = f"the line is not UTF-8 (byte {error.start + 1})"
        return Failure(origin, FailureKind.ENCODING, reason, _ENCODING)
    except json.JSONDecodeError as error:
        return _malformed(
            origin, f"the line is not JSON: {error.msg.removesuffix(' at')} at column {error.colno}", form
        )
    except (ValueError, RecursionError) as error:
        return _malformed(origin, f"the line is not JSON that can be read: {str(error) or type(error).__name__}", form)
    return row if isinstance(row, dict) else _malformed(origin, f"the line is {_name(row)}, not an object", form)


def _as_row(row: dict[str, Any], rows: Rows, origin: str) -> Iterator[Item | Link]:
    values = flat(row)
    try:
        columns = rows.columns(values)
    except ArticleError as error:
        if error.kind is FailureKind.NO_TEXT:
            yield _malformed(origin, _no_text(row.get("text", _Missing), row), f"{_FORMAT}; or {error.hint}")
        else:
            yield failed(origin, error)
        return
    yield from rows.parts(values, origin, columns)


def _document(row: dict[str, Any], origin: str) -> Item:
    text = row.pop("text", _Missing)
    if not isinstance(text, str):
        return _malformed(origin, _no_text(text, row), _FORMAT)
    known = {str(key): _plain(value) for key, value in row.items()}
    for key in _FIELDS:
        if isinstance(row.get(key), (list, dict, bool)):
            known[f"{key}_note"] = f"not used, because it is {_name(row[key])}: {known.pop(key)}"
    return RawDocument(origin, text, "text", known)


class _Missing:
    """Stands for a key that is not there."""


def _lines(stream: BinaryIO, limit: int, number: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None in the place of one that is longer than `limit` bytes."""
    reader: Any = stream
    first = stream.readline(limit + 1)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        reader, first = _utf16(stream, first, limit)
    line = first.removeprefix(codecs.BOM_UTF8)
    while line:
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
        else:
            while line and not line.endswith(b"\n"):
                line = reader.readline(limit)
            yield number, None
        line = reader.readline(limit + 1)


def _utf16(stream: BinaryIO, first: bytes, limit: int) -> tuple[Any, bytes]:
    """The same stream as UTF-8; memory: all of it, since UTF-16 is rare and its lines cannot be told from its bytes."""
    text = (first + stream.read()).decode("utf-16", "replace")
    reader = io.BytesIO(text.encode("utf-8", "replace"))
    return reader, reader.readline(limit + 1)


def _malformed(origin: str, reason: str, form: str) -> Failure:
    return Failure(origin, FailureKind.MALFORMED, reason, form)


def _no_text(text: object, row: dict[str, Any]) -> str:
    if text is not _Missing:
        return f"`text` is {_name(text)}, not a text"
    longest = max(
        (key for key, value in row.items() if isinstance(value, str)), key=lambda k: len(row[k]), default=None
    )
    return "there is no `text`" + (f"; is it in `{longest}`?" if longest and len(row[longest]) > 100 else "")


def _name(value: object) -> str:
    names = {
        list: "a list",
        dict: "an object",
        str: "a text",
        bool: "true or false",
        int: "a number",
        float: "a number",
    }
    return names.get(type(value), "null")


def _plain(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
