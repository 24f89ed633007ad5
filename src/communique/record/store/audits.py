"""What runs left unread as out of scope, and what a sample of it held; runs of one day count as one."""

from __future__ import annotations

import json

from sqlalchemy import Connection, insert, select, update

from communique.model.record import Audit
from communique.record.store.schema import audits
from communique.record.store.versions import read_version

SINCE_AUDITS = 3
"""The version of the record since which it keeps them."""
_LAST = select(audits).order_by(audits.c.seq.desc()).limit(1)


def add_audit(db: Connection, audit: Audit, made_at: str) -> None:
    """Keep what a run came to, added to the earlier runs of the day that were for the same parties."""
    last, parties = db.execute(_LAST).first(), json.dumps(audit.parties)
    if last is None or (last.parties, last.made_at[:10]) != (parties, made_at[:10]):
        numbers = {"seen": audit.seen, "out": audit.out, "read": audit.read}
        db.execute(
            insert(audits), {"made_at": made_at, "parties": parties, "missed": json.dumps(audit.missed), **numbers}
        )
        return
    sums = {"seen": last.seen + audit.seen, "out": last.out + audit.out, "read": last.read + audit.read}
    missed = json.dumps([*json.loads(last.missed), *audit.missed])
    db.execute(update(audits).where(audits.c.seq == last.seq), {"made_at": made_at, "missed": missed, **sums})


def read_audits(db: Connection) -> list[Audit]:
    """What the runs came to, in their order; none in a record that is older than this count."""
    if read_version(db) < SINCE_AUDITS:
        return []
    return [
        Audit(tuple(json.loads(row.parties)), row.seen, row.out, row.read, tuple(json.loads(row.missed)), row.made_at)
        for row in db.execute(select(audits).order_by(audits.c.seq))
    ]
