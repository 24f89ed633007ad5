"""What counts as a change of a page's text, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.articles.altered import is_altered, is_cut_short

TEXT = (
    "Envoys of both states will meet in Oslo on Friday, he said.\nNo agenda was given.\nThe talks are the third round."
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("will meet", "could meet"),
        ("Friday", "Monday"),
        ("No agenda was given.", "The agenda has 30 points."),
        ("\nNo agenda was given.", ""),
        ("third round.", "third round.\nA fourth is planned, officials said later."),
    ],
)
def test_other_words_in_a_sentence_are_a_change(old: str, new: str) -> None:
    assert is_altered(TEXT, TEXT.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("he said.", "he said .  "),
        ("Envoys", "ENVOYS"),
        ("he said.\nNo", "he said. No"),
        ("third round.", "third round.\nShare this article"),
        ("third round.", "third round.\nRead 1,204 times"),
        (
            "No agenda was given.\nThe talks are the third round.",
            "The talks are the third round.\nNo agenda was given.",
        ),
    ],
)
def test_typography_labels_and_counters_are_none(old: str, new: str) -> None:
    assert old in TEXT
    assert not is_altered(TEXT, TEXT.replace(old, new))


def test_a_page_that_shows_only_its_beginning_is_cut_short() -> None:
    assert is_cut_short(TEXT, "No agenda was given.")
    assert not is_cut_short(TEXT, TEXT.replace("\nNo agenda was given.", ""))
    assert not is_cut_short(TEXT, "No agenda was given, but there is one now.")


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_text_is_never_altered_from_itself_and_both_ways_are_alike(one: str, other: str) -> None:
    assert not is_altered(one, one)
    assert is_altered(one, other) == is_altered(other, one)
