"""The desk: the record in the browser, where it is read, checked and corrected."""

from __future__ import annotations

from communique.web.app import create_app
from communique.web.desk import DeskOptions

__all__ = ["DeskOptions", "create_app"]
