"""Contacts, end to end: who, when, where, at which level; and nothing comes out as held that the words do not say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.findings.contacts import find_contacts
from communique.findings.contacts.confidence import SURE
from communique.findings.contacts.contacts import find_folds, report
from communique.findings.contacts.enquiry import Enquiry
from communique.findings.contacts.mentions import find_mentions
from communique.findings.network import load_network
from communique.reading.reading import Reading

Read = Callable[..., Reading]
HAPPENED = {"held", "under_way"}

NOT_HELD = [
    "Norway will hold talks with Chad in Oslo.",
    "The foreign ministers of Norway and Chad will meet in Oslo on Friday.",
    "Norwegian Prime Minister Ola Hansen said he would gladly meet Chadian President Idriss Moussa.",
    "Norwegian Foreign Minister Kari Lie would meet Chadian Foreign Minister Ali Haroun only in Oslo.",
    "Norway and Chad could hold talks in Oslo next week.",
    "Norway and Chad may hold talks in Oslo next week.",
    "A meeting between Norway and Chad might take place in May.",
    "The foreign ministers of Norway and Chad are expected to meet on Friday.",
    "Norwegian Foreign Minister Kari Lie is expected to visit Chad in May.",
    "Norway has not ruled out talks with Chad.",
    "Norway did not rule out a meeting with Chad.",
    "There are no plans for a meeting between Norway and Chad.",
    "Norway has no plans to meet Chad's envoys.",
    "Norwegian Foreign Minister Kari Lie had been due to meet Chadian Foreign Minister Ali Haroun on Monday.",
    "Talks between Norway and Chad had been due to begin on Monday.",
    "Norway's foreign minister was to have met Chad's foreign minister on Sunday.",
    "Norway is determined to negotiate with Chad.",
    "Norway is ready to hold talks with Chad.",
    "Norway wants to meet Chad's envoys in Oslo.",
    "Norway had hoped to hold talks with Chad.",
    "Norway should hold talks with Chad, the minister said.",
    "Norway called for talks with Chad.",
    "Norway offered Chad a meeting in Oslo.",
    "Norway and Chad did not meet on Friday.",
    "No meeting between Norway and Chad took place on Friday.",
    "A call between Norwegian Prime Minister Ola Hansen and Chadian President Idriss Moussa is not on the agenda.",
    "Talks between Norway and Chad are unlikely.",
    "Norway committed itself to talks with Chad.",
    "Norway looks forward to talks with Chad.",
    "Norway sees no reason to meet Chad's envoys.",
    "Norway has yet to meet Chad's envoys.",
    "Norway would have met Chad's envoys.",
    "If Norway and Chad hold talks, Oslo will host them.",
    "Norway refused to meet Chad's delegation on Monday.",
    "Norway postponed its talks with Chad on Monday.",
    "Chad cancelled a meeting with Norway on Monday.",
    "Norwegian Foreign Minister Kari Lie plans to phone Chadian Foreign Minister Ali Haroun on Monday.",
]


@pytest.mark.parametrize("text", NOT_HELD)
def test_what_is_ahead_possible_or_denied_never_comes_out_as_held(read: Read, text: str) -> None:
    assert not [c.status for c in find_contacts(read(text)) if c.status in HAPPENED]


DENIED = [
    "There are no plans for a meeting between Norway and Chad.",
    "Talks between Norway and Chad are unlikely.",
    "The foreign ministers of Norway and Chad did not meet on Friday.",
    "Norway and Chad will not hold talks in Oslo.",
]


@pytest.mark.parametrize("text", DENIED)
def test_what_is_denied_comes_out_as_ruled_out(read: Read, text: str) -> None:
    assert [c.status for c in find_contacts(read(text))] == ["ruled_out"]


HELD = [
    "Norwegian Foreign Minister Kari Lie met Chadian Foreign Minister Ali Haroun in Geneva on Monday.",
    "Norway and Chad held talks in Geneva on Monday.",
    "Norwegian Prime Minister Ola Hansen received Chadian President Idriss Moussa in Oslo on Tuesday.",
    "Norwegian Foreign Minister Kari Lie spoke by telephone with Chadian Foreign Minister Ali Haroun on Monday.",
]


@pytest.mark.parametrize("text", HELD)
def test_what_took_place_comes_out_as_held_between_its_parties(read: Read, text: str) -> None:
    (contact,) = find_contacts(read(text))
    assert contact.status == "held"
    assert contact.parties == ("NOR", "TCD")


def test_to_be_in_contact_over_a_summit_is_no_talks_of_its_own(read: Read) -> None:
    (contact,) = find_contacts(read("Norway and Chad are in contact over a possible summit in Geneva in May."))
    assert (contact.kind, contact.status) == ("summit", "possible")


def test_a_meeting_has_persons_level_date_and_place(read: Read) -> None:
    text = "Norwegian Foreign Minister Kari Lie met Chadian Foreign Minister Ali Haroun in Geneva on Monday."
    (contact,) = find_contacts(read(text, published="2025-03-12"))
    assert set(contact.participants) == {"Kari Lie", "Ali Haroun"}
    assert (contact.kind, contact.level, contact.directness) == ("meeting", "ministerial", "direct")
    assert (contact.date, contact.place) == ("2025-03-10", "Geneva")


def test_those_for_whom_others_act_take_no_part(read: Read) -> None:
    text = (
        "Kari Lie, the special envoy of Prime Minister Ola Hansen of Norway, and Ali Haroun, adviser to Chadian "
        "President Idriss Moussa, met in Oslo on Monday."
    )
    (contact,) = find_contacts(read(text))
    assert not {"Ola Hansen", "Idriss Moussa"} & set(contact.participants)
    assert (contact.kind, contact.level in {"envoy", "official"}) == ("meeting", True)


def test_who_is_allowed_to_meet_takes_part_and_has_not_met_yet(read: Read) -> None:
    text = "NATO paused the flights to allow Norway's envoy, Kari Lie, to meet the president of Chad, Ali Haroun."
    (contact,) = find_contacts(read(text))
    assert (contact.parties, contact.status in HAPPENED) == (("NOR", "TCD"), False)


def test_a_city_with_its_country_behind_it_is_the_place(read: Read) -> None:
    (contact,) = find_contacts(read("Norway and Chad held talks on Monday in Almaty Kazakhstan."))
    assert contact.place == "Almaty"


def test_two_heads_of_state_or_government_in_person_make_a_summit(read: Read) -> None:
    text = "Norwegian Prime Minister Ola Hansen met Chadian President Idriss Moussa in Oslo on Monday."
    (contact,) = find_contacts(read(text))
    assert (contact.kind, contact.level) == ("summit", "leader")


def test_a_minister_and_a_president_make_no_summit(read: Read) -> None:
    text = "Norwegian Foreign Minister Kari Lie met Chadian President Idriss Moussa in Oslo on Monday."
    (contact,) = find_contacts(read(text))
    assert (contact.kind, contact.level) == ("meeting", "leader")


def test_a_heading_over_the_text_is_no_contact_beside_that_of_the_text(read: Read) -> None:
    heading = "Norwegian Foreign Minister, Chadian Prime Minister discuss long border row in Lake region"
    text = "Norwegian Foreign Minister Kari Berg spoke over the phone with Chadian Prime Minister Idris Bako on Monday."
    assert [contact.kind.value for contact in find_contacts(read(f"{heading}\n{text}"))] == ["call"]


def test_a_telephone_call_is_a_call(read: Read) -> None:
    text = "Norwegian Prime Minister Ola Hansen and Chadian President Idriss Moussa spoke by telephone on Monday."
    (contact,) = find_contacts(read(text))
    assert contact.kind == "call"


def test_without_a_day_of_publication_a_weekday_stays_unresolved(read: Read) -> None:
    (contact,) = find_contacts(read("Norway and Chad held talks in Geneva on Monday.", published=None))
    assert contact.date is None


def test_evidence_and_spans_are_the_exact_words(read: Read) -> None:
    text = "It rained. Norway and Chad held talks in Geneva on Monday. Nobody minded."
    reading = read(text)
    (contact,) = find_contacts(reading)
    assert contact.evidence == ("Norway and Chad held talks in Geneva on Monday.",)
    assert [text[start:end] for start, end in contact.spans] == list(contact.evidence)


def test_confidence_is_a_probability_and_higher_for_a_named_and_dated_meeting(read: Read) -> None:
    sure = "Norwegian Foreign Minister Kari Lie met Chadian Foreign Minister Ali Haroun in Geneva on Monday."
    vague = "Norway noted that Chad sought contacts."
    (one,) = find_contacts(read(sure))
    others = find_contacts(read(vague))
    assert 0.5 < one.confidence <= 1
    assert all(0 <= other.confidence < one.confidence for other in others)


def test_a_report_says_which_of_its_fields_may_be_misread(read: Read) -> None:
    reading = read("Norwegian Foreign Minister Kari Lie met Chadian Foreign Minister Ali Haroun in Geneva on Monday.")
    mentions = find_mentions(reading)
    answers = load_network().answer(reading.article.text, Enquiry(reading, mentions).questions())
    (fold,) = find_folds(reading, mentions, answers)
    contact = report(reading, fold, 1, 0.9)
    fold.date_likely = SURE - 0.01
    assert "date" not in contact.unsure
    assert set(report(reading, fold, 1, 0.9).unsure) == {*contact.unsure, "date"}
    fold.date = None
    assert report(reading, fold, 1, 0.9).unsure == contact.unsure


NO_CONTACT = [
    "Norwegian Foreign Minister Kari Lie spoke to reporters in Oslo.",
    "Chad's government faces pressure at home.",
    "The proposal does not meet the demands of Norway.",
    "Norway called for restraint in Chad.",
    "Chad welcomed the pause.",
    "The mission took note of the truce in Chad.",
    "Norway held a news conference on Chad.",
]


@pytest.mark.parametrize("text", NO_CONTACT)
def test_other_senses_of_the_words_are_no_contact(read: Read, text: str) -> None:
    assert find_contacts(read(text)) == ()


@pytest.mark.parametrize("text", ["", " ", "?", "“", "Talks.", "The talks, “he said, the talks", "Norway. " * 50])
def test_odd_input_gives_no_contact_and_no_error(read: Read, text: str) -> None:
    assert find_contacts(read(text)) == ()


def test_talks_that_somebody_speaks_of_have_not_been_held(read: Read) -> None:
    text = "Norway and Chad met in Oslo. The Norwegian envoy had earlier spoken of talks with Chad in Doha on Sunday."
    assert [c.status for c in find_contacts(read(text)) if c.place == "Doha" and c.status in HAPPENED] == []


@pytest.mark.parametrize(
    ("text", "directness"),
    [
        ("Norway and Chad resumed indirect talks in Geneva on Monday.", "indirect"),
        ("Norway and Chad held talks in Geneva on Monday without seeing each other.", "indirect"),
        ("Norway and Chad held talks in Geneva on Monday, but their envoys did not meet face to face.", "indirect"),
        ("Norway and Chad held talks in Geneva on Monday in separate rooms.", "indirect"),
        ("Norway and Chad held talks in Geneva on Monday.", "direct"),
        ("Norway and Chad held talks brokered by Qatar in Geneva on Monday.", "unknown"),
        ("Norway and Chad held direct talks brokered by Qatar in Geneva on Monday.", "direct"),
    ],
)
def test_whether_the_parties_spoke_with_each_other(read: Read, text: str, directness: str) -> None:
    contact, *_ = find_contacts(read(text))
    assert contact.directness == directness


def test_what_may_come_to_pass_has_not_the_day_of_the_news_for_its_date(read: Read) -> None:
    text = "Norwegian Foreign Minister Kari Lie said on Friday that she could meet Chadian Foreign Minister Ali Haroun."
    (contact,) = find_contacts(read(text, published="2025-03-14"))
    assert (contact.status, contact.date) == ("possible", None)


def test_who_is_met_elsewhere_has_a_place_and_a_day_of_their_own(read: Read) -> None:
    text = (
        "Peruvian President Ana Rojas met Norwegian Prime Minister Ola Hansen in Oslo on Monday and Chadian President"
        " Idriss Moussa in Abuja on Wednesday."
    )
    contacts = find_contacts(read(text, published="2024-05-10"))
    assert {(c.parties, c.place, c.date) for c in contacts} == {
        (("NOR", "PER"), "Oslo", "2024-05-06"),
        (("PER", "TCD"), "Abuja", "2024-05-08"),
    }
