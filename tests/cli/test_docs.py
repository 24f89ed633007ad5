"""The documentation of the commands is what their help says."""

from __future__ import annotations

from pathlib import Path

from communique.cli.docs import PLACE, SETTINGS_PLACE, commands_page
from communique.settings.page import settings_page

ROOT = Path(__file__).resolve().parents[2]


def test_the_documented_commands_are_up_to_date() -> None:
    page = (ROOT / PLACE).read_text(encoding="utf-8")
    assert page == commands_page(), "run `python -m communique.cli.docs`"


def test_the_documented_settings_are_up_to_date() -> None:
    page = (ROOT / SETTINGS_PLACE).read_text(encoding="utf-8")
    assert page == settings_page(), "run `python -m communique.cli.docs`"
