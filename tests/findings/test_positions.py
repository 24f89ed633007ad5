"""Positions: who wants, rejects or offers what, told from single sentences of news."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.findings.positions.candidates import find_candidates
from communique.findings.positions.positions import find_positions
from communique.findings.positions.settling import settle_issue, settle_stance
from communique.model.findings import Position
from communique.reading.reading import Reading

Read = Callable[..., Reading]


def positions(read: Read, text: str) -> tuple[Position, ...]:
    return find_positions(read(text))


def facts(read: Read, text: str) -> set[tuple[str, str, str]]:
    return {(p.party, p.issue.value, p.stance.value) for p in positions(read, text)}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Moscow demands the withdrawal of all foreign troops.", ("RUS", "troops", "demands")),
        ("Egypt urged Israel on Monday to accept a ceasefire.", ("EGY", "ceasefire", "demands")),
        ("Norway called on both sides to release all prisoners.", ("NOR", "prisoners", "demands")),
        ("Turkey rejected a proposal to extend the ceasefire.", ("TUR", "ceasefire", "rejects")),
        ("Iran refuses to stop enriching uranium.", ("IRN", "nuclear", "rejects")),
        ("Japan insists on the lifting of the sanctions.", ("JPN", "sanctions", "demands")),
        ("Canada is ready to resume the negotiations.", ("CAN", "talks", "open")),
        ("Brazil welcomed the resumption of the talks.", ("BRA", "talks", "supports")),
        ("India turned down a meeting of the foreign ministers.", ("IND", "talks", "rejects")),
        ("The Kenyan government wants an end to the embargo.", ("KEN", "sanctions", "demands")),
    ],
)
def test_a_verb_of_stance_gives_its_subject_a_position(read: Read, text: str, fact: tuple[str, str, str]) -> None:
    assert fact in facts(read, text)


@pytest.mark.parametrize(
    ("text", "party", "stance"),
    [
        ("Ukraine does not accept the new border.", "UKR", "rejects"),
        ("Serbia will not accept the new border, its president said.", "SRB", "rejects"),
        ("China is not willing to join the talks.", "CHN", "rejects"),
    ],
)
def test_a_negation_turns_the_stance(read: Read, text: str, party: str, stance: str) -> None:
    assert (party, stance) in {(p.party, p.stance.value) for p in positions(read, text)}


def test_an_obligation_in_reported_speech_is_the_speakers_demand(read: Read) -> None:
    found = positions(read, "Foreign troops must leave the country, Russian Foreign Minister Sergey Lavrov said.")
    assert [(p.party, p.issue.value, p.stance.value, p.holder) for p in found] == [
        ("RUS", "troops", "demands", "Sergey Lavrov")
    ]


def test_a_condition_makes_the_position_conditional_and_is_quoted(read: Read) -> None:
    text = "Iran will not accept any talks until the sanctions are lifted, its foreign ministry said."
    found = [p for p in positions(read, text) if p.party == "IRN"]
    assert found
    assert found[0].stance.value == "conditional"
    assert found[0].condition == "the sanctions are lifted"


def test_both_parties_of_a_joint_stance_hold_it(read: Read) -> None:
    assert {p.party for p in positions(read, "France and Germany demand an immediate ceasefire.")} == {"FRA", "DEU"}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Ghana, Togo and Benin said the border must open.", {"GHA", "TGO", "BEN"}),
        ("Ghana was told by Peru and Chile that the offer was unacceptable.", {"PER", "CHL"}),
        (
            "The Peruvian minister, Juan Soto, and the Chilean envoy, Ana Lagos, urged the rebels to sign a truce.",
            {"PER", "CHL"},
        ),
    ],
)
def test_who_speaks_together_holds_it_together(read: Read, text: str, parties: set[str]) -> None:
    assert {party for party, _, _ in facts(read, text)} == parties


def test_a_list_of_demands_gives_one_position_for_each_issue(read: Read) -> None:
    found = facts(read, "Ukraine demands a ceasefire, the release of all prisoners and the lifting of the embargo.")
    assert {issue for party, issue, _ in found if party == "UKR"} >= {"ceasefire", "prisoners"}


def test_the_owner_of_a_nominal_demand_holds_it(read: Read) -> None:
    found = positions(read, "The talks failed over Turkey's demand for a ceasefire.")
    assert [(p.party, p.issue.value) for p in found if p.stance.value == "demands"] == [("TUR", "ceasefire")]


def test_the_agent_of_a_passive_holds_the_stance(read: Read) -> None:
    assert ("SYR", "rejects") in {
        (p.party, p.stance.value) for p in positions(read, "The ceasefire was rejected by Syria on Friday.")
    }


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met in Vienna on Tuesday.",
        "A spokesman declined to comment.",
        "Chad's spokesman declined comment on the truce.",
        "Chad's spokesman refused further comment on the proposed ceasefire.",
        "The Russian minister is expected to arrive on Friday.",
        "Reporters asked the French envoy why the talks had ended.",
        "Rain fell on the capital.",
        "Norway's minister asked what would become of the troops in the port.",
        "Norway's minister refused to state that the talks had failed.",
        "Norway's minister flew to Lima at the invitation of the Peruvian president.",
        "",
        "“",
    ],
)
def test_facts_and_silence_are_no_positions(read: Read, text: str) -> None:
    assert positions(read, text) == ()


def test_evidence_about_and_condition_are_exact_words_of_the_text(read: Read) -> None:
    text = (
        "Egypt urged both sides to accept a truce. Iran, for its part, will not negotiate unless the sanctions are "
        "lifted, Foreign Minister Abbas Araghchi said.\nTurkey offered to host the talks."
    )
    found = positions(read, text)
    assert found
    for position in found:
        (start, end) = position.spans[0]
        assert text[start:end] == position.evidence[0]
        assert position.about in text
        assert position.condition is None or position.condition in position.evidence[0]
        assert 0 <= position.confidence <= 1
        assert position.reason
    assert [p.id for p in found] == [f"p{n}" for n in range(1, len(found) + 1)]


def test_a_party_has_one_position_on_an_issue_in_a_sentence(read: Read) -> None:
    found = positions(read, "Spain demanded a ceasefire and insisted on an end to the fighting.")
    keys = [(p.party, p.issue, p.spans) for p in found]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("text", "party", "about"),
    [
        ("Serbia rejected the truce that Turkey had offered.", "TUR", "the truce"),
        ("What Armenia wants is the release of all prisoners.", "ARM", "the release of all prisoners"),
        ("Iran accused Israel of breaking the ceasefire.", "IRN", "breaking the ceasefire"),
        ("The embargo has to be lifted, the Cuban foreign ministry said.", "CUB", "The embargo has to be lifted"),
        ("Japan committed itself to further talks with China.", "JPN", "further talks with China"),
        ("There is room for a new round of talks, Egypt says.", "EGY", "a new round of talks"),
        ("Kenya will not meet the rebels, its president said.", "KEN", "meet the rebels"),
        ("Ghana would accept no ceasefire.", "GHA", "ceasefire"),
    ],
)
def test_a_position_names_what_it_is_about(read: Read, text: str, party: str, about: str) -> None:
    assert about in {p.about for p in positions(read, text) if p.party == party}


@pytest.mark.parametrize(
    ("text", "party", "stance"),
    [
        ("Russia insists that it supports a ceasefire.", "RUS", "supports"),
        ("Iran vowed never to give up uranium enrichment.", "IRN", "rejects"),
        ("Ethiopia is ready to attack the rebels, its government said.", "ETH", "warns"),
        ("Canada wants to see progress on tariffs.", "CAN", "demands"),
    ],
)
def test_what_follows_the_verb_settles_the_stance(read: Read, text: str, party: str, stance: str) -> None:
    assert {p.stance.value for p in positions(read, text) if p.party == party} == {stance}


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("Peru is for a deepening of the dialogue.", {"supports"}),
        ("Peru is not for a boycott.", {"opposes"}),
        ("It was not for lack of trying.", set()),
        ("The Peruvian minister was in Quito for a conference.", set()),
        ("Peru is available for mediation.", {"open"}),
        ("The Peruvian minister was not available for comment.", set()),
        ("Peru called for the year 2006 to be struck out.", {"demands"}),
        ("The Peruvian minister called for Friday a meeting of his staff.", set()),
    ],
)
def test_what_a_party_is_for_or_calls_for_is_told_from_mere_times(read: Read, text: str, stances: set[str]) -> None:
    found = {c.stance for c in find_candidates(read(text)) if c.cue.kind in ("verb", "adjective")}
    assert found == stances


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Ana Berg, who speaks for the Thai government, rejected the pact.", {"THA"}),
        ("Ana Berg, who leads the Thai delegation, rejected the pact.", {"THA"}),
        ("Ana Berg, for Honduras, said that the plan could not be accepted.", {"HND"}),
        ("Ana Berg, a member of the Norwegian team, rejected the plan.", {"NOR"}),
        ("Ana Berg, who won a race in Thailand, rejected the pact.", set()),
        ("Ana Berg, who wrote for a Thai paper, rejected the pact.", set()),
        ("Ana Berg, a friend of the Thai singer, rejected the pact.", set()),
    ],
)
def test_a_person_speaks_for_whom_the_words_beside_name(read: Read, text: str, parties: set[str]) -> None:
    assert {party for c in find_candidates(read(text)) for party in c.holder.parties} == parties


def test_what_a_party_wants_to_do_itself_is_no_demand_to_the_rules(read: Read) -> None:
    assert {c.stance for c in find_candidates(read("Canada wants to cut its tariffs."))} == {"supports"}


def test_who_only_begins_to_speak_has_no_position(read: Read) -> None:
    assert not positions(read, 'Norway\'s minister said: "I would like to stress that the ferries go on."')


def test_asking_for_anonymity_is_no_position(read: Read) -> None:
    assert positions(read, "A Turkish official asked for anonymity.") == ()


def test_what_is_asked_in_return_is_the_condition(read: Read) -> None:
    found = positions(read, "Japan offered aid in exchange for the release of the abducted citizens.")
    assert [(p.stance.value, p.condition) for p in found] == [("conditional", "the release of the abducted citizens")]


@pytest.mark.parametrize(
    ("text", "about", "condition"),
    [
        (
            "Dialogue should move forward as long as there is good will, the Kremlin said.",
            "Dialogue should move forward",
            "there is good will",
        ),
        (
            "Peru is willing to join the talks, provided that Chile, Bolivia and Brazil are invited.",
            "join the talks",
            "Chile, Bolivia and Brazil are invited",
        ),
    ],
)
def test_a_worded_condition_is_kept_whole_and_apart(read: Read, text: str, about: str, condition: str) -> None:
    assert [(p.about, p.condition) for p in positions(read, text)] == [(about, condition)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Peru would release the captives when the last soldiers had been withdrawn, its foreign minister said.", True),
        ("There can be no talks while the prisoners are held, the Kenyan president said.", True),
        ("There must be no further sanctions until the inspectors have reported, the Egyptian minister said.", True),
        ("Norway insists that there will be no talks before the embargo is lifted.", True),
        ("Peru is willing to meet every week, provided the subject is fishing.", True),
        ("Norway was in favour of such talks, provided they took place before the vote.", True),
        ("Kenya said that its measures would remain until Uganda met its demands in full.", True),
        ("Lisbon said that unification must wait until the islands had voted.", True),
        ("Lisbon said the funds for the harbour will depend on progress at the table.", True),
        ("Any new accord depends on the lifting of sanctions, Peru's foreign minister said.", True),
        ("Ghana praised the truce and the help provided by Togo.", False),
        ("Peru said its soldiers would stay in the buffer zone until Friday.", False),
        ("Peru said that Kenya depends on imports of grain.", False),
        ("Peru will release the captives when its president visits the region, its foreign minister said.", False),
        ("Kenya will not attend the talks, while Chad is ready to send a delegation.", False),
        ("Japan hopes for the embargo to be lifted as soon as possible.", False),
        ("Oman will support a ceasefire for as long as it takes.", False),
        ("Kenya is ready to attend the talks even if Chad sends no delegation.", False),
    ],
)
def test_what_must_come_first_or_stop_is_a_condition(read: Read, text: str, stance: bool) -> None:
    assert ("conditional" in {p.stance.value for p in positions(read, text)}) is stance


@pytest.mark.parametrize(
    ("text", "key", "stance"),
    [
        (
            "An end to the shelling is a precondition for any talks, the Kenyan president said.",
            "precondition",
            "conditional",
        ),
        ("Kenya laid down conditions for the talks.", "condition", "demands"),
        ("Chile insists that it will not release the prisoners.", "insist", "rejects"),
        ("Chile insists that the prisoners must be released.", "insist", "demands"),
        ("Chile is determined to resist the new tariffs.", "determined", "opposes"),
        ("Chile vowed to block the new tariffs.", "vow", "opposes"),
        ("Chile vowed not to block the new tariffs.", "vow", "rejects"),
    ],
)
def test_what_is_held_of_the_deed_turns_the_stance(read: Read, text: str, key: str, stance: str) -> None:
    assert {c.stance for c in find_candidates(read(text)) if c.cue.key == key} == {stance}


@pytest.mark.parametrize(
    ("text", "undertaken"),
    [
        ("Under the plan Chad would pull its men back from the river.", False),
        ("Under the new text, Kenya will take no action against the rebels.", False),
        ("Peru's president let it be known that he would have signed.", False),
        ("Chad would pull its men back from the river, its foreign minister said.", True),
        ("Under pressure, Chad will pull its men back from the river.", True),
        ("Kenya will not join the talks.", True),
    ],
)
def test_what_a_text_provides_or_what_might_have_been_is_no_undertaking(
    read: Read, text: str, undertaken: bool
) -> None:
    assert ("undertaking" in {c.cue.kind for c in find_candidates(read(text))}) is undertaken


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Peru will under no circumstances give up its base, its minister said.", "rejects"),
        ("Peru will not give up its base, its minister said.", "rejects"),
        ("Peru will not give up the search for a truce, its minister said.", "open"),
    ],
)
def test_what_a_party_will_not_give_up_it_keeps(read: Read, text: str, stance: str) -> None:
    assert {c.stance for c in find_candidates(read(text)) if c.cue.key == "give up"} == {stance}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Never again will Kenya take part in the talks, its foreign minister declared.", "rejects"),
        ("Under no circumstances will Peru hand over the prisoners.", "rejects"),
        ("At no time would Chad leave the base, its minister said.", "rejects"),
        ("Chad will leave the base in no time, its minister said.", "offers"),
        ("Under these circumstances Peru will hand over the prisoners.", "offers"),
    ],
)
def test_what_is_ruled_out_on_every_occasion_is_denied(read: Read, text: str, stance: str) -> None:
    assert {c.stance for c in find_candidates(read(text)) if c.cue.kind == "undertaking"} == {stance}


def test_consent_that_is_owed_is_the_speakers_demand(read: Read) -> None:
    text = "Chile should accept the new border, Peruvian Foreign Minister Elmer Schialer said."
    assert {(p.party, p.stance.value) for p in positions(read, text)} == {("PER", "demands")}
    held = find_candidates(read("We should accept the new border, Peruvian Foreign Minister Elmer Schialer said."))
    assert {c.cue.key for c in held if c.cue.kind == "verb"} == {"accept"}


def test_who_reports_and_goes_on_to_act_holds_the_second_stance(read: Read) -> None:
    text = "Peruvian officials reiterated that Chile should sign the treaty and rejected talks with Bolivia."
    held = [c for c in find_candidates(read(text)) if c.cue.key == "reject"]
    assert [c.holder.parties for c in held] == [("PER",)]
    text = "The Kenyan government warned that the rebels would pay a price and arrested two of them."
    assert not [c for c in find_candidates(read(text)) if c.cue.key == "warn" and c.extra]


def test_a_refusal_that_is_not_meant_is_openness_and_too_much_is_opposed(read: Read) -> None:
    held = find_candidates(read("Kenya does not want to exclude a ceasefire."))
    assert {c.stance for c in held if c.cue.key == "want"} == {"open"}
    held = find_candidates(read("The new tariffs are too high, the Kenyan minister said."))
    assert {c.stance for c in held if c.cue.kind == "judgement"} == {"opposes"}


def test_a_mere_date_is_no_condition(read: Read) -> None:
    found = positions(read, "Iran will not accept any talks until Friday, its foreign ministry said.")
    assert all(p.condition is None for p in found)


def test_when_it_was_said_is_no_condition(read: Read) -> None:
    text = "Speaking a day before the summit, Iran's president said Tehran rejects an end to enrichment."
    assert [p.condition for p in positions(read, text)] == [None]


WORDS = [
    "Iran",
    "demands",
    "refuses",
    "not",
    "until",
    "“",
    '"',
    "said",
    "must",
    "to",
    "the",
    "talks",
    ",",
    ".",
    "\n",
    "unless",
    "they",
    "of",
    "-",
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_odd_text_never_fails_and_positions_stay_inside_it(read: Read, words: list[str]) -> None:
    text = " ".join(words)
    for position in positions(read, text):
        start, end = position.spans[0]
        assert position.evidence == (text[start:end],)
        assert position.about in text


def test_a_question_that_somebody_puts_is_no_offer(read: Read) -> None:
    assert positions(read, "Norway's foreign minister asked what would become of the Chadian troops.") == ()


def test_a_relative_clause_is_about_the_thing_before_it(read: Read) -> None:
    text = "Reporters saw a draft of the truce that Norway had accepted."
    assert [p.about for p in positions(read, text) if p.party == "NOR"] == ["the truce"]


def candidates(read: Read, text: str) -> set[tuple[str, str, str]]:
    return {(party, c.issue, c.stance) for c in find_candidates(read(text)) for party in c.holder.parties}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Kenya insists that the bridge is part of its territory.", ("KEN", "territory", "demands")),
        ("Norway insisted that it supports a ceasefire.", ("NOR", "ceasefire", "supports")),
        ("A ceasefire is needed, the Kenyan president said.", ("KEN", "ceasefire", "demands")),
        ("Kenya gave its approval to the ceasefire.", ("KEN", "ceasefire", "accepts")),
        ("Peru lays claim to the territory beyond the river.", ("PER", "territory", "demands")),
        ("Kenya is not going to lift the sanctions, its minister said.", ("KEN", "sanctions", "rejects")),
        ("Kenya agreed to lay down their arms.", ("KEN", "arms", "accepts")),
        ("Peru has withdrawn from the talks.", ("PER", "talks", "rejects")),
        ("Kenya said the talks could resume only after a ceasefire.", ("KEN", "talks", "conditional")),
        ("Kenya wants a comprehensive settlement.", ("KEN", "talks", "demands")),
        ("Kenya called the sanctions unacceptable.", ("KEN", "sanctions", "rejects")),
        ("If the ceasefire is broken, Kenya will attack, its minister said.", ("KEN", "ceasefire", "warns")),
        ("Kenya will not attack the border posts.", ("KEN", "territory", "offers")),
        ("Kenya does not intend to attack the border posts.", ("KEN", "territory", "offers")),
    ],
)
def test_what_is_wanted_is_told_from_what_is_said(read: Read, text: str, fact: tuple[str, str, str]) -> None:
    assert fact in candidates(read, text)


def test_troops_withdrawn_are_no_talks_left_and_what_takes_place_is_no_room(read: Read) -> None:
    found = candidates(read, "Peru will withdraw its troops from the border. The talks take place, Norway said.")
    assert not {(party, stance) for party, _, stance in found} & {("PER", "rejects"), ("NOR", "open")}


def test_all_that_stands_after_the_same_preposition_is_asked_for(read: Read) -> None:
    found = candidates(
        read, "Kenya asked for a ceasefire, for humanitarian access and for the lifting of the sanctions."
    )
    assert {issue for _, issue, stance in found if stance == "demands"} >= {"ceasefire", "humanitarian", "sanctions"}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya rejected the report on Friday.",
        "Norway, asked what kind of talks was likely, gave no answer.",
        "Norway called the head of the team at the talks on Friday.",
    ],
)
def test_news_of_reports_questions_and_calls_is_no_demand(read: Read, text: str) -> None:
    assert not {stance for _, _, stance in candidates(read, text)} & {"demands", "rejects"}


def test_what_a_sentence_with_a_colon_announces_is_held_item_by_item(read: Read) -> None:
    items = "- a ceasefire along the river\n- the lifting of sanctions\n"
    found = candidates(read, "What Kenya demands has been set out by its minister:\n" + items)
    assert {("KEN", "ceasefire", "demands"), ("KEN", "sanctions", "demands")} <= found


def test_a_subject_that_stands_right_before_its_verb_is_found(read: Read) -> None:
    assert ("PER", "prisoners", "accepts") in candidates(
        read, "After weeks of pressure Peru's government has agreed to release the prisoners."
    )


def test_what_is_called_for_in_a_statement_is_demanded_by_all_who_make_it(read: Read) -> None:
    found = find_positions(read("Norway and Chad called in a joint statement for an immediate ceasefire."))
    assert {(one.party, one.stance, one.issue) for one in found} == {
        ("NOR", "demands", "ceasefire"),
        ("TCD", "demands", "ceasefire"),
    }


def test_who_speaks_of_their_own_government_speaks_for_it(read: Read) -> None:
    text = "A Kenyan official, who asked not to be named, said his government would be willing to discuss a truce."
    (one,) = find_positions(read("Kenya and Chad held talks in Oslo on Monday.\n" + text))
    assert (one.party, one.stance, one.issue) == ("KEN", "open", "ceasefire")


def test_the_network_settles_what_an_issue_is_where_the_words_leave_it_open(read: Read) -> None:
    reading = read("Zambia demanded that the matter be dealt with at once.")
    candidate = find_candidates(reading)[0]
    assert settle_issue(candidate, {}) == candidate.issue
    assert settle_issue(candidate, {"energy": 0.99}) == "energy"
    assert settle_issue(candidate, {"energy": 0.99}, {"energy"}) != "energy"


def test_an_issue_that_is_named_is_not_settled_otherwise(read: Read) -> None:
    candidate = find_candidates(read("Zambia demanded the withdrawal of all foreign soldiers."))[0]
    assert settle_issue(candidate, {"energy": 0.99}) == "troops"


def test_the_network_turns_a_stance_only_where_it_is_sure(read: Read) -> None:
    candidate = find_candidates(read("Zambia rejects the plan."))[0]
    assert settle_stance(candidate, {}) == "rejects"
    assert settle_stance(candidate, {"rejects": 0.1, "supports": 0.6, "accepts": 0.3}) == "rejects"
    assert settle_stance(candidate, {"rejects": 0.01, "supports": 0.6, "accepts": 0.39}) == "supports"
    assert settle_stance(candidate, {"opposes": 0.9, "rejects": 0.1}) == "rejects"


def test_the_network_turns_support_more_readily(read: Read) -> None:
    candidate = find_candidates(read("Zambia supports the plan."))[0]
    assert settle_stance(candidate, {"supports": 0.4, "demands": 0.6}) == "supports"
    assert settle_stance(candidate, {"supports": 0.1, "demands": 0.9}) == "demands"
    assert settle_stance(candidate, {"accepts": 0.9, "supports": 0.1}) == "supports"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Sovereignty would have to be shared, the Peruvian minister told the radio.", "demands"),
        ("The army will have to leave the town, Peru said.", "demands"),
        ("Peru would leave the town, its minister said.", "offers"),
        ("Peru will not leave the town, its minister said.", "rejects"),
    ],
)
def test_what_would_have_to_be_is_demanded(read: Read, text: str, stance: str) -> None:
    assert stance in {c.stance for c in find_candidates(read(text)) if c.cue.kind in ("obligation", "undertaking")}


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Niger issued a joint communique. The document calls on the rebels to free all prisoners.",
        "In a joint statement, Chad and Niger welcomed the talks. The statement urges the rebels to free prisoners.",
    ],
)
def test_a_statement_speaks_for_those_who_made_it(read: Read, text: str) -> None:
    assert {("TCD", "prisoners", "demands"), ("NER", "prisoners", "demands")} <= facts(read, text)


@pytest.mark.parametrize(
    "text", ["Chad rejected any new talks, as did Niger.", "Chad has ruled out talks, and so has Niger."]
)
def test_who_does_as_much_holds_as_much(read: Read, text: str) -> None:
    assert {("TCD", "talks", "rejects"), ("NER", "talks", "rejects")} <= facts(read, text)


def test_what_something_is_described_as_is_a_stance(read: Read) -> None:
    assert ("PER", "talks", "rejects") in facts(read, "Peru described the offer as unacceptable.")


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Peru is holding out for the departure of all foreign troops.", "demands"),
        ("Peru has misgivings about the foreign troops.", "opposes"),
    ],
)
def test_verbs_with_two_particles_and_light_verbs_carry_stances(read: Read, text: str, stance: str) -> None:
    assert ("PER", "troops", stance) in {(c.holder.parties[0], c.issue, c.stance) for c in find_candidates(read(text))}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "In an article for the Gazette, President Emmanuel Macron and Chancellor Olaf Scholz called on Russia to "
            "accept a ceasefire.",
            ("FRA", "ceasefire", "demands"),
        ),
        ("Kenya can return to the talks only after a ceasefire.", ("KEN", "talks", "conditional")),
        (
            "The largest militant force in the strip, Hamas, has rejected the ceasefire.",
            ("HAMAS", "ceasefire", "rejects"),
        ),
        ("Norway's foreign ministry said it would support the ceasefire.", ("NOR", "ceasefire", "supports")),
    ],
)
def test_a_holder_is_found_beside_the_predicate(read: Read, text: str, fact: tuple[str, str, str]) -> None:
    candidates = find_candidates(read(text))
    assert fact in {(party, c.issue, c.stance) for c in candidates for party in c.holder.parties}


@pytest.mark.parametrize(
    "text",
    [
        "France would not comment on the ceasefire.",
        "The Kremlin said it could not confirm that a ceasefire was planned.",
        "Egypt would only confirm that talks on a ceasefire were being held.",
        "Chad declined to react to reports of a ceasefire.",
        "Chad refused to be drawn on the date of the talks.",
    ],
)
def test_silence_is_no_refusal(read: Read, text: str) -> None:
    assert not [c for c in find_candidates(read(text)) if c.cue.kind in ("undertaking", "verb")]


def test_a_dateline_holds_nothing(read: Read) -> None:
    text = (
        "KUALA LUMPUR, Malaysia - The Moro Islamic Liberation Front on Tuesday rejected a draft peace agreement which "
        "the Philippine government had handed over a day earlier, and its negotiators left the table."
    )
    holders = {party for c in find_candidates(read(text)) if c.cue.key == "reject" for party in c.holder.parties}
    assert holders == {"MILF"}


def test_neither_what_texts_do_nor_why_something_was_done_is_a_stance(read: Read) -> None:
    standing = find_candidates(
        read("Critics denounced the text, but the government of Kenya said it would come into force.")
    )
    assert not [c for c in standing if c.holder.how == "subject"]
    insisting = find_candidates(read("Russia is firm. It insists on a ceasefire, and rejects any peacekeeping force."))
    assert ("insist on", "subject", ("RUS",)) in {(c.cue.key, c.holder.how, c.holder.parties) for c in insisting}
    assert not find_candidates(read("The troops had left at Norway's request."))


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("Norway holds that its borders were settled by the treaty.", {"supports"}),
        ("Norway holds that its borders are not up for sale.", {"opposes"}),
        ("The Peruvian government takes the view that the ceasefire has lapsed.", {"supports"}),
        ("Norway is of the opinion that the ceasefire has not begun.", {"opposes"}),
        ("Norway considers the sanctions outdated.", {"supports"}),
        ("Peru is considering a ceasefire.", {"open"}),
        ("Norway holds talks with Peru.", set()),
        ("The inclusion of Norway was the result of concern over the ceasefire.", set()),
    ],
)
def test_what_a_party_holds_to_be_so_is_a_stance(read: Read, text: str, stances: set[str]) -> None:
    assert {c.stance for c in find_candidates(read(text))} == stances


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway gave up its opposition to the dam.", "accepts"),
        ("Norway has not given up its opposition to the dam.", "opposes"),
        ("Peru withdrew its consent to the talks.", "rejects"),
        ("Peru dropped its demand for a ceasefire.", "accepts"),
    ],
)
def test_a_stance_that_is_given_up_turns(read: Read, text: str, stance: str) -> None:
    assert {c.stance for c in find_candidates(read(text))} == {stance}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Peru accepts ultimatums from no one.", "rejects"),
        ("Peru agreed to no ceasefire.", "rejects"),
        ("Norway seeks nothing more than a lasting ceasefire.", "demands"),
        ("Norway seeks nothing from the talks.", "opposes"),
        ("Norway is ready to return to the talks with no preconditions.", "open"),
    ],
)
def test_an_object_may_deny_what_is_said_or_only_limit_it(read: Read, text: str, stance: str) -> None:
    assert {c.stance for c in find_candidates(read(text))} == {stance}


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("A spokesman for the Peruvian government called that a blunder.", {"opposes"}),
        ("Negotiators for Peru described the offer as disappointing.", {"opposes"}),
        ("Peru does not regard the strait as a matter for discussion.", {"opposes"}),
        ("Peru regards the proposal as a serious basis for talks.", {"supports"}),
        ("Peru called the signing a great day.", set()),
        ("Peru calls the river the Zarumilla.", set()),
        ("The Peruvian minister called the envoy on Monday.", set()),
        ("The Peruvian minister called him a traitor.", set()),
    ],
)
def test_what_a_thing_is_called_tells_what_is_held_of_it(read: Read, text: str, stances: set[str]) -> None:
    assert {c.stance for c in find_candidates(read(text)) if c.cue.kind == "verb"} == stances


def test_who_invites_offers_what_the_guest_is_invited_to(read: Read) -> None:
    found = find_candidates(read("Peru accepted an invitation from Norway to talks in Oslo."))
    assert {(c.holder.parties, c.stance) for c in found} == {(("PER",), "accepts"), (("NOR",), "offers")}


def test_what_a_stance_is_on_is_more_than_a_pronoun(read: Callable[..., Reading]) -> None:
    text = "Peru has offered a truce along the border. Chile's president, Ana Rojas, turned it down flat on Monday."
    assert [position.about for position in find_positions(read(text))] == ["a truce", "turned it down flat on Monday"]
