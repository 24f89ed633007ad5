from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcome_samples import DAYS, due

from communique.model.findings import DeadlineReport
from communique.model.record import Deadline
from communique.record.merging.bonds import Bonds
from communique.record.merging.deadlines import merge_deadlines


def one(*reports: DeadlineReport) -> Deadline:
    [deadline] = merge_deadlines(reports, DAYS)
    return deadline


class TestWhatComesTogether:
    def test_one_day_and_like_words(self) -> None:
        item = one(due("a-1", "reply to the offer", "2025-03-31"), due("a-2", "an answer to the offer", "2025-03-31"))
        assert (item.date, item.earlier) == ("2025-03-31", ())

    def test_a_day_and_the_month_in_which_it_falls(self) -> None:
        item = one(due("a-1", "open the bridge", "2025-04"), due("a-2", "open the bridge", "2025-04-18"))
        assert item.date == "2025-04-18"

    def test_an_odd_day_with_something_in_common(self) -> None:
        first = due("a-1", "a final accord", "2025-04-23", sentence="A fishing accord is due on April 23.")
        other = due("a-2", "conclude", "2025-04-23", sentence="They must conclude the talks on fishing by April 23.")
        assert len(merge_deadlines([first, other], DAYS)) == 1

    def test_one_that_was_extended_keeps_the_days_before(self) -> None:
        first = due("a-1", "hand over the boats", "2025-03-15")
        second = due("a-3", "hand over the boats", "2025-04-30", sentence="The time to hand them over was extended.")
        item = one(first, second)
        assert (item.date, item.earlier) == ("2025-04-30", ("2025-03-15",))
        assert [r.article for r in item.reports] == ["a-1", "a-3"]

    def test_one_sentence_that_tells_of_both_days(self) -> None:
        words = "They prolonged the talks on a permanent settlement to 30 June after missing the deadline of 4 March."
        both = [
            due("a-1", "permanent settlement", "2025-06-30", sentence=words),
            due("a-1", "missed deadline for a permanent settlement", "2025-03-04", "d2", sentence=words),
        ]
        assert one(*both).earlier == ("2025-03-04",)


class TestWhatStaysApart:
    @pytest.mark.parametrize("day", ["2025-06-30", "2025-06-12"])
    def test_two_things_due_on_one_day(self, day: str) -> None:
        both = [due("a-1", "pay the fund", day), due("a-2", "free the fishermen", day, sentence="Free them, he said.")]
        assert len(merge_deadlines(both, DAYS)) == 2

    def test_one_thing_due_on_two_days_of_one_article(self) -> None:
        both = [due("a-1", "open the bridge", "2025-03-31"), due("a-1", "open the bridge", "2025-05-31", "d2")]
        assert len(merge_deadlines(both, DAYS)) == 2

    def test_no_day_at_all_and_other_words(self) -> None:
        assert len(merge_deadlines([due("a-1", "reply", None), due("a-2", "open the bridge", None)], DAYS)) == 2

    def test_what_a_person_puts_apart(self) -> None:
        both = [due("a-1", "open the bridge", "2025-03-31"), due("a-2", "open the bridge", "2025-03-31")]
        apart = Bonds(apart=frozenset({(("a-1", "d1"), ("a-2", "d1"))}))
        assert len(merge_deadlines(both, DAYS)) == 1
        assert len(merge_deadlines(both, DAYS, apart)) == 2


reports = st.lists(
    st.builds(
        due,
        st.sampled_from(sorted(DAYS)),
        st.sampled_from(["open the bridge", "the bridge opens", "reply", "do so", ""]),
        st.sampled_from([None, "2025-03-31", "2025-03", "2025-04-12/..", "2025-06-12", "soon"]),
        st.sampled_from(["d1", "d2"]),
        sentence=st.sampled_from(["The time was extended.", "By then the bridge must open.", ""]),
    ),
    max_size=8,
    unique_by=lambda r: (r.article, r.id),
)


@given(reports, st.randoms(use_true_random=False))
def test_the_order_of_arrival_plays_no_part_and_nothing_is_lost(
    found: list[DeadlineReport], chance: random.Random
) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    items = merge_deadlines(found, DAYS)
    assert items == merge_deadlines(shuffled, DAYS)
    assert sorted((r.article, r.id) for item in items for r in item.reports) == sorted((r.article, r.id) for r in found)
