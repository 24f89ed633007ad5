"""What a user typed to search for, so that none of it is syntax of a database."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ASKED = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Asked:
    """Words that must stand together; `is_beginning` where the last of them may go on."""

    words: str
    is_beginning: bool = False


def read_asked(typed: str) -> list[Asked]:
    """What was typed: all words, "quoted phrases" in order, `word*` for beginnings.

    >>> read_asked('ceasefire "prisoner swap" negotiat*')[1:]
    [Asked(words='prisoner swap', is_beginning=False), Asked(words='negotiat', is_beginning=True)]
    """
    found = []
    for phrase, word in _ASKED.findall(typed.replace("\x00", " ")):
        asked = phrase or word
        if _WORD.search(asked):
            found.append(Asked(asked.rstrip("*"), word.endswith("*")))
    return found
