"""Word pieces: texts are cut as the encoder's vocabulary wants it, and every piece knows where it stands."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.findings.pieces import LONGEST, UNKNOWN, Pieces

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOCABULARY = [
    UNKNOWN,
    "talk", "##s", "##ing", "en", "##voy", "envoy", "the", "cafe", "new", "##sc", "##ast",
    ".", ",", "-", "'", "“", "”", "会", "谈",
    *LETTERS, *(f"##{letter}" for letter in LETTERS),
]  # fmt: skip
PIECES = Pieces(VOCABULARY)


def cut(text: str) -> list[str]:
    """The pieces of a text by name."""
    return [VOCABULARY[number] for number in PIECES.cut(text)[0]]


SPLITS = [
    ("talks", ["talk", "##s"]),
    ("The envoys", ["the", "envoy", "##s"]),
    ("newscast", ["new", "##sc", "##ast"]),
    ("TALKING.", ["talk", "##ing", "."]),
    ("talk-talk", ["talk", "-", "talk"]),
    ("the envoy's", ["the", "envoy", "'", "s"]),
    ("“talks,”", ["“", "talk", "##s", ",", "”"]),
    ("会谈", ["会", "谈"]),
    ("", []),
    (" \t\n ", []),
]


@pytest.mark.parametrize(("text", "pieces"), SPLITS, ids=[repr(text) for text, _ in SPLITS])
def test_a_word_is_cut_into_the_longest_pieces_from_the_left(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


@pytest.mark.parametrize("text", ["Café", "CAFÉ", "Cafe\u0301", "cafe"])
def test_accents_and_capitals_do_not_count(text: str) -> None:
    assert cut(text) == ["cafe"]
    assert PIECES.cut(text)[1][0][0] == 0


@pytest.mark.parametrize("mark", ["\x00", "\x07", "\u200b", "\ufeff", "\ufffd", "\u00ad"])
def test_characters_that_nobody_sees_are_passed_over(mark: str) -> None:
    numbers, spans = PIECES.cut(f"ta{mark}lks")
    assert [VOCABULARY[number] for number in numbers] == ["talk", "##s"]
    assert spans == [(0, 5), (5, 6)]


def test_a_word_with_a_character_that_the_vocabulary_lacks_is_unknown_as_a_whole() -> None:
    numbers, spans = PIECES.cut("the envoyж met")
    assert [VOCABULARY[number] for number in numbers][:2] == ["the", UNKNOWN]
    assert spans[1] == (4, 10)


def test_a_word_longer_than_the_limit_is_unknown_as_a_whole() -> None:
    assert cut("s" * LONGEST) == ["s", *["##s"] * (LONGEST - 1)]
    assert cut("s" * (LONGEST + 1)) == [UNKNOWN]
    assert PIECES.cut("s" * 5_000) == ([0], [(0, 5_000)])


def test_each_piece_stands_at_its_own_characters() -> None:
    text = "Envoys, talking"
    assert [text[start:end] for start, end in PIECES.cut(text)[1]] == ["Envoy", "s", ",", "talk", "ing"]


@given(st.text(max_size=80))
def test_the_pieces_of_any_text_stand_in_it_in_order_and_leave_out_no_word(text: str) -> None:
    numbers, spans = PIECES.cut(text)
    assert len(numbers) == len(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one <= two for one, two in pairwise(spans))
    covered = {place for start, end in spans for place in range(start, end)}
    assert {place for place, letter in enumerate(text) if letter.isascii() and letter.isalnum()} <= covered


@given(st.text(alphabet="aeéÅçnsTK ,.'-\u0301", max_size=60))
def test_each_known_piece_spells_the_characters_where_it_stands(text: str) -> None:
    for number, (start, end) in zip(*PIECES.cut(text), strict=True):
        plain = [c for c in unicodedata.normalize("NFD", text[start:end].lower()) if unicodedata.category(c) != "Mn"]
        assert VOCABULARY[number] in {UNKNOWN, "".join(plain), "##" + "".join(plain)}


@given(st.text(max_size=60))
def test_the_same_text_is_always_cut_alike(text: str) -> None:
    assert PIECES.cut(text) == PIECES.cut(text) == Pieces(VOCABULARY).cut(text)


@given(st.text(alphabet=st.one_of(st.characters(codec="ascii"), st.characters()), max_size=60))
def test_words_taken_whole_are_cut_as_those_that_are_spelled(text: str) -> None:
    spelled = "\u200b".join(text)  # what nobody sees stands in every word, so that none is plain
    assert PIECES.cut(text)[0] == PIECES.cut(spelled)[0]
