"""The first version: articles, findings and failures."""

revision = "1"
down_revision = None


def upgrade() -> None:
    """Nothing comes before it."""
