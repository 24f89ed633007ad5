"""Text as articles keep it: normalised once, so that every offset counts in exactly this text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta

from communique.articles.evidence import Statement

_LINE_ENDS = dict.fromkeys(map(ord, "\r\x0b\x0c\x85\u2028\u2029"), "\n")
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u202f"), " ")
_INVISIBLE = dict.fromkeys(
    [*map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_CONTROLS = dict.fromkeys(c for c in (*range(0x20), *range(0x7F, 0xA0)) if chr(c) not in "\n\t\r\x0b\x0c\x85")
_TABLE = {**_CONTROLS, **_INVISIBLE, **_LINE_ENDS, **_BLANKS}
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_GAP = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Parts:
    """What the content of a document gives: its main text, and what it says of itself.

    `published` is a date that it gives of itself, with the basis `given`; `dates` are statements of it that are weighed
    against each other, the most trusted first; `ago` is how long before it was had it says that it was posted;
    `modified` when it was last changed, as it says itself; `notes` says what was not as expected.
    """

    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_basis: str | None = None
    id: str | None = None
    modified: str | None = None
    dates: tuple[Statement, ...] = ()
    ago: timedelta | None = None
    notes: dict[str, str] = field(default_factory=dict)


def normalise(text: str) -> str:
    """Line ends become `\\n` and no-break spaces plain ones; other invisible characters go, as do outer blanks.

    >>> normalise("Talks\\u00a0ended.\\r\\n\\r\\n\\r\\n\\r\\nNo date.\\x07 ")
    'Talks ended.\\n\\nNo date.'
    """
    plain = text.replace("\r\n", "\n").translate(_TABLE)
    lines = "\n".join(line.rstrip() for line in plain.split("\n"))
    return storable(_GAP.sub("\n\n", lines).strip())


def storable(text: str) -> str:
    """The text with NUL and halves of surrogate pairs, which no database keeps, replaced one for one by U+FFFD."""
    return _UNSTORABLE.sub("�", text)


def one_line(text: str | None) -> str | None:
    """A title, name or address on one line, or None when nothing is left of it."""
    return " ".join(normalise(text).split()) or None if text else None
