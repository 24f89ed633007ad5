"""The life of one item: its reports in the order of publication, what each changed, and how it stood after each."""

from __future__ import annotations

from typing import Any

from communique.analysis.speakers import said_by
from communique.model.findings import Finding
from communique.model.record import Record
from communique.record.items import article_of
from communique.reports.changes import plain_value
from communique.reports.dates import say_published
from communique.reports.document import (
    Bullets,
    Document,
    Item,
    Line,
    Paragraph,
    Section,
    join_lines,
    line,
    plain,
    quote,
    soft,
)
from communique.reports.listing import Column, Entry, Listing
from communique.reports.moments import Chapter, Life, Moment, Subject, life_of
from communique.reports.references import focus_of, outlet, passage, sentence_of
from communique.reports.view import View, make_view
from communique.reports.wording import speaker

KEYS = ("id", "chapter", "published", "publisher", "said_by", "says", "changed", "stands", "conflicts", "copy_of",
        "quote", "url", "report", "earlier_report")  # fmt: skip
COLUMNS = (Column("day"), Column("outlet", 2), Column("says", 4), Column("changed", 4), Column("stands", 4),
           Column("report", 2, 110))  # fmt: skip


def make_history(record: Record, subject: Subject, view: View | None = None) -> Document:
    """The life of a contact, agreement, plan, time limit or person, or of a party's stance on an issue, on a page."""
    view = view or make_view(record)
    life = life_of(view, subject)
    sections = [Section("now", "As it stands", (Paragraph(life.now),))]
    for number, chapter in enumerate(life.chapters, 1):
        sections.append(Section(f"chapter-{number}", chapter.title, _blocks(view, chapter)))
    return Document(life.title, line(soft(life.id)), tuple(sections), (), "history")


def list_history(record: Record, subject: Subject) -> Listing:
    """The same, one row for each report."""
    view = make_view(record)
    life = life_of(view, subject)
    entries = tuple(_entry(view, life, chapter, moment) for chapter in life.chapters for moment in chapter.moments)
    return Listing("reports", KEYS, COLUMNS, entries)


def _blocks(view: View, chapter: Chapter) -> tuple[Bullets | Paragraph, ...]:
    items = Bullets(tuple(_item(view, moment) for moment in chapter.moments))
    return (items, Paragraph(line(soft(chapter.note)))) if chapter.note else (items,)


def _item(view: View, moment: Moment) -> Item:
    report = moment.report
    head = line(soft(f"{told_by(view, report)}: "), moment.says, _arrow(moment.changed))
    details = [line(quote(excerpt(view, report)), soft(f" {report.article}:{report.id}"))]
    if moment.earlier is not None:
        before = excerpt(view, moment.earlier)
        details.append(line(soft("before: "), quote(before), soft(f" {moment.earlier.article}:{moment.earlier.id}")))
    if moment.stands:
        details.append(line(soft("stands: "), moment.stands))
    details += [line(soft("contradicts "), found) for found in moment.conflicts]
    copied = view.record.duplicates.get(report.article)
    if copied:
        article = view.record.articles.get(copied)
        day = say_published(article.published if article else None, view.year)
        details.append(line(soft(f"the same text as that of {outlet(article)}, {day}: no voice of its own")))
    return Item(head, tuple(details))


def _arrow(changed: tuple[Line, ...]) -> Line:
    return line(" → ", join_lines(changed)) if changed else ()


def told_by(view: View, report: Finding) -> str:
    """When, where and by whom: "18 Feb, Northern Post, said Ann Lee"."""
    who = said_by(report)
    parts = [view.said_on(report) or "undated", outlet(article_of(view.record, report.article))]
    return ", ".join([*parts, f"said {speaker(who)}"] if who else parts)


def excerpt(view: View, report: Finding) -> str:
    """The sentence it rests on, cut around the words that matter."""
    focus = focus_of(report)
    return "".join(passage(article_of(view.record, report.article), sentence_of(report, focus), focus, report))


def _entry(view: View, life: Life, chapter: Chapter, moment: Moment) -> Entry:
    report = moment.report
    article = article_of(view.record, report.article)
    data: dict[str, Any] = {
        "id": life.id,
        "chapter": chapter.title,
        "published": article.published if article else None,
        "publisher": outlet(article),
        "said_by": said_by(report),
        "says": plain(moment.says),
        "changed": [plain(changed) for changed in moment.changed],
        "shifts": [
            {"field": shift.field, "before": plain_value(shift.before), "after": plain_value(shift.after)}
            for shift in moment.shifts
        ],
        "stands": plain(moment.stands),
        "conflicts": [plain(found) for found in moment.conflicts],
        "copy_of": view.record.duplicates.get(report.article),
        "quote": " ".join(" ".join(report.evidence).split()),
        "url": article.url if article else None,
        "report": f"{report.article}:{report.id}",
        "earlier_report": f"{moment.earlier.article}:{moment.earlier.id}" if moment.earlier else None,
    }
    cells = (
        line(view.said_on(report) or "undated"), line(outlet(article)), moment.says, join_lines(moment.changed),
        moment.stands, line(soft(f"{report.article}:{report.id}")),
    )  # fmt: skip
    return Entry(data, cells)
