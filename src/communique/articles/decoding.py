"""Bytes -> text: which encoding a file is in, decided only where there is good evidence."""

from __future__ import annotations

import codecs
import re

from communique.data import load_toml
from communique.errors import ArticleError, FailureKind

SAMPLE = 65_536
"""So many bytes are looked at where an encoding has to be inferred."""
_TELLING = 0.06
"""Share of accented letters up to which a text is taken for Windows-1252."""
_CHAOS = 0.1
"""Share of improbable characters up to which an inferred encoding is trusted (charset-normalizer's measure)."""
_HINT = "save it as UTF-8, for example with `iconv -f ENCODING -t UTF-8 FILE`"
_CONTROL = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_HIGH = bytes(range(0x80, 0x100))
_LEADING = bytes(range(0xC2, 0xF5))
_TYPOGRAPHIC = bytes((0x85, 0xA0, *range(0x91, 0x98)))
"""In Windows-1252: ellipsis, no-break space, quotation marks, bullet and dashes."""
_CP1252_UNUSED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_LATIN = frozenset(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii", "iso_8859-1"))
"""Names of Latin-1 in pages mean Windows-1252, as in browsers."""
_SHORT, _WORD = 40, 20
"""Bytes below which a text does not tell its encoding, and bytes among which text in UTF-8 has a blank at least."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"))
_MARKS_16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode(content: bytes, *, html: bool = False, declared: str | None = None) -> tuple[str, str | None]:
    """The text of a file, and a note where its encoding was inferred or its bytes damaged.

    UTF-8 and UTF-16 by their marks, then UTF-8, then `declared` (what came with the bytes),
    what a web page declares, then Windows-1252 or another encoding
    where the bytes speak for it. Raises ArticleError: BINARY for what is no text, ENCODING where it remains unclear.

    >>> decode("“Talks”, the envoy said, “may go on.”".encode("cp1252"))[1]
    'decoded as cp1252'
    """
    for mark, encoding in (*_MARKS, *_MARKS_16):
        if content.startswith(mark):
            rest = content[len(mark) :]
            if encoding.startswith("utf-16") and _is_mismarked(rest):
                return rest.decode("utf-8"), f"decoded as utf-8, though it begins like {encoding.upper()}"
            return _marked(rest if encoding != "utf-32" else content, encoding)
    _refuse_binary(content)
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    said = _DECLARED.search(content[:4096]) if html else None
    for name in (declared, said[1].decode("ascii") if said else None):
        if name and (text := _try(content, name.strip().lower()[:40])) is not None:
            return text, f"decoded as {name.strip().lower()[:40]}"
    return _damaged(content) or _western(content) or _inferred(content)


def _marked(content: bytes, encoding: str) -> tuple[str, str | None]:
    text = content.decode(encoding, "replace")
    lost = text.count("�") - (content.count("�".encode(encoding)) if encoding != "utf-32" else 0)
    if lost > max(2, len(text) // 50):
        raise ArticleError(f"it begins like {encoding.upper()} and is not", kind=FailureKind.ENCODING, hint=_HINT)
    return text, f"{lost} damaged characters replaced" if lost > 0 else None


def _is_mismarked(content: bytes) -> bool:
    """True for UTF-8 behind the mark of UTF-16: no NULs nor control characters, and blanks between words."""
    is_short = len(content) < _SHORT or content.count(b" ") * _WORD < len(content)
    if is_short or b"\0" in content or _count(content, _CONTROL):
        return False
    try:
        return bool(content.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _refuse_binary(content: bytes) -> None:
    for entry in load_toml("articles")["binary"]:
        if content.startswith(bytes.fromhex(entry["begins"])):
            raise ArticleError(f"it is {entry['name']}, not text", kind=FailureKind.BINARY, hint=entry["hint"])
    if b"\0" in content:
        reason = "it holds NUL bytes, so it is not text"
        raise ArticleError(reason, kind=FailureKind.BINARY, hint="if it is UTF-16, save it as UTF-8")
    sample = content[:SAMPLE]
    if _count(sample, _CONTROL) > max(8, len(sample) // 20):
        reason = "it is full of control characters, so it is not text"
        raise ArticleError(reason, kind=FailureKind.BINARY, hint="save its text first")


def _try(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode("cp1252" if encoding in _LATIN else encoding)
    except (LookupError, UnicodeError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _damaged(content: bytes) -> tuple[str, str] | None:
    """UTF-8 with a few broken bytes, such as a file that was cut inside a character."""
    text = content.decode("utf-8", "replace")
    lost = text.count("�")
    sound = _count(content, _LEADING) - lost
    cut = lost == 1 and text.endswith("�") and (sound > 0 or content[-2:-1] >= b"\x80")
    if cut or (sound > 0 and sound >= 10 * lost):
        return text, f"{lost} damaged characters replaced"
    return None


def _western(content: bytes) -> tuple[str, str] | None:
    """Windows-1252, which holds Latin-1: mostly ASCII, with a few accented letters and typographic marks."""
    marks = _count(content, _TYPOGRAPHIC)
    letters = _count(content, _HIGH) - marks
    fits = letters <= max(2, _TELLING * len(content)) and marks <= max(6, 3 * _TELLING * len(content))
    if fits and not _CP1252_UNUSED.search(content):
        return content.decode("cp1252"), "decoded as cp1252"
    return None


def _count(content: bytes, kinds: bytes) -> int:
    return len(content) - len(content.translate(None, kinds))


def _inferred(content: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:SAMPLE]).best()
    if best is not None and best.chaos <= _CHAOS and best.coherence > 0:
        text = _try(content, best.encoding)
        if text is not None:
            return text, f"decoded as {best.encoding}"
    raise ArticleError("its encoding cannot be told", kind=FailureKind.ENCODING, hint=_HINT)
