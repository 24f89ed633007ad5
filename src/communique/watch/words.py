"""How watching speaks and is spoken to: times to wait, what a poll brought, moments as people type them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from communique.errors import UsageError
from communique.model.watching import Taken
from communique.reports.wording import count

_NUMBER = re.compile(r"\d[\d,.]*")


def say_wait(wait: timedelta) -> str:
    """A time to wait, rounded as people say it.

    >>> say_wait(timedelta(seconds=287)), say_wait(timedelta(hours=5.2)), say_wait(timedelta(hours=24))
    ('5 min', '5 h', '1 day')
    """
    seconds = max(wait.total_seconds(), 0.0)
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5_400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.0f} h" if seconds < 84_000 else count(round(seconds / 86_400), "day")


def reached(taken: Taken, read: int, failed: int) -> list[str]:
    """What a poll brought, in words; nothing where it brought nothing.

    >>> reached(Taken(new=2, edited=1), 0, 0)
    ['2 new entries', '1 edited']
    """
    told = []
    if taken.new:
        told.append(f"{taken.new} new {'entry' if taken.new == 1 else 'entries'}")
    if taken.edited:
        told.append(f"{taken.edited} edited")
    if read:
        told.append(f"{count(read, 'article')} read")
    if failed:
        told.append(f"{failed} could not be read")
    return told


def unreadable_line(failed: int) -> str:
    """What to say of items that could not be read.

    >>> unreadable_line(1)
    '1 item could not be read: communique articles --failures'
    """
    return f"{count(failed, 'item')} could not be read: communique articles --failures"


def is_same_trouble(one: str | None, other: str | None) -> bool:
    """True for two reasons that differ in numbers at most.

    >>> is_same_trouble("to be left alone for 1,705 seconds", "to be left alone for 90 seconds")
    True
    """
    return one is not None and other is not None and _NUMBER.sub("#", one) == _NUMBER.sub("#", other)


def since(moment: datetime, now: datetime) -> str:
    """How long ago a moment was; its day where the clock says that it is still to come.

    >>> since(datetime(2025, 3, 1, 7), datetime(2025, 3, 1, 9))
    '2 h ago'
    """
    return f"{say_wait(now - moment)} ago" if moment <= now else moment.date().isoformat()


def read_moment(text: str, now: datetime) -> datetime:
    """A moment as people type it: `18:30` (the next), `2025-03-14`, `2025-03-14T18:30`; of this machine's zone.

    Raises UsageError for what is none.
    """
    plain = text.strip()
    try:
        if re.fullmatch(r"\d{1,2}:\d{2}", plain):
            hour, minute = map(int, plain.split(":"))
            found = now.astimezone().replace(hour=hour, minute=minute, second=0, microsecond=0)
            return (found if found > now else found + timedelta(days=1)).astimezone(UTC)
        moment = datetime.fromisoformat(plain)
        return (moment if moment.tzinfo else moment.astimezone()).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        hint = "write 18:30, 2025-03-14 or 2025-03-14T18:30"
        raise UsageError(f"no such time: {text[:80]!r}", hint=hint) from error
