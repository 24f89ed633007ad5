"""Pages of items: reports side by side, copies folded, terms by party, conflicts against each other, editions."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_records import HOSTILE, asked, fields_of, hostile_record
from item_records import ANSWER, item_record
from starlette.testclient import TestClient

from communique.model.record import Record
from communique.record.build import load_record
from communique.record.store import Store


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return item_record(tmp_path_factory.mktemp("items") / "r.db")


@pytest.fixture(scope="module")
def record(path: Path) -> Record:
    with Store.open(path) as store:
        return load_record(store)


@pytest.fixture(scope="module")
def small(path: Path) -> Iterator[TestClient]:
    with asked(path) as client:
        yield client


def words(page: str) -> str:
    """What a reader sees, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def cards(page: str) -> list[str]:
    return re.findall(r'<article class="card".*?</article>', page, re.DOTALL)


def test_a_contact_has_one_card_for_each_article_and_folds_copies_under_what_they_copy(
    small: TestClient, record: Record
) -> None:
    page = small.get(f"/items/{record.contacts[0].id}").text
    found = cards(page)
    assert len(record.contacts[0].reports) == 4
    assert len(found) == 3
    assert "Carried in the same words by 1 more" in words(found[0])
    assert "Coast Herald" in found[0]
    assert "held" in words(found[1])
    assert "4 reports, 3 independent: Coast Herald has the words of Northern Post" in words(page)


def test_a_card_leads_to_its_words_in_the_article(small: TestClient, record: Record) -> None:
    for card in cards(small.get(f"/items/{record.contacts[0].id}").text):
        link = re.search(r'<h3><a href="([^"]+)"', card)
        assert link
        address, _, anchor = link[1].replace("&amp;", "&").partition("#")
        article = small.get(address).text
        assert f'<a id="{anchor}"' in article
        assert "asked" in article


def test_the_life_of_a_status_is_drawn_and_told_in_words(small: TestClient, record: Record) -> None:
    page = small.get(f"/items/{record.contacts[0].id}").text
    drawn = re.search(r'<figure class="strip for-page">.*?</figure>', page, re.DOTALL)
    assert drawn
    assert "from 1 Mar 2025 planned; from 7 Mar 2025 held" in drawn[0]
    targets = re.findall(r'<a href="#([^"]+)"', drawn[0])
    assert len(targets) == 4
    shown = set(re.findall(r'class="told-by" id="([^"]+)"', page))
    assert set(targets) - shown == {"n-2:c1"}
    assert '<li id="n-2:c1">' in page


def test_persons_of_a_contact_are_linked(small: TestClient, record: Record) -> None:
    page = small.get(f"/items/{record.contacts[0].id}").text
    for person in record.persons:
        assert f'<a href="/items/{person.id}">{person.name}</a>' in page


def test_a_dispute_stands_with_both_quotes_on_the_page_of_the_contact_and_among_the_conflicts(
    small: TestClient, record: Record
) -> None:
    for address in (f"/items/{record.contacts[0].id}", "/conflicts?about=place"):
        page = small.get(address).text
        sides = re.findall(r'<div class="side">.*?</div>', page, re.DOTALL)
        assert [words(re.findall(r'class="value">(.*?)</p>', side)[0]) for side in sides] == ["Oslo", "Lisbon"]
        assert "<mark>Oslo</mark>" in sides[0]
        assert "<mark>Lisbon</mark>" in sides[1]
        assert "Harbour News, 7 Mar" in words(sides[0])


def test_conflicts_are_chosen_by_field_party_and_state(small: TestClient) -> None:
    def about(query: str) -> list[str]:
        return [row["about"] for row in small.get(f"/conflicts?format=json{query}").json()["items"]]

    assert sorted(about("")) == ["place", "status"]
    assert about("&about=status") == ["status"]
    assert about("&party=SWE") == []
    assert len(about("&party=NOR")) == 2
    assert about("&state=settled") == []
    assert about("&words=lisbon") == ["place"]
    table = list(csv.DictReader(io.StringIO(small.get("/conflicts?format=csv&about=place").text)))
    assert [(row["value_one"], row["value_other"]) for row in table] == [("Oslo", "Lisbon")]


def test_terms_stand_one_by_one_with_the_answer_of_each_party(small: TestClient, record: Record) -> None:
    page = small.get(f"/items/{record.proposals[0].id}").text.partition('class="matrix terms"')[2]
    rows = re.findall(r'<tr><th scope="row">.*?</tr>', page, re.DOTALL)
    assert ["thirty days" in row for row in rows] == [True, False]
    assert "rejects" in rows[0]
    assert "of this plan" in words(rows[0])
    assert "nothing reported" in words(rows[1])
    link = re.search(r'\(<a href="([^"]+)"', rows[0])
    assert link
    assert ANSWER.split(",")[0] in small.get(link[1].replace("&amp;", "&").partition("#")[0]).text


def test_an_agreement_that_is_denied_shows_both(small: TestClient, record: Record) -> None:
    agreement = next(agreement for agreement in record.agreements if len(agreement.reports) == 2)
    page = small.get(f"/items/{agreement.id}").text
    assert "Claimed and denied" in page
    assert "from 11 Mar 2025 reached" in page
    assert len(cards(page)) == 2


def test_a_person_has_offices_contacts_and_those_met(small: TestClient, record: Record) -> None:
    person = next(person for person in record.persons if person.name == "Ann Lee")
    page = small.get(f"/items/{person.id}").text
    assert "Foreign Minister" in page
    assert "Takes part in 1 contact" in page
    assert re.search(r"Met most .*?</h2><p><a href=[^>]+>Rui Costa</a>", page)


