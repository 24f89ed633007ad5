"""A time by which something must be over, however many small steps it takes."""

from __future__ import annotations

import time

from communique.errors import FailureKind, FetchError


class Deadline:
    """Counts down from `seconds` on the machine's own monotonic clock, since sockets know no other."""

    def __init__(self, seconds: float, url: str) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds
        self._url = url

    def left(self) -> float:
        """The seconds that are left; FetchError (TIMEOUT) when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise timed_out(self._url, f"it took longer than {self._seconds:g} seconds")
        return left


def timed_out(url: str, reason: str) -> FetchError:
    """The failure of what took too long."""
    hint = "try again later, or raise `timeout` under [net] in communique.toml"
    return FetchError(reason, kind=FailureKind.TIMEOUT, hint=hint, url=url)
