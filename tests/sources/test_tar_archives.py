"""Tar archives and compressed files: what is whole is read, what is hostile or damaged is a failure, in a stream."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
from collections.abc import Callable

import pytest
from taken import Pieces, documents, failures, only_document, only_failure, taken

from communique.errors import FailureKind
from communique.model.article import Failure, RawDocument
from communique.sources import Limits
from communique.sources.content import Content
from communique.sources.forms import take_apart

PAGE = b"<html><p>Talks ended in Oslo.</p></html>"
LINES = b'{"text": "Talks ended."}\n' * 3


def member(name: str, kind: bytes = tarfile.REGTYPE, size: int = len(PAGE)) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.size = kind, size if kind == tarfile.REGTYPE else 0
    info.linkname = "/etc/passwd" if kind in (tarfile.SYMTYPE, tarfile.LNKTYPE) else ""
    return info


def tarred(*members: tarfile.TarInfo | str, form: int = tarfile.PAX_FORMAT) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as archive:
        for info in (member(part) if isinstance(part, str) else part for part in members):
            archive.addfile(info, io.BytesIO(PAGE) if info.size else None)
    return file.getvalue()


def compressed(name: str) -> Callable[[bytes], bytes]:
    def zstd(data: bytes) -> bytes:
        module = pytest.importorskip("backports.zstd")
        return bytes(module.compress(data))

    return {
        ".gz": gzip.compress,
        ".bz2": bz2.compress,
        ".xz": lambda data: lzma.compress(data, preset=0),
        ".zst": zstd,
    }[name]


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
def test_members_are_read_in_order_under_their_names(form: int) -> None:
    long = "d" * 90 + "/" + "e" * 90 + ".html"
    found = taken(tarred("b.html", member("c", tarfile.DIRTYPE), long, form=form), "news.tar")
    assert [part.origin for part in found] == ["news.tar/b.html", f"news.tar/{long}"]
    assert {part.content for part in documents(found)} == {PAGE}


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.tar.gz", ".gz"), ("a.tgz", ".gz"), ("a.tar.bz2", ".bz2"), ("a.txz", ".xz"), ("a.tar.zst", ".zst")],
)
def test_compressed_tar_archives_are_read_from_a_pipe(name: str, suffix: str) -> None:
    content = Content(name, Pieces(compressed(suffix)(tarred("b.html", "c.html"))))
    found = list(take_apart(content, Limits()))
    assert [part.origin for part in found] == [f"{name}/b.html", f"{name}/c.html"]


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zst"])
def test_one_compressed_file_is_read_as_what_its_name_says(suffix: str) -> None:
    pack = compressed(suffix)
    found = taken(pack(LINES) + pack(LINES), f"news.jsonl{suffix}")
    assert [part.origin for part in found] == [f"news.jsonl{suffix}:{number}" for number in range(1, 7)]
    assert only_document(taken(pack(PAGE), f"a.html{suffix}")).media == "html"


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zst"])
def test_what_comes_before_a_cut_is_read(suffix: str) -> None:
    lines = b"".join(
        b'{"text": "Talks %d: %s"}\n' % (number, os.urandom(20).hex().encode()) for number in range(20_000)
    )
    found = taken(compressed(suffix)(lines)[:-500], f"news.jsonl{suffix}")
    assert len(documents(found)) > 2_000
    (failure,) = failures(found)
    assert "cut off" in failure.reason
    assert failure.hint


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz"])
def test_damaged_bytes_are_a_failure(suffix: str) -> None:
    packed = bytearray(compressed(suffix)(os.urandom(5_000).hex().encode()))
    packed[1_000:1_100] = bytes(100)
    failure = only_failure(taken(bytes(packed), f"a.txt{suffix}"))
    assert failure.kind is FailureKind.MALFORMED
    assert "damaged" in failure.reason


def test_a_file_that_was_unpacked_on_the_way_is_read_under_its_old_name() -> None:
    assert only_document(taken(PAGE, "a.html.gz")).media == "html"
    assert len(documents(taken(LINES, "news.jsonl.gz"))) == 3


@pytest.mark.parametrize("data", [b"", bytes(range(256))])
def test_a_file_that_only_says_it_is_compressed_is_a_failure(data: bytes) -> None:
    assert only_failure(taken(data, "a.txt.gz")).kind is FailureKind.MALFORMED


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zst"])
def test_a_bomb_is_stopped(suffix: str) -> None:
    bomb = compressed(suffix)(bytes(15_000_000))
    limits = Limits(unpacked_bytes=1_000_000, unpacked_ratio=10)
    assert only_failure(taken(bomb, f"a.txt{suffix}", limits)).kind is FailureKind.TOO_LARGE


def test_bombs_within_bombs_are_stopped() -> None:
    bomb = gzip.compress(gzip.compress(gzip.compress(bytes(100_000_000), 9), 9), 9)
    limits = Limits(unpacked_bytes=10_000_000, unpacked_ratio=200)
    assert only_failure(taken(bomb, "a.txt.gz.gz.gz", limits)).kind is FailureKind.TOO_LARGE


@pytest.mark.parametrize(
    ("info", "reason"),
    [
        (member("../a.html"), "leads out"),
        (member("/etc/a.html"), "leads out"),
        (member("b/../../a.html"), "leads out"),
        (member("a.html", tarfile.SYMTYPE), "a link"),
        (member("a.html", tarfile.LNKTYPE), "a link"),
        (member("a.html", tarfile.FIFOTYPE), "no regular file"),
        (member("a.html", tarfile.CHRTYPE), "no regular file"),
    ],
)
def test_hostile_members_are_failures_and_the_rest_is_read(info: tarfile.TarInfo, reason: str) -> None:
    first, last = taken(tarred(info, "z.html"), "a.tar")
    assert isinstance(first, Failure)
    assert reason in first.reason
    assert first.hint
    assert isinstance(last, RawDocument)


def test_hidden_members_are_passed_over() -> None:
    found = taken(tarred("./.DS_Store", "._a.html", "./a.html"), "a.tar")
    assert [part.origin for part in found] == ["a.tar/./a.html"]


@pytest.mark.parametrize("cut", [100, 512, 700, 1024, 1200, 1536])
def test_what_comes_before_the_cut_of_an_archive_is_read(cut: int) -> None:
    found = taken(tarred("a.html", "b.html", "c.html")[:cut], "a.tar")
    assert len(documents(found)) == (cut - 512 >= len(PAGE)) + (cut - 1536 >= len(PAGE))
    assert failures(found)
    assert all(failure.kind is FailureKind.MALFORMED for failure in failures(found))


def test_a_damaged_header_is_a_failure_and_not_the_end_in_silence() -> None:
    archive = bytearray(tarred("a.html", "b.html", form=tarfile.USTAR_FORMAT))
    archive[1030:1040] = b"\xff" * 10
    found = taken(bytes(archive), "a.tar")
    assert len(documents(found)) == 1
    assert "damaged" in failures(found)[0].reason


@pytest.mark.parametrize("size", [b"\xff" * 12, b"\x80" + b"\x7f" * 11, b"77777777777\0"])
@pytest.mark.parametrize("kind", [tarfile.REGTYPE, tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME])
def test_impossible_sizes_neither_hang_nor_fill_the_memory(size: bytes, kind: bytes) -> None:
    header = bytearray(tarfile.TarInfo("a.html").tobuf())
    header[124:136] = size
    header[156:157] = kind
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    found = taken(bytes(header) + bytes(10_240), "a.tar")
    assert failures(found)


def test_an_old_archive_without_a_mark_is_known_by_its_suffix() -> None:
    info = tarfile.TarInfo("a.html")
    info.size = len(PAGE)
    header = bytearray(info.tobuf(tarfile.USTAR_FORMAT))
    header[257:265] = bytes(8)
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    archive = bytes(header) + PAGE.ljust(512, b"\0") + bytes(1024)
    assert only_document(taken(archive, "a.tar")).content == PAGE


def test_text_under_the_name_of_an_archive_is_a_failure() -> None:
    assert only_failure(taken(b"Talks ended. " * 100, "a.tar")).kind is FailureKind.MALFORMED
    assert only_failure(taken(b"", "a.tar")).kind is FailureKind.MALFORMED
