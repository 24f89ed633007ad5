"""The record file: its tables, and what goes into them and comes out."""

from communique.record.store.asked import Within
from communique.record.store.examination import Flaw
from communique.record.store.portions import portions
from communique.record.store.precedence import GIVEN, OTHER_FINDER, as_dated, other_date, other_headline
from communique.record.store.questions import Contents, Held
from communique.record.store.store import Store
from communique.record.store.write import Entry

__all__ = [
    "GIVEN",
    "OTHER_FINDER",
    "Contents",
    "Entry",
    "Flaw",
    "Held",
    "Store",
    "Within",
    "as_dated",
    "other_date",
    "other_headline",
    "portions",
]
