"""Precision: how often a rule was right on annotated articles, as the confidence of what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def precision(words: Mapping[str, Any], rule: str) -> float:
    """The measured precision of a rule (0 to 1), from the `[precision]` table of a word list.

    >>> precision({"precision": {"default": 0.5, "agree-to": 0.8}}, "agree-to")
    0.8
    """
    table: Mapping[str, float] = words["precision"]
    return table.get(rule, table["default"])
