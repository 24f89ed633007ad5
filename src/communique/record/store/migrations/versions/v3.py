"""Editions and copies, the memory of watching, and what was left unread; `add` fills the fingerprints in."""

from alembic import op
from sqlalchemy import Column, ForeignKey, LargeBinary, column

from communique.record.store.schema.base import BY_KEY, STRICT, Measure, Number, Words, where

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Two columns and nine tables."""
    for name in ("fetched", "modified"):
        op.add_column("articles", Column(name, Words))
    _add_fingerprints()
    _add_polls()
    _add_outbox()
    op.create_table(
        "audits",
        Column("seq", Number, primary_key=True),
        Column("made_at", Words, nullable=False),
        Column("parties", Words, nullable=False),
        Column("seen", Number, nullable=False),
        Column("out", Number, nullable=False),
        Column("read", Number, nullable=False),
        Column("missed", Words, nullable=False),
        **STRICT,
    )


def _add_fingerprints() -> None:
    op.create_table(
        "fingerprints",
        Column("article", Number, ForeignKey("articles.seq", ondelete="CASCADE"), primary_key=True),
        Column("version", Number, nullable=False),
        Column("address", Words),
        Column("content", Words, nullable=False),
        Column("sample", LargeBinary, nullable=False),
        **STRICT,
    )
    op.create_index("fingerprints_by_address", "fingerprints", ["address"], **where(column("address").is_not(None)))
    op.create_index("fingerprints_by_content", "fingerprints", ["content"])
    op.create_table(
        "marks",
        Column("number", Number, primary_key=True, autoincrement=False),
        Column(
            "article", Number, ForeignKey("articles.seq", ondelete="CASCADE"), primary_key=True, autoincrement=False
        ),
        **BY_KEY,
    )


def _add_polls() -> None:
    op.create_table(
        "polls",
        Column("seq", Number, primary_key=True),
        Column("source", Words, nullable=False, unique=True),
        Column("name", Words, nullable=False),
        *(Column(name, Words) for name in ("kind", "address", "etag", "last_modified", "digest", "next_poll",
                                           "last_poll", "last_change")),
        Column("rhythm", Measure),
        Column("failures", Number, nullable=False),
        Column("error", Words),
        Column("gone", Number, nullable=False),
        Column("items", Number, nullable=False),
        **STRICT,
    )  # fmt: skip
    op.create_table(
        "seen_items",
        Column("source", Number, ForeignKey("polls.seq", ondelete="CASCADE"), primary_key=True, autoincrement=False),
        Column("key", Words, primary_key=True),
        *(Column(name, Words, nullable=False) for name in ("version", "state", "first_seen", "last_seen")),
        *(Column(name, Number, nullable=False) for name in ("editions", "tries")),
        *(Column(name, Words) for name in ("next_try", "reason", "body")),
        **BY_KEY,
    )
    op.create_index("seen_items_waiting", "seen_items", ["next_try"], **where(column("body").is_not(None)))
    op.create_index("seen_items_by_day", "seen_items", ["source", "last_seen"])


def _add_outbox() -> None:
    op.create_table(
        "watches",
        Column("name", Words, primary_key=True),
        Column("article", Number, nullable=False),
        Column("last_digest", Words),
        **STRICT,
    )
    op.create_table(
        "told",
        Column("watch", Words, primary_key=True),
        Column("change", Words, primary_key=True),
        Column("told_at", Words, nullable=False),
        **BY_KEY,
    )
    op.create_table(
        "outbox",
        Column("seq", Number, primary_key=True),
        Column("key", Words, nullable=False, unique=True),
        *(Column(name, Words, nullable=False) for name in ("watch", "target", "body", "made")),
        Column("tries", Number, nullable=False),
        *(Column(name, Words) for name in ("next_try", "sent", "error")),
        **STRICT,
    )
    op.create_table(
        "leases",
        Column("name", Words, primary_key=True),
        Column("holder", Words, nullable=False),
        Column("expires", Words, nullable=False),
        **STRICT,
    )
