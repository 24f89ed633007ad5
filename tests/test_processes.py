"""This process among others of the machine."""

from __future__ import annotations

import os

import pytest

from communique.processes import ONE_THREAD, hold_to_one_thread


def test_numerical_libraries_use_one_thread_unless_the_user_has_set_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ONE_THREAD:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("OMP_NUM_THREADS", "4")
    hold_to_one_thread()
    assert [os.environ[name] for name in ONE_THREAD] == ["4", "1", "1", "1"]
