"""Review in the browser: decisions are kept with who and when, undone, and refused aloud with what was typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_records import fields_of
from httpx import Response
from starlette.testclient import TestClient

from communique.record.store import Store


def send(desk: TestClient, form: dict[str, str | list[str]] | dict[str, str]) -> Response:
    return desk.post("/decisions", data=form, follow_redirects=False)


def test_a_confirmed_item_leaves_the_queue_and_comes_back_by_undo(own_desk: TestClient, record: Path) -> None:
    page = own_desk.get("/review").text
    first = fields_of(page, "confirm")
    answer = send(own_desk, first | {"note": "read it myself"})
    assert answer.status_code == 303, answer.text[-800:]
    after = own_desk.get(answer.headers["location"]).text
    assert "analyst" in after
    ids = [row["id"] for row in own_desk.get("/review?format=json&per=1000").json()["items"]]
    assert first["about"] not in ids
    with Store.open(record) as store:
        (made,) = store.decisions()
    assert (made.made_by, made.note) == ("analyst", "read it myself")
    assert send(own_desk, fields_of(after, "undo")).status_code == 303
    assert first["about"] in [row["id"] for row in own_desk.get("/review?format=json&per=1000").json()["items"]]


def test_an_edit_keeps_only_what_was_changed(own_desk: TestClient, record: Path) -> None:
    contact = own_desk.get("/contacts?format=json&status=held").json()["items"][0]["id"]
    form = fields_of(own_desk.get(f"/items/{contact}").text, "edit")
    assert send(own_desk, form).status_code == 400
    answer = send(own_desk, form | {"set.place": "Reykjavik"})
    assert answer.status_code == 303, answer.text[-800:]
    shown = own_desk.get(f"/items/{contact}?format=json").json()
    assert shown["place"] == "Reykjavik"
    with Store.open(record) as store:
        (made,) = store.decisions()
    assert dict(made.values) == {"place": "Reykjavik"}


def test_a_refused_edit_says_why_and_keeps_what_was_typed(own_desk: TestClient) -> None:
    contact = own_desk.get("/contacts?format=json&status=held").json()["items"][0]["id"]
    form = fields_of(own_desk.get(f"/items/{contact}").text, "edit")
    answer = send(own_desk, form | {"set.date": "next Tuesday", "set.place": "Reykjavik"})
    assert answer.status_code == 400
    assert "Not kept" in answer.text
    assert "next Tuesday" in answer.text
    assert "Reykjavik" in answer.text


def test_of_two_people_who_decide_on_one_item_the_second_is_told(own_desk: TestClient) -> None:
    page = own_desk.get("/review").text
    first, second = fields_of(page, "confirm"), fields_of(page, "edit")
    assert send(own_desk, first).status_code == 303
    answer = send(own_desk, second | {"set.about": "x", "set.place": "x"})
    assert answer.status_code == 409
    assert "changed since" in answer.text


def test_contacts_are_merged_and_split_again(own_desk: TestClient) -> None:
    rows = own_desk.get("/contacts?format=json&per=1000&party=RUS&party=USA&status=held").json()["items"]
    one, other = [row["id"] for row in rows if row["parties"] == ["RUS", "USA"]][:2]
    form = fields_of(own_desk.get(f"/items/{one}").text, "merge")
    answer = send(own_desk, {**form, "with": [other]})
    assert answer.status_code == 303, answer.text[-800:]
    merged = own_desk.get(f"/items/{one}?format=json").json()
    again = own_desk.get(f"/items/{other}?format=json").json()
    assert merged["id"] == again["id"]


@pytest.mark.parametrize("change", [{"csrf": "0" * 32}, {"csrf": ""}, {"action": "explode"}])
def test_forms_that_are_not_ours_change_nothing(own_desk: TestClient, record: Path, change: dict[str, str]) -> None:
    form = fields_of(own_desk.get("/review").text, "confirm")
    assert send(own_desk, form | change).status_code == 400
    with Store.open(record) as store:
        assert not store.decisions()


def test_a_request_from_another_site_is_refused(own_desk: TestClient) -> None:
    form = fields_of(own_desk.get("/review").text, "confirm")
    answer = own_desk.post("/decisions", data=form, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_the_way_back_stays_on_the_desk(own_desk: TestClient, back: str) -> None:
    form = fields_of(own_desk.get("/review").text, "confirm")
    assert send(own_desk, form | {"back": back}).headers["location"].startswith("/review")


def test_what_another_process_reads_appears_by_itself(own_desk: TestClient, record: Path) -> None:
    import time

    from communique.model.article import Article
    from communique.model.findings import Findings

    with Store.open(record) as store:
        store.add(Article("new-1", "A ferry left.", published="2025-03-20"), Findings("new-1", None), reader="9")
    deadline = time.monotonic() + 30
    while own_desk.get("/articles/new-1").status_code == 404 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert own_desk.get("/articles/new-1").status_code == 200
