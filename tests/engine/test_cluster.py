"""Reading on a Ray cluster gives what reading here gives, whichever workers are lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from odd_parsers import OddParser
from test_engine import articles

from communique.engine import BATCH, Engine, ReadAhead, Reader
from communique.engine.cluster import Cluster
from communique.errors import CommuniqueError
from communique.model.article import Article
from communique.model.findings import Findings

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("ray") is None, reason="needs Ray: pip install 'communique[ray]'"),
]
EXAMPLES = Path(__file__).parents[2] / "examples" / "us-russia-early-2025.jsonl"


@pytest.fixture
def parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OddParser:
    # The workers have to find the parser as well, and the folders of a cluster have short names.
    paths = [str(Path(__file__).parent), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))
    notes = tmp_path / "notes"
    notes.mkdir()
    return OddParser(notes)


def read_on_cluster(made: list[Article], parser: OddParser) -> list[Findings]:
    with Engine(Reader(parser), 2, "local") as engine:
        return [found for _, found in ReadAhead(((one, one) for one in made), engine) if found is not None]


def kill_a_worker(notes: Path) -> None:
    """Kill the first process that has parsed anything."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        for file in notes.glob("*.txt"):
            os.kill(int(file.stem), signal.SIGKILL)
            return
        time.sleep(0.01)


def test_what_a_lost_worker_had_is_read_by_another(parser: OddParser) -> None:
    made = articles(5 * BATCH, **{f"a_{n}": "SLOW" for n in range(0, 5 * BATCH, 4)})
    killer = threading.Thread(target=kill_a_worker, args=(parser.notes,))
    killer.start()
    found = read_on_cluster(made, parser)
    killer.join()
    assert [one.article for one in found] == [one.id for one in made]
    assert not any(one.failures for one in found)
    assert len(parser.processes()) >= 3, "two workers, and one in the place of the one that was killed"


def test_the_article_that_workers_die_of_is_a_failure_and_costs_no_other(parser: OddParser) -> None:
    made = articles(BATCH, a_7="KILL", a_9="CRASH")
    found = read_on_cluster(made, parser)
    failed = {one.article: one.failures[0].reason for one in found if one.failures}
    assert failed.keys() == {"a-7", "a-9"}
    assert "every worker that read it was lost" in failed["a-7"]
    assert [one.article for one in found] == [one.id for one in made]


def test_no_cluster_at_an_address_is_said(parser: OddParser) -> None:
    with pytest.raises(CommuniqueError, match=r"no cluster at 127\.0\.0\.1:1") as refused:
        Cluster(Reader(parser), "127.0.0.1:1")
    assert "ray start --head" in refused.value.hint


def test_findings_of_a_cluster_go_into_a_record_as_those_read_here(tmp_path: Path) -> None:
    def verb(*words: str) -> str:
        made = subprocess.run(
            [sys.executable, "-m", "communique", *words], cwd=tmp_path, capture_output=True, text=True, timeout=600
        )
        assert made.returncode == 0, made.stderr
        return made.stdout

    verb("findings", str(EXAMPLES), "--engine", "ray", "--workers", "2", "-o", "found.parquet")
    verb("merge", "found.parquet", "--record", "merged.db")
    verb("read", str(EXAMPLES), "--engine", "processes", "--workers", "1", "--record", "read.db")
    merged, read = (json.loads(verb("export", "json", "--record", name)) for name in ("merged.db", "read.db"))
    assert [c["id"] for c in merged["contacts"]] == [c["id"] for c in read["contacts"]]
    assert [p["evidence"] for p in merged["positions"]] == [p["evidence"] for p in read["positions"]]


@pytest.mark.parametrize("failures", [1, 2])
def test_a_cluster_that_does_not_start_is_tried_once_more_and_then_told(
    failures: int, monkeypatch: pytest.MonkeyPatch, parser: OddParser
) -> None:
    import ray

    start, failed = ray.init, []

    def slow_start(*words: Any, **how: Any) -> Any:
        if len(failed) < failures:
            failed.append(words)
            raise Exception("The current node timed out during startup.\nMore of it.")
        return start(*words, **how)

    monkeypatch.setattr(ray, "init", slow_start)
    if failures == 1:
        assert len(read_on_cluster(articles(3), parser)) == 3
        return
    with pytest.raises(CommuniqueError, match="no cluster could be started here: The current node") as caught:
        Cluster(Reader(parser))
    assert "--engine processes" in caught.value.hint
