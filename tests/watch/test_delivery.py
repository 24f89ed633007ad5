"""Letters reach a real mail server, a real webhook and a feed; what fails is kept, tried again, never sent twice."""

from __future__ import annotations

import hashlib
import hmac
import json
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st
from mailserver import MailServer
from newsroom import Desk, Making, NewsSite, Story, asked, page, rss, talks

from communique.errors import DeliveryError
from communique.model.watching import Letter
from communique.net.mail import Message, compose, send_mail
from communique.settings import Mail, Target
from communique.watch.atom import to_atom

NOW = datetime(2025, 3, 14, 12, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
NEWS = Message("k-1", "talks: 1 contact changed", "Norwegian talks – in Tromsø\n.\nend", "<p>Talks</p>", NOW)


def publish(site: NewsSite, *days: str) -> None:
    stories = [Story(f"/{day}.html", f"Talks <{day}>", talks(day)) for day in days]
    for one in stories:
        site.put(one.path, page(one))
    site.put("/feed.xml", rss(site, stories), "application/rss+xml")


@pytest.fixture
def server() -> Iterator[MailServer]:
    made = MailServer()
    yield made
    made.close()


def mail(port: int, **values: Any) -> Mail:
    known: dict[str, Any] = {"host": "127.0.0.1", "port": port, "tls": "none", "from": "desk@example.org"}
    return Mail(**known | values)


def test_a_digest_is_mailed_once_as_text_and_as_html(site: NewsSite, desk: Making, server: MailServer) -> None:
    publish(site, "2025-04-01")
    watch = asked(name="talks", send=(Target("mail", "ada@example.org"),))
    here = desk("/feed.xml", watches=[watch], mail=mail(server.port))
    here.wait(days=1)
    (got,) = server.messages
    assert server.recipients == [["ada@example.org"]]
    assert got["Subject"] == "communique · talks: 1 contact changed"
    assert got["Message-ID"].endswith("@example.org>")
    text, html = (got.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    assert "talks of 2025-04-01 are scheduled" in text.get_content()
    assert "<script" not in html.get_content()
    assert "<q>" in html.get_content()
    assert here.store.outbox.unsent() == []


def test_mail_that_is_refused_for_now_is_sent_later_and_once(site: NewsSite, desk: Making, server: MailServer) -> None:
    publish(site, "2025-04-01")
    server.refusals = {"DATA": ["451 come back", "421 busy"], "MAIL": ["450 not now"]}
    watch = asked(name="talks", send=(Target("mail"),))
    here = desk("/feed.xml", watches=[watch], mail=mail(server.port, to=["a@example.org", "b@example.org"]))
    here.wait(days=1)
    assert len(server.messages) == 1
    assert server.recipients == [["a@example.org", "b@example.org"]]
    assert "not sent to mail" in here.lines[-2] + here.lines[-1]
    assert here.store.outbox.unsent() == []


def test_mail_that_is_refused_for_good_is_told_once_and_listed(
    site: NewsSite, desk: Making, server: MailServer
) -> None:
    publish(site, "2025-04-01")
    server.refusals = {"RCPT TO": ["550 nobody of that name"] * 9}
    here = desk("/feed.xml", watches=[asked(send=(Target("mail", "x@example.org"),))], mail=mail(server.port))
    here.wait(days=2)
    assert server.messages == []
    assert sum("given up" in line for line in here.lines) == 1
    (left,) = here.store.outbox.unsent()
    assert "x@example.org" in (left.error or "")


def test_what_some_got_is_not_sent_again_to_them(server: MailServer) -> None:
    server.refusals = {"b@example.org": ["451 later"]}
    with pytest.raises(DeliveryError) as raised:
        send_mail(mail(server.port), ["a@example.org", "b@example.org"], NEWS)
    assert not raised.value.is_passing
    assert len(server.messages) == 1


@pytest.mark.parametrize("way", ["starttls", "tls"])
def test_mail_is_encrypted_and_logs_in(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    server = MailServer(context, at_once=way == "tls", login=("ada", "pa ss\n"))
    try:
        monkeypatch.setenv("DESK_PASSWORD", "pa ss\n")
        settings = mail(server.port, tls=way, user="ada", password_env="DESK_PASSWORD")
        send_mail(settings, ["b@example.org"], NEWS, trusting)
        assert server.encrypted == [True]
        assert server.messages[0].get_body(("plain",)).get_content().splitlines()[0] == "Norwegian talks – in Tromsø"  # type: ignore[union-attr]
        with pytest.raises(DeliveryError) as unknown:
            send_mail(settings, ["b@example.org"], NEWS)
        assert "certificate" in unknown.value.message.lower()
        monkeypatch.setenv("DESK_PASSWORD", "hunter2")
        with pytest.raises(DeliveryError) as wrong:
            send_mail(settings, ["b@example.org"], NEWS, trusting)
        assert wrong.value.is_passing
        assert "535" in wrong.value.message
        assert "hunter2" not in f"{wrong.value!r} {wrong.value}"
        monkeypatch.delenv("DESK_PASSWORD")
        with pytest.raises(DeliveryError, match="DESK_PASSWORD"):
            send_mail(settings, ["b@example.org"], NEWS, trusting)
    finally:
        server.close()


def test_a_server_without_encryption_is_only_one_of_this_machine() -> None:
    with pytest.raises(DeliveryError, match="only on this machine"):
        send_mail(mail(25, host="mail.example.org"), ["b@example.org"], NEWS)
    plain = MailServer()
    with pytest.raises(DeliveryError, match="cannot do that"):
        send_mail(mail(plain.port, tls="starttls"), ["b@example.org"], NEWS)
    plain.close()
    assert plain.messages == []


def test_a_mail_server_that_is_not_there_is_tried_again() -> None:
    with pytest.raises(DeliveryError) as raised:
        send_mail(mail(1), ["b@example.org"], NEWS)
    assert raised.value.is_passing


@given(st.text(max_size=300))
def test_no_subject_makes_another_header(subject: str) -> None:
    made = compose("a@example.org", ["b@example.org"], Message("k", subject, "text", "", NOW))
    head = made.as_bytes().split(b"\n\n")[0]
    names = [row.partition(b":")[0] for row in head.splitlines() if not row[:1].isspace()]
    assert sorted(names) == sorted(
        [b"From", b"To", b"Subject", b"Date", b"Message-ID", b"Auto-Submitted", b"Content-Type",
         b"Content-Transfer-Encoding", b"MIME-Version"]
    )  # fmt: skip


def hooked(site: NewsSite, desk: Making) -> Desk:
    publish(site, "2025-04-01")
    return desk("/feed.xml", watches=[asked(name="talks", send=(Target("webhook", site.url("/hook?t=secret")),))])


def test_a_webhook_gets_signed_json_with_a_key_that_stays(
    site: NewsSite, desk: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_WEBHOOK_SECRET", "s3cret")
    here = hooked(site, desk)
    site.fail("/hook?t=secret", 503)
    here.wait(hours=1)
    site.put("/hook?t=secret", "")
    here.wait(hours=12)
    assert len(site.posted) > 2
    assert len({(headers["idempotency-key"], body) for _, headers, body in site.posted}) == 1
    _, headers, body = site.posted[0]
    proof = hmac.new(b"s3cret", body, hashlib.sha256).hexdigest()
    assert headers["x-communique-signature"] == f"sha256={proof}"
    assert headers["content-type"] == "application/json"
    assert json.loads(body)["changes"][0]["quote"] == talks("2025-04-01")
    count = len(site.posted)
    here.wait(days=1)
    assert len(site.posted) == count
    assert not any("secret" in line for line in here.lines)


def test_a_webhook_that_is_wrong_is_given_up_and_redirects_are_not_followed(site: NewsSite, desk: Making) -> None:
    here = hooked(site, desk)
    site.pages["/hook?t=secret"] = (302, {"Location": "/elsewhere"}, b"")
    here.wait(days=1)
    assert len(site.posted) == 1
    assert "given up" in here.lines[-1]
    assert len(here.store.outbox.unsent()) == 1


def test_the_address_of_a_webhook_may_stand_in_the_environment(
    site: NewsSite, desk: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site, "2025-04-01")
    site.put("/hook", "")
    here = desk("/feed.xml", watches=[asked(send=(Target("webhook", variable="DESK_HOOK"),))])
    here.once()
    assert "DESK_HOOK" in here.lines[-1]
    monkeypatch.setenv("DESK_HOOK", site.url("/hook"))
    here.wait(hours=2)
    assert len(site.posted) == 1


def test_a_private_address_is_refused_unless_it_is_allowed(desk: Making, site: NewsSite) -> None:
    publish(site, "2025-04-01")
    here = desk("/feed.xml", watches=[asked(send=(Target("webhook", "http://127.0.0.1:9/hook"),))])
    here.once()
    assert "private" in here.lines[-1] or "this machine" in here.lines[-1]


def test_a_feed_of_a_watch_holds_its_digests_the_newest_first(site: NewsSite, desk: Making, tmp_path: Path) -> None:
    file = tmp_path / "talks.xml"
    here = desk("/feed.xml", watches=[asked(name="talks & more", send=(Target("feed", str(file)),))])
    for days in (["2025-04-01"], ["2025-04-01", "2025-04-02"]):
        publish(site, *days)
        here.wait(hours=6)
    root = ElementTree.parse(file).getroot()
    titles = [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]
    assert titles == ["communique · talks & more: 1 contact changed"] * 2
    first, second = (entry.findtext(f"{ATOM}content") or "" for entry in root.findall(f"{ATOM}entry"))
    assert "2025-04-02" in first
    assert "2025-04-01" in second
    assert len({entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")}) == 2


def test_a_feed_that_cannot_be_written_is_written_later(site: NewsSite, desk: Making, tmp_path: Path) -> None:
    file = tmp_path / "out" / "talks.xml"
    publish(site, "2025-04-01")
    here = desk("/feed.xml", watches=[asked(send=(Target("feed", str(file)),))])
    here.once()
    assert "cannot be written" in here.lines[-1]
    file.parent.mkdir()
    here.wait(hours=1)
    assert file.exists()


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_stands_in_a_digest_the_feed_is_well_formed(watch: str, words: str) -> None:
    body = json.dumps({"title": words, "html": f"<p>{words}"})
    made = to_atom(watch, [Letter("k", watch, "feed", body, NOW)])
    root = ElementTree.fromstring(made.encode("utf-8", "replace"))
    assert len(root.findall(f"{ATOM}entry")) == 1


def test_a_place_that_the_settings_no_longer_name_keeps_its_letter(site: NewsSite, desk: Making) -> None:
    publish(site, "2025-04-01")
    hook = Target("webhook", site.url("/hook"))
    here = desk("/feed.xml", watches=[asked(name="talks", send=(hook,))])
    site.fail("/hook", 503)
    here.once()
    here.watches[:] = [asked(name="talks")]
    here.clock.turn(timedelta(hours=1).total_seconds())
    here.once()
    assert "no longer send there" in here.lines[-1]
    site.put("/hook", "")
    here.watches[:] = [asked(name="talks", send=(hook,))]
    here.wait(hours=8)
    assert len(site.posted) == 2
    assert here.store.outbox.unsent() == []
