"""The paragraphs of a word processor's file (DOCX, ODT); runs in the confined child process alone."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO
from xml.parsers import expat

from communique.errors import ArticleError, FailureKind

_PIECE = 4_000_000
"""Bytes that are parsed at once: old versions of the parser go over a long token again with each piece."""
_MOST_NOTES = 10_000
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_MEANING: dict[str, str] = {
    **{
        f"{space} {name}": meaning
        for space in _WORD
        for name, meaning in {
            "p": "paragraph",
            "t": "text",
            "tab": "blank",
            "br": "blank",
            "cr": "blank",
            "noBreakHyphen": "hyphen",
            "del": "left out",
            "moveFrom": "left out",
            "tr": "row",
            "tc": "cell",
            "pStyle": "style",
            "numPr": "item",
            "r": "run",
            "vanish": "hidden",
            "footnote": "note",
            "endnote": "note",
        }.items()
    },
    "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback": "left out",
    f"{_ODF}text:1.0 p": "spoken",
    f"{_ODF}text:1.0 h": "spoken",
    f"{_ODF}text:1.0 s": "blank",
    f"{_ODF}text:1.0 tab": "blank",
    f"{_ODF}text:1.0 line-break": "blank",
    f"{_ODF}text:1.0 tracked-changes": "left out",
    f"{_ODF}text:1.0 note-citation": "left out",
    f"{_ODF}text:1.0 note": "note",
    f"{_ODF}text:1.0 list-item": "list item",
    f"{_ODF}office:1.0 annotation": "left out",
    f"{_ODF}table:1.0 table-row": "row",
    f"{_ODF}table:1.0 table-cell": "cell",
}
"""What the elements mean that matter. `spoken` is a paragraph all of whose characters are text."""
_ABOUT = {"title", "creator", "created", "modified", "creation-date", "date", "initial-creator"}
_BODIES = ("word/document.xml", "content.xml")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_PROPERTIES = ("docProps/core.xml", "meta.xml")


def read(file: BinaryIO, options: dict[str, Any]) -> Iterator[Any]:
    """First what the file says of itself, then `[text, style]` for each paragraph and row, the notes last.

    `options["most"]` is how many bytes any of its XML files may have. Raises ArticleError for what is no such file.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            body = next((name for name in _BODIES if name in names), None)
            if body is None:
                raise _broken("it holds no text of a word processor")
            yield _about(archive, names, options["most"])
            collected = _Collected()
            yield from _parsed(archive, body, collected, options["most"])
            for name in _NOTES:
                if name in names:
                    yield from _parsed(archive, name, collected, options["most"])
            yield from collected.notes
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _broken(f"it is damaged ({error})"[:300]) from error


def _about(archive: zipfile.ZipFile, names: set[str], most: int) -> dict[str, str]:
    """Title, author and dates, as far as the file states them."""
    found: dict[str, str] = {}
    inside = ""

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal inside
        inside = name.rpartition(" ")[2]

    def text(data: str) -> None:
        if inside in _ABOUT and len(found.get(inside, "")) < 1_000:
            found[inside] = found.get(inside, "") + data

    def end(_: str) -> None:
        nonlocal inside
        inside = ""

    for name in _PROPERTIES:
        if name in names:
            for _ in _fed(archive, name, (start, end, text), most):
                pass
    return {key: value.strip() for key, value in found.items() if value.strip()}


def _parsed(archive: zipfile.ZipFile, name: str, collected: _Collected, most: int) -> Iterator[list[str]]:
    for _ in _fed(archive, name, (collected.start, collected.end, collected.text), most):
        yield from collected.taken()


Handlers = tuple[Callable[[str, dict[str, str]], None], Callable[[str], None], Callable[[str], None]]


