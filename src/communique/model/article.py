"""Articles as they come in, and the failures of those that could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from communique.errors import FailureKind
from communique.model.deferred import Deferred

EMPTY: Mapping[str, str] = MappingProxyType({})
URL_BASIS = "url_basis"
"""The key of `Article.meta` that is there where nobody but the content itself (`stated`), or a feed of another site
(`feed`), says that the text stood at its address."""
_COMMANDS = (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_HARMLESS = dict.fromkeys(_COMMANDS, "\ufffd")


def printable(text: str) -> str:
    """The text with U+FFFD for each sign that would command a terminal: names come from strangers.

    >>> printable("a\\x1b[31m.zip").isprintable()
    True
    """
    return text if text.isprintable() else text.translate(_HARMLESS)


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One item as a source delivers it, before it is understood.

    `origin` says where it lies, for people: a path, `path:LINE` for JSONL, `-` for standard input.
    `content` is text when the source already knows the text (JSONL), else the bytes as found.
    `media` is `text`, `markdown` or `html`. `known` holds what is sure of the item and goes before what its content
    says of itself, with the keys of the article format (`id`, `url`, `publisher`, `published`, `title`) and any further
    keys as metadata. `hints` holds what others say of it (a feed of its entry): used where the content says nothing.
    `instead` is the same article as its source holds it, for where the page turns out to show none; `pages` are the
    further pages of one that goes on, in their order. `kept_at` is the address under which the record has the article
    already, where that leads elsewhere by now, or the page states another: its editions stay together.
    """

    origin: str
    content: str | bytes
    media: str = "text"
    known: Mapping[str, str | None] = field(default_factory=lambda: EMPTY)
    hints: Mapping[str, str | None] = field(default_factory=lambda: EMPTY)
    instead: RawDocument | None = None
    pages: tuple[bytes, ...] = ()
    kept_at: str | None = None


@dataclass(frozen=True, slots=True)
class Article(Deferred):
    """One article: its text exactly as all offsets count it, and what is known about it.

    `published` is an ISO date or date-time string, or None when unknown; never a guess.
    `published_basis` says where the date comes from: `given`, `metadata`, `url`, `byline`, `feed`, `dateline`, or None.
    `language` is an ISO 639-1 code; only English is read, other articles are kept. `fetched` is when this text was had,
    by its source, else when the record took it in; `modified` when it was last changed, as the page itself states: ISO
    dates or date-times.
    """

    id: str
    text: str
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_basis: str | None = None
    title: str | None = None
    language: str = "en"
    origin: str = ""
    meta: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    fetched: str | None = None
    modified: str | None = None

    @property
    def published_day(self) -> str | None:
        """The ISO date of publication, without the time of day."""
        return self.published[:10] if self.published else None

    @property
    def is_at_its_address(self) -> bool:
        """False where only the content itself, or a feed of another site, says that it stood at its address."""
        return URL_BASIS not in self.meta

    @property
    def published_certainty(self) -> str | None:
        """How certain the date of publication is: `certain`, `likely` or `doubtful`; None without a date."""
        if not self.published:
            return None
        usual = "certain" if self.published_basis == "given" else "likely"
        return self.meta.get("published_certainty", "doubtful" if "published_note" in self.meta else usual)


@dataclass(frozen=True, slots=True)
class Failure:
    """One item that could not be read, kept so that it is never lost in silence; its words are safe to print."""

    origin: str
    kind: FailureKind
    reason: str
    hint: str = ""
    article: str | None = None

    def __post_init__(self) -> None:
        for name in ("origin", "reason", "hint"):
            object.__setattr__(self, name, printable(getattr(self, name)))

    @property
    def is_partial(self) -> bool:
        """True where the article is in the record with findings, read up to a point."""
        return self.kind is FailureKind.TOO_LARGE and self.article is not None

    @property
    def is_other_date(self) -> bool:
        """True where nothing failed but a second date of publication, given for an article of the record."""
        return self.kind is FailureKind.OTHER_DATE

    @property
    def is_aside(self) -> bool:
        """True where nothing failed: an article of the record was given under another date or headline."""
        return self.kind in (FailureKind.OTHER_DATE, FailureKind.OTHER_HEADLINE)
