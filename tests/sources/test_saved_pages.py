"""Web pages saved as one file (MHTML): the page is read with its address, everything beside it passed over."""

from __future__ import annotations

import quopri

import pytest
from taken import only_document, only_failure, taken

from communique.articles.making import make_article
from communique.errors import FailureKind

PAGE = (
    "<html><head><title>Gespräche in Genf</title></head><body><article><h1>Gespräche in Genf</h1>"
    + "<p>The delegations met in Geneva on Friday and agreed to go on, the ministry said.</p>" * 5
    + "</article></body></html>"
)


def saved(
    page: str = PAGE, *, start: str = "<page@mhtml>", charset: str = "utf-8", address: str = "https://outlet.example/a"
) -> bytes:
    frame = "<html><p>Subscribe to our newsletter now.</p></html>"
    return b"\r\n".join(
        (
            b"From: <Saved by Blink>",
            b"Snapshot-Content-Location: https://outlet.example/a",
            b"Subject: =?utf-8?Q?Gespr=C3=A4che=20in=20Genf?=",
            b"Date: Sat, 15 Mar 2025 08:00:00 +0000",
            b"MIME-Version: 1.0",
            b'Content-Type: multipart/related; type="text/html"; start="' + start.encode() + b'"; boundary="--x--"',
            b"",
            b"----x--",
            b"Content-Type: text/html",
            b"Content-ID: <frame@mhtml>",
            b"",
            frame.encode(),
            b"----x--",
            f"Content-Type: text/html; charset={charset}".encode(),
            b"Content-ID: <page@mhtml>",
            b"Content-Transfer-Encoding: quoted-printable",
            f"Content-Location: {address}".encode(),
            b"",
            quopri.encodestring(page.encode(charset)),
            b"----x--",
            b"Content-Type: image/png",
            b"Content-Transfer-Encoding: base64",
            b"Content-Location: https://outlet.example/a.png",
            b"",
            b"iVBORw0KGgo=" * 1_000,
            b"----x----",
            b"",
        )
    )


def test_the_page_that_was_saved_is_read_with_its_address() -> None:
    found = only_document(taken(saved(), "a.mhtml"))
    assert (found.known["url"], found.known["fetched"]) == ("https://outlet.example/a", "2025-03-15T08:00:00+00:00")
    article = make_article(found)
    assert not article.is_at_its_address  # the file says so, and nobody else
    assert article.title == "Gespräche in Genf"
    assert "Subscribe" not in article.text
    assert article.fetched == "2025-03-15T08:00:00+00:00"
    assert article.published is None


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16"])
def test_the_stated_charset_is_used(charset: str) -> None:
    article = make_article(only_document(taken(saved(PAGE.replace("Geneva", "Zürich"), charset=charset), "a.mht")))
    assert "met in Zürich" in article.text


def test_without_a_known_start_the_first_page_is_taken() -> None:
    assert "Subscribe" in str(only_document(taken(saved(start="<other>"), "a.mhtml")).content)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "cid:x", "javascript:alert(1)", "https://a b"])
def test_an_address_that_is_none_of_the_web_is_unknown(address: str) -> None:
    assert only_document(taken(saved(address=address), "a.mhtml")).known["url"] is None


def test_a_saved_page_is_known_by_the_line_that_browsers_write() -> None:
    assert only_document(taken(saved(), "talks")).media == "html"


@pytest.mark.parametrize("data", [b"", b"Talks ended.", saved()[:200], b"Content-Type: image/png\n\nx"])
def test_what_holds_no_page_is_a_failure(data: bytes) -> None:
    for part in taken(data, "a.mhtml"):
        failure = only_failure([part]) if not hasattr(part, "content") else None
        assert failure is None or failure.kind is FailureKind.MALFORMED
