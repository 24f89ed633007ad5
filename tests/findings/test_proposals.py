"""Which plans and offers are found, with which terms and by whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.findings.proposals.proposals import find_proposals
from communique.model.findings import Proposal
from communique.reading.reading import Reading

Read = Callable[..., Reading]


def proposed(read: Read, text: str) -> tuple[Proposal, ...]:
    return find_proposals(read(text))


def terms(read: Read, text: str) -> list[str]:
    return [term for proposal in proposed(read, text) for term in proposal.terms]


def test_a_plan_names_its_terms_after_its_verb(read: Read) -> None:
    text = "The Egyptian plan provides for a truce and an exchange of prisoners."
    (proposal,) = proposed(read, text)
    assert proposal.terms == ("a truce", "an exchange of prisoners")
    assert proposal.proposer == "EGY"
    assert proposal.name == "Egyptian plan"


def test_clauses_under_a_plan_are_its_terms(read: Read) -> None:
    text = "Under the plan the troops would leave the valley and the road would be opened."
    assert terms(read, text) == ["the troops would leave the valley", "the road would be opened"]


def test_the_infinitive_after_a_proposal_is_its_term(read: Read) -> None:
    assert terms(read, "Kenya rejected a Ugandan proposal to share the island.") == ["share the island"]


def test_the_proposer_is_the_subject_of_the_verb(read: Read) -> None:
    (proposal,) = proposed(read, "Norway proposed that the fleets be counted by neutral inspectors.")
    assert proposal.proposer == "NOR"
    assert proposal.terms == ("the fleets be counted by neutral inspectors",)


def test_a_list_behind_a_dash_is_a_list_of_terms(read: Read) -> None:
    text = "He put forward a three-point proposal -- opening the road, sharing the tolls and counting the trucks."
    assert terms(read, text) == ["opening the road", "sharing the tolls", "counting the trucks"]


def test_a_later_sentence_adds_to_the_same_proposal(read: Read) -> None:
    text = "The Egyptian plan provides for a truce. It would let convoys enter the city."
    (proposal,) = proposed(read, text)
    assert len(proposal.terms) == 2
    assert len(proposal.evidence) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The report suggested that prices had fallen.",
        "The minister rejected the plan.",
        "Peru has no plan.",
        "Peru did not propose to share the island.",
    ],
)
def test_without_a_nameable_term_there_is_no_proposal(read: Read, text: str) -> None:
    assert proposed(read, text) == ()


def test_terms_are_exact_parts_of_the_text(read: Read) -> None:
    text = "Sudan's draft calls for a ceasefire, safe corridors and the release of all captives, a diplomat said."
    found = terms(read, text)
    assert len(found) == 3
    assert all(term in text for term in found)


def test_bullets_below_a_proposal_are_its_terms(read: Read) -> None:
    text = "Norway presented a plan:\n- a count of the fleets\n- a pause in fishing\nChile is studying it."
    assert terms(read, text) == ["a count of the fleets", "a pause in fishing"]


def test_a_document_that_was_signed_is_no_proposal(read: Read) -> None:
    text = "Peru and Chile signed an accord. The document provides for joint patrols."
    assert proposed(read, text) == ()


@pytest.mark.parametrize(
    "text", ["", "\n\n", ":", "proposal:", "the plan --", "“Under the plan", "proposal that", "It would"]
)
def test_odd_text_never_breaks(read: Read, text: str) -> None:
    assert all(term in text for term in terms(read, text))


def test_a_name_taken_from_a_term_never_ends_on_a_word_that_leads_on(read: Read) -> None:
    text = (
        "France proposed sending a force of observers from nine countries to the border along the "
        "great river, which both sides would have to accept."
    )
    for proposal in proposed(read, text):
        assert not proposal.name.lower().endswith((" the", " a", " of", " from", " which", ","))
