"""A place that is watched, as the settings or the command line name it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from communique.errors import InputError
from communique.model.watching import SourceKind
from communique.settings import SourceEntry
from communique.settings.values import is_address
from communique.sources import Limits

_KINDS = {kind.value: kind for kind in SourceKind} | {"folder": SourceKind.FILES, "file": SourceKind.FILES}


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its address or path as named, what to call it, what it is (None: told by what comes).

    `every` is the time between two polls, None where it is learned; `outlet` that of articles that name none;
    `columns` names the columns of its tables. One that a command names is polled even where it was gone for good. With
    `revisit` the pages that it leads to are looked at again.
    """

    source: str
    name: str
    kind: SourceKind | None = None
    every: timedelta | None = None
    outlet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict, compare=False)
    is_named: bool = False
    revisit: bool = True

    def limits(self, usual: Limits) -> Limits:
        """The limits within which it is read, its own columns before the usual ones."""
        return replace(usual, columns={**usual.columns, **self.columns}) if self.columns else usual

    @property
    def is_root(self) -> bool:
        """True for the front page of a site, which is named for the sake of what it leads to."""
        try:
            return not urlsplit(self.source).path.strip("/")
        except ValueError:
            return False


def place_of(entry: SourceEntry) -> Place:
    """A place of the settings."""
    kind = SourceKind.FILES if entry.path is not None else _KINDS.get(entry.kind)
    columns = entry.columns or {}
    return Place(entry.place, entry.title, kind, entry.every, entry.outlet, columns, revisit=entry.revisit)


def named_place(name: str) -> Place:
    """A place that a command names: an address, or a path. Raises InputError for what is neither.

    >>> named_place("https://news.example/feed.xml").name
    'news.example/feed.xml'
    """
    if is_address(name):
        try:
            parts = urlsplit(name)
        except ValueError as error:
            raise InputError(f"no address: {name[:200]}: {error}", hint="look whether it is written right") from error
        return Place(name, f"{parts.hostname or ''}{parts.path.rstrip('/')}"[:60])
    if not Path(name).exists():
        raise InputError(f"no such file or folder: {name[:200]}", hint="addresses begin with https://")
    return Place(name, name, SourceKind.FILES)
