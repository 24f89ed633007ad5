"""Which program made a kept record: another one may merge otherwise."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_PARTS = ("model", "articles", "record", "reading/actors", "data")
"""Where all that takes part in merging lies."""
_KINDS = (".py", ".toml")


@cache
def made_by(*more: str) -> str:
    """A digest of the rules and lists of this very program that make a record of findings; some milliseconds, once.

    `more` are further parts of the program that take part in what is made of the record.
    """
    found = hashlib.blake2b(digest_size=12)
    root = files("communique")
    for part in (*_PARTS, *more):
        _add(root.joinpath(part), found)
    return found.hexdigest()


def _add(folder: Traversable, found: hashlib.blake2b) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            _add(entry, found)
        elif entry.name.endswith(_KINDS):
            found.update(entry.name.encode() + b"\0")
            found.update(entry.read_bytes())
