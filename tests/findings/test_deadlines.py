"""Which time limits are found, and their dates. Every text is published on Saturday 15 March 2025."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.findings.deadlines.deadlines import find_deadlines
from communique.reading.reading import Reading

Read = Callable[..., Reading]


def dates(read: Read, text: str, published: str | None = "2025-03-15") -> list[str | None]:
    return [deadline.date for deadline in find_deadlines(read(text, published))]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Both armies must pull back by March 31.", "2025-03-31"),
        ("The sides agreed to reopen the bridge within two weeks.", "2025-03-29"),
        ("The treaty expires on June 1.", "2025-06-01"),
        ("Peru has until April 4 to answer the offer.", "2025-04-04"),
        ("The troops should be gone no later than May 2.", "2025-05-02"),
        ("The April 10 deadline for an accord is near.", "2025-04-10"),
        ("The judges gave Peru three weeks to reply.", "2025-04-05"),
        ("The delegates set May 5 as the date for a final accord.", "2025-05-05"),
        ("The truce will take effect on March 20.", "2025-03-20"),
        ("Chile has asked for a reply by March 28.", "2025-03-28"),
        ("They want a settlement by the end of April.", "2025-04-30"),
    ],
)
def test_a_limit_has_the_last_day_that_it_leaves(read: Read, text: str, date: str) -> None:
    assert dates(read, text) == [date]


def test_a_named_limit_without_a_day_stays_undated(read: Read) -> None:
    assert dates(read, "The envoy set a 100-day deadline for a settlement.") == [None]


def test_without_a_date_of_publication_a_relative_limit_stays_undated(read: Read) -> None:
    assert dates(read, "The sides agreed to reopen the bridge within two weeks.", None) in ([], [None])


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met on Friday.",
        "By Friday the snow had melted.",
        "The delegations will meet before Thursday.",
        "He spoke until midnight on Tuesday.",
        "The truce lapsed in October.",
    ],
)
def test_a_day_alone_is_no_limit(read: Read, text: str) -> None:
    assert dates(read, text) == []


def test_what_is_due_is_said_in_a_few_words(read: Read) -> None:
    (deadline,) = find_deadlines(read("Both armies must pull back their guns by March 31."))
    assert deadline.what == "pull back their guns"
    assert deadline.evidence == ("Both armies must pull back their guns by March 31.",)


@pytest.mark.parametrize("text", ["", "by", "deadline", "until until", "within 0 days", "“by Friday", "no later than"])
def test_odd_text_never_breaks(read: Read, text: str) -> None:
    assert len(find_deadlines(read(text))) <= 1


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The mediator gave both armies ten days to clear the road.", "clear the road"),
        ("The plan demands that a full truce begin no later than May 2.", "a full truce begin"),
        ("The protocol must be signed by May 15.", "The protocol must be signed"),
        ("They have until October 18 to pay the fees.", "pay the fees"),
    ],
)
def test_what_is_due_is_the_task_and_not_the_words_that_carry_the_limit(read: Read, text: str, what: str) -> None:
    assert [deadline.what for deadline in find_deadlines(read(text))] == [what]


def test_what_is_due_stands_in_the_words_and_the_spacing_of_the_text(read: Read) -> None:
    text = "Oslo must release its prisoners, Ana Costa's aide and the crew of the trawler by March 31."
    for deadline in find_deadlines(read(text)):
        assert deadline.what in text
        assert not deadline.what.endswith((" of", " the", ",", " and"))
