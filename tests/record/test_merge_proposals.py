from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from outcome_samples import DAYS, proposed

from communique.model.findings import Issue, Position, ProposalReport, Stance
from communique.model.record import Proposal
from communique.record.merging.bonds import Bonds
from communique.record.merging.proposals import merge_proposals, with_responses


def one(*reports: ProposalReport) -> Proposal:
    [proposal] = merge_proposals(reports, DAYS)
    return proposal


def stance(party: str, about: str, article: str = "a-2", value: Stance = Stance.REJECTS) -> Position:
    return Position(
        id="p1", article=article, party=party, issue=Issue.OTHER, stance=value, about=about, evidence=(about,),
        spans=((0, 5),),
    )  # fmt: skip


class TestWhatComesTogether:
    def test_one_plan_with_more_terms_in_a_later_report(self) -> None:
        plan = proposed("a-1", "lake plan", "shared patrols", "a register of boats")
        item = one(
            plan, proposed("a-2", "Chadian plan for the lake", "a common register of boats", "a fund for fishermen")
        )
        assert item.name == "Chadian plan for the lake"
        assert [(t.words, [r.article for r in t.reports]) for t in item.terms] == [
            ("shared patrols", ["a-1"]),
            ("a register of boats", ["a-1", "a-2"]),
            ("a fund for fishermen", ["a-2"]),
        ]

    def test_one_report_that_does_not_say_whose_plan_it_is(self) -> None:
        plan = proposed("a-1", "patrol plan", "shared patrols of the lake", "a register of boats", proposer=None)
        item = one(plan, proposed("a-2", "patrol plan", "shared patrols on the lake", "a boat register"))
        assert item.proposer == "TCD"

    def test_a_figure_makes_a_term_another_one(self) -> None:
        plan = proposed("a-1", "truce plan", "a truce of 30 days on the lake", "a fund for fishermen")
        item = one(plan, proposed("a-2", "truce plan", "a truce of 60 days on the lake", "a fund for fishermen"))
        assert len(item.terms) == 3


class TestWhatStaysApart:
    def test_plans_of_two_parties(self) -> None:
        plan = proposed("a-1", "lake plan", "shared patrols of the lake")
        other = proposed("a-2", "lake plan", "shared patrols of the lake", proposer="SDN")
        assert len(merge_proposals([plan, other], DAYS)) == 2

    def test_plans_that_share_no_more_than_being_plans(self) -> None:
        plan = proposed("a-1", "peace plan", "a fund for fishermen")
        assert len(merge_proposals([plan, proposed("a-2", "peace plan", "elections in May")], DAYS)) == 2

    def test_what_a_person_puts_apart(self) -> None:
        reports = [proposed(key, "lake plan", "shared patrols", "a boat register") for key in ("a-1", "a-2")]
        apart = Bonds(apart=frozenset({(("a-1", "o1"), ("a-2", "o1"))}))
        assert len(merge_proposals(reports, DAYS)) == 1
        assert len(merge_proposals(reports, DAYS, apart)) == 2


class TestResponses:
    plan = proposed("a-1", "lake plan", "shared patrols", "a boat register")

    def test_a_position_that_names_the_plan(self) -> None:
        [item] = with_responses(merge_proposals([self.plan], DAYS), [stance("SDN", "the plan for the lake")], DAYS)
        assert [(p.party, p.stance) for p in item.responses] == [("SDN", Stance.REJECTS)]

    def test_no_position_of_the_proposer_or_on_something_else_or_from_before(self) -> None:
        others = [
            stance("TCD", "the plan for the lake"),
            stance("SDN", "elections in May"),
            stance("SDN", "a dam on the lake"),
            stance("SDN", "the plan for the lake", "a-5"),
        ]
        [item] = with_responses(merge_proposals([self.plan], DAYS), others, DAYS)
        assert item.responses == ()

    def test_no_position_that_may_mean_either_of_two_plans(self) -> None:
        other = proposed("a-2", "second lake plan", "a dam", "a canal", proposer="NER")
        items = with_responses(merge_proposals([self.plan, other], DAYS), [stance("SDN", "the lake plan")], DAYS)
        assert [item.responses for item in items] == [(), ()]


reports = st.lists(
    st.builds(
        lambda article, name, terms, local, proposer: proposed(
            article, name, *terms, local_id=local, proposer=proposer
        ),
        st.sampled_from(sorted(DAYS)),
        st.sampled_from(["lake plan", "plan", "shared patrols", ""]),
        st.lists(
            st.sampled_from(["shared patrols", "patrols", "a boat register", "30 boats", "60 boats", ""]), max_size=3
        ),
        st.sampled_from(["o1", "o2"]),
        st.sampled_from([None, "TCD", "SDN"]),
    ),
    max_size=8,
    unique_by=lambda r: (r.article, r.id),
)


@given(reports, st.randoms(use_true_random=False))
def test_the_order_of_arrival_plays_no_part_and_nothing_is_lost(
    found: list[ProposalReport], chance: random.Random
) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    items = merge_proposals(found, DAYS)
    assert items == merge_proposals(shuffled, DAYS)
    assert sorted((r.article, r.id) for item in items for r in item.reports) == sorted((r.article, r.id) for r in found)
    for item in items:
        assert {word for r in item.reports for word in r.terms} == set() or item.terms
        assert all(set(term.reports) <= set(item.reports) and term.reports for term in item.terms)
