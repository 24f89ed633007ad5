"""Fixtures that many tests share: the parser, loaded once for each test process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from communique.model.article import Article
from communique.reading.reading import Reading, read_articles
from communique.reading.spacy_model import SpacyModel

SHARED = Path(__file__).resolve().parents[2] / "shared"


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


@pytest.fixture
def shared() -> Path:
    """The folder of annotated articles and scorers, which a public checkout lacks."""
    if not SHARED.is_dir():
        pytest.skip("the annotated articles (../shared) are not here")
    return SHARED
