from __future__ import annotations

import random
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st
from outcome_samples import DAYS, agreed

from communique.model.findings import AgreementReport, AgreementStatus
from communique.model.record import Agreement
from communique.record.merging.agreements import joint_status, merge_agreements
from communique.record.merging.bonds import NO_BONDS, Bonds


def merged(
    *reports: AgreementReport, bonds: Bonds = NO_BONDS, days: Mapping[str, str | None] = DAYS
) -> list[list[str]]:
    return [[r.article for r in item.reports] for item in merge_agreements(reports, days, bonds)]


def one(*reports: AgreementReport) -> Agreement:
    [agreement] = merge_agreements(reports, DAYS)
    return agreement


class TestWhatComesTogether:
    def test_one_thing_in_other_words(self) -> None:
        first = agreed("a-1", "restore embassy staffing", date="2025-03-04")
        assert merged(first, agreed("a-2", "bring the embassies back to full staffing")) == [["a-1", "a-2"]]

    def test_one_report_leaves_a_party_out(self) -> None:
        first = agreed("a-1", "share the catch of the lake", parties=("NER", "SDN", "TCD"), date="2025-03-04")
        assert merged(first, agreed("a-2", "share the lake's catch", date="2025-03-04")) == [["a-1", "a-2"]]

    def test_a_draft_that_is_signed_weeks_later(self) -> None:
        draft = agreed("a-1", "a treaty on the lake's water", date="2025-03-04", status=AgreementStatus.DRAFT)
        signed = agreed("a-4", "the treaty on the water of the lake", date="2025-06-29", status=AgreementStatus.SIGNED)
        item = one(draft, signed)
        assert (item.status, item.date) == (AgreementStatus.SIGNED, "2025-06-29")
        assert [r.status for r in item.reports] == [AgreementStatus.DRAFT, AgreementStatus.SIGNED]

    def test_a_deal_that_is_broken_and_only_called_the_deal(self) -> None:
        signed = agreed("a-3", "a deal on cotton exports", date="2025-03-19", status=AgreementStatus.SIGNED)
        first = agreed("a-5", "the cotton deal that fed both ports", date="2026-01", status=AgreementStatus.SUSPENDED)
        again = agreed("u-1", "the accord", date="2026-01-20", status=AgreementStatus.SUSPENDED)
        item = one(signed, first, again)
        assert item.status is AgreementStatus.SUSPENDED
        assert item.what == "the cotton deal that fed both ports"

    def test_a_claim_and_its_denial(self) -> None:
        claim = agreed("a-1", "a halt to the shelling of the bridge", date="2025-03-04")
        denial = agreed("a-2", "any halt to the shelling of the bridge", status=AgreementStatus.DENIED)
        item = one(claim, denial)
        assert item.status is AgreementStatus.REACHED
        assert [r.status for r in item.reports] == [AgreementStatus.REACHED, AgreementStatus.DENIED]

    def test_a_claim_and_its_denial_in_one_article(self) -> None:
        claim = agreed("a-1", "a halt to the shelling of the bridge")
        denial = agreed("a-1", "a halt to the shelling of the bridge", "a2", status=AgreementStatus.DENIED)
        assert merged(claim, denial) == [["a-1", "a-1"]]


class TestWhatStaysApart:
    def test_two_points_of_one_day(self) -> None:
        first = agreed("a-1", "open the bridge", date="2025-03-04")
        assert len(merged(first, agreed("a-2", "free the fishermen", date="2025-03-04"))) == 2

    def test_two_points_of_one_article(self) -> None:
        first = agreed("a-1", "open the bridge to cars", date="2025-03-04")
        assert len(merged(first, agreed("a-1", "open the bridge to trucks", "a2", date="2025-03-04"))) == 2

    def test_one_thing_agreed_again_a_season_later(self) -> None:
        first = agreed("a-1", "a truce along the river", date="2025-03-04")
        assert len(merged(first, agreed("a-4", "a truce along the river", date="2025-06-29"))) == 2

    def test_other_parties(self) -> None:
        first = agreed("a-1", "open the bridge", date="2025-03-04")
        assert len(merged(first, agreed("a-2", "open the bridge", parties=("NER", "TCD"), date="2025-03-04"))) == 2

    def test_other_figures(self) -> None:
        first = agreed("a-1", "release 30 fishermen", date="2025-03-04")
        assert len(merged(first, agreed("a-2", "release 200 fishermen", date="2025-03-04"))) == 2

    def test_words_that_every_agreement_shares(self) -> None:
        assert len(merged(agreed("a-1", "a comprehensive agreement"), agreed("a-4", "a final deal"))) == 2


