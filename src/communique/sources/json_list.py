"""JSON: a list of articles, an object that holds one, a single article, or several values one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.errors import ArticleError, FailureKind
from communique.model.article import Failure
from communique.sources.content import Content
from communique.sources.encodings import encoding_of
from communique.sources.json_stream import FORM, JsonStream
from communique.sources.rows import Rows, flat
from communique.sources.source import Limits, Part, failed

_HOLDS = re.compile(
    rb'\{\s*(?:"[^"]{1,30}"\s*:\s*(?:"[^"]{0,60}"|[\w.]+)\s*,\s*){0,4}"(?:articles|results|items)"\s*:\s*\[\s*\{'
)
_LIST = re.compile(rb"\[\s*[{\]]")


class Json:
    """JSON that is no JSON Lines, known by suffix, stated type or, where there is neither, by its first bytes."""

    def fits(self, content: Content) -> bool:
        if content.is_called("json"):
            return True
        return not content.suffix and content.media_type is None and _begins(content.beginning)

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        rows = Rows(limits, content.known, content.hints, content.name)
        values = JsonStream(content.stream, encoding_of(content.head), limits.document_bytes)
        unread = 0
        number = 0
        try:
            for number, value in enumerate(values.items(), start=1):
                origin = f"{content.origin}:{number}"
                row = flat(value) if isinstance(value, dict) else {}
                try:
                    columns = rows.columns(row)
                except ArticleError as error:
                    unread += 1
                    if unread == 1:
                        yield failed(origin, error) if row else _no_object(origin, value)
                    continue
                if values.is_mended:
                    row["encoding_note"] = "read as Windows-1252 in parts"
                yield from rows.parts(row, origin, columns)
        except ArticleError as error:
            yield Failure(f"{content.origin}:{number + 1}", error.kind, error.message, error.hint)
        if unread > 1:
            more = f"{unread - 1} more items of it are" if unread > 2 else "one more item of it is"
            reason = f"{more} like the first that could not be read"
            yield Failure(content.origin, FailureKind.MALFORMED, reason, "see the reason given for that one")
        if not number and not values.is_broken:
            yield Failure(content.origin, FailureKind.EMPTY, "it holds no item", FORM)


def _begins(beginning: bytes) -> bool:
    """True for first bytes of a list of objects, or of an object that goes on in further lines."""
    if _LIST.match(beginning):
        return True
    first = beginning.partition(b"\n")[0].strip()
    return beginning.startswith(b"{") and (
        (b"\n" in beginning and first[-1:] in b"{[,") or _HOLDS.match(beginning) is not None
    )


def _no_object(origin: str, value: object) -> Failure:
    kind = "a list" if isinstance(value, list) else "a text or a number" if value is not None else "null"
    return Failure(origin, FailureKind.MALFORMED, f"the item is {kind}, not an object", FORM)
