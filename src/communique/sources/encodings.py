"""Which encoding a stream of text is in, told by its first bytes, and bytes of another encoding within it."""

from __future__ import annotations

import codecs
import re

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_STRAY_BYTE = re.compile("[\udc80-\udcff]")
_STRAY = re.compile("[\udc80-\udcff]+")
_MANY_ZEROS, _MOSTLY = 0.3, 0.9


def encoding_of(head: bytes) -> str:
    """The encoding of a stream that begins with `head`: by its mark, by the zeros of UTF-16, UTF-8 where most of it is,
    Windows-1252 where it is mostly ASCII, else what its bytes speak for.

    >>> encoding_of("Zürich".encode("utf-16"))
    'utf-16'
    """
    for mark, name in _MARKS.items():
        if head.startswith(mark):
            return name
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if head and max(even, odd) > len(head) / 2 * _MANY_ZEROS:
        return "utf-16-le" if odd > even else "utf-16-be"
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(head)
    stray = len(_STRAY_BYTE.findall(text))
    if not stray or stray < sum(not sign.isascii() for sign in text) / 2:
        return "utf-8"
    if sum(byte < 128 for byte in head) >= _MOSTLY * len(head):
        return "cp1252"
    from charset_normalizer import from_bytes  # loaded only for the few that are neither

    best = from_bytes(head).best()
    return best.encoding if best else "cp1252"


def mended(text: str) -> tuple[str, bool]:
    """Text in which bytes that were not of its encoding (decoded with `surrogateescape`) are read as Windows-1252, and
    whether there were any.

    >>> mended(b"caf\\xe9".decode("utf-8", "surrogateescape"))
    ('café', True)
    """
    if text.isascii() or not _STRAY.search(text):
        return text, False
    return _STRAY.sub(lambda found: found[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"), text), True
