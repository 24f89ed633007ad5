"""The loop: places that are due are polled, items that wait are read, pages looked at again, what changed is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from communique.errors import (
    ArticleError,
    CommuniqueError,
    FailureKind,
    RecordAwayError,
    RecordFullError,
    RecordLockedError,
)
from communique.model.watching import SourceKind
from communique.watch.delivery import Ways, deliver
from communique.watch.fetching import TOGETHER, Asking, Got, fetch_all
from communique.watch.items import read_waiting
from communique.watch.lease import Lease
from communique.watch.looking import Looker, edited_lines
from communique.watch.place import Place
from communique.watch.polling import Tools, asking_of, poll, put_off
from communique.watch.rhythm import wait_from
from communique.watch.telling import Teller
from communique.watch.words import unreadable_line

STEP = 1200.0
"""So many seconds it sleeps at most."""
_LOCKED = 60.0
"""So many seconds it waits for a record that is locked, or for room on its disk."""
_PATIENCE = 600.0
"""While items are read without end, what changed is told at least every so many seconds."""
_TIDY = 6 * 3600.0


@dataclass(frozen=True, slots=True)
class Work:
    """What a watcher does: places to poll, and what of the record to speak about."""

    places: Sequence[Place]
    teller: Teller
    ways: Ways
    lease: Lease


class Watcher:
    """Watches until it is stopped; whatever it is doing then, all that it has written is whole.

    Within a run it goes by the time that passes; the time of day only counts when it starts, so that setting the
    clock neither stalls it nor makes it poll everything at once.
    """

    def __init__(self, tools: Tools, work: Work, say: Callable[[str], None]) -> None:
        self._tools = tools
        self._work = work
        self._say = say
        self._due: dict[str, float] = {}
        self._told = self._tidied = self._now()
        self._revision: int | None = None
        self._items_due = self._looks_due = self._letters_due = self._now()
        self._looker = Looker(tools)
        self._locked = False
        self._unreadable = 0
        self.is_stopped = False

    def run(self, *, once: bool = False, until: datetime | None = None) -> None:
        """Watch; with `once` only what is due now.

        Raises RecordLockedError where another watch is at work, and RecordFullError where the record cannot be written:
        at the start, and with `once`; else that is waited for.
        """
        end = None if until is None else self._now() + (until - self._tools.clock.now()).total_seconds()
        self._work.lease.renew()
        try:
            self._start()
            while not self.is_stopped and (end is None or self._now() < end):
                if not self.step(once=once):
                    if once:
                        return
                    self._tools.clock.sleep(self._pause(end))
        finally:
            self._work.lease.release()

    def stop(self) -> None:
        """End the run after the step that it is at; a handler of signals may call it."""
        self.is_stopped = True

    def step(self, *, once: bool = False) -> bool:
        """Do the next thing that is due; False where nothing is."""
        try:
            return self._do_next()
        except RecordFullError as error:
            if once:
                raise
            return self._wait(error)

    def _do_next(self) -> bool:
        try:
            self._work.lease.renew()
        except RecordAwayError as error:
            return self._wait(error)
        try:
            busy = self._poll_next() or self._read_next() or self._look_next()
            if not busy or self._now() - self._told > _PATIENCE:
                self._tell()
            self._send()
            self._tidy()
            self._locked = False
            return busy
        except (RecordLockedError, RecordAwayError) as error:
            return self._wait(error)

    def _wait(self, error: CommuniqueError) -> bool:
        """Let a moment pass until the record can be written again; said once."""
        if not self._locked:
            room = f" ({error.hint})" if isinstance(error, RecordFullError) else ""
            self._say(f"waiting: {error.message}{room}")
        self._locked = True
        self._tools.clock.sleep(_LOCKED)
        return True

    def _start(self) -> None:
        """Take up every place where it was left."""
        now = self._tools.clock.now()
        known = {kept.source: kept for kept in self._tools.store.polls.all()}
        for place in self._work.places:
            last = known.get(place.source)
            if last is not None and last.gone and not place.is_named:
                continue
            wait = wait_from(last.last_poll, last.next_poll, now) if last else timedelta(0)
            self._due[place.source] = self._now() + wait.total_seconds()
        self._work.teller.begin()

    def _poll_next(self) -> bool:
        """Poll the places that have been due for longest, of each host one; what they show is kept in that order."""
        due = [place for place in self._work.places if self._due.get(place.source, float("inf")) <= self._now()]
        due.sort(key=lambda place: self._due[place.source])
        if due and due[0].kind is SourceKind.FILES:
            self._keep(due[0], None)
            return True
        chosen: dict[str, tuple[Place, Asking]] = {}
        for place in due:
            if place.kind is not SourceKind.FILES and len(chosen) < TOGETHER:
                asking = asking_of(self._tools, place)
                chosen.setdefault(asking.host, (place, asking))
        answers = fetch_all(self._tools.client, [asking for _, asking in chosen.values()])
        for (place, _), answer in zip(chosen.values(), answers, strict=True):
            self._keep(place, answer)
        return bool(chosen)

    def _keep(self, place: Place, answer: Got | None) -> None:
        """Keep what one place shows, and when it is due again."""
        try:
            outcome = poll(self._tools, place, answer)
        except CommuniqueError:
            raise
        except Exception as error:  # a defect must not end the watch over all the other places
            reason = f"it cannot be polled: {type(error).__name__}: {error}"[:300]
            outcome = put_off(self._tools, place, ArticleError(reason, kind=FailureKind.READER, hint="report it"))
        if outcome.wait is None:
            del self._due[place.source]
        else:
            self._due[place.source] = self._now() + outcome.wait.total_seconds()
        self._items_due = self._now()
        if outcome.line:
            self._say(outcome.line)

    def _read_next(self) -> bool:
        """Read the next items that wait; nothing is asked of the record before one can be due."""
        if self._now() < self._items_due:
            return False
        summary = read_waiting(self._tools, self._sources())
        if summary is not None:
            self._unreadable += sum(not failure.is_aside for failure in summary.failures)
            self._looks_due = self._now()
            return True
        if self._unreadable:
            self._say(unreadable_line(self._unreadable))
            self._unreadable = 0
        self._items_due = self._at(self._tools.store.polls.next_try(self._sources()))
        return False

    def _look_next(self) -> bool:
        """Look again at the next pages that are due, once nothing else is."""
        if self._now() < self._looks_due:
            return False
        edited = self._looker.look(self._sources())
        if edited is None:
            self._looks_due = self._at(self._tools.store.pages.next_due(self._sources()))
            return False
        names = {place.source: place.name for place in self._work.places}
        for line in edited_lines(edited, names):
            self._say(line)
        return True

    def _tell(self) -> None:
        """Tell what changed, where anything did, by this process or another, or where a watch keeps hours."""
        revision = self._tools.store.revision()
        if revision != self._revision or self._work.teller.next_hour() is not None:
            if self._work.teller.tell():
                self._letters_due = self._now()
            self._revision = revision
        self._told = self._now()

    def _send(self) -> None:
        if self._now() < self._letters_due:
            return
        for line in deliver(self._tools.store, self._work.ways, self._tools.clock):
            self._say(line)
        self._letters_due = self._at(self._tools.store.outbox.next_try())

    def _tidy(self) -> None:
        if self._now() - self._tidied > _TIDY:
            self._tidied = self._now()
            self._tools.store.polls.forget(self._tools.clock.now())
            self._tools.store.pages.forget(self._tools.clock.now())
            self._tools.store.outbox.forget(self._tools.clock.now())

    def _pause(self, end: float | None) -> float:
        """How long there is nothing to do."""
        due = [self._items_due, self._looks_due, self._letters_due, self._at(self._work.teller.next_hour())]
        due += self._due.values()
        due += [end] if end is not None else []
        return max(min(min(due) - self._now(), STEP), 0.05)

    def _at(self, moment: datetime | None) -> float:
        """A moment of the day by the time that passes, from what the clock says now; never, where there is none."""
        if moment is None:
            return float("inf")
        return self._now() + (moment - self._tools.clock.now()).total_seconds()

    def _sources(self) -> list[str]:
        return [place.source for place in self._work.places]

    def _now(self) -> float:
        return self._tools.clock.monotonic()
