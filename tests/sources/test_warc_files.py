"""WARC files: every page in them is read, whatever stands between, and a broken record costs that record alone."""

from __future__ import annotations

import gzip
import subprocess
import sys
import zlib
from pathlib import Path

import brotli
import pytest
from taken import Found, documents, failures, only_document, only_failure, taken

from communique.errors import FailureKind
from communique.model.article import Failure
from communique.sources import Limits

PAGE = b"<html><p>Talks ended in Oslo.</p></html>"


def answer(body: bytes = PAGE, *headers: str, status: str = "200 OK", media: str = "text/html; charset=utf-8") -> bytes:
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {media}", *headers, "", "")
    return "\r\n".join(lines).encode() + body


def record(
    payload: bytes, number: int = 1, *, kind: str = "response", length: str | None = None, media: str = ""
) -> bytes:
    lines = (
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: https://outlet.example/{number}",
        "WARC-Date: 2025-03-14T10:15:00Z",
        f"Content-Type: {media or 'application/http; msgtype=response'}",
        f"Content-Length: {len(payload) if length is None else length}",
        "",
        "",
    )
    return "\r\n".join(lines).encode() + payload + b"\r\n\r\n"


def addresses(found: list[Found]) -> list[str | None]:
    return [part.known["url"] for part in documents(found)]


def test_a_page_comes_with_its_address_and_when_it_was_fetched() -> None:
    page = only_document(taken(record(answer()), "news.warc"))
    assert page.content == PAGE
    assert page.media == "html"
    assert page.origin == "news.warc:1"
    assert page.known == {"url": "https://outlet.example/1", "fetched": "2025-03-14T10:15:00Z"}


def test_files_of_records_that_are_compressed_one_by_one_are_read() -> None:
    packed = b"".join(gzip.compress(record(answer(), number)) for number in range(100))
    assert len(documents(taken(packed, "news.warc.gz"))) == 100


def test_what_is_no_page_is_passed_over() -> None:
    found = taken(
        record(b"software: x\r\n", kind="warcinfo", media="application/warc-fields")
        + record(b"GET / HTTP/1.1\r\n\r\n", kind="request")
        + record(answer(status="301 Moved"))
        + record(answer(status="404 Not Found"))
        + record(answer(b"\x89PNG", media="image/png"))
        + record(answer(), kind="revisit")
        + record(answer(), 7)
        + record(b"x", kind="metadata", media="text/plain"),
        "news.warc",
    )
    assert addresses(found) == ["https://outlet.example/7"]
    assert not failures(found)


def test_pages_saved_without_their_answer_and_plain_texts_are_read() -> None:
    found = taken(
        record(PAGE, kind="resource", media="text/html")
        + record(b"Talks ended.", kind="conversion", media="text/plain"),
        "news.warc",
    )
    assert [page.media for page in documents(found)] == ["html", "text"]


def test_a_file_without_pages_is_a_failure_that_says_so() -> None:
    failure = only_failure(taken(record(answer(status="404 Not Found")), "news.warc"))
    assert failure.kind is FailureKind.EMPTY
    assert "none of its 1 records" in failure.reason


def chunks(body: bytes) -> bytes:
    return b"%x;x=y\r\n" % 10 + body[:10] + b"\r\n" + b"%X\r\n" % len(body[10:]) + body[10:] + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunks(PAGE), ["Transfer-Encoding: chunked"]),
        (gzip.compress(PAGE, mtime=0), ["Content-Encoding: gzip"]),
        (chunks(gzip.compress(PAGE, mtime=0)), ["Content-Encoding: gzip", "Transfer-Encoding: chunked"]),
        (zlib.compress(PAGE), ["Content-Encoding: deflate"]),
        (brotli.compress(PAGE), ["content-encoding: br"]),
        (PAGE, ["Content-Encoding: gzip", "Transfer-Encoding: chunked"]),
        (PAGE, ["Content-Encoding: br"]),
        (PAGE, ["X-A: b", " folded: c"]),
    ],
)
def test_bodies_are_unpacked_as_far_as_they_are_packed(body: bytes, headers: list[str]) -> None:
    assert only_document(taken(record(answer(body, *headers)), "news.warc")).content == PAGE


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunks(PAGE)[:30], ["Transfer-Encoding: chunked"]),
        (gzip.compress(PAGE, mtime=0)[:30], ["Content-Encoding: gzip"]),
        (gzip.compress(PAGE, mtime=0)[:20] + b"xxxxxxxxxxx", ["Content-Encoding: gzip"]),
        (brotli.compress(PAGE * 50)[:20], ["Content-Encoding: br"]),
        (b"\x00\x01", ["Content-Encoding: compress"]),
        (b"\x00\x01", ["Content-Encoding: br, br, br"]),
    ],
)
def test_a_damaged_body_is_a_failure_and_the_next_record_is_read(body: bytes, headers: list[str]) -> None:
    first, last = taken(record(answer(body, *headers)) + record(answer(), 2), "news.warc")
    assert isinstance(first, Failure)
    assert first.origin == "news.warc:1"
    assert first.hint
    assert addresses([last]) == ["https://outlet.example/2"]


