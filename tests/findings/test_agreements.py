"""What counts as agreed, in which words, by whom and how firmly."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.findings.agreements.agreements import find_agreements
from communique.model.findings import Agreement, AgreementStatus
from communique.reading.reading import Reading

Read = Callable[..., Reading]


def agreed(read: Read, text: str) -> tuple[Agreement, ...]:
    return find_agreements(read(text))


def whats(read: Read, text: str) -> list[str]:
    return [agreement.what for agreement in agreed(read, text)]


def test_what_was_agreed_is_quoted_without_the_infinitive_mark(read: Read) -> None:
    assert whats(read, "Peru and Chile agreed to reopen the border crossing.") == ["reopen the border crossing"]


def test_each_item_of_a_list_is_an_agreement(read: Read) -> None:
    text = "Kenya and Uganda agreed to reopen the bridge and to exchange their prisoners."
    assert whats(read, text) == ["reopen the bridge", "exchange their prisoners"]


def test_each_that_clause_is_an_agreement(read: Read) -> None:
    text = "Kenya and Uganda agreed that the bridge would be reopened and that tolls would be shared."
    assert whats(read, text) == ["the bridge would be reopened", "tolls would be shared"]


def test_bullets_under_they_agreed_are_agreements(read: Read) -> None:
    text = "Kenya and Uganda met. They agreed:\n- to reopen the bridge;\n- to lower the tolls.\nThe rain went on."
    assert whats(read, text) == ["reopen the bridge", "lower the tolls"]


def test_parties_come_from_the_subject(read: Read) -> None:
    (agreement,) = agreed(read, "Peru and Chile signed a treaty on fishing on Thursday.")
    assert agreement.parties == ("CHL", "PER")
    assert agreement.status is AgreementStatus.SIGNED
    assert agreement.date == "2025-03-13"


def test_a_single_subject_is_completed_by_its_partner(read: Read) -> None:
    (agreement,) = agreed(read, "Peru reached an agreement with Chile on fishing quotas.")
    assert agreement.parties == ("CHL", "PER")


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile failed to agree on fishing quotas.",
        "Peru and Chile hope to sign a treaty on fishing.",
        "Peru and Chile could reach an agreement on fishing.",
        "Peru and Chile have not agreed to reopen the border.",
        "Peru wants a deal with Chile on fishing.",
        "If Peru and Chile agree to reopen the border, trade will grow.",
        "Peru left the talks with Chile without signing an accord.",
        "Peru and Chile are negotiating an agreement on fishing.",
    ],
)
def test_what_is_only_hoped_for_is_no_agreement(read: Read, text: str) -> None:
    assert agreed(read, text) == ()


def test_a_signature_to_come_is_a_draft(read: Read) -> None:
    (agreement,) = agreed(read, "Peru and Chile will sign a fishing accord on Monday.")
    assert agreement.status is AgreementStatus.DRAFT


def test_a_suspended_treaty_is_told_as_suspended(read: Read) -> None:
    (agreement,) = agreed(read, "Peru has suspended the fishing treaty with Chile.")
    assert agreement.status is AgreementStatus.SUSPENDED


def test_an_inserted_speaker_does_not_hide_what_was_agreed(read: Read) -> None:
    found = whats(read, "Peru and Chile agreed, a diplomat said, that the crossing should be widened.")
    assert found == ["the crossing should be widened"]


def test_evidence_and_words_are_exact_parts_of_the_text(read: Read) -> None:
    text = "The talks were long. Peru and Chile agreed to reopen the border, Lima said."
    (agreement,) = agreed(read, text)
    ((start, end),) = agreement.spans
    assert text[start:end] == agreement.evidence[0]
    assert agreement.what in agreement.evidence[0]


def test_what_a_signed_treaty_holds_is_signed_too(read: Read) -> None:
    text = "Peru and Chile signed a treaty on Thursday. The treaty requires both navies to share their maps."
    first, second = agreed(read, text)
    assert second.what == "share their maps"
    assert (second.status, second.parties) == (first.status, first.parties)


def test_a_joint_statement_says_what_was_agreed(read: Read) -> None:
    found = whats(read, "In a joint statement Peru and Chile said that the patrols would end.")
    assert found == ["the patrols would end"]


def test_a_following_sentence_goes_on_with_the_agreement(read: Read) -> None:
    text = "Peru and Chile agreed to reopen the border. Both sides will also lower their fees."
    assert len(agreed(read, text)) == 2


def test_a_denied_deal_is_told_as_denied(read: Read) -> None:
    (agreement,) = agreed(read, "Lima denied that Peru and Chile had made a secret deal on fishing.")
    assert agreement.status is AgreementStatus.DENIED


def test_mediators_are_not_taken_for_sides(read: Read) -> None:
    text = (
        "Peru and Chile opened talks mediated by Norway in Oslo. Norway hosted both delegations. "
        "The two sides agreed to exchange their prisoners."
    )
    (agreement,) = agreed(read, text)
    assert agreement.parties == ("CHL", "PER")


def test_an_undated_agreement_takes_the_day_of_the_story(read: Read) -> None:
    text = "Peru and Chile held talks on Wednesday. They agreed to reopen the border."
    (agreement,) = agreed(read, text)
    assert agreement.date == "2025-03-12"


def test_confidence_is_the_measured_precision_of_the_rule(read: Read) -> None:
    (agreement,) = agreed(read, "Peru and Chile agreed to reopen the border.")
    assert agreement.reason == "agree-to"
    assert 0.6 < agreement.confidence < 0.95


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["agreed", "to", "that", "deal", "“", '"', ",", ":", "sign", "-", "1.", "Peru", "\n", ".", "under"]
        ),
        max_size=25,
    )
)
def test_odd_text_never_breaks(read: Read, words: list[str]) -> None:
    text = " ".join(words)
    for agreement in agreed(read, text):
        assert agreement.what in text
