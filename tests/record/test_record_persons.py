from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcome_samples import DAYS, introduced
from record_samples import report

from communique.model.findings import Issue, PersonReport, Position, Stance, Statement
from communique.model.record import Contact, Person
from communique.record.merging.merge import merge_contacts
from communique.record.merging.persons import merge_persons, person_ids, present_office


def people(*reports: PersonReport, contacts: tuple[Contact, ...] = ()) -> list[tuple[str, ...]]:
    return sorted(person.names for person in merge_persons(contacts, (), (), reports, DAYS))


def one(*reports: PersonReport) -> Person:
    [person] = merge_persons((), (), (), reports, DAYS)
    return person


def said(article: str, source: str, party: str | None, local_id: str = "s1") -> Statement:
    return Statement(
        id=local_id, article=article, source=source, party=party, cue="said", content="x", direct=False,
        source_span=None, cue_span=None, content_spans=((0, 1),), evidence=("x",), spans=((0, 1),),
    )  # fmt: skip


class TestSpellings:
    @pytest.mark.parametrize(
        ("one_name", "other"),
        [
            ("Osman Salih", "Osman Sálih"),
            ("Aleksandr Hallvik", "Alexander Hallvik"),
            ("Yusuf al-Tom", "Yousuf Al Tom"),
            ("Amina Deby", "Amina K. Deby"),
            ("Steve Okoro", "Steven Okoro"),
            ("Bill Okoro", "William Okoro"),
        ],
    )
    def test_of_one_person_are_joined(self, one_name: str, other: str) -> None:
        assert len(people(introduced("a-1", one_name), introduced("a-2", other))) == 1

    @pytest.mark.parametrize(
        ("one_name", "other"),
        [("Amina Deby", "Hassan Deby"), ("Ana Costa", "Antonio Costa"), ("Kim So Ra", "Kim Ji Ra")],
    )
    def test_of_two_of_one_last_name_are_not(self, one_name: str, other: str) -> None:
        assert len(people(introduced("a-1", one_name), introduced("a-2", other))) == 2

    def test_a_last_name_goes_with_the_only_one_of_its_party(self) -> None:
        both = introduced("a-1", "Amina Deby"), introduced("a-2", "Hassan Deby", party="SDN")
        assert people(*both, introduced("a-3", "Deby", party="SDN")) == [("Amina Deby",), ("Hassan Deby", "Deby")]

    def test_a_last_name_that_may_be_either_stays_alone(self) -> None:
        both = introduced("a-1", "Amina Deby"), introduced("a-2", "Hassan Deby")
        assert len(people(*both, introduced("a-3", "Deby"))) == 3

    def test_two_spellings_for_two_parties_are_two(self) -> None:
        assert len(people(introduced("a-1", "Omar Saleh"), introduced("a-2", "Omar K. Saleh", party="SDN"))) == 2

    def test_a_slip_in_the_last_name_of_one_office_holder(self) -> None:
        usual = introduced("a-1", "Osman Vareshki", "Foreign Minister", "NOR")
        slip = introduced("a-2", "Osman Varishki", "foreign minister", "NOR")
        assert len(people(usual, slip)) == 1
        assert len(people(usual, introduced("a-2", "Osman Varishki", "envoy", "NOR"))) == 2
        assert len(people(usual, introduced("a-2", "Rui Varishki", "Foreign Minister", "NOR"))) == 2


class TestOffices:
    def test_each_with_its_first_and_last_day(self) -> None:
        person = one(
            introduced("a-1", "Amina Deby", "deputy minister"),
            introduced("a-2", "Amina Deby", "Deputy Minister"),
            introduced("a-4", "Deby", "foreign minister"),
        )
        offices = [(office.title.lower(), office.first, office.last) for office in person.offices]
        assert offices == [
            ("deputy minister", "2025-03-05", "2025-03-07"),
            ("foreign minister", "2025-06-30", "2025-06-30"),
        ]
        held = present_office(person)
        assert held is not None
        assert held.title == "foreign minister"

    def test_each_leads_to_the_words_that_give_it(self) -> None:
        person = one(introduced("a-1", "Amina Deby", "envoy"))
        assert [r.evidence for office in person.offices for r in office.reports] == [("envoy Amina Deby spoke.",)]

    def test_none_is_given_to_one_of_whom_none_is_said(self) -> None:
        assert present_office(one(introduced("a-1", "Amina Deby"))) is None