class TestStatus:
    def test_what_recalls_an_earlier_stage_does_not_undo_a_later_one(self) -> None:
        stages = [AgreementStatus.SIGNED, AgreementStatus.REACHED]
        assert joint_status([agreed("a-1", "x", status=status) for status in stages]) is AgreementStatus.SIGNED

    def test_what_was_broken_can_come_into_force_again(self) -> None:
        stages = [AgreementStatus.IN_FORCE, AgreementStatus.VIOLATED, AgreementStatus.IN_FORCE]
        assert joint_status([agreed("a-1", "x", status=status) for status in stages]) is AgreementStatus.IN_FORCE

    def test_what_nobody_claims_is_denied(self) -> None:
        assert joint_status([agreed("a-1", "x", status=AgreementStatus.DENIED)]) is AgreementStatus.DENIED


class TestDecisions:
    first = agreed("a-1", "open the bridge", date="2025-03-04")
    other = agreed("a-2", "free the fishermen", date="2025-03-04")
    alike = agreed("a-3", "the bridge opened", date="2025-03-04")

    def test_what_a_person_puts_together_is_one(self) -> None:
        bonds = Bonds(together=frozenset({(("a-1", "a1"), ("a-2", "a1"))}))
        assert merged(self.first, self.other, self.alike, bonds=bonds) == [["a-1", "a-2", "a-3"]]

    def test_what_a_person_puts_apart_stays_apart(self) -> None:
        bonds = Bonds(apart=frozenset({(("a-1", "a1"), ("a-3", "a1"))}))
        assert len(merged(self.first, self.alike)) == 1
        assert len(merged(self.first, self.alike, bonds=bonds)) == 2

    def test_what_concerns_reports_that_are_not_there_is_passed_over(self) -> None:
        bonds = Bonds(
            together=frozenset({(("a-1", "a1"), ("gone", "a1"))}), apart=frozenset({(("a-2", "a1"), ("z", "a9"))})
        )
        assert merged(self.first, self.other, bonds=bonds) == merged(self.first, self.other)


def test_an_earlier_id_leads_on_when_an_earlier_report_comes_in() -> None:
    late = agreed("a-2", "open the bridge", date="2025-03-04")
    before = one(late).id
    both = one(late, agreed("a-1", "open the bridge", date="2025-03-04"))
    assert both.id != before
    assert any(anchor.startswith(before) for anchor in both.anchors)


_whats = st.sampled_from(
    ["open the bridge", "the bridge is opened", "free the fishermen", "the accord", "a truce on the river", ""]
)
reports = st.lists(
    st.builds(
        agreed,
        st.sampled_from(sorted(DAYS)),
        _whats,
        st.sampled_from(["a1", "a2", "a3"]),
        parties=st.sampled_from([("SDN", "TCD"), ("SDN",), ("NER", "SDN", "TCD"), ()]),
        date=st.sampled_from([None, "2025-03-04", "2025-03", "2025-06-29", "2025-04-12/.."]),
        status=st.sampled_from(AgreementStatus),
    ),
    max_size=9,
    unique_by=lambda r: (r.article, r.id),
)
_keys = st.tuples(st.sampled_from(sorted(DAYS)), st.sampled_from(["a1", "a2", "a3"]))
_pairs = st.frozensets(st.tuples(_keys, _keys).filter(lambda p: p[0] < p[1]), max_size=3)


@given(reports, st.randoms(use_true_random=False))
def test_the_order_of_arrival_plays_no_part(found: list[AgreementReport], chance: random.Random) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert merge_agreements(found, DAYS) == merge_agreements(shuffled, DAYS)


@given(reports, _pairs, _pairs)
def test_every_report_is_in_one_item_and_decisions_hold(
    found: list[AgreementReport],
    together: frozenset[tuple[tuple[str, str], ...]],
    apart: frozenset[tuple[tuple[str, str], ...]],
) -> None:
    bonds = Bonds(together - apart, apart)  # type: ignore[arg-type]
    items = merge_agreements(found, DAYS, bonds)
    place = {(r.article, r.id): n for n, item in enumerate(items) for r in item.reports}
    assert sorted(place) == sorted((r.article, r.id) for r in found)
    assert len(place) == sum(len(item.reports) for item in items)
    assert len({item.id for item in items}) == len(items)
    for a, b in apart:
        assert a not in place or b not in place or place[a] != place[b]
    if not apart:
        for a, b in together:
            assert a not in place or b not in place or place[a] == place[b]
