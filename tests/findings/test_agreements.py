"""What counts as agreed, in which words, by whom and how firmly."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.findings.agreements.agreements import find_agreements
from communique.model.findings import AgreementReport, AgreementStatus
from communique.reading.reading import Reading

Read = Callable[..., Reading]


def agreed(read: Read, text: str) -> tuple[AgreementReport, ...]:
    return find_agreements(read(text))


def whats(read: Read, text: str) -> list[str]:
    return [agreement.what for agreement in agreed(read, text)]


def test_what_was_agreed_is_quoted_without_the_infinitive_mark(read: Read) -> None:
    assert whats(read, "Peru and Chile agreed to reopen the border crossing.") == ["reopen the border crossing"]


def test_what_comes_after_an_agreement_is_not_agreed(read: Read) -> None:
    text = "The meeting in Lima comes after chief of staff Ali Noor of Chad and Kenyan envoy Ann Odera agreed to meet."
    assert whats(read, text) == ["meet"]


def test_each_item_of_a_list_is_an_agreement(read: Read) -> None:
    text = "Kenya and Uganda agreed to reopen the bridge and to exchange their prisoners."
    assert whats(read, text) == ["reopen the bridge", "exchange their prisoners"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenya and Uganda agreed on a 20-day halt to attacks on ports and bridges.",
            ["a 20-day halt to attacks on ports and bridges"],
        ),
        (
            "Kenya and Uganda agreed, according to the Kenyan readout, that no boat must be stopped, "
            "and that patrols would be halved.",
            ["no boat must be stopped", "patrols would be halved"],
        ),
        (
            "Kenya and Uganda announced on Monday that they would exchange envoys, free each other's fishermen "
            "and withdraw their patrols.",
            ["exchange envoys", "free each other's fishermen and withdraw their patrols"],
        ),
        ("Kenya and Uganda announced that they would meet again in May.", []),
        ("Kenya announced that it would lower its tolls.", []),
        ("The ministers of Kenya and Uganda will share the port, the United States announced on Friday.", []),
        (
            "The first day brought a surprise as the presidents of Kenya and Uganda agreed to share the port.",
            ["share the port"],
        ),
    ],
)
def test_what_parsers_tear_apart_is_put_together(read: Read, text: str, expected: list[str]) -> None:
    assert whats(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenya and Uganda agreed to reopen the port; to free prisoners; and to set up a joint council.",
            ["reopen the port", "free prisoners", "set up a joint council"],
        ),
        (
            "The warlords of Kenya and Uganda agreed on Saturday, the fifth day of a conference that was to last two, "
            "to hand over their guns and to name a council.",
            ["hand over their guns", "name a council"],
        ),
        ("Kenya and Uganda agreed on a fee, to be paid on Monday.", ["a fee"]),
        ("Kenya and Uganda agreed on a truce, and the envoys left to report to their capitals.", ["a truce"]),
        ("Kenya and Uganda committed themselves to a full truce.", ["a full truce"]),
        ("Kenya and Uganda met. Both are committed to a lasting peace.", []),
        (
            "Kenya will lower its tolls on Ugandan fish, the two countries said in a joint statement.",
            ["Kenya will lower its tolls on Ugandan fish"],
        ),
    ],
)
def test_what_was_agreed_is_read_off_behind_semicolons_and_days(read: Read, text: str, expected: list[str]) -> None:
    assert whats(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenya and Uganda signed a trade deal. The deal cuts tolls on beef. It would also abolish a levy on tea.",
            ["a trade deal", "cuts tolls on beef", "abolish a levy on tea"],
        ),
        ("Kenya and Uganda signed a trade deal. It does not cut any tolls.", ["a trade deal"]),
        ("Kenya and Uganda signed a trade deal. It replaces the treaty with Chad.", ["a trade deal"]),
        (
            "Kenya and Uganda signed a pact under which ten boats have to leave the lake.",
            ["ten boats have to leave the lake"],
        ),
    ],
)
def test_what_an_agreement_does_is_told_in_the_words_of_the_deed(read: Read, text: str, expected: list[str]) -> None:
    assert whats(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya and Uganda are close to an agreement on the lake.", [("the lake", "draft")]),
        (
            "An accord on the lake between Kenya and Uganda is within reach.",
            [("the lake between Kenya and Uganda", "draft")],
        ),
        ("Kenya and Uganda are not close to an agreement on the lake.", []),
        ("Kenya and Uganda met. A memorandum is expected to be signed in May.", [("A memorandum", "draft")]),
        ("A draft agreement between Kenya and Uganda provides for joint patrols.", [("joint patrols", "draft")]),
        (
            "The draft deal between Kenya and Uganda provides for joint patrols. Under it Kenya would close its port.",
            [("joint patrols", "draft"), ("Kenya would close its port", "draft")],
        ),
        (
            "Kenya and Uganda met. A paper printed what it said was a draft agreement providing for joint patrols.",
            [("joint patrols", "draft")],
        ),
    ],
)
def test_an_agreement_that_is_all_but_there_is_a_draft(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(a.what, a.status.value) for a in agreed(read, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenya and Uganda signed a treaty on Monday under which ten boats will leave the lake.",
            ["ten boats will leave the lake"],
        ),
        (
            "Kenya and Uganda signed an accord. The first stage of the accord provides for joint patrols.",
            ["an accord", "joint patrols"],
        ),
        (
            "Kenya and Uganda signed an accord. Tolls will be shared jointly.",
            ["an accord", "Tolls will be shared jointly"],
        ),
        ("Kenya and Uganda reached a deal. The two sides struck the deal in Lima.", ["a deal"]),
        ("Kenya and Uganda signed a truce. The text speaks of neutral pilots.", ["a truce", "neutral pilots"]),
        (
            "In a joint statement Kenya and Uganda said the ministers agreed to share the lake.",
            ["share the lake"],
        ),
    ],
)
def test_what_an_agreement_holds_is_told_with_its_subject(read: Read, text: str, expected: list[str]) -> None:
    assert whats(read, text) == expected


def test_each_that_clause_is_an_agreement(read: Read) -> None:
    text = "Kenya and Uganda agreed that the bridge would be reopened and that tolls would be shared."
    assert whats(read, text) == ["the bridge would be reopened", "tolls would be shared"]


def test_bullets_under_they_agreed_are_agreements(read: Read) -> None:
    text = "Kenya and Uganda met. They agreed:\n- to reopen the bridge;\n- to lower the tolls.\nThe rain went on."
    assert whats(read, text) == ["reopen the bridge", "lower the tolls"]


@pytest.mark.parametrize(
    ("opening", "listed"),
    [
        ("Peru and Chile signed a protocol on the following:", True),
        ("The main points of the accord between Peru and Chile are:", True),
        ("Farmers in Peru and Chile complain about the accord:", False),
        ("Peru and Chile have not signed a protocol on the following:", False),
    ],
)
def test_bullets_under_a_paper_of_two_parties_are_agreements(read: Read, opening: str, listed: bool) -> None:
    text = f"{opening}\n- free passage for fishermen\n- joint patrols on the lake"
    found = [a.what for a in agreed(read, text) if a.reason == "listed"]
    assert found == (["free passage for fishermen", "joint patrols on the lake"] if listed else [])


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


@pytest.mark.parametrize(
    "text",
    [
        "Lima denied on Friday that it had agreed with Chile to reopen the border crossing.",
        "Lima denied Chile's claim that the two had agreed to reopen the border crossing.",
        "Lima dismissed reports that it and Chile had agreed to reopen the border crossing.",
    ],
)
def test_that_it_agreed_is_denied(read: Read, text: str) -> None:
    (agreement,) = agreed(read, text)
    assert agreement.status is AgreementStatus.DENIED
    assert agreement.parties == ("CHL", "PER")
    assert agreement.what == "reopen the border crossing"


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # An item too short to say anything alone is joined to the next.
        ("Peru and Chile agreed to pick envoys and to open talks on a fishing zone.",
         ["pick envoys and to open talks on a fishing zone"]),
        # A verb shared by its objects is not cut off.
        ("Kenya and Uganda agreed to repair and widen the bridge over the Nile.",
         ["repair and widen the bridge over the Nile"]),
        # "on" again and again, also behind "among them" and behind a speaker.
        ("Peru and Chile have reached several agreements, among them on mines, on rail links and on a shared port.",
         ["mines", "rail links", "a shared port"]),
        ("Peru and Chile met. Agreement has been reached on a joint coast guard, on lamps and on the price of salt.",
         ["a joint coast guard", "lamps", "the price of salt"]),
        # What parties are at one about, or confirm, where it says what shall be.
        ("Peru and Chile met in Lima. The parties are at one that the lighthouse must be rebuilt.",
         ["the lighthouse must be rebuilt"]),
        ("Peru and Chile met in Lima. The parties also confirmed that the fishing zone will not grow.",
         ["the fishing zone will not grow"]),
        # The contents of an agreement, not its heading.
        ("Under an agreement reached between Peru and Chile on Monday, Peru will close two mines.",
         ["Peru will close two mines"]),
        # A participle is no task of its own.
        ("Peru and Chile agreed to open a line and to act against those hiding boats and feeding rows.",
         ["open a line", "act against those hiding boats and feeding rows"]),
        # The passive with a singular verb: the noun that fits its number.
        ("Peru and Chile talked about an exchange of sailors which has been agreed in principle.",
         ["an exchange of sailors which has been agreed in principle"]),
    ],
)  # fmt: skip
def test_what_was_agreed_is_quoted_whole(read: Read, text: str, expected: list[str]) -> None:
    assert whats(read, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Peru wants to mark the border with Chile and to reach agreement on the islands.",
        "The teams of Peru and Chile were given another week to reach an agreement on the islands.",
        "A deal on the islands between Peru and Chile looks unlikely.",
        "Peru and Chile worked on a last attempt at a compromise on the islands.",
        "Peru and Chile met in Lima. The parties confirmed that they will attend.",
        "Peru named a draft with Chile, which includes that both agree to lower their tolls.",
    ],
)
def test_an_aim_or_a_chance_is_no_agreement(read: Read, text: str) -> None:
    assert whats(read, text) == []


def test_what_happened_since_is_no_part_of_an_agreement(read: Read) -> None:
    text = "Chile left the accord with Peru, which lets trawlers pass freely, and it has since seized two of them."
    assert all("since" not in what for what in whats(read, text))


def test_the_agreement_just_told_is_not_counted_again(read: Read) -> None:
    text = "Peru and Chile agreed to share the port. They spoke again after the agreement had been announced."
    assert whats(read, text) == ["share the port"]


def test_a_quotation_inside_what_was_agreed_is_closed(read: Read) -> None:
    (agreement,) = agreed(read, 'Peru and Chile agreed to keep the strait "safe and open" this year.')
    assert agreement.what.count('"') == 2


def test_the_name_of_an_agreement_is_quoted_whole(read: Read) -> None:
    for what in whats(read, "Peru and Chile discussed the Agreement on Coastal Waters signed in 1954."):
        assert what.startswith("the Agreement")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Peru and Chile agreed to reopen the border post, a step that surprised many.", "reopen the border post"),
        ("Peru and Chile agreed to build a coastal road during his October visit to Lima.", "build a coastal road"),
        ("Peru and Chile agreed to meet again during the fair in Lima.", "meet again during the fair in Lima"),
    ],
)  # fmt: skip
def test_what_was_agreed_ends_before_a_remark_on_it(read: Read, text: str, what: str) -> None:
    assert whats(read, text) == [what]


def test_since_when_is_no_day_of_an_agreement(read: Read) -> None:
    (agreement,) = agreed(read, "Since February Peru and Chile have agreed to share the port.")
    assert agreement.date != "2025-02"
    assert ".." not in (agreement.date or "")


def test_the_day_of_a_clause_of_its_own_is_no_day_of_an_agreement(read: Read) -> None:
    text = "Peru and Chile agreed to resume the talks, which were halted last month over a boat, mediators said."
    assert [a.date for a in find_agreements(read(text))] == [None]


def test_what_is_still_to_be_signed_has_no_past_day(read: Read) -> None:
    text = "Peru and Chile met on Wednesday. They are to sign a fishing treaty."
    assert [agreement.date for agreement in agreed(read, text)] == [None]


def test_what_was_agreed_on_a_day_is_found_behind_the_day(read: Read) -> None:
    text = "Peru and Chile agreed on Wednesday to share the port, to mark the channel, and to meet again in May."
    assert whats(read, text) == ["share the port", "mark the channel", "meet again in May"]


def test_a_list_of_matters_is_whole_where_one_of_them_is_a_treaty(read: Read) -> None:
    text = (
        "Peru and Chile reached agreement on the width of the channel, a treaty of trade and a commission on fishing."
    )
    assert whats(read, text) == ["the width of the channel", "a treaty of trade", "a commission on fishing"]


def test_two_papers_signed_are_two_agreements_without_the_day(read: Read) -> None:
    text = "Peru and Chile signed an agreement on fishing and a protocol on the status of sailors on Tuesday."
    assert whats(read, text) == ["an agreement on fishing", "a protocol on the status of sailors"]


def test_a_limit_is_no_day_of_an_agreement(read: Read) -> None:
    text = "Peru and Chile agreed on Monday that the channel will be marked by the end of March."
    (agreement,) = agreed(read, text)
    assert agreement.date == "2025-03-10"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "Chad and Niger signed an accord on Monday. The camps are to be closed within a year.",
            "The camps are to be closed within a year",
        ),
        ("Chad and Niger signed an accord on Monday. Niger is to open the bridge.", "open the bridge"),
    ],
)
def test_the_sentence_after_an_agreement_says_what_else_is_to_be(read: Read, text: str, what: str) -> None:
    assert what in {a.what for a in find_agreements(read(text))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya will cut its tolls, and Uganda will open a depot.", ["cut its tolls", "open a depot"]),
        ("The tolls will be halved.", ["The tolls will be halved"]),
        ("Should it rain, Kenya will close the bridge.", []),
        ("The text will be signed in May.", []),
        ("President William Ruto will inspect the bridge.", []),
        ("It is unclear whether the tolls will be halved.", []),
    ],
)
def test_what_parties_and_things_will_do_goes_on_with_an_agreement(read: Read, text: str, expected: list[str]) -> None:
    assert whats(read, f"Kenya and Uganda agreed to reopen the bridge. {text}")[1:] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Under the deal, Kenya pays the guards.",
        "Under it Kenya is to pay the guards.",
        "According to the text, Kenya will pay the guards.",
        "By its terms Kenya will pay the guards.",
        "Kenya will pay the guards, under a deal which the ministers signed.",
    ],
)
def test_what_stands_under_the_heading_of_a_deal_is_agreed(read: Read, text: str) -> None:
    found = whats(read, f"Kenya and Uganda agreed to reopen the bridge. {text}")
    assert len(found) == 2
    assert "pay" in found[1]
    assert "guards" in found[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru and Chile put their names to a treaty on fishing.", ["a treaty on fishing"]),
        ("The accord, to which Peru and Chile put their signatures in May, was printed.", ["The accord"]),
        ("Peru left without putting its name to a treaty on fishing with Chile.", []),
        ("Peru and Chile put their names to the text.", []),
    ],
)
def test_parties_put_their_names_to_an_agreement(read: Read, text: str, expected: list[str]) -> None:
    found = agreed(read, text)
    assert [a.what.partition(",")[0] for a in found] == expected
    assert all(a.status is AgreementStatus.SIGNED for a in found)


def test_what_two_governments_announce_together_is_agreed(read: Read) -> None:
    text = "Peru is to hand two islands to Chile, the two governments said on Thursday."
    assert len(whats(read, text)) == 1
    assert whats(read, "Peru is to hand two islands to Chile, its government said on Thursday.") == []


def test_parties_accept_and_renounce_together(read: Read) -> None:
    assert whats(read, "Peru and Chile accepted a code of conduct.") == ["a code of conduct"]
    assert whats(read, "Peru accepted a code of conduct.") == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The truce between Chad and Niger has been in force since May.", AgreementStatus.IN_FORCE),
        ("The truce between Chad and Niger ran out in January.", AgreementStatus.SUSPENDED),
        ("Chad broke its truce with Niger in January.", AgreementStatus.VIOLATED),
    ],
)
def test_an_agreement_stands_runs_out_or_is_broken(read: Read, text: str, status: AgreementStatus) -> None:
    (agreement,) = agreed(read, text)
    assert agreement.status is status


@pytest.mark.parametrize(
    "text",
    [
        "Chad has rearmed since the truce with Niger ran out.",
        "Chad's president announced his third term to Niger.",
        "Chad announced a unilateral truce to Niger.",
        "Chad has to ask Niger under the treaty of 1929.",
    ],
)
def test_what_only_dates_something_else_is_no_agreement(read: Read, text: str) -> None:
    assert agreed(read, text) == ()


def test_there_will_be_goes_on_with_an_agreement(read: Read) -> None:
    text = "Chad and Niger agreed to open the bridge. There will be a joint patrol. There will be no toll."
    assert whats(read, text) == ["open the bridge", "a joint patrol"]


def test_what_the_paper_says_is_agreed_what_a_ministry_said_is_not(read: Read) -> None:
    start = "Chad and Niger signed an accord on Monday. "
    assert "the bridge stays open" in whats(read, f"{start}It says that the bridge stays open.")
    assert "the bridge stays open" not in whats(read, f"{start}It said that the bridge stays open.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge, Chad and Niger agreed, will be repaired.", ["repaired"]),
        ("In May it was agreed by Chad and Niger at the talks that the bridge would be repaired.", ["repaired"]),
        ("He hailed the agreement between Chad and Niger on fishing rights.", ["fishing rights"]),
        ("Chad and Niger signed a comprehensive cease-fire in May.", ["a comprehensive cease-fire"]),
        ("Chad and Niger hope for a comprehensive cease-fire.", []),
        (
            "Under the accord with Chad the bridge is to reopen, Niger will pay, and the camps are to close.",
            ["reopen", "pay", "close"],
        ),
        ("Before the ministers of Chad and Niger lay an agreement by which the bridge would reopen.", ["reopen"]),
        ("The accord commits Chad and Niger to a truce.", ["a truce"]),
    ],
)
def test_what_was_agreed_is_found_wherever_it_stands(read: Read, text: str, expected: list[str]) -> None:
    found = whats(read, text)
    assert len(found) == len(expected)
    assert all(what.endswith(end) for what, end in zip(found, expected, strict=True))


def test_what_will_be_done_as_was_agreed_is_agreed(read: Read) -> None:
    assert whats(read, "The bridge will be repaired, as Chad and Niger agreed in May.") == [
        "The bridge will be repaired"
    ]
