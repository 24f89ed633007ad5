"""What SQLite and PostgreSQL do each in a way of their own; everything else in the store is the same for both."""

from communique.record.store.dialects.dialect import Dialect, dialect_of

__all__ = ["Dialect", "dialect_of"]
