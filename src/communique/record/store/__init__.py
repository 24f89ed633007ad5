"""The record file: its tables, and what goes into them and comes out."""

from communique.record.store.store import GIVEN, OTHER_FINDER, Contents, Store
from communique.record.store.write import as_dated, other_date, other_headline

__all__ = ["GIVEN", "OTHER_FINDER", "Contents", "Store", "as_dated", "other_date", "other_headline"]
