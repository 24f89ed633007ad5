"""The child process for parsers: whatever a parser does, the run gets items or an error with a reason and a hint."""

from __future__ import annotations

import io
import json
import struct
import sys
from typing import Any

import pytest

from communique.errors import ArticleError, FailureKind
from communique.sources.confined import Bounds, confined

pytest.importorskip("resource")
SHORT = Bounds(seconds=0.5, total_s=10)


LONG = Bounds()


def run(job: str, data: bytes = b"", bounds: Bounds = LONG, **options: Any) -> tuple[list[Any], ArticleError | None]:
    items: list[Any] = []
    try:
        items.extend(confined(f"tests.sources.confined_jobs:{job}", io.BytesIO(data), bounds, options))
    except ArticleError as error:
        return items, error
    return items, None


def items_before(job: str, bounds: Bounds = LONG, **options: Any) -> tuple[list[Any], ArticleError]:
    """What a job gave before its error."""
    items, error = run(job, b"", bounds, **options)
    assert error is not None
    assert error.hint
    return items, error


def test_a_job_gets_the_bytes_and_the_options_and_gives_items() -> None:
    data = bytes(range(256)) * 20_000
    (item,), error = run("echo", data, pages=3)
    assert error is None
    assert item["text"].encode("latin-1") == data
    assert item["options"] == {"pages": 3}


def test_one_child_does_many_jobs() -> None:
    assert len({run("echo")[0][0]["pid"] for _ in range(5)}) == 1


def test_items_come_as_they_are_asked_for() -> None:
    items = confined("tests.sources.confined_jobs:count", io.BytesIO(), Bounds(), {"to": 10**9})
    assert [next(items) for _ in range(3)] == [0, 1, 2]
    items.close()  # type: ignore[attr-defined]
    assert run("count", to=3) == ([0, 1, 2], None)


def test_a_job_that_never_ends_giving_is_ended() -> None:
    items, error = items_before("count", Bounds(result=10_000), to=10**9)
    assert 100 < len(items) < 1_000
    assert error.kind is FailureKind.TOO_LARGE


@pytest.mark.parametrize(
    ("job", "bounds", "kind", "reason"),
    [
        ("hang", SHORT, FailureKind.TIMEOUT, "0.5 seconds"),
        ("spin", Bounds(seconds=5, total_s=0.5), FailureKind.TIMEOUT, "0.5 seconds"),
        ("crash", LONG, FailureKind.MALFORMED, "SIGSEGV"),
        ("eat_memory", Bounds(memory=700_000_000), FailureKind.TOO_LARGE, "700 MB of memory"),
    ],
)
def test_what_came_before_a_hang_or_a_crash_is_kept(job: str, bounds: Bounds, kind: FailureKind, reason: str) -> None:
    if job == "eat_memory" and sys.platform == "darwin":
        pytest.skip("macOS does not enforce limits of memory")
    items, error = items_before(job, bounds)
    assert items == ["before"]
    assert error.kind is kind
    assert reason in error.message
    assert run("count", to=1) == ([0], None)


@pytest.mark.parametrize(
    ("job", "kind", "reason"),
    [
        ("refuse", FailureKind.UNSUPPORTED, "it is encrypted"),
        ("fail", FailureKind.MALFORMED, "ZeroDivisionError: by nothing"),
        ("flood", FailureKind.TOO_LARGE, "more than can be taken"),
        ("end_itself", FailureKind.MALFORMED, "SIGKILL"),
        ("no_such_job", FailureKind.MALFORMED, "no_such_job"),
    ],
)
def test_errors_of_a_parser_are_errors_of_the_article(job: str, kind: FailureKind, reason: str) -> None:
    items, error = items_before(job)
    assert items == []
    assert error.kind is kind
    assert reason in error.message


def test_what_a_library_prints_does_no_harm() -> None:
    assert run("print_much") == (["after"], None)


def test_a_child_has_no_core_files_few_open_files_and_little_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run("end_itself")
    monkeypatch.setenv("SECRET_OF_THE_PARENT", "x")
    (found,), _ = run("limits", bounds=Bounds(memory=900_000_000))
    assert found["core"] == 0
    assert found["files"] <= 128
    assert "SECRET_OF_THE_PARENT" not in found["environment"]
    if sys.platform == "linux":
        assert found["memory"] == 900_000_000


def framed(data: bytes) -> str:
    return (struct.pack(">I", len(data)) + data).hex()


@pytest.mark.parametrize(
    "frame",
    [
        struct.pack(">I", 2**32 - 1).hex(),
        framed(b"\x80\x04cos\nsystem\n"),
        framed(b"[" * 100_000),
        framed(b"[]"),
        framed(json.dumps({"error": "x"}).encode()),
        framed(json.dumps({"error": ["no kind", "x"]}).encode()),
        framed(json.dumps({"error": [1, {}, None]}).encode()),
    ],
)
def test_forged_frames_are_refused_and_nothing_else(frame: str) -> None:
    items, error = items_before("forge", SHORT, frame=frame)
    assert items == []
    assert error.kind in FailureKind
    assert run("count", to=1) == ([0], None)
