"""robots.txt: what a site asks of programs that visit it (RFC 9309), asked for once a day."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from communique.clock import Clock
from communique.errors import FailureKind, FetchError
from communique.net.fetched import Fetched
from communique.net.manners import PRODUCT
from communique.net.urls import Url

LARGEST = 512_000
"""Bytes of a robots.txt that are read; the standard asks for 500 KiB at least."""
LONGEST_S = 15.0
"""Seconds that a robots.txt may take."""
_KEPT_S = 86_400.0
_KEPT_AFTER_FAILURE_S = 600.0
_KEPT_WHILE_DEAD_S = 60.0
_DEAD = (FailureKind.UNREACHABLE, FailureKind.TIMEOUT, FailureKind.FORBIDDEN)
_SITES = 1_000
_SAVE = "save the page with your browser and read the file"
_NONE = Protego.parse("")


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of one site, until a time of the clock; or why nothing may be fetched there."""

    until: float
    rules: Protego
    refusal: FetchError | None = None


class Robots:
    """The rules of the sites that were visited; `get` fetches a robots.txt, within its own limits."""

    def __init__(self, clock: Clock, get: Callable[[Url], Fetched]) -> None:
        self._clock = clock
        self._get = get
        self._sites: OrderedDict[str, _Rules] = OrderedDict()

    def admit(self, url: Url) -> float | None:
        """The Crawl-delay of the site in seconds, None where it states none; FetchError where `url` is closed to us.

        Where a site has no robots.txt (4xx) all is open; where it cannot be had (5xx, 429, no answer) nothing is.
        """
        site = self._rules(url)
        if site.refusal is not None:
            raise _again(site.refusal, url, site.until - self._clock.monotonic())
        if not site.rules.can_fetch(url.text, PRODUCT):
            reason, hint = f"{url.host} does not want it fetched by programs (robots.txt)", _SAVE
            raise FetchError(reason, kind=FailureKind.ROBOTS, hint=hint, url=url.text)
        delay = site.rules.crawl_delay(PRODUCT)
        return float(delay) if delay is not None and delay > 0 else None

    def _rules(self, url: Url) -> _Rules:
        known = self._sites.get(url.origin)
        if known is None or known.until <= self._clock.monotonic():
            known = self._asked(url)
            self._sites[url.origin] = known
        self._sites.move_to_end(url.origin)
        while len(self._sites) > _SITES:
            self._sites.popitem(last=False)
        return known

    def _asked(self, url: Url) -> _Rules:
        now = self._clock.monotonic
        try:
            got = self._get(Url(url.scheme, url.host, url.port, "/robots.txt"))
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return _Rules(now() + _KEPT_S, _NONE)
            kept = _KEPT_WHILE_DEAD_S if _is_dead(error) else _KEPT_AFTER_FAILURE_S
            wait = max(error.retry_after or 0.0, kept)
            return _Rules(now() + wait, _NONE, error)
        with got.stream:
            text = got.content[:LARGEST].decode("utf-8-sig", "replace")
        return _Rules(now() + _KEPT_S, Protego.parse(text))


def _again(error: FetchError, url: Url, wait: float) -> FetchError:
    """The failure of a site's robots.txt as that of an address of this site."""
    if _is_dead(error):
        return FetchError(error.message, kind=error.kind, hint=error.hint, url=url.text)
    reason = f"whether it may be fetched is not known, for {url.origin}/robots.txt cannot be had: {error.message}"
    return FetchError(reason, kind=FailureKind.ROBOTS, hint="try again later", url=url.text, retry_after=wait)


def _is_dead(error: FetchError) -> bool:
    """True where not the robots.txt failed but the host: its pages fail for the same reason."""
    return error.kind in _DEAD and error.status is None
