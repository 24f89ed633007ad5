"""Large XML files one element at a time, however broken: what a browser would forgive is forgiven here too."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from communique.errors import ArticleError, FailureKind
from communique.sources.xml_mending import MendedXml

_ROOT = re.compile(
    rb"""\A(?:
        \s++                                                              # blanks
        | <\?(?:[^?]|\?(?!>)){0,2000}+\?>                                # <?xml ...?>, <?xml-stylesheet ...?>
        | <!--(?:[^-]|-(?!->)){0,20000}+-->                               # comments
        | <!doctype\b[^>\[]{0,500}+(?:\[[^\]]{0,20000}+\]\s{0,99}+)?>      # a document type, with its entities
    ){0,100}+
    <(?:[a-z][\w.-]{0,40}:)?([a-z]+)\b""",
    re.VERBOSE,
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
        self._source = MendedXml(stream, limit)
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
            text = inner_text(element).strip() or element.get("href", "")
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
        parts += [f"<{name}>", inner_text(child), f"</{name}>"] if name else [_reference(child)]
        parts.append(child.tail or "")
    return "".join(parts)


def _reference(node: Any) -> str:
    """The sign that a reference stands for; nothing for one that the file declares itself. The parser leaves even
    those of XML unresolved where a file comes in small pieces."""
    stated = node.text or ""
    sign = html.unescape(stated)
    return sign if sign != stated else ""


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
