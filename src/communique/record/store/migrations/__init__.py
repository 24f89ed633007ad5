"""Bringing an older record up to this version, by Alembic's scripts in `versions`, one for each version.

The version of a record is kept in its `meta` table; Alembic keeps none of its own. Imported only where something is to
be done, since it takes a while.
"""

from __future__ import annotations

import threading
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

HERE = Path(__file__).parent
_one_at_a_time = threading.Lock()  # Alembic keeps what it works on in a place that all threads share


def migrate(db: Connection, version: int) -> None:
    """Take every step from `version` to the latest, within the caller's transaction."""
    scripts = ScriptDirectory(str(HERE))
    steps = reversed(list(scripts.iterate_revisions("head", str(version))))
    with _one_at_a_time, Operations.context(MigrationContext.configure(db)):
        for step in steps:
            step.module.upgrade()
