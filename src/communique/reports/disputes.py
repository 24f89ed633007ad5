"""Where reports disagree: both quotes, both dates, both speakers."""

from __future__ import annotations

import re
from datetime import date

from communique.model.findings import ContactReport, Span
from communique.model.record import Conflict, Contact
from communique.reports.dates import say_date
from communique.reports.document import Block, Bullets, Item, Line, Paragraph, code, line, quote, soft, strong
from communique.reports.position_matrix import both_ways, latest_stances, stance_line
from communique.reports.references import focus_of, outlet, passage, sentence_of
from communique.reports.view import View
from communique.reports.wording import (
    capital,
    conflict_label,
    contact_noun,
    issue_label,
    level_label,
    parties_label,
    party_name,
    place_label,
    shorten,
    speaker,
    status_label,
)

SHOWN = 8
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
WIDTH = 150


def dispute_blocks(view: View) -> tuple[Block, ...]:
    """Contacts whose reports cannot all be right, then parties whose stances point both ways."""
    contacts, stances = contact_disputes(view), stance_disputes(view)
    items = contacts[:SHOWN] + stances[:SHOWN]
    if not items:
        return (Paragraph(line(soft("No reports contradict each other."))),)
    left = len(contacts) + len(stances) - len(items)
    more = (Paragraph(line(soft(f"{left} more: "), code("communique export json"))),) if left else ()
    return (Bullets(tuple(items)), *more)


def contact_disputes(view: View) -> list[Item]:
    """One item for each contact and field in dispute, with every account once."""
    contacts = {contact.id: contact for contact in view.record.contacts}
    grouped: dict[tuple[str, str], list[Conflict]] = {}
    for conflict in view.record.conflicts:
        if conflict.contact in contacts:
            grouped.setdefault((conflict.contact, conflict.about), []).append(conflict)
    return [_item(view, contacts[identifier], about, group) for (identifier, about), group in grouped.items()]


def stance_disputes(view: View) -> list[Item]:
    """Parties that are reported both for and against on one issue."""
    items = []
    for (issue, party), cell in latest_stances(view).items():
        both = both_ways(cell)
        if both:
            later, earlier = both
            head = line(strong(party_name(party)), f" on {issue_label(issue)}, both ways")
            items.append(Item(head, (stance_line(view, earlier), stance_line(view, later))))
    return items


def contact_name(view: View, contact: Contact) -> str:
    """A contact named in a few words: "ministerial talks, Russia – United States, 18 Feb"."""
    day = f", {view.day(contact.date)}" if contact.date else ""
    day += f", {place_label(contact.place)}" if contact.place else ""
    return f"{contact_noun(contact.kind, contact.level)}, {parties_label(contact.parties)}{day}"


def _item(view: View, contact: Contact, about: str, group: list[Conflict]) -> Item:
    reports: dict[tuple[str, str], ContactReport] = {}
    for conflict in group:
        for report in conflict.reports:
            reports.setdefault((report.article, report.id), report)
    ordered = sorted(reports.values(), key=lambda report: view.published(report) or date.min)
    # Where the accounts tell the values apart themselves, the note would only say it twice.
    told = {_value(view, report, about) for report in ordered}
    notes = [conflict.note for conflict in group if conflict.note] if len(told) < 2 else []
    head = line(
        strong(capital(contact_name(view, contact))),
        f": {conflict_label(about)}",
        soft(f". {days_in_words(view, notes[0])}" if notes else ""),
    )
    return Item(head, tuple(_account(view, report, about) for report in ordered[:4]))


def days_in_words(view: View, note: str) -> str:
    """A conflict's note with its days as readers write them."""
    return _DAY.sub(lambda match: view.day(match[0]), note.rstrip("."))


def _account(view: View, report: ContactReport, about: str) -> Line:
    """What one report says of the field in dispute, in its words, with who is quoted, who reports, and when."""
    article = view.record.articles.get(report.article)
    focus = _focus(report, about)
    before, words, after = passage(article, sentence_of(report, focus), focus, report)
    told = f"said {speaker(report.said_by)}" if report.said_by else "in its own voice"
    by = outlet(article)
    day = view.said_on(report) or "undated"
    return line(
        strong(_value(view, report, about)),
        ": ",
        quote(_around(before, words, after)),
        soft(f" ({by}, {day}, {told}) "),
        view.refs.cite(report, focus),
    )


def _focus(report: ContactReport, about: str) -> Span | None:
    """The words on the field in dispute, where the evidence holds them; else those of the status."""
    named = {"place": (report.place,), "participants": report.participants, "level": report.participants}.get(about, ())
    for words in filter(None, named):
        for (start, _), sentence in zip(report.spans, report.evidence, strict=False):
            found = sentence.find(words)
            if found >= 0:
                return start + found, start + found + len(words)
    return focus_of(report)


def _value(view: View, report: ContactReport, about: str) -> str:
    if about == "status":
        return status_label(report.status)
    if about == "date":
        return say_date(report.date, view.year)
    if about == "level":
        return level_label(report.level)
    if about == "directness":
        return report.directness.value
    if about == "place":
        return report.place or "place not given"
    return ", ".join(report.participants) or "participants not given"


def _around(before: str, words: str, after: str) -> str:
    """A few words on each side of the ones that matter."""
    if not words or len(before + words + after) <= WIDTH:
        return shorten(before + words + after, WIDTH + 40)
    spare = max((WIDTH - len(words)) // 2, 20)
    left = before[-spare:].partition(" ")[2] if len(before) > spare else before
    right = after[:spare].rpartition(" ")[0] if len(after) > spare else after
    return f"{'…' if left != before else ''}{left}{words}{right}{'…' if right != after else ''}"
