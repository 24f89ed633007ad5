"""What watching remembers: how each source stood when it was last polled, its items, and what is to be sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SourceKind(StrEnum):
    """What a watched place holds: a feed, one text that changes, a map of a site, addresses, files of this machine."""

    FEED = "feed"
    PAGE = "page"
    SITEMAP = "sitemap"
    LIST = "list"
    FILES = "files"


class ItemState(StrEnum):
    """How far an item of a source has come. `noted` was there before watching began, and is not read."""

    WAITING = "waiting"
    READ = "read"
    GIVEN_UP = "given up"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Poll:
    """One source as it stood after it was last polled.

    `source` is the address as it was named, `address` where it has moved to for good (None: nowhere). `etag` and
    `last_modified` are those of the last answer, `digest` tells its content from another. Moments are aware, in UTC;
    `rhythm` is the time between two polls in seconds, as learned. `failures` counts those in a row, `error` is the
    last one's reason; a source that is `gone` is not polled again. `items` counts all that ever came.
    """

    source: str
    name: str
    kind: SourceKind | None = None
    address: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    next_poll: datetime | None = None
    last_poll: datetime | None = None
    last_change: datetime | None = None
    rhythm: float | None = None
    failures: int = 0
    error: str | None = None
    gone: bool = False
    items: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """One entry as a source shows it: its lasting `key`, the `version` that changes when the entry is edited.

    `body` is all that is needed to read it later, as JSON; None for what is only noted and never read.
    """

    key: str
    version: str
    body: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One item that is to be read: of which source, with what it needs for that, and how often that failed so far.

    `editions` counts how often it was edited since it was first seen.
    """

    source: str
    key: str
    body: str
    tries: int = 0
    reason: str | None = None
    editions: int = 0


@dataclass(frozen=True, slots=True)
class RecentPage:
    """A page that was read lately and is looked at again, for outlets change pages while feeds say nothing.

    `address` tells it from others in all its views, `url` is asked for; `source` led to it, and `body` is what that
    said of it, as JSON. `etag` and `last_modified` are those of the last answer. `read` is when it was first had,
    `looks` how often it was looked at since, `due` when it is next.
    """

    address: str
    url: str
    source: str
    body: str
    read: datetime
    due: datetime
    looks: int = 0
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What one poll brought: entries that are new, entries that were edited, and how many of all were known before."""

    new: int = 0
    edited: int = 0
    known: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a watch has told the record: the number of the last article it has spoken of, and when it last spoke."""

    watch: str
    article: int
    last_digest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """One digest on its way to one place: `key` is unique for all time, `body` JSON, `tries` those that failed.

    `target` tells the place from others without holding what may be secret in its address.
    """

    key: str
    watch: str
    target: str
    body: str
    made: datetime
    tries: int = 0
    error: str | None = None
