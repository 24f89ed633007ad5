"""PDFs: paragraphs in reading order from whole ones, a failure that says why from all others."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pdfs import column, pdf
from taken import documents, failures, only_document, only_failure, taken

from communique.articles.making import make_article
from communique.errors import FailureKind
from communique.sources import pdf as pdf_form
from communique.sources.confined import Bounds
from communique.sources.pdf import iso_date
from communique.sources.pdf_layout import Line, largest, paragraphs

BODY = "The two delegations met for a second day in the capital, the minis-|try said on Tuesday. No text was agreed."
INFO = "/Title (Talks end in Oslo) /Author (A. Writer) /CreationDate (D:20250314101500+01'00')"


def text_of(*pages: list[tuple[float, float, float, str]]) -> list[str]:
    return str(only_document(taken(pdf(pages), "a.pdf")).content).split("\n\n")


def test_lines_become_paragraphs_and_cut_words_are_whole() -> None:
    page = column(BODY) + column("A new paragraph stands apart.", top=660)
    assert text_of(page) == [
        "The two delegations met for a second day in the capital, the ministry said on Tuesday. No text was agreed.",
        "A new paragraph stands apart.",
    ]


def test_an_indented_line_begins_a_paragraph() -> None:
    page = column(
        "The envoy spoke first and at length of what|had been agreed.| The minister did not answer him|that day."
    )
    assert text_of(page) == [
        "The envoy spoke first and at length of what had been agreed.",
        "The minister did not answer him that day.",
    ]


def test_a_compound_keeps_its_hyphen_where_it_stands_elsewhere_with_it() -> None:
    page = column(
        "A cease-fire was the aim of all who came to|the talks. What they wanted was a cease-|fire without conditions."
    )
    assert "a cease-fire without" in text_of(page)[0]


def test_columns_are_read_one_after_the_other_even_where_the_file_goes_row_by_row() -> None:
    left = column(
        "The first column begins here and|has lines of its own which go on|"
        "and on, whatever stands beside|them, down to this line.",
        72,
    )
    right = column(
        "The second column is read after|the first although the file has|"
        "each of its lines right after a|line of the first one.",
        320,
    )
    rows = [line for pair in zip(left, right, strict=True) for line in pair]
    title = [(72.0, 740.0, 18.0, "Talks end in Oslo without a result")]
    found = text_of(title + rows)
    assert found[0] == "Talks end in Oslo without a result"
    assert found[1].startswith("The first column")
    assert found[1].endswith("this line.")
    assert found[2].startswith("The second column")


def test_a_table_is_read_row_by_row() -> None:
    rows = [(72.0, 700.0 - 14 * n, 10.0, f"Day {n}") for n in range(6)]
    cells = [(300.0, 700.0 - 14 * n, 10.0, f"Place {n}") for n in range(6)]
    assert "Day 2 Place 2" in " ".join(text_of([line for pair in zip(rows, cells, strict=True) for line in pair]))


def test_running_heads_and_page_numbers_are_left_out() -> None:
    topics = ["prisoners", "borders", "trade", "water"]
    pages = [
        [
            (72.0, 760.0, 8.0, f"Ministry of Foreign Affairs, No {n}"),
            *column(f"On {topic} the two sides said nothing that|could be written down."),
            (300.0, 30.0, 9.0, f"Page {n} of 4"),
        ]
        for n, topic in enumerate(topics, 1)
    ]
    found = " ".join(text_of(*pages))
    assert "Ministry" not in found
    assert "Page" not in found
    assert all(topic in found for topic in topics)


def test_a_paragraph_goes_on_over_the_page() -> None:
    first, second = (
        column("The two sides agreed to meet once more before the|end of the month, if the"),
        column("mediators can find a place for it."),
    )
    assert text_of(first, second) == [
        "The two sides agreed to meet once more before the end of the month, if the mediators can find a place for it."
    ]


def test_the_file_hints_at_title_date_and_author() -> None:
    page = [(72.0, 740.0, 18.0, "Talks end in Oslo"), *column(BODY)]
    found = only_document(taken(pdf([page], INFO), "a.pdf"))
    assert found.hints["title"] == "Talks end in Oslo"
    assert found.hints["author"] == "A. Writer"
    assert found.hints["published"] == "2025-03-14T10:15:00+01:00"
    assert "published" not in found.known
    assert make_article(found).title == "Talks end in Oslo"


@pytest.mark.parametrize(
    "title", ["Microsoft Word - note_v3.docx", "untitled", "talks.indd", "", "Another document of last year"]
)
def test_a_title_that_is_none_gives_way_to_the_largest_line(title: str) -> None:
    page = [(72.0, 740.0, 18.0, "Talks end in Oslo"), *column(BODY)]
    assert only_document(taken(pdf([page], f"/Title ({title})"), "a.pdf")).hints["title"] == "Talks end in Oslo"


def test_the_name_of_the_office_is_not_taken_for_the_title() -> None:
    page = [(72.0, 760.0, 22.0, "Foreign Office"), (72.0, 720.0, 16.0, "Talks end without a result"), *column(BODY)]
    assert only_document(taken(pdf([page]), "a.pdf")).hints["title"] == "Talks end without a result"


def test_a_pdf_of_pictures_is_a_failure_that_says_what_to_do() -> None:
    failure = only_failure(taken(pdf([[], []]), "a.pdf"))
    assert failure.kind is FailureKind.NO_TEXT
    assert "ocrmypdf" in failure.hint


def test_an_encrypted_pdf_is_a_failure_that_says_so() -> None:
    keys = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> >> /ID [<41><41>]"
    )
    failure = only_failure(taken(pdf([column(BODY)], trailer=keys), "a.pdf"))
    assert failure.kind is FailureKind.UNSUPPORTED
    assert "encrypted" in failure.reason


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"Talks ended.", b"", b"<html>404</html>"])
def test_what_is_no_pdf_is_a_failure(data: bytes) -> None:
    failure = only_failure(taken(data, "a.pdf"))
    assert failure.kind is FailureKind.MALFORMED
    assert failure.hint


def test_a_broken_table_of_places_is_mended() -> None:
    data = pdf([column(BODY)])
    start = data.rfind(b"xref\n0")
    broken = data[:start] + b"xref\n0 99\n" + data[data.rfind(b"trailer") :]
    assert "delegations" in str(only_document(taken(broken, "a.pdf")).content)


def test_scripts_and_files_within_a_pdf_are_not_touched() -> None:
    catalog = "/OpenAction << /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1/'\\)) >>"
    assert len(taken(pdf([column(BODY)], catalog=catalog), "a.pdf")) == 1


def test_of_a_long_pdf_the_first_pages_are_read_and_the_rest_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_form, "MOST_PAGES", 3)
    found = taken(pdf([column(f"Topic {n} was not touched on.") for n in "abcde"]), "a.pdf")
    assert "Topic c" in str(documents(found)[0].content)
    assert "Topic d" not in str(documents(found)[0].content)
    assert "first 3 of its 5 pages" in failures(found)[0].reason


def test_a_pdf_that_takes_too_long_is_read_as_far_as_it_got(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_form, "_BOUNDS", Bounds(seconds=2, total_s=0.5))
    long = [column("|".join(["the same words again and again and again and again"] * 50)) for _ in range(500)]
    found = taken(pdf(long), "a.pdf")
    assert failures(found)[-1].kind is FailureKind.TIMEOUT
    assert failures(found)[-1].hint


def test_pages_that_contain_each_other_do_not_hang() -> None:
    data = pdf([column(BODY)]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    assert taken(data, "a.pdf")


def test_a_pdf_is_known_by_its_first_bytes() -> None:
    assert "delegations" in str(only_document(taken(pdf([column(BODY)]), "statement")).content)


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("D:20250314", "2025-03-14"),
        ("D:20250314101500Z", "2025-03-14T10:15:00Z"),
        ("D:202503141015", "2025-03-14T10:15:00"),
        ("20250314", None),
        ("D:2025", None),
    ],
)
def test_dates_of_pdfs(stated: str, iso: str | None) -> None:
    assert iso_date(stated) == iso


places = st.floats(-1e3, 1e3) | st.sampled_from([0.0, float("inf"), float("nan")])
lines = st.builds(
    lambda text, *numbers: Line.of([text, *numbers], 0), st.text(max_size=30), places, places, places, places, places
)


@settings(max_examples=50)
@given(st.lists(st.lists(lines, max_size=12), max_size=4))
def test_no_places_of_lines_break_the_layout(pages: list[list[Line]]) -> None:
    found = "".join(paragraphs(pages)).split()
    assert len("".join(found)) <= len("".join(line.text for page in pages for line in page))
    for page in pages:
        largest(page)


@settings(max_examples=50)
@given(st.integers(0, 10**6), st.integers(1, 40))
def test_no_flipped_bytes_break_the_reading_of_pdfs(seed: int, flips: int) -> None:
    chance = random.Random(seed)
    data = bytearray(pdf([column(BODY)], INFO))
    for _ in range(flips):
        data[chance.randrange(len(data))] = chance.randrange(256)
    found = taken(bytes(data[: chance.randrange(len(data)) if seed % 3 == 0 else None]), "a.pdf")
    assert found
    assert all(failure.reason and failure.hint for failure in failures(found))
