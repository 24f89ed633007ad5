"""One watch at a time on one record: a lease that ends by itself, and that is nobody's once its holder is dead."""

from __future__ import annotations

import os
import platform
from contextlib import suppress
from datetime import timedelta

from communique.clock import Clock
from communique.errors import RecordAwayError, RecordFullError, RecordLockedError
from communique.processes import is_running
from communique.record.store import Store

NAME = "watch"
LENGTH = timedelta(minutes=15)
_RENEWED = 300.0
"""Seconds after which a lease is renewed at the next occasion."""


class Lease:
    """The right to watch a record; `renew` as often as there is occasion."""

    def __init__(self, store: Store, clock: Clock, holder: str | None = None) -> None:
        self._store = store
        self._clock = clock
        self._holder = holder or f"process {os.getpid()} on {platform.node() or 'this machine'}"
        self._renewed: float | None = None

    def renew(self) -> None:
        """Take the lease, or keep it. Raises RecordLockedError where another watch is at work on the record."""
        now = self._clock.monotonic()
        if self._renewed is not None and now - self._renewed < _RENEWED:
            return
        other = self._store.outbox.lease(NAME, self._holder, self._clock.now(), length=LENGTH, is_alive=is_alive)
        if other is not None:
            hint = "stop it first, or leave the work to it"
            raise RecordLockedError(f"another watch is at work on {self._store.place}: {other}", hint=hint)
        self._renewed = now

    def release(self) -> None:
        """Give it back; where the record cannot be had, it ends by itself."""
        with suppress(RecordAwayError, RecordFullError):
            self._store.outbox.release(NAME, self._holder)


def is_alive(holder: str) -> bool:
    """False for a holder of this machine whose process has ended; of other machines nobody knows, so True."""
    words, _, node = holder.partition(" on ")
    number = words.rpartition(" ")[2]
    if node != (platform.node() or "this machine") or not number.isdigit():
        return True
    # Our own number: it was another process that had it.
    return int(number) != os.getpid() and is_running(int(number))
