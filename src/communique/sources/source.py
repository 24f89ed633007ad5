"""What sources are made of: places that hold content, forms that content comes in, and what they deliver.

A `Source` is a kind of place (a file, a folder, standard input). It opens what lies there as `Content`, bytes of which
the form is not known yet. A `Form` (JSON Lines, web page, archive, feed ...) takes content apart: into raw documents,
into failures, into more content (the members of an archive), or into links to pages that are still to be fetched. All
of it streams: one part is worked off before the next is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from communique.errors import ArticleError, FailureKind
from communique.model.article import EMPTY, Failure, RawDocument
from communique.net.manners import Manners
from communique.sources.content import Content

Item = RawDocument | Failure


@dataclass(frozen=True, slots=True)
class Link:
    """The address of a page that a source names and that is still to be fetched.

    `origin` says for people where it was named; `known` is what is sure of it and `hints` what the source says of it,
    both with the keys of the article format; `instead` is the text that the source itself holds, for when the page
    cannot be had; `is_whole` says that this is the article and no summary. `hops` is how many levels of further links
    what lies there may hold: none for an article, one for a feed or a sitemap.
    """

    origin: str
    url: str
    known: Mapping[str, str | None] = field(default_factory=lambda: EMPTY)
    hints: Mapping[str, str | None] = field(default_factory=lambda: EMPTY)
    instead: RawDocument | None = None
    is_whole: bool = False
    hops: int = 0


Part = RawDocument | Failure | Content | Link


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read: `document_bytes` is the largest file, or line of JSONL, in bytes.

    `read_characters` is how far into one article the reader goes; what lies beyond is kept, searched and not read.
    `depth` is how many containers may lie in one another (a page in an archive in an archive: 2). From one input so
    many bytes are unpacked as `unpacked_bytes` and `unpacked_ratio` times its packed bytes allow together; text packs
    to a tenth, a bomb to a thousandth. An archive within an archive may be `kept_bytes` large, since it must be kept.
    `columns` names, for keys of the article format, the column of a table that holds them (`text`: `body`). Links are
    followed as `manners` say; without any nothing is fetched.

    >>> Limits(document_bytes=1_000_000).document_bytes
    1000000
    """

    document_bytes: int = 50_000_000
    read_characters: int = 100_000
    depth: int = 4
    unpacked_bytes: int = 500_000_000
    unpacked_ratio: int = 200
    kept_bytes: int = 2_000_000_000
    columns: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    manners: Manners | None = None


class Source(Protocol):
    """One kind of place. A new kind is a new class with these two methods, and a line in `opening.SOURCES`."""

    def matches(self, place: str) -> bool:
        """True when this input is of this kind; the first kind that matches reads it."""
        ...

    def parts(self, place: str, limits: Limits) -> Iterator[Part]:
        """What lies there, one thing at a time, each open only until the next is asked for.

        What cannot be opened comes as a Failure. Raises InputError when the place as a whole cannot be.
        """
        ...


class Form(Protocol):
    """One form of content. A new form is a new class with these two methods, and a line in `forms.FORMS`."""

    def fits(self, content: Content) -> bool:
        """True when the content is of this form, by its first bytes, its name or its stated type.

        It may look at `content.head`, and must not take anything from the stream.
        """
        ...

    def parts(self, content: Content, limits: Limits) -> Iterator[Part]:
        """What the content holds, one part at a time; what cannot be read comes as a Failure.

        Memory must not grow with the content, save for forms of one document, which `limits.document_bytes` bounds.
        """
        ...


def unreadable(origin: str, error: OSError) -> Failure:
    """The failure of a file that the system does not let us read."""
    hint = (
        "allow reading it, or leave it out" if isinstance(error, PermissionError) else "look whether it is still there"
    )
    return Failure(origin, FailureKind.UNREADABLE, f"it cannot be read: {error.strerror or error}", hint)


def failed(origin: str, error: ArticleError) -> Failure:
    """The failure that an error of one article is.

    >>> failed("a.zip", ArticleError("it is cut off", kind=FailureKind.MALFORMED)).reason
    'it is cut off'
    """
    return Failure(origin, error.kind, error.message, error.hint)


def too_large(origin: str, limits: Limits) -> Failure:
    """The failure of a document over the limit."""
    return Failure(
        origin,
        FailureKind.TOO_LARGE,
        f"it is larger than {limits.document_bytes / 1e6:g} MB",
        "split it into articles, or raise `max_document_mb` in communique.toml",
    )
