"""The words that tell of contacts, of data/contacts.toml."""

from __future__ import annotations

from functools import cache
from typing import Any

from communique.data import load_toml


@cache
def lexicon() -> dict[str, Any]:
    """The words of data/contacts.toml."""
    return load_toml("contacts")
