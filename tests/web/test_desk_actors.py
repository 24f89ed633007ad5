"""Persons and parties on the desk: two names taken for one, offices set, undone, and refused aloud on the same page."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from desk_records import asked, fields_of
from httpx import Response
from starlette.testclient import TestClient

from communique.model.article import Article
from communique.model.findings import ContactKind, ContactReport, Findings, Status
from communique.record.store import Store


def person(desk: TestClient, name: str) -> str:
    (row,) = [row for row in desk.get("/people?format=json&per=1000").json()["items"] if row["name"] == name]
    return f"/items/{row['id']}"


def send(desk: TestClient, form: dict[str, str]) -> Response:
    return desk.post("/decisions", data=form, follow_redirects=False)


def test_two_names_of_a_person_are_taken_for_one_and_come_apart_by_undo(own_desk: TestClient, record: Path) -> None:
    goes, stays = person(own_desk, "Steve Witkoff"), person(own_desk, "Mike Waltz")
    both = len(own_desk.get("/people?format=json&per=1000").json()["items"])
    form = fields_of(own_desk.get(goes).text, "alias")
    answer = send(own_desk, form | {"with": "Mike Waltz", "stays": "other", "note": "a trial"})
    assert answer.status_code == 303, answer.text[-900:]
    page = own_desk.get(answer.headers["location"]).text
    assert "<h1>Mike Waltz</h1>" in page
    assert "analyst takes Steve Witkoff" in " ".join(re.sub("<[^>]+>", " ", page).split())
    assert "a trial" in page
    assert len(own_desk.get("/people?format=json&per=1000").json()["items"]) == both - 1
    with Store.open(record) as store:
        (made,) = store.decisions()
    assert (made.made_by, made.values["stands_for"]) == ("analyst", "Mike Waltz")
    assert send(own_desk, fields_of(page, "undo")).status_code == 303
    assert "<h1>Steve Witkoff</h1>" in own_desk.get(goes).text
    assert "What people decided" not in own_desk.get(stays).text


def test_the_name_of_the_page_can_be_the_one_that_stays(own_desk: TestClient) -> None:
    form = fields_of(own_desk.get(person(own_desk, "Mike Waltz")).text, "alias")
    answer = send(own_desk, form | {"with": "Steve Witkoff", "stays": "this"})
    assert answer.status_code == 303, answer.text[-900:]
    assert "<h1>Mike Waltz</h1>" in own_desk.get(answer.headers["location"]).text
    names = [row["name"] for row in own_desk.get("/people?format=json&per=1000").json()["items"]]
    assert "Steve Witkoff" not in names


def test_an_office_is_set_shown_and_undone(own_desk: TestClient) -> None:
    address = person(own_desk, "Steve Witkoff")
    form = fields_of(own_desk.get(address).text, "office")
    told = {
        "set.office": "Special envoy",
        "set.party": "United States",
        "set.since": "2025-02",
        "set.level": "ministerial",
    }
    answer = send(own_desk, form | told)
    assert answer.status_code == 303, answer.text[-900:]
    page = own_desk.get(address).text
    assert "sets for Steve Witkoff: office Special envoy, party USA, since 2025-02, level ministerial" in page
    assert "Special envoy" in str(own_desk.get(f"{address}?format=json").json())
    assert send(own_desk, fields_of(page, "undo")).status_code == 303
    assert "Special envoy" not in own_desk.get(address).text


@pytest.mark.parametrize(
    ("action", "typed", "says"),
    [
        ("alias", {"with": "Nobody Known"}, "no person"),
        ("alias", {"with": ""}, "who is the same?"),
        ("office", {"set.office": "envoy", "set.since": "last spring"}, "is not a date"),
        ("office", {"set.office": ""}, "which office"),
    ],
)
def test_a_refused_form_comes_back_on_its_own_page_with_what_was_typed(
    own_desk: TestClient, action: str, typed: dict[str, str], says: str
) -> None:
    address = person(own_desk, "Steve Witkoff")
    answer = send(own_desk, fields_of(own_desk.get(address).text, action) | typed | {"note": "so I heard"})
    assert answer.status_code == 400
    assert "<h1>Steve Witkoff</h1>" in answer.text
    assert says in answer.text
    assert 'value="so I heard"' in answer.text
    assert all(f'value="{value}"' in answer.text for value in typed.values())
    assert f'href="{address}?format=json"' in answer.text


def test_a_name_that_no_article_has_is_taken_when_that_is_said(own_desk: TestClient) -> None:
    address = person(own_desk, "Steve Witkoff")
    form = fields_of(own_desk.get(address).text, "alias") | {"with": "Steven Charles Witkoff"}
    assert send(own_desk, form).status_code == 400
    assert send(own_desk, form | {"new": "yes"}).status_code == 303
    assert "<h1>Steven Charles Witkoff</h1>" in own_desk.get(address).text


def test_two_parties_are_taken_for_one_from_the_page_of_a_party(own_desk: TestClient) -> None:
    page = own_desk.get("/parties/FRA").text
    assert "<h1>France</h1>" in page
    answer = send(own_desk, fields_of(page, "alias") | {"with": "Germany", "stays": "other"})
    assert answer.status_code == 303, answer.text[-900:]
    after = own_desk.get(answer.headers["location"]).text
    assert "takes FRA for DEU" in after
    rows = own_desk.get("/contacts?format=json&per=1000").json()["items"]
    assert not any("FRA" in row["parties"] for row in rows)
    assert send(own_desk, fields_of(after, "undo")).status_code == 303
    rows = own_desk.get("/contacts?format=json&per=1000").json()["items"]
    assert any("FRA" in row["parties"] for row in rows)


def test_the_page_of_a_party_counts_what_the_list_of_contacts_holds(desk: TestClient) -> None:
    told = desk.get("/parties/RUS?format=json").json()
    rows = desk.get("/contacts?party=RUS&format=json&per=1000").json()
    assert told["contacts"] == rows["total"]
    others = {row["code"]: row for row in told["talks_with"]}
    shared = [row for row in rows["items"] if "USA" in (*row["parties"], *row["mediators"])]
    assert others["USA"]["total"] == len(shared)
    assert others["USA"]["held"] == sum(row["status"] in ("held", "under_way") for row in shared)
    assert told["persons"]
    assert told["stances"]
    assert desk.get("/parties/XXX").status_code == 404


def test_a_party_holds_no_office(desk: TestClient) -> None:
    page = desk.get("/parties/RUS").text
    assert 'value="alias"' in page
    assert 'value="office"' not in page


def test_a_party_that_no_list_of_names_has_is_led_to_from_its_page(tmp_path: Path) -> None:
    words = "The Front of the Hills and Norway held talks."
    contact = ContactReport(
        id="c1", article="a-1", evidence=(words,), spans=((0, len(words)),), kind=ContactKind.TALKS,
        parties=("HILLS9", "NOR"), status=Status.HELD,
    )  # fmt: skip
    with Store.open(tmp_path / "r.db") as store:
        store.add(Article("a-1", words), Findings("a-1", None, contacts=(contact,)), reader="1")
    with asked(tmp_path / "r.db") as own:
        links = re.findall(r'href="(/[^"#]+HILLS9[^"#]*)"', own.get("/parties/HILLS9").text)
        assert any(link.startswith("/brief") for link in links)
        for link in (*links, "/brief?between=HILLS9,Norway"):
            assert own.get(html.unescape(link)).status_code == 200, link
