"""Pages: main text and date do not get worse on generated layouts, nor do pages of trafilatura's own tests break."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from evals.page_layouts import held_out, layouts, make_pages, unnamed, written_later

from communique.articles import make_article
from communique.errors import ArticleError
from communique.model.article import RawDocument
from evals import gate, pages


def test_pages_are_read_as_well_as_they_were() -> None:
    assert not gate.below(pages.measure(), json.loads(gate.FLOORS.read_text())["pages"])


def test_there_are_enough_pages_of_different_layouts() -> None:
    made = list(make_pages(5))
    assert len(made) >= 240
    assert len({page.layout for page in made}) >= 24
    assert len({page.content for page in made}) == len(made)
    first = [name for name in layouts() if name not in written_later()]
    assert sum(map(held_out, first)) == len(first) // 3


def test_the_same_seed_makes_the_same_pages() -> None:
    assert [page.content for page in make_pages(1)] == [page.content for page in make_pages(1)]
    assert next(make_pages(1, seed=6)) != next(make_pages(1))


def test_pages_without_names_hold_the_same_words() -> None:
    for page in make_pages(1):
        bare = unnamed(page)
        assert (bare.main, bare.days) == (page.main, page.days)
        assert b"sharedaddy" not in bare.content


def test_the_f1_of_bags_of_words_counts_each_word_once() -> None:
    assert pages.words_f1("a b b", "b b c") == pytest.approx(2 / 3)
    assert pages.words_f1("", "a") == 0.0


@pytest.mark.slow
def test_pages_of_trafilaturas_own_tests_become_articles_or_failures(tmp_path: Path) -> None:
    """Its source package is had from the registry that pip is set up for; without one there is nothing to test."""
    from importlib.metadata import version

    wanted = [f"trafilatura=={version('trafilatura')}", "--no-binary", ":all:", "--no-deps", "--no-build-isolation"]
    pip = [sys.executable, "-m", "pip", "download", "-q", *wanted, "-d", str(tmp_path)]
    if subprocess.run(pip, capture_output=True, timeout=120, check=False).returncode:
        pytest.skip("the source package of trafilatura cannot be had here")
    with tarfile.open(next(tmp_path.glob("trafilatura-*.tar.gz"))) as packed:
        members = [m for m in packed.getmembers() if m.isfile() and m.name.endswith((".html", ".htm"))]
        contents = {m.name: handle.read() for m in members if (handle := packed.extractfile(m))}
    if not contents:
        pytest.skip("the source package of trafilatura holds no pages")
    read = 0
    for name, content in contents.items():
        try:
            read += bool(make_article(RawDocument(name, content, "html")).text)
        except ArticleError as error:
            assert error.hint, name  # noqa: PT017 (either is right)
    assert read >= len(contents) // 2
