"""Mentions of contacts: which words tell of one, and whom their arguments name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.findings.contacts.mentions import find_mentions
from communique.model.findings import ContactKind
from communique.reading.reading import Reading

Read = Callable[..., Reading]

NO_MENTION = [
    "Norway was host to a trade fair on Monday.",
    "The Norwegian minister put her doubts aside.",
    "Norwegian Foreign Minister Kari Lie explained the plan to reporters on Monday.",
    "Norwegian Foreign Minister Kari Lie put more money to work on Monday.",
    "The Norwegian minister arrived late on Monday.",
    "The Norwegian minister, who arrived on Monday, was tired.",
    "The Norwegian envoy travelled back to Norway.",
    "Norway will lead a mission to the South Pole.",
    "Norway and Chad have not spoken since the war.",
    "Norway's and Chad's ministers have not met since May, when the border was closed.",
    "The Chadian Cabinet was scheduled to meet once again on Monday.",
    "A session of the Politburo opened in Oslo.",
    "The Chadian envoy will return to Chad on Monday.",
    "The war in Chad went on.",
    "The sides came to terms with the loss.",
    "Norway saw no reason for haste.",
    "Norway's minister called the numbers dreadful.",
    "The so-called corridor was closed by Chad.",
    "Norway welcomed the pause.",
    "The work came about late.",
    "The week ended on a high note for Norway and Chad.",
    "Norway and Chad were bound by a letter of intent.",
    "The Norwegian ministry said so in a short note.",
    "The palace in Chad put out a note on the harvest.",
    "A joint note of Norway and Chad called the day useful.",
    "Norwegian and Chadian officials compared notes.",
    "The Norwegian envoy waited in the conference room.",
    "Chad asks for more in a draft seen by the Norwegian minister.",
    "The Norwegian minister has seen a copy of the text.",
    "The Norwegian president thanked Chad in a recorded message.",
    "Olga Ruiz represents Chad in the Border Contact Group.",
    "Norway said every one of Chad's demands was met.",
    "Norway and Chad want a negotiated settlement.",
    "Chad found itself faced with sanctions by Norway.",
    "Norway will open membership talks with Chad.",
    "Tea exports from Chad to Norway fell.",
    "Minister Kari Lie told Chadian television that she was content.",
    "No Norwegian minister had met the Chadian president since the war broke out.",
    "Norway sent troops and a field hospital to Chad.",
    "The telephone of the Norwegian minister rang on Monday.",
    "Norway put more money on the table.",
    "Rebels entered Aleppo on Monday.",
    "The Norwegian minister stopped the clock in Oslo.",
    "Technical groups of Chad took the money.",
    "The next payment to Chad is due in May.",
    "Kari Lie of Norway resigned when they were at the Kremlin on Monday.",
]


SIGNINGS = ["The signing is set for Monday in Oslo.", "A signing will take place in Lima on 3 May."]


@pytest.mark.parametrize("text", SIGNINGS)
def test_a_signing_with_its_day_is_a_contact(read: Read, text: str) -> None:
    (mention,) = find_mentions(read(f"Norway and Chad have a treaty. {text}"))
    assert mention.trigger.lemma == "signing"


def test_a_new_cycle_of_talks_is_one_mention(read: Read) -> None:
    assert [m.trigger.lemma for m in find_mentions(read("The next cycle of talks begins on Monday."))] == ["cycle"]


@pytest.mark.parametrize("text", NO_MENTION)
def test_figures_of_speech_are_no_mention(read: Read, text: str) -> None:
    assert find_mentions(read(text)) == []


BOTH = [
    "Norwegian and Chadian negotiators opened three days of talks in Oslo on Monday.",
    "Norway and Chad began another round of exploratory talks on Tuesday.",
    "The talks which Norway held with Chad last week ended well.",
    "Talks at which Norway and Chad are to set their border opened on Monday.",
    "Talks in Geneva on a truce between Norway and Chad broke down on Tuesday.",
    "Norwegian Foreign Minister Kari Lie will meet in Geneva on Monday with Chadian Foreign Minister Ali Haroun.",
    "Talks will begin on Monday between Norway and Chad.",
    "Norway and Chad will hold their yearly Border Talks in Geneva on Monday.",
    "A team led by Norwegian Foreign Minister Kari Lie met Chad's delegation on Monday.",
    "Norway's foreign minister sat opposite Chad's on Monday.",
    "The Norwegian foreign minister paid a courtesy call on the president of Chad on Monday.",
    "Norway's envoy paid a visit on the president of Chad.",
    "The Norwegian foreign minister has scheduled meetings next week with Chadian Foreign Minister Ali Haroun.",
    "The Norwegian Cabinet met with the president of Chad on Monday.",
    "Norway's envoy met last Monday with the president of Chad.",
    "The talks that Peru mediated here between Norway and Chad have ended.",
]


@pytest.mark.parametrize("text", BOTH)
def test_both_parties_are_found_wherever_the_sentence_names_them(read: Read, text: str) -> None:
    assert {"NOR", "TCD"} in [set(mention.parties) for mention in find_mentions(read(text))]


def test_who_is_met_in_separate_meetings_is_met_alone(read: Read) -> None:
    mentions = find_mentions(read("Peru's foreign minister met the envoys of Norway and Chad in separate meetings."))
    assert [set(m.parties) for m in mentions if m.trigger.frame != "noun"] == [{"PER", "NOR"}, {"PER", "TCD"}]


TOGETHER = [
    "Peruvian Foreign Minister Ana Rojas met with the foreign ministers of Norway and Chad on Monday.",
    "Peruvian Foreign Minister Ana Rojas left after conferring with the foreign ministers of Norway and Chad.",
    "Peruvian Foreign Minister Ana Rojas went to Geneva for talks with the foreign ministers of Norway and Chad.",
]


@pytest.mark.parametrize("text", TOGETHER)
def test_counterparts_who_are_met_together_make_one_contact(read: Read, text: str) -> None:
    assert [set(m.parties) for m in find_mentions(read(text))] == [{"NOR", "TCD", "PER"}]


def test_envoys_of_a_continent_are_of_a_party_that_is_yet_to_be_found(read: Read) -> None:
    (mention,) = find_mentions(read("European and Chadian negotiators will meet on Wednesday."))
    assert set(mention.parties) == {"TCD"}
    assert mention.taking.explicit == 1


def test_a_round_of_talks_is_one_mention(read: Read) -> None:
    assert len(find_mentions(read("Norway and Chad held a third round of talks in Oslo."))) == 1


def test_hosting_talks_tells_of_the_talks_alone(read: Read) -> None:
    (mention,) = find_mentions(read("Peru hosted talks between Norway and Chad on Monday."))
    assert set(mention.parties) == {"NOR", "TCD"}


APART = [
    "Peruvian President Ana Rojas will see Norwegian Prime Minister Ola Hansen and Chadian President Idriss Moussa"
    " separately.",
    "Peruvian President Ana Rojas saw both Norwegian Prime Minister Ola Hansen and Chadian President Idriss Moussa.",
    "Peru's foreign minister held separate talks with Norway and Chad.",
    "The presidents of Norway and Chad paid separate visits on the president of Peru.",
    "Peruvian President Ana Rojas saw Norwegian Prime Minister Ola Hansen and, separately, Chadian President Idriss"
    " Moussa on Sunday.",
    "Peruvian President Ana Rojas met Norwegian Prime Minister Ola Hansen in Oslo on Monday and President Idriss Moussa"
    " of Chad in Lima on Friday.",
    "Peruvian President Ana Rojas had a meeting with Norwegian Prime Minister Ola Hansen on Monday and one with the"
    " Chadian president, Idriss Moussa, on Tuesday.",
    "Both the president of Norway and the Chadian special envoy met the president of Peru, each of them separately.",
    "President Ola Hansen of Norway and Chadian President Idriss Moussa waited. Peru's envoy called on both men.",
    "President Ola Hansen of Norway and Chadian President Idriss Moussa waited. Both had received calls from"
    " Peru's envoy.",
    "President Ola Hansen of Norway and Chadian President Idriss Moussa waited. Peru's envoy saw each of the two.",
    "Norway and Chad sent their teams to Lima. Peru's envoy saw both teams.",
    "President Ola Hansen of Norway and Chadian President Idriss Moussa waited. Peru's envoy telephoned the two"
    " presidents, one after the other, on Friday.",
]


@pytest.mark.parametrize("text", APART)
def test_counterparts_who_are_met_one_by_one_make_a_contact_each(read: Read, text: str) -> None:
    assert [set(m.parties) for m in find_mentions(read(text))] == [{"PER", "NOR"}, {"PER", "TCD"}]


TOGETHER = [
    "President Ola Hansen of Norway and Chadian President Idriss Moussa waited. Peru's envoy met the two presidents.",
    "Norway and Chad sent their teams to Lima. Peru's envoy met the two sides.",
]


@pytest.mark.parametrize("text", TOGETHER)
def test_two_who_may_sit_at_one_table_are_met_at_once(read: Read, text: str) -> None:
    assert [set(m.parties) for m in find_mentions(read(text))] == [{"PER", "NOR", "TCD"}]


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("The ministers of Norway and Chad could meet in Lima at the ASEAN summit in May.", ["meet"]),
        ("A meeting of Norway's and Chad's ministers could take place during the ASEAN summit.", ["meeting"]),
        ("The ministers of Norway and Chad saw a film in Lima during a summit of the bloc ASEAN.", ["summit"]),
    ],
)
def test_the_body_at_whose_gathering_two_meet_is_no_party(read: Read, text: str, lemmas: list[str]) -> None:
    mentions = find_mentions(read(text))
    assert [(m.trigger.lemma, set(m.parties)) for m in mentions] == [(lemma, {"NOR", "TCD"}) for lemma in lemmas]


def test_who_leads_one_delegation_is_no_party_of_its_own(read: Read) -> None:
    text = (
        "A meeting between Norway and a delegation from Chad, led by the Peruvian diplomat Ana Ruiz, ended on Monday."
    )
    assert set(find_mentions(read(text))[0].parties) == {"NOR", "TCD"}


MEDIATED = [
    ("Norway and Chad held talks with Peru as mediator on Monday.", {"NOR", "TCD"}, {"PER"}),
    ("The UN-mediated talks between Norway and Chad in Lima were held on Monday.", {"NOR", "TCD"}, {"UN"}),
    ("Norway and Chad met in Lima on Monday with Peru in the chair.", {"NOR", "TCD"}, {"PER"}),
    ("Delegations of Norway and Chad met with Peruvian mediators on Monday.", {"NOR", "TCD"}, {"PER"}),
    ("A Norwegian delegation met with Peruvian mediators on Monday.", {"NOR", "PER"}, set()),
    ("Peru's minister invited his Norwegian and Chadian counterparts to Lima for talks.", {"NOR", "TCD"}, {"PER"}),
    ("The Norwegian and Chadian foreign ministers met the UN mediator, Ana Berg.", {"NOR", "TCD"}, {"UN"}),
    ("Norway's foreign minister met the UN mediator, Ana Berg.", {"NOR", "UN"}, set()),
    ("Norway and Chad, brought together by Peru and the UN, waited.", {"NOR", "TCD"}, {"PER", "UN"}),
    ("Peru invited Chad's foreign minister to Lima for talks in May.", {"PER", "TCD"}, set()),
    ("Peru's president called the leaders of Norway and Chad to a summit.", {"PER", "NOR", "TCD"}, set()),
]


@pytest.mark.parametrize(("text", "parties", "mediators"), MEDIATED)
def test_who_brings_others_to_talks_mediates(read: Read, text: str, parties: set[str], mediators: set[str]) -> None:
    mention = find_mentions(read(text))[-1]
    assert (set(mention.parties), set(mention.taking.mediators)) == (parties, mediators)


def test_who_mediates_beside_the_talks_is_no_party(read: Read) -> None:
    (mention,) = find_mentions(read("Talks between Norway and Chad, with Peru as mediator, opened on Monday."))
    assert set(mention.parties) == {"NOR", "TCD"}
    assert set(mention.taking.mediators) == {"PER"}


CONTACTS = {
    "Norwegian Foreign Minister Kari Lie called on Prime Minister Ali Haroun of Chad at his residence.": "call on",
    "Norway's minister was with President Haroun of Chad for an hour.": "be with",
    "Norwegian Foreign Minister Kari Lie called Chadian Foreign Minister Ali Haroun on Monday evening.": "call",
    "Monday's round between Norway and Chad came to nothing.": "round",
    "The envoy of Norway spent three hours with the president of Chad.": "spend",
    "The envoy of Norway spent four and a half hours in Oslo with the president of Chad.": "spend",
    "The foreign ministers of Norway and Chad signed the treaty in Geneva on Monday.": "sign",
    "The accord was signed in Geneva by Norway's envoy and Chadian Foreign Minister Ali Haroun.": "sign",
    "Norwegian Foreign Minister Kari Lie and Chadian Foreign Minister Ali Haroun put their names to a protocol.": "put",
    "Negotiators of Norway and Chad agreed on Tuesday to open the border.": "agree",
    "Deputy ministers of Norway and Chad sat in Geneva until late on Monday.": "reconvene",
    "Norwegian Prime Minister Ola Hansen and Chadian President Idriss Moussa spoke about oil on Monday.": "speak",
    "Norwegian Prime Minister Ola Hansen received calls from Chadian President Idriss Moussa.": "call",
    "Norwegian Prime Minister Ola Hansen had tea with Chadian President Idriss Moussa on Monday.": "tea",
}


@pytest.mark.parametrize("text", CONTACTS)
def test_ordinary_words_for_a_contact_are_mentions_of_both_parties(read: Read, text: str) -> None:
    found = {mention.trigger.lemma: mention.parties for mention in find_mentions(read(text))}
    assert found.get(CONTACTS[text]) == {"NOR", "TCD"}


ON_PAPER = [
    "Norwegian Foreign Minister Kari Lie will not sign a treaty with Chadian Foreign Minister Ali Haroun.",
    "Norway and Chad signed the treaty of 1969.",
    "Norway's minister signed the order.",
    "Norwegian and Chadian officials agreed with that view.",
    "The foreign ministers of Norway and Chad signed up to the plan.",
]


@pytest.mark.parametrize("text", ON_PAPER)
def test_what_states_do_on_paper_or_one_does_alone_is_no_contact(read: Read, text: str) -> None:
    assert not {"sign", "agree"} & {mention.trigger.lemma for mention in find_mentions(read(text))}


RETURNS = [
    "The delegations of Norway and Chad will return to Geneva on Monday.",
    "Negotiators from Norway and Chad will be back in Geneva on Monday.",
]


@pytest.mark.parametrize("text", RETURNS)
def test_delegations_that_come_back_meet_again(read: Read, text: str) -> None:
    (mention,) = find_mentions(read(text))
    assert (mention.trigger.lemma, mention.parties) == ("reconvene", {"NOR", "TCD"})


def test_what_was_agreed_at_a_meeting_is_no_contact_beside_it(read: Read) -> None:
    text = "The foreign ministers of Norway and Chad met on Monday and agreed to open the border."
    assert {mention.trigger.lemma for mention in find_mentions(read(text))} == {"meet"}


NO_CALL = [
    "Norway's minister called on Chad to free the soldiers.",
    "Norway called the talks on Monday a success.",
    "Norwegian President Kari Lie called Chadian President Ali Haroun a liar.",
    "Norway's minister called the president of Chad a liar.",
    "The ministers of Norway and Chad ended their day with a joint call to lay down arms.",
    "Norway and Chad will sit down again at the call of the chairman.",
    "The meeting of Norway and Chad was called by President Ali Haroun.",
]


@pytest.mark.parametrize("text", NO_CALL)
def test_appeals_and_names_are_no_calls(read: Read, text: str) -> None:
    assert not {"call", "call on"} & {mention.trigger.lemma for mention in find_mentions(read(text))}


@pytest.mark.parametrize("call", ["had a call to discuss it", "agreed in a call to settle it", "had a call on Monday"])
def test_a_call_with_a_purpose_is_one(read: Read, call: str) -> None:
    assert "call" in {mention.trigger.lemma for mention in find_mentions(read(f"Norway's minister and Chad's {call}."))}


NOT_ONE = ["Norway and Chad have met nine times since the autumn.", "Norway has not met Chad for three weeks.",
           "Norway's minister has met the president of Chad regularly.",
           "Envoys of Norway and Chad have been meeting in Oslo since 2012."]  # fmt: skip


@pytest.mark.parametrize("text", NOT_ONE)
def test_what_is_counted_together_or_has_not_been_for_a_while_is_no_contact(read: Read, text: str) -> None:
    assert "meet" not in {mention.trigger.lemma for mention in find_mentions(read(text))}


TOLD_OTHERWISE = [
    ("Norway's minister flew to Oslo on Monday to compare notes with the president of Chad.", "compare notes"),
    ("Norwegian Foreign Minister Kari Lie called on President Ali Haroun of Chad to hand him a letter.", "call on"),
    ("Chad's foreign ministry summoned the Norwegian ambassador on Monday.", "summon"),
    ("The Norwegian ambassador was called in by Chad on Monday.", "summon"),
    ("The Norwegian ambassador was asked to the ministry by Chad on Monday.", "summon"),
    ("Norwegian Foreign Minister Kari Lie told Chadian President Ali Haroun on Monday that he could wait.", "tell"),
    ("Chadian President Ali Haroun gave forty minutes to Norwegian Foreign Minister Kari Lie.", "meet"),
    ("Norwegian Foreign Minister Kari Lie is expected in Chad on Monday.", "be"),
    ("Norwegian Foreign Minister Kari Lie spent two days in Chad.", "be"),
    ("Norwegian Foreign Minister Kari Lie arrived in Chad on Monday to prepare a summit.", "arrive"),
    ("Norwegian Foreign Minister Kari Lie stayed with President Ali Haroun of Chad for an hour.", "stay"),
    ("Norwegian Foreign Minister Kari Lie rang President Ali Haroun of Chad on Monday.", "ring"),
    ("The Norwegian prime minister's first call was with President Ali Haroun of Chad.", "call"),
    ("Norwegian Foreign Minister Kari Lie stopped over in Chad on Monday.", "stop"),
    ("A team of Norwegian diplomats entered Chad on Monday to look at the tents.", "visit"),
    ("Kari Lie, Norway's minister, was named as the envoy and will be in Chad on Monday.", "be"),
    ("Norway will send a special envoy to Chad next week.", "send"),
    ("Kari Lie, Norway's foreign minister, was dispatched to Chad on Monday.", "send"),
    ("Peru brought the foreign ministers of Norway and Chad to one table on Monday.", "bring"),
    ("The foreign ministers of Norway and Chad were put at the same table on Monday.", "bring"),
    ("Norwegian President Kari Lie was host to President Ali Haroun of Chad on Monday.", "host to"),
    ("Norwegian Foreign Minister Kari Lie took Chadian envoy Ali Haroun aside on Monday.", "take aside"),
    ("Norwegian Foreign Minister Kari Lie will lead a delegation to Chad next week.", "lead"),
    ("Norwegian President Kari Lie put the plan to President Ali Haroun of Chad in Oslo on Monday.", "put"),
    ("Norway's minister Kari Lie raised the matter with Chadian President Ali Haroun on Monday.", "raise"),
    ("Norwegian Foreign Minister Kari Lie will see to this before she travels on to Chad.", "travel"),
    ("Kari Lie, the Norwegian minister, will fly back to Chad with her colleagues on Monday.", "fly"),
    ("Minister Kari Lie of Norway is to be in N'Djamena in the spring.", "be"),
]


@pytest.mark.parametrize(("text", "lemma"), TOLD_OTHERWISE)
def test_who_is_called_on_summoned_told_or_given_time_is_met(read: Read, text: str, lemma: str) -> None:
    assert (lemma, {"NOR", "TCD"}) in [(m.trigger.lemma, set(m.parties)) for m in find_mentions(read(text))]


COMING = [
    ("Norwegian minister Kari Lie arrives on Saturday.", "arrive"),
    ("Norwegian envoy Kari Lie flew in on Monday.", "fly"),
    ("The Norwegian foreign minister, Kari Lie, was here in September.", "be"),
    ("Norwegian envoy Kari Lie was in both capitals last weekend.", "be"),
    ("Norwegian Foreign Minister Kari Lie received the crown prince on Monday.", "receive"),
    ("Norwegian envoy Kari Lie saw the former in the morning.", "see"),
    ("Norwegian envoy Kari Lie had three hours with the president on Monday.", "meeting"),
]


@pytest.mark.parametrize(("text", "lemma"), COMING)
def test_who_comes_or_is_received_meets_somebody_yet_to_be_found(read: Read, text: str, lemma: str) -> None:
    assert (lemma, {"NOR"}) in [(m.trigger.lemma, set(m.parties)) for m in find_mentions(read(text))]


def test_what_has_gone_on_for_weeks_is_a_contact(read: Read) -> None:
    text = "Envoys of Norway and Chad have been meeting in Oslo since February."
    assert [m.trigger.lemma for m in find_mentions(read(text, published="2025-03-12"))] == ["meet"]


LAST = [
    "The foreign ministers of Norway and Chad have not met since May.",
    "No talks between Norway and Chad have been held since October 2023.",
    "Norway and Chad have not had a formal round of talks since last August.",
    "The presidents of Norway and Chad have not seen each other since January.",
]


@pytest.mark.parametrize("text", LAST)
def test_since_when_they_have_not_met_is_when_they_last_did(read: Read, text: str) -> None:
    (mention,) = find_mentions(read(text))
    assert (mention.status, mention.parties) == ("held", {"NOR", "TCD"})


VISITS = {
    "Norwegian Foreign Minister Kari Lie was in the Kremlin on Monday.": {"NOR", "RUS"},
    "President Ali Haroun of Chad is due at the White House on Monday.": {"TCD", "USA"},
    "Norway's envoy is due in the Chadian capital on Monday.": {"NOR", "TCD"},
}


@pytest.mark.parametrize("text", VISITS)
def test_who_is_due_somewhere_or_was_at_a_seat_of_government_visits(read: Read, text: str) -> None:
    (mention,) = find_mentions(read(text))
    assert (mention.kind, set(mention.parties)) == (ContactKind.VISIT, VISITS[text])


def test_envoys_to_several_capitals_visit_each(read: Read) -> None:
    found = find_mentions(read("Norway has not given up and will send envoys to Lima, Delhi and Cairo on Monday."))
    assert [set(m.parties) for m in found] == [{"NOR", "PER"}, {"NOR", "IND"}, {"NOR", "EGY"}]
    assert {m.status for m in found} == {"scheduled"}


def test_both_before_the_office_of_the_first_means_each_of_the_two(read: Read) -> None:
    text = "Norwegian President Kari Lie had seen both Chadian leader Ali Haroun and Peruvian President Juan Vega."
    assert [set(m.parties) for m in find_mentions(read(text))] == [{"NOR", "TCD"}, {"NOR", "PER"}]


ANOTHER = [
    "A third, planned for September, was called off.",
    "The next is due in Oslo in May.",
    "No second one is foreseen.",
    "Another is to take place on Monday.",
]


@pytest.mark.parametrize("text", ANOTHER)
def test_a_number_stands_for_the_contact_told_before(read: Read, text: str) -> None:
    first, second = find_mentions(read(f"Norway and Chad held a round of talks on Tuesday. {text}"))
    assert (first.trigger.lemma, second.trigger.lemma) == ("round", "round")
    assert second.sentence.index == 1


def test_a_number_of_something_else_stands_for_no_contact(read: Read) -> None:
    (mention,) = find_mentions(
        read("Norway and Chad held a round of talks on Tuesday. The last of the tents was put up.")
    )
    assert mention.sentence.index == 0


SO_DID = [
    ("Norway and Chad agreed to meet in Lima.", "They did so in March."),
    ("Norway and Chad were to meet in Lima at nine.", "They did so three hours late."),
    ("The ministers of Norway and Chad met on Monday;", "their deputies did so on Tuesday."),
    ("It is the third time that Norway and Chad have met this year.", "They did so in Lima in May."),
]


@pytest.mark.parametrize(("text", "further"), SO_DID)
def test_those_who_did_so_met(read: Read, text: str, further: str) -> None:
    assert [m.trigger.lemma for m in find_mentions(read(f"{text} {further}"))] == ["meet", "meet"]


SO_DID_OTHERWISE = [
    "Ministers of Norway and Chad met on Monday and signed an accord. They did so in front of the press.",
    "Ministers of Norway and Chad met on Monday. Critics had asked them to free prisoners, and they did so.",
    "Norway will not meet Chad until its rebels lay down their arms. They did so on Monday.",
    "Norway and Chad met on Monday. The rouble fell, and so did the zloty.",
]


@pytest.mark.parametrize("text", SO_DID_OTHERWISE)
def test_who_did_something_else_so_did_not_meet(read: Read, text: str) -> None:
    assert [m.trigger.lemma for m in find_mentions(read(text)) if m.trigger.token.lemma == "do"] == []


RESUMING = [
    "The negotiators of Norway and Chad will resume work on Monday.",
    "Experts of Norway and Chad went over the draft on Monday.",
    "A joint committee will begin work in May.",
    "A technical working group will take up the border.",
    "Experts of Norway and Chad will begin the survey in May.",
]


@pytest.mark.parametrize("text", RESUMING)
def test_sides_that_go_on_meet(read: Read, text: str) -> None:
    (mention,) = find_mentions(read(text))
    assert mention.trigger.lemma == "reconvene"


NEWS = [
    "The accord is to be signed in Oslo on Saturday.",
    "A protocol was initialled on Monday by the experts of Chad.",
    "The two delegations adopted a calendar on Monday.",
    "The three foreign ministers accepted the principles last month in Vienna.",
    "Negotiators of the two sides endorsed the draft in Lima on Sunday.",
    "Norwegian Foreign Minister Kari Lie and the rebels' leader inked the deal here.",
]


@pytest.mark.parametrize("text", NEWS)
def test_what_is_signed_these_days_is_a_contact_whoever_signs(read: Read, text: str) -> None:
    (mention,) = find_mentions(read(text))
    assert mention.trigger.frame == "joint"


def test_an_old_paper_is_only_recalled(read: Read) -> None:
    assert find_mentions(read("The accord was signed on 3 May 2001.")) == []


BY_LINE = [
    "Norwegian Foreign Minister Kari Lie sounded out President Ali Haroun by telephone.",
    "They agreed on it over the telephone.",
    "President Ola Hansen informed Prime Minister Ali Haroun of the decision by telephone.",
]


@pytest.mark.parametrize("text", BY_LINE)
def test_what_is_done_by_telephone_is_a_call(read: Read, text: str) -> None:
    (mention,) = find_mentions(read(text))
    assert (mention.kind, mention.trigger.frame) == ("call", "phone")


def test_what_is_told_to_the_press_by_telephone_is_none(read: Read) -> None:
    assert find_mentions(read("The minister told the newspaper by telephone that she was content.")) == []


def test_talks_go_on_without_being_named(read: Read) -> None:
    _, second = find_mentions(read("Norway and Chad held talks on Friday. They were adjourned until Sunday morning."))
    assert second.trigger.lemma == "talk"


def test_a_line_in_the_past_tense_is_a_report_without_its_full_stop(read: Read) -> None:
    assert find_mentions(read("Norway's Kari Lie met with Chad's Ali Haroun"))
    assert not find_mentions(read("Meeting of Norway and Chad"))


PERSONS = [
    ("The foreign ministers of Norway and Chad will see one another in Geneva on Monday.", "meet"),
    ("Norwegian Foreign Minister Kari Lie will see both principals separately on Monday.", "see"),
    ("Prime Minister Ali Haroun received the visitor afterwards.", "receive"),
]


@pytest.mark.parametrize(("text", "lemma"), PERSONS)
def test_who_is_seen_may_bear_no_name(read: Read, text: str, lemma: str) -> None:
    assert lemma in {mention.trigger.lemma for mention in find_mentions(read(text))}


def test_what_officials_of_both_conclude_on_a_day_is_a_contact(read: Read) -> None:
    text = "The accord was concluded on Friday between Norwegian Minister Kari Lie and Chadian Minister Ali Haroun."
    (mention,) = find_mentions(read(text))
    assert (mention.trigger.frame, mention.parties) == ("joint", {"NOR", "TCD"})


def test_a_minister_of_one_side_who_accepts_something_meets_nobody(read: Read) -> None:
    assert find_mentions(read("The foreign minister accepted the principles last month.")) == []
    assert find_mentions(read("The foreign ministers of Norway and Chad accepted the principles.")) == []


COMPANY = [
    "Norwegian Foreign Minister Kari Lie left after nearly three hours with President Ali Haroun.",
    "Kari Lie, the Norwegian minister, emerged from forty minutes with President Ali Haroun of Chad.",
    "In an hour with the president, the Norwegian envoy made no headway.",
]


@pytest.mark.parametrize("text", COMPANY)
def test_hours_with_somebody_are_a_meeting(read: Read, text: str) -> None:
    (mention,) = find_mentions(read(text))
    assert mention.kind == "meeting"


def test_hours_with_something_are_no_meeting(read: Read) -> None:
    assert find_mentions(read("The minister slept after nine hours with the files of the ministry.")) == []


def test_officials_of_two_states_talk_with_each_other(read: Read) -> None:
    (mention,) = find_mentions(read("Norwegian and Chadian officers have been talking since May about the border."))
    assert mention.parties == {"NOR", "TCD"}
    assert find_mentions(read("Norwegian officers have been talking since May about the border.")) == []


def test_who_will_be_back_in_a_country_visits_it(read: Read) -> None:
    (mention,) = find_mentions(read("Norwegian Foreign Minister Kari Lie will be back in Chad on Monday."))
    assert (mention.kind, mention.parties) == ("visit", {"NOR", "TCD"})


TWICE = [
    "Norwegian Foreign Minister Kari Lie met President Ali Haroun on Sunday and again on Tuesday.",
    "The ministers of Norway and Chad met in Oslo in May and in Lima in June.",
    "Norway and Chad held two rounds of talks, in May and June.",
    "Two rounds of talks between Norway and Chad had been held in August and December.",
    "The ministers of Norway and Chad will meet on Monday and Thursday.",
]


@pytest.mark.parametrize("text", TWICE)
def test_what_is_done_twice_is_two_contacts(read: Read, text: str) -> None:
    assert len(find_mentions(read(text))) == 2


ONCE = [
    "Norway and Chad held talks on Monday and Tuesday.",
    "The ministers of Norway and Chad met on Monday and on Thursday agreed to a truce.",
    "The ministers of Norway and Chad met in Oslo on Sunday to prepare the votes of May 3 and again of May 9.",
    "Norwegian Foreign Minister Kari Lie is expected in Chad on Monday and in Peru on Thursday.",
    "The ministers and the leaders of Norway and Chad meet on 3 May and 9 May respectively.",
]


@pytest.mark.parametrize("text", ONCE)
def test_two_days_may_be_of_one_contact(read: Read, text: str) -> None:
    assert len(find_mentions(read(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Chadian President Idriss Moussa, whom Norwegian minister Kari Lie met on Monday, was in good spirits.",
        "Chadian envoy Idriss Moussa, whom Norwegian minister Kari Lie phoned on Monday, said nothing.",
        "Chadian envoy Idriss Moussa, with whom Norwegian minister Kari Lie spoke on Monday, said nothing.",
        "Norwegian minister Kari Lie called in the Chadian ambassador on Monday.",
        "The Norwegian ministry called in Chad's ambassador in protest.",
    ],
)
def test_who_is_met_stands_before_the_clause_or_after_in(read: Read, text: str) -> None:
    (mention,) = find_mentions(read(text))
    assert set(mention.parties) == {"NOR", "TCD"}


@pytest.mark.parametrize(
    "text",
    [
        "The Norwegian ministry called in Chad for a vote.",
        "Norwegian minister Kari Lie, whom nobody met on Monday, spoke of Chad.",
    ],
)
def test_a_clause_or_a_place_adds_no_counterpart_of_its_own(read: Read, text: str) -> None:
    assert all(set(m.parties) != {"NOR", "TCD"} for m in find_mentions(read(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian Foreign Minister Kari Lie is expected in the Chadian capital on Wednesday.",
        "Norwegian Foreign Minister Kari Lie has been in the Chadian capital since Sunday.",
        "Norwegian Foreign Minister Kari Lie travelled to the Chadian capital on Monday.",
    ],
)
def test_the_capital_of_a_country_stands_for_it_in_a_journey(read: Read, text: str) -> None:
    (mention,) = find_mentions(read(text))
    assert (mention.kind, set(mention.parties)) == ("visit", {"NOR", "TCD"})


@pytest.mark.parametrize("text", ["capital", "Norwegian capital", "Chadian capital market"])
def test_no_capital_of_another_country_is_no_journey(read: Read, text: str) -> None:
    assert not any(
        len(m.parties) > 1 for m in find_mentions(read(f"Norwegian Minister Kari Lie was in the {text} on Monday."))
    )
