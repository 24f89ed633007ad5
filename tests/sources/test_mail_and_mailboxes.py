"""Mail: a newsletter becomes an article with its title, date and outlet, and no message stops the run."""

from __future__ import annotations

import base64
import io
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from taken import Pieces, documents, failures, only_document, only_failure, taken

from communique.articles.making import make_article
from communique.errors import FailureKind
from communique.model.article import RawDocument
from communique.sources import Limits
from communique.sources.content import Content
from communique.sources.forms import take_apart
from communique.sources.mail_page import seen_paragraphs
from communique.sources.mime import MOST_PARTS, iso_date, plain_header, read_entity

TEXT = "The delegations met in Geneva.\n\nNo date was set, the ministry said.\n"
HTML = "<html><style>p{}</style><body><p>The delegations met in Geneva.</p><p>No date was set.</p></body></html>"


def message(text: str = TEXT, html: str | None = None, **headers: str) -> EmailMessage:
    mail = EmailMessage()
    for name, value in {
        "Subject": "Gespräche in Genf",
        "From": "The Foreign Desk <desk@outlet.example>",
        **headers,
    }.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    if html is not None:
        mail.add_alternative(html, subtype="html")
    return mail


def test_a_newsletter_gives_title_date_and_outlet() -> None:
    mail = message(List_Id="<weekly.outlet.example>", Date="Fri, 14 Mar 2025 10:15:00 +0100", Message_ID="<1@x>")
    mail["Received"] = "from a by b with c; Fri, 14 Mar 2025 09:15:07 +0000"
    found = only_document(taken(bytes(mail), "a.eml"))
    article = make_article(found)
    assert article.title == "Gespräche in Genf"
    assert article.publisher == "The Foreign Desk"
    assert article.published == "2025-03-14T10:15:00+01:00"
    assert article.published_basis == "given"
    assert article.fetched == "2025-03-14T09:15:07+00:00"
    assert article.text.startswith("The delegations met")


def test_all_pieces_of_a_newsletter_are_read_and_its_furniture_is_not() -> None:
    def cell(text: str) -> str:
        return f"<tr><td><table><tr><td style='font:Arial'>{text}</td></tr></table></td></tr>"

    cells = (
        "<a href=x>View in browser</a>",
        "<span style='display: none'>What you see first in your list of mail</span>",
        "<!--[if mso]><p>Talks in a comment</p><![endif]-->Talks ended in <b>Oslo</b>.<br><br>No date was set.",
        "<p>Sudan, 3 < 5: a ceasefire was signed in Jeddah. <a href=y>Read more</a></p><a href=z>Read more</a>",
        "You are receiving this because you like mail. <a href=u>Unsubscribe</a> &amp; be gone",
    )
    page = (
        "<html><head><title>x</title><style>p{}</style></head><table>" + "".join(map(cell, cells)) + "</table></html>"
    )
    mail = message("See it in your browser.", page)
    assert str(only_document(taken(bytes(mail), "a.eml")).content).split("\n\n") == [
        "Talks ended in Oslo.",
        "No date was set.",
        "Sudan, 3 < 5: a ceasefire was signed in Jeddah. Read more",
    ]


@given(
    st.lists(st.sampled_from(["<", ">", "<!--", "-->", "<p>", "</p>", "<a", "<style>", "&amp;", "x y ", "<br>", "/"]))
)
def test_no_marks_break_the_reading_of_mail_in_html(marks: list[str]) -> None:
    assert all(paragraph.strip() for paragraph in seen_paragraphs("".join(marks)))


@pytest.mark.parametrize("mark", ["<!--", "<", "<p", "<p>", "<style>", "&#", "<a>", "<br>"])
def test_marks_without_end_are_read_in_linear_time(mark: str) -> None:
    seen_paragraphs(mark * 100_000)


def test_a_letter_from_a_person_has_no_outlet() -> None:
    found = only_document(taken(bytes(message(From="Jane Doe <jane@x.example>")), "a.eml"))
    assert found.known["publisher"] is None
    assert found.hints["author"] == "Jane Doe"


