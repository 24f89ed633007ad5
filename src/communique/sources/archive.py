"""What archives of all kinds share: streams of pieces, which members are passed over, which are refused."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from communique.errors import FailureKind
from communique.model.article import Failure, printable
from communique.sources.budget import Budget
from communique.sources.content import HEAD, Content
from communique.sources.source import Limits

LONGEST_NAME = 4_096
"""Longer names of members are cut."""
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:")
_PARTS = re.compile(r"[/\\]")
_BY_SYSTEMS = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
"""What systems put into archives beside what a person put there."""


class Pieces(io.RawIOBase):
    """A stream of what an iterator of bytes gives, which is asked only as far as the stream is read.

    >>> io.BufferedReader(Pieces(iter([b"Talks ", b"ended."]))).read()
    b'Talks ended.'
    """

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = memoryview(piece)
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count


def stream_of(pieces: Iterator[bytes]) -> io.BufferedReader:
    """The same, in which one can look ahead and read lines."""
    return io.BufferedReader(Pieces(pieces), HEAD)


def budget_of(content: Content, limits: Limits) -> Budget:
    """The budget of the input that the content lies in; a new one for the input itself."""
    return content.budget or Budget(limits.unpacked_bytes, limits.unpacked_ratio)


def counted(content: Content, budget: Budget) -> Iterator[bytes]:
    """The packed bytes of an archive, a piece at a time, counted where the archive is the input itself."""
    while piece := content.stream.read(HEAD):
        if content.budget is None:
            budget.put(len(piece))
        yield piece


def shown(name: str) -> str:
    """A member's name for people: without signs that command a terminal, and not without end."""
    return printable(name[:LONGEST_NAME])


def is_passed_over(name: str) -> bool:
    """True for folders, hidden members and what systems add of their own."""
    parts = [part for part in _PARTS.split(name) if part]
    if not parts or name.endswith(("/", "\\")):
        return True
    return any(part in _BY_SYSTEMS or (part.startswith(".") and part not in {".", ".."}) for part in parts)


def leads_out(name: str) -> bool:
    """True for a name that would lead out of the folder in which the archive is unpacked.

    >>> leads_out("../talks.html"), leads_out("C:\\\\talks.html"), leads_out("talks/a..b.html")
    (True, True, False)
    """
    return bool(_ABSOLUTE.match(name)) or ".." in _PARTS.split(name) or "\0" in name


def refused(origin: str, name: str, what: str, hint: str) -> Failure:
    """The failure of a member that is not read."""
    return Failure(member_origin(origin, name), FailureKind.UNSUPPORTED, what, hint)


def led_out(origin: str, name: str) -> Failure:
    """The failure of a member whose name leads out of the archive: no honest tool makes such names."""
    reason = "its name leads out of the archive, as in an archive that is made to do harm"
    return refused(origin, name, reason, "ask where the archive comes from before you unpack it")


def member_origin(origin: str, name: str) -> str:
    """Where a member lies, for people: `news.zip/a/b.html`."""
    return f"{origin}/{shown(name).lstrip('/')}" if name else origin


def member(content: Content, name: str, pieces: Iterator[bytes], budget: Budget) -> Content:
    """A member of an archive as content of its own."""
    return Content(
        member_origin(content.origin, name), Pieces(pieces), name=name, depth=content.depth + 1, budget=budget
    )
