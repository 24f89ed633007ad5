"""The time of day and the passing of time behind one small Protocol, so that hours can pass in a moment of a test."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What waits, and what writes down when something happened, asks a clock."""

    def now(self) -> datetime:
        """The time of day, aware and in UTC; it can jump either way when somebody sets the machine's clock."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment in the past; never goes back."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait so many seconds; none for what is not positive."""
        ...


class SystemClock:
    """The clock of this machine.

    >>> SystemClock().now().tzinfo
    datetime.timezone.utc
    """

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        if seconds > 0:
            time.sleep(seconds)
