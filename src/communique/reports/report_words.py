"""What one report says, and what it changed of what was known before, in words."""

from __future__ import annotations

from communique.analysis.contact_changes import moved as moved_by
from communique.analysis.standing import Shift
from communique.model.actors import Level
from communique.model.findings import (
    AgreementReport,
    ContactReport,
    DeadlineReport,
    Finding,
    PersonReport,
    Position,
    ProposalReport,
)
from communique.model.record import Term
from communique.reports.change_words import slip_words
from communique.reports.document import Line, line, strong
from communique.reports.doubt import doubt
from communique.reports.position_matrix import stance_words
from communique.reports.view import View
from communique.reports.wording import (
    agreement_label,
    count,
    enumerate_words,
    level_label,
    party_name,
    place_label,
    shorten,
    status_label,
    vocabulary_label,
)

WIDTH = 120


def says_words(view: View, report: Finding) -> Line:
    """What one report says of the fields that a history follows: "planned, 5 Mar, Oslo, ministerial"."""
    if isinstance(report, ContactReport):
        values = [view.day(report.date) if report.date else "", place_label(report.place) if report.place else ""]
        values.append(level_label(report.level) if report.level is not Level.UNKNOWN else "")
        return line(strong(status_label(report.status)), *(f", {value}" for value in values if value), doubt(report))
    if isinstance(report, AgreementReport):
        day = f", {view.day(report.date)}" if report.date else ""
        return line(strong(agreement_label(report.status)), day, doubt(report))
    if isinstance(report, DeadlineReport):
        return line(strong(view.day(report.date)), doubt(report))
    if isinstance(report, ProposalReport):
        return line(strong(count(len(report.terms), "term")), doubt(report))
    if isinstance(report, PersonReport):
        party = f" of {party_name(report.party)}" if report.party else ""
        return line(strong(report.office or "named without an office"), party if report.office else "")
    if isinstance(report, Position):
        return line(stance_words(report), doubt(report))
    return line(type(report).__name__.lower())


def shift_words(view: View, shift: Shift) -> Line:
    """What a report changed: "status: planned → held", "place made known: Oslo", "new term: ..."."""
    values = shift.after if isinstance(shift.after, tuple) else (shift.after,)
    after = enumerate_words([_value(view, shift.field, value) for value in values])
    if shift.field in ("participants", "mediators", "terms"):
        name = {"participants": "with", "mediators": "through", "terms": "adds"}[shift.field]
        return line(f"{name} {after}")
    if shift.before is None:
        return line(f"{shift.field} made known: {after}")
    words = f"{shift.field}: {_value(view, shift.field, shift.before)} → {after}"
    moved = slip_words(moved_by(shift)) if shift.field == "date" else ""
    return line(words, f", {moved}" if moved else "")


def _value(view: View, field: str, value: object) -> str:
    if isinstance(value, Term):
        return f"“{shorten(value.words, WIDTH)}”"
    if label := vocabulary_label(value):
        return label
    words = str(value)
    if field == "date":
        return view.day(words)
    if field == "place":
        return place_label(words)
    return party_name(words) if field == "mediators" else words
