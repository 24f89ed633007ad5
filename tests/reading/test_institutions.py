"""Institutions, movements and collective phrases that an article names without their party."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model.actors import Actor
from communique.model.article import Article
from communique.reading.actors.actors import find_actors
from communique.reading.spacy_model import SpacyModel

Parties = Callable[[str, str], set[str]]


@pytest.fixture(scope="module")
def parties(model: SpacyModel) -> Parties:
    def reader(text: str, phrase: str) -> set[str]:
        parse = next(model.parse([text]))
        tokens = parse.tokens

        def covers(actor: Actor) -> bool:
            return text[tokens[actor.first].start : tokens[actor.last - 1].end] == phrase

        actors = find_actors(Article(id="t", text=text), parse)
        return next((set(actor.parties) for actor in actors if covers(actor)), set())

    return reader


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (
            "Chad met the Polisario Front in Rome. The rebels left early.",
            "The rebels",
            {"POLISARIO"},
        ),
        (
            "Envoys of Chad's government and of opposition parties flew to Oslo.",
            "Envoys of Chad's government and of opposition parties",
            {"TCD", "TCD-OPP"},
        ),
        (
            "Chad's government and 31 rebel groups met in Oslo. The anti-balaka watched.",
            "31 rebel groups",
            {"TCD-OPP"},
        ),
        (
            "Chad's government and two rebel groups met in Oslo. One was the Polisario.",
            "two rebel groups",
            set(),
        ),
        (
            "Talks of Chad's government with rebel and opposition groups began.",
            "groups",
            {"TCD-OPP"},
        ),
        ("The pact of Chad's government and its opponents is dead.", "opponents", {"TCD-OPP"}),
        ("The Chadian government met rebels in Oslo. Government ministers said no.", "Government ministers", {"TCD"}),
        (
            "Peace talks between the Chadian government and rebels faltered. A government spokesman, Ola Noor, said "
            "his delegation would stay in Oslo.",
            "Ola Noor",
            {"TCD"},
        ),
        (
            "Talks between Iran and world powers resumed.",
            "world powers",
            {"CHN", "DEU", "FRA", "GBR", "IRN", "RUS", "USA"},
        ),
        ("Ola Noor, the chief minister of West Bengal, met Chad.", "chief minister of West Bengal", set()),
        ("OSLO, Norway - UN envoy Ola Noor met rebels.", "UN envoy Ola Noor", {"UN"}),
        ("Talks of Chad and Togolese envoys resumed.", "Chad and Togolese envoys", {"TCD", "TGO"}),
        ("On Friday Mindanao's rebel leaders met Norwegian envoys.", "rebel leaders", {"PHL-OPP"}),
        ("Papua separatists held talks with Norway.", "separatists", {"IDN-OPP"}),
        ("Aceh separatists held talks with Norway.", "Aceh separatists", {"GAM"}),
        ("The Indonesian government met representatives of Aceh.", "representatives of Aceh", {"GAM"}),
        ("Envoys of Indonesia and the war-torn Aceh province met.", "Aceh province", {"GAM"}),
        ("The Indonesian government and Aceh met.", "Aceh", {"GAM"}),
        ("Indonesia's government and rebels from Aceh signed it.", "rebels from Aceh", {"GAM"}),
        (
            "Envoys of the Ethiopian government and Tigray regional state met.",
            "Envoys of the Ethiopian government and Tigray regional state",
            {"ETH", "TPLF"},
        ),
        ("The Eritrean Peoples' Liberation Front met Norway.", "Eritrean Peoples' Liberation Front", {"EPLF"}),
        ("Ola Noor, High Representative of the chairman of the OSCE, left.", "Ola Noor", {"OSCE"}),
        ("Indonesia's president flew to Aceh province and met Norwegians.", "Aceh province", set()),
        ("Indonesia met Norway, and Aceh is quiet.", "Aceh", set()),
        ("Chad's talks are brokered by IGAD. Ola Noor, the head mediator, left.", "Ola Noor", {"IGAD"}),
        ("The UN envoy came. The mediator, Chad's former president Ali Noor, left.", "mediator", {"UN"}),
        ("Yemen's rebels and government met. The Houthis left.", "Yemen's rebels", {"HOUTHIS"}),
        ("Yemen's rebels and government met. The Houthis left.", "government", {"YEM"}),
        ("The Yemeni opposition met Norway. The Houthis left.", "Yemeni opposition", {"YEM-OPP"}),
        ("President Ali Noor of Chad and rebel leader Omar Dane met.", "rebel leader Omar Dane", {"TCD-OPP"}),
        ("The Chadian government agreed. Rebel leader Omar Dane did not.", "Rebel leader Omar Dane", {"TCD-OPP"}),
        ("The rebels from Upper Nile met Norwegian envoys.", "The rebels", {"SSD-OPP"}),
        ("The rebel leaders of Chad met Norwegian envoys.", "rebel leaders of Chad", {"TCD-OPP"}),
        ("Rebel leaders from Chad met Norwegian envoys.", "Rebel leaders from Chad", {"TCD-OPP"}),
        ("Envoys met two Sudanese rebel movements, JEM and SLM.", "Sudanese rebel", {"JEM", "SLM"}),
        (
            "The SLM fights in Sudan. Next week he will meet other rebel groups in Addis Ababa.",
            "other rebel groups",
            {"SLM"},
        ),
        ("JEM will come. The mediator will meet other rebel groups in Addis Ababa.", "other rebel groups", {"JEM"}),
        (
            "War goes on in Darfur. Talks begin in Libya, Libya said. The rebel groups stay away.",
            "The rebel groups",
            {"SDN-OPP"},
        ),
        (
            "Chad received the FARC. The government and its opponents met.",
            "opponents",
            {"FARC"},
        ),
        ("Chad's envoy and its neighbours' opponents met.", "opponents", set()),
        ("Ousted Chadian President Omar Dane flew to Oslo.", "Chadian President Omar Dane", {"TCD-OPP"}),
        ("Former Chadian President Omar Dane flew to Oslo.", "Former Chadian President Omar Dane", {"TCD"}),
        (
            "Teams of the government and the M23 met in Doha. Congo and the M23 have fought for years.",
            "Teams of the government and the M23",
            {"COD", "M23"},
        ),
        ("Kenya was at ease. Uganda's minister had never been to the country.", "the country", {"KEN"}),
        (
            "Peru and Chile talked. Peru was cautious, the Foreign Ministry in Lima said.",
            "the Foreign Ministry",
            {"PER"},
        ),
        (
            "Colombia and the ELN met in Quito. Chile's envoy saw the government delegation and the rebels.",
            "the government delegation",
            {"COL"},
        ),
        (
            "Gabon's junta met envoys of Ghana. Ghana and Togo hope that the junta gives way.",
            "the junta",
            {"GAB"},
        ),
    ],
)
def test_an_institution_is_that_of_the_party_of_the_context(
    parties: Parties, text: str, phrase: str, expected: set[str]
) -> None:
    assert parties(text, phrase) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Nepal hoped that the Maoists would sign.", "Maoists", {"MAOISTS"}),
        ("Peru hoped that the Maoists would sign.", "Maoists", set()),
        ("Qatar answered the four boycotting states.", "boycotting states", {"ARE", "BHR", "EGY", "SAU"}),
        ("The boycotting states of the tennis cup answered Peru.", "boycotting states", set()),
        ("Czechoslovakia received a guest. Prague had no comment.", "Prague", {"CSK"}),
        ("The Czech cabinet received a guest. Prague had no comment.", "Prague", {"CZE"}),
        ("Peru patrols the Baltic Sea.", "Baltic Sea", set()),
    ],
)
def test_a_name_that_others_bear_is_a_party_beside_its_state(
    parties: Parties, text: str, phrase: str, expected: set[str]
) -> None:
    assert parties(text, phrase) == expected


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Iran said the Supreme National Security Council had met.", "National Security Council"),
        ("Armenia and Iran talked. The National Security Council met in Yerevan.", "National Security Council"),
        ("The Armenian Security Council met on Monday.", "Security Council"),
    ],
)
def test_an_organ_of_another_state_is_not_taken_for_the_known_one(parties: Parties, text: str, phrase: str) -> None:
    assert parties(text, phrase) == set()


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (
            "Military delegations of Turkey and Greece met on Monday.",
            "delegations of Turkey and Greece",
            {"TUR", "GRC"},
        ),
        (
            "The government of Sudan and the rebel Justice and Equality Movement met.",
            "government of Sudan",
            {"SDN"},
        ),
        (
            "He saw ministers from Egypt and Sudan, Ethiopia having asked for a delay.",
            "ministers from Egypt and Sudan",
            {"EGY", "SDN"},
        ),
        ("Norway works with Egypt, Ethiopia and Sudan until they have signed.", "they", {"EGY", "ETH", "SDN"}),
        (
            "The JEM met the SLM in Doha. Chad and Sudan came as well. Both groups were content.",
            "Both groups",
            {"JEM", "SLM"},
        ),
        ("Peru met the ELN and the FARC. Two rebel groups were there.", "Two rebel groups", {"ELN", "FARC"}),
        (
            "Representatives from Hamas, Egypt, Qatar, and the United States met.",
            "Representatives from Hamas, Egypt, Qatar, and the United States",
            {"HAMAS", "EGY", "QAT", "USA"},
        ),
        (
            "Delegations of Norway, Iceland, the Faroe Islands, the UK, and Russia met.",
            "Delegations of Norway, Iceland, the Faroe Islands, the UK, and Russia",
            {"NOR", "ISL", "FRO", "GBR", "RUS"},
        ),
        (
            "Ministers of Norway and Chad, and the Peruvian envoy met.",
            "Ministers of Norway and Chad",
            {"NOR", "TCD"},
        ),
        (
            "The Norwegian, Chadian and Peruvian fisheries ministers met.",
            "Norwegian, Chadian and Peruvian fisheries ministers",
            {"NOR", "TCD", "PER"},
        ),
        (
            "A delegation from West Africa's main regional bloc (ECOWAS) met the president.",
            "delegation from West Africa's main regional bloc (ECOWAS)",
            {"ECOWAS"},
        ),
        (
            "Leaders of Norway and the European Union (EU) met.",
            "Leaders of Norway and the European Union (EU)",
            {"NOR", "EU"},
        ),
        (
            "The AU met Niger's junta leader, Ali Tani. Ghana's former military leader came. The junta was content.",
            "The junta",
            {"NER"},
        ),
        ("Leaders of Norway and Chad, the UN said, met.", "Leaders of Norway and Chad", {"NOR", "TCD"}),
        ("Chad's main rebel group, FACT, came.", "Chad's main rebel", {"FACT"}),
        ("The Chadian government met an umbrella opposition group.", "an umbrella opposition group", {"TCD-OPP"}),
        ("The government of Chad and 14 armed groups met.", "14 armed groups", {"TCD-OPP"}),
        ("Chad's government and four rebel factions agreed.", "four rebel factions", {"TCD-OPP"}),
        (
            "Chad is preparing talks between its government and separatists from two provinces.",
            "separatists",
            {"TCD-OPP"},
        ),
        (
            "Peru's president received envoys of the Chadian government and of the armed groups in Lima.",
            "envoys of the Chadian government and of the armed groups",
            {"TCD", "TCD-OPP"},
        ),
        ("Two armed groups met in Chad.", "Two armed groups", set()),
    ],
)
def test_a_group_acts_for_all_its_parties(parties: Parties, text: str, phrase: str, expected: set[str]) -> None:
    assert parties(text, phrase) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Chad and Niger held talks. The FARC, for their part, were content.", "their", {"FARC"}),
        ("Chad and Niger held talks with Peru and Chile. Peru's envoy saw them.", "them", {"TCD", "NER"}),
        ("The Chadian army and the RSF spoke of their truce.", "their", {"TCD", "RSF"}),
        ("Norway and Chile met. The two heads of state were content.", "The two heads", {"NOR", "CHL"}),
        (
            "Kenya accepts a Peruvian plan if Uganda does so, the two countries said after talks in Rome.",
            "the two countries",
            {"KEN", "PER"},
        ),
        (
            "Kenya will stop firing if Uganda does so, the two countries said after talks in Rome.",
            "the two countries",
            {"KEN", "UGA"},
        ),
        (
            "Norway and Chile quarrel over krill, Norway's minister said. Officials of the two countries met again."
            " Chile was once at odds with Peru.",
            "the two countries",
            {"NOR", "CHL"},
        ),
        (
            "Iran and the E3 met in Rome. The two sides were content.",
            "The two sides",
            {"IRN", "DEU", "FRA", "GBR"},
        ),
        (
            "Sudan fights the RSF. Norway and Chad met. Peru's envoy saw both sides and urged them to talk.",
            "them",
            {"SDN", "RSF"},
        ),
        ("Chad and Niger met in Rome. Neither side was content.", "Neither side", {"TCD", "NER"}),
        (
            "Chad agreed with Niger on Monday. Peru's mediator praised Chad. In Lima the two countries were praised.",
            "the two countries",
            {"TCD", "NER"},
        ),
        (
            "Chad and Niger held talks in Rome. Peru's minister praised Chad and wants to gather both sides again.",
            "both sides",
            {"TCD", "NER"},
        ),
        (
            "Chad and Niger fell out. Chad's minister hit back at Niger. Chad then blamed Niger. "
            "Chad's president, Ali Deby, received Kenyan President Tom Otieno. The pair had last met in May.",
            "The pair",
            {"TCD", "KEN"},
        ),
        (
            "Chad blamed Niger. Chad's army fired on Niger. Chad then sued Niger. "
            "President Tom Otieno of Kenya and President Ali Deby of Chad spoke. "
            "The two foreign ministers had met in May.",
            "The two foreign ministers",
            {"TCD", "NER"},
        ),
        ("Sudan fights the RSF. Both Sudanese sides met in Rome.", "Sudanese sides", {"SDN", "RSF"}),
        ("Beijing sent a minister and Peru its envoy.", "its", {"PER"}),
        ("Tokyo restated that aid depends on whether Pyongyang renounces its plans.", "its", {"PRK"}),
        ("Chad and the EU met. Officials in Ankara said they were content.", "they", {"TUR"}),
    ],
)
def test_a_pronoun_stands_for_those_who_can_be_meant(
    parties: Parties, text: str, phrase: str, expected: set[str]
) -> None:
    assert parties(text, phrase) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Peru was calm. It was Chile that had asked for talks.",
        "Peru was calm. They think it unlikely that talks begin.",
        "The West was calm. It was the summer.",
    ],
)
def test_it_stands_for_nobody(parties: Parties, text: str) -> None:
    assert parties(text, "It") == set()
    assert parties(text, "it") == set()


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Iran met the six powers in Rome.", "six powers", {"CHN", "DEU", "FRA", "GBR", "RUS", "USA"}),
        ("Chad met the six powers in Rome.", "six powers", set()),
        ("The EU was patient. Brussels asked London for talks.", "Brussels", {"EU"}),
        ("The EU was patient. Brussels asked London for talks on Belgium.", "Brussels", {"BEL"}),
        ("Korean officials met Seoul's guests.", "Korean officials", {"KOR"}),
        ("Korean officials spoke of Pyongyang and Seoul.", "Korean officials", set()),
        ("South American countries met in Quito.", "American", set()),
        ("The parties to the JCPOA met.", "parties to the JCPOA", {"CHN", "DEU", "FRA", "GBR", "IRN", "RUS"}),
        ("Spain was calm. The King was content.", "King", {"ESP"}),
        ("The ministers of Peru and of the E3 met.", "ministers of Peru and of the E3", {"PER", "DEU", "FRA", "GBR"}),
    ],
)
def test_a_name_can_depend_on_what_else_is_named(parties: Parties, text: str, phrase: str, expected: set[str]) -> None:
    assert parties(text, phrase) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("In Baku, the government turned the offer down.", "the government", {"AZE"}),
        ("Peru owes much. A foreign ministry spokesman in Lima said so.", "foreign ministry spokesman", {"PER"}),
        ("Iran and Oman met. A spokesman in Vienna said so.", "spokesman", set()),
    ],
)
def test_who_speaks_in_a_capital_speaks_for_its_state(
    parties: Parties, text: str, phrase: str, expected: set[str]
) -> None:
    assert parties(text, phrase) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Chad met a rebel group, the Movement for Light and Work (MLW). The MLW left.", "MLW", {"MLW"}),
        ("The Tibesti Liberation Front (TLF) met Chad's envoys in Oslo.", "Tibesti Liberation Front", {"TLF"}),
        ("Chad met the People's Liberation Army of Tibesti (PLAT) in Oslo.", "PLAT", {"PLAT"}),
        ("Chad's ruling National Work Party (NWP) met Norway's envoys.", "NWP", set()),
        ("The Chad Media Center (CMC) told the rebels so.", "CMC", set()),
        ("The Justice and Equality Movement (JEM), a rebel group, met envoys.", "JEM", {"JEM"}),
    ],
)
def test_an_article_names_movements_that_no_list_has(
    parties: Parties, text: str, phrase: str, expected: set[str]
) -> None:
    assert parties(text, phrase) == expected
