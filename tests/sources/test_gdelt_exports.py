"""GDELT's exports: the address of each page once, nothing of what GDELT inferred, and no date that is none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from taken import failures, links, only_failure, only_link, taken

from communique.model.article import Failure, RawDocument
from communique.sources.source import Limits, Link

WIDTHS = {"events": 61, "events1": 58, "mentions": 16, "gkg": 27}


def line(kind: str, url: str, **cells: str) -> str:
    """A line of an export as GDELT writes it; `cells` by their number, `c3="2"`."""
    row = ["0"] * WIDTHS[kind]
    address, seen = {"events": (60, 59), "events1": (57, 56), "mentions": (5, 2), "gkg": (4, 1)}[kind]
    row[address], row[seen] = url, "20250314101500" if kind != "events1" else "20250314"
    if kind == "mentions":
        row[3], row[4] = "1", "post.example"
    if kind == "gkg":
        row[2], row[3], row[26] = (
            "1",
            "post.example",
            "<PAGE_LINKS>x</PAGE_LINKS><PAGE_TITLE>Talks &amp; aid</PAGE_TITLE>",
        )
    for name, cell in cells.items():
        row[int(name[1:])] = cell
    return "\t".join(row) + "\n"


def test_each_export_is_known_and_gives_the_addresses_in_it() -> None:
    for kind, name in (
        ("events", "20250314101500.export.CSV"),
        ("events1", "20250314.export.CSV"),
        ("mentions", "20250314101500.mentions.CSV"),
        ("gkg", "20250314101500.gkg.csv"),
    ):
        link = only_link(taken(line(kind, "https://post.example/1"), name))
        assert link.url == "https://post.example/1"
        assert link.known["seen_by_gdelt"] == ("20250314" if kind == "events1" else "2025-03-14T10:15:00Z")
        assert "published" not in {**link.known, **link.hints}


def test_outlet_and_title_are_hints() -> None:
    link = only_link(taken(line("gkg", "https://post.example/1"), "20250314101500.gkg.csv"))
    assert link.hints == {"publisher": "post.example", "title": "Talks & aid"}
    assert link.origin == "20250314101500.gkg.csv:1"


def test_an_address_that_many_lines_name_is_followed_once() -> None:
    text = "".join(line("mentions", f"https://post.example/{number % 7}") for number in range(500))
    found = taken(text, "20250314101500.mentions.CSV")
    assert [link.url for link in links(found)] == [f"https://post.example/{number}" for number in range(7)]
    assert len(found) == 7


def test_broadcasts_and_journals_are_no_pages() -> None:
    text = line("mentions", "https://post.example/1") + line("mentions", "a broadcast", c3="3")
    assert len(taken(text, "x.mentions.CSV")) == 1


def test_lines_cut_short_and_lines_without_an_address_are_failures() -> None:
    whole = line("events", "https://post.example/1")
    found = taken(whole + "\n" + line("events", "BBC Monitoring") + line("events", "") + whole[:90], "x.export.CSV")
    assert len(links(found)) == 1
    assert [part.origin for part in failures(found)] == ["x.export.CSV:3", "x.export.CSV:4", "x.export.CSV:5"]
    assert "BBC Monitoring" in failures(found)[0].reason
    assert "cut off" in failures(found)[2].reason


def test_a_line_without_end_is_refused_and_the_next_is_read() -> None:
    first = line("mentions", "https://post.example/1")
    text = first + "x" * 100_000 + "\n" + line("mentions", "https://post.example/2")
    found = taken(text, "x.mentions.CSV", Limits(document_bytes=5_000))
    assert len(links(found)) == 2
    assert only_failure(failures(found)).origin == "x.mentions.CSV:2"


def test_a_table_of_another_kind_under_such_a_name_is_read_as_what_it_is() -> None:
    found = taken("url,title\nhttps://post.example/1,Talks end\n", "20250314.gkg.csv")
    assert only_link(found).hints == {"title": "Talks end"}


@given(st.binary(max_size=300))
def test_any_bytes_give_links_and_failures(content: bytes) -> None:
    for part in taken(line("mentions", "https://a.example").encode() + content, "x.mentions.CSV"):
        assert isinstance(part, RawDocument | Link | Failure)
