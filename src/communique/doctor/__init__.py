"""Checks of the settings, the installation and the record: each comes to notes, one line each, with what to do."""

from __future__ import annotations

from communique.doctor.examination import examine
from communique.doctor.note import Grade, Note

__all__ = ["Grade", "Note", "examine"]
