"""When an article last changed, and a place for what is worked out; what nobody looks up any more goes."""

from alembic import op
from sqlalchemy import Column, LargeBinary

from communique.record.store.schema.base import STRICT, Number, Words

revision = "5"
down_revision = "4"


def upgrade() -> None:
    """A column and a table more, one table and two columns less."""
    op.add_column("articles", Column("changed", Number))
    op.create_index("articles_by_change", "articles", ["changed"])
    op.drop_table("article_parties")
    op.drop_index("findings_by_day", "findings")
    for name in ("first_day", "last_day"):
        op.drop_column("findings", name)
    op.create_table(
        "kept",
        Column("name", Words, primary_key=True),
        Column("number", Number, primary_key=True, autoincrement=False),
        Column("body", LargeBinary, nullable=False),
        **STRICT,
    )
