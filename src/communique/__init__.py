"""communique reads the reporting on a negotiation and keeps its record, every line linked to the words it rests on.

>>> import communique
>>> communique.read(["articles/"], record="talks.db")  # doctest: +SKIP
Summary(read=12, unchanged=0, skipped_language=0, failures=(), doubtful_dates=0)
>>> record = communique.open_record("talks.db")  # doctest: +SKIP
>>> for contact in record.contacts:  # doctest: +SKIP
...     print(contact.date, contact.status, contact.parties, [report.evidence for report in contact.reports])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from communique.api import brief, decide, find, open_record, read
    from communique.errors import CommuniqueError
    from communique.model.article import Article, Failure
    from communique.model.decisions import Decision
    from communique.model.findings import Findings
    from communique.model.record import Conflict, Contact, Record
    from communique.record.intake import Summary

__all__ = [
    "Article",
    "CommuniqueError",
    "Conflict",
    "Contact",
    "Decision",
    "Failure",
    "Findings",
    "Record",
    "Summary",
    "__version__",
    "brief",
    "decide",
    "find",
    "open_record",
    "read",
]

_HOMES = {
    "Article": "model.article",
    "CommuniqueError": "errors",
    "Conflict": "model.record",
    "Contact": "model.record",
    "Decision": "model.decisions",
    "Failure": "model.article",
    "Findings": "model.findings",
    "Record": "model.record",
    "Summary": "record.intake",
    "brief": "api",
    "decide": "api",
    "find": "api",
    "open_record": "api",
    "read": "api",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that `import communique` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'communique' has no attribute {name!r}")
    value = getattr(import_module(f"communique.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
