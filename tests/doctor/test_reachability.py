"""What `communique doctor --online` asks, of servers on loopback."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.doctor import Grade, Note
from communique.doctor.reachability import check_reachability
from communique.settings import Settings
from servers import Site


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


def asked(site: Site, **tables: Any) -> list[Note]:
    net = {"allow_hosts": [site.host], "delay": "0 s", "timeout": "5 s", **tables.pop("net", {})}
    return list(check_reachability(Settings.model_validate({"net": net, **tables})))


def test_every_source_is_asked_and_told(site: Site) -> None:
    site.pages["/feed.xml"] = (200, {"Content-Type": "application/rss+xml"}, b"<rss/>")
    sources = [{"url": site.url("/feed.xml"), "name": "Feed"}, {"url": site.url("/gone"), "name": "Gone"}]
    there, gone = asked(site, sources=sources)
    assert (there.grade, there.said) == (Grade.OK, "Feed answers with application/rss+xml (6 bytes)")
    assert (gone.grade, gone.said.startswith("Gone: ")) == (Grade.FAULT, True)
    assert gone.hint


def test_offline_nothing_is_asked(site: Site) -> None:
    notes = asked(site, net={"offline": True}, sources=[{"url": site.url("/feed.xml")}])
    assert [note.grade for note in notes] == [Grade.WARNING]
    assert not site.asked


def test_a_mail_server_that_is_not_there_is_a_fault(site: Site) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    mail = {"host": "127.0.0.1", "port": port, "tls": "none", "from": "a@b.example", "timeout": "2 s"}
    (note,) = asked(site, mail=mail)
    assert note.grade is Grade.FAULT
    assert "mail server" in note.said


def test_nothing_to_ask_is_said(site: Site) -> None:
    assert [note.said for note in asked(site)] == ["there is nothing to ask"]


def large(site: Site, **reader: Any) -> dict[str, Any]:
    return {"kind": "large", "url": site.url("/v1"), "model": "m-1", "allow_private": True, **reader}


def models(*names: str) -> tuple[int, dict[str, str], bytes]:
    return 200, {"Content-Type": "application/json"}, json.dumps({"data": [{"id": name} for name in names]}).encode()


def test_a_large_model_that_is_there_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_READER_KEY", "k-123")
    site.pages["/v1/models"] = models("m-0", "m-1")
    (note,) = asked(site, reader=large(site))
    assert (note.grade, note.said) == (Grade.OK, "the server of the large model answers, and has m-1")
    assert site.asked[-1][1]["Authorization"] == "Bearer k-123"
    assert not site.posted, "no article is sent, and nothing is charged"


def test_a_large_model_that_the_server_does_not_have_is_told_with_those_it_has(site: Site) -> None:
    site.pages["/v1/models"] = models("m-2", "m-3")
    (note,) = asked(site, reader=large(site))
    assert (note.grade, note.hint) == (Grade.WARNING, "mend `model` under [reader]; it has m-2, m-3")


@pytest.mark.parametrize("page", [(404, {}, b""), (200, {}, b"<html>"), (200, {}, b'{"data": 3}')])
def test_a_server_that_lists_no_models_may_do_all_the_same(site: Site, page: Any) -> None:
    site.pages["/v1/models"] = page
    (note,) = asked(site, reader=large(site))
    assert note.grade is Grade.OK
    assert "shows when an article is read" in note.said


def test_a_large_model_that_does_not_let_us_in_is_a_fault_that_names_the_key(site: Site) -> None:
    site.pages["/v1/models"] = (401, {}, b"k-123 is wrong")
    (note,) = asked(site, reader=large(site))
    assert (note.grade, "wants a key" in note.said, "`key_env`" in note.hint) == (Grade.FAULT, True, True)


def test_a_large_model_that_is_not_there_is_a_fault(site: Site) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        (note,) = asked(site, reader=large(site, url=url))
    assert note.grade is Grade.FAULT
    assert "look whether the server runs" in note.hint


@pytest.mark.parametrize("tables", [{}, {"net": {"offline": True}}, {"reader": {"kind": "rules"}}])
def test_a_large_model_that_does_not_read_is_not_asked(site: Site, tables: dict[str, Any]) -> None:
    reader = large(site) | tables.get("reader", {"kind": "rules"} if not tables else {})
    asked(site, **{**tables, "reader": reader})
    assert not site.asked


def test_nothing_of_a_large_model_is_written_by_asking_which_it_is(site: Site, tmp_path: Path) -> None:
    site.pages["/v1/models"] = models("m-1")
    asked(site, reader=large(site, answers=tmp_path / "answers"))
    assert not (tmp_path / "answers").exists()
