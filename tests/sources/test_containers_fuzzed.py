"""Damaged containers of every kind: always items or failures with a reason and a hint, never an error."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from taken import failures, taken

from communique.sources import Limits

LIMITS = Limits(document_bytes=1_000_000, unpacked_bytes=5_000_000, kept_bytes=1_000_000)
PAGE = b"<html><p>Talks ended in Oslo on Friday.</p></html>"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nTalks\r\n0\r\n\r\n"
RECORD = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: application/http\r\n"
    b"Content-Length: %d\r\n\r\n%b\r\n\r\n" % (len(ANSWER), ANSWER)
)
MAIL = (
    b"Subject: =?utf-8?q?Talks?=\r\nFrom: A <a@b.example>\r\nDate: Fri, 14 Mar 2025 10:15:00 +0000\r\n"
    b'Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n'
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Talks ended=2E</p>\r\n--x\r\n"
    b"Content-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\nTalks.\r\n--x--\r\n"
)


@cache
def whole() -> dict[str, bytes]:
    zipped, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.html", "b/c.txt", "d.jsonl"):
            archive.writestr(name, PAGE * 5)
    with tarfile.open(fileobj=tarred, mode="w", format=tarfile.PAX_FORMAT) as archive_tar:
        for name in ("a.html", "ü" * 80 + ".txt"):
            info = tarfile.TarInfo(name)
            info.size = len(PAGE)
            archive_tar.addfile(info, io.BytesIO(PAGE))
    return {
        "a.zip": zipped.getvalue(),
        "a.tar": tarred.getvalue()[:6_000],
        "a.tar.gz": gzip.compress(tarred.getvalue()),
        "a.html.bz2": bz2.compress(PAGE),
        "a.html.xz": lzma.compress(PAGE),
        "a.warc": RECORD * 3,
        "a.warc.gz": gzip.compress(RECORD) * 3,
        "a.eml": MAIL,
        "a.mhtml": MAIL,
        "a.mbox": (b"From a@b Fri Mar 14 10:15:00 2025\n" + MAIL + b"\n\n") * 3,
    }


@pytest.mark.parametrize("name", sorted(whole()))
@settings(max_examples=60)
@given(seed=st.integers(0, 10**9), flips=st.integers(0, 12), cut=st.booleans(), doubled=st.booleans())
def test_no_damage_breaks_the_reading(name: str, seed: int, flips: int, cut: bool, doubled: bool) -> None:
    chance = random.Random(seed)
    data = bytearray(whole()[name])
    for _ in range(flips):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if doubled:
        place = chance.randrange(len(data))
        data[place:place] = data[: chance.randrange(200)]
    found = taken(bytes(data[: chance.randrange(len(data)) if cut else None]), name, LIMITS)
    assert found
    assert len(found) < 100
    assert all(failure.reason and failure.hint and failure.origin for failure in failures(found))


@pytest.mark.parametrize("name", sorted({*whole(), "a.pdf", "a.docx", "a.zst"}))
@settings(max_examples=25)
@given(data=st.binary(max_size=300))
def test_no_bytes_break_the_reading(name: str, data: bytes) -> None:
    assert taken(data, name, LIMITS)
