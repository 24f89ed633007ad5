"""A site, a clock and desks for the tests of watching."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from newsroom import Desk, Making, NewsSite

from clocks import TurnedClock
from communique.watch.place import Place


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def site(clock: TurnedClock) -> Iterator[NewsSite]:
    made = NewsSite(clock)
    yield made
    made.close()


@pytest.fixture
def desk(tmp_path: Path, site: NewsSite, clock: TurnedClock) -> Iterator[Making]:
    """`desk("/feed.xml", "/live")` watches these paths of the site, or the places that are given."""
    made: list[Desk] = []

    def making(*named: str | Place, **values: Any) -> Desk:
        places: Sequence[Place] = [
            Place(site.url(name), name.strip("/")) if isinstance(name, str) else name for name in named
        ]
        made.append(Desk(tmp_path, site, clock, places, **values))
        return made[-1]

    yield making
    for one in made:
        one.close()
