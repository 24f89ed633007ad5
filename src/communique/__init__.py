"""communique reads the reporting on a negotiation and keeps its record, every line linked to the words it rests on."""

from __future__ import annotations

__version__ = "0.1.0"
