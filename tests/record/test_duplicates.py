"""Copies count as one voice and are kept; different reports on one event are no copies."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model.article import Article
from communique.record.copies.duplicates import find_duplicates

STORY = """Delegations of Norland and Sudria met for six hours on Tuesday in the lakeside town of Brenn, the first \
time since the spring that they have sat in one room.
Neither side spoke of a breakthrough. Foreign Minister Ana Vik said afterwards that the two countries had "found a way \
of talking again", and that experts would look at the fishing dispute next week.
Her Sudrian counterpart, Jon Abel, was more careful. He told reporters on the steps of the town hall that the hard \
part was still to come, and that his government would not give up its claim to the outer banks.
A further meeting is planned for the end of the month, though a place has not been chosen."""
OTHER = """The foreign ministers of Norland and Sudria held their first talks since April on Tuesday, and left Brenn \
without an agreement on who may fish where.
Ms Vik said that the countries had "found a way of talking again". Mr Abel called the six hours useful, but said that \
Sudria stood by its claim to the outer banks, over which coast guards clashed last autumn.
Diplomats from both sides expect another round before the month is out. Experts are to meet earlier, next week, to \
compare the catch figures that each government has published, which differ by half."""
NOTICE = "The ministers of Norland and Sudria met in Brenn on Tuesday. They will meet again."


def article(key: str, text: str, published: str | None = "2025-03-05", publisher: str | None = None) -> Article:
    return Article(key, text, published=published, publisher=publisher)


def copies(*texts: str) -> dict[str, str]:
    return find_duplicates([article(chr(97 + n), text, f"2025-03-0{5 + n}") for n, text in enumerate(texts)])


PARAGRAPH = (
    "\nThe harbour of Brenn was closed to traffic during the meeting, and fishermen of both countries had come to see "
    "the cars arrive. The town hosted the peace conference that ended the war of the straits a century ago."
)


@pytest.mark.parametrize(
    "text",
    [
        STORY.upper(),
        "BRENN, March 4 (Wire) - " + STORY,
        "Norland, Sudria talk fish\nBy Our Correspondent\n" + STORY,
        STORY + PARAGRAPH,
        STORY[: STORY.index("Her Sudrian")],
        STORY.replace("on Tuesday", "Tuesday").replace("afterwards", "later").replace("reporters", "journalists"),
        "\n".join(STORY.split("\n")[:2] + STORY.split("\n")[3:]),
        STORY.replace('"', "”").replace("the lakeside town of ", ""),
    ],
    ids=["case", "dateline", "headline", "paragraph", "cut short", "retouched", "paragraph left out", "quotes"],
)
def test_a_changed_copy_is_a_copy(text: str) -> None:
    assert copies(STORY, text) == {"b": "a"}
    assert copies(text, STORY) == {"b": "a"}


def test_another_writers_report_with_the_same_quotation_is_none() -> None:
    assert copies(STORY, OTHER) == {}


def test_a_short_notice_is_a_copy_only_of_the_same_words() -> None:
    assert copies(NOTICE, NOTICE + " Nobody said where.") == {}
    assert copies(NOTICE, NOTICE.upper()) == {"b": "a"}


def test_a_long_review_that_quotes_a_story_in_passing_is_none() -> None:
    rng = random.Random(1)
    rest = " ".join("".join(rng.choices("abcdefghij", k=6)) for _ in range(1200))
    assert copies(STORY, f"{rest} {STORY} {rest}") == {}
    assert copies(f"{STORY} {rest}", STORY) == {"b": "a"}


def test_routine_notices_of_different_weeks_are_no_copies() -> None:
    routine = STORY.replace("Brenn", "Holm").replace("six", "two").replace("fishing", "border").replace("Vik", "Lund")
    routine = routine.replace("outer banks", "northern passes").replace("lakeside town", "mountain village")
    routine = routine.replace("end of the month", "second week of May").replace("more careful", "less hopeful")
    assert find_duplicates([article("a", STORY, "2025-03-05"), article("b", routine, "2025-04-20")]) == {}


def test_an_outlets_stock_words_make_no_copies() -> None:
    stock = STORY[: STORY.index("A further")]
    texts = [f"{PARAGRAPH} {stock}", f"{OTHER[: len(PARAGRAPH)]} {stock}"]
    of_one = [article(str(n), text, publisher="The Post") for n, text in enumerate(texts)]
    of_two = [article(str(n), text, publisher=f"Post {n}") for n, text in enumerate(texts)]
    assert (find_duplicates(of_one), find_duplicates(of_two)) == ({}, {"1": "0"})


def test_stories_that_credit_one_agency_need_less_in_common() -> None:
    lines = STORY.split("\n")
    rewritten = "\n".join([lines[0], lines[1], OTHER.split("\n")[1], OTHER.split("\n")[2]])
    plain = find_duplicates([article("a", STORY), article("b", rewritten)])
    credited = find_duplicates([article("a", STORY, publisher="Reuters"), article("b", rewritten + "\n(Reuters)")])
    assert (plain, credited) == ({}, {"b": "a"})


def test_the_earliest_is_the_original_and_undated_ones_come_last() -> None:
    undated, late, early = (article("a", STORY, None), article("b", STORY, "2025-03-09"), article("c", STORY))
    assert find_duplicates([undated, late, early]) == {"a": "c", "b": "c"}


def test_texts_without_words_are_no_copies_of_each_other() -> None:
    assert copies("...", "...", "?!") == {}


def test_copies_of_copies_are_one_voice() -> None:
    found = copies(STORY, STORY + PARAGRAPH, STORY.split("\n", 1)[1] + PARAGRAPH, OTHER)
    assert found == {"b": "a", "c": "a"}


SENTENCES = [sentence for text in (STORY, OTHER, PARAGRAPH) for sentence in text.replace("\n", " ").split(". ")]


@given(
    st.lists(st.lists(st.sampled_from(SENTENCES), max_size=8).map(". ".join), max_size=8),
    st.randoms(use_true_random=False),
)
def test_the_order_of_arrival_plays_no_part(texts: list[str], rng: random.Random) -> None:
    known = [article(str(n), text, f"2025-03-0{1 + n % 4}" if n % 5 else None) for n, text in enumerate(texts)]
    shuffled = list(known)
    rng.shuffle(shuffled)
    assert find_duplicates(shuffled) == find_duplicates(known)


@given(st.lists(st.sampled_from([STORY, OTHER, NOTICE]), min_size=1, max_size=3, unique=True), st.data())
def test_a_copy_never_changes_how_many_originals_there_are(texts: list[str], data: st.DataObject) -> None:
    known = [article(str(n), text) for n, text in enumerate(texts)]
    copied = data.draw(st.sampled_from(texts))
    more = [*known, article("z", copied + (PARAGRAPH if copied is not NOTICE else "!"), "2025-03-08")]
    assert len(more) - len(find_duplicates(more)) == len(known)
