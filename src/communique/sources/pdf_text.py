"""What stands on the pages of a PDF, as pieces of lines with their places; runs in the confined child process alone."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, BinaryIO

from communique.errors import ArticleError, FailureKind

Piece = list[Any]
"""The text of a line, or of its part in one column, then left, bottom, right, top and height of its letters, in points
from the lower left corner of the page."""
_MOST_CHARACTERS = 200_000
"""Characters of one page; no page of paper holds more."""
_HYPHEN = 2
"""What PDFium gives for a hyphen at the end of a line."""
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
    """The pieces of a page: a line ends where PDFium ends it, and where the next letter stands apart."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    place = ctypes.byref(box)
    piece: Piece | None = None
    for index in range(min(text.count_chars(), _MOST_CHARACTERS)):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        if code in (10, 13):
            if piece:
                yield piece
            piece = None
            continue
        letter = _letter(code)
        if letter == " " or not letter:
            if piece and letter and not piece[0].endswith(" "):
                piece[0] += " "
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text.raw, index, place):
            continue
        here = (box.left, box.bottom, box.right, box.top)
        if piece and _is_apart(piece, here):
            yield piece
            piece = None
        piece = _longer(piece, letter, here)
    if piece:
        yield piece


def _letter(code: int) -> str:
    """One character; empty for what is none, a space for every kind of blank, U+00AD for a hyphen at a line's end."""
    if code == _HYPHEN:
        return "\u00ad"
    if code < 32 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code in (0xFFFE, 0xFFFF):
        return " " if code == 9 else ""
    letter = chr(code)
    return " " if letter.isspace() else letter


def _is_apart(piece: Piece, here: tuple[float, float, float, float]) -> bool:
    """True when a letter belongs to another line or column than the piece before it."""
    left, bottom, _, top = here
    height: float = max(piece[5], top - bottom, 1.0)
    end, floor = float(piece[3]), float(piece[2])
    return left - end > _WIDE * height or abs(bottom - floor) > 0.8 * height or left < end - 3 * height


def _longer(piece: Piece | None, letter: str, here: tuple[float, float, float, float]) -> Piece:
    left, bottom, right, top = here
    if piece is None:
        return [letter, left, bottom, right, top, top - bottom]
    piece[0] += letter
    piece[3] = max(piece[3], right)
    piece[4] = max(piece[4], top)
    return piece
