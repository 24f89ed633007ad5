"""A desk on a record of the example dossier, asked without a network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_records import asked
from starlette.testclient import TestClient

from communique.pipeline import read_into
from communique.reading.spacy_model import SpacyModel
from communique.record.store import Store

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "us-russia-early-2025.jsonl"


@pytest.fixture(scope="session")
def example_record(model: SpacyModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the example dossier, read once; copy it before anything is decided."""
    path = tmp_path_factory.mktemp("desk") / "example.db"
    with Store.open(path) as store:
        read_into(store, [EXAMPLE], model)
    return path


@pytest.fixture(scope="session")
def desk(example_record: Path) -> Iterator[TestClient]:
    """A desk that is only looked at."""
    with asked(example_record) as client:
        yield client


@pytest.fixture
def record(example_record: Path, tmp_path: Path) -> Path:
    """A record of the example dossier to decide on."""
    return Path(shutil.copy(example_record, tmp_path / "r.db"))


@pytest.fixture
def own_desk(record: Path) -> Iterator[TestClient]:
    """A desk on it."""
    with asked(record) as client:
        yield client
