"""Levels: those of the delegations, as the words name them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.findings.contacts import find_contacts
from communique.findings.contacts.levels import find_level
from communique.findings.contacts.mentions import find_mentions
from communique.reading.reading import Reading

LEVELS = [
    ("Norway and Chad want peace. Officials of the two countries met in Oslo on Monday.", "official"),
    ("Norway and Chad want peace. Envoys of both countries negotiated in Oslo on Monday.", "envoy"),
    ("Norway and Chad held technical talks in Oslo.", "technical"),
    ("The technical teams of Norway and Chad met in Oslo.", "technical"),
    ("The presidents of Norway and Chad met in Oslo.", "leader"),
    ("Norway and Chad held talks in Oslo.", "unknown"),
    ("Norway and Chad held talks of deputy ministers in Oslo.", "official"),
    ("Norway and Chad held talks of ministers in Oslo.", "ministerial"),
    ("Delegations from Norway and Chad led by their respective foreign ministers met in Oslo.", "ministerial"),
    ("Delegations of Norway and Chad, headed by their deputy foreign ministers, held talks in Oslo.", "official"),
    ("Norway and Chad want peace. Vice ministers of both countries met in Oslo on Monday.", "official"),
    ("Norway and Chad want peace. The prime ministers of both countries met in Oslo on Monday.", "leader"),
    ("Norway and Chad held talks at the level of deputy ministers on Monday.", "official"),
    ("Norway and Chad want peace. The two military leaders met in Oslo on Monday.", "official"),
    ("Working-level officials of Norway and Chad met in Oslo on Monday.", "technical"),
    ("A working group of surveyors from Norway and Chad met in Oslo on Monday.", "technical"),
    ("The joint ministerial committee of Norway and Chad met in Oslo on Monday.", "ministerial"),
    ("The working lunch of the presidents of Norway and Chad was in Oslo.", "leader"),
    ("Norwegian Foreign Minister Kari Berg met Hamas leader Omar Said in Oslo.", "ministerial"),
    ("Norwegian Foreign Minister Kari Berg met Chad's opposition leader Omar Said in Oslo.", "ministerial"),
    ("Norwegian Foreign Minister Kari Berg met Turkish Cypriot leader Omar Said in Oslo.", "leader"),
]


ABSENT = [
    ("Chad and Mali held talks in Oslo on Monday. Norway's minister Kari Holm took part as an observer.", ()),
    ("Chad and Mali attended the talks on Monday. Envoy Kari Holm of Norway attended the talks as an observer.", ()),
    ("Officials of Norway and Chad will meet in Doha on Monday. Envoy Kari Holm of Norway will not be included.", ()),
    (
        "Norwegian officials met Chad's minister Idris Amane. Minister Kari Holm of Norway did not attend.",
        ("Idris Amane",),
    ),
    (
        "Norway's minister Kari Holm met Chad's minister Idris Amane on Monday. Holm did not accept the plan.",
        ("Idris Amane", "Kari Holm"),
    ),
]


@pytest.mark.parametrize(("text", "names"), ABSENT, ids=[text for text, _ in ABSENT])
def test_who_stays_away_takes_no_part(read: Callable[..., Reading], text: str, names: tuple[str, ...]) -> None:
    (contact,) = find_contacts(read(text))
    assert tuple(sorted(contact.participants)) == names


def test_who_stays_away_from_one_contact_takes_part_in_his_own(read: Callable[..., Reading]) -> None:
    text = (
        "Foreign Minister Lars Holm of Norway met Foreign Minister Idris Amane of Chad in Doha on Tuesday. Chad's "
        "President Ali Bako, who had met Kenya's President John Mwangi on Monday, did not take part."
    )
    named = {contact.parties: contact.participants for contact in find_contacts(read(text))}
    assert named["NOR", "TCD"] == ("Lars Holm", "Idris Amane")
    assert named["KEN", "TCD"] == ("Ali Bako", "John Mwangi")


ELSEWHERE = [
    (
        "Norway's Foreign Minister Lars Holm called on Kenya's President John Mwangi in Nairobi on Monday, and "
        "Norway's Prime Minister Kari Berg spoke to Chad's President Idris Amane by phone on Tuesday.",
        {"KEN": {"Lars Holm", "John Mwangi"}, "TCD": {"Kari Berg", "Idris Amane"}},
    ),
    (
        "Norway's envoy Lars Holm saw Chad's envoy Idris Amane in Oslo on Monday, a week before he is to meet Kenya's "
        "President John Mwangi in Lagos.",
        {"TCD": {"Lars Holm", "Idris Amane"}, "KEN": {"Lars Holm", "John Mwangi"}},
    ),
]


@pytest.mark.parametrize(("text", "named"), ELSEWHERE, ids=[text for text, _ in ELSEWHERE])
def test_who_takes_part_in_another_contact_of_the_sentence_takes_no_part(
    read: Callable[..., Reading], text: str, named: dict[str, set[str]]
) -> None:
    found = {code: set(c.participants) for c in find_contacts(read(text)) for code in c.parties if code != "NOR"}
    assert found == named


BELOW = [
    (
        "Chad's President Ali Bako and Norway's Prime Minister Kari Berg want peace. The military commanders of both "
        "countries met in Oslo on Monday.",
        ("meeting", "official"),
    ),
    (
        "President Ali Bako of Chad will fly to Oslo for a summit with Norway's Prime Minister Kari Berg on Friday. "
        "The date was agreed at the end of five hours of working-level talks in Lagos.",
        ("talks", "technical"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), BELOW, ids=[text for text, _ in BELOW])
def test_leaders_take_no_part_in_what_others_are_sent_to(
    read: Callable[..., Reading], text: str, expected: tuple[str, str]
) -> None:
    contact = find_contacts(read(text))[-1]
    assert ((contact.kind, contact.level), contact.participants) == (expected, ())


KINDS = [
    ("The prime ministers of both countries will meet on Monday. Norway and Chad want peace.", "summit"),
    ("The leaders of Norway and Chad will hold talks in Oslo on Friday.", "summit"),
    ("The foreign ministers of Norway and Chad met in Oslo on Monday.", "meeting"),
    ("The deputy prime ministers of Norway and Chad met in Oslo on Monday.", "meeting"),
    ("Chad's President Idris Amane visited Oslo on Monday and was told by Prime Minister Kari Holm to wait.", "summit"),
    ("Chad's Foreign Minister Idris Amane will visit Oslo on March 20.", "visit"),
    (
        "The memorandum says nothing of fish. It was signed in Lagos on Thursday by J.K. Mwangi, Kenya's foreign "
        "minister, and Idris Amane, a minister in the office of Chad's president.",
        "meeting",
    ),
    (
        "Prime Minister Grace Okello of Kenya and Prime Minister Ali Bako of Chad want peace. The two agreed to open "
        "technical talks by the end of May.",
        "talks",
    ),
    ("On March 5 President John Mwangi of Kenya and rebel leader Issa Sow signed a peace agreement.", "meeting"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[text for text, _ in KINDS])
def test_heads_of_states_who_meet_make_a_summit(read: Callable[..., Reading], text: str, kind: str) -> None:
    assert {contact.kind for contact in find_contacts(read(text))} <= {kind}


@pytest.mark.parametrize(("text", "level"), LEVELS, ids=[text for text, _ in LEVELS])
def test_the_words_give_the_level(read: Callable[..., Reading], text: str, level: str) -> None:
    (mention,) = find_mentions(read(text))
    assert find_level([mention], mention.taking.persons.values(), mention.kind) == level


def test_one_mention_among_several_does_not_make_talks_technical(read: Callable[..., Reading]) -> None:
    text = (
        "Norway and Chad will hold talks in Oslo on Monday. The talks are to last a week. "
        "Technical talks of Norway and Chad may follow."
    )
    mentions = find_mentions(read(text))
    assert len(mentions) >= 3
    assert find_level(mentions, [], mentions[0].kind) == "unknown"
    assert find_level(mentions[-1:], [], mentions[0].kind) == "technical"


@pytest.mark.parametrize(
    "text",
    [
        "Presidents Lars Holm of Norway and Idris Amane of Chad agreed that experts of both would hold talks in Doha.",
        "President Lars Holm of Norway said his foreign minister would meet the Chadian foreign minister in Doha.",
    ],
)
def test_who_only_says_or_agrees_that_others_will_meet_takes_no_part(read: Callable[..., Reading], text: str) -> None:
    assert [contact.participants for contact in find_contacts(read(text)) if contact.place == "Doha"] == [()]


def test_who_says_that_he_himself_will_meet_somebody_takes_part(read: Callable[..., Reading]) -> None:
    text = "President Lars Holm of Norway said he would meet President Idris Amane of Chad in Doha."
    assert find_contacts(read(text))[0].participants == ("Lars Holm", "Idris Amane")


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Kenya and Somalia resumed in Oslo on Tuesday. It was announced by Kenyan minister Jo Mwangi.",
        "Togolese Foreign Minister Ayo Lawson said he expected a meeting between Kenyan and Somali envoys next week.",
        "The second round of talks under the Lawson administration between Kenya and Somalia was held on Monday.",
        "Kenyan and Somali envoys met in Oslo on Monday to decide the fate of the jailed writer Ayo Lawson.",
        "The death of President Ayo Lawson overshadowed the talks of Kenyan and Somali envoys in Oslo on Monday.",
    ],
)
def test_who_only_tells_of_a_contact_takes_no_part(read: Callable[..., Reading], text: str) -> None:
    (contact,) = find_contacts(read(text))
    assert contact.participants == ()
