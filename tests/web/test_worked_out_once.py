"""What many ask for at the same moment is worked out once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from communique.web.once import Once


def test_who_asks_while_it_is_worked_out_gets_the_same() -> None:
    answers, made, gate = Once(), [], threading.Event()

    def work() -> list[str]:
        made.append(1)
        assert gate.wait(20)
        return ["done"]

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(answers.get, "page", work) for _ in range(8)]
        gate.set()
        found = [future.result(20) for future in asked]
    assert len(made) == 1
    assert all(one is found[0] for one in found)


def test_what_fails_is_said_to_all_and_tried_again_by_the_next() -> None:
    answers = Once()

    def fail() -> str:
        raise ValueError("no such day")

    with pytest.raises(ValueError, match="no such day"):
        answers.get("page", fail)
    assert answers.get("page", lambda: "there") == "there"


def test_of_many_the_latest_asked_for_are_kept() -> None:
    answers, made = Once(most=2), []

    def ask(key: str) -> str:
        return answers.get(key, lambda: made.append(key) or key)

    for key in ("a", "b", "a", "c", "a", "b"):
        assert ask(key) == key
    assert made == ["a", "b", "c", "b"]


def test_one_answer_may_ask_for_others() -> None:
    answers = Once()
    assert answers.get("whole", lambda: [*answers.get("part", lambda: [1]), 2]) == [1, 2]
