"""The digest: each development, why it matters for the record, and what it leaves open."""

from __future__ import annotations

from datetime import date

from communique.analysis.change import GROUPS
from communique.model.record import Record
from communique.reports.bottom_line import bottom_line
from communique.reports.brief import subtitle, title
from communique.reports.changes import group_title
from communique.reports.developments import Development, developments, since_words
from communique.reports.document import Bullets, Document, Item, Line, Paragraph, Section, join_lines, line, soft
from communique.reports.numbering import finish
from communique.reports.view import View, make_view

SHOWN = 30


def make_digest(
    record: Record, *, since: date | None = None, between: tuple[str, ...] = (), view: View | None = None
) -> Document:
    """The developments since a day, the weightiest first."""
    view = view or make_view(record, since)
    found = developments(view)
    told = f"What is new {since_words(view)}:" if found else f"Nothing new {since_words(view)}."
    sections = [Section("bottom-line", "Bottom line", (Paragraph(bottom_line(view)), Paragraph(line(soft(told)))))]
    for group in GROUPS:
        items = tuple(_item(development) for development in found if development.group == group)
        if items:
            sections.append(Section(f"new-{group}", group_title(group), (Bullets(items[:SHOWN]),)))
    return finish("digest", title(view, between), subtitle(view), tuple(sections), view.refs.sources())


def _item(development: Development) -> Item:
    details: list[Line] = []
    if development.why:
        details.append(line(soft("Why it matters: "), join_lines(development.why, ". "), "."))
    if development.left_open:
        details.append(line(soft("Leaves open: "), join_lines(development.left_open, ". "), "."))
    return Item(development.what, tuple(details))
