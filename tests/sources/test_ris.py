"""RIS: entries become their saved pages or links; nothing outside the folder of the file is opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from taken import documents, failures, links, only_failure, only_link, taken

from communique.errors import FailureKind
from communique.model.article import Failure, RawDocument
from communique.sources.file import open_file
from communique.sources.forms import take_apart
from communique.sources.source import Limits, Link

ENTRY = (
    "TY  - NEWS\r\nTI  - Talks end\r\nT2  - The Post\r\nDA  - 2025/03/14/\r\nPY  - 2025\r\nUR  - https://a.example/1\r\n"
    "AB  - Short.\r\nKW  - talks\r\nKW  - mediation\r\nAU  - Writer, A.\r\nER  - \r\n"
)


def read(path: Path) -> list[RawDocument | Failure | Link]:
    return [found for part in open_file(str(path)) for found in take_apart(part, Limits())]


def test_an_entry_with_an_address_is_a_link() -> None:
    link = only_link(taken(ENTRY, "library.ris"))
    assert link.url == "https://a.example/1"
    assert link.hints == {"title": "Talks end", "publisher": "The Post", "published": "2025-03-14"}
    assert link.known == {"keywords": "talks; mediation", "author": "Writer, A."}
    assert link.instead is None


def test_a_long_abstract_stands_in_for_a_page_that_cannot_be_had() -> None:
    text = "Delegations of both sides left the capital on Friday. " * 5
    link = only_link(taken(ENTRY.replace("Short.", text), "library.ris"))
    assert link.instead is not None
    assert link.instead.content == text.strip()
    assert link.instead.known["published"] == "2025-03-14"
    assert "summary" in str(link.instead.known["text_note"])


@pytest.mark.parametrize(
    ("date", "published", "year"),
    [
        ("DA  - 2025/3/4/", "2025-03-04", None),
        ("DA  - 2025-03-14", "2025-03-14", None),
        ("DA  - March 14, 2025", "March 14, 2025", None),
        ("DA  - 2025///", None, "2025"),
        ("PY  - 2025/03", None, "2025/03"),
        ("PY  - 0001/01/01/", "0001-01-01", None),
        ("PY  - 9999/12/31/", "9999-12-31", None),
    ],
)
def test_a_date_counts_where_it_has_a_day(date: str, published: str | None, year: str | None) -> None:
    text = f"TY  - NEWS\nTI  - Talks\n{date}\nUR  - https://a.example/1\nER  - \n"
    link = only_link(taken(text, "library.ris"))
    assert (link.hints.get("published"), link.known.get("year")) == (published, year)


def test_entries_without_an_end_and_values_over_several_lines() -> None:
    text = "TY  - NEWS\nTI  - Talks end\nin Oslo\nUR  - https://a.example/1\nTY  - NEWS\nUR  - https://a.example/2\n"
    found = taken(text, "library.ris")
    assert [link.url for link in links(found)] == ["https://a.example/1", "https://a.example/2"]
    assert links(found)[0].hints["title"] == "Talks end\nin Oslo"


def test_an_entry_with_nothing_to_read_is_a_failure() -> None:
    found = taken("TY  - BOOK\nTI  - On talks\nAB  - A book.\nER  - \nTY  - BOOK\nER  - \n", "library.ris")
    assert [part.kind for part in failures(found)] == [FailureKind.NO_TEXT, FailureKind.EMPTY]
    assert only_failure(taken("no entry at all\n", "library.ris")).kind is FailureKind.EMPTY


def test_an_entry_over_the_limit_is_a_failure_and_the_next_is_read() -> None:
    large = ENTRY.replace("Short.", "x" * 10_000)
    found = taken(large + ENTRY, "library.ris", Limits(document_bytes=5_000))
    assert only_failure(failures(found)).kind is FailureKind.TOO_LARGE
    assert only_link(links(found)).origin == "library.ris:2"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_ris(encoding: str) -> None:
    text = ENTRY.replace("Talks end", "Talks in Zürich")
    assert only_link(taken(text.encode(encoding), "library.ris")).hints["title"] == "Talks in Zürich"


def test_a_page_saved_beside_the_file_is_read_with_what_the_entry_says(tmp_path: Path) -> None:
    (tmp_path / "files" / "12").mkdir(parents=True)
    (tmp_path / "files" / "12" / "a b.html").write_text("<html><body><p>They met.</p></body></html>")
    (tmp_path / "files" / "12" / "a.pdf").write_bytes(b"%PDF-1.7")
    paths = "L1  - files/12/a.pdf\r\nL2  - files/12/a%20b.html\r\n"
    (tmp_path / "library.ris").write_text(ENTRY.replace("AB  -", f"{paths}AB  -"))
    (page,) = documents(read(tmp_path / "library.ris"))
    assert page.media == "html"
    assert page.origin == str((tmp_path / "files" / "12" / "a b.html").resolve())
    assert page.known["published"] == "2025-03-14"
    assert page.known["url"] == "https://a.example/1"


OUTSIDE = ["../secret.txt", "{outside}/secret.txt", "link/secret.txt", "files/../../secret.txt", "library/x\0y", ""]


@pytest.mark.parametrize("path", OUTSIDE)
def test_what_lies_outside_the_folder_is_never_opened(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text("The secret.")
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "link").symlink_to(tmp_path)
    written = ENTRY.replace("AB  -", f"L1  - {path.format(outside=tmp_path)}\r\nAB  -")
    (tmp_path / "library" / "library.ris").write_text(written)
    found = read(tmp_path / "library" / "library.ris")
    assert only_link(found).url == "https://a.example/1"


def test_paths_mean_nothing_in_what_comes_from_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The secret.")
    assert only_link(taken(ENTRY.replace("AB  -", "L1  - a.txt\r\nAB  -"), "library.ris"))


def test_a_library_that_names_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "library.ris").write_text(ENTRY.replace("AB  -", "L1  - library.ris\r\nAB  -"))
    (failure,) = read(tmp_path / "library.ris")
    assert isinstance(failure, Failure)


@given(st.text(max_size=300))
def test_any_text_gives_documents_links_and_failures(text: str) -> None:
    raw = (ENTRY[:60] + text).encode("utf-8", "surrogatepass")
    for part in taken(raw, "library.ris", Limits(document_bytes=100)):
        assert isinstance(part, RawDocument | Link | Failure)
