"""Sites and clients for the tests of fetching."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from clocks import TurnedClock
from communique.net.client import Client
from communique.net.manners import Manners
from servers import Site

Fetching = Callable[..., Client]


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on loopback."""
    made = Site()
    yield made
    made.close()


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def client(site: Site, clock: TurnedClock) -> Client:
    """A client that may visit the site, and nothing else on this machine."""
    return Client(Manners(contact="desk@example.org", allow_hosts=frozenset({site.host}), total_s=5.0), clock=clock)
