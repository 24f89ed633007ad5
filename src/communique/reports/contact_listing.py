"""The contacts as a list."""

from __future__ import annotations

from typing import Any

from communique.model.findings import ContactReport, Status
from communique.model.record import Contact, Record
from communique.reports.document import line, soft, strong
from communique.reports.doubt import LEGEND, doubt, is_doubtful
from communique.reports.export import contact_fields
from communique.reports.judged import KEYS as JUDGED
from communique.reports.judged import judged, judged_row
from communique.reports.listing import Column, Entry, Listing
from communique.reports.references import report_count, voices
from communique.reports.view import View, deciding_report, group_of, make_view, marks, participants_line
from communique.reports.wording import DASH, few, kind_label, speaker, status_label

KEYS = ("id", "status", "date", "kind", "parties", "mediators", "participants", "level", "directness", "place",
        "said_by", "reports", "independent", "disputed", "lapsed", "outlets", "first_reported", "last_reported",
        "evidence", *JUDGED)  # fmt: skip
COLUMNS = (
    Column("id"), Column("when"), Column("status", 3, 0, 11), Column("kind"), Column("parties", 4, 0, 11),
    Column("place", 2, 90), Column("participants", 5, 110), Column("level", 0, 130), Column("reports"),
)  # fmt: skip


def list_contacts(record: Record, statuses: frozenset[Status] | None = None) -> Listing:
    """Every contact, those held first, the latest first, in the groups of the brief; only some statuses if given."""
    view = make_view(record)
    contacts = [contact for group in view.grouped.values() for contact in group]
    chosen = [contact for contact in contacts if statuses is None or contact.status in statuses]
    note = LEGEND if any(is_doubtful(contact.reports) for contact in chosen) else ""
    return Listing("contacts", KEYS, COLUMNS, tuple(contact_entry(view, contact) for contact in chosen), note)


def contact_data(view: View, contact: Contact) -> dict[str, Any]:
    """One contact complete, with every report of it."""
    report = deciding_report(contact)
    days = [day.isoformat() for r in contact.reports if (day := view.published(r))]
    articles = [view.record.articles.get(r.article) for r in contact.reports]
    return {
        **contact_fields(contact),
        "said_by": report.said_by,
        "reports": len({r.article for r in contact.reports}),
        "independent": len(voices(contact.reports, view.record)),
        "disputed": sorted({conflict.about for conflict in view.conflicts_of(contact)}),
        "lapsed": group_of(view, contact) == "lapsed",
        "outlets": sorted({a.publisher for a in articles if a and a.publisher}),
        "first_reported": min(days, default=None),
        "last_reported": max(days, default=None),
        "evidence": report.evidence[0] if report.evidence else None,
        **judged_row(view.record.judgements, contact),
        "said": [_report_data(view, r) for r in contact.reports],
    }


def _report_data(view: View, report: ContactReport) -> dict[str, Any]:
    from communique.findings.jsonl import finding_to_json

    article = view.record.articles.get(report.article)
    where = {
        "article": report.article,
        "publisher": article.publisher if article else None,
        "published": article.published if article else None,
        "url": article.url if article else None,
    }
    return {**where, **finding_to_json(report, "contacts")}


def contact_entry(view: View, contact: Contact) -> Entry:
    """One contact as a row."""
    report = deciding_report(contact)
    told = f", said {speaker(report.said_by)}" if report.said_by else ""
    disputed = ", disputed" if view.conflicts_of(contact) else ""
    via = f" via {', '.join(contact.mediators)}" if contact.mediators else ""
    lapsed = "; no report since" if group_of(view, contact) in ("lapsed", "dormant") else ""
    cells = (
        line(soft(contact.id)),
        line(view.day(contact.date)),
        line(marks(view, contact), f" {status_label(contact.status)}", strong(disputed), soft(told + lapsed),
             doubt(*contact.reports), judged(view.record.judgements, contact)),
        line(kind_label(contact.kind)),
        line(strong(DASH.join(few(list(contact.parties), "more"))), soft(via)),
        line(contact.place or ""),
        participants_line(contact),
        line(contact.level.value if contact.level.value != "unknown" else ""),
        line(soft(report_count(contact.reports, view.record).replace(" reports", "").replace(" report", "")
                  .replace("independent", "indep."))),
    )  # fmt: skip
    return Entry(contact_data(view, contact), cells)
