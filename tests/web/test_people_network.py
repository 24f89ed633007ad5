"""The picture of who met whom: the same every time, readable at 200 persons, honest about what it leaves out."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

from communique.model.actors import Level
from communique.model.findings import ContactKind, Directness, Status
from communique.model.record import Contact, Person, Record
from communique.record.build import build_record
from communique.web.meetings import CIRCLES, LARGEST, NAMED, find_meetings
from communique.web.network import HEIGHT, MOST, PARTIES, WIDTH, Node, Picture, draw_network

PARTY_CODES = ("NOR", "PRT", "SWE", "USA", "RUS", "UKR", "FRA", "DEU", "", "TUR", "IRN", "ISR", "EGY", "QAT", "GBR",
               "CHN", "IND", "BRA")  # fmt: skip


def record_of(number: int, contacts: int, seed: int = 3) -> Record:
    """So many persons in so many contacts, a few of them in very many."""
    chance = random.Random(seed)
    taking: dict[int, list[str]] = {n: [] for n in range(number)}
    for contact in range(contacts):
        for n in {min(int(chance.expovariate(6 / number)), number - 1) for _ in range(chance.randint(2, 5))}:
            taking[n].append(f"c-{contact:06}")
    persons = tuple(
        Person(f"n-{n}", f"Person Surname{n}", (f"Person Surname{n}",),
               PARTY_CODES[n % len(PARTY_CODES)] or None, (), tuple(keys), (), 0, ())
        for n, keys in taking.items()
    )  # fmt: skip
    return replace(build_record([], []), persons=persons, contacts=tuple(map(contact_of, range(contacts))))


def contact_of(number: int, status: Status = Status.HELD) -> Contact:
    """A contact that is reported so."""
    return Contact(f"c-{number:06}", ContactKind.TALKS, (), (), (), Level.UNKNOWN, Directness.UNKNOWN, None, None,
                   status, ())  # fmt: skip


def drawn(number: int = 400, contacts: int = 1500, least: int = 1) -> Picture:
    picture = draw_network(find_meetings(record_of(number, contacts)), least)
    assert picture
    return picture


def box_of(node: Node) -> tuple[float, float, float, float]:
    wide = len(node.label) * 5.2
    x, y = node.x + node.dx, node.y + node.dy
    left = x if node.anchor == "start" else x - wide if node.anchor == "end" else x - wide / 2
    return left, y - 9, left + wide, y + 2


def test_names_lie_apart_from_each_other_and_from_marks_at_200_persons() -> None:
    picture = drawn()
    assert len(picture.nodes) == MOST
    named = [node for node in picture.nodes if node.label]
    assert len(named) >= 60
    for one, other in itertools.combinations(named, 2):
        a, b = box_of(one), box_of(other)
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one.name, other.name)
    for node in named:
        left, top, right, bottom = box_of(node)
        assert left >= 0
        assert right <= WIDTH
        assert top >= 0
        assert bottom <= HEIGHT


def test_those_who_met_most_are_named_first() -> None:
    picture = drawn()
    assert [bool(node.label) for node in picture.nodes[:10]].count(True) >= 8
    assert picture.nodes[0].r == max(node.r for node in picture.nodes)


def test_the_picture_is_the_same_every_time() -> None:
    assert drawn() == drawn()


def test_each_party_has_its_own_mark_and_place_and_small_ones_stand_together() -> None:
    picture = drawn()
    assert len(picture.sectors) == PARTIES
    assert picture.sectors[-1].name == "other parties"
    assert len({sector.shape for sector in picture.sectors}) == 8
    assert sum(sector.count for sector in picture.sectors) == len(picture.nodes)


def test_only_links_of_enough_contacts_are_drawn_and_what_is_left_out_is_counted() -> None:
    everyone, close = drawn(), drawn(least=3)
    assert everyone.left_out > 0
    assert len(close.links) < len(everyone.links)
    assert all(times >= 3 for *_, times in close.pairs)
    assert "met most" in everyone.words


def test_a_conference_links_nobody() -> None:
    record = record_of(LARGEST + 5, 1)
    persons = tuple(Person(p.id, p.name, p.names, p.party, (), ("c-000000",), (), 0, ()) for p in record.persons)
    assert draw_network(find_meetings(replace(record, persons=persons))) is None


def test_who_is_to_meet_has_not_met() -> None:
    record = record_of(10, 30)
    assert draw_network(find_meetings(record))
    planned = tuple(contact_of(number, Status.PLANNED) for number in range(30))
    assert draw_network(find_meetings(replace(record, contacts=planned))) is None


def test_an_empty_record_has_no_picture() -> None:
    assert draw_network(find_meetings(build_record([], []))) is None


def test_in_words_each_person_stands_with_those_met_most() -> None:
    picture = drawn()
    assert len(picture.circles) == CIRCLES
    assert [one.id for one in picture.circles] == [node.id for node in picture.nodes[:CIRCLES]]
    known = {(one, other): times for one, _, other, _, times in picture.pairs}
    for one in picture.circles:
        times = [number for _, _, number in one.met]
        assert times == sorted(times, reverse=True)
        assert len(times) == NAMED or not one.more
        assert all(known.get((one.id, key), number) == number for key, _, number in one.met)
    few = drawn(number=6, contacts=3)
    assert {frozenset((one.id, key)) for one in few.circles for key, _, _ in one.met} == {
        frozenset(pair) for one, _, other, _, _ in few.pairs for pair in [(one, other)]
    }
