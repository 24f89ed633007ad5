"""When the desk makes a record anew: at once where that is quick, else when nobody reads, and at last in any case."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.model.article import Article
from communique.record.store import Store
from communique.web import keeper as keeping
from communique.web.keeper import Keeper


@pytest.fixture
def keeper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keeper]:
    monkeypatch.setattr(keeping, "LOOK_EVERY_S", 0.05)
    path = tmp_path / "r.db"
    with Store.open(path) as store:
        store.add(Article("a-0", "Talks ended."), None, reader="1")
    made = Keeper(lambda: Store.open(path, readonly=True))
    made.start()
    assert made.wait_for(1, 20)
    yield made
    made.stop()


def add(keeper: Keeper, number: int) -> int:
    with Store.open(keeper.store.place) as store:
        store.add(Article(f"a-{number}", f"Talks ended. {number}"), None, reader="1")
        return store.revision()


def test_a_small_record_is_made_anew_while_pages_are_asked_for(keeper: Keeper) -> None:
    keeper.asked()
    assert keeper.wait_for(add(keeper, 1), 20)
    assert set(keeper.shown().record.articles) == {"a-0", "a-1"}


def test_a_large_one_waits_until_nobody_asks(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "QUIET_S", 0.4)
    keeper._took = 5.0
    keeper.asked()
    revision = add(keeper, 1)
    end = time.monotonic() + 1.5
    while time.monotonic() < end:
        keeper.asked()
        assert keeper.revision() < revision
        time.sleep(0.05)
    assert keeper.wait_for(revision, 20)


def test_it_waits_no_longer_than_its_patience(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "PATIENCE_S", 0.5)
    keeper._took = 5.0
    keeper.asked()
    revision = add(keeper, 1)
    end = time.monotonic() + 30
    while keeper.revision() < revision and time.monotonic() < end:
        keeper.asked()
        time.sleep(0.05)
    assert keeper.revision() == revision
