"""Folding: one contact told several times is one, two contacts stay two, and later mentions find their parties."""

from __future__ import annotations

from collections.abc import Callable

from communique.findings.contacts import find_contacts
from communique.reading.reading import Reading

Read = Callable[..., Reading]
MET = "Norwegian Foreign Minister Kari Lie met Chadian Foreign Minister Ali Haroun in Geneva on Monday."


def test_the_meeting_after_a_meeting_is_that_meeting(read: Read) -> None:
    (contact,) = find_contacts(read(MET + " The meeting lasted two hours."))
    assert len(contact.evidence) == 2


def test_held_and_coming_meetings_of_the_same_parties_stay_apart(read: Read) -> None:
    contacts = find_contacts(read(MET + " Lie and Haroun will meet again in Oslo in May."))
    assert sorted(contact.status for contact in contacts) == ["held", "scheduled"]


def test_other_parties_make_another_contact(read: Read) -> None:
    contacts = find_contacts(read(MET + " Norway and Peru held talks in Lima on Tuesday."))
    assert {contact.parties for contact in contacts} == {("NOR", "TCD"), ("NOR", "PER")}


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
