"""Persons get the office, the party and the level that the text gives them, and keep them when named again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model.actors import Actor, Level, Person
from communique.model.article import Article
from communique.reading.actors.actors import find_actors
from communique.reading.actors.offices import office_level
from communique.reading.spacy_model import SpacyModel

Find = Callable[[str], tuple[Actor, ...]]


@pytest.fixture(scope="module")
def find(model: SpacyModel) -> Find:
    def finder(text: str) -> tuple[Actor, ...]:
        parse = next(model.parse([text]))
        return find_actors(Article(id="t", text=text), parse)

    return finder


def persons(actors: tuple[Actor, ...]) -> dict[str, Person]:
    return {person.name: person for actor in actors for person in actor.persons}


@pytest.mark.parametrize(
    ("text", "name", "party", "level"),
    [
        ("Peruvian Deputy Foreign Minister Ana Quispe spoke.", "Ana Quispe", "PER", "official"),
        ("US Secretary of State Carl Dane left.", "Carl Dane", "USA", "ministerial"),
        ("Eva Blom, assistant secretary of state for African affairs, left.", "Eva Blom", "USA", "official"),
        ("Nils Berg, Norway's deputy foreign minister, arrived.", "Nils Berg", "NOR", "official"),
        ("Chancellor Greta Vogt of Austria agreed.", "Greta Vogt", "AUT", "leader"),
        ("EU foreign policy chief Maria Costa called.", "Maria Costa", "EU", "ministerial"),
        ("King Hamad bin Yusuf of Bahrain wrote.", "Hamad bin Yusuf", "BHR", "leader"),
        ("The minister of foreign affairs of Ghana, Kofi Mensah, said so.", "Kofi Mensah", "GHA", "ministerial"),
        ("UN Secretary-General Jan Novak flew in.", "Jan Novak", "UN", "leader"),
        ("Turkey's Kemal Aydin refused.", "Kemal Aydin", "TUR", "unknown"),
        ("Kremlin spokesman Oleg Petrov said no.", "Oleg Petrov", "RUS", "official"),
        ("Vice President Li Shan of China met reporters.", "Li Shan", "CHN", "ministerial"),
        ("Saleh al-Masri, who leads the Yemeni delegation, said so.", "Saleh al-Masri", "YEM", "unknown"),
        ("The Cuban delegation was headed by Rosa Vidal.", "Rosa Vidal", "CUB", "unknown"),
        ("Special Representative for North Korea Kim Sung of Japan spoke.", "Kim Sung", "JPN", "envoy"),
    ],
)
def test_office_and_party_come_from_the_text(find: Find, text: str, name: str, party: str, level: str) -> None:
    person = persons(find(text))[name]
    assert (person.party, person.level) == (party, Level(level))


def test_the_office_is_given_without_the_party(find: Find) -> None:
    person = persons(find("Visiting Danish Prime Minister Ida Holm arrived."))["Ida Holm"]
    assert person.office == "Prime Minister"


def test_a_surname_means_the_person_named_before(find: Find) -> None:
    actors = find("Chilean Foreign Minister Pablo Rojas Soto arrived on Monday. Rojas Soto and Mr. Soto spoke.")
    assert set(persons(actors)) == {"Pablo Rojas Soto"}


SURNAMES = [
    (
        "Chadian leader Idris Amane spoke. Envoy Issa Amane was in Oslo. The talks with Amane go on.",
        "Idris Amane",
    ),
    ("Chadian envoy Issa Amane spoke. The talks with Amane go on. Chadian leader Idris Amane rests.", "Issa Amane"),
    ("Chadian minister Idris Amane spoke. Envoy Issa Amane was in Oslo. The talks with Amane go on.", "Issa Amane"),
]


@pytest.mark.parametrize(("text", "name"), SURNAMES, ids=[text for text, _ in SURNAMES])
def test_a_surname_of_several_means_the_leader_named_before_else_the_latest(find: Find, text: str, name: str) -> None:
    by_name = [actor for actor in find(text) if actor.kind == "person" and actor.last - actor.first == 1]
    assert persons(tuple(by_name)).keys() == {name}


NATIONALS = [
    (
        "Premier Kari Berg of Norway met the press. The Norwegian saw a minister on Tuesday.",
        "The Norwegian",
        "Kari Berg",
    ),
    ("Envoy Lars Holm of Norway arrived. Later the Norwegian mediator saw a minister.", "the Norwegian", "Lars Holm"),
    ("Premier Kari Berg of Norway met the press. Norwegian mediators saw a minister.", "Norwegian mediators", None),
    ("Premier Kari Berg of Norway met the press. The Norwegians saw a minister.", "The Norwegians", None),
    ("Premier Kari Berg of Norway met the press. The Norwegian mediator saw a minister.", "The Norwegian", None),
    ("Premier Kari Berg of Norway and envoy Lars Holm of Norway spoke. The Norwegian left.", "The Norwegian", None),
]


@pytest.mark.parametrize(("text", "phrase", "name"), NATIONALS, ids=[text for text, *_ in NATIONALS])
def test_the_norwegian_is_the_one_person_of_norway_named_just_before(
    find: Find, model: SpacyModel, text: str, phrase: str, name: str | None
) -> None:
    parse = next(model.parse([text]))
    here = [a for a in find(text) if 0 <= parse.tokens[a.first].start - text.index(phrase) <= len("the ")]
    assert {person.name for actor in here for person in actor.persons} == ({name} if name else set())


def test_asian_names_are_taken_up_by_the_first_word(find: Find) -> None:
    actors = find("Chinese Commerce Minister Gao Weiming spoke in Paris. Gao said that talks would go on.")
    assert {p.name: p.party for a in actors for p in a.persons} == {"Gao Weiming": "CHN"}


def test_a_counterpart_has_his_own_party_and_the_level_of_the_other(find: Find) -> None:
    actors = find("Finnish Prime Minister Ella Virtanen met her Swedish counterpart, Olof Lind, on Friday.")
    found = persons(actors)
    assert found["Olof Lind"].party == "SWE"
    assert found["Olof Lind"].level is Level.LEADER
    pronoun = next(actor for actor in actors if actor.kind == "pronoun")
    assert pronoun.person == found["Ella Virtanen"]


def test_an_envoy_serves_the_party_of_the_sender(find: Find) -> None:
    actors = find("Kenyan President Daniel Otieno was silent. Otieno's envoy James Mwangi flew to Juba.")
    assert persons(actors)["James Mwangi"].party == "KEN"
    assert persons(actors)["James Mwangi"].level is Level.ENVOY


def test_leaders_named_together_share_out_the_parties(find: Find) -> None:
    actors = find("The foreign ministers of Greece and Albania, Nikos Pappas and Ilir Hoxha, shook hands.")
    assert {p.name: p.party for p in persons(actors).values()} == {"Nikos Pappas": "GRC", "Ilir Hoxha": "ALB"}


def test_an_office_alone_means_its_only_holder(find: Find) -> None:
    actors = find("Indian Prime Minister Arun Mehta left Delhi. The Indian prime minister will be back on Friday.")
    alone = [a for a in actors if a.kind == "person" and a.person and a.person.name == "Arun Mehta"]
    assert len(alone) == 2


def test_nobody_gets_a_party_by_name(find: Find) -> None:
    actors = find("Ivan Petrov and John Smith met on Tuesday.")
    assert {p.party for p in persons(actors).values()} == {None}


@pytest.mark.parametrize(
    ("office", "level"),
    [
        ("Prime Minister", "leader"),
        ("Crown Prince", "leader"),
        ("UN Secretary-General", "leader"),
        ("vice president", "ministerial"),
        ("deputy prime minister", "ministerial"),
        ("national security adviser", "ministerial"),
        ("High Representative", "ministerial"),
        ("special envoy for the region", "envoy"),
        ("chief negotiator", "envoy"),
        ("chief Nordic delegate", "envoy"),
        ("leader of the Northern team", "envoy"),
        ("secretary of Chad's security council", "ministerial"),
        ("agriculture secretary", "ministerial"),
        ("speaker of parliament", "official"),
        ("president of the National Assembly", "official"),
        ("opposition leader", "official"),
        ("army chief", "official"),
        ("intelligence chief", "envoy"),
        ("ambassador to Chad", "official"),
        ("deputy foreign minister", "official"),
        ("assistant secretary of state", "official"),
        ("Foreign Ministry spokeswoman", "official"),
        ("gardener", "unknown"),
    ],
)
def test_offices_have_levels(office: str, level: str) -> None:
    assert office_level(office) is Level(level)


def test_the_party_of_an_unqualified_office_comes_from_its_context(find: Find) -> None:
    actors = find("Botswana has agreed to the plan. Deputy Foreign Minister Neo Molefe said that it was ready to sign.")
    assert persons(actors)["Neo Molefe"].party == "BWA"


def test_two_presidents_are_not_of_one_party(find: Find) -> None:
    actors = find("Gabonese President Luc Obiang spoke first. President Rita Mora, of whom little is known, listened.")
    assert persons(actors)["Rita Mora"].party is None


def test_a_name_after_an_office_by_a_sentence_is_its_holder(find: Find) -> None:
    actors = find("Nepal's finance minister warned on Friday of delays.\nBina Thapa said that the talks had stalled.")
    assert persons(actors)["Bina Thapa"].party == "NPL"


def test_names_joined_by_a_hyphen_are_two_persons(find: Find) -> None:
    actors = find(
        "Polish President Jan Mazur and Czech President Petr Dvorak met. The Mazur-Dvorak summit lasted an hour."
    )
    assert set(persons(actors)) == {"Jan Mazur", "Petr Dvorak"}


def test_a_later_office_outweighs_a_former_one(find: Find) -> None:
    actors = find("Former Maltese president Carm Borg was named as UN envoy for the lakes.")
    assert persons(actors)["Carm Borg"].party == "UN"


def test_a_counterpart_is_never_his_own(find: Find) -> None:
    actors = find("Omani Foreign Minister Said Harthy met Tariq Anwar, his counterpart from Islamabad.")
    pronoun = next(actor for actor in actors if actor.kind == "pronoun")
    assert pronoun.person is not None
    assert pronoun.person.name == "Said Harthy"
    assert persons(actors)["Tariq Anwar"].party == "PAK"


def test_a_plural_office_before_one_name_is_not_that_persons(find: Find) -> None:
    people = persons(find("After the talks with the Serbian officials Anna Holm said in Geneva that she was tired."))
    assert people["Anna Holm"].party is None


def test_an_adverb_that_opens_the_sentence_is_no_part_of_a_name(find: Find) -> None:
    people = persons(find("Swiss envoy Beat Kunz met reporters. Afterwards Kunz flew home."))
    assert set(people) == {"Beat Kunz"}


def test_a_name_in_which_something_happens_is_no_person(find: Find) -> None:
    people = persons(find("The talks were held in Izmir. Izmir welcomed the delegations of Kenya and Chad."))
    assert "Izmir" not in people


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("EU Envoy Hopes Serbia Talks Resume", "Anna Holm"),
        ("EU Envoy Holds Separate Talks With Two Rivals", "Anna Holm"),
        ("EU Envoy Welcomes Truce Talks in Geneva", "Anna Holm"),
    ],
)
def test_the_verb_of_a_headline_begins_no_name(find: Find, headline: str, name: str) -> None:
    actors = find(f"{headline}\nEU envoy {name} arrived in Vienna. The EU envoy was tired.")
    assert set(persons(actors)) == {name}


def test_what_a_minister_is_in_charge_of_is_no_part_of_the_name(find: Find) -> None:
    found = persons(find("Sudan's Minister of Minerals Omar Bashir will lead the delegation."))
    assert [(name, person.level) for name, person in found.items()] == [("Omar Bashir", Level.MINISTERIAL)]


def test_an_energy_minister_is_of_the_party_before_the_word_energy(find: Find) -> None:
    people = persons(find("Omani Energy Minister Said Harthy met Kuwaiti Oil Minister Faisal Rumi."))
    assert people["Said Harthy"].party == "OMN"


@pytest.mark.parametrize(
    ("text", "name", "party", "level"),
    [
        ("Ghana sent its special envoy for Chad, Ambassador Kofi Mensah.", "Kofi Mensah", "GHA", "envoy"),
        (
            "The Peruvian mediator spoke. Envoys sat down with this mediator, Justice Minister Ana Ruiz.",
            "Ana Ruiz",
            "PER",
            "ministerial",
        ),
        (
            "Across the table sit Kemal Aydin, Turkey's deputy foreign minister, Baris Demir, the director general.",
            "Kemal Aydin",
            "TUR",
            "official",
        ),
        ("The UN special envoy for the two countries, Nils Berg, spoke.", "Nils Berg", "UN", "envoy"),
        (
            "In Lima, the Minister for Foreign Affairs and Trade of Chad, Ali Deby, spoke.",
            "Ali Deby",
            "TCD",
            "ministerial",
        ),
        ("The President of the Philippines, Ana Cruz, spoke.", "Ana Cruz", "PHL", "leader"),
        ("After weeks of American pressure President Ali Khan of Chad agreed.", "Ali Khan", "TCD", "leader"),
        ("The chief UN investigator, Nils Berg, left.", "Nils Berg", "UN", "official"),
        ("Peru's minister Ana Cruz saw her Chilean opposite number, Jose Vidal.", "Jose Vidal", "CHL", "ministerial"),
        ("The European Trade Commissioner, Ana Ruiz, left.", "Ana Ruiz", "EU", "ministerial"),
        ("Pakistani Foreign Secretary Ali Khan and his aide left.", "Ali Khan", "PAK", "official"),
        ("The U.N. Secretary-General, Nils Berg, left.", "Nils Berg", "UN", "leader"),
        (
            "Nils Berg, the director general of the International Atomic Energy Agency, left.",
            "Nils Berg",
            "IAEA",
            "ministerial",
        ),
        ("The head of Chad's security service, Ali Khan, left.", "Ali Khan", "TCD", "envoy"),
        ("The ECOWAS delegation was led by Ghana's ex-president Kofi Mensa.", "Kofi Mensa", "ECOWAS", "unknown"),
        ("Norway's prime minister Ola Lie led the UN delegation.", "Ola Lie", "NOR", "leader"),
        ("Sir Ian Holm, the Foreign and Commonwealth Secretary, left.", "Ian Holm", "GBR", "official"),
        (
            "Peru's de facto president, Ali Khan, was out. The envoy phoned Mr. Khan from New Delhi.",
            "Ali Khan",
            "PER",
            "leader",
        ),
        (
            "Chad's ministry warned that talks had failed. Niger, spokesman Ali Khan said, had refused.",
            "Ali Khan",
            "TCD",
            "official",
        ),
        ("The Norwegian envoy said so on Sunday. Nils Berg added that talks went on.", "Nils Berg", "NOR", "envoy"),
    ],
)
def test_offices_beside_each_other_are_one_person(find: Find, text: str, name: str, party: str, level: str) -> None:
    person = persons(find(text))[name]
    assert (person.party, person.level) == (party, Level(level))


def test_who_meets_in_a_city_of_many_bodies_need_not_be_from_there(find: Find) -> None:
    actors = find("State secretaries Janos Ferenc and Jan Lipa met in Brussels. In Brussels they had met before.")
    assert {person.party for person in persons(actors).values()} == {None}


def pronouns(actors: tuple[Actor, ...]) -> list[str]:
    return [actor.person.name for actor in actors if actor.kind == "pronoun" and actor.person]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Berg saw President Carl Dane. The president, she said, had known it.", ["Anna Berg"]),
        ("Carl Dane and Nils Berg met. Once he had left, Peter Vogt sent a letter.", ["Peter Vogt"]),
        ("Peter Vogt was content. With Carl Dane he had spoken openly.", ["Peter Vogt"]),
        ("Maria Costa met Peter Vogt. He was content.", ["Peter Vogt"]),
        ("Peter Vogt met Maria Costa. She was content, and her aides too.", ["Maria Costa", "Maria Costa"]),
    ],
)
def test_a_pronoun_agrees_with_its_person(find: Find, text: str, expected: list[str]) -> None:
    assert pronouns(find(text)) == expected


def test_the_minister_who_speaks_is_the_one_who_spoke(find: Find) -> None:
    text = (
        "Peruvian Foreign Minister Ana Ruiz spoke of her talks with Chilean Foreign Minister Jose Vidal. "
        "The minister said she was content."
    )
    minister = [actor for actor in find(text) if actor.kind == "person"][-1]
    assert minister.person is not None
    assert minister.person.name == "Ana Ruiz"


@pytest.mark.parametrize(
    "text",
    [
        "Norte Nuevo, a daily of the north, said that talks went on.",
        "Envoys met near Kassala and Mashhad said nothing.",
        "The daily Al-Sabil reported the talks.",
        "Tokai Shimbun said that the envoys met.",
        "Shelling went on in Kherson, where nobody met.",
    ],
)
def test_papers_and_places_are_no_persons(find: Find, text: str) -> None:
    assert not persons(find(text))


def test_a_name_is_known_again_with_its_accents(find: Find) -> None:
    actors = find("Peruvian minister Gustavo Machín spoke. Talks go on, Machín reported.")
    assert [actor.person.name for actor in actors if actor.person] == ["Gustavo Machín", "Gustavo Machín"]


def test_the_rebel_chief_leads_the_movement_named_before(find: Find) -> None:
    actors = find("FARC leader Jon Paz flew in. The guerrilla chief was content, and rebel officials too.")
    assert [actor.person.name for actor in actors if actor.kind == "person" and actor.person] == ["Jon Paz", "Jon Paz"]


def test_an_alias_is_the_person_named_before(find: Find) -> None:
    actors = find("FARC leader Jon Paz, better known as Zorro, flew in. Zorro was content.")
    assert set(persons(actors)) == {"Jon Paz"}
