"""Whether the main text of a page was really changed: counters, captions of buttons and typography do not count."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")
_FEW = 6
"""A line of fewer words that ends like no sentence is a label, a button, a counter."""
_CUT = 0.5


def is_altered(old: str, new: str) -> bool:
    """True where sentences of a text were changed, added or taken away.

    Case, punctuation, where lines are broken and the order of lines play no part, nor do short lines that are no
    sentences, such as "Read 1,204 times".

    >>> is_altered("They will meet.\\nRead 12 times", "They will meet.\\nRead 13 times")
    False
    >>> is_altered("They will meet.", "They could meet.")
    True
    """
    if _words(old) == _words(new):
        return False
    return _sentences(old) != _sentences(new)


def is_cut_short(old: str, new: str) -> bool:
    """True where a text is but a smaller part of the one before: a page that no longer shows all of it.

    >>> is_cut_short("They met in Oslo.\\nThey will meet again.\\nMore is to come.", "They met in Oslo.")
    True
    """
    before, now = _sentences(old), _sentences(new)
    return now <= before and sum(map(len, now.elements())) < _CUT * sum(map(len, before.elements()))


def _sentences(text: str) -> Counter[tuple[str, ...]]:
    """The lines that tell something, each as its words, and how often it stands there."""
    lines = ((_SENTENCE_END.search(line), _words(line)) for line in text.splitlines())
    return Counter(tuple(words) for ends, words in lines if len(words) >= _FEW or (words and ends))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
