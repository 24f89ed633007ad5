"""The outlook on the desk: cells, options and scenarios are kept in the outlook file by reviewers, refused aloud, and
what takes long is worked out beside the pages."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import pytest
from desk_records import loaded
from httpx import Response
from starlette.testclient import TestClient

from communique.analysis.settlement.outlook_file import load_outlook
from communique.web.desk import DeskOptions
from communique.web.later import Later
from communique.web.users import Role, Users, users_file


def page_of(desk: TestClient, address: str) -> str:
    """The page, once what it shows has been worked out."""
    deadline = time.monotonic() + 60
    while "Being worked out" in (page := desk.get(address).text) and time.monotonic() < deadline:
        time.sleep(0.1)
    return page


def send(desk: TestClient, page: str, **values: str | list[str]) -> Response:
    hidden = dict(re.findall(r'type="hidden" name="(csrf|seen|part)" value="([^"]*)"', page))
    return desk.post("/outlook", data=hidden | values, follow_redirects=False)


def first_place(page: str) -> str:
    found = re.search(r'<select name="place"><option value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_cell_is_set_marked_with_who_and_taken_away(own_desk: TestClient, record: Path) -> None:
    page = page_of(own_desk, "/outlook")
    place = first_place(page)
    answer = send(own_desk, page, action="cell", place=place, standing="red line", note="heard in Oslo")
    assert answer.status_code == 303, answer.text[-900:]
    (cell,) = load_outlook(record.with_name("outlook.toml")).cells
    assert (f"{cell.party} {cell.issue}={cell.option}", cell.standing, cell.by) == (place, "red line", "analyst")
    page = page_of(own_desk, answer.headers["location"])
    assert "heard in Oslo" in page
    assert "1 cell set by hand" in page
    assert send(own_desk, page, action="clear", place=place).status_code == 303
    assert load_outlook(record.with_name("outlook.toml")).cells == ()


def test_a_condition_is_kept_as_it_is_typed(own_desk: TestClient, record: Path) -> None:
    page = page_of(own_desk, "/outlook")
    places = re.findall(r'<option value="([^"]+=[^"]+)"', page)
    place = places[0]
    other = next(p.partition(" ")[2] for p in places if p.split("=")[0].split()[1] != place.split("=")[0].split()[1])
    answer = send(own_desk, page, action="cell", place=place, standing="conditional", **{"if": other})
    assert answer.status_code == 303, answer.text[-900:]
    (cell,) = load_outlook(record.with_name("outlook.toml")).cells
    assert cell.needs == ((other,),)


def test_an_option_is_added_to_an_issue_and_can_be_stood_on(own_desk: TestClient) -> None:
    page = page_of(own_desk, "/outlook")
    issue = first_place(page).split()[1].split("=")[0]
    assert send(own_desk, page, action="option", issue=issue, options="put off by ten years").status_code == 303
    page = page_of(own_desk, "/outlook")
    assert f"{issue}=put-off-by-ten-years" in page
    assert (
        send(own_desk, page, action="option", issue="", title="Fishing", options="allowed; banned").status_code == 303
    )
    assert "fishing=banned" in page_of(own_desk, "/outlook")


def test_what_is_supposed_is_kept_as_a_scenario_compared_and_removed(own_desk: TestClient, record: Path) -> None:
    place = first_place(page_of(own_desk, "/outlook"))
    page = page_of(own_desk, f"/outlook?suppose={place} accepts".replace(" ", "%20"))
    answer = send(own_desk, page, action="scenario", name="What if they do", suppose=[f"{place} accepts"])
    assert answer.status_code == 303, answer.text[-900:]
    assert "What if they do" in page_of(own_desk, answer.headers["location"])
    assert "scenario: What if they do" in page_of(own_desk, "/outlook?part=table&scenario=What+if+they+do")
    told = own_desk.get("/outlook?part=scenarios&format=json").json()["scenarios"]
    assert "What if they do" in str(told)
    assert send(own_desk, page_of(own_desk, "/outlook"), action="forget", name="What if they do").status_code == 303
    assert load_outlook(record.with_name("outlook.toml")).scenarios == ()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"action": "cell", "place": "NOR nothing=here", "standing": "accepts", "note": "typed"}, "nothing"),
        ({"action": "cell", "place": "NOR", "standing": "accepts", "note": "typed"}, "not a cell"),
        ({"action": "option", "issue": "", "title": "typed", "options": "one"}, "Give it two"),
        ({"action": "option", "issue": "", "title": "", "options": "typed"}, "of which issue"),
        ({"action": "clear", "place": ""}, "not a cell"),
        ({"action": "scenario", "name": "typed"}, "nothing is supposed"),
        ({"action": "burn"}, "burn"),
    ],
)
def test_a_refused_change_says_so_and_keeps_what_was_typed(
    own_desk: TestClient, record: Path, typed: dict[str, str], says: str
) -> None:
    answer = send(own_desk, page_of(own_desk, "/outlook"), **typed)
    assert answer.status_code == 400
    assert "Not kept:" in answer.text
    assert says in answer.text
    if "typed" in typed.values() and typed["action"] != "scenario":
        assert 'value="typed"' in answer.text
    assert not record.with_name("outlook.toml").exists()


def test_a_change_over_what_somebody_else_wrote_meanwhile_is_refused(own_desk: TestClient, record: Path) -> None:
    page = page_of(own_desk, "/outlook")
    record.with_name("outlook.toml").write_text("# by hand\n[table]\nmost = 5\n")
    answer = send(own_desk, page, action="cell", place=first_place(page), standing="accepts")
    assert answer.status_code == 409
    assert "has changed since" in answer.text
    again = send(own_desk, page_of(own_desk, "/outlook"), action="cell", place=first_place(page), standing="accepts")
    assert again.status_code == 303
    assert "# by hand" in record.with_name("outlook.toml").read_text()


def test_a_file_that_cannot_be_read_is_told_and_left_alone(own_desk: TestClient, record: Path) -> None:
    record.with_name("outlook.toml").write_text("[tabel]\n")
    page = page_of(own_desk, "/outlook")
    assert "is left aside" in page
    assert "Edit the table" not in page
    assert send(own_desk, page, action="cell", place="RUS a=b", standing="accepts").status_code == 400
    assert record.with_name("outlook.toml").read_text() == "[tabel]\n"


def test_a_reader_looks_and_changes_nothing(record: Path) -> None:
    users = Users(users_file(record))
    users.put("rita", "a long enough password", Role.READER)
    with loaded(DeskOptions(record)) as desk:
        form = desk.get("/login").text
        token = re.search(r'name="csrf" value="([^"]+)"', form)
        assert token
        desk.post("/login", data={"csrf": token[1], "name": "rita", "password": "a long enough password"})
        page = page_of(desk, "/outlook")
        assert "Edit the table" not in page
        assert (
            send(desk, page, action="cell", place=first_place(page), standing="accepts", csrf=token[1]).status_code
            >= 400
        )
    assert not record.with_name("outlook.toml").exists()


def test_what_takes_long_does_not_hold_a_page_and_the_earlier_answer_stands_in() -> None:
    later, go_on = Later(), threading.Event()
    assert later.get("a", 1, lambda: "first", 5) == ("first", True)
    assert later.get("a", 2, lambda: go_on.wait(10) and "second", 0.01) == ("first", False)
    assert later.get("b", 2, lambda: "other", 0.01) == (None, False)
    go_on.set()
    assert later.get("a", 2, lambda: "never", 5) == ("second", True)
    later.stop()
