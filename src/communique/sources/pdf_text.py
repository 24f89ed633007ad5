"""What stands on the pages of a PDF, as pieces of lines with their places; runs in the confined child process alone."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from communique.errors import ArticleError, FailureKind

Box = tuple[float, float, float, float]
Piece = list[Any]
"""The text of a line, or of its part in one column, then left, bottom, right, top and height of its letters, in points
from the lower left corner of the page."""
_MOST_CHARACTERS = 200_000
"""Characters of one page; no page of paper holds more."""
_WORDS = re.compile(r"[^\s\u00ad]+\u00ad?|\u00ad|[\r\n]+")
_LETTERS: dict[int, str] = {code: " " for code in (*range(32), 0x7F, 0xFFFF) if code not in (10, 13)}
_LETTERS[2] = _LETTERS[0xFFFE] = "\u00ad"  # what PDFium gives for a hyphen at the end of a line
_WIDE = 1.8
"""A gap of so many letter heights parts columns."""


def read(file: BinaryIO, options: dict[str, Any]) -> Iterator[Any]:
    """First `{"pages", "info"}`, then for each of at most `options["pages"]` pages its pieces in the file's order.

    Raises ArticleError for a PDF that is encrypted or cannot be opened. A page that is broken gives no pieces.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(file.read())
    except pypdfium2.PdfiumError as error:
        raise _refusal(str(error)) from error
    yield {"pages": len(document), "info": document.get_metadata_dict(skip_empty=True)}
    for number in range(min(len(document), options["pages"])):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            yield []
            continue
        yield list(_pieces(text))
        text.close()
        page.close()


def _refusal(reason: str) -> ArticleError:
    if "password" in reason.lower() or "security" in reason.lower():
        hint = "open it with its password, and save it without"
        return ArticleError("it is encrypted", kind=FailureKind.UNSUPPORTED, hint=hint)
    return ArticleError(f"it is no PDF that can be opened ({reason})"[:300], kind=FailureKind.MALFORMED)


def _pieces(text: Any) -> Iterator[Piece]:
    """The pieces of a page: a line ends where PDFium ends it, and where the next word stands apart."""
    piece: Piece | None = None
    for match in _WORDS.finditer(_characters(text)):
        first = _box(text, match.start())
        if piece and (match[0].isspace() or (first and _is_apart(piece, first))):
            yield piece
            piece = None
        last = _box(text, match.end() - 1) if match.end() - match.start() > 1 else first
        if first and last and not match[0].isspace():
            piece = _longer(piece, match[0], first, last)
    if piece:
        yield piece


def _characters(text: Any) -> str:
    """The characters of a page, one for each of PDFium's; other blanks and controls as spaces."""
    import pypdfium2.raw as pdfium

    count = min(text.count_chars(), _MOST_CHARACTERS)
    whole = str(text.get_text_range(0, count))
    if len(whole) != count:  # characters beyond the first 65,536 of Unicode are two there
        codes = (pdfium.FPDFText_GetUnicode(text.raw, index) for index in range(count))
        whole = "".join(chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else " " for code in codes)
    return whole.translate(_LETTERS)


def _box(text: Any, index: int) -> Box | None:
    """Left, bottom, right and top of a character."""
    import pypdfium2.raw as pdfium

    found = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text.raw, index, ctypes.byref(found)):
        return None
    return found.left, found.bottom, found.right, found.top


def _is_apart(piece: Piece, here: Box) -> bool:
    """True when a word belongs to another line or column than the piece before it."""
    left, bottom, _, top = here
    height: float = max(piece[5], top - bottom, 1.0)
    end, floor = float(piece[3]), float(piece[2])
    return left - end > _WIDE * height or abs(bottom - floor) > 0.8 * height or left < end - 3 * height


def _longer(piece: Piece | None, word: str, first: Box, last: Box) -> Piece:
    if piece is None:
        return [word, first[0], first[1], last[2], max(first[3], last[3]), first[3] - first[1]]
    hyphened = piece[0].endswith("\u00ad")  # within a line it is one that is not seen
    piece[0] = f"{piece[0][:-1]}{word}" if hyphened else f"{piece[0]} {word}"
    piece[3] = max(piece[3], last[2])
    piece[4] = max(piece[4], last[3])
    return piece
