"""One request after the other to each host, with the rest between them that it asks for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from communique.clock import Clock
from communique.errors import FailureKind, FetchError

_HOSTS = 10_000
"""Hosts whose last request is remembered; where there are more, those that may be asked again are forgotten."""


class Pace:
    """When each host may be asked next. `delay` seconds lie between two requests; `patience` is the longest wait."""

    def __init__(self, clock: Clock, delay: float, patience: float) -> None:
        self._clock = clock
        self._delay = delay
        self._patience = patience
        self._due: dict[str, float] = {}
        self._turns: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Within it nobody else asks the host; other threads wait for theirs."""
        with self._guard:
            if len(self._turns) >= _HOSTS:
                self._turns = {known: lock for known, lock in self._turns.items() if lock.locked()}
            lock = self._turns.setdefault(host, threading.Lock())
        with lock:
            yield

    def wait(self, host: str, url: str) -> None:
        """Sleep until the host may be asked; FetchError (HTTP_STATUS) at once where that would take too long."""
        wait = self._due.get(host, 0.0) - self._clock.monotonic()
        if wait > self._patience:
            reason = f"{host} asked not to be asked again for {wait:,.0f} seconds"
            hint = "try again after that"
            raise FetchError(reason, kind=FailureKind.HTTP_STATUS, hint=hint, url=url, status=429, retry_after=wait)
        if wait > 0:
            self._clock.sleep(wait)

    def asked(self, host: str, crawl_delay: float | None = None) -> None:
        """Note that the host was asked just now; `crawl_delay` is the rest that its robots.txt asks for."""
        self.hold(host, max(self._delay, min(crawl_delay or 0.0, self._patience)))

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for so many seconds from now on, or for longer where it asked for longer before."""
        now = self._clock.monotonic()
        with self._guard:
            if len(self._due) >= _HOSTS:
                self._due = {known: due for known, due in self._due.items() if due > now}
            self._due[host] = max(self._due.get(host, 0.0), now + seconds)
