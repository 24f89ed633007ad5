"""Large XML files one element at a time, however broken: what a browser would forgive is forgiven here too."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from communique.errors import ArticleError, FailureKind
from communique.sources.encodings import encoding_of, mended

HEAD = 65_536
_PIECE = 65_536
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)([a-zA-Z][a-zA-Z0-9]{1,30};)?")
_CUT = re.compile(r"&[#\w]{0,31}\Z")
_DECLARED = re.compile(rb"""\A\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._:-]{2,40})["']""")
_ROOT = re.compile(
    rb"\A(?:\s|<\?(?:[^?]|\?(?!>)){0,2000}\?>|<!--(?:[^-]|-(?!->)){0,20000}-->|<!doctype\b[^>\[]{0,500}(?:\[[^\]]{0,20000}\]\s*)?>){0,50}"
    rb"<(?:[a-z][\w.-]{0,40}:)?([a-z]+)\b",
)
_LOST = frozenset({"ERR_TAG_NOT_FINISHED", "ERR_RESOURCE_LIMIT", "ERR_DOCUMENT_EMPTY", "ERR_INTERNAL_ERROR"})


def root_of(beginning: bytes) -> str:
    """The local name of the root element of content that begins so, in small letters; empty where it is no XML.

    >>> root_of(b'<?xml version="1.0"?><rdf:rdf xmlns="x">')
    'rdf'
    """
    found = _ROOT.match(beginning)
    return found[1].decode("ascii") if found else ""


class XmlStream:
    """The elements of certain names of an XML file, each gone from memory before the next is read.

    `names` are local names; `holders` those of the elements that hold them. `header` collects what stands beside them:
    the text (or `href`) of the holders' other children, the first of each name. Memory: one element, up to `limit`
    bytes of the file. No entity is resolved that the file declares, nothing is loaded from elsewhere.
    """

    def __init__(self, stream: BinaryIO, names: frozenset[str], holders: frozenset[str], limit: int) -> None:
        self._source = _Mended(stream, limit)
        self._names = names
        self._holders = holders
        self.header: dict[str, str] = {}

    def elements(self) -> Iterator[Any]:
        """The elements, as lxml gives them. Raises ArticleError at the end where the file is cut off or is no XML."""
        from lxml import etree

        events = etree.iterparse(
            self._source,
            events=("end",),
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            encoding="utf-8",
        )
        root = ""
        try:
            for _, element in events:
                root = local(element) if element.getparent() is None else root
                if self._source.is_over and _is_cut_off(events.error_log):
                    break
                if local(element) in self._names:
                    yield element
                elif not self._stands_beside(element):
                    continue
                _forget(element)
                self._source.renew()
        except etree.XMLSyntaxError as error:
            raise _malformed(str(error.msg)) from error
        if _is_cut_off(events.error_log):
            raise _malformed("its end is missing")
        if root not in self._holders:
            raise _malformed(f"it begins with <{root[:40]}>" if root else "there is no element in it")

    def _stands_beside(self, element: Any) -> bool:
        """Note what stands beside the elements; False for what is part of something else."""
        parent = element.getparent()
        if parent is None or local(parent) not in self._holders:
            return False
        name = local(element)
        if name not in self._holders and len(self.header) < 50:
            text = (element.text or "").strip() or element.get("href", "")
            if text and not (name == "link" and element.get("rel", "alternate") != "alternate"):
                self.header.setdefault(name, text[:2000])
        return name not in self._holders


def local(element: Any) -> str:
    """The name of an element without its namespace or prefix."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def inner_text(element: Any) -> str:
    """The text of an element, with the tags of what is in it written out again as plain tags."""
    parts = [element.text or ""]
    for child in element:
        name = local(child)
        parts += [f"<{name}>", inner_text(child), f"</{name}>"] if name else []
        parts.append(child.tail or "")
    return "".join(parts)


class _Mended:
    """The file as sound UTF-8, in whatever encoding it came: what XML forbids is gone, HTML's entities are signs."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._left = limit
        self._kept = ""
        self._decoder: codecs.IncrementalDecoder | None = None
        self.is_over = False

    def renew(self) -> None:
        """One element is done: the next may be as large again."""
        self._left = self._limit

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(_PIECE)
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
        if piece and (cut := _CUT.search(text, max(0, len(text) - 40))):
            text, self._kept = text[: cut.start()], cut[0]
        if first:
            text = text.removeprefix("\ufeff").lstrip()
        self.is_over = not piece
        sound = _AMPERSAND.sub(_sign, _NO_XML.sub(" ", text)).encode("utf-8", "replace")
        return sound or (b" " if piece else b"")


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
    """An ampersand that begins no reference of XML: the sign that HTML gives it, else a plain ampersand."""
    name = found[1]
    sign = html.unescape(f"&{name}") if name else ""
    return sign if sign and not sign.startswith("&") else f"&amp;{name or ''}"


def _forget(element: Any) -> None:
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _is_cut_off(log: Any) -> bool:
    return any(entry.type_name in _LOST for entry in list(log)[-5:])


def _malformed(reason: str) -> ArticleError:
    hint = "look whether the file is whole; what stands before the break is read"
    return ArticleError(f"it is no sound XML: {reason}"[:300], kind=FailureKind.MALFORMED, hint=hint)
