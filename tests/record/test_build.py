from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from record_samples import FAILURE, TEXT, all_kinds, article, report

from communique.articles import content_key
from communique.errors import UsageError
from communique.model.article import Article
from communique.model.findings import ContactReport, Findings, Status
from communique.model.record import Contact, Record
from communique.record.build import build_record, load_record
from communique.record.copies.duplicates import find_duplicates
from communique.record.copies.independence import voices
from communique.record.items import all_items, find_item
from communique.record.select import Selection, select
from communique.record.store import Store


def sample() -> tuple[list[Article], list[Findings]]:
    articles = [
        article("one", published="2025-03-02", text="First. " + TEXT),
        article("two", published="2025-03-05T09:00:00Z", text="Second. " + TEXT),
        article("three", published="2025-03-09", text="Third. " + TEXT),
        article("undated", published=None, text="Fourth. " + TEXT),
    ]
    day = {"date": "2025-03-04", "place": "Geneva"}
    findings = [
        Findings("one", "2025-03-02", contacts=(report("one", status=Status.SCHEDULED, **day),)),
        all_kinds("two", "2025-03-05T09:00:00Z"),
        Findings("three", "2025-03-09", contacts=(report("three", parties=("EGY", "SDN"), date="2025-03-08"),)),
        Findings("undated", None, contacts=(report("undated", parties=("SSD", "UGA")),)),
    ]
    return articles, findings


@pytest.fixture
def record() -> Record:
    return replace(build_record(*sample()), failures=(FAILURE,))


def test_articles_stand_in_order_of_publication(record: Record) -> None:
    assert list(record.articles) == ["one", "two", "three", "undated"]


def test_the_order_of_the_input_plays_no_part(record: Record) -> None:
    articles, findings = sample()
    random.Random(1).shuffle(articles)
    findings.reverse()
    again = replace(build_record(articles, findings), failures=(FAILURE,))
    assert again == record
    assert list(again.articles) == list(record.articles)


def test_as_of_shows_what_could_be_known(record: Record) -> None:
    early = build_record(*sample(), as_of=date(2025, 3, 4))
    assert [contact.status for contact in early.contacts] == [Status.SCHEDULED]
    assert list(early.articles) == ["one"]
    assert early.undated == 1
    assert record.contacts[0].status is Status.HELD
    assert early.contacts[0].id == record.contacts[0].id


def test_a_selection_as_of_equals_a_record_as_of(record: Record) -> None:
    for day in (date(2025, 3, 1), date(2025, 3, 5), date(2025, 4, 1)):
        view = select(record, Selection(as_of=day))
        assert view == replace(build_record(*sample(), as_of=day), failures=(FAILURE,))


def test_load_record_equals_build(tmp_path: Path, record: Record) -> None:
    articles, findings = sample()
    with Store.open(tmp_path / "r.db") as store:
        for one, found in zip(articles, findings, strict=True):
            store.add(one, found, reader="1")
        store.add_failure(FAILURE)
        assert load_record(store) == record


def test_findings_without_their_article_are_passed_over() -> None:
    assert build_record([], [all_kinds()]).contacts == ()


def test_copies_are_one_voice_and_all_kept() -> None:
    copy = article("copy", published="2025-03-06", text=TEXT.upper().replace(".", " !"))
    record = build_record([copy, article("first", published="2025-03-05")], [all_kinds("copy"), all_kinds("first")])
    assert record.duplicates == {"copy": "first"}
    [contact] = record.contacts
    assert len(contact.reports) == 2
    assert len(voices(contact.reports, record.articles, record.duplicates)) == 1


def test_texts_without_words_are_no_copies() -> None:
    assert content_key(" \n…") == ""
    assert find_duplicates([article("a", text=""), article("b", text="")]) == {}


