"""The rows of tables and dumps as documents and links, once it is known which column holds what."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from communique.data import load_toml
from communique.errors import ArticleError, FailureKind
from communique.model.article import EMPTY, Failure, RawDocument
from communique.sources.columns import Columns, find_columns, is_sight, keys, most_columns
from communique.sources.digests import Digests
from communique.sources.source import Item, Limits, Link, too_large

Row = Mapping[str, object]
_DEEP, _MANY = 4, 10_000
_SHAPES = 100
_LINK = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_CUT_SHORT = re.compile(r"\s*(?:\[\+\s?\d+ char(?:acter)?s\]|… \[\+\d+ chars\])\s*$")
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)Z?")
_NUMBER = re.compile(r"\d{1,9}")
_EPOCH = re.compile(r"(1\d{9})(?:\d{3})?(?:\.\d+)?")
_WEEKDAY = re.compile(r"(?<=\d)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_SINGLE = ("$date", "$oid", "$numberLong", "@value", "#text")


class Rows:
    """Turns the rows of one content into parts; which column holds what is found out once for each set of columns.

    A row with a text is a document; one with an address alone is a link, once for each address; one with neither is a
    failure.
    """

    def __init__(
        self,
        limits: Limits,
        known: Mapping[str, str | None] = EMPTY,
        hints: Mapping[str, str | None] = EMPTY,
        name: str = "",
    ) -> None:
        self._limits = limits
        self._known_before = known
        self._hints = hints
        self._is_sight = is_sight(name)
        self._shapes: dict[tuple[str, ...], Columns | ArticleError] = {}
        self._followed = Digests()

    def columns(self, row: Row) -> Columns:
        """Which column of a row holds what. Raises ArticleError where that cannot be told."""
        if len(row) > most_columns():
            reason = f"it has {len(row):,} keys; a row may have {most_columns():,}"
            raise ArticleError(reason, kind=FailureKind.TOO_LARGE, hint="keep those that say something of the article")
        names = tuple(row)
        found = self._shapes.get(names)
        if found is None:
            try:
                found = find_columns(names, self._limits.columns, is_sight=self._is_sight)
            except ArticleError as error:
                found = error
            if len(self._shapes) >= _SHAPES:
                self._shapes.clear()
            self._shapes[names] = found
        if isinstance(found, ArticleError):
            raise found
        return found

    def parts(self, row: Row, origin: str, columns: Columns | None = None) -> Iterator[Item | Link]:
        """The document, link or failure that a row is; nothing where its address came before."""
        try:
            columns = columns or self.columns(row)
        except ArticleError as error:
            yield Failure(origin, error.kind, error.message, error.hint)
            return
        values = {key: _joined(row, names) for key, names in columns.held.items()}
        if any(value and len(value) > self._limits.document_bytes for value in values.values()):
            yield too_large(origin, self._limits)
            return
        values["published"] = dated(values.get("published"))
        part = self._part(values, self._known(row, columns, values), origin)
        if not isinstance(part, Link) or self._followed.is_first(part.url):
            yield part

    def known(self, row: Row, columns: Columns) -> dict[str, str | None]:
        """All that a row says of an article whose text lies elsewhere."""
        values = {key: _joined(row, names) for key, names in columns.held.items()}
        told = {key: values.get(key) for key in ("title", "url", "publisher", "published", "modified")}
        told["published"] = dated(told["published"])
        return {**self._known(row, columns, values), **{key: value for key, value in told.items() if value}}

    def _part(self, values: dict[str, str | None], known: dict[str, str | None], origin: str) -> Item | Link:
        text, url, title = values.get("text"), values.get("url"), values.get("title")
        told = {key: values.get(key) for key in ("title", "publisher", "published", "modified") if values.get(key)}
        outlet = {"publisher": values["site"]} if values.get("site") else {}
        hints = {**self._hints, **outlet}
        cut = _CUT_SHORT.search(text[-40:]) if text else None
        if text and text.strip() and not cut:
            return RawDocument(origin, text, "text", {**known, **told, "url": url}, hints)
        if page := values.get("html"):
            return RawDocument(origin, page, "html", {**known, **told, "url": url}, hints)
        summary = (text or "") if cut else (values.get("summary") or "")
        if not url or not is_link(url):
            return _nothing(origin, url, summary)
        instead = None
        if len(summary.strip()) >= load_toml("columns")["summary"]["least"]:
            note = {"text_note": "only the summary that its source holds"}
            instead = RawDocument(origin, summary.strip(), "text", {**known, **told, **note, "url": url}, hints)
        return Link(origin, url.strip(), known, {**hints, **told}, instead if title or summary else None)

    def _known(self, row: Row, columns: Columns, values: dict[str, str | None]) -> dict[str, str | None]:
        """What else the row says: its other columns as metadata, under names that are not those of the format."""
        used = {name for names in columns.held.values() for name in names}
        known: dict[str, str | None] = dict(self._known_before)
        for name, value in row.items():
            if name not in used and name.strip() and not name.startswith("Unnamed: ") and value not in (None, ""):
                known[f"{name}_column" if name in keys() else name] = plain(value)
        if values.get("fetched"):
            known["fetched"] = dated(values["fetched"])
        given = values.get("id")
        if given and given.strip():
            is_row_number = _NUMBER.fullmatch(given.strip()) and "id" not in columns.chosen
            known["row_id" if is_row_number else "id"] = given
        return known


def flat(row: Mapping[str, object]) -> dict[str, object]:
    """A row with the keys of the objects in it as keys of its own.

    >>> flat({"title": "Talks end", "source": {"name": "The Post"}})
    {'title': 'Talks end', 'source.name': 'The Post'}
    """
    if not any(isinstance(value, dict) for value in row.values()):
        return dict(row)
    inner = row.get("_source")  # rows as search servers dump them
    found: dict[str, object] = {}
    waiting: list[tuple[str, object, int]] = [("", inner if isinstance(inner, dict) else row, 0)]
    while waiting and len(found) < _MANY:
        name, value, depth = waiting.pop()
        if isinstance(value, dict) and len(value) == 1 and (only := next(iter(value))) in _SINGLE:
            value = value[only]
        if isinstance(value, dict) and depth < _DEEP and (value or not depth):
            before = f"{name}." if name else ""
            waiting.extend((f"{before}{key}", inside, depth + 1) for key, inside in reversed(value.items()))
        else:
            found[name] = value
    return found


def is_link(address: str) -> bool:
    """True for the address of something on the web.

    >>> is_link("https://example.org/a"), is_link("file:///etc/passwd")
    (True, False)
    """
    return _LINK.match(address.strip()) is not None


def plain(value: object) -> str | None:
    """A value as text, what is not text as JSON."""
    if value is None or isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        return None


def dated(value: str | None) -> str | None:
    """A date as machines write it, as ISO 8601; every other as it stands.

    >>> dated("20250314T101500Z"), dated("1741947300"), dated("[[2025, 3, 14]]"), dated("14 March 2025")
    ('2025-03-14T10:15:00Z', '2025-03-14T10:15:00Z', '2025-03-14', '14 March 2025')
    """
    if not value:
        return None
    text = value.strip()
    if match := _STAMP.fullmatch(text):
        return "{}-{}-{}T{}:{}:{}Z".format(*match.groups())
    if match := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(match[1]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if text.startswith("[["):
        return _from_parts(text)
    return _WEEKDAY.sub("", text)


def _from_parts(text: str) -> str | None:
    """A date of CSL-JSON; None where it has no day."""
    parts = re.findall(r"\d+", text.partition("]")[0])
    if len(parts) < 3 or len(parts[0]) != 4 or any(len(part) > 2 for part in parts[1:3]):
        return None
    return f"{parts[0]}-{parts[1]:0>2}-{parts[2]:0>2}"


def _joined(row: Row, names: tuple[str, ...]) -> str | None:
    if len(names) == 1:
        value = row.get(names[0])
        return (value if isinstance(value, str) else _written(value)) or None
    values = (_written(row.get(name)) for name in names)
    return "\n\n".join(value for value in values if value) or None


def _written(value: object) -> str | None:
    """A value as text: a list of texts as its paragraphs."""
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "\n\n".join(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return None if isinstance(value, bool) else plain(value)


def _nothing(origin: str, url: str | None, summary: str) -> Failure:
    if url and url.strip():
        reason, hint = (
            f"it has no text, and no address to follow: {url.strip()[:100]}",
            "mend the address, or leave it out",
        )
    elif summary.strip():
        reason, hint = "it has a summary alone", "an article needs its text or its address"
    else:
        return Failure(origin, FailureKind.EMPTY, "it has neither a text nor an address", "fill it in, or leave it out")
    return Failure(origin, FailureKind.NO_TEXT, reason, hint)
