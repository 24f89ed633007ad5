"""How the client behaves towards those it asks: who it says it is, how long it waits, how much it takes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.settings import Settings

PRODUCT = "communique"
_ODD = re.compile(r"[^\x20-\x7e]+|[()]")


@dataclass(frozen=True, slots=True)
class Manners:
    """Limits and courtesies of fetching; times in seconds, sizes in bytes as they are after decompression.

    `total_s` is what one address may take in all, redirects included. An answer that grows to more than `max_ratio`
    times of what came over the wire is refused. `host_delay_s` lies between two requests to one host; what a host asks
    for (Crawl-delay, Retry-After) is waited for up to `patience_s`. Addresses of this machine and of private networks
    are refused (through a `proxy` only by their words) unless `allow_private`, or unless their host stands in
    `allow_hosts` (`desk.example`, `127.0.0.1:8080`), which are asked without the proxy.

    >>> Manners(contact="desk@example.org").user_agent.endswith("(+desk@example.org)")
    True
    """

    contact: str = ""
    connect_s: float = 10.0
    read_s: float = 20.0
    total_s: float = 60.0
    max_bytes: int = 50_000_000
    max_ratio: int = 200
    max_redirects: int = 5
    host_delay_s: float = 1.0
    patience_s: float = 30.0
    allow_private: bool = False
    allow_hosts: frozenset[str] = frozenset()
    respect_robots: bool = True
    proxy: str = ""

    @property
    def user_agent(self) -> str:
        """The product with its version, and whom to write to where that is set."""
        contact = _ODD.sub("", self.contact).strip()[:200]
        return f"{PRODUCT}/{_version()}" + (f" (+{contact})" if contact else "")

    def allows(self, host: str, port: int) -> bool:
        """True where this host may be visited whatever its address."""
        return self.allow_private or host in self.allow_hosts or f"{host}:{port}" in self.allow_hosts


def manners_of(settings: Settings) -> Manners:
    """The manners that the settings ask for."""
    net = settings.net
    return Manners(
        contact=net.contact,
        total_s=net.timeout.total_seconds(),
        max_bytes=settings.max_document_bytes,
        host_delay_s=net.delay.total_seconds(),
        allow_private=net.allow_private,
        allow_hosts=frozenset(re.sub(r"[\[\]\s]", "", host).lower() for host in net.allow_hosts),
        respect_robots=net.respect_robots,
        proxy=net.proxy,
    )


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # slow to load, and needed only when fetching

    try:
        return version(PRODUCT)
    except PackageNotFoundError:
        return "0"
