"""Edits in words: what an outlet changed of what it had reported."""

from __future__ import annotations

from communique.analysis.change import Change
from communique.analysis.edits import FieldEdit
from communique.model.findings import ContactReport, Finding, Position
from communique.model.when import publication_day
from communique.record import rows
from communique.reports.dates import say_day
from communique.reports.document import Line, line, quote, strong
from communique.reports.references import outlet
from communique.reports.view import View
from communique.reports.wording import (
    contact_noun,
    issue_label,
    parties_label,
    party_name,
    place_label,
    shorten,
    vocabulary_label,
)

WIDTH = 120


def edited_words(view: View, change: Change, last: Change | None = None) -> Line:
    """ "edited by Northern Post on 6 Mar: status now possible"; what went and what came as such."""
    edition = change.edition
    assert edition is not None
    when = publication_day(edition.day)
    head = f"edited by {outlet(edition.article)}{f' on {say_day(when, view.year)}' if when else ''}: "
    if last is not None and last.edition == edition:
        head = ""
    if not change.field:
        return line(head, strong("no longer says so" if change.earlier else "now reports it"))
    if change.after is None:
        return line(
            head, f"no longer says “{change.before}”" if change.field == "wording" else f"no {change.field} now"
        )
    return line(head, f"{change.field} now ", strong(edited_value(view, change.field, change.after)))


def edited_value(view: View, field: str, value: object) -> str:
    """A value of a field that an edit changed, in words."""
    if label := vocabulary_label(value):
        return label
    if isinstance(value, tuple):
        return parties_label(value)
    words = str(value)
    if field == "wording":
        return f"“{words}”"
    if field == "date":
        return view.day(words)
    return place_label(words) if field == "place" else party_name(words)


def field_words(view: View, edit: FieldEdit) -> Line:
    """What an edit made of a field: "status scheduled → possible"."""
    lacking = "no such word" if edit.field == "wording" else "not given"
    values = [edited_value(view, edit.field, v) if v is not None else lacking for v in (edit.before, edit.after)]
    return line(f"{edit.field} {values[0]} → ", strong(values[1]))


def finding_words(view: View, finding: Finding) -> Line:
    """A finding in a few words, as an edit is told of it."""
    if isinstance(finding, ContactReport):
        parties = parties_label(finding.parties)
        day = f", {view.day(finding.date)}" if finding.date else ""
        return line(strong(parties), f", {contact_noun(finding.kind, finding.level)}{day}")
    parties = parties_label(rows.parties_of(finding))
    if isinstance(finding, Position):
        return line(strong(parties), f" on {issue_label(finding.issue)}, ", quote(shorten(finding.about, WIDTH)))
    what = getattr(finding, "what", "") or getattr(finding, "name", "")
    return line(strong(parties), ": " if parties else "", quote(shorten(what, WIDTH)))
