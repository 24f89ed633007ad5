"""Status: a plan never comes out as an event, a denial never as a plan."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.findings.contacts import find_contacts
from communique.findings.contacts.status import find_cues, strongest
from communique.findings.contacts.triggers import find_triggers
from communique.reading.reading import Reading

CASES = [
    ("The two ministers met in Oslo on Tuesday.", "met", "held"),
    ("The ministers have met twice this year.", "met", "held"),
    ("Norway and Chad held talks in Oslo.", "talks", "held"),
    ("Talks between Norway and Chad were held in Oslo on Tuesday.", "Talks", "held"),
    ("After the meeting, the minister flew home.", "meeting", "held"),
    ("The minister refused to comment after meeting Chad's president.", "meeting", "held"),
    ("Norway and Chad on Tuesday held what they hoped was the last round of talks.", "round", "held"),
    ("Norway and Chad will hold what officials describe as technical talks.", "talks", "scheduled"),
    ("Norway's envoys began what could be their last meeting with Chad's.", "meeting", "held"),
    ("The talks between Norway and Chad failed.", "talks", "held"),
    ("The talks between Norway and Chad have failed to end the war.", "talks", "held"),
    ("The talks between Norway and Chad failed to take place.", "talks", "ruled_out"),
    ("Norway hosted talks with Chad, which failed to end the war.", "talks", "held"),
    ("The minister declined to speak before meeting Chad's president.", "meeting", "held"),
    ("The minister is due to speak to reporters before meeting Chad's president.", "meeting", "scheduled"),
    ("The delegations are meeting in Oslo.", "meeting", "under_way"),
    ("Norway and Chad are holding talks in Oslo.", "talks", "under_way"),
    ("The ministers will meet in Oslo on Tuesday.", "meet", "scheduled"),
    ("The minister left Nairobi to meet the president in Oslo.", "meet", "scheduled"),
    ("The minister flew to Oslo to meet the president.", "meet", "held"),
    ("The minister said he would meet his counterpart.", "meet", "scheduled"),
    ("The ministers are to meet on Tuesday.", "meet", "scheduled"),
    ("The ministers are due to meet on Tuesday.", "meet", "scheduled"),
    ("Norway and Chad agreed to hold talks in May.", "talks", "scheduled"),
    ("A meeting is scheduled for Tuesday.", "meeting", "scheduled"),
    ("The talks will resume on Tuesday.", "talks", "scheduled"),
    ("The ministers are expected to meet on Tuesday.", "meet", "planned"),
    ("Norway plans to hold talks with Chad.", "talks", "planned"),
    ("Preparations for a meeting of the ministers are going on.", "meeting", "planned"),
    ("Norway hopes to meet Chad's envoys.", "meet", "planned"),
    ("Norway proposed a meeting with Chad.", "meeting", "proposed"),
    ("Norway invited Chad's minister to talks in Oslo.", "talks", "proposed"),
    ("Chad called for a meeting with Norway.", "meeting", "proposed"),
    ("The ministers could meet within two weeks.", "meet", "possible"),
    (
        "Whether Ola Hansen will see Ali Haroun in Oslo nobody would say.",
        "see",
        "possible",
    ),
    ("Whether the talks will still take place nobody at the ministry would say.", "talks", "possible"),
    ("When they will first sit down has not been decided.", "sit", "planned"),
    ("If he makes the journey, he will also meet the president on Monday.", "meet", "possible"),
    ("Under the proposal the two leaders would meet in Oslo.", "meet", "proposed"),
    ("Officials who were to have met on Wednesday stayed at home.", "met", "postponed"),
    ("The talks were to have been held in Oslo on Monday.", "talks", "postponed"),
    ("The ministers may hold talks in Oslo.", "talks", "possible"),
    ("Norway has not ruled out a meeting with Chad.", "meeting", "possible"),
    ("Norway dismissed reports that its envoys had met Chad's.", "met", "ruled_out"),
    ("Norway is considering a meeting with Chad.", "meeting", "possible"),
    ("Norway is ready to meet Chad's envoys.", "meet", "possible"),
    ("The talks were postponed until May.", "talks", "postponed"),
    ("Norway and Chad held in Oslo on Saturday the talks that had been scrapped in May.", "talks", "held"),
    ("Norway and Chad will hold on Friday the talks that had been called off.", "talks", "scheduled"),
    ("Norway and Chad did not hold the talks that had been put off in May.", "talks", "ruled_out"),
    ("Norway and Chad discussed the talks that had been called off.", "talks", "cancelled"),
    ("The ministers failed to agree on a truce at their meeting.", "meeting", "held"),
    ("The ministers failed to participate in the meeting.", "meeting", "ruled_out"),
    ("The talks were arranged for May and then put off.", "talks", "postponed"),
    ("The talks, arranged for last Friday, had been put off by Norway.", "talks", "postponed"),
    ("The meeting has been struck off the calendar.", "meeting", "cancelled"),
    ("Norway denied that the summit would be put off.", "summit", "scheduled"),
    ("Norway does not exclude that the ministers will meet in May.", "meet", "possible"),
    ("Norway ruled out that the ministers would meet.", "meet", "ruled_out"),
    ("He accepted an invitation to meet the minister in May.", "meet", "scheduled"),
    ("He would accept an invitation to meet the minister in May.", "meet", "proposed"),
    ("A meeting of the ministers would be useful.", "meeting", "possible"),
    ("A meeting of the ministers would be held in May.", "meeting", "scheduled"),
    ("The ministers will probably meet in May.", "meet", "planned"),
    ("The ministers would meet again, possibly in May.", "meet", "planned"),
    ("The ministers will meet in May, most likely in Oslo.", "meet", "scheduled"),
    ("The ministers had never met until Monday.", "met", "held"),
    ("The ministers will not meet until Monday.", "meet", "scheduled"),
    ("The ministers will not meet until the prisoners are freed.", "meet", "ruled_out"),
    ("Ola Hansen is going to Chad on Thursday to see the president.", "see", "scheduled"),
    ("Norway put off the meeting with Chad.", "meeting", "postponed"),
    ("Norway cancelled the meeting with Chad.", "meeting", "cancelled"),
    ("The visit was called off.", "visit", "cancelled"),
    ("Norway withdrew from the talks with Chad.", "talks", "cancelled"),
    ("The ministers had been scheduled to meet in Oslo last May.", "meet", "cancelled"),
    ("Talks between Norway and Chad had been set for 12 May.", "Talks", "cancelled"),
    ("Norway refused to meet Chad's envoys.", "meet", "refused"),
    ("Norway rejected a meeting with Chad.", "meeting", "refused"),
    ("Norway ruled out talks with Chad.", "talks", "ruled_out"),
    ("There are no plans for a meeting with Chad.", "meeting", "ruled_out"),
    ("The ministers did not meet in Oslo.", "meet", "ruled_out"),
    ("The ministers will not meet in Oslo.", "meet", "ruled_out"),
    ("No meeting took place.", "meeting", "ruled_out"),
    ("A call between the presidents is not on the agenda.", "call", "ruled_out"),
    ("The ministers had been due to meet on Monday.", "meet", "scheduled"),
    ("Norway and Chad agreed that their talks should go on in May.", "talks", "scheduled"),
    ("Norway encouraged both sides to hold talks.", "talks", "proposed"),
    ("Norway's cabinet decided against the meeting with Chad.", "meeting", "refused"),
    ("Norway voiced the hope that the ministers would soon meet.", "meet", "planned"),
    ("Whether Norway and Chad will hold talks in May is not clear.", "talks", "possible"),
    ("It is impossible to hold talks with Chad, Norway said.", "talks", "ruled_out"),
    ("The delegates left Oslo before the ministers met.", "met", "held"),
    ("Norway and Chad held talks, but the statement gave no date for the meeting.", "meeting", "held"),
    ("The talks, in which Norway wants to settle the border, were held in Oslo.", "talks", "held"),
    ("No breakthrough came out of the talks in Oslo.", "talks", "held"),
    ("Chad refuses to accept what was said in the talks in Oslo.", "talks", "held"),
    ("The envoy set out for talks in Oslo.", "talks", "held"),
]


@pytest.mark.parametrize(("text", "trigger", "status"), CASES, ids=[text for text, _, _ in CASES])
def test_status_follows_the_words(read: Callable[..., Reading], text: str, trigger: str, status: str) -> None:
    found = [t for t in find_triggers(read(text).parse) if t.token.text == trigger]
    assert found, "no trigger"
    assert strongest(find_cues(found[0]), found[0]).status == status


OPEN_CASES = [
    ("No date has been set for a meeting of the ministers.", "meeting"),
    ("A date for a meeting of the presidents has still not been announced.", "meeting"),
    ("The minister said that a meeting had to be prepared so that it brought results.", "meeting"),
]


@pytest.mark.parametrize(("text", "trigger"), OPEN_CASES, ids=[text for text, _ in OPEN_CASES])
def test_what_is_still_open_is_neither_held_nor_ruled_out(
    read: Callable[..., Reading], text: str, trigger: str
) -> None:
    found = [t for t in find_triggers(read(text).parse) if t.token.text == trigger]
    assert strongest(find_cues(found[0]), found[0]).status in {"possible", "proposed", "planned", "scheduled"}


def test_an_occasion_told_in_the_past_was_held(read: Callable[..., Reading]) -> None:
    text = "Experts will hold talks on Monday, President Anna Berg of Norway said during a visit to Chad."
    contacts = {c.kind: c.status for c in find_contacts(read(text))}
    assert contacts["visit"] == "held"
    assert contacts.get("talks") != "held"
