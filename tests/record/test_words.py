from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.record.merging.words import content_words, numbers, overlap, stem, strong, total


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("restore embassy staffing", "bring the embassies back to full staffing"),
        ("a cease-fire along the river", "a truce by the river"),
        ("a cessation of hostilities", "a ceasefire"),
        ("extend the pause", "an extension of the pause"),
        ("pull back from the ridge", "a withdrawal from the ridge"),
        ("an exchange of prisoners", "a swap of captives"),
        ("Chadian herders", "the herders of Chad"),
    ],
)
def test_words_of_one_meaning_are_one(one: str, other: str) -> None:
    assert overlap(content_words(one), content_words(other)) >= 0.7


@pytest.mark.parametrize(
    ("one", "other"),
    [("open the bridge", "free the fishermen"), ("share the water of the lake", "mark the frontier")],
)
def test_other_things_have_nothing_in_common(one: str, other: str) -> None:
    assert strong(content_words(one) & content_words(other)) == 0


def test_days_and_months_say_nothing_of_what_it_is() -> None:
    assert content_words("by Tuesday, 4 March, within two weeks") == frozenset()


def test_what_many_agreements_share_counts_less() -> None:
    assert total(content_words("a final agreement")) < total(content_words("fishing quotas"))


def test_figures_without_years() -> None:
    assert numbers("a 60-day halt until 2026, and 1,200 inspectors") == {"60", "1,200"}


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_compared(one: str, other: str) -> None:
    a, b = content_words(one), content_words(other)
    assert 0 <= overlap(a, b) <= 1
    assert overlap(a, b) == overlap(b, a)
    assert not a or overlap(a, a) == 1


@given(st.text(alphabet=st.characters(categories=["Ll"]), min_size=1, max_size=20))
def test_a_stem_is_the_beginning_of_its_word(word: str) -> None:
    assert stem(word)
    assert word.startswith(stem(word))
