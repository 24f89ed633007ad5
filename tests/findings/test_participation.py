"""Participation: who takes part in a contact, and who only mediates, hosts or is spoken of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.findings.contacts import find_contacts
from communique.findings.contacts.attendance import leave_out_host
from communique.findings.contacts.contacts import find_folds
from communique.findings.contacts.enquiry import Enquiry
from communique.findings.contacts.mentions import find_mentions
from communique.findings.network import load_network
from communique.model.actors import Level
from communique.reading.reading import Reading

Read = Callable[..., Reading]

PARTIES = [
    ("Norway met Chad in Geneva.", {"NOR", "TCD"}),
    ("Talks between Norway and Chad ended in Geneva.", {"NOR", "TCD"}),
    ("Norway held talks with Chad in Geneva.", {"NOR", "TCD"}),
    ("Officials from Norway, Chad and Peru met in Geneva.", {"NOR", "TCD", "PER"}),
    ("Norway agreed to meet Chad's envoys.", {"NOR", "TCD"}),
    ("Norway got the chance to meet Chad's envoys.", {"NOR", "TCD"}),
    ("A Chadian delegation met Norwegian officials.", {"NOR", "TCD"}),
    ("Norway suspended its talks with Chad.", {"NOR", "TCD"}),
    ("Peru's president called on the leaders of Norway and Chad to speak to each other.", {"NOR", "TCD"}),
    ("Peru appealed to Norway and Chad to meet.", {"NOR", "TCD"}),
    ("Norway called on Chad to meet its envoy in Lima.", {"NOR", "TCD"}),
    ("Norway's president will attend the APEC leaders' meeting in N'Djamena on Friday.", {"NOR", "TCD"}),
    ("Ministers agreed at a Mercosur summit to meet again.", {"ARG", "BRA", "PRY", "URY"}),
    ("The G20 summit in Oslo will be attended by Chadian President Idris Saleh.", {"NOR", "TCD"}),
    (
        "The ministers of Peru and Chile met on Monday, and the advisers of Norway and Chad did so on Tuesday.",
        {"NOR", "TCD"},
    ),
    (
        "On the margins of a summit in the Peruvian capital, Lima, Prime Minister Kari Lie of Norway had a meeting with"
        " Idris Saleh, the president of Chad.",
        {"NOR", "TCD"},
    ),
    (
        "She was received by President Ana Rojas of Peru at the castle together with the Norwegian minister.",
        {"PER", "NOR"},
    ),
    ("Delegations of Norway and Chad, together with Peruvian diplomats, met in Rome.", {"NOR", "TCD", "PER"}),
    ("Norway and Chad met in Rome on May 3 in the company of Peru's Ana Rojas.", {"NOR", "TCD", "PER"}),
    ("After talks with Chad and Niger, Norway withdrew its offer.", {"NOR", "TCD", "NER"}),
    ("In a letter to both leaders of Chad and Niger, Norwegian President Anna Berg spoke.", {"NOR", "TCD", "NER"}),
    (
        "On Monday Norway sat down with envoys of Peru and Chad, together with envoys of Niger.",
        {"NOR", "PER", "TCD", "NER"},
    ),
    ("Norway and Chad met on Monday, with the Peruvian and Chilean ambassadors in the room.", {"NOR", "TCD"}),
    ("Norway and Chad met in Rome on Monday, with Peru's president looking on.", {"NOR", "TCD"}),
]


@pytest.mark.parametrize(("text", "parties"), PARTIES, ids=[text for text, _ in PARTIES])
def test_those_who_meet_take_part(read: Read, text: str, parties: set[str]) -> None:
    assert parties in [set(mention.parties) for mention in find_mentions(read(text))]


def test_the_place_of_talks_is_no_party(read: Read) -> None:
    (contact,) = find_contacts(read("Norway and Chad held talks in Peru on Monday."))
    assert contact.parties == ("NOR", "TCD")


def test_a_mediator_is_not_a_party_between_principals(read: Read) -> None:
    (contact,) = find_contacts(read("Norway and Chad held talks mediated by Qatar in Doha on Monday."))
    assert (contact.parties, contact.mediators) == (("NOR", "TCD"), ("QAT",))


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Chad held talks in May. Peruvian President Ana Rojas brought the two together in Lima.",
        "Norway and Chad held talks in May. Peruvian President Ana Rojas sat between the two in Lima.",
        "Norway began Peruvian-led peace talks with Chad.",
        "Peruvian President Ana Rojas will lead the talks between Norway and Chad.",
    ],
)
def test_who_brings_others_together_mediates(read: Read, text: str) -> None:
    taking = find_mentions(read(text))[-1].taking
    assert (set(taking.parties), set(taking.mediators)) == ({"NOR", "TCD"}, {"PER"})


def test_whom_somebody_receives_for_talks_takes_part_in_them(read: Read) -> None:
    (talks,) = [
        mention
        for mention in find_mentions(read("The presidents of Norway and Chad received Peru's minister for talks."))
        if mention.trigger.frame == "noun"
    ]
    assert set(talks.parties) == {"NOR", "TCD", "PER"}


def test_guarantors_are_no_parties(read: Read) -> None:
    text = "Norway and Chad will meet in Lima for a fourth round of talks, with Peru, Chile and Kenya as guarantors."
    for mention in find_mentions(read(text)):
        assert (set(mention.parties), set(mention.taking.mediators)) == ({"NOR", "TCD"}, {"PER", "CHL", "KEN"})


def test_indirect_talks_are_indirect(read: Read) -> None:
    (contact,) = find_contacts(read("Norway and Chad held indirect talks in Geneva on Monday."))
    assert contact.directness == "indirect"


def test_the_owner_of_an_envoy_is_not_present(read: Read) -> None:
    text = "Norwegian Prime Minister Ola Hansen is abroad. Hansen's envoy met Chadian Foreign Minister Ali Haroun."
    contacts = find_contacts(read(text))
    assert [contact.participants for contact in contacts] == [("Ali Haroun",)]


def test_who_leads_a_delegation_takes_part_in_the_talks_told_before(read: Read) -> None:
    text = (
        "Norway and Chad will hold talks in Geneva on Sunday. Foreign Minister Kari Lie heads the Norwegian delegation."
    )
    (contact,) = find_contacts(read(text))
    assert contact.participants == ("Kari Lie",)
    assert contact.level == "ministerial"


def test_two_who_see_each_other_meet(read: Callable[..., Reading]) -> None:
    text = (
        "Anna Berg, foreign minister of Norway, and Idris Saleh, foreign minister of Chad, will see each other in May."
    )
    assert [(c.kind, c.parties, c.status) for c in find_contacts(read(text))] == [
        ("meeting", ("NOR", "TCD"), "scheduled")
    ]


def test_a_stay_in_a_country_is_a_visit(read: Callable[..., Reading]) -> None:
    text = "Anna Berg, Norway's deputy foreign minister, was in Tehran on 10 January."
    assert [(c.kind, c.parties, c.place) for c in find_contacts(read(text))] == [("visit", ("IRN", "NOR"), "Tehran")]


def test_those_on_the_telephone_are_in_a_call(read: Callable[..., Reading]) -> None:
    text = "Norwegian Prime Minister Anna Berg was on the telephone with Chad's President Idris Saleh on Monday."
    assert [(c.kind, c.parties) for c in find_contacts(read(text))] == [("call", ("NOR", "TCD"))]


CALLED = [
    "Norwegian Prime Minister Anna Berg rang Chad's President Idris Saleh on Monday.",
    "Norwegian Prime Minister Anna Berg called Chad's President Idris Saleh the next morning with the same request.",
    "Chad's President Idris Saleh was telephoned by Norwegian Prime Minister Anna Berg on Monday.",
]


@pytest.mark.parametrize("text", CALLED)
def test_who_calls_somebody_by_name_is_in_a_call(read: Callable[..., Reading], text: str) -> None:
    assert [(c.kind, c.parties) for c in find_contacts(read(text))] == [("call", ("NOR", "TCD"))]


def test_who_will_come_to_another_country_visits_it(read: Callable[..., Reading]) -> None:
    text = "Norwegian Prime Minister Anna Berg will come to Chad, the first to do so in forty years."
    assert [(c.kind, c.parties) for c in find_contacts(read(text))] == [("visit", ("NOR", "TCD"))]


def test_who_speaks_of_their_own_meeting_takes_part(read: Callable[..., Reading]) -> None:
    text = "The Norwegian president told the press that her meeting with the Chadian president had been friendly."
    assert [c.parties for c in find_contacts(read(text))] == [("NOR", "TCD")]


def test_the_place_of_an_envoy_sent_there_is_a_party(read: Callable[..., Reading]) -> None:
    text = "Norway will send a special envoy to Chad next week, the foreign ministry in Oslo announced."
    assert [(c.kind, c.parties) for c in find_contacts(read(text))] == [("visit", ("NOR", "TCD"))]


def test_a_partner_behind_the_topic_takes_part(read: Callable[..., Reading]) -> None:
    text = "Norwegian Foreign Minister Anna Berg said that she had talked about fish with Chad's President Idris Saleh."
    assert [c.parties for c in find_contacts(read(text))] == [("NOR", "TCD")]


def test_who_acts_for_a_party_that_takes_no_part_takes_none(read: Read) -> None:
    text = (
        "Norwegian Foreign Minister Kari Lie met Chadian Foreign Minister Ali Haroun in Geneva on Monday. "
        "Peru's foreign minister, Rosa Quispe, called the meeting useful."
    )
    contacts = find_contacts(read(text))
    assert all("Rosa Quispe" not in contact.participants for contact in contacts if "PER" not in contact.parties)


ARRIVALS = [
    ("Chad's President Mahamat Deby arrived in Nairobi on Tuesday for an official visit.", ("KEN", "TCD")),
    ("Chad's foreign minister Ali Haroun will arrive in Kenya on Friday for a visit.", ("KEN", "TCD")),
    ("Norway's President Kari Holm arrived in Chad on Tuesday at the start of a state visit.", ("NOR", "TCD")),
    ("Norway's Prime Minister Kari Holm had an hour's talk with Chad's president on Monday.", ("NOR", "TCD")),
    ("Representatives of North and South Korea met at Panmunjom on Wednesday.", ("KOR", "PRK")),
    ("East and West German officials met in Bonn on Tuesday.", ("DDR", "DEU")),
]


@pytest.mark.parametrize(("text", "parties"), ARRIVALS, ids=[text for text, _ in ARRIVALS])
def test_hosts_of_arrivals_and_halves_of_a_country_take_part(read: Read, text: str, parties: tuple[str, ...]) -> None:
    (contact,) = find_contacts(read(text))
    assert contact.parties == parties


def test_members_of_a_large_forum_meet_where_they_are_spoken_of(read: Read) -> None:
    (contact,) = find_contacts(
        read("Leaders of the 21 member economies of APEC closed their two-day meeting on Sunday.")
    )
    assert len(contact.parties) == 21
    assert contact.kind == "conference"
    assert not [m for m in find_mentions(read("An APEC summit opens in July.")) if m.parties]


@pytest.mark.parametrize(("persons", "parties"), [(("Ola Hansen", "Idriss Moussa"), 2), (("Ola Hansen",), 3)])
def test_the_state_in_which_two_others_met_is_no_party(read: Read, persons: tuple[str, ...], parties: int) -> None:
    text = "Norway's minister, Ola Hansen, and Chad's minister, Idriss Moussa, met in Kuala Lumpur."
    reading = read(text)
    mentions = find_mentions(reading)
    enquiry, network = Enquiry(reading, mentions), load_network()
    answers = {**network.answer(text, enquiry.first()), **network.answer(text, enquiry.further([0]))}
    (fold,) = find_folds(reading, mentions, answers)
    fold.parties, fold.persons, fold.place = (
        {"MYS", "NOR", "TCD"},
        dict.fromkeys(persons, Level.MINISTERIAL),
        "Kuala Lumpur",
    )
    leave_out_host(reading, fold)
    assert len(fold.parties) == parties
