"""Preference statements over options: `accept & !abandon`, `a | b`, `a if b`, `a iff b`, for all states at once."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from communique.errors import UsageError

Bools = NDArray[np.bool_]
_TOKEN = re.compile(r"\s*(?:(?P<sign>[()&|!])|(?P<word>[^\s()&|!]+))")
_HINT = "write options with & (and), | (or), ! (not), brackets, `if` and `iff`"


def holds(statement: str, options: Mapping[str, Bools]) -> Bools:
    """Where a statement holds, given where each option is taken. Raises UsageError for what is no statement.

    `a if b` holds where b does not or a does; `a iff b` where both or neither do.

    >>> import numpy as np
    >>> holds("a & !b", {"a": np.array([False, True]), "b": np.array([False, False])}).tolist()
    [False, True]
    """
    tokens = [found["sign"] or found["word"] for found in _TOKEN.finditer(statement)]
    parser = _Parser(statement, tokens, options)
    value = parser.conditional()
    if parser.tokens:
        raise UsageError(f"{statement!r}: unexpected {parser.tokens[0]!r}", hint=_HINT)
    return value


class _Parser:
    def __init__(self, statement: str, tokens: list[str], options: Mapping[str, Bools]) -> None:
        self.statement, self.tokens, self.options = statement, tokens, options

    def conditional(self) -> Bools:
        left = self.either()
        if self.tokens and self.tokens[0] in ("if", "iff"):
            word = self.tokens.pop(0)
            right = self.either()
            return left == right if word == "iff" else left | ~right
        return left

    def either(self) -> Bools:
        value = self.both()
        while self.tokens and self.tokens[0] in ("|", "or"):
            self.tokens.pop(0)
            value = value | self.both()
        return value

    def both(self) -> Bools:
        value = self.single()
        while self.tokens and self.tokens[0] in ("&", "and"):
            self.tokens.pop(0)
            value = value & self.single()
        return value

    def single(self) -> Bools:
        if not self.tokens:
            raise UsageError(f"{self.statement!r} ends too early", hint=_HINT)
        token = self.tokens.pop(0)
        if token in ("!", "not"):
            return ~self.single()
        if token == "(":
            value = self.conditional()
            if not self.tokens or self.tokens.pop(0) != ")":
                raise UsageError(f"{self.statement!r}: a bracket is not closed", hint=_HINT)
            return value
        if token not in self.options:
            from communique.analysis.settlement.names import unknown

            raise unknown(token, "option", self.options)
        return self.options[token]
