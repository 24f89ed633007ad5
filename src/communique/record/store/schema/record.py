"""The tables of what was read, of what people decided on it, and of what was left unread."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Table, UniqueConstraint

from communique.record.store.schema.base import BY_KEY, STRICT, Number, Words, metadata, where

articles = Table(
    "articles",
    metadata,
    Column("seq", Number, primary_key=True),
    Column("id", Words, nullable=False, unique=True),
    Column("text", Words, nullable=False),
    Column("title", Words),
    Column("url", Words),
    Column("publisher", Words),
    Column("published", Words),
    Column("published_basis", Words),
    Column("language", Words, nullable=False),
    Column("origin", Words, nullable=False),
    Column("meta", Words),
    Column("reader", Words, nullable=False),
    Column("is_read", Number, nullable=False),
    Column("fetched", Words),
    Column("modified", Words),
    # The change of the record, by its number, that the article or its findings last had part in.
    Column("changed", Number),
    **STRICT,
)
Index("articles_by_change", articles.c.changed)

# What copies and editions of an article are known by: a cache of pure functions of its text and address, made anew
# where `version` is not that of the functions.
fingerprints = Table(
    "fingerprints",
    metadata,
    Column("article", Number, ForeignKey("articles.seq", ondelete="CASCADE"), primary_key=True),
    Column("version", Number, nullable=False),
    Column("address", Words),
    Column("content", Words, nullable=False),
    Column("sample", LargeBinary, nullable=False),
    **STRICT,
)
Index("fingerprints_by_address", fingerprints.c.address, **where(fingerprints.c.address.is_not(None)))
Index("fingerprints_by_content", fingerprints.c.content)

# The least numbers of each sample: texts that have words in common have some of them in common.
marks = Table(
    "marks",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("article", Number, ForeignKey("articles.seq", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    **BY_KEY,
)

# Rows lie by article, as a record is built from them; the body is what `rows` writes.
findings = Table(
    "findings",
    metadata,
    Column("article", Number, ForeignKey("articles.seq", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("place", Number, primary_key=True, autoincrement=False),
    Column("kind", Words, nullable=False),
    Column("id", Words, nullable=False),
    Column("body", Words, nullable=False),
    **BY_KEY,
)

# What was worked out of all that stands here, in parts: a cache, which may be emptied at any time.
kept = Table(
    "kept",
    metadata,
    Column("name", Words, primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
    **STRICT,
)

failures = Table(
    "failures",
    metadata,
    Column("seq", Number, primary_key=True),
    Column("origin", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("hint", Words, nullable=False),
    Column("article", Words),
    UniqueConstraint("origin", "kind", "reason"),
    **STRICT,
)
Index("failures_by_article", failures.c.article)

# What people decided: lines are added, never changed and never taken away.
decisions = Table(
    "decisions",
    metadata,
    Column("seq", Number, primary_key=True),
    Column("id", Words, nullable=False, unique=True),
    Column("made_at", Words, nullable=False),
    Column("body", Words, nullable=False),
    **STRICT,
)

# What runs left unread as out of scope, and what a sample of it held; lists are JSON.
audits = Table(
    "audits",
    metadata,
    Column("seq", Number, primary_key=True),
    Column("made_at", Words, nullable=False),
    Column("parties", Words, nullable=False),
    Column("seen", Number, nullable=False),
    Column("out", Number, nullable=False),
    Column("read", Number, nullable=False),
    Column("missed", Words, nullable=False),
    **STRICT,
)
