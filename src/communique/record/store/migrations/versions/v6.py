"""In SQLite, words are indexed anew only where they changed, and not whenever an article is read again."""

from alembic import op

from communique.record.store.dialects.sqlite import WORDS_CHANGED

revision = "6"
down_revision = "5"


def upgrade() -> None:
    """Another trigger in place of the one before."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER articles_changed")
        op.execute(WORDS_CHANGED)
