"""What `communique doctor --online` asks, of servers on loopback."""

from __future__ import annotations

import socket
from collections.abc import Iterator
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
