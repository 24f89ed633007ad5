"""What makes findings of a reading, behind one small Protocol; the rules with their network are the one by default."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Protocol

from communique.findings import find_all
from communique.model.findings import Findings
from communique.reading.reading import Reading


class Finder(Protocol):
    """Reading -> Findings. Another one takes its place by offering the same four members."""

    @property
    def name(self) -> str:
        """Its kind and version with a number, `large-1 gpt-x`, part of the reader's version; empty for the rules."""
        ...

    @property
    def most(self) -> int:
        """So many characters of one article it takes at most; what lies beyond is kept and not read."""
        ...

    def prepare(self, texts: Iterable[str]) -> None:
        """Do at once for many texts what is cheaper so; what it finds in them is the same without."""
        ...

    def find(self, reading: Reading) -> Findings:
        """Everything that one article reports."""
        ...


class Rules:
    """The program's own rules and its shipped network.

    >>> Rules().name
    ''
    """

    name = ""
    most = sys.maxsize

    def prepare(self, texts: Iterable[str]) -> None:
        """Nothing: the network encodes a text when the first question about it comes."""

    def find(self, reading: Reading) -> Findings:
        return find_all(reading)


RULES = Rules()
