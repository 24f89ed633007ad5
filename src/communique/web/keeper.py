"""Keeping the record that is shown up to date with its file, whichever process writes to it."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Callable
from contextvars import copy_context
from datetime import UTC, date, datetime

from communique.errors import CommuniqueError
from communique.model.record import Record
from communique.record.build import collector_paused, load_record
from communique.record.live import LiveRecord
from communique.record.store import Store
from communique.web.once import Once
from communique.web.shown import Shown

log = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0
"""How often the file is looked at."""
QUIET_S, PATIENCE_S = 2.0, 300.0
"""A record that took longer than this to be made anew is made anew when no page was asked for in so many seconds, or
after so many."""
KEPT_DAYS = 4
"""Of how many days the record is kept as it could be known then."""


class NotReadyError(CommuniqueError):
    """The record is still being loaded for the first time."""

    exit_code = 4


class Keeper:
    """Holds the record as last loaded, and loads it anew in a thread of its own when the file has changed.

    Readers never wait for that: they see the state before until the new one is whole.
    """

    def __init__(
        self,
        opened: Callable[[], Store],
        writing: Callable[[], Store] | None = None,
        warm: Callable[[Shown], None] = lambda _: None,
    ) -> None:
        """`warm` works out what pages will ask for, before they can."""
        self._store = opened()
        self._writing = writing
        self._warm = warm
        self._shown: Shown | None = None
        self._live = LiveRecord()
        self._took = 0.0
        self._asked = 0.0
        self._days = Once(KEPT_DAYS)
        self._changed = threading.Condition()
        self._settled: dict[str, int] = {}
        self._stopping = threading.Event()
        self._wake = threading.Event()
        # In the context of pages, so that what is worked out for them names the record as they do.
        self._thread = threading.Thread(target=copy_context().run, args=(self._watch,), name="record", daemon=True)
        self.error: str | None = None
        """What went wrong when the file was last looked at; None while all is well."""

    @property
    def store(self) -> Store:
        """The record file, for what is asked of it directly: words, texts, failures."""
        return self._store

    def start(self) -> None:
        """Begin to load, and to look for changes."""
        self._thread.start()

    def stop(self) -> None:
        """Stop looking, and close the file."""
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)
        self._store.close()

    def shown(self, as_of: date | None = None) -> Shown:
        """The record as last loaded; with `as_of` as it could be known on that day. Raises NotReadyError at first."""
        shown = self._shown
        if shown is None:
            raise NotReadyError("the record is being loaded", hint=self.error or "this page comes up by itself")
        return shown if as_of is None or as_of == shown.until else self._as_of(shown, as_of)

    def asked(self) -> None:
        """Somebody asks for a page."""
        self._asked = time.monotonic()

    def wait_for(self, revision: int, timeout_s: float) -> bool:
        """Wait until a revision of the file is shown; False when it takes longer."""
        self._wake.set()
        with self._changed:
            return self._changed.wait_for(lambda: self.revision() >= revision, timeout_s)

    def settle(self, identifier: str, revision: int) -> None:
        """Remember that an item was decided on, until a record that knows of it is shown."""
        with self._changed:
            self._settled[identifier] = revision

    def settled(self) -> frozenset[str]:
        """Items that were decided on since the record that is shown was loaded."""
        shown = self.revision()
        with self._changed:
            self._settled = {key: revision for key, revision in self._settled.items() if revision > shown}
            return frozenset(self._settled)

    def revision(self) -> int:
        """Which revision of the file is shown; -1 while none is."""
        return self._shown.revision if self._shown else -1

    def _watch(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                self._renew()
                self.error = None
            except CommuniqueError as error:
                self.error = str(error)
                log.warning("the record could not be loaded: %s", error)
            self._wake.wait(LOOK_EVERY_S)

    def _renew(self) -> None:
        if self._store.revision() == self.revision():
            return
        self._await_quiet()
        # Asked before the record is loaded: what comes in meanwhile is a change to look at next.
        revision, articles = self._store.revision(), self._store.last_article()
        began = time.monotonic()
        with collector_paused():
            record = self._changed_record() if self._shown else load_record(self._store)
            shown = Shown(record, revision, datetime.now(UTC), articles)
            self._warm(shown)
            # Else the next look for garbage would go through all of it, for seconds in which no page is answered.
            gc.freeze()
        self._took = time.monotonic() - began
        is_first = self._shown is None
        with self._changed:
            self._shown = shown
            self._changed.notify_all()
        if is_first:
            self._keep(record, revision)

    def _keep(self, record: Record, revision: int) -> None:
        """Keep a large record as it was merged, where it may be written, so that the next desk opens it at once."""
        if self._writing is None or not self._store.wants_kept():
            return
        try:
            with self._writing() as store:
                store.keep_record(record, revision)
        except CommuniqueError as error:
            log.info("the merged record is not kept: %s", error)

    def _await_quiet(self) -> None:
        """Where making it anew takes a while, in which every page would wait, let those who read now read on.

        A change is looked at when nobody has asked for a page for a moment, or it has waited long enough.
        """
        latest = time.monotonic() + PATIENCE_S
        while self._took > QUIET_S and not self._stopping.is_set():
            now = time.monotonic()
            if now > latest or now - self._asked > QUIET_S:
                return
            self._stopping.wait(0.1)

    def _changed_record(self) -> Record:
        """The record with what has changed since it was shown; the first change has all of it taken in once more."""
        self._live.take_in(self._store.contents(self._live.revision))
        return self._live.record()

    def _as_of(self, shown: Shown, day: date) -> Shown:
        return self._days.get(
            (shown.revision, day), lambda: Shown(load_record(self._store, day), shown.revision, shown.made_at)
        )
