"""Circumstance: when and where a contact takes place, and which dates of a sentence are not its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.findings.contacts import find_contacts
from communique.findings.contacts.circumstance import is_day_of_another, turned_weekday
from communique.findings.contacts.mentions import find_mentions
from communique.findings.contacts.places import are_one_place, in_city
from communique.model.findings import Status
from communique.reading.reading import Reading

Read = Callable[..., Reading]

DATES = [
    ("Norway and Chad held talks in Geneva on March 3.", "2025-03-03"),
    ("Norway and Chad held talks in Geneva on Monday.", "2025-03-10"),
    ("Norway and Chad will hold talks in Geneva on April 4.", "2025-04-04"),
    ("Norway and Chad will hold talks in Geneva next week.", "2025-03-17/2025-03-23"),
    ("Norway and Chad held talks in Geneva.", None),
]


@pytest.mark.parametrize(("text", "date"), DATES, ids=[text for text, _ in DATES])
def test_the_date_of_the_sentence_dates_the_contact(read: Read, text: str, date: str | None) -> None:
    (contact,) = find_contacts(read(text))
    assert contact.date == date


def test_the_day_of_the_announcement_is_not_the_day_of_the_talks(read: Read) -> None:
    text = "Norway's foreign ministry said on Monday that Norway and Chad would hold talks in Geneva on April 4."
    (contact,) = find_contacts(read(text))
    assert contact.date == "2025-04-04"


def test_a_held_contact_never_lies_after_the_day_of_publication(read: Read) -> None:
    text = "Norway and Chad held talks in Geneva to prepare the vote of April 4."
    (contact,) = find_contacts(read(text))
    assert contact.date != "2025-04-04"


PLACES = [
    ("Norway and Chad held talks in Geneva on Monday.", "Geneva"),
    ("Norway and Chad will meet in Doha on April 4.", "Doha"),
    ("Norway and Chad held talks on Monday.", None),
    ("Norway and Chad held talks in the Austrian capital on Monday.", "Vienna"),
    ("Norway and Chad held talks in the capital of Qatar, Doha, on Monday.", "Doha"),
    ("Foreign ministers Lars Holm of Norway and Idris Amane of Chad met in Lome on Monday.", "Lome"),
    ("The foreign ministers of Norway and Chad met at the Gatara crossing on Monday.", "Gatara"),
    ("The foreign ministers of Norway and Chad met in Congress on Monday.", None),
    ("LOME - The foreign ministers of Norway and Chad signed an agreement here on Monday.", "Lome"),
    (
        "N'DJAMENA, March 10 (NWS) - The foreign ministers of Norway and Chad ended their talks here.",
        "N'Djamena",
    ),
]


@pytest.mark.parametrize(("text", "place"), PLACES, ids=[text for text, _ in PLACES])
def test_the_place_is_the_one_the_sentence_names(read: Read, text: str, place: str | None) -> None:
    (contact,) = find_contacts(read(text))
    assert contact.place == place


def test_the_only_place_of_the_sentence_serves_where_the_words_of_the_contact_give_none(read: Read) -> None:
    text = "In Geneva, where both were on Monday, Norway's foreign minister met Chad's foreign minister."
    (contact,) = find_contacts(read(text))
    assert contact.place == "Geneva"


def test_a_postponed_contact_carries_the_new_date(read: Read) -> None:
    text = "The talks of Norway and Chad that were planned for Monday have been put off to Friday."
    (contact,) = find_contacts(read(text))
    assert (contact.status, contact.date) == ("postponed", "2025-03-21")


OTHERS = [
    ("Norway and Chad held talks on Tuesday, their first since a vote in February.", "February", True),
    ("Norway and Chad held talks on Tuesday, two days before the vote of March 6.", "March 6", True),
    ("Norway and Chad held talks on Tuesday.", "Tuesday", False),
    ("After talks on Tuesday, Norway and Chad had a treaty.", "Tuesday", False),
]


@pytest.mark.parametrize(("text", "words", "other"), OTHERS, ids=[text for text, _, _ in OTHERS])
def test_a_day_under_since_or_before_is_that_of_something_else(read: Read, text: str, words: str, other: bool) -> None:
    reading = read(text)
    (mention,) = find_mentions(reading)
    (time,) = [time for time in reading.times if time.text == words]
    assert is_day_of_another(reading, mention.trigger, time) is other


def test_of_two_dates_that_agree_the_narrower_is_told(read: Read) -> None:
    text = (
        "Norwegian Foreign Minister Kari Lie will meet Chadian Foreign Minister Ali Haroun in Geneva next week. "
        "Lie will meet Haroun on March 19."
    )
    (contact,) = find_contacts(read(text))
    assert contact.date == "2025-03-19"


def test_a_city_goes_before_its_country() -> None:
    assert in_city("Great Hall of the People", {"Great Hall of the People": 0.9}) == "Beijing"
    assert in_city("Austria", {"Austria": 0.9, "Vienna": 0.4, "Doha": 0.5}) == "Vienna"
    assert in_city("Vienna", {"Vienna": 0.4, "Salzburg": 0.9}) == "Vienna"
    assert in_city("Austria", {"Austria": 0.9, "Vienna": 0.1}) == "Austria"


def test_each_visit_of_a_tour_takes_place_where_it_goes(read: Read) -> None:
    contacts = find_contacts(read("Norway's Prime Minister Kari Holm will visit Chad, Kenya and Uganda from Monday."))
    assert {contact.place for contact in contacts} == {"Chad", "Kenya", "Uganda"}


def test_an_agency_and_a_weekday_are_no_part_of_a_place(read: Read) -> None:
    text = "Norway's President Kari Holm met Chad's President Mahamat Deby at the Great Hall Sunday, Xinhua reported."
    (contact,) = find_contacts(read(text))
    assert contact.place in {"Great Hall", None}


def test_a_country_and_a_city_in_it_do_not_keep_two_mentions_apart() -> None:
    assert are_one_place("Kenya", "Nairobi")
    assert are_one_place("Nairobi", "nairobi")
    assert not are_one_place("Kenya", "Oslo")
    assert not are_one_place("Geneva", "Vienna")


LIMITS = [
    ("Norway and Chad will meet in Geneva before the end of June.", "2025-03-15/2025-06-30"),
    ("The ministers of Norway and Chad have been meeting in Geneva since Monday.", "2025-03-10/.."),
]


@pytest.mark.parametrize(("text", "date"), LIMITS, ids=[text for text, _ in LIMITS])
def test_the_time_by_which_or_since_which_it_is_belongs_to_the_contact(read: Read, text: str, date: str) -> None:
    (contact,) = find_contacts(read(text))
    assert contact.date == date


WEEKDAYS = [
    ("Norway and Chad agreed on another meeting for Thursday.", "Thursday", Status.SCHEDULED, "2025-03-20"),
    ("Norway will receive the envoy of Chad on Monday.", "Monday", Status.HELD, "2025-03-10"),
    ("Norway and Chad agreed on a meeting. The minister spoke on Thursday.", "Thursday", Status.SCHEDULED, None),
    ("Norway and Chad met last Thursday.", "last Thursday", Status.SCHEDULED, None),
]


@pytest.mark.parametrize(("text", "words", "status", "day"), WEEKDAYS, ids=[text for text, *_ in WEEKDAYS])
def test_a_weekday_beside_a_contact_lies_on_its_side_of_publication(
    read: Read, text: str, words: str, status: Status, day: str | None
) -> None:
    reading = read(text)
    (time,) = [time for time in reading.times if time.text == words]
    assert turned_weekday(reading, find_mentions(reading)[0].trigger, time, status) == day


def test_a_held_contact_without_a_day_is_of_the_day_with_which_the_article_opens(read: Read) -> None:
    text = (
        "Chad wants peace, Norway's foreign minister, Ola Hansen, said on Thursday. The war has gone on for years. "
        "He has spoken by telephone with Chad's foreign minister, Idriss Moussa."
    )
    (contact,) = find_contacts(read(text))
    assert contact.date == "2025-03-13"
    assert "date" in contact.unsure
    (contact,) = find_contacts(read(text.replace("has spoken", "recently spoke")))
    assert contact.date is None
