"""When a source is polled next: as set, else by how often it changes and what it says of itself; later if it fails."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(days=1)
FIRST = timedelta(minutes=30)
_SOONER, _LATER = 0.6, 1.4
_RETRY = timedelta(minutes=5)
_JITTER = 0.15


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
