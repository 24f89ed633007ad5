"""Decisions, which are only ever added."""

from alembic import op
from sqlalchemy import Column

from communique.record.store.dialects import dialect_of
from communique.record.store.schema.base import STRICT, Number, Words

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """A table, and its guard."""
    op.create_table(
        "decisions",
        Column("seq", Number, primary_key=True),
        Column("id", Words, nullable=False, unique=True),
        Column("made_at", Words, nullable=False),
        Column("body", Words, nullable=False),
        **STRICT,
    )
    dialect_of(op.get_bind()).guard_decisions(op.get_bind())
