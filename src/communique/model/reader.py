"""Who finds contacts, positions and the rest in articles."""

from __future__ import annotations

from enum import StrEnum


class ReaderKind(StrEnum):
    """The program's own rules with their network, or a large language model behind an API."""

    RULES = "rules"
    LARGE = "large"
