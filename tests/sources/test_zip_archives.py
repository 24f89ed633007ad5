"""ZIP archives: every honest member is read in order, every hostile one is a failure, nothing is written to disk."""

from __future__ import annotations

import io
import os
import stat
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from taken import Found, Pieces, documents, failures, only_failure, taken

from communique.errors import FailureKind
from communique.model.article import Failure, RawDocument
from communique.sources import Limits, open_sources
from communique.sources.content import Content
from communique.sources.forms import take_apart

PAGE = b"<html><p>Talks ended in Oslo.</p></html>"


def zipped(members: Mapping[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def origins(found: list[Found]) -> list[str]:
    return [part.origin for part in found]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_members_are_read_in_order_under_their_names(method: int) -> None:
    archive = zipped(
        {"b/a.html": PAGE, "a.txt": b"x" * 200_000, "c/": b"", "two.jsonl": b'{"text": "x"}\n' * 2}, method
    )
    found = taken(archive, "news.zip")
    assert origins(found) == ["news.zip/b/a.html", "news.zip/a.txt", "news.zip/two.jsonl:1", "news.zip/two.jsonl:2"]
    assert [part.content for part in documents(found)[:2]] == [PAGE, b"x" * 200_000]


def test_an_archive_that_comes_through_a_pipe_is_read_too() -> None:
    content = Content("-", Pieces(zipped({"a.html": PAGE})), name="", is_named=True)
    assert origins(list(take_apart(content, Limits()))) == ["-/a.html"]


def test_what_a_pipe_brings_is_kept_up_to_a_limit() -> None:
    content = Content("-", Pieces(zipped({"a.txt": os.urandom(5_000)})), name="a.zip")
    failure = only_failure(list(take_apart(content, Limits(kept_bytes=1_000))))
    assert failure.kind is FailureKind.TOO_LARGE


def test_archives_within_archives_are_read_down_to_the_limit() -> None:
    archive = PAGE
    for level in range(6):
        archive = zipped({"page.html" if level == 0 else "in.zip": archive})
    assert isinstance(only_failure(taken(archive, "a.zip")), Failure)
    assert "more than 4 archives" in only_failure(taken(archive, "a.zip")).reason
    assert (
        documents(taken(archive, "a.zip", Limits(depth=6)))[0].origin
        == "a.zip/in.zip/in.zip/in.zip/in.zip/in.zip/page.html"
    )


@pytest.mark.parametrize(
    "name",
    ["../a.html", "a/../../b.html", "/etc/a.html", "\\a.html", "C:\\a.html", "..\\a.html", "c:a.html"],
)
def test_a_name_that_leads_out_is_a_failure_and_the_rest_is_read(name: str) -> None:
    info = zipfile.ZipInfo("placeholder.html")
    info.filename = name
    first, last = taken(zipped({info: PAGE, "z.html": PAGE}), "news.zip")
    assert isinstance(first, Failure)
    assert "leads out of the archive" in first.reason
    assert first.hint
    assert isinstance(last, RawDocument)


@pytest.mark.parametrize("mode", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_failures(mode: int) -> None:
    info = zipfile.ZipInfo("a.html")
    info.create_system = 3
    info.external_attr = (mode | 0o644) << 16
    first, last = taken(zipped({info: b"/etc/passwd", "z.html": PAGE}), "news.zip")
    assert isinstance(first, Failure)
    assert first.kind is FailureKind.UNSUPPORTED
    assert isinstance(last, RawDocument)


def test_hidden_members_and_those_of_systems_are_passed_over() -> None:
    found = taken(zipped({"__MACOSX/._a.html": b"x", ".git/config": b"x", "Thumbs.db": b"x", "a.html": PAGE}), "a.zip")
    assert origins(found) == ["a.zip/a.html"]


def test_the_parts_of_saved_pages_are_passed_over_and_other_folders_are_not() -> None:
    found = taken(
        zipped({"a/t_files/x.css": b"x", "a/t_files/ad.html": PAGE, "a/t.html": PAGE, "my_files/b.html": PAGE}), "a.zip"
    )
    assert origins(found) == ["a.zip/a/t.html", "a.zip/my_files/b.html"]


def test_an_encrypted_member_is_a_failure_that_says_so() -> None:
    archive = bytearray(zipped({"a.html": PAGE, "z.html": PAGE}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        archive[archive.find(mark) + place] |= 1
    first, last = taken(bytes(archive), "a.zip")
    assert isinstance(first, Failure)
    assert "encrypted" in first.reason
    assert isinstance(last, RawDocument)


def test_a_wrong_checksum_is_a_failure_and_the_rest_is_read() -> None:
    archive = zipped({"a.html": PAGE, "z.html": PAGE}, zipfile.ZIP_STORED).replace(b"Oslo", b"Rome", 1)
    first, last = taken(archive, "a.zip")
    assert isinstance(first, Failure)
    assert "checksum" in first.reason
    assert first.origin == "a.zip/a.html"
    assert isinstance(last, RawDocument)


def test_a_truncated_archive_is_a_failure() -> None:
    archive = zipped({"a.html": PAGE, "z.html": PAGE})
    failure = only_failure(taken(archive[:-40], "a.zip"))
    assert failure.kind is FailureKind.MALFORMED
    assert failure.hint


def test_duplicate_names_are_both_read() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "Talks began.")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "Talks ended.")
    assert [part.content for part in documents(taken(file.getvalue(), "a.zip"))] == [b"Talks began.", b"Talks ended."]


def test_names_in_old_encodings_are_shown_and_control_characters_are_not() -> None:
    archive = zipped({"gesprXche\x1b.html": PAGE}, zipfile.ZIP_STORED).replace(b"sprX", b"spr\x84")
    assert origins(taken(archive, "a.zip")) == ["a.zip/gespräche\ufffd.html"]


def test_an_archive_of_the_large_form_is_read() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, archive.open("a.html", "w", force_zip64=True) as member:
        member.write(PAGE)
    data = bytearray(file.getvalue())
    end = data.rfind(b"PK\x05\x06")
    _, _, _, _, count, length, place, _ = struct.unpack_from("<4s4H2LH", data, end)
    large = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, length, place)
    pointer = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    small = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    whole = bytes(data[:end]) + large + pointer + small
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert archive.namelist() == ["a.html"]
    assert documents(taken(whole, "a.zip"))[0].content == PAGE


def test_a_program_before_the_archive_does_no_harm() -> None:
    assert documents(taken(b"#!/bin/sh\nexit\n" + zipped({"a.html": PAGE}), "a.zip"))[0].content == PAGE


def test_members_that_share_their_bytes_are_refused() -> None:
    """One kernel of packed zeros, which a directory of many entries points to: tiny, and unpacks to petabytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    kernel = packer.compress(bytes(1_000_000)) + packer.flush()
    crc = zlib.crc32(bytes(1_000_000))
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(kernel), 1_000_000, 1, 0) + b"a"
    entry = (
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(kernel), 1_000_000, 1, 0, 0, 0, 0, 0, 0)
        + b"a"
    )
    directory = entry * 10_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 10_000, 10_000, len(directory), len(local) + len(kernel), 0)
    found = taken(local + kernel + directory + end, "bomb.zip")
    assert "overlap" in failures(found)[-1].reason
    assert len(found) < 1_000


def test_a_bomb_is_stopped_and_the_run_goes_on() -> None:
    bomb = zipped({f"{number}.txt": bytes(3_000_000) for number in range(10)})
    found = taken(bomb, "bomb.zip", Limits(unpacked_bytes=5_000_000, unpacked_ratio=10))
    assert len(found) == 3
    assert failures(found)[-1].kind is FailureKind.TOO_LARGE
    assert failures(found)[-1].origin == "bomb.zip"


def test_bombs_within_bombs_share_one_budget() -> None:
    archive = bytes(1_000_000)
    for level in range(4):
        archive = zipped({f"{number}.{'zip' if level else 'txt'}": archive for number in range(10)})
    found = taken(archive, "42.zip", Limits(unpacked_bytes=5_000_000, unpacked_ratio=10))
    assert len(found) < 40
    assert failures(found)[-1].kind is FailureKind.TOO_LARGE


def test_a_member_that_is_larger_than_stated_is_a_failure() -> None:
    archive = bytearray(zipped({"a.txt": b"x" * 1_000}))
    place = archive.find(b"PK\x01\x02")
    struct.pack_into("<L", archive, place + 24, 10)
    assert "larger than the archive states" in only_failure(taken(bytes(archive), "a.zip")).reason


def test_nothing_is_written_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "in" / "a.zip"
    archive.parent.mkdir()
    info = zipfile.ZipInfo("x.html")
    info.filename = "../../evil.html"
    archive.write_bytes(zipped({info: PAGE, "b.html": PAGE}))
    monkeypatch.chdir(tmp_path)
    list(open_sources([str(archive)]))
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_documents_that_are_archives_inside_are_not_unpacked() -> None:
    failure = only_failure(taken(zipped({"xl/workbook.xml": b"<x/>", "a.html": PAGE}), "table.xlsx"))
    assert failure.kind is FailureKind.UNSUPPORTED
    assert "CSV" in failure.hint


def test_an_empty_archive_is_a_failure() -> None:
    assert only_failure(taken(zipped({}), "a.zip")).kind is FailureKind.EMPTY


@pytest.mark.slow
def test_memory_does_not_grow_with_the_number_of_members(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for number in range(count):
                archive.writestr(f"news/{number}.html", PAGE)
        program = (
            "import sys, resource\nfrom communique.sources import open_sources\n"
            "print(sum(1 for _ in open_sources(sys.argv[1:])), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        told = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
        read, memory = map(int, told.stdout.split())
        assert read == count
        return memory

    assert peak(100_000) < 1.2 * peak(1_000)