def test_plain_text_is_read_unless_the_html_says_more() -> None:
    assert only_document(taken(bytes(message(TEXT, HTML)), "a.eml")).media == "text"
    stub = only_document(taken(bytes(message("See it in your browser.", HTML)), "a.eml"))
    assert stub.content == "The delegations met in Geneva.\n\nNo date was set."


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_transfer_encodings_and_charsets_are_undone(encoding: str, charset: str) -> None:
    mail = EmailMessage()
    mail.set_content("Gespräche in Genf, ohne Ergebnis.\n", charset=charset, cte=encoding)
    found = only_document(taken(bytes(mail), "a.eml"))
    assert isinstance(found.content, bytes)
    assert found.content.decode().strip() == "Gespräche in Genf, ohne Ergebnis."


@pytest.mark.parametrize("charset", ["no-such-charset", "utf-8", "x" * 5_000, "\x00", "idna", "unicode_escape", "zlib"])
def test_a_wrong_charset_does_not_stop_the_run(charset: str) -> None:
    raw = f"Content-Type: text/plain; charset={charset}\n\n".encode("utf-8", "replace") + b"Gespr\xe4che in Genf."
    found = only_document(taken(raw, "a.eml"))
    assert found.content


def test_what_is_sent_is_not_known_to_have_stood_at_the_address_that_it_states() -> None:
    mail = message("See below.")
    row = b'[{"text": "Talks ended.", "title": "Talks", "url": "https://post.example/1"}]'
    mail.add_attachment(row, maintype="application", subtype="json", filename="a.json")
    _, sent = map(make_article, documents(taken(mail.as_bytes(), "a.eml")))
    assert (sent.url, sent.is_at_its_address) == ("https://post.example/1", False)


def test_attachments_that_can_be_read_are_read() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("b.html", HTML)
    mail = message()
    mail.add_attachment(archive.getvalue(), maintype="application", subtype="zip", filename="news.zip")
    mail.add_attachment("Talks ended.", filename="../../note.txt")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    mail.add_attachment(message("Talks began.", Subject="Earlier"))
    mail.add_attachment(b"x", maintype="application", subtype="x-unheard-of", filename="a.xyz")
    found = taken(bytes(mail), "a.eml")
    assert [part.origin for part in found] == [
        "a.eml",
        "a.eml/news.zip/b.html",
        "a.eml/../../note.txt",
        "a.eml/part 4",
        "a.eml/a.xyz",
    ]
    assert documents(found)[3].known["title"] == "Earlier"
    assert only_failure(failures(found)).kind is FailureKind.UNSUPPORTED


def mailbox(*messages: bytes) -> bytes:
    return b"".join(b"From desk@outlet.example Fri Mar 14 10:15:00 2025\n" + mail + b"\n\n" for mail in messages)


def test_a_mailbox_is_read_one_message_at_a_time() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            one = mailbox(b"Subject: Talks\n\nTalks ended.")
            buffer[: len(one)] = one
            return len(one)

    parts = take_apart(Content("a.mbox", Endless()), Limits())
    assert [next(parts).origin for _ in range(3)] == ["a.mbox:1", "a.mbox:2", "a.mbox:3"]


def test_lines_of_the_text_do_not_begin_messages() -> None:
    body = b"Subject: x\n\nTalks.\n\nFrom Geneva came no word.\n>From Friday on, talks.\nFrom here.\n"
    found = taken(mailbox(body, body), "news.mbox")
    assert len(found) == 2


def test_a_message_over_the_limit_costs_that_message_alone() -> None:
    data = mailbox(b"Subject: x\n\n" + b"x" * 50_000, b"Subject: y\n\nTalks ended.")
    first, last = taken(data, "a.mbox", Limits(document_bytes=10_000))
    assert only_failure([first]).kind is FailureKind.TOO_LARGE
    assert isinstance(last, RawDocument)


def test_a_mailbox_without_a_suffix_is_known_by_its_first_line() -> None:
    content = Content("inbox", Pieces(mailbox(b"Subject: x\n\nTalks ended.")))
    assert only_document(list(take_apart(content, Limits()))).known["title"] == "x"
    prose = only_document(taken(b"From Friday on, the delegations meet.\n", "notes.txt"))
    assert prose.known == {}


