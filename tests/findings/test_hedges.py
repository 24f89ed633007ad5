"""A plan is never an event: what is hoped for, planned, doubted, refused or denied never comes out as held."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from communique.findings.contacts import find_contacts
from communique.model.article import Article
from communique.model.findings import Status
from communique.reading.reading import read_articles
from communique.reading.spacy_model import SpacyModel

SENTENCES = tomllib.loads((Path(__file__).parent / "hedges.toml").read_text(encoding="utf-8"))
TOOK_PLACE = {Status.HELD, Status.UNDER_WAY}


@pytest.mark.parametrize(("kind", "held"), [("ahead", False), ("held", True)])
def test_what_took_place_alone_is_told_as_held(model: SpacyModel, kind: str, held: bool) -> None:
    sentences = SENTENCES[kind]
    articles = [Article(id=f"t-{n}", text=text, published="2025-03-15") for n, text in enumerate(sentences)]
    told = [
        any(contact.status in TOOK_PLACE for contact in find_contacts(reading))
        for reading in read_articles(articles, model)
    ]
    assert [text for text, is_held in zip(sentences, told, strict=True) if is_held != held] == []
