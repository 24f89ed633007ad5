"""Web pages in many site layouts around invented news, with the main text and the date that each ought to give."""

from __future__ import annotations

from evals.page_layouts.generated import (
    Page,
    by_a_fifth,
    by_a_fourth,
    by_a_third,
    by_another,
    held_out,
    later_still,
    layouts,
    make_pages,
    unnamed,
    written_later,
)

__all__ = [
    "Page",
    "by_a_fifth",
    "by_a_fourth",
    "by_a_third",
    "by_another",
    "held_out",
    "later_still",
    "layouts",
    "make_pages",
    "unnamed",
    "written_later",
]
