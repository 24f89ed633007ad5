"""Lists of addresses: one a line, nothing else but blank lines and comments that begin with #."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from communique.data import load_toml
from communique.errors import FailureKind
from communique.model.article import Failure
from communique.net.urls import LONGEST, is_url
from communique.sources.address import HOPS, LONGEST_SHOWN
from communique.sources.content import HEAD, Content
from communique.sources.encodings import encoding_of
from communique.sources.source import Limits, Link, Part

_ADDRESS = re.compile(rb"https?://[^\s<>\"]+", re.IGNORECASE)
_HINT = "one address a line, each with https://; lines that begin with # are passed over"


class UrlList:
    """Files with the suffix of such lists, and plain text of which every line is an address."""

    def __init__(self) -> None:
        told = load_toml("sources")
        self._plain = frozenset(["", *told["suffixes"]["text"]])

    def fits(self, content: Content) -> bool:
        if content.is_called("urls"):
            return True
        return (content.suffix in self._plain or content.is_named) and _is_list(content.head)

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        lines = io.TextIOWrapper(content.stream, encoding_of(content.head), errors="replace")
        try:
            yield from _links(lines, content.origin)
        finally:
            lines.detach()


def _links(lines: io.TextIOWrapper, origin: str) -> Iterator[Part]:
    number = found = 0
    while line := lines.readline(4 * LONGEST):
        number += 1
        address = line.strip()
        while not line.endswith("\n") and (more := lines.readline(4 * LONGEST)):
            line = more
        if not address or address.startswith("#"):
            continue
        found += 1
        if is_url(address) and " " not in address:
            yield Link(f"{address[:LONGEST_SHOWN]} (in {origin}:{number})", address, hops=HOPS)
        else:
            reason = f"the line is no address: {address[:80]}"
            yield Failure(f"{origin}:{number}", FailureKind.MALFORMED, reason, _HINT)
    if not found:
        yield Failure(origin, FailureKind.EMPTY, "it lists no address", _HINT)


def _is_list(head: bytes) -> bool:
    """True when every line is an address: one sentence, and it is a text."""
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if len(head) >= HEAD:
        plain = plain.rpartition(b"\n")[0]
    lines = [line.strip() for line in plain.split(b"\n")]
    said = [line for line in lines if line and not line.startswith(b"#")]
    return bool(said) and all(_ADDRESS.fullmatch(line) for line in said)
