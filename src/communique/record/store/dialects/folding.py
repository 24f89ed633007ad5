"""Words as the index of words takes them: without case and diacritics, all else as blanks."""

from __future__ import annotations

import re
import unicodedata

_BLANK = " "


class _Folding(dict[int, str]):
    """What each character becomes, worked out when it first occurs."""

    def __missing__(self, code: int) -> str:
        made = self[code] = _fold_one(chr(code))
        return made


_FOLDING = _Folding()
WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
"""A word of a text as it stands there."""


def fold(text: str) -> str:
    """The words of a text, as FTS5's `unicode61 remove_diacritics 2` takes them.

    >>> fold("U.S.–Erdoğan talks, 30-day")
    'u s  erdogan talks  30 day'
    """
    return text.translate(_FOLDING)


def _fold_one(character: str) -> str:
    if "\u0300" <= character <= "\u036f":
        return ""
    if not character.isalnum():
        return _BLANK
    return unicodedata.normalize("NFD", character)[0].lower()[:1]
