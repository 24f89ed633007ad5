"""Which plans and offers are found, with which terms and by whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.findings.proposals.proposals import find_proposals
from communique.model.findings import ProposalReport
from communique.reading.reading import Reading

Read = Callable[..., Reading]


def proposed(read: Read, text: str) -> tuple[ProposalReport, ...]:
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The rebels handed the government a proposal for an indefinite cease-fire in exchange for an amnesty.",
            ["an indefinite cease-fire", "an amnesty"],
        ),
        (
            "The miners rejected an offer for a return to work in return for free coal, officials said.",
            ["a return to work", "free coal"],
        ),
        (
            "Peru offered a new peace proposal Tuesday for a 60-day truce during the elections.",
            ["a 60-day truce during the elections"],
        ),
        ("Peru made a proposal for talks.", []),
        ("A draft leaked to a newspaper speaks of a truce of ten days.", ["a truce of ten days"]),
        (
            "According to the plan, which the mediators hold back, the fleets leave the bay first.",
            ["the fleets leave the bay first"],
        ),
        ("According to the paper, the fleets lie in the bay.", []),
        ("Peru has proposed a deal that includes a truce of ten days.", ["a truce of ten days"]),
        ("The text calls on all fleets to leave the bay.", ["leave the bay"]),
        ("The first phase of the plan requires the fleets to leave the bay.", ["leave the bay"]),
        ("The draft commits both governments to monthly patrols.", ["monthly patrols"]),
        ("Peru put an offer on the table that contained a ferry.", ["a ferry"]),
        (
            "The plan provides for joint patrols. For that Peru would free the crew.",
            ["joint patrols", "Peru would free the crew"],
        ),
        (
            "Peru proposed full access to copper, tin and zinc.",
            ["full access to copper, tin and zinc"],
        ),
    ],
)
def test_both_sides_of_a_bargain_are_terms(read: Read, text: str, expected: list[str]) -> None:
    assert terms(read, text) == expected


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Each thing with its own "for"; a clause behind "for".
        ("The Norwegian plan provides for a truce of ten days and then for talks on the fishing fleet.",
         ["a truce of ten days", "talks on the fishing fleet"]),
        ("The new draft provides for the harbour to be reopened and for the seized boats to be returned.",
         ["the harbour to be reopened", "the seized boats to be returned"]),
        # A term and its price.
        ("Kenya made an offer to lift the toll in exchange for a share of the water.",
         ["lift the toll", "a share of the water"]),
        ("They discussed their offer to lower no further tolls if Uganda opened the bridge.",
         ["lower no further tolls", "Uganda opened the bridge"]),
        # What a plan does or would have somebody do.
        ("The Egyptian plan foresees a truce at sea and adds two ports to the list of safe harbours.",
         ["a truce at sea", "adds two ports to the list of safe harbours"]),
        ("The Egyptian plan provides for a truce. It would have the rebels hand over their boats.",
         ["a truce", "the rebels hand over their boats"]),
        # One thing after the other.
        ("Under the plan a census would be followed by a vote on the islands.", ["a census", "a vote on the islands"]),
        # A list behind a speaker.
        ("Kenya had made proposals, he said, on counting the boats, a joint patrol and the sharing of tolls.",
         ["counting the boats", "a joint patrol", "the sharing of tolls"]),
        # Somebody's proposal that ...
        ("They discussed the proposal by a senior Kenyan official that Norway could count the boats.",
         ["Norway could count the boats"]),
        # How the thing that is proposed is meant.
        ("Norway proposed a wide truce, to be watched by neutral pilots, on Monday.",
         ["a wide truce, to be watched by neutral pilots"]),
        ("Norway suggested that the first steps should include opening the harbour and freeing the crews.",
         ["opening the harbour", "freeing the crews"]),
        ("They debated the proposal for holding a joint census on both banks.",
         ["holding a joint census on both banks"]),
    ],
)  # fmt: skip
def test_terms_are_read_off_the_clause(read: Read, text: str, expected: list[str]) -> None:
    assert terms(read, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Norway offered to mediate between the fleets.",
        "Kenya put forward no new terms for the islands.",
        "Unless Kenya comes out with a proposal to cut its tolls, the talks will fail.",
        "The envoy had new proposals to close the gap between the fleets.",
        "In the document, of which an agency saw a copy, Kenya is not named.",
    ],
)
def test_what_is_no_term_makes_no_proposal(read: Read, text: str) -> None:
    assert terms(read, text) == []


def test_it_stands_for_a_plan_and_not_for_a_government(read: Read) -> None:
    text = "The Egyptian plan provides for a truce of a week. It asked for the boats to be counted first."
    assert terms(read, text) == ["a truce of a week"]


def test_who_turns_a_proposal_down_did_not_make_it(read: Read) -> None:
    (proposal,) = proposed(read, "Kenya turned down a proposal to share the island.")
    assert proposal.proposer is None


def test_a_proposal_of_several_parties_has_no_single_proposer(read: Read) -> None:
    text = "They weighed a proposal by Kenya and Uganda that the tolls be lowered."
    assert [proposal.proposer for proposal in proposed(read, text)] == [None]


def test_two_clauses_under_a_plan_are_told_apart_where_the_parser_joins_them(read: Read) -> None:
    text = (
        "They must accept the plan, under which the fleets would pull back 12 miles from the canal"
        " and a neutral force would take up posts between the banks."
    )
    assert terms(read, text) == [
        "the fleets would pull back 12 miles from the canal",
        "a neutral force would take up posts between the banks",
    ]


def test_an_offer_joined_to_another_proposal_gives_its_own_terms(read: Read) -> None:
    text = "Kenya proposed setting up a hotline between the ports and offered to cut its tolls if Uganda did the same."
    assert terms(read, text) == ["setting up a hotline between the ports", "cut its tolls", "Uganda did the same"]


@pytest.mark.parametrize(
    "text",
    [
        "According to the draft, the troops would leave the valley and the road would be opened.",
        "In the governor's package the troops would leave the valley and the road would be opened.",
        "Under the Egyptian text the troops would leave the valley and the road would be opened.",
        "The troops would leave the valley and the road would be opened, under a plan drawn up by Egypt.",
    ],
)
def test_what_would_be_done_under_any_heading_of_a_plan_is_a_term(read: Read, text: str) -> None:
    first, second = terms(read, text)
    assert (first.lower(), second) == ("the troops would leave the valley", "the road would be opened")


@pytest.mark.parametrize(
    "text",
    [
        "According to the document, the troops left the valley.",
        "Under the document the troops leave the valley.",
        "The parliament adopted a plan under which the troops will leave the valley.",
    ],
)
def test_a_paper_that_tells_what_is_or_was_agreed_is_no_proposal(read: Read, text: str) -> None:
    assert terms(read, text) == []


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("The tolls would be shared.", ["The tolls would be shared"]),
        ("Uganda would open a depot.", ["Uganda would open a depot"]),
        ("President William Ruto would like that.", []),
        ("If it rained, Uganda would open a depot.", []),
        ("Such a proposal would help Uganda.", []),
    ],
)
def test_what_would_be_done_in_the_next_sentence_is_a_term_too(read: Read, text: str, added: list[str]) -> None:
    assert terms(read, f"The Egyptian plan provides for a truce. {text}") == ["a truce", *added]


def test_it_is_a_plan_that_was_named_in_the_sentence_before(read: Read) -> None:
    text = "Egypt drew up a paper. It foresees that the road be opened and that the tolls be shared."
    assert terms(read, text) == ["the road be opened", "the tolls be shared"]
    assert terms(read, "Egypt drew up a paper. It wants the road.") == []


def test_a_paper_that_was_signed_is_no_proposal_and_persons_are_no_terms(read: Read) -> None:
    assert terms(read, "The paper that both leaders then signed provides for a truce and a road.") == []
    text = "When the outline of a plan was there, the leaders came: William Ruto, Yoweri Museveni and Salva Kiir."
    assert terms(read, text) == []