def _fed(archive: zipfile.ZipFile, name: str, handlers: Handlers, most: int) -> Iterator[None]:
    """Parse one XML file of the archive, piece by piece; declarations of its own are refused."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = handlers
    parser.StartDoctypeDeclHandler = _refuse_declarations
    size = 0
    try:
        with archive.open(name) as stream:
            while piece := stream.read(_PIECE):
                size += len(piece)
                if size > most:
                    reason = f"it holds more than {most / 1e6:g} MB of text and marks"
                    raise ArticleError(reason, kind=FailureKind.TOO_LARGE, hint="split it")
                parser.Parse(piece, False)
                yield
        parser.Parse(b"", True)
        yield
    except expat.ExpatError as error:
        raise _broken(f"its text is damaged ({error})"[:300]) from error


def _refuse_declarations(*_: object) -> None:
    raise _broken("it declares entities or a type of its own, as in a file that is made to do harm")


class _Collected:
    """The paragraphs of a file as its elements go by."""

    def __init__(self) -> None:
        self.notes: list[list[str]] = []
        self._done: list[list[str]] = []
        self._open: list[tuple[list[str], list[str]]] = []  # a paragraph's text and style; text boxes lie in others
        self._rows: list[list[str]] = []
        self._cells: list[list[str]] = []
        self._left_out = self._in_notes = self._in_text = 0
        self._hidden = self._item = False

    def taken(self) -> list[list[str]]:
        """What is done since this was last asked."""
        done, self._done = self._done, []
        return done

    def start(self, name: str, attributes: dict[str, str]) -> None:
        meaning = _MEANING.get(name)
        if self._left_out or meaning == "left out":
            self._left_out += 1
        elif meaning in ("paragraph", "spoken"):
            self._open.append((["• "] if self._item else [], []))
            self._item = False
            self._in_text += meaning == "spoken"
        elif meaning == "text":
            self._in_text += 1
        elif meaning in ("blank", "hyphen"):
            self._add(" " if meaning == "blank" else "-")
        elif meaning == "row":
            self._rows.append([])
        elif meaning == "cell":
            self._cells.append([])
        elif meaning in ("item", "list item"):
            self._begin_item(inside=meaning == "item")
        elif meaning == "style" and self._open:
            self._open[-1][1][:] = [value for key, value in attributes.items() if key.endswith(" val")][:1]
        elif meaning == "run":
            self._hidden = False
        elif meaning == "hidden":
            self._hidden = not any(value in ("0", "false", "off") for value in attributes.values())
        elif meaning == "note":
            self._in_notes += 1

    def end(self, name: str) -> None:
        meaning = _MEANING.get(name)
        if self._left_out:
            self._left_out -= 1
        elif meaning in ("paragraph", "spoken") and self._open:
            self._in_text -= meaning == "spoken"
            parts, style = self._open.pop()
            self._give("".join(parts), "".join(style))
        elif meaning == "text":
            self._in_text -= 1
        elif meaning == "run":
            self._hidden = False
        elif meaning == "cell" and self._cells:
            text = " ".join(self._cells.pop())
            if text and self._rows:
                self._rows[-1].append(text)
        elif meaning == "row" and self._rows:
            self._give(" | ".join(self._rows.pop()), "")
        elif meaning == "note":
            self._in_notes -= 1

    def text(self, data: str) -> None:
        if self._in_text and not self._left_out:
            self._add(data)

    def _add(self, text: str) -> None:
        if self._open and not self._hidden:
            self._open[-1][0].append(text)

    def _begin_item(self, *, inside: bool) -> None:
        """A list item: in DOCX its paragraph has begun, in ODT it begins next."""
        if inside and self._open and not self._open[-1][0]:
            self._open[-1][0].append("• ")
        self._item = not inside

    def _give(self, text: str, style: str) -> None:
        text = " ".join(text.split())
        if not text or text == "•":
            return
        if self._cells:
            self._cells[-1].append(text)
        elif self._in_notes:
            if len(self.notes) < _MOST_NOTES:
                self.notes.append([text, ""])
        else:
            self._done.append([text, style])


def _broken(reason: str) -> ArticleError:
    return ArticleError(reason, kind=FailureKind.MALFORMED, hint="open it and save it again, or save it as plain text")
