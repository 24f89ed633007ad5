"""The record file: its tables, and what goes into them and comes out."""

from communique.record.store.store import GIVEN, Contents, Store

__all__ = ["GIVEN", "Contents", "Store"]