class TestSelection:
    def test_nothing_asked_gives_everything(self, record: Record) -> None:
        assert select(record, Selection()) is record

    def test_between_needs_all_parties(self, record: Record) -> None:
        part = select(record, Selection(between=("SDN", "TCD")))
        assert [contact.parties for contact in part.contacts] == [("SDN", "TCD")]
        assert [position.party for position in part.positions] == ["TCD"]
        assert list(part.articles) == ["one", "two"]
        assert len(part.deadlines) == 1

    def test_party(self, record: Record) -> None:
        part = select(record, Selection(party="EGY"))
        assert len(part.contacts) == 1
        assert (part.positions, part.deadlines) == ((), ())

    def test_issue(self, record: Record) -> None:
        assert len(select(record, Selection(issue="ceasefire")).positions) == 1
        assert select(record, Selection(issue="trade")).positions == ()

    def test_since_keeps_contacts_whole_and_coming_deadlines(self, record: Record) -> None:
        part = select(record, Selection(since=date(2025, 3, 5)))
        assert [len(contact.reports) for contact in part.contacts] == [2, 1]
        assert "undated" not in part.articles
        late = select(record, Selection(since=date(2025, 4, 1)))
        assert late.contacts == ()
        assert [deadline.date for deadline in late.deadlines] == ["2025-04"]

    def test_persons_are_those_of_the_party_or_those_who_meet(self, record: Record) -> None:
        assert [person.name for person in select(record, Selection(party="TCD")).persons] == ["Amina Deby"]
        assert select(record, Selection(party="EGY")).persons == ()


class TestItems:
    def test_every_id_leads_to_its_item(self, record: Record) -> None:
        assert {key.partition("-")[0] for key, _ in all_items(record)} >= {"c", "a", "o", "d", "n"}
        for key, item in all_items(record):
            assert find_item(record, key) is item

    def test_an_id_that_an_item_had_before_still_leads_to_it(self) -> None:
        late = article("late", published="2025-03-09", text="Late. " + TEXT)
        early = article("early", published="2025-03-08", text="Early. " + TEXT)
        before = build_record([late], [all_kinds("late")])
        after = build_record([late, early], [all_kinds("late"), all_kinds("early")])
        for kind in ("agreements", "proposals", "deadlines", "contacts", "persons"):
            [old], [new] = getattr(before, kind), getattr(after, kind)
            assert find_item(after, old.id) is new

    def test_a_person_is_found_by_name(self, record: Record) -> None:
        assert find_item(record, "amina deby") is record.persons[0]
        assert find_item(record, "Deby") is record.persons[0]

    def test_a_beginning_is_enough(self, record: Record) -> None:
        contact = record.contacts[0]
        assert find_item(record, contact.id[:6]) is contact
        assert find_item(record, "thr") is record.articles["three"]
        found = find_item(record, "tw:p1")
        assert found is record.positions[0]
        assert isinstance(find_item(record, "one:c1"), ContactReport)

    def test_an_ambiguous_beginning_lists_what_it_may_be(self, record: Record) -> None:
        with pytest.raises(UsageError, match=r"three, two"):
            find_item(record, "t")

    @pytest.mark.parametrize("asked", ["", " ", "nowhere", ":", "two:p9", "c-zzzzzz"])
    def test_an_unknown_id_is_a_usage_error_with_a_hint(self, record: Record, asked: str) -> None:
        with pytest.raises(UsageError) as caught:
            find_item(record, asked)
        assert caught.value.hint

    def test_near_ids_are_named(self, record: Record) -> None:
        with pytest.raises(UsageError, match="did you mean three"):
            find_item(record, "thre3")


def test_ids_of_contacts_are_unique_and_short() -> None:
    articles = [article(f"a-{n}", text=f"{n}") for n in range(300)]
    findings = [
        Findings(a.id, a.published, contacts=(report(a.id, parties=(f"X{n:03}", "Y"), date="2025-03-04"),))
        for n, a in enumerate(articles)
    ]
    contacts: tuple[Contact, ...] = build_record(articles, findings).contacts
    assert len({contact.id for contact in contacts}) == 300
    assert {len(contact.id) for contact in contacts} == {8}
