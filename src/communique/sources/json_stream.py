"""JSON as a stream of items: a list, an object that holds one, a single object, or several values in a row."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Generator, Iterator
from functools import cache
from typing import Any, BinaryIO

from communique.data import load_toml
from communique.errors import ArticleError, FailureKind
from communique.sources.columns import find_columns, folded
from communique.sources.encodings import mended
from communique.sources.rows import flat

FORM = 'a list of objects, or an object such as {"articles": [...]}'
_PIECE = 1 << 18
_NEARLY = 16
_DEEP = 4
_BLANK = re.compile(r"[\s,\ufeff\x1e]*")
_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|(\\)')
Object = dict[str, Any]


class JsonStream:
    """The items of JSON, one at a time. Memory: one item, or what an object says beside its list."""

    def __init__(self, stream: BinaryIO, encoding: str, limit: int) -> None:
        self._stream = stream
        errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
        self._decoder = codecs.getincrementaldecoder(encoding)(errors)
        self._limit = limit
        self._text = ""
        self._at = 0
        self._taken = 0
        self._is_whole = False
        # Numbers stay as they are written: none is too large, and none loses its last digits.
        self._json = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False)
        self.is_mended = False
        self.is_broken = False

    def items(self) -> Iterator[Any]:
        """Every item. Raises ArticleError where the JSON ends or breaks off, since what follows cannot be told."""
        self.is_broken = True
        while sign := self._next():
            if sign == "[":
                self._at += 1
                yield from self._list()
            elif sign == "{":
                whole = yield from self._object(0)
                if whole is not None:
                    yield from _items_of(whole)
            else:
                yield self._value()
        self.is_broken = False

    def _list(self) -> Iterator[Any]:
        """The values up to the end of the list that was begun."""
        while (sign := self._next()) != "]":
            if not sign:
                raise _malformed("the list is cut off: its end is missing")
            yield self._value()
        self._at += 1

    def _object(self, depth: int) -> Generator[Any, None, Object | None]:
        """Yields the items of the list that an object holds, or returns the object where it holds none."""
        found: Object = {}
        size = 0
        is_list = False
        self._at += 1
        while (sign := self._next()) != "}":
            if sign != '"':
                raise _malformed("the object is cut off" if not sign else f"there is {sign} where a name should be")
            before = self._taken
            name = self._value()
            if self._next() != ":":
                raise _malformed(f"there is no value for {name[:40]!r}")
            self._at += 1
            sign = self._next()
            may_hold = depth < _DEEP and folded(name) in _containers() and "text" not in found
            if may_hold and sign == "[":
                self._at += 1
                if self._next() in ("{", "]"):
                    is_list = True
                    yield from self._list()
                    continue
                found[name] = self._within(self._list())
            elif may_hold and sign == "{":
                inner = yield from self._object(depth + 1)
                is_list = is_list or inner is None
                found[name] = inner
                continue
            else:
                found[name] = self._value()
            size += self._taken - before
            if size > self._limit:
                raise _large(self._limit)
        self._at += 1
        return None if is_list else found

    def _within(self, values: Iterator[Any]) -> list[Any]:
        """All of the values, as long as they are no larger than a document may be."""
        start = self._taken
        found = []
        for value in values:
            found.append(value)
            if self._taken - start > self._limit:
                raise _large(self._limit)
        return found

    def _next(self) -> str:
        """The next sign that is no blank and no comma; empty at the end."""
        while True:
            blank = _BLANK.match(self._text, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _more(self) -> bool:
        """Drop what was taken, and read on, at least as much again as is held; False at the end."""
        if self._is_whole:
            return False
        self._text, self._at = self._text[self._at :], 0
        piece = self._stream.read(max(_PIECE, len(self._text)))
        self._is_whole = not piece
        self._text += self._decoder.decode(piece, final=not piece)
        return True

    def _value(self) -> Any:
        """The value that begins here; its source is decoded again where it was cut off by what had been read."""
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._is_cut(error):
                    continue
                if error.msg.startswith("Invalid \\") and self._mend():
                    continue
                raise _malformed(f"it is not JSON: {error.msg}") from error
            except (RecursionError, ValueError) as error:
                raise _malformed(f"it is not JSON that can be read: {type(error).__name__}") from error
            if end == len(self._text) and not self._is_whole:
                self._more()
                continue
            source = self._text[self._at : end]
            if len(source) > self._limit:
                raise _large(self._limit)
            self.is_mended = False
            if not source.isascii():
                text, self.is_mended = mended(source)
                if self.is_mended:
                    value = self._json.decode(text)
            self._taken += end - self._at
            self._at = end
            return value

    def _is_cut(self, error: json.JSONDecodeError) -> bool:
        """True where the error may be that not all was read yet; more of it is read then."""
        if self._is_whole or not (error.msg.startswith("Unterminated") or error.pos >= len(self._text) - _NEARLY):
            return False
        if len(self._text) - self._at > self._limit:
            raise _large(self._limit)
        return self._more()

    def _mend(self) -> bool:
        """Take backslashes that stand before no sign of JSON (\\') as plain ones; False where there are none."""
        count = 0
        end = len(self._text) - (0 if self._is_whole else _NEARLY)

        def whole(found: re.Match[str]) -> str:
            nonlocal count
            if found[1] is None or found.start() >= end:
                return found[0]
            count += 1
            return "" if found.string[found.end() : found.end() + 1] == "'" else r"\\"

        self._text = self._text[: self._at] + _ESCAPE.sub(whole, self._text[self._at :])
        return count > 0


def _items_of(whole: Object) -> Iterator[Any]:
    """An object that holds no list under a well-known name: an article, else its longest list, else what it names."""
    lists = [value for value in whole.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
    is_named = len(whole) > 1 and all(isinstance(value, dict) for value in whole.values())
    if not (lists or is_named) or _has_text(whole):
        yield whole
    elif lists:
        yield from max(lists, key=len)
    else:
        yield from whole.values()


def _has_text(whole: Object) -> bool:
    try:
        return "text" in find_columns(tuple(flat(whole)), {})
    except ArticleError:
        return False


@cache
def _containers() -> frozenset[str]:
    return frozenset(map(folded, load_toml("columns")["containers"]["names"]))


def _malformed(reason: str) -> ArticleError:
    return ArticleError(f"{reason}; what follows is not read", kind=FailureKind.MALFORMED, hint=FORM)


def _large(limit: int) -> ArticleError:
    reason = f"the item is larger than {limit / 1e6:g} MB; what follows is not read"
    hint = "split it into articles, or raise `max_document_mb` in communique.toml"
    return ArticleError(reason, kind=FailureKind.TOO_LARGE, hint=hint)
