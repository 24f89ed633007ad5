"""Broken XML mended on its way to the parser, so that a small fault does not cost the rest of a feed."""

from __future__ import annotations

import codecs
import html
import re
from functools import cache
from typing import BinaryIO

from communique.data import load_toml
from communique.errors import ArticleError, FailureKind
from communique.sources.encodings import encoding_of, mended

_PIECE = 65_536
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_AMPERSAND = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos);)(#[0-9]{1,9};|#[xX][0-9a-fA-F]{1,8};|[a-zA-Z][a-zA-Z0-9]{1,30};)?"
)
_CUT = re.compile(r"(?:&[#\w]{0,31}|<[^<>]{0,999}|\]{1,2})\Z")
_LONGEST_CUT = 1_000
_DECLARED = re.compile(rb"""\A\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._:-]{2,40})["']""")
_SECTION = re.compile(r"(<!\[CDATA\[|\]\]>)")


class MendedXml:
    """An XML file as sound UTF-8, for a parser to read from, whatever its encoding.

    What XML forbids is gone; HTML's entities are signs; HTML's tags, which many feeds leave open, are text. Of one
    element `limit` bytes are given; more raises ArticleError. `renew` tells that the next element begins.
    """

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._left = limit
        self._kept = ""
        self._is_quoted = False
        self._decoder: codecs.IncrementalDecoder | None = None
        self.is_over = False

    def renew(self) -> None:
        """One element is done: the next may be as large again."""
        self._left = self._limit

    def read(self, size: int = -1) -> bytes:
        """The next piece; empty at the end."""
        while not (sound := self._next()) and not self.is_over:
            pass
        return sound

    def _next(self) -> bytes:
        """The next piece that was read, mended as far as it can be told; the rest is kept for the one after it."""
        piece = self._stream.read(_PIECE)
        self.is_over = not piece
        first = self._decoder is None
        if self._decoder is None:
            self._decoder = _decoder(piece)
        self._left -= len(piece)
        if self._left < 0:
            reason = f"one element is larger than {self._limit / 1e6:g} MB; what follows is not read"
            hint = "raise `max_document_mb` in communique.toml, or leave it out"
            raise ArticleError(reason, kind=FailureKind.TOO_LARGE, hint=hint)
        text = mended(self._kept + self._decoder.decode(piece, final=not piece))[0]
        self._kept = ""
        if piece and (cut := _CUT.search(text, max(0, len(text) - _LONGEST_CUT))):
            text, self._kept = text[: cut.start()], cut[0]
        if first:
            text = text.removeprefix("\ufeff").lstrip()
        return self._sound(_NO_XML.sub(" ", text)).encode("utf-8", "replace")

    def _sound(self, text: str) -> str:
        """The text with signs and tags mended, save in sections that are quoted as they stand."""
        parts = _SECTION.split(text)
        for at, part in enumerate(parts):
            if at % 2:
                self._is_quoted = part != "]]>"
            elif not self._is_quoted:
                parts[at] = _tags().sub(r"&lt;\1&gt;", _AMPERSAND.sub(_sign, part))
        return "".join(parts)


def _decoder(head: bytes) -> codecs.IncrementalDecoder:
    """What the file declares, where its bytes do not speak against it; else what they speak for."""
    encoding = encoding_of(head)
    declared = _DECLARED.match(head)
    if declared and (encoding not in ("utf-8", "utf-8-sig", "utf-16") or head.isascii()):
        stated = declared[1].decode("ascii").lower()
        try:
            if not stated.startswith(("utf-16", "utf16", "ucs", "utf-32")) and "a".encode(stated) == b"a":
                encoding = stated
        except (LookupError, UnicodeError):
            pass
    errors = "surrogateescape" if encoding in ("utf-8", "utf-8-sig") else "replace"
    return codecs.getincrementaldecoder(encoding)(errors)


def _sign(found: re.Match[str]) -> str:
    """What an ampersand begins: the sign that HTML gives a reference, else a plain ampersand and what follows.

    Numbers too, since those of signs that there are not (`&#xD800;`) break the parser.
    """
    name = found[1] or ""
    sign = _NO_XML.sub("\ufffd", html.unescape(f"&{name}")) if name else "&"
    return html.escape(sign) if name[:1] == "#" or not sign.startswith("&") else f"&amp;{name}"


@cache
def _tags() -> re.Pattern[str]:
    """Tags of HTML that no feed has as elements of its own; those with a prefix are not meant."""
    names = "|".join(sorted(load_toml("feeds")["html"]["tags"], key=len, reverse=True))
    return re.compile(rf"<(/?(?:{names})(?:[\s/][^<>]{{0,2000}})?)>", re.IGNORECASE)
