"""When a source is polled next: as set, else by how often it changes and what it says of itself; later if it fails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(days=1)
FIRST = timedelta(minutes=30)
_SOONER, _LATER = 0.6, 1.4
_RETRY = timedelta(minutes=5)
_JITTER = 0.15


@dataclass(frozen=True, slots=True)
class Revisits:
    """When pages are looked at again: so long `after` they were read, none at all where that is empty.

    Pages of the sources in `but_not` are left alone; of one host at most `an_hour` pages are looked at in an hour.

    >>> Revisits((timedelta(hours=1), timedelta(hours=6))).wait(1)
    datetime.timedelta(seconds=18000)
    """

    after: tuple[timedelta, ...] = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=3))
    but_not: frozenset[str] = frozenset()
    an_hour: int = 60

    def wait(self, looks: int) -> timedelta | None:
        """How long from one look to the next, after so many; None where that was the last.

        From look to look, so that neither a clock that was set nor days on which nothing ran take a look away.
        """
        moments = [timedelta(0), *sorted(self.after)]
        return moments[looks + 1] - moments[looks] if looks < len(self.after) else None

    @property
    def longest(self) -> timedelta:
        """No page waits for longer than this."""
        return max(self.after, default=timedelta(0)) * 2 + timedelta(days=1)


def learned(rhythm: timedelta | None, *, changed: bool, said: float | None = None) -> timedelta:
    """The time to the next poll, sooner where the last one brought something, later where it did not.

    `rhythm` is the time between the last two, `said` what the source states of itself in seconds (ttl, update period,
    max-age): it is not polled more often than it asks for. Between ten minutes and a day.

    >>> learned(timedelta(hours=1), changed=True)
    datetime.timedelta(seconds=2160)
    """
    found = FIRST if rhythm is None else rhythm * (_SOONER if changed else _LATER)
    asked = timedelta(seconds=min(max(said or 0.0, 0.0), LONGEST.total_seconds()))
    return min(max(found, asked, SHORTEST), LONGEST)


def after_failure(failures: int, usual: timedelta, asked: float | None, random: Random) -> timedelta:
    """How long to leave a source alone after so many failures in a row: twice as long each time, at most a day.

    `asked` is what its server asks to wait, in seconds. The times are strewn, so that sources that failed together do
    not all come back at once.
    """
    doubled: timedelta = min(_RETRY, usual) * 2.0 ** min(max(failures - 1, 0), 20)
    strewn = min(doubled, LONGEST) * (1 + _JITTER * random.uniform(-1, 1))
    return max(strewn, timedelta(seconds=min(asked or 0.0, LONGEST.total_seconds())))


def wait_from(last_poll: datetime | None, next_poll: datetime | None, now: datetime) -> timedelta:
    """How long from now until a poll that was noted for `next_poll`, whatever happened to the clock since.

    What is overdue is due now, once. A last poll that is still to come was noted by a clock that was ahead: nobody
    knows how long ago it was, so the next is due.
    """
    if next_poll is None or next_poll <= now or (last_poll is not None and last_poll > now):
        return timedelta(0)
    return next_poll - now
