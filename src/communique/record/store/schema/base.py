"""What all tables are made of, the table that says which version a record is, and that version."""

from __future__ import annotations

from typing import Any

from sqlalchemy import REAL, BigInteger, Column, ColumnElement, Double, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

SCHEMA_VERSION = 6

metadata = MetaData()

# Texts are ordered by their code points in both databases, whatever the language of the server is.
Words = Text().with_variant(Text(collation="C"), "postgresql")
Number = BigInteger().with_variant(Integer(), "sqlite")
Measure: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")
STRICT: dict[str, Any] = {"sqlite_strict": True}
BY_KEY: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}
"""A table that lies by its key, in a database that can have it so."""

meta = Table(
    "meta",
    metadata,
    Column("key", Words, primary_key=True),
    Column("value", Words, nullable=False),
    **STRICT,
)


def where(condition: ColumnElement[bool]) -> dict[str, Any]:
    """An index of those rows only."""
    return {"sqlite_where": condition, "postgresql_where": condition}
