"""Writes that are kept together: who writes sees them at once, others when all of them are kept, and none alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from record_samples import all_kinds, article

from communique.errors import RecordLockedError
from communique.findings.finder import RULES
from communique.model.article import Failure
from communique.pipeline import Options, read_into
from communique.reading.spacy_model import SpacyModel
from communique.record.store import Entry, Store


def add(store: Store, number: int) -> bool:
    return store.add(article(f"a-{number}", origin=f"{number}"), all_kinds(f"a-{number}"), reader="1")


def add_and_raise(store: Store, error: BaseException) -> None:
    with store.together():
        add(store, 1)
        raise error


def test_others_see_all_of_it_or_nothing(place: str) -> None:
    with Store.open(place) as store, Store.open(place, readonly=True) as other:
        with store.together():
            assert [add(store, 1), add(store, 2), add(store, 1)] == [True, True, False]
            assert store.count().articles == 2
            assert store.findings_of("a-2") is not None
            assert other.count().articles == 0
        assert other.count().articles == store.count().articles == 2
        assert store.revision() == 2


def test_what_cannot_be_written_takes_nothing_else_with_it(place: str) -> None:
    broken = replace(all_kinds("a-9"), times=(object(),))  # type: ignore[arg-type]
    with Store.open(place) as store:
        with store.together():
            add(store, 1)
            with pytest.raises(AttributeError):
                store.add_all([Entry(article("a-9", origin="9"), broken, "1")])
            add(store, 2)
        assert [kept.id for kept in store.articles()] == ["a-1", "a-2"]


def test_an_error_takes_all_of_it_back_and_an_interrupt_nothing(place: str) -> None:
    with Store.open(place) as store:
        with pytest.raises(ZeroDivisionError):
            add_and_raise(store, ZeroDivisionError())
        assert store.count().articles == 0
        with pytest.raises(KeyboardInterrupt):
            add_and_raise(store, KeyboardInterrupt())
        assert add(store, 2)
        assert store.count().articles == 2


def test_nobody_else_writes_meanwhile(place: str) -> None:
    with Store.open(place) as store, Store.open(place, timeout_s=0.2) as other:
        with store.together():
            add(store, 1)
            with pytest.raises(RecordLockedError):
                add(other, 2)
        assert add(other, 2)


def test_what_is_read_at_once_is_kept_at_once(tmp_path: Path, model: SpacyModel) -> None:
    (tmp_path / "in").mkdir()
    for n in range(5):
        (tmp_path / "in" / f"{n}.txt").write_text(f"Envoys of Chad and Sudan met in Cairo on {n + 2} May, {n} said.")
    (tmp_path / "in" / "6.txt").write_bytes(b"\0\1\2" * 50)
    seen = []
    with Store.open(tmp_path / "r.db") as store, Store.open(tmp_path / "r.db", readonly=True) as other:
        options = Options(progress=lambda: seen.append(other.count().articles), finder=RULES)
        read_into(store, [tmp_path / "in"], model, options)
        assert seen == [0] * 6, "others saw a part of it"
        assert store.count().articles == 5
        assert [type(failure) for failure in store.failures()] == [Failure]