@pytest.mark.parametrize("length", ["-5", "abc", "", "9" * 40, "2", "1_0", "٣"])
def test_a_false_length_costs_one_record(length: str) -> None:
    found = taken(record(answer()) + record(answer(), 2, length=length) + record(answer(), 3), "news.warc")
    assert [address for address in addresses(found) if address != "https://outlet.example/2"] == [
        "https://outlet.example/1",
        "https://outlet.example/3",
    ]
    assert failures(found)


def test_an_absurd_length_does_not_swallow_the_records_after_it() -> None:
    data = record(answer(media="image/png"), 1, length="999999999999") + record(answer(), 2)
    found = taken(data, "news.warc", Limits(document_bytes=1_000_000))
    assert addresses(found) == ["https://outlet.example/2"]
    assert "another begins" in failures(found)[0].reason


def test_a_page_over_the_limit_is_a_failure_and_the_next_is_read() -> None:
    large = answer(PAGE * 50_000)
    found = taken(
        record(large, 1) + record(large, 2) + record(answer(), 3), "news.warc", Limits(document_bytes=1_000_000)
    )
    assert [part.origin for part in found] == ["news.warc:1", "news.warc:2", "news.warc:3"]
    assert [failure.kind for failure in failures(found)] == [FailureKind.TOO_LARGE] * 2


def test_what_is_no_record_is_a_failure_and_the_next_is_read() -> None:
    found = taken(record(answer()) + b"garbage\r\nmore\r\n\r\n" + record(answer(), 3), "news.warc")
    assert addresses(found) == ["https://outlet.example/1", "https://outlet.example/3"]
    assert failures(found)[0].origin == "news.warc:2"


@pytest.mark.parametrize("headers", [b"X: " + b"a" * 5_000_000, b"X: a\r\n" * 500_000])
def test_headers_without_end_are_refused(headers: bytes) -> None:
    found = taken(b"WARC/1.0\r\n" + headers + b"\r\n\r\n" + record(answer(), 2), "news.warc")
    assert addresses(found) == ["https://outlet.example/2"]
    assert "64 kB" in failures(found)[0].reason


@pytest.mark.parametrize("cut", [1, 20, 100, 250])
def test_what_comes_before_a_cut_is_read(cut: int) -> None:
    whole = record(answer()) + record(answer(), 2)
    found = taken(whole[: len(record(answer())) + cut], "news.warc")
    assert addresses(found)[0] == "https://outlet.example/1"
    assert failures(found)
    packed = b"".join(gzip.compress(record(answer(), number)) for number in (1, 2))
    assert failures(taken(packed[:-cut], "news.warc.gz"))


def test_a_bomb_in_a_record_is_stopped_and_the_next_is_read() -> None:
    bomb = answer(gzip.compress(bytes(20_000_000)), "Content-Encoding: gzip")
    limits = Limits(document_bytes=1_000_000)
    found = taken(record(bomb) + record(answer(), 2), "news.warc", limits)
    assert failures(found)[0].kind is FailureKind.TOO_LARGE
    assert addresses(found) == ["https://outlet.example/2"]


def test_pages_in_pdf_are_read_as_such() -> None:
    found = taken(record(answer(b"%PDF-1.4 broken", media="application/pdf")), "news.warc")
    assert "PDF" in only_failure(found).reason


@pytest.mark.slow
def test_memory_does_not_grow_with_the_number_of_records(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.warc.gz"
        with path.open("wb") as file:
            for number in range(count):
                file.write(gzip.compress(record(answer(), number), 1))
        program = (
            "import sys, resource\nfrom communique.sources import open_sources\n"
            "print(sum(1 for _ in open_sources(sys.argv[1:])), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        told = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
        read, memory = map(int, told.stdout.split())
        assert read == count
        return memory

    assert peak(100_000) < 1.2 * peak(1_000)
