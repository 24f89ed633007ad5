"""GDELT's exports of events, mentions and the knowledge graph: the addresses of the pages in them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from communique.data import load_toml
from communique.errors import FailureKind
from communique.model.article import Failure
from communique.sources.content import Content
from communique.sources.digests import Digests
from communique.sources.rows import dated, is_link
from communique.sources.source import Limits, Link, Part, too_large

_STAMP = re.compile(rb"(?:19|20)\d{6}(?:\d{6})?")
_TITLE = re.compile(r"<PAGE_TITLE>(.{1,500}?)</PAGE_TITLE>")
_ON_THE_WEB = "1"


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of export: its number of columns, and at which of them (from 0) what stands."""

    name: str
    columns: int
    address: int
    seen: int
    outlet: int | None = None
    kind: int | None = None
    extras: int | None = None


class GdeltExport:
    """Tab-separated lines without a header, known by their number of columns and the time at its place.

    Each address becomes a link, once for each file; when GDELT saw the page goes into the metadata, since that is not
    when it was published.
    """

    def fits(self, content: Content) -> bool:
        if content.suffix not in (".csv", ".tsv", ".txt", ".export", ".mentions", ".gkg", ""):
            return False
        first = content.head.partition(b"\n")[0].split(b"\t")
        export = _exports().get(len(first))
        return export is not None and _STAMP.fullmatch(first[export.seen].strip()) is not None

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        followed = Digests()
        number = 0
        while line := content.stream.readline(limits.document_bytes + 1):
            number += 1
            origin = f"{content.origin}:{number}"
            if len(line) > limits.document_bytes and not line.endswith(b"\n"):
                while line and not line.endswith(b"\n"):
                    line = content.stream.readline(limits.document_bytes)
                yield too_large(origin, limits)
            elif line.strip():
                part = _link(line.decode("utf-8", "replace").rstrip("\r\n").split("\t"), origin, content.known)
                if isinstance(part, Failure) or (part and followed.is_first(part.url)):
                    yield part


def _link(cells: list[str], origin: str, known: Mapping[str, str | None]) -> Link | Failure | None:
    """The link of one line; None for what is no page on the web (broadcasts, journals)."""
    export = _exports().get(len(cells))
    if export is None:
        widths = ", ".join(str(width) for width in sorted(_exports()))
        reason = f"the line has {len(cells)} cells: it is cut off, or no line of GDELT ({widths})"
        return Failure(origin, FailureKind.MALFORMED, reason, "fetch the file again")
    if export.kind is not None and cells[export.kind].strip() != _ON_THE_WEB:
        return None
    address = cells[export.address].strip()
    if not is_link(address):
        reason = f"the line names no page on the web: {address[:100] or 'its address is empty'}"
        return Failure(origin, FailureKind.NO_TEXT, reason, "leave it out")
    seen = {"seen_by_gdelt": dated(cells[export.seen])}
    outlet = cells[export.outlet].strip() if export.outlet is not None else ""
    title = _TITLE.search(cells[export.extras]) if export.extras is not None else None
    hints = {"publisher": outlet, "title": html.unescape(title[1]).strip() if title else ""}
    return Link(origin, address, {**known, **seen}, {key: value for key, value in hints.items() if value})


@cache
def _exports() -> dict[int, Export]:
    return {row["columns"]: Export(**row) for row in load_toml("gdelt")["exports"]}
