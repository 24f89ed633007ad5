"""Circumstance: when and where a contact takes place, and which dates of a sentence are not its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.findings.contacts import find_contacts
from communique.findings.contacts.circumstance import (
    is_day_of_another,
    is_day_of_calling_off,
    is_day_of_person,
)
from communique.findings.contacts.counting import counted_day
from communique.findings.contacts.mentions import find_mentions
from communique.findings.contacts.places import are_one_place, in_city
from communique.findings.contacts.told import turned_weekday
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
    ("The foreign ministers of Norway and Chad met in a Geneva hotel on Monday.", "Geneva"),
    ("The foreign ministers of Norway and Chad met on the island of Sumba on Monday.", "Sumba"),
    ("The foreign ministers of Norway and Chad met at Tarno Castle on Monday.", "Tarno Castle"),
    ("The foreign ministers of Norway and Chad met in the Chadian capital on Monday.", "N'Djamena"),
    ("Norway's foreign minister flew to Lima on Monday, where he met Chad's foreign minister.", "Lima"),
    ("Norway's foreign minister will fly to Lima on March 20 for talks with Chad's foreign minister.", "Lima"),
    ("The presidents of Norway and Chad met at the White House on Monday.", "Washington"),
    ("GENEVA - The foreign ministers of Norway and Chad met on Monday.", "Geneva"),
    ("TARNO, Norway - The foreign ministers of Norway and Chad met on Monday.", "Tarno"),
    ("Norway and Chad will hold talks this weekend, Kenya's President Daniel Mutua announced in Nairobi.", None),
    ("The foreign ministers of Norway and Chad said in Doha that they had met in Geneva on Monday.", "Geneva"),
    ("NOTE: The foreign ministers of Norway and Chad met on Monday.", None),
    ("The envoys of Norway and Chad met in a hut in Tubu-held areas on Monday.", None),
    ("In late January, Qatar hosted talks between Norway and Chad.", "Qatar"),
    ("March 9, 2025 (DAKAR) – Talks between Norway and Chad have been postponed.", None),
    ("March 9, 2025 (DAKAR) – Envoys of Norway and Chad met on Sunday.", "Dakar"),
    ("Talks between Norway and Chad, hosted by Kenya, opened on Monday.", "Kenya"),
    ("Turkey will host a meeting of the foreign ministers of Norway and Chad in Izmir on Monday.", "Izmir"),
    ("NAIROBI, Kenya (AP) _ Envoys of Norway and Chad met here on Monday.", "Nairobi"),
    ("Envoys are back\nBy Ann Orr\nGENEVA, March 9: Envoys of Norway and Chad met on Monday.", "Geneva"),
    ("GENEVA - The foreign ministers of Norway and Chad met in Lima on Monday.", "Lima"),
]


@pytest.mark.parametrize(("text", "place"), PLACES, ids=[text for text, _ in PLACES])
def test_the_place_is_the_one_the_sentence_names(read: Read, text: str, place: str | None) -> None:
    (contact,) = find_contacts(read(text))
    assert contact.place == place


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The talks of Norway and Chad have been put off by a week, Chad said on Monday.", "2025-03-17"),
        ("The talks of Norway and Chad, planned for Friday, have been postponed by 48 hours.", "2025-03-16"),
        ("The talks of Norway and Chad were delayed by two days, a diplomat said.", "2025-03-14"),
        ("The talks of Norway and Chad were postponed by several weeks.", None),
        ("Norway and Chad met in Lima two weeks ago.", "2025-02-26"),
        ("In Lima today, March 11, 2025, officials of Norway and Chad met.", "2025-03-11"),
    ],
)
def test_days_are_counted(read: Read, text: str, day: str | None) -> None:
    assert [contact.date for contact in find_contacts(read(text, published="2025-03-12"))] == [day]


def test_a_journey_for_a_contact_goes_to_its_place(read: Read) -> None:
    text = "Norwegian envoy Kari Lie made a visit to Lima. Lie then left for Belgrade to meet Serbian envoy Ivo Bask."
    assert [contact.place for contact in find_contacts(read(text))][-1] == "Belgrade"


def test_the_only_place_of_the_sentence_serves_where_the_words_of_the_contact_give_none(read: Read) -> None:
    text = "In Geneva, where both were on Monday, Norway's foreign minister met Chad's foreign minister."
    (contact,) = find_contacts(read(text))
    assert contact.place == "Geneva"


NEXT = [
    ("Norway and Chad agreed on Friday to meet again next week after talks between their ministers in Oslo.", None),
    ("After talks in Oslo the foreign ministers of Norway and Chad said that the next round would be in May.", None),
    ("Norway's and Chad's foreign ministers will meet again on Tuesday in Lima.", "Lima"),
    ("The ministers of Norway and Chad met in Oslo and agreed to hold another meeting in Lima, after a pause.", "Lima"),
]


@pytest.mark.parametrize(("text", "place"), NEXT, ids=[text for text, _ in NEXT])
def test_the_next_of_a_row_is_not_where_the_last_one_was(read: Read, text: str, place: str | None) -> None:
    coming = [contact for contact in find_contacts(read(text)) if contact.status is not Status.HELD]
    assert [contact.place for contact in coming] == [place]


def test_there_is_the_place_named_before(read: Read) -> None:
    text = "Norway's minister arrived in Doha on Monday. Chad's minister Idris Amane met Minister Lars Holm there."
    assert {c.place for c in find_contacts(read(text))} == {"Doha"}


VISITED = [
    ("Chad's President Idris Amane met visiting Norwegian Foreign Minister Kari Holm on Monday.", "Chad"),
    ("Chad's minister Idris Amane paid a visit to the country in March, Norway's minister Kari Holm said.", "Norway"),
    ("Chad's Prime Minister Idris Amane and visiting Norwegian Foreign Minister Kari Holm met on Monday.", "Chad"),
    ("While visiting Norwegian Foreign Minister Kari Holm on Monday, Chad's minister signed an accord.", None),
    ("Chad's President Idris Amane met Norwegian Foreign Minister Kari Holm on Monday.", None),
    ("Chad's President Idris Amane met visiting Norwegian Foreign Minister Kari Holm in Abeche on Monday.", "Abeche"),
]


@pytest.mark.parametrize(("text", "place"), VISITED, ids=[text for text, _ in VISITED])
def test_who_visits_is_in_the_country_of_the_other(read: Read, text: str, place: str | None) -> None:
    assert {contact.place for contact in find_contacts(read(text))} == {place}


def test_a_hotel_is_in_the_city_that_is_told() -> None:
    assert in_city("Hotel Zauner", {"Hotel Zauner": 0.9, "Geneva": 0.4}) == "Geneva"
    assert in_city("Hotel Zauner", {"Hotel Zauner": 0.9, "Geneva": 0.1}) == "Hotel Zauner"


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
    assert in_city("Austria", {"Austria": 0.9, "Vienna": 0.4, "Salzburg": 0.1}) == "Austria"


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


COUNTED = [
    ("The offer comes one day after Norway's foreign minister met Chad's foreign minister in Oslo.", "2025-03-14"),
    ("The minister told lawmakers on Friday, a day after the talks between Norway and Chad in Oslo.", "2025-03-13"),
    ("Ten days before the two prime ministers of Norway and Chad are due to meet, the army moved.", "2025-03-25"),
    ("The row comes five days before Norwegian Foreign Minister Kari Holm travels to Chad.", "2025-03-20"),
    ("The army moved the day after Norway and Chad held talks.", "2025-03-14"),
    ("Norway and Chad held talks on Tuesday, two days before the vote.", None),
    ("Norway and Chad held talks on Tuesday, a day after the storm.", None),
    ("Rebels attacked two years after Norway met Chad.", None),
    ("The army moved two days after Norway's envoy flew to Chad.", None),
    ("The boycott came hours after Norway's foreign minister telephoned Chad's foreign minister on Thursday.", None),
]


@pytest.mark.parametrize(("text", "day"), COUNTED, ids=[text for text, _ in COUNTED])
def test_a_day_is_counted_from_what_the_contact_comes_before_or_after(read: Read, text: str, day: str | None) -> None:
    reading = read(text)
    assert {counted_day(reading, mention.trigger) for mention in find_mentions(reading)} == {day}


def test_a_day_is_counted_from_the_past_day_told_last_where_its_own_sentence_tells_none(read: Read) -> None:
    reading = read("The round ended in Oslo on March 12. It came a week after the talks of Norway and Chad in Rome.")
    days = [counted_day(reading, mention.trigger) for mention in find_mentions(reading)]
    assert days[-1] == "2025-03-05"


def test_a_contact_put_off_to_a_part_of_a_month_is_dated_by_all_of_it(read: Read) -> None:
    (contact,) = find_contacts(read("The talks of Norway and Chad have been put off to early April."))
    assert (contact.status, contact.date) == ("postponed", "2025-04-01/2025-04-10")


LIMITS = [
    ("Norway and Chad will meet in Geneva before the end of June.", "2025-03-15/2025-06-30"),
    ("The ministers of Norway and Chad have been meeting in Geneva since Monday.", "2025-03-10/.."),
]


@pytest.mark.parametrize(("text", "date"), LIMITS, ids=[text for text, _ in LIMITS])
def test_the_time_by_which_or_since_which_it_is_belongs_to_the_contact(read: Read, text: str, date: str) -> None:
    (contact,) = find_contacts(read(text))
    assert contact.date == date


OWN = [
    ("Norway's foreign minister met Chad's envoy Ali Haroun, who had flown in on Thursday.", "Thursday", True),
    ("Norway's foreign minister met Chad's envoy Ali Haroun on Thursday.", "Thursday", False),
    ("Norway and Chad held talks, which ended on Thursday.", "Thursday", False),
]


@pytest.mark.parametrize(("text", "words", "other"), OWN, ids=[text for text, _, _ in OWN])
def test_a_day_told_of_a_person_is_not_that_of_the_contact(read: Read, text: str, words: str, other: bool) -> None:
    reading = read(text)
    (time,) = [token for token in reading.parse.tokens if token.text == words]
    assert is_day_of_person(find_mentions(reading)[0].trigger, time) is other


CALLED_OFF = [
    ("A meeting of Norway and Chad was cancelled on Monday.", "Monday", True),
    ("Norway cancelled on Monday a meeting with Chad.", "Monday", True),
    ("Norway cancelled a meeting with Chad due on Monday.", "Monday", False),
    ("A meeting of Norway and Chad was postponed to Monday.", "Monday", False),
]


@pytest.mark.parametrize(("text", "words", "off"), CALLED_OFF, ids=[text for text, _, _ in CALLED_OFF])
def test_the_day_of_calling_off_is_told_apart(read: Read, text: str, words: str, off: bool) -> None:
    reading = read(text)
    (mention,) = find_mentions(reading)
    (time,) = [token for token in reading.parse.tokens if token.text == words]
    assert is_day_of_calling_off(mention.trigger, mention.cue.token, time) is off


def test_what_is_to_be_soon_is_not_on_the_day_on_which_it_was_agreed(read: Read) -> None:
    text = (
        "Norway's envoy saw Chad's on Friday and agreed that the foreign ministers of Norway and Chad would meet soon."
    )
    contacts = find_contacts(read(text))
    assert [contact.date for contact in contacts if contact.status == "scheduled"] == [None]


WEEKDAYS = [
    ("Norway and Chad have agreed on another meeting on Thursday.", "Thursday", Status.SCHEDULED, "2025-03-20"),
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
        "Chad wants peace, Norway's foreign minister, Ola Hansen, said on Thursday. "
        "He has spoken by telephone with Chad's foreign minister, Idriss Moussa."
    )
    (contact,) = find_contacts(read(text))
    assert contact.date == "2025-03-13"
    assert "date" in contact.unsure
    (contact,) = find_contacts(read(text.replace("has spoken", "recently spoke")))
    assert contact.date is None
