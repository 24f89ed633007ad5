"""The words of time expressions with their categories, from data/times.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

Value = int | float | str


@cache
def data() -> dict[str, Any]:
    """The contents of data/times.toml."""
    return tomllib.loads(files("communique.data").joinpath("times.toml").read_text(encoding="utf-8"))


@cache
def words() -> dict[str, dict[str, Value]]:
    """For each word its categories, and its value in each."""
    found: dict[str, dict[str, Value]] = {}
    for category, entries in data()["words"].items():
        for word, value in entries.items():
            found.setdefault(word, {})[category] = value
    return found


@cache
def listed(name: str) -> frozenset[str]:
    """One of the plain word lists of data/times.toml."""
    return frozenset(data()["lists"][name])
