"""Folding: one contact told several times is one, two contacts stay two, and later mentions find their parties."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from communique.findings.contacts import find_contacts
from communique.findings.contacts.enquiry import Enquiry
from communique.findings.contacts.folding import fold_mentions
from communique.findings.contacts.folds import tells_more
from communique.findings.contacts.judgement import judge
from communique.findings.contacts.mentions import find_mentions
from communique.findings.network import load_network
from communique.findings.questions import Answer
from communique.reading.reading import Reading

Read = Callable[..., Reading]
MET = "Norwegian Foreign Minister Kari Lie met Chadian Foreign Minister Ali Haroun in Geneva on Monday."


def test_the_meeting_after_a_meeting_is_that_meeting(read: Read) -> None:
    (contact,) = find_contacts(read(MET + " The meeting lasted two hours."))
    assert len(contact.evidence) == 2


def test_talks_told_before_those_who_held_them_are_theirs(read: Read) -> None:
    text = (
        "Norway is ready to accept a Chadian proposal for a truce of 30 days if Peru does the same, the two countries"
        " said in a joint statement after talks in Geneva on Tuesday. Chad agreed to resume the aid which it had"
        " suspended.\nNorwegian Foreign Minister Kari Lie met Chadian Foreign Minister Ali Haroun for about six hours."
    )
    (contact,) = find_contacts(read(text))
    assert (contact.parties, contact.mediators, contact.place) == (("NOR", "TCD"), (), "Geneva")


def test_held_and_coming_meetings_of_the_same_parties_stay_apart(read: Read) -> None:
    contacts = find_contacts(read(MET + " Lie and Haroun will meet again in Oslo in May."))
    assert sorted(contact.status for contact in contacts) == ["held", "scheduled"]


def test_other_parties_make_another_contact(read: Read) -> None:
    contacts = find_contacts(read(MET + " Norway and Peru held talks in Lima on Tuesday."))
    assert {contact.parties for contact in contacts} == {("NOR", "TCD"), ("NOR", "PER")}


ALSO = [
    ("Kenya's Foreign Minister Grace Okello also met with Amane.", [{"Mwangi", "Amane"}, {"Okello", "Amane"}]),
    ("Mwangi also met with Amane.", [{"Mwangi", "Amane"}]),
]


@pytest.mark.parametrize(("after", "named"), ALSO, ids=[after for after, _ in ALSO])
def test_who_also_met_somebody_had_a_meeting_besides(read: Read, after: str, named: list[set[str]]) -> None:
    text = (
        "Kenya's Deputy Foreign Minister John Mwangi and Chad's Deputy Foreign Minister Idris Amane held their third "
        "dialogue in Lagos on Wednesday. Later Wednesday, "
    )
    contacts = find_contacts(read(text + after))
    assert [{name.split()[-1] for name in contact.participants} for contact in contacts] == named


def test_a_call_and_a_meeting_stay_apart(read: Read) -> None:
    text = MET + " Lie had spoken by telephone with Haroun on Sunday."
    assert sorted(contact.kind for contact in find_contacts(read(text))) == ["call", "meeting"]


def test_a_mention_without_parties_takes_those_of_the_article(read: Read) -> None:
    text = (
        "Norway and Chad agreed on a truce on Monday. The accord ends a war of three years between Norway and Chad. "
        "The next round of talks will be held in Geneva on May 3."
    )
    contacts = find_contacts(read(text))
    assert [(contact.parties, contact.date) for contact in contacts] == [(("NOR", "TCD"), "2025-05-03")]


def test_a_gathering_that_is_merely_the_venue_is_no_contact_of_its_own(read: Read) -> None:
    text = "Norway and Chad held talks on the sidelines of a NATO summit in Geneva on Monday."
    (contact,) = find_contacts(read(text))
    assert contact.parties == ("NOR", "TCD")


def folded(reading: Reading, same: float) -> list[int]:
    """How many mentions each contact has, where the network holds each pair of mentions alike with this probability."""
    mentions = find_mentions(reading)
    answers = load_network().answer(reading.article.text, Enquiry(reading, mentions).questions())
    judged = judge(reading, mentions, answers)
    pairs = {str(n): {"no": 1 - same, "yes": same} for n in range(len(mentions))}
    told = [replace(one, chances={**one.chances, "same": Answer(options=pairs)}) for one in judged]
    return [len(fold.mentions) for fold in fold_mentions(told)]


def test_what_the_network_takes_for_another_contact_is_not_joined(read: Read) -> None:
    reading = read(MET + " Norway and Chad held talks in Geneva on Monday.")
    assert folded(reading, same=0.5) == [2]
    assert folded(reading, same=0.01) == [1, 1]


def test_what_is_under_way_is_not_what_was_signed_last_week(read: Read) -> None:
    text = (
        "Military commanders of Norway and Chad have begun discussion in Lima to implement the peace agreement. Last"
        " Wednesday, the two sides signed a cessation of hostilities deal brokered by the African Union to end the"
        " conflict."
    )
    found = find_contacts(read(text, published="2025-03-10"))
    assert [(contact.status, contact.date) for contact in found] == [("under_way", None), ("held", "2025-03-05")]


def test_what_follows_something_is_not_the_same(read: Read) -> None:
    text = "The meeting of Chad's and Norway's ministers in Lima followed talks of the two presidents in February."
    assert [(c.level, c.date) for c in find_contacts(read(text))] == [("ministerial", None), ("leader", "2025-02")]


def test_what_opened_today_is_under_way_whatever_is_said_of_today(read: Read) -> None:
    text = (
        "Talks between Norway and Chad kicked off in Lima on Tuesday. A Chadian envoy said the session today will be"
        " very tough. The talks are to end on Friday."
    )
    (contact,) = find_contacts(read(text, published="2025-03-11"))
    assert contact.status == "under_way"


def test_a_coming_meeting_is_never_joined_to_one_that_was_held(read: Read) -> None:
    reading = read("Norway and Chad will hold talks in Geneva. Norway and Chad held talks in Geneva.")
    assert folded(reading, same=0.99) == [1, 1]


def test_what_was_planned_for_the_day_on_which_it_was_held_is_one_contact(read: Read) -> None:
    text = "The envoys of Norway and Chad are to meet in Geneva on 10 March. The envoys of Norway and Chad met on {}."
    same, other = (read(text.format(day), published="2025-03-10") for day in ("10 March", "9 March"))
    assert folded(same, same=0.5) == [2]
    assert folded(same, same=0.05) == [1, 1]
    assert folded(other, same=0.5) == [1, 1]


def test_a_message_handed_over_at_a_meeting_is_part_of_it(read: Read) -> None:
    met = "Norwegian Foreign Minister Kari Lie met President Ali Haroun of Chad on Monday and handed him a letter."
    assert {contact.kind for contact in find_contacts(read(met))} == {"meeting"}


def test_a_message_to_be_handed_over_is_no_part_of_a_meeting(read: Read) -> None:
    met = "Norwegian Foreign Minister Kari Lie met President Ali Haroun of Chad on Monday. "
    after = "On Tuesday Norway sent Chad a letter."
    assert {contact.kind for contact in find_contacts(read(met + after))} == {"meeting", "message"}


def test_a_call_is_never_joined_to_a_meeting(read: Read) -> None:
    reading = read(MET + " Lie had spoken by telephone with Haroun on Sunday.")
    assert folded(reading, same=0.99) == [1, 1]


SEVERAL = [
    (
        "The presidents of Chad and Sudan met on Monday. "
        "Norway's Prime Minister Kari Holm saw each of them separately on Sunday.",
        {("NOR", "TCD"), ("NOR", "SDN"), ("SDN", "TCD")},
    ),
    (
        "Norway's President Kari Holm spoke by phone with Chad's president, Mahamat Deby, "
        "and with Kenya's president, Ann Oduya, on Tuesday.",
        {("NOR", "TCD"), ("KEN", "NOR")},
    ),
]


@pytest.mark.parametrize(("text", "parties"), SEVERAL, ids=["each", "with and with"])
def test_who_is_seen_one_after_another_is_met_each_alone(read: Read, text: str, parties: set[tuple[str, ...]]) -> None:
    contacts = find_contacts(read(text))
    assert {contact.parties for contact in contacts} == parties
    assert all(not contact.mediators for contact in contacts)


def test_talks_that_somebody_hosts_are_told_once_with_the_host_as_mediator(read: Read) -> None:
    text = "Talks among Chad, Sudan and Kenya, hosted by Norway as chair of the union, ended on Monday without a deal."
    (contact,) = find_contacts(read(text))
    assert (contact.parties, contact.mediators) == (("KEN", "SDN", "TCD"), ("NOR",))


@pytest.mark.parametrize(("likely", "more"), [(0.9, True), (0.7, True), (0.4, False)])
def test_a_narrower_date_tells_more_if_nearly_as_likely(likely: float, more: bool) -> None:
    assert tells_more(("2025-03-11", likely), ("2025-03-10/2025-03-16", 0.85)) is more
    assert tells_more(("2025-03-11", likely), (None, 0.0))
