"""The whole record as JSON, in the stable format that other programs read."""

from __future__ import annotations

from typing import Any

from communique.findings.jsonl import finding_to_json
from communique.model.article import Article
from communique.model.findings import Finding
from communique.model.record import Conflict, Contact, Record
from communique.record.duplicates import voices
from communique.record.items import item_id

FORMAT = "communique-record/1"
_KINDS = ("positions", "agreements", "proposals", "deadlines", "statements")


def export_json(record: Record) -> dict[str, Any]:
    """The record as an object of format `communique-record/1`, ready for `json.dumps`.

    `as_of` is the day that was asked for, else the last day of publication. `independent` counts the reports of a
    contact without copies. Every finding carries its article, its evidence and the offsets of it.
    """
    days = [article.published_day for article in record.articles.values() if article.published_day]
    last = max(days, default=None)
    return {
        "format": FORMAT,
        "as_of": record.as_of.isoformat() if record.as_of else last,
        "articles": [_article(article, record) for article in record.articles.values()],
        "contacts": [_contact(contact, record) for contact in record.contacts],
        **{kind: [_finding(item, kind) for item in getattr(record, kind)] for kind in _KINDS},
        "conflicts": [_conflict(conflict) for conflict in record.conflicts],
        "failures": [
            {"origin": f.origin, "kind": f.kind.value, "reason": f.reason, "hint": f.hint, "article": f.article}
            for f in record.failures
        ],
    }


def _article(article: Article, record: Record) -> dict[str, Any]:
    return {
        "id": article.id,
        "url": article.url,
        "publisher": article.publisher,
        "title": article.title,
        "published": article.published,
        "duplicate_of": record.duplicates.get(article.id),
    }


def contact_fields(contact: Contact) -> dict[str, Any]:
    """What the record says of a contact, by the names that exports and lists share."""
    return {
        "id": contact.id,
        "kind": contact.kind.value,
        "parties": list(contact.parties),
        "mediators": list(contact.mediators),
        "participants": list(contact.participants),
        "level": contact.level.value,
        "directness": contact.directness.value,
        "date": contact.date,
        "place": contact.place,
        "status": contact.status.value,
    }


def _contact(contact: Contact, record: Record) -> dict[str, Any]:
    return {
        **contact_fields(contact),
        "independent": voices((report.article for report in contact.reports), record.duplicates),
        "reports": [_finding(report, "contacts") for report in contact.reports],
    }


def _finding(item: Finding, kind: str) -> dict[str, Any]:
    return {**finding_to_json(item, kind), "id": item_id(item), "article": item.article}


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "contact": conflict.contact,
        "about": conflict.about,
        "reports": [_finding(report, "contacts") for report in conflict.reports],
        "note": conflict.note,
    }
