"""A clock of which the tests turn the hands: sleeping takes no time and is remembered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class TurnedClock:
    """Stands still until somebody sleeps on it or turns it; `slept` holds every wait in seconds."""

    def __init__(self, now: datetime = datetime(2025, 3, 14, 12, tzinfo=UTC)) -> None:
        self._now = now
        self._passed = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._passed

    def sleep(self, seconds: float) -> None:
        if seconds > 0:
            self.slept.append(seconds)
            self.turn(seconds)

    def turn(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self._now += timedelta(seconds=seconds)
        self._passed += seconds

    def set(self, now: datetime) -> None:
        """Set the time of day, as an administrator does: no time passes."""
        self._now = now