def test_findings_lead_to_what_they_tell_of(small: TestClient, record: Record) -> None:
    contact = record.contacts[0]
    assert f'href="/items/{contact.id}"' in small.get("/items/n-1:c1").text
    assert 'href="/positions/PRT/ceasefire"' in small.get("/items/n-6:p1").text
    person = next(person for person in record.persons if person.name == "Ann Lee")
    assert f'href="/items/{person.id}"' in small.get("/items/n-1:n1").text


def test_articles_say_what_they_copy_what_copies_them_and_how_their_date_is_known(small: TestClient) -> None:
    copy = small.get("/articles/n-2").text
    assert '<a href="/articles/n-1">' in copy
    assert '<a href="/articles/n-2">Coast Herald</a> (2 Mar 2025)' in small.get("/articles/n-1").text
    assert "date by the page&#39;s metadata, likely" in words(copy)
    rows = small.get("/articles?format=json&kind=copies").json()["items"]
    assert [row["id"] for row in rows] == ["n-2"]
    assert small.get("/articles?format=json&publisher=Harbour+News").json()["total"] == 3


def test_what_is_out_of_scope_is_marked_as_not_read(small: TestClient) -> None:
    page = words(small.get("/articles/n-11").text)
    assert "Not read: out of scope. It names only Norway" in page
    rows = small.get("/articles?format=json&kind=unread").json()["items"]
    assert [(row["id"], row["out_of_scope"]) for row in rows] == [("n-11", True)]


def test_editions_show_the_words_that_changed(small: TestClient) -> None:
    assert small.get("/editions?format=json").json()["items"][0]["id"] == "n-9~0a1b2c"
    page = small.get("/articles/n-9~0a1b2c/editions").text
    assert re.search(r"<del>\s*will\s*</del>", page)
    assert re.search(r"<ins>\s*could\s*</ins>", page)
    assert "status scheduled → <strong>possible</strong>" in page
    assert "/articles/n-9~0a1b2c/editions" in small.get("/articles/n-9~0a1b2c").text
    rows = small.get("/articles/n-9/editions?format=json").json()["items"]
    assert [row["id"] for row in rows] == ["n-9", "n-9~0a1b2c"]


def test_an_earlier_edition_leads_to_what_became_of_it(small: TestClient) -> None:
    answer = small.get("/articles/n-9", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"] == "/articles/n-9~0a1b2c/editions"
    assert small.get("/articles/n-1/editions").status_code == 404


def test_what_is_supposed_changes_the_outlook_of_one_page_alone(small: TestClient) -> None:
    before = small.get("/outlook?format=json").json()
    answer = small.get("/outlook?place=NOR+ceasefire%3Dfull&standing=red+line", follow_redirects=False)
    assert answer.status_code in (303, 400)
    issue = before["table"]["issues"][0]
    place = f"NOR {issue['key']}={issue['options'][0]['key']}"
    then = small.get("/outlook", params={"format": "json", "suppose": f"{place} red line"}).json()
    cell = then["table"]["issues"][0]["options"][0]["cells"]["NOR"]
    assert (cell["standing"], cell["edited"]) == ("red line", True)
    assert small.get("/outlook?format=json").json() == before
    page = small.get("/outlook", params={"suppose": f"{place} red line"}).text
    assert "Supposed on this page alone" in page


def test_the_outlook_refuses_what_it_cannot_read(small: TestClient) -> None:
    for query in ({"suppose": "nothing"}, {"suppose": "NOR nothing=at-all accepts"}, {"part": "everything"}):
        answer = small.get("/outlook", params=query)
        assert answer.status_code in (400, 422), query
        assert "<h1>" in answer.text
    many = [("suppose", "NOR a=b accepts")] * 14
    assert small.get("/outlook", params=many).status_code in (400, 422)


def test_no_page_of_items_holds_styles_or_scripts_of_its_own(small: TestClient, record: Record) -> None:
    items = [record.contacts[0], record.agreements[0], record.proposals[0], record.persons[0]]
    addresses = [f"/items/{item.id}" for item in items]
    addresses += ["/conflicts", "/people", "/outlook", "/outlook?part=packages", "/articles/n-9~0a1b2c/editions"]
    for address in addresses:
        page = small.get(address)
        assert page.status_code == 200, address
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", page.text), address
        ids = re.findall(r'\sid="([^"]+)"', page.text)
        assert len(ids) == len(set(ids)), address


def test_hostile_words_are_words_on_the_pages_of_items(tmp_path: Path) -> None:
    path = hostile_record(tmp_path / "r.db")
    with asked(path) as desk, Store.open(path) as store:
        contact = load_record(store).contacts[0]
        for address in (f"/items/{contact.id}", "/people", "/outlook", "/items/a-1:p1", "/articles/a-1", "/articles"):
            assert HOSTILE not in desk.get(address).text, address


def test_a_decision_made_on_the_page_of_an_item_is_told_there_and_can_be_undone(tmp_path: Path) -> None:
    path = item_record(tmp_path / "r.db")
    with asked(path) as desk, Store.open(path) as store:
        contact = load_record(store).contacts[0].id
        form = fields_of(desk.get(f"/items/{contact}").text, "confirm")
        page = desk.post("/decisions", data=form, headers={"origin": "http://localhost"})
        assert page.status_code == 200
        assert page.url.path == f"/items/{contact}"
        assert 'role="status"' in page.text
        assert 'value="undo"' in page.text


def test_an_agreement_on_a_term_follows_it(small: TestClient, record: Record) -> None:
    page = words(small.get(f"/items/{record.proposals[0].id}").text)
    assert page.count("Agreed since") == 1
    assert "Agreed since: an exchange of prisoners , signed, reported 20 Mar" in page
