"""The documentation of the commands is what their help says."""

from __future__ import annotations

from pathlib import Path

from communique.cli.docs import PLACE, commands_page

ROOT = Path(__file__).resolve().parents[2]


def test_the_documented_commands_are_up_to_date() -> None:
    page = (ROOT / PLACE).read_text(encoding="utf-8")
    assert page == commands_page(), "run `python -m communique.cli.docs`"
