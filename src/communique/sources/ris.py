"""RIS, as Zotero and other reference managers export it: entries with addresses and with saved pages beside them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from communique.data import load_toml
from communique.errors import FailureKind
from communique.model.article import Failure
from communique.sources.columns import Columns
from communique.sources.content import Content
from communique.sources.encodings import encoding_of, mended
from communique.sources.rows import Rows
from communique.sources.source import Limits, Part, too_large, unreadable

_TAG = re.compile(r"([A-Z][A-Z0-9]) {0,2}- ?(.*)", re.DOTALL)
_BEGINS = re.compile(rb"\s*(?:\d+\.\s*)?ty {1,2}- ")
_DATE = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:/.*)?")
_FORM = "each entry begins with a line such as `TY  - NEWS` and ends with `ER  - `"
_PAGES = (".html", ".htm", ".mhtml")
_LINE = 1_000_000
Entry = Mapping[str, Sequence[str]]


class Ris:
    """RIS, known by suffix, stated type or its first line.

    An entry is its saved page or PDF where that lies in or below the folder of the file, else a link to its address.
    """

    def __init__(self) -> None:
        self._fields: dict[str, list[str]] = load_toml("references")["ris"]

    def fits(self, content: Content) -> bool:
        is_told = content.is_called("ris")
        return is_told or (not content.suffix and _BEGINS.match(content.beginning) is not None)

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        made = Rows(limits, content.known, content.hints)
        number = 0
        for number, entry in enumerate(read_entries(content, limits), start=1):
            origin = f"{content.origin}:{number}"
            if entry is None:
                yield too_large(origin, limits)
                continue
            row = {key: _first(entry, tags) for key, tags in self._fields.items()}
            row["keywords"] = "; ".join(entry.get("KW", ())) or None
            row["author"] = "; ".join([*entry.get("AU", ()), *entry.get("A1", ())]) or None
            row["published"], row["year"] = _day(row["published"])
            row["files"] = None
            columns = Columns({key: (key,) for key in ("title", "url", "publisher", "published", "id", "summary")})
            saved = _saved(content, [path for tag in self._fields["files"] for path in entry.get(tag, ())])
            if saved is None:
                yield from made.parts(row, origin, columns)
            else:
                yield from _opened(saved, made.known(row, columns), content)
        if not number:
            yield Failure(content.origin, FailureKind.EMPTY, "it holds no entry", _FORM)


def read_entries(content: Content, limits: Limits) -> Iterator[Entry | None]:
    """The entries of RIS as their tags with all values; None for one that is larger than a document may be.

    An entry without an end ends where the next begins. Memory: one entry at a time.
    """
    encoding = encoding_of(content.head)
    lines = io.TextIOWrapper(content.stream, encoding, "surrogateescape" if encoding[:5] == "utf-8" else "replace")
    entry: dict[str, list[str]] | None = None
    size, last = 0, ""
    try:
        while line := lines.readline(_LINE):
            match = _TAG.match(line.lstrip("\ufeff "))
            tag = match[1] if match else ""
            if tag in ("TY", "ER") and entry is not None:
                yield entry if size <= limits.document_bytes else None
                entry = None
            if tag == "TY":
                entry, size, last = {}, 0, ""
            size += len(line)
            if entry is None or size > limits.document_bytes:
                continue
            if match:
                entry.setdefault(tag, []).append(mended(match[2].strip())[0])
                last = tag
            elif last and line.strip():
                entry[last][-1] = f"{entry[last][-1]}\n{mended(line.strip())[0]}".strip()
        if entry is not None:
            yield entry if size <= limits.document_bytes else None
    finally:
        lines.detach()


def _first(entry: Entry, tags: Sequence[str]) -> str | None:
    return next((value for tag in tags for value in entry.get(tag, ()) if value), None)


def _day(written: str | None) -> tuple[str | None, str | None]:
    """A date as ISO 8601 where it has a day, else what there is of it, which is none."""
    match = _DATE.fullmatch(written.strip()) if written else None
    if match:
        return f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}", None
    plain = written.strip("/ ") if written else None
    return (None, plain) if plain and re.fullmatch(r"[\d/]*", plain) else (plain, None)


def _saved(content: Content, paths: Sequence[str]) -> Path | None:
    """The file that was saved with an entry, if it lies in or below the folder of the RIS file; a page before a PDF.

    The path comes from whoever wrote the file: what leads out of the folder, by `..`, as an absolute path or by a
    link, is not opened.
    """
    if not paths or content.path is None:
        return None
    folder = content.path.parent.resolve()
    found = []
    for written in paths:
        for path in dict.fromkeys((written, unquote(written))):
            plain = PurePosixPath(path.replace("\\", "/"))
            if "\0" in path or plain.is_absolute() or ".." in plain.parts or not plain.parts:
                continue
            try:
                whole = (folder / plain).resolve()
                if whole.is_relative_to(folder) and whole.is_file():
                    found.append(whole)
            except OSError:
                continue
    return min(found, key=lambda path: path.suffix.lower() not in _PAGES, default=None)


def _opened(path: Path, known: Mapping[str, str | None], content: Content) -> Iterator[Part]:
    try:
        stream = path.open("rb", buffering=0)
    except OSError as error:
        yield unreadable(str(path), error)
        return
    with stream:
        yield Content(str(path), stream, known=known, hints=content.hints, depth=content.depth + 1)
