"""The tables of a record, the same in both databases, and their version."""

from communique.record.store.schema.base import SCHEMA_VERSION, meta, metadata
from communique.record.store.schema.record import (
    articles,
    audits,
    decisions,
    failures,
    findings,
    fingerprints,
    kept,
    marks,
)
from communique.record.store.schema.watching import leases, outbox, polls, recent_pages, seen_items, told, watches

__all__ = [
    "SCHEMA_VERSION",
    "articles",
    "audits",
    "decisions",
    "failures",
    "findings",
    "fingerprints",
    "kept",
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