class TestAppearances:
    contacts = merge_contacts(
        [report("a-1", participants=("Amina Deby", "Geneva")), report("a-2", participants=("Deby",))], DAYS
    )
    stance = Position(
        id="p1", article="a-2", party="TCD", issue=Issue.CEASEFIRE, stance=Stance.OFFERS, about="x",
        holder="Amina Deby", evidence=("x",), spans=((0, 1),),
    )  # fmt: skip

    def test_contacts_positions_and_statements_are_gathered(self) -> None:
        statements = [said("a-1", "Amina Deby", "TCD"), said("a-2", "the ministry", "TCD")]
        [person] = merge_persons(self.contacts, [self.stance], statements, (), DAYS)
        assert person.name == "Amina Deby"
        assert person.party == "TCD"
        assert person.contacts == tuple(contact.id for contact in self.contacts)
        assert (len(person.positions), person.statements) == (1, 1)

    def test_a_place_and_an_office_are_nobody(self) -> None:
        names = {name for person in merge_persons(self.contacts, (), (), (), DAYS) for name in person.names}
        assert names == {"Amina Deby", "Deby"}


@pytest.mark.parametrize(("articles", "many"), [(("a-1", "a-2"), 1), (("a-1", "a-1"), 2)])
def test_a_letter_apart_in_one_contact_is_one_person_unless_an_article_names_both(
    articles: tuple[str, str], many: int
) -> None:
    day = {"date": "2025-03-04"}
    first, other = (
        report(article, local_id=f"c{n}", participants=(name,), **day)
        for n, (article, name) in enumerate(zip(articles, ("Tessema Derwede", "Tessema Derwide"), strict=True))
    )
    contact = merge_contacts([first, replace(other, article="a-2")], DAYS)[0]
    contact = replace(contact, reports=(first, other))
    assert len(people(contacts=(contact,))) == many


def test_every_spelling_has_an_id_that_leads_to_the_person() -> None:
    alone = one(introduced("a-2", "Osman Salih"))
    both = one(introduced("a-2", "Osman Salih"), introduced("a-1", "Osman K. Salih"))
    assert any(identifier.startswith(alone.id) for identifier in person_ids(both))


def test_two_of_one_name_have_two_ids() -> None:
    names = ("Omar Saleh", "TCD"), ("Omar K. Saleh", "TCD"), ("Omar Sale", "SDN")
    found = merge_persons(
        (), (), (), [introduced(f"a-{n}", name, party=party) for n, (name, party) in enumerate(names, 1)], DAYS
    )
    assert len({person.id for person in found}) == len(found)


_names = st.sampled_from(["Amina Deby", "Deby", "Hassan Deby", "A. Deby", "Osman Salih", "Salih", "", "Geneva"])
reports = st.lists(
    st.builds(
        introduced,
        st.sampled_from(sorted(DAYS)),
        _names,
        st.sampled_from([None, "envoy"]),
        st.sampled_from([None, "TCD", "SDN"]),
        st.sampled_from(["n1", "n2", "n3"]),
    ),
    max_size=10,
    unique_by=lambda r: (r.article, r.id),
)


@given(reports, st.randoms(use_true_random=False))
def test_the_order_of_arrival_plays_no_part(found: list[PersonReport], chance: random.Random) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    first = merge_persons((), (), (), found, DAYS)
    assert first == merge_persons((), (), (), shuffled, DAYS)
    assert len({person.id for person in first}) == len(first)
