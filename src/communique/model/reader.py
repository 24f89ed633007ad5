"""Who finds contacts, positions and the rest in articles, and where that is done."""

from __future__ import annotations

from enum import StrEnum


class ReaderKind(StrEnum):
    """The program's own rules with their network, or a large language model behind an API."""

    RULES = "rules"
    LARGE = "large"


class EngineKind(StrEnum):
    """Processes of this machine, or a Ray cluster."""

    PROCESSES = "processes"
    RAY = "ray"
