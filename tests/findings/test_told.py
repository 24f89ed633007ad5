"""Told days: words around a day that leave no doubt of the day of a contact, or of another's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.findings.contacts import find_contacts
from communique.reading.reading import Reading

Read = Callable[..., Reading]
PUBLISHED = "2025-03-15"

DAYS = [
    ("The mood has changed since Monday, when the foreign ministers of Norway and Chad met in Geneva.", "2025-03-10"),
    ("The foreign ministers of Norway and Chad sat in Geneva until Monday night.", "2025-03-10"),
    ("The foreign ministers of Norway and Chad had never met until Monday.", "2025-03-10"),
    ("The foreign ministers of Norway and Chad will not meet until March 24.", "2025-03-24"),
    (
        "Norway's foreign minister may travel to Chad before July 4, when the pact expires.",
        "2025-03-15/2025-07-03",
    ),
    ("Norway's foreign minister met Chad's president in Geneva a week ago.", "2025-03-08"),
    ("Norway's foreign minister met Chad's president in Geneva two weeks ago.", "2025-03-01"),
    (
        "Envoys are at work, after a meeting of Norway's and Chad's ministers in Oslo in September.",
        "2024-09",
    ),
    (
        "Norway's foreign minister will meet Chad's president in Geneva on Monday, the ministry has confirmed.",
        "2025-03-17",
    ),
    (
        "Norway's foreign minister and Chad's president will have a working lunch in Oslo on Monday, his office"
        " has confirmed, as the deadline for the fleets draws nearer.",
        "2025-03-17",
    ),
    ("The foreign ministers of Norway and Chad have not met since October.", "2024-10"),
    ("No talks between Norway and Chad have been held since January 2024.", "2024-01"),
    ("Norway's foreign minister and Chad's president conferred in Geneva until past midnight on Monday.", "2025-03-10"),
    ("Norway's foreign minister will meet Chad's president in Geneva in two weeks.", "2025-03-29"),
    ("Norway's foreign minister will meet Chad's president in Geneva in two weeks or so.", "2025-03-24/2025-03-30"),
    ("Norway's foreign minister may meet Chad's president in Geneva this evening.", "2025-03-15"),
    ("Norway's foreign minister may meet Chad's president in Geneva, he said on Saturday.", None),
    (
        "The foreign minister of Norway spoke on Thursday. He had met Chad's president in Geneva the evening before.",
        "2025-03-12",
    ),
    (
        "Norway's foreign minister expects to meet Chad's president before the truce ends on April 10.",
        "2025-03-15/2025-04-09",
    ),
    ("Norway's foreign minister is to meet Chad's president before the vote on April 10.", "2025-03-15/2025-04-09"),
    (
        "The ministers' meeting of Norway and Chad is to be held in Oslo before the end of April.",
        "2025-03-15/2025-04-30",
    ),
    ("Norway's foreign minister met Chad's president before the truce ended on March 10.", None),
    ("Norway proposed on Thursday to hold talks with Chad.", None),
    ("Norway proposed to hold talks with Chad on Thursday.", "2025-03-20"),
]


@pytest.mark.parametrize(("text", "day"), DAYS, ids=[text for text, _ in DAYS])
def test_the_words_around_a_day_make_it_the_day_of_the_contact(read: Read, text: str, day: str | None) -> None:
    assert day in [contact.date for contact in find_contacts(read(text, published=PUBLISHED))]


def test_the_month_in_the_name_of_a_summit_is_the_month_in_which_it_was_held(read: Read) -> None:
    text = "Norway's and Chad's envoys met on Monday for the first time since the February summit of Norway and Chad."
    assert "2025-02" in [contact.date for contact in find_contacts(read(text, published=PUBLISHED))]


def test_the_weekday_of_what_is_to_come_is_the_same_when_it_is_named_again(read: Read) -> None:
    text = "The envoys of Norway and Chad will hold talks in Oslo on Monday. Monday's meeting follows months of anger."
    assert {contact.date for contact in find_contacts(read(text, published=PUBLISHED))} == {"2025-03-17"}


def test_the_weekday_of_what_is_over_stays_behind(read: Read) -> None:
    text = "The ministers of Norway and Chad held talks in Oslo on Monday. Monday's meeting followed months of anger."
    assert {contact.date for contact in find_contacts(read(text, published=PUBLISHED))} == {"2025-03-10"}
