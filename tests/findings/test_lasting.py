"""Lasting: a contact of several days is dated with all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from communique.findings.contacts import find_contacts
from communique.findings.contacts.lasting import NOT_TOLD, Lasting, find_lasting, stretched
from communique.findings.contacts.mentions import find_mentions
from communique.model.findings import Status
from communique.reading.reading import Reading

Read = Callable[..., Reading]

TEXTS = [
    ("The three-day talks of Norway and Chad opened in Geneva on Monday.", "2025-03-10/2025-03-12"),
    ("The talks of Norway and Chad in Geneva, which began on March 3, ended on March 6.", "2025-03-03/2025-03-06"),
    ("Norway and Chad ended two-day talks in Geneva on Tuesday.", "2025-03-10/2025-03-11"),
    ("Norway's President Kari Holm arrived in Chad on Tuesday for a three-day visit.", "2025-03-11/2025-03-13"),
    ("Norway and Chad signed an agreement in Oslo on Tuesday after three days of talks.", "2025-03-09/2025-03-11"),
    ("Ministers of Norway and Chad wound up a two-day conference in Oslo on Tuesday.", "2025-03-10/2025-03-11"),
    ("Norway and Chad ended talks in Geneva on Tuesday.", "2025-03-11"),
    ("The ministers of Norway and Chad will meet in Geneva on March 18. The two-day meeting is the first in years.",
     "2025-03-18/2025-03-19"),
    ("The talks of Norway and Chad opened in Geneva on Monday. They could run until Friday.", "2025-03-10/2025-03-14"),
    ("Norway and Chad held a third day of talks in Geneva on Tuesday.", "2025-03-09/2025-03-11"),
    ("The Chadian delegation concluded today a second day of talks with Norway's foreign minister, Kari Lie.",
     "2025-03-11/2025-03-12"),
    ("Minister Kari Lie of Norway, coming out of two days of negotiations with Chad's Idris Saleh in Oslo on Tuesday,"
     " named a day.",
     "2025-03-10/2025-03-11"),
    ("Norway and Chad will meet in Geneva from March 18 until March 21.", "2025-03-18/2025-03-21"),
    ("Norway and Chad opened talks in Geneva on Monday. The talks are expected to last until Friday.",
     "2025-03-10/2025-03-14"),
    ("Talks between Norway and Chad kicked off in Geneva on Monday. The talks, which will conclude on Friday, are"
     " expected to be hard.",
     "2025-03-10/2025-03-14"),
    ("The talks of Norway and Chad in Geneva, which began on Monday and are to end on Friday, are hard.",
     "2025-03-10/2025-03-14"),
    ("Envoys of Norway and Chad have been negotiating in Geneva since Sunday.", "2025-03-09/.."),
    ("The talks between Norway and Chad have been going on in Geneva since February.", "2025-02-01/.."),
    ("Envoys of Norway and Chad have been meeting in Geneva for a week.", "2025-03-05/.."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), TEXTS, ids=[text for text, _ in TEXTS])
def test_beginning_end_and_length_give_all_days_of_a_contact(read: Read, text: str, days: str) -> None:
    (contact,) = find_contacts(read(text, published="2025-03-12"))
    assert contact.date == days


def test_what_is_over_ends_on_the_day_told_and_what_is_to_come_begins_on_it() -> None:
    assert stretched("2025-03-12", Lasting(days=3), over=True) == "2025-03-10/2025-03-12"
    assert stretched("2025-03-12", Lasting(days=3), over=False) == "2025-03-12/2025-03-14"


def test_a_length_without_a_day_dates_nothing_and_longer_than_a_month_is_no_contact() -> None:
    assert stretched(None, Lasting(days=3), over=True) is None
    assert stretched("2025-03-12", Lasting(begun=date(2025, 1, 2), ended=date(2025, 3, 12)), over=True) == "2025-03-12"


def test_the_days_of_a_contact_are_kept_apart_from_those_of_another(read: Read) -> None:
    text = "After a two-day vote in parliament, Norway and Chad held talks in Geneva on Tuesday."
    (contact,) = find_contacts(read(text, published="2025-03-12"))
    assert contact.date == "2025-03-11"


def test_what_began_and_goes_on_until_a_day_ahead_is_under_way(read: Read) -> None:
    text = "The foreign ministers of Norway and Chad opened talks in Geneva on Monday. It is set to last until Friday."
    (contact,) = find_contacts(read(text, published="2025-03-12"))
    assert (contact.status, contact.date) == (Status.UNDER_WAY, "2025-03-10/2025-03-14")


def test_what_was_to_last_until_a_day_gone_by_is_held(read: Read) -> None:
    text = "The foreign ministers of Norway and Chad opened talks in Geneva on Monday. They lasted until Tuesday."
    (contact,) = find_contacts(read(text, published="2025-03-12"))
    assert contact.status is Status.HELD


@pytest.mark.parametrize(
    ("words", "under_way"),
    [("have been meeting in Oslo since Sunday", True), ("have been negotiating in Oslo since 2011", False)],
)
def test_what_has_gone_on_for_days_is_under_way_and_for_years_a_process(
    read: Read, words: str, under_way: bool
) -> None:
    contacts = find_contacts(read(f"Envoys of Norway and Chad {words}.", published="2025-03-12"))
    assert [c.status is Status.UNDER_WAY and c.date == "2025-03-09/.." for c in contacts] == [under_way] * len(contacts)


@pytest.mark.parametrize(
    "words",
    ["were adjourned until Friday", "have been put off for three days", "broke off for a week of consultations"],
)
def test_how_long_there_are_no_talks_is_not_how_long_they_last(read: Read, words: str) -> None:
    reading = read(f"The talks of Norway and Chad in Geneva {words}.")
    assert find_lasting(reading, find_mentions(reading)[0]) == NOT_TOLD
