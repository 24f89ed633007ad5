"""What a user typed to search for, so that none of it is syntax of a database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from communique.errors import UsageError

_ASKED = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"\w+")
RANKED = 2000
"""Of more articles that hold what is asked, so many that came in last are weighed against each other."""
LEAST = 3
"""Letters of a beginning: fewer begin so many words that all of them would have to be gone through."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Words that must stand together; `is_beginning` where the last of them may go on."""

    words: str
    is_beginning: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """Among which articles is searched: those published from `first` to `last`, by one outlet; None for any."""

    first: date | None = None
    last: date | None = None
    publisher: str | None = None


ANYWHERE = Within()


@dataclass(frozen=True, slots=True)
class Part:
    """Which articles are given, the best first, and among which: `first` and `last` are days as they are kept."""

    limit: int
    skip: int = 0
    first: str | None = None
    last: str | None = None
    publisher: str | None = None

    @property
    def ranked(self) -> int:
        """How many at most are weighed against each other."""
        return max(RANKED, self.limit)


def read_asked(typed: str) -> list[Asked]:
    """What was typed: all words, "quoted phrases" in order, `word*` for beginnings.

    Raises UsageError for a beginning of one or two letters.

    >>> read_asked('ceasefire "prisoner swap" negotiat*')[1:]
    [Asked(words='prisoner swap', is_beginning=False), Asked(words='negotiat', is_beginning=True)]
    """
    found = []
    for phrase, word in _ASKED.findall(typed.replace("\x00", " ")):
        asked = phrase or word
        parts = _WORD.findall(asked)
        if parts:
            if word.endswith("*") and len(parts[-1]) < LEAST:
                hint = f"give {LEAST} letters before the star"
                raise UsageError(f"the beginning {asked[:40]} is too short", hint=hint)
            found.append(Asked(asked.rstrip("*"), word.endswith("*")))
    return found
