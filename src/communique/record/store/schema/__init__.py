"""The tables of a record, the same in both databases, and their version."""

from communique.record.store.schema.base import SCHEMA_VERSION, meta, metadata
from communique.record.store.schema.record import (
    article_parties,
    articles,
    audits,
    decisions,
    failures,
    findings,
    fingerprints,
    marks,
)
from communique.record.store.schema.watching import leases, outbox, polls, recent_pages, seen_items, told, watches

__all__ = [
    "SCHEMA_VERSION",
    "article_parties",
    "articles",
    "audits",
    "decisions",
    "failures",
    "findings",
    "fingerprints",
    "leases",
    "marks",
    "meta",
    "metadata",
    "outbox",
    "polls",
    "recent_pages",
    "seen_items",
    "told",
    "watches",
]
