"""Where text comes from: files, folders, JSON Lines, standard input -> raw documents and failures."""

from __future__ import annotations

from communique.sources.opening import FILES, SOURCES, open_sources
from communique.sources.source import Item, Limits, Source

__all__ = ["FILES", "SOURCES", "Item", "Limits", "Source", "open_sources"]
