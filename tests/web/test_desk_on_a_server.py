"""The desk on a record that lies on a server: it reads, decides and renews itself, and no page shows the password."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from desk_records import asked, fields_of, hostile_record

from communique.model.article import Article
from communique.record.store import Store
from communique.settings import Address
from communique.web.users import users_file
from postgres_server import PostgresServer

pytestmark = pytest.mark.xdist_group("postgresql")

PAGES = (
    "/",
    "/contacts",
    "/articles",
    "/review",
    "/search?q=demand",
    "/changes",
    "/timeline",
    "/api/openapi.json",
    "/api/contacts",
)
SECRET, QUOTED = "kn0ck/desk", "kn0ck%2Fdesk"


@pytest.fixture
def address(postgres: PostgresServer, tmp_path: Path) -> Address:
    """A record with one article, copied to the server."""
    schema = postgres.new_place().rpartition("%3D")[2]
    postgres.run(
        f"CREATE ROLE desk_{schema} LOGIN PASSWORD '{SECRET}'", f"GRANT ALL ON SCHEMA {schema} TO desk_{schema}"
    )
    at = f"postgresql://desk_{schema}:{QUOTED}@127.0.0.1:{postgres.port}/postgres?options=-csearch_path%3D{schema}"
    with Store.open(hostile_record(tmp_path / "r.db")) as store:
        store.copy_to(Address.read(at))
    return Address.read(at)


def test_a_desk_shows_decides_and_renews_itself(
    address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with asked(address) as desk:
        for page in PAGES:
            answer = desk.get(page)
            assert answer.status_code == 200, page
            assert "kn0ck" not in answer.text
        form = fields_of(desk.get("/review").text, "confirm")
        answer = desk.post("/decisions", data=form, follow_redirects=False)
        assert answer.status_code == 303, answer.text[-500:]
        with Store.open(address) as store:
            assert [made.made_by for made in store.decisions()] == ["analyst"]
            store.add(
                Article("more", "Envoys of Chad met.", published="2025-03-02"),
                None,
                reader="1",
            )
        for _ in range(200):
            if "more" in desk.get("/articles?format=json").text:
                break
            time.sleep(0.05)
        assert "more" in desk.get("/articles?format=json").text


def test_its_users_are_kept_in_the_working_folder(address: Address) -> None:
    assert users_file(address) == Path("postgres-users.json")
    assert users_file(Address.read("postgresql://h/../x")) == Path(".._x-users.json")
