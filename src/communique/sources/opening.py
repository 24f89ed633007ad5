"""Opening inputs: which kind of place each is, and what they deliver as one stream."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from communique.errors import InputError
from communique.model.article import printable
from communique.sources.address import Address
from communique.sources.file import File
from communique.sources.folder import Folder
from communique.sources.following import Follower
from communique.sources.forms import take_apart
from communique.sources.source import Item, Limits, Link, Source
from communique.sources.standard_input import StandardInput

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,20}:(?=//)", re.IGNORECASE)
SOURCES: tuple[Source, ...] = (StandardInput(), Address(), Folder(), File())
"""Every kind of place, the most particular first."""


def open_sources(inputs: Sequence[str], limits: Limits = Limits()) -> Iterator[Item]:  # noqa: B008 (frozen)
    """The items of all inputs, in order: documents, and failures for what could not be read.

    An input is a file, a folder, an address (`https://...`), or `-` for standard input. Links to pages are followed as
    `limits.manners` say; without any nothing is fetched: they become the text that their source holds, or failures.
    Raises InputError at once, before anything is read, when an input does not exist.

    >>> next(open_sources(["examples"])).origin  # doctest: +SKIP
    'examples/README.md'
    """
    if not inputs:
        raise InputError("no input", hint="name files or folders, or `-` for standard input")
    pairs = [(_source_of(place), place) for place in map(os.fspath, inputs)]
    parts = (part for source, place in pairs for part in source.parts(place, limits))
    found = (found for part in parts for found in take_apart(part, limits))
    return map(_printable, _followed(found, Follower(limits)))


def _source_of(place: str) -> Source:
    if not place:
        raise InputError("an input has an empty name", hint="name a file or a folder, or `-` for standard input")
    try:
        for source in SOURCES:
            if source.matches(place):
                return source
    except (OSError, ValueError) as error:
        raise InputError(f"cannot open {place[:200]!r}: {error}", hint="check the name and your rights") from error
    scheme = _SCHEME.match(place)
    hint = f"{scheme[0]} addresses are not visited; name the file itself" if scheme else _nearest(Path(place))
    raise InputError(f"no such file or folder: {place[:200]}", hint=hint)


def _followed(found: Iterable[Item | Link], follower: Follower) -> Iterator[Item]:
    for item in found:
        if isinstance(item, Link):
            yield from follower.items(item)
        else:
            yield item


def _nearest(path: Path) -> str:
    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except (OSError, ValueError):
        return "check the name"
    near = difflib.get_close_matches(path.name, names, 1)
    return f"is it {path.parent / near[0]}?" if near else "check the name"


def _printable(item: Item) -> Item:
    """The item, its origin safe to print and to store even where a file's name is not valid UTF-8."""
    if item.origin.isprintable():
        return item
    valid = item.origin.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return replace(item, origin=printable(valid))
