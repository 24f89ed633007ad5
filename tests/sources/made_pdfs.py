"""PDFs made at test time: lines of text at given places, and what else a PDF can hold."""

from __future__ import annotations

from collections.abc import Sequence

Placed = tuple[float, float, float, str]
"""Left and baseline in points from the lower left corner, size of the letters, text."""


def column(text: str, left: float = 72, top: float = 700, size: float = 10, leading: float = 12) -> list[Placed]:
    """Lines (parted by `|`) below each other; those that begin with a blank are indented."""
    lines = text.split("|")
    return [
        (left + (12 if line.startswith(" ") else 0), top - leading * number, size, line.strip())
        for number, line in enumerate(lines)
    ]


def pdf(pages: Sequence[Sequence[Placed]], info: str = "", catalog: str = "", trailer: str = "") -> bytes:
    """A PDF of these pages; `info`, `catalog` and `trailer` are further entries of these dictionaries."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for page in pages:
        shown = b"".join(
            b"/F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj\n" % (size, left, base, _escaped(text))
            for left, base, size, text in page
        )
        stream = b"BT\n" + shown + b"ET"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (len(objects) + 2)
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
    objects.append(f"<< {info} >>".encode("latin-1"))
    return _written(objects, trailer)


def _escaped(text: str) -> bytes:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")


def _written(objects: Sequence[bytes], trailer: str) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start, count = len(out), len(objects)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (count + 1) + b"".join(
        b"%010d 00000 n \n" % place for place in places
    )
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R %s >>\n" % (count + 1, count, trailer.encode())
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)
