"""Who may come in, and what each may do there."""

from __future__ import annotations

import re
import shutil
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from desk_records import asked, fields_of, loaded
from starlette.testclient import TestClient

from communique.errors import SettingsError, UsageError
from communique.web import DeskOptions, create_app
from communique.web.users import Role, Users, users_file

WORDS = "a long sentence, easy to remember"


@pytest.fixture
def record(example_record: Path, tmp_path: Path) -> Path:
    path = Path(shutil.copy(example_record, tmp_path / "r.db"))
    users = Users(users_file(path))
    users.put("ada", WORDS, Role.REVIEWER)
    users.put("rolf", WORDS, Role.READER)
    return path


@pytest.fixture
def closed(record: Path) -> Iterator[TestClient]:
    with asked(record) as client:
        yield client


def log_in(desk: TestClient, name: str, words: str = WORDS, back: str = "/") -> int:
    page = desk.get("/login", params={"back": back}).text
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert token
    form = {"csrf": token[1], "name": name, "password": words, "back": back}
    return desk.post("/login", data=form, follow_redirects=False).status_code


def test_a_stranger_sees_nothing_but_the_form(closed: TestClient) -> None:
    for address in ("/", "/contacts", "/articles", "/brief?save=html", "/review"):
        answer = closed.get(address, follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login?back=%2F")
    for address in ("/contacts?format=json", "/contacts?format=csv", "/api/contacts", "/api/openapi.json"):
        assert closed.get(address).status_code == 401
    assert closed.post("/decisions").status_code == 401
    assert closed.get("/login").status_code == 200
    assert closed.get("/static/desk.css").status_code == 200


def test_with_the_right_password_one_comes_in_and_out_again(closed: TestClient) -> None:
    assert log_in(closed, "ada", back="/contacts") == 303
    page = closed.get("/contacts").text
    assert "ada, reviewer" in page
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert token
    closed.post("/logout", data={"csrf": token[1]})
    assert closed.get("/contacts", follow_redirects=False).status_code == 303


def test_the_token_of_a_form_is_another_one_each_time_and_holds_for_its_session_alone(closed: TestClient) -> None:
    tokens = [re.findall(r'name="csrf" value="([0-9a-f]+)"', closed.get("/login").text)[0] for _ in range(2)]
    assert tokens[0] != tokens[1]
    form = {"name": "ada", "password": WORDS, "back": "/"}
    assert closed.post("/login", data=form | {"csrf": tokens[0][:-1]}, follow_redirects=False).status_code != 303
    assert closed.post("/login", data=form | {"csrf": "é" * 48}, follow_redirects=False).status_code != 303
    assert closed.post("/login", data=form | {"csrf": tokens[0]}, follow_redirects=False).status_code == 303


def test_pages_travel_compressed_where_a_browser_takes_them_so(closed: TestClient) -> None:
    log_in(closed, "ada")
    sent: dict[str, int] = {}
    for form in ("gzip", "identity"):
        with closed.stream("GET", "/", headers={"Accept-Encoding": form}) as answer:
            assert answer.headers.get("content-encoding", "identity") == form
            sent[form] = sum(map(len, answer.iter_raw()))
    assert 0 < sent["gzip"] < sent["identity"] / 2


def test_the_session_is_another_one_after_logging_in(closed: TestClient) -> None:
    closed.get("/login")
    before = closed.cookies.get("communique_session")
    log_in(closed, "ada")
    assert closed.cookies.get("communique_session") not in (None, before)


def test_the_cookie_of_one_session_is_of_no_use_in_another(closed: TestClient, record: Path) -> None:
    log_in(closed, "ada")
    stolen = closed.cookies.get("communique_user")
    with asked(record) as other:
        other.get("/login")
        other.cookies.set("communique_user", str(stolen))
        assert other.get("/contacts", follow_redirects=False).status_code == 303


def test_after_too_many_wrong_passwords_even_the_right_one_waits(closed: TestClient) -> None:
    assert [log_in(closed, "ada", "wrong") for _ in range(5)] == [403] * 5
    assert log_in(closed, "ada") == 429
    assert log_in(closed, "rolf") == 429, "the address waits as well"


def test_a_reader_looks_and_does_not_decide(closed: TestClient) -> None:
    log_in(closed, "rolf")
    page = closed.get("/review").text
    assert "not decide" in page
    assert 'action="/decisions"' not in page
    csrf = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert csrf
    form = {"csrf": csrf[1], "action": "confirm", "about": "c-1"}
    assert closed.post("/decisions", data=form).status_code == 403


def test_a_decision_carries_the_name_of_who_is_logged_in(closed: TestClient) -> None:
    log_in(closed, "ada")
    form = fields_of(closed.get("/review").text, "confirm")
    assert closed.post("/decisions", data=form, follow_redirects=False).status_code == 303
    assert closed.get("/decisions?format=json").json()["items"][0]["made_by"] == "ada"


def test_who_is_removed_is_out_with_the_next_page(closed: TestClient, record: Path) -> None:
    log_in(closed, "ada")
    assert closed.get("/contacts").status_code == 200
    Users(users_file(record)).remove("ada")
    assert closed.get("/contacts", follow_redirects=False).status_code == 303


def test_nobody_comes_in_when_the_users_are_gone(closed: TestClient, record: Path) -> None:
    log_in(closed, "ada")
    users_file(record).unlink()
    assert closed.get("/contacts", follow_redirects=False).status_code == 303


def test_a_program_comes_in_with_a_token(closed: TestClient, record: Path) -> None:
    token = Users(users_file(record)).add_token("ada", "weekly export")
    bearer = {"Authorization": f"Bearer {token}"}
    rows = closed.get("/api/contacts", headers=bearer).json()
    assert rows["total"] > 0
    about = rows["items"][0]["id"]
    made = closed.post("/api/decisions", json={"action": "confirm", "about": [about]}, headers=bearer)
    assert made.status_code == 201
    assert made.json()["made_by"] == "ada"
    assert closed.get("/api/contacts", headers={"Authorization": f"Bearer {token}x"}).status_code == 401
    assert token not in users_file(record).read_text()


def test_a_decision_by_json_on_what_has_changed_is_refused(closed: TestClient, record: Path) -> None:
    bearer = {"Authorization": f"Bearer {Users(users_file(record)).add_token('ada', 'x')}"}
    about = closed.get("/api/contacts", headers=bearer).json()["items"][0]["id"]
    seen = closed.get(f"/api/items/{about}/state", headers=bearer).json()["state"]
    wish = {"action": "edit", "about": [about], "values": {"place": "Oslo"}, "seen": seen}
    assert closed.post("/api/decisions", json=wish, headers=bearer).status_code == 201
    assert closed.post("/api/decisions", json=wish | {"values": {"place": "Bergen"}}, headers=bearer).status_code == 409
    assert closed.post("/api/decisions", json=wish | {"extra": 1}, headers=bearer).status_code == 400


def test_json_is_not_sent_again_while_the_record_is_the_same(closed: TestClient, record: Path) -> None:
    bearer = {"Authorization": f"Bearer {Users(users_file(record)).add_token('ada', 'x')}"}
    first = closed.get("/api/contacts", headers=bearer)
    again = closed.get("/api/contacts", headers=bearer | {"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    about = first.json()["items"][0]["id"]
    closed.post("/api/decisions", json={"action": "confirm", "about": [about]}, headers=bearer)
    assert closed.get("/api/contacts", headers=bearer | {"If-None-Match": first.headers["etag"]}).status_code == 200


def test_a_desk_that_others_can_reach_needs_users(example_record: Path) -> None:
    with pytest.raises(SettingsError, match="nobody can log in") as caught:
        create_app(DeskOptions(example_record, is_local=False))
    assert "communique users add" in caught.value.hint


def test_a_proxy_says_who_asks_only_from_its_own_address(record: Path) -> None:
    options = DeskOptions(record, is_local=False, header="X-Forwarded-User", proxies=("testclient",))
    with loaded(options) as desk:
        assert desk.get("/contacts", follow_redirects=False).status_code == 303
        assert "ada, reviewer" in desk.get("/contacts", headers={"X-Forwarded-User": "ada"}).text
        assert "carl, reader" in desk.get("/contacts", headers={"X-Forwarded-User": "carl"}).text
    with loaded(replace(options, proxies=("127.0.0.1",))) as desk:
        assert desk.get("/contacts", headers={"X-Forwarded-User": "ada"}, follow_redirects=False).status_code == 303


def test_the_file_of_users_is_for_its_owner_alone_and_holds_no_password(record: Path) -> None:
    path = users_file(record)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert WORDS not in path.read_text()
    assert "$argon2id$" in path.read_text()


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": "communique-users/1"}', "\0", '{"format": "x"}'])
def test_a_file_of_users_that_is_none_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "u.json"
    path.write_text(content)
    with pytest.raises(SettingsError) as caught:
        Users(path).all()
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "words"), [("", WORDS), ("a b", WORDS), ("x" * 65, WORDS), ("ada", "short"), ("ada", "x" * 1001)]
)
def test_names_and_passwords_of_no_use_are_refused(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(UsageError):
        Users(tmp_path / "u.json").put(name, words, Role.READER)
