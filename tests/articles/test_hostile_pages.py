"""Whatever a page is made of, it becomes an article or a failure that says why; none holds up the run."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from invented_pages import MODERN, PROSE, SENTENCES

from communique.articles import make_article
from communique.articles.datelines import dateline_of
from communique.articles.dates import date_in_byline, date_in_url, read_date
from communique.articles.decoding import decode
from communique.articles.outlets import outlet_name
from communique.articles.stamps import byline_of
from communique.articles.webpage import read_page
from communique.errors import ArticleError, FailureKind
from communique.model.article import Article, RawDocument

TITLE = "Ministers reopen two crossings"
ATTACK = "<script>alert(1)</script>"


def page(content: str | bytes) -> Article:
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    return make_article(RawDocument("a.html", data, "html"))


def html(body: str, head: str = "") -> str:
    return f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>{body}</body></html>"


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


SHAPES = {
    "tags nested 100,000 deep": html("<div>" * 100_000 + PROSE),
    "inline tags nested 40,000 deep": html("<b>" * 40_000 + PROSE),
    "attributes": html("<div " + " ".join(f"a{n}=1" for n in range(150_000)) + f">{PROSE}</div>"),
    "a class of a megabyte": html(f"<div class='{'aB-' * 300_000}'>{PROSE}</div>"),
    "hidden boxes in hidden boxes": html(("<div hidden>" * 200 + "</div>" * 200) * 20 + PROSE),
    "tables in tables": html("<table><tr><td>" * 5_000 + PROSE),
    "entities": html("<p>" + "&amp;" * 100_000 + "</p>" + PROSE),
    "ampersands": html("&" * 500_000 + PROSE),
    "an unclosed comment": html(PROSE + "<!-- " + "x " * 200_000),
    "comments": html("<!-- -->" * 20_000 + PROSE),
    "character data": html("<![CDATA[ <b>x</b> ]]>" + PROSE),
    "10,000 blocks of linked data": html(PROSE, linked('{"@type": "NewsArticle"}') * 10_000),
    "linked data 10,000 deep": html(PROSE, linked("[" * 10_000 + "]" * 10_000)),
    "a graph 10,000 deep": html(PROSE, linked('{"@graph":' * 10_000 + "1" + "}" * 10_000)),
    "linked data of other kinds": html(PROSE, linked('{"@type": 7, "author": [[1], {"name": 2}], "headline": {}}')),
    "metadata": html(PROSE, '<meta property="article:published_time" content="x">' * 10_000),
    "items in items": html("<div itemscope itemtype='https://schema.org/NewsArticle'>" * 8_000 + PROSE),
    "a title of a megabyte": f"<title>{'| x ' * 250_000}</title>{PROSE}",
    "angle brackets": "<" * 500_000 + PROSE,
    "half a surrogate pair": html(PROSE + "<p>\ud800 and \udfff</p>"),
}


@pytest.mark.parametrize("name", SHAPES)
def test_odd_shapes_do_not_hide_the_article(name: str) -> None:
    found = page(SHAPES[name])
    assert SENTENCES[1] in found.text
    assert found.title is None or len(found.title) <= 500


@pytest.mark.slow
def test_a_page_of_fifty_megabytes_is_read_as_far_as_an_article_can_go() -> None:
    found = page(html(PROSE * (50_000_000 // len(PROSE))))
    assert found.text.startswith(SENTENCES[0])
    assert len(found.text) < 10_000_000
    assert "first 10,000,000 characters" in found.meta["page_note"]


def test_entities_that_multiply_are_not_expanded() -> None:
    bomb = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    text = page(f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha">{bomb}]>' + html(f"<p>&i;&i;</p>{PROSE}")).text
    assert SENTENCES[0] in text
    assert len(text) < 5_000


def test_files_and_addresses_that_a_page_names_are_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the words of the secret file")
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    head = f'<base href="{secret.as_uri()}"><meta http-equiv="refresh" content="0;url={secret.as_uri()}">'
    frame = f'<iframe src="{secret.as_uri()}"></iframe><object data="data:text/html,<p>framed words</p>"></object>'
    found = page(entity + html(f"<p>&x;</p>{frame}{PROSE}", head))
    assert "secret" not in found.text
    assert "framed words" not in found.text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "x y"])
def test_an_address_that_is_none_of_the_web_is_not_taken_from_a_page(address: str) -> None:
    assert (
        page(html(PROSE, f'<link rel="canonical" href="{address}"><meta property="og:url" content="{address}">')).url
        is None
    )


@pytest.mark.parametrize("content", [gzip.compress(MODERN.encode()), MODERN.replace("T", "T\0", 1).encode()])
def test_bytes_that_are_no_page_are_a_failure_that_says_so(content: bytes) -> None:
    with pytest.raises(ArticleError) as caught:
        page(content)
    assert caught.value.kind is FailureKind.BINARY
    assert caught.value.hint


@pytest.mark.parametrize(
    ("coded", "declared"),
    [
        ("utf-8", "koi8-r"),
        ("utf-8", "utf-16"),
        ("utf-8", "no-such-charset"),
        ("cp1252", "utf-8"),
        ("cp1252", "iso-8859-1"),
        ("utf-16", "utf-8"),
    ],
)
def test_a_page_that_declares_another_encoding_than_its_own_is_read(coded: str, declared: str) -> None:
    quoted = "<p>“We met in Zürich – at last,” said the envoy, and left for the café across the square.</p>"
    found = page(html(PROSE + quoted, f'<meta charset="{declared}"><meta charset="utf-7">').encode(coded))
    assert "“We met in Zürich – at last,” said the envoy" in found.text


def test_a_page_in_two_encodings_keeps_what_can_be_read() -> None:
    found = page(
        html(PROSE * 3 + "<p>“The café was closed” – “at last” – “für uns” – he said.</p>").encode()
        + "<p>Zürich</p>".encode("cp1252")
    )
    assert SENTENCES[0] in found.text
    assert "“The café was closed” – " in found.text


def test_what_came_with_the_bytes_says_their_encoding() -> None:
    text = "Министры иностранных дел двух стран встретились в пятницу в Брно. " * 5
    raw = RawDocument("a.html", f"<p>{text}</p>".encode("koi8-r"), "html", hints={"charset": "KOI8-R"})
    assert "Министры" in make_article(raw).text


def test_scripts_in_titles_and_data_are_text_at_most() -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": f"Talks {ATTACK}", "publisher": {"name": ATTACK}})
    found = page(f"<head><title>Talks &lt;script&gt;alert(1)&lt;/script&gt; end</title>{linked(data)}</head>{PROSE}")
    assert "<script" not in f"{found.title} {found.publisher} {found.text}"


def test_an_article_in_scripts_that_hold_html_loses_its_tags() -> None:
    body = "".join(f"<p>{sentence} {ATTACK}</p>" for sentence in SENTENCES)
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": body}).replace("</", "<\\/")
    found = page(html("<div id=root></div>", linked(data)))
    assert found.text.split("\n") == list(SENTENCES)


TAGS = """<p> </p> <div> </div> <h1> </h1> <table><tr><td> </table> <br> <a/href=x> </a> <article> <!-- --> <script>
</script> <![CDATA[ ]]> &amp; &#x0; &#xD800; <pre> </pre> <li> } <body> <html/lang=en> <title> </title> < > " ' <svg>
<template> <frameset> <select> <figure> <p/lang=fr> <time/datetime=2025-03-14> </time>"""
PIECES = st.sampled_from(
    [
        *TAGS.split(),
        "\0",
        "\u202e",
        "<div class=related>",
        "<div hidden>",
        "<meta property=article:published_time content=2025-03-14>",
        '<script type="application/ld+json">',
        '{"@type":"NewsArticle","datePublished":',
        "By Ann Lee, 14 March 2025",
        TITLE,
        *SENTENCES[:2],
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=40).map("".join))
@example("<title>x</title>")
@example("<frameset><p>" + SENTENCES[0])
def test_no_markup_breaks_the_reading_of_pages(markup: str) -> None:
    try:
        parts = read_page(markup, "https://x.example.org/a")
    except ArticleError as error:
        assert error.kind is FailureKind.NO_TEXT  # noqa: PT017 (either is right)
        return
    assert parts.text.strip() == parts.text != ""
    assert all(read_date(statement.value).value for statement in parts.dates)


@given(
    st.binary(max_size=300),
    st.booleans(),
    st.sampled_from([None, "utf-8", "koi8-r", "utf-16", "idna", "rot13", "x" * 50]),
)
def test_no_bytes_break_decoding(content: bytes, is_html: bool, declared: str | None) -> None:
    try:
        text, _ = decode(content, html=is_html, declared=declared)
    except ArticleError as error:
        assert error.hint  # noqa: PT017 (either is right)
        return
    assert isinstance(text, str)


LINE = st.text(alphabet=st.sampled_from("/-.:?#0123456789 ABYGMTbyupdateo,()–—\nÉ"), max_size=120)


@given(st.one_of(LINE, st.text(max_size=120)))
def test_no_line_breaks_dates_names_and_places(line: str) -> None:
    for day in (date_in_url(line), date_in_byline(line)):
        assert day is None or read_date(day).value
    byline_of(line)
    dateline = dateline_of(line)
    assert dateline is None or dateline.in_year_of("2024-02-29").year
    name = outlet_name(line, line, line)
    assert name is None or name.strip() == name != ""
