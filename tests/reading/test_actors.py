"""Who acts in a text: parties against places, groups, institutions, pronouns, and odd input."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.model.actors import Actor, Level
from communique.model.article import Article
from communique.reading.actors.actors import find_actors
from communique.reading.parse import Parse, Token
from communique.reading.spacy_model import SpacyModel

Find = Callable[[str], dict[str, Actor]]


@pytest.fixture(scope="module")
def find(model: SpacyModel) -> Find:
    def finder(text: str) -> dict[str, Actor]:
        parse = next(model.parse([text]))
        actors = find_actors(Article(id="t", text=text), parse)
        return {words(parse, actor): actor for actor in actors}

    return finder


def words(parse: Parse, actor: Actor) -> str:
    return parse.text[parse.tokens[actor.first].start : parse.tokens[actor.last - 1].end]


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Oslo-The mediator met envoys of Chad.", "Oslo", True),
        ("Oslo: Talks of Chad and Togo began.", "Oslo", True),
        ("Moscow said that talks would go on.", "Moscow", False),
        ("The envoys met in Moscow on Monday.", "Moscow", True),
        ("She flew to Oslo on Monday.", "Oslo", True),
        ("Relations with Ankara are good.", "Ankara", False),
        ("A letter from Rabat arrived.", "Rabat", False),
        ("They came from Lisbon by train.", "Lisbon", True),
        ("Havana's answer was clear.", "Havana", False),
        ("The minister visited Ghana last week.", "Ghana", True),
        ("Officials put pressure on Belgrade.", "Belgrade", False),
        ("He spoke at the White House.", "White House", True),
        ("NAIROBI (Reuters) - The talks have ended.", "NAIROBI", True),
        ("They spoke on the sidelines of the G20.", "G20", True),
        ("The minister saw him at Mercosur.", "Mercosur", True),
        ("The minister turned to Mercosur.", "Mercosur", False),
    ],
)
def test_a_capital_is_a_place_or_a_party(find: Find, text: str, name: str, place: bool) -> None:
    actors = find(text)
    if name.isupper():
        assert all(actor.place for actor in actors.values())
    else:
        assert actors[name].place is place


def test_an_adjective_modifies_but_does_not_act(find: Find) -> None:
    assert find("A Danish ship sank.")["Danish"].kind == "demonym"


@pytest.mark.parametrize(
    ("text", "name", "parties", "level"),
    [
        ("Russian officials left.", "Russian officials", ("RUS",), "official"),
        ("Israeli and Palestinian negotiators met.", "Israeli and Palestinian negotiators", ("ISR", "PSE"), None),
        (
            "The foreign ministers of Chad and Niger met.",
            "foreign ministers of Chad and Niger",
            ("TCD", "NER"),
            "ministerial",
        ),
        ("The Iranian delegation arrived.", "Iranian delegation", ("IRN",), "official"),
        ("Japan's government agreed.", "Japan's government", ("JPN",), "unknown"),
        ("The Syrian opposition agreed.", "Syrian opposition", ("SYR-OPP",), "unknown"),
        ("European leaders objected.", "European leaders", ("EUROPE",), "leader"),
    ],
)
def test_groups_act_for_their_parties(
    find: Find, text: str, name: str, parties: tuple[str, ...], level: str | None
) -> None:
    actor = find(text)[name]
    assert actor.parties == parties
    assert level is None or actor.level is Level(level)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Peru and Chile met in Lima. The two sides will meet again.", "The two sides"),
        ("Peru met with Chile in Lima. Both countries were content.", "Both countries"),
        ("Peru and Chile held talks. The two will meet again.", "The two"),
        ("Peru and Chile held talks. They will meet again.", "They"),
    ],
)
def test_the_two_sides_are_those_named_before(find: Find, text: str, name: str) -> None:
    assert set(find(text)[name].parties) == {"PER", "CHL"}


def test_the_two_leaders_are_the_persons_named_before(find: Find) -> None:
    actors = find("Kenyan President Ann Odera met Ugandan President Paul Okello. The two leaders spoke for an hour.")
    leaders = actors["The two leaders"]
    assert {person.name for person in leaders.persons} == {"Ann Odera", "Paul Okello"}
    assert leaders.level is Level.LEADER


def test_the_two_prime_ministers_are_those_who_lead(find: Find) -> None:
    actors = find(
        "Kenyan Prime Minister Ann Odera and Ugandan Prime Minister Paul Okello agreed. Kenyan Foreign Minister Eva "
        "Kip and Ugandan Foreign Minister Sam Opio signed. The two prime ministers spoke for an hour."
    )
    leaders = actors["The two prime ministers"]
    assert {person.name for person in leaders.persons} == {"Ann Odera", "Paul Okello"}
    assert leaders.level is Level.LEADER


def test_they_are_two_persons_side_by_side(find: Find) -> None:
    text = "Kenyan President Ann Odera and Ugandan Prime Minister Paul Okello came. The envoy saw them on Monday."
    assert set(find(text)["them"].parties) == {"KEN", "UGA"}


def test_two_of_one_people_are_the_state_and_its_movement(find: Find) -> None:
    actors = find("Mozambique and Renamo are at war. An encounter of the two Mozambicans is being prepared.")
    assert actors["Mozambicans"].parties == ("MOZ", "RENAMO")


def test_who_backs_somebody_is_not_meant(find: Find) -> None:
    actors = find("A delegation of the Iranian-backed Houthis met Saudi officials.")
    assert actors["delegation of the Iranian-backed Houthis"].parties == ("HOUTHIS",)


def test_the_party_of_a_second_office_is_not_that_of_the_first(find: Find) -> None:
    actors = find("The president of Chad and the Peruvian special envoy met in Lima.")
    assert (actors["president of Chad"].parties, actors["Peruvian special envoy"].parties) == (("TCD",), ("PER",))


def test_the_two_presidents_are_the_opponents_of_the_article(find: Find) -> None:
    text = (
        "Kenya and Uganda quarrel over a lake. Kenya blamed Uganda again on Monday. Peru, which has a port, wrote to a"
        " firm in Cuba. The two presidents will talk on Friday."
    )
    assert set(find(text)["The two presidents"].parties) == {"KEN", "UGA"}


def test_the_two_presidents_are_those_who_were_last_named_side_by_side(find: Find) -> None:
    text = (
        "Kenya and Uganda quarrel over a lake. Kenya blamed Uganda again on Monday. President Donald Trump and"
        " President Vladimir Putin spoke of it. Kenya answered Uganda. The two presidents will talk on Friday."
    )
    assert set(find(text)["The two presidents"].parties) == {"RUS", "USA"}


def test_a_state_that_is_gone_is_no_party(find: Find) -> None:
    text = "Latvia signed it with other ex-Soviet republics, part of the former Soviet Union, and post-Soviet states."
    assert {code for actor in find(text).values() for code in actor.parties} == {"LVA"}


def test_sides_of_a_border_are_nobody(find: Find) -> None:
    assert "both sides" not in find("Peru and Chile met. Farmers on both sides of the border were glad.")


def test_the_neighbours_of_a_state_are_not_the_state(find: Find) -> None:
    text = "Chad's neighbours said on Friday that they want talks. They urged Norway to help."
    assert not {"they", "They"} & set(find(text))


def test_pronouns_mean_the_nearest_that_fits(find: Find) -> None:
    actors = find("Cuba said that it was ready. Cuban Foreign Minister Luis Peña said that he would come.")
    assert actors["it"].parties == ("CUB",)
    assert actors["he"].person is not None
    assert actors["he"].person.name == "Luis Peña"


def test_an_institution_alone_means_the_state_spoken_of(find: Find) -> None:
    actors = find("Sudan has refused the plan. The government said that it wanted more time.")
    assert actors["The government"].parties == ("SDN",)


def test_places_and_papers_that_hold_a_states_name_are_no_party(find: Find) -> None:
    actors = find("Ships crossed the South China Sea, the Kuwait Times wrote.")
    assert not any(actor.parties for actor in actors.values())


def test_actors_come_in_the_order_of_the_text(model: SpacyModel) -> None:
    text = "The president of Chile met the president of Peru. He said that Chile was glad."
    actors = find_actors(Article(id="t", text=text), next(model.parse([text])))
    assert [a.first for a in actors] == sorted(a.first for a in actors)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "'s",
        "of",
        "President",
        "and the",
        "“The minister",
        "- the US -",
        "Mr.",
        "his",
        "The two",
        ", of the",
        "al-",
        "King of",
    ],
)
def test_odd_input_does_no_harm(model: SpacyModel, text: str) -> None:
    parse = next(model.parse([text]))
    assert isinstance(find_actors(Article(id="t", text=text), parse), tuple)


WORDS = [
    "the",
    "The",
    "president",
    "of",
    "and",
    ",",
    "Peru",
    "Chile",
    "'s",
    "minister",
    "Ana",
    "Soto",
    "bin",
    "al",
    "-",
    "(",
    ")",
    "two",
    "sides",
    "he",
    "they",
    "it",
    "his",
    "envoy",
    "to",
    "for",
    "government",
    "Washington",
    "said",
    "met",
    "US",
    "French",
    "deputy",
    "foreign",
    "leaders",
    "both",
    ":",
    "He",
    "May",
    "UN",
    ".",
    "who",
    "leads",
    '"',
]
VOCABULARY = st.lists(st.sampled_from(WORDS), max_size=25)


@settings(max_examples=150, deadline=None)
@given(VOCABULARY)
def test_no_order_of_words_breaks_the_reader(parts: list[str]) -> None:
    text = " ".join(parts)
    tokens, place = [], 0
    for i, part in enumerate(parts):
        token = Token(i, part, place)
        token.pos, token.tag = ("PROPN", "NNP") if part[0].isupper() else ("NOUN", "NN")
        token.lemma, token.dep = part.lower(), "nsubj"
        tokens.append(token)
        place += len(part) + 1
    for token in tokens[1:]:
        token.head = tokens[token.i - 1]
        token.head.children.append(token)
    actors = find_actors(Article(id="t", text=text), Parse(text, tokens, []))
    assert all(0 <= a.first < a.last <= len(tokens) and a.first <= a.head < a.last for a in actors)


def test_a_government_facing_a_movement_is_that_of_its_state(find: Find) -> None:
    actors = find(
        "Colombia and the FARC met in Havana. US officials were there. The government said that it was ready."
    )
    assert actors["The government"].parties == ("COL",)


@pytest.mark.parametrize(
    ("text", "head", "parties"),
    [
        ("Government and ELN officials in Colombia said they were ready.", "officials", {"COL", "ELN"}),
        ("Liberian government and rebel negotiators met in Accra.", "negotiators", {"LBR", "LBR-OPP"}),
        (
            "Nepal wants a truce, it said. Rebel and government delegations met in Oslo.",
            "delegations",
            {"NPL", "NPL-OPP"},
        ),
        ("In Manila, government and MILF peace negotiators signed a truce.", "negotiators", {"MILF", "PHL"}),
        ("Government and Red Cross officials met in Colombia.", "officials", {"ICRC"}),
        ("Chadian and Libyan government officials met.", "officials", {"LBY", "TCD"}),
    ],
)
def test_a_noun_joins_a_government_and_those_whom_it_faces(find: Find, text: str, head: str, parties: set[str]) -> None:
    assert {code for name, actor in find(text).items() if name.endswith(head) for code in actor.parties} == parties


@pytest.mark.parametrize(
    ("text", "name", "parties"),
    [
        ("LTTE rebels are ready. The Tigers want talks in Oslo.", "Tigers", {"LTTE"}),
        ("Morocco met the Polisario Front. The Front wants a vote.", "Front", {"POLISARIO"}),
        ("Manila met the MILF. The MNLF stayed away. The Front wants a vote.", "Front", set()),
        ("Sri Lanka met the LTTE. The Tigers of the Sundarbans are few.", "Tigers", set()),
        ("The Tigers won in Detroit.", "Tigers", set()),
        ("The president of the Muslim-Croat federation said no.", "federation", {"BIH"}),
        ("Norway and Faroe held talks. The Faroese refused.", "Faroe", {"FRO"}),
    ],
)
def test_movements_go_by_the_last_word_of_their_name(find: Find, text: str, name: str, parties: set[str]) -> None:
    assert {code for found, actor in find(text).items() if found.endswith(name) for code in actor.parties} == parties


@pytest.mark.parametrize(
    ("text", "head", "parties"),
    [
        ("Uganda's Lord's Resistance Army (LRA) leader Otto Oketch smiled.", "Oketch", {"LRA"}),
        ("Palestinian Hamas leader Omar Rida left.", "Rida", {"HAMAS"}),
        ("Colombia's FARC negotiators met.", "negotiators", {"FARC"}),
        ("Sudan's SPLM-N rebels met.", "rebels", {"SPLM-N"}),
        ("Colombian and FARC negotiators met.", "negotiators", {"COL", "FARC"}),
        ("Norway's Hamas envoy Lars Holm left.", "Holm", {"NOR"}),
        ("The leader of Angola's National Union for the Total Independence of Angola left.", "Angola", {"UNITA"}),
    ],
)
def test_whose_movement_somebody_leads_is_not_whom_he_acts_for(
    find: Find, text: str, head: str, parties: set[str]
) -> None:
    assert {code for name, actor in find(text).items() if name.endswith(head) for code in actor.parties} == parties


@pytest.mark.parametrize(
    ("text", "phrase", "party"),
    [
        ("UN envoy Ali Bako is due in Kenya. The Algerian diplomat will meet rebels.", "Algerian diplomat", "UN"),
        ("UN envoy Geir Holm met them. The veteran Norwegian diplomat left.", "veteran Norwegian diplomat", "UN"),
        ("UN envoy Geir Holm met them. A Norwegian diplomat left.", "Norwegian diplomat", "NOR"),
        (
            "UN envoy Geir Holm met Norwegian diplomat Ola Lie. The Norwegian diplomat left.",
            "Norwegian diplomat",
            "NOR",
        ),
        ("Kenyan envoy Jo Mwangi met them. The Norwegian diplomat left.", "Norwegian diplomat", "NOR"),
    ],
)
def test_the_envoy_of_a_body_is_of_some_nation(find: Find, text: str, phrase: str, party: str) -> None:
    assert find(text)[phrase].parties == (party,)


def test_nobody_acts_for_two_states_at_once(find: Find) -> None:
    actors = find(
        "Lee Jun-ho, head of the Office for Inter-Korean Dialogue, smiled. The leaders of the two Koreas met."
    )
    assert {name: a.parties for name, a in actors.items() if a.parties} == {"leaders of the two Koreas": ("KOR", "PRK")}


def test_the_opposition_of_a_state_is_not_the_state(find: Find) -> None:
    assert find("She met leaders of the Zambian opposition.")["leaders of the Zambian opposition"].parties == (
        "ZMB-OPP",
    )


def test_who_speaks_is_not_who_is_spoken_of(find: Find) -> None:
    actors = find("Togolese Foreign Minister Awa Lawson arrived. Ghanaian President Kojo Addo agrees, she said.")
    assert actors["she"].person is not None
    assert actors["she"].person.name == "Awa Lawson"


def test_a_pair_in_one_breath_comes_before_others(find: Find) -> None:
    actors = find("Kenya shared the plan with Chad and Mali. The two turned it down.")
    assert set(actors["The two"].parties) == {"TCD", "MLI"}


def test_a_names_government_acts_for_its_party(find: Find) -> None:
    actors = find("Irish Prime Minister Sean Walsh left. The Walsh administration was silent.")
    assert actors["Walsh administration"].parties == ("IRL",)


def test_the_north_is_the_state_named_in_full(find: Find) -> None:
    actors = find("North Korea fired a rocket. Officials in the North said nothing; the South protested.")
    assert actors["North"].parties == ("PRK",)
    assert "South" not in actors


def test_whoever_urges_both_sides_is_none_of_them(find: Find) -> None:
    text = "Chad and Niger held talks on Monday. Kenya and Egypt agreed to help. Egypt then urged both sides to sign."
    assert set(find(text)["both sides"].parties) != {"KEN", "EGY"}


def test_both_sides_are_those_whom_the_article_names_together_most(find: Find) -> None:
    text = (
        "Chad and Niger held talks on Monday. Chad and Niger had met before. Chad then thanked Niger. "
        "Togo thanked Ghana. Later, it was said, both sides had signed."
    )
    assert set(find(text)["both sides"].parties) == {"TCD", "NER"}


def test_whose_visit_opens_a_sentence_is_who_acts_in_it(find: Find) -> None:
    text = (
        "The Norwegian minister, Ole Berg, left. During her visit to Chad, Peruvian Minister Ana Rojas met Ali Haroun."
    )
    assert find(text)["her"].parties == ("PER",)
    absent = "Norwegian Minister Ole Berg left. In his absence, Peruvian Minister Juan Rojas spoke."
    assert find(absent)["his"].parties == ("NOR",)
