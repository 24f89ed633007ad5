"""Where text comes from: places (file, folder, standard input ...) and forms (JSON Lines, web page ...): documents."""

from __future__ import annotations

from communique.sources.forms import FORMS
from communique.sources.opening import SOURCES, open_sources
from communique.sources.source import Form, Item, Limits, Link, Part, Source

__all__ = ["FORMS", "SOURCES", "Form", "Item", "Limits", "Link", "Part", "Source", "open_sources"]