def nested(levels: int) -> bytes:
    heads = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(levels))
    return b"Subject: x\n" + heads + b"\nTalks ended.\n"


def test_parts_within_parts_are_read_down_to_a_limit() -> None:
    assert only_document(taken(nested(10), "a.eml")).content
    failure = only_failure(taken(nested(10_000), "a.eml"))
    assert failure.kind is FailureKind.UNSUPPORTED
    assert "deep in one another" in failure.reason


@pytest.mark.parametrize("inner", [b"--x\n", b"--x\n\nTalks.\n", b"--x\nA: b\n\n"])
def test_a_bomb_of_boundaries_is_refused(inner: bytes) -> None:
    bomb = b"Content-Type: multipart/mixed; boundary=x\n\n" + inner * 1_000_000
    assert f"more than {MOST_PARTS:,} parts" in only_failure(taken(bomb, "a.eml")).reason


def test_messages_within_messages_end_at_the_limit_of_depth() -> None:
    data = b"Subject: x\n\nTalks ended."
    for _ in range(10):
        data = b"Content-Type: message/rfc822\n\n" + data
    assert "archives" in only_failure(taken(data, "a.eml")).reason


@pytest.mark.parametrize(
    "header",
    [
        b"Subject: " + b" ".join([b"=?utf-8?q?=41?="] * 100_000),
        b"Subject: " + b"=?utf-8?b?" + b"A" * 1_000_000 + b"?=",
        b"Subject: =?no-such?q?x?= =?utf-8?b?A?= =?utf-8?q?=FF?=",
        b"Subject: \xff\xfe",
        b"From: " + b"<" * 100_000,
        b"From: " + b"(" * 100_000,
        b"From: " + b'"' * 100_001,
        b"Date: " + b"1 " * 100_000,
        b"Date: Fri, 99 Mar 99999 99:99:99 +9999",
        b"Date: Mon, 1 Jan 0001 00:00:00 +2359",
        b"Content-Type: multipart/mixed; " + b"; ".join(b"a*%d*=%%41" % n for n in range(20_000)),
        b"Content-Type: text/plain; charset*=utf-8'en'%FF",
        b"Content-Type: ; ; ;",
        b"Content-Transfer-Encoding: base64",
        b"Content-Disposition: attachment; filename*0*=a; filename*2*=b",
        b"X: a\n" * 100_000,
        b" folded first",
        b"no header at all",
    ],
)
def test_malformed_and_huge_headers_do_not_stop_the_run(header: bytes) -> None:
    found = taken(header + b"\nMIME-Version: 1.0\n\nTalks ended in Geneva.", "a.eml")
    assert found
    for part in documents(found):
        assert all(len(value) < 5_000 for value in part.known.values() if value)


@pytest.mark.parametrize("body", [b"A", b"====", b"QUJD\n=\nQQ", b"\xff\xff", base64.b64encode(b"Talks ended.")[:-3]])
def test_broken_base64_does_not_stop_the_run(body: bytes) -> None:
    assert taken(b"Subject: x\nContent-Transfer-Encoding: base64\n\n" + body, "a.eml")


def test_an_empty_message_is_a_failure() -> None:
    assert only_failure(taken(b"Subject: x\n\n", "a.eml")).kind is FailureKind.EMPTY
    assert only_failure(taken(b"", "a.mbox")).kind is FailureKind.EMPTY


@pytest.mark.parametrize(
    ("value", "plain"),
    [("=?utf-8?q?Z=C3=BCrich?=", "Zürich"), ("a\x00b\u2028c", "a b c"), ("=?x?q?y?=", "=?x?q?y?="), ("", "")],
)
def test_headers_are_one_line_of_plain_text(value: str, plain: str) -> None:
    assert plain_header(value) == plain


@pytest.mark.parametrize("value", ["", "yesterday", "32 Mar 2025", "Fri, 14 Mar 20255"])
def test_a_date_that_is_none_is_unknown(value: str) -> None:
    assert iso_date(read_entity(f"Date: {value}\n\n".encode())) is None
