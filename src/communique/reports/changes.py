"""What changed since a day: as a document for people, and as rows for programs."""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import StrEnum
from typing import Any

from communique.analysis.change import GROUPS, Change
from communique.analysis.changes import find_changes
from communique.analysis.speakers import said_by
from communique.model.findings import Finding
from communique.model.record import Office, Record
from communique.record.items import article_of
from communique.reports.brief import subtitle, title
from communique.reports.change_lines import sentence
from communique.reports.dates import say_day
from communique.reports.developments import count_developments, developments
from communique.reports.document import Bullets, Document, Item, Line, Paragraph, Ref, Section, line, plain, soft
from communique.reports.listing import Column, Entry, Listing
from communique.reports.numbering import finish
from communique.reports.references import outlet, voices
from communique.reports.view import View, make_view
from communique.reports.wording import capital, count, enumerate_words

KEYS = ("group", "kind", "id", "day", "parties", "before", "after", "slip_low", "slip_high", "sureness", "sentence",
        "said_by", "quote", "publisher", "published", "url", "report", "reports", "independent", "earlier_report",
        "earlier_quote", "weight", "field", "edition")  # fmt: skip


def make_changes(
    record: Record, *, since: date | None = None, between: tuple[str, ...] = (), most: int | None = None
) -> Document:
    """What changed since a day, group by group, the weightiest first, every line with the reports behind it.

    With `most` only so many of each group, and how many more there are.
    """
    view = make_view(record, since)
    found, numbers = developments(view, most=most), count_developments(view)
    period = line(soft(_period(view)))
    if not found:
        nothing = Section(
            "none", "Nothing changed", (Paragraph(line(_period(view), ": nothing in the record changed.")),)
        )
        return finish("changes", title(view, between), subtitle(view), (nothing,), ())
    sections = [Section("period", "What changed", (Paragraph(line(period, soft(f": {_total(numbers)}."))),))]
    for group in GROUPS:
        items = tuple(Item(item.what) for item in found if item.group == group)
        if items:
            more = numbers[group] - len(items)
            rest = (Paragraph(line(soft(f"{more:,} more; a later day, or the list as CSV, has them"))),) if more else ()
            sections.append(Section(f"changed-{group}", group_title(group), (Bullets(items), *rest)))
    return finish("changes", title(view, between), subtitle(view), tuple(sections), view.refs.sources())


def group_title(group: str) -> str:
    """The heading of a group of changes."""
    return "Edited by their outlets" if group == "edits" else capital(group)


def list_changes(record: Record, since: date | None = None) -> Listing:
    """Every single change as one row, in the same order."""
    view = make_view(record, since)
    found = find_changes(record, view.since)
    entries = tuple(_entry(view, change) for change in found)
    return Listing("changes", KEYS, COLUMNS, entries, "" if found else _period(view))


COLUMNS = (Column("day"), Column("what", 2), Column("change", 6), Column("id", 0, 100))


def _entry(view: View, change: Change) -> Entry:
    words = sentence(view, [change])
    cells = (line(say_day(change.day, view.year)), line(change.kind.value), words, line(soft(change.item)))
    return Entry(change_row(view, change, words), cells)


def change_row(view: View, change: Change, words: Line) -> dict[str, Any]:
    """One change for programs, with the keys `KEYS`; `words` are those that tell it to people."""
    report = change.reports[0]
    article = article_of(view.record, report.article)
    return {
        "group": change.kind.group,
        "kind": change.kind.value,
        "id": change.item,
        "day": change.day.isoformat(),
        "parties": parties_of(change),
        "before": plain_value(change.before),
        "after": plain_value(change.after),
        "slip_low": change.slip.low if change.slip else None,
        "slip_high": change.slip.high if change.slip else None,
        "sureness": change.turn.sureness.value if change.turn else None,
        "sentence": plain(tuple(part for part in words if not isinstance(part, Ref))).strip(),
        "said_by": said_by(report),
        "quote": _quote(report),
        "publisher": outlet(article),
        "published": article.published if article else None,
        "url": article.url if article else None,
        "report": _id(report),
        "reports": [_id(r) for r in change.reports],
        "independent": len(voices(change.reports, view.record)),
        "earlier_report": _id(change.earlier[0]) if change.earlier else None,
        "earlier_quote": _quote(change.earlier[0]) if change.earlier else None,
        "weight": change.weight,
        "field": change.field or None,
        "edition": change.edition.article.id if change.edition else None,
    }


def parties_of(change: Change) -> list[str]:
    """The codes of the parties that a change is about; none where it names none."""
    item = change.subject
    if several := getattr(item, "parties", ()):
        return list(several)
    party = getattr(item, "party", None) or getattr(item, "proposer", None)
    return [party] if party else []


def plain_value(value: object) -> object:
    """A value of a field for programs: a word of the vocabulary, an EDTF date, a name, or a list of them."""
    if isinstance(value, tuple):
        return [plain_value(part) for part in value]
    if isinstance(value, Office):
        return value.title
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Finding):
        return _id(value)
    words = getattr(value, "words", value)
    return None if words is None else str(words)


def _quote(finding: Finding) -> str:
    return " ".join(" ".join(finding.evidence).split())


def _id(finding: Finding) -> str:
    return f"{finding.article}:{finding.id}"


def _period(view: View) -> str:
    """ "From 3 Mar to 10 Mar 2025", with a word when the first day was not asked for."""
    if view.since is None or view.as_of is None:
        return "No dated article"
    if view.since > view.as_of:
        return f"The record ends on {say_day(view.as_of)}, before {say_day(view.since)}"
    usual = "" if view.since_given else " (the last 7 days of the record)"
    return f"From {say_day(view.since, view.year)} to {say_day(view.as_of)}{usual}"


def _total(numbers: Counter[str]) -> str:
    """ "2 contacts, 1 agreement changed": how many items of each group."""
    return enumerate_words([count(numbers[group], NOUNS[group]) for group in GROUPS if numbers[group]])


NOUNS = {"contacts": "contact", "agreements": "agreement", "disputes": "dispute", "stances": "stance",
          "proposals": "proposal", "deadlines": "deadline", "persons": "person", "edits": "edit"}  # fmt: skip
