"""The articles that the network learns from keep to the annotation guide."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from communique.model.actors import Level
from communique.model.findings import AgreementStatus, ContactKind, Directness, Issue, Stance, Status

FILES = sorted((Path(__file__).parents[2] / "training" / "articles").glob("*.jsonl"))
ROWS = [json.loads(line) for path in FILES for line in path.read_text(encoding="utf-8").splitlines()]

VOCABULARY = {"kind": ContactKind, "status": Status, "level": Level, "directness": Directness}


def evidence(item: dict[str, Any]) -> list[str]:
    return [item["evidence"]] if isinstance(item["evidence"], str) else item["evidence"]


def test_there_are_hundreds_and_each_has_an_id_of_its_own() -> None:
    assert len(ROWS) >= 600
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert len({row["track"] for row in ROWS}) >= 300


@pytest.mark.parametrize("kind", ["contacts", "positions", "agreements", "proposals", "deadlines"])
def test_every_quotation_stands_in_its_article(kind: str) -> None:
    missing = [
        (row["id"], quote) for row in ROWS for item in row[kind] for quote in evidence(item) if quote not in row["text"]
    ]
    assert missing == []


def test_words_cited_stand_in_the_sentence() -> None:
    for row in ROWS:
        for position in row["positions"]:
            for words in (position["about"], position["condition"]):
                assert words is None or words in position["evidence"], row["id"]
        assert all(agreement["what"] in row["text"] for agreement in row["agreements"]), row["id"]
        assert all(term in row["text"] for proposal in row["proposals"] for term in proposal["terms"]), row["id"]


def test_only_words_of_the_guide_are_used() -> None:
    for row in ROWS:
        date.fromisoformat(row["published"])
        for contact in row["contacts"]:
            assert len(contact["parties"]) >= 2, row["id"]
            for name, words in VOCABULARY.items():
                assert contact[name] in set(words), row["id"]
        for position in row["positions"]:
            assert position["issue"] in set(Issue), row["id"]
            assert position["stance"] in set(Stance), row["id"]
        assert all(agreement["status"] in set(AgreementStatus) for agreement in row["agreements"]), row["id"]
