"""Rows that go into a table unless a row with their key is there, in one statement that both databases know."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Insert, Table
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler


class InsertNew(Insert):
    """An insert that leaves rows be which are there already."""

    inherit_cache = True


def insert_new(table: Table) -> InsertNew:
    """An insert into `table` of those rows whose key is new; its `rowcount` says how many."""
    return InsertNew(table).inline().execution_options(preserve_rowcount=True)


@compiles(InsertNew)
def _to_sql(statement: InsertNew, compiler: SQLCompiler, **options: Any) -> str:
    plain: str = compiler.visit_insert(statement, **options)  # type: ignore[no-untyped-call]
    return f"{plain} ON CONFLICT DO NOTHING"
