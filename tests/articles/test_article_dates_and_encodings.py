"""Dates of publication are read or unknown, never guessed; encodings are told or refused with a hint."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.articles import make_article
from communique.articles.dates import date_in_url, read_date
from communique.errors import ArticleError, FailureKind
from communique.model.article import Article, RawDocument

TODAY = date(2025, 4, 1)


def article(content: bytes, media: str = "text", **known: str) -> Article:
    return make_article(RawDocument("a.txt", content, media, known))


@pytest.mark.parametrize(
    ("given_as", "value"),
    [
        ("2025-03-14", "2025-03-14"),
        (" 2025-03-14T10:20:30Z ", "2025-03-14T10:20:30Z"),
        ("2025-03-14 10:20", "2025-03-14T10:20"),
        ("2025-03-14 10:20:30 +0300", "2025-03-14T10:20:30+0300"),
        ("2025-03-14T10:20:30.123456+03:00", "2025-03-14T10:20:30.123456+03:00"),
        ("20250314", "2025-03-14"),
        ("14 March 2025", "2025-03-14"),
        ("Friday, March 14th, 2025", "2025-03-14"),
        ("Fri, 14 Mar 2025 10:20:30 +0100", "2025-03-14T10:20:30+01:00"),
        ("1987-12-08", "1987-12-08"),
    ],
)
def test_dates_written_in_full_are_read(given_as: str, value: str) -> None:
    dated = read_date(given_as, today=TODAY)
    assert (dated.value, dated.note) == (value, None)


@pytest.mark.parametrize(
    "given_as",
    [
        "yesterday",
        "2025-13-01",
        "2025-02-30",
        "03/04/2025",
        "14.3.2025",
        "2025",
        "March 2025",
        "2025-03",
        "31 February 2025",
        "0001-01-01",
        "9999-12-31",
        "0000-01-01",
        "1700000000",
        "2025-03-14 banana",
        "٢٠٢٥-٠٣-١٤",
        "-2025-01-01",
        "[]",
    ],
)
def test_what_is_no_full_or_plausible_date_stays_unknown_with_a_note(given_as: str) -> None:
    found = article(b"Talks ended.", published=given_as)
    assert (found.published, found.published_basis) == (None, None)
    assert given_as[:20] in found.meta["published_note"]


def test_a_date_in_the_future_is_kept_with_a_note() -> None:
    found = article(b"Talks ended.", published="2099-01-01")
    assert (found.published, found.published_basis) == ("2099-01-01", "given")
    assert "future" in found.meta["published_note"]


def test_a_malformed_given_date_is_not_replaced_by_another() -> None:
    found = article(b"Talks ended.", published="soon", url="https://x.example.org/2025/03/14/talks")
    assert found.published is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.example.org/world/2025/03/14/talks", "2025-03-14"),
        ("https://x.example.org/2025/mar/14/talks", "2025-03-14"),
        ("https://x.example.org/2025-03-14-talks", "2025-03-14"),
        ("https://x.example.org/2025/3/4", "2025-03-04"),
        ("https://x.example.org/2025-03/14/c_1310.htm", "2025-03-14"),
        ("https://x.example.org/a/202503/14/WS65f0.html", "2025-03-14"),
        ("https://x.example.org/n3/2025/0314/c90000-20289.html", "2025-03-14"),
        ("https://x.example.org/english/20250314/c.html", "2025-03-14"),
        ("https://x.example.org/202503/t20250314_118.html", "2025-03-14"),
        ("https://x.example.org/news/18510312.html", None),
        ("https://x.example.org/news/20251731.html", None),
        ("https://x.example.org/news/202503141840.html", None),
        ("https://x.example.org/2025/03/talks", None),
        ("https://x.example.org/2025/13/14/talks", None),
        ("https://x.example.org/2031/01/01/talks", None),
        ("https://x.example.org/a/2025/03/14/b/2024/01/02/c", None),
        ("https://x.example.org/talks?when=/2025/03/14/", None),
    ],
)
def test_the_path_of_an_address_dates_an_article(url: str, day: str | None) -> None:
    assert date_in_url(url, today=TODAY) == day


def test_the_basis_says_that_a_date_comes_from_the_address() -> None:
    found = article(b"Talks ended.", url="https://x.example.org/2025/03/14/talks")
    assert (found.published, found.published_basis) == ("2025-03-14", "url")


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    value = read_date(text).value
    assert value is None or date.fromisoformat(value[:10])


STORY = "The envoy said: “We met in Zürich – at last.” The café was closed. " * 3


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", None),
        ("utf-32", None),
        ("cp1252", "decoded as cp1252"),
    ],
)
def test_encodings_are_told(encoding: str, note: str | None) -> None:
    found = article(STORY.encode(encoding))
    assert found.text == STORY.strip()
    assert found.meta.get("encoding_note") == note


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf16_of_both_byte_orders_is_read(mark: bytes) -> None:
    encoding = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert article(mark + STORY.encode(encoding)).text == STORY.strip()


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf8_behind_the_mark_of_utf16_is_read_as_utf8(mark: bytes) -> None:
    found = article(mark + STORY.encode())
    assert found.text == STORY.strip()
    assert str(found.meta.get("encoding_note")).startswith("decoded as utf-8, though")


def test_utf16_without_ascii_is_no_utf8() -> None:
    text = "会談は終わった。" * 8
    assert article(b"\xff\xfe" + text.encode("utf-16-le")).text == text


def test_latin1_is_read_as_windows_1252() -> None:
    assert article("Gespräche in Zürich, says the envoy. ".encode("latin-1") * 5).text.startswith("Gespräche in Zürich")


def test_a_short_text_that_ends_in_an_accented_letter_is_read() -> None:
    assert article("They met at the café".encode("cp1252")).text == "They met at the café"


def test_another_encoding_is_inferred_when_the_bytes_speak_for_it() -> None:
    text = "Министры иностранных дел двух стран встретились в пятницу в Брно и договорились продолжить переговоры. " * 5
    assert article(text.encode("cp1251")).text == text.strip()


def test_a_web_page_says_its_encoding() -> None:
    text = "Přístí kolo rozhovorů se bude konat v Brně, řekla mluvčí ministerstva zahraničí. " * 5
    page = f'<html><head><meta charset="windows-1250"></head><body><p>{text}</p></body></html>'
    assert "řekla mluvčí" in article(page.encode("cp1250"), "html").text


@pytest.mark.parametrize("cut", [1, 2])
def test_a_file_cut_inside_a_character_is_read_with_a_note(cut: int) -> None:
    content = ("The envoys met – again. " * 5 + "“").encode()[:-cut]
    found = article(content)
    assert found.text.startswith("The envoys met – again.")
    assert "damaged" in found.meta["encoding_note"]


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        (b"%PDF-1.7 \xe2\xe3 stream", "pdftotext"),
        (b"PK\x03\x04\x14\x00", "unpack"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "text"),
        (b"SQLite format 3\x00....", "--record"),
        (b"Talks \x00 ended.", "UTF-16"),
        (bytes(range(1, 9)) * 50, "text"),
    ],
)
def test_binary_files_are_refused_with_what_to_do(content: bytes, hint: str) -> None:
    with pytest.raises(ArticleError) as caught:
        article(content)
    assert caught.value.kind is FailureKind.BINARY
    assert hint in caught.value.hint


def test_an_encoding_that_cannot_be_told_is_a_failure_with_a_hint() -> None:
    content = bytes(0x80 + (i * 37) % 0x80 for i in range(400))
    with pytest.raises(ArticleError) as caught:
        article(content)
    assert caught.value.kind is FailureKind.ENCODING
    assert "iconv" in caught.value.hint
