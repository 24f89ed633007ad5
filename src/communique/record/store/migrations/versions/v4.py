"""Pages that were read lately and are looked at again."""

from alembic import op
from sqlalchemy import Column, ForeignKey

from communique.record.store.schema.base import BY_KEY, Number, Words

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """A table, empty until pages are read."""
    op.create_table(
        "recent_pages",
        Column("address", Words, primary_key=True),
        Column("url", Words, nullable=False),
        Column("source", Number, ForeignKey("polls.seq", ondelete="CASCADE"), nullable=False),
        *(Column(name, Words, nullable=False) for name in ("body", "read", "due")),
        Column("looks", Number, nullable=False),
        *(Column(name, Words) for name in ("etag", "last_modified")),
        **BY_KEY,
    )
    op.create_index("recent_pages_by_source", "recent_pages", ["source", "due"])
