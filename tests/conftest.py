"""Fixtures that many tests share: the parser, loaded once for each test process."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from communique.model.article import Article
from communique.reading.reading import Reading, read_articles
from communique.reading.spacy_model import SpacyModel
from postgres_server import PostgresServer, running

# The same examples on every run of CI, others on every run at a desk; these machines are too noisy for deadlines.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

# Tests start hundreds of processes: without compiled files each would compile the whole program anew, and each test
# process all of the tests.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are named by their length: packed ones hold the time, and test processes must agree on the names."""
    return f"{argname}-of-{len(val)}-bytes" if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def model() -> SpacyModel:
    """The default parser."""
    return SpacyModel()


@pytest.fixture(scope="session")
def read(model: SpacyModel) -> Callable[..., Reading]:
    """`read(text, published="2025-03-15")` gives the Reading of one article."""

    def reader(text: str, published: str | None = "2025-03-15", title: str | None = None) -> Reading:
        return next(read_articles([Article(id="t-1", text=text, published=published, title=title)], model))

    return reader


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server, one for all tests; tests that use it are of the group `postgresql`."""
    with running() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgresql"))])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new record can be made, in either database."""
    if request.param == "sqlite":
        return str(tmp_path / "r.db")
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_place()


@pytest.fixture
def shared() -> Path:
    """The folder of annotated articles and scorers, which a public checkout lacks."""
    if not SHARED.is_dir():
        pytest.skip("the annotated articles (../shared) are not here")
    return SHARED
