"""Stretches: the words behind a sign read off the text, where parsers hang the parts of a long clause in many ways."""

from __future__ import annotations

from functools import cache

from communique.data import load_toml
from communique.reading.parse import Token

_STOPS = frozenset({";", "--", "–", "—", ":"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SPEAKER = 9


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_toml("stretches")[name])


def stretch(tokens: list[Token], first: int) -> list[Token]:
    """The tokens from `first` to the end of the clause: a semicolon, a comma before a speaker or a new clause, a stop.

    Of "a truce begin on Monday, which Cairo denies" it is "a truce begin on Monday".
    """
    if first >= len(tokens):
        return []
    at, sentence = first, tokens[first].sent
    while at < len(tokens) and tokens[at].sent == sentence:
        token = tokens[at]
        if at > first and (token.text in _STOPS or (token.text in {",", '"', "”"} and _breaks(tokens, at))):
            opened = token.text == '"' and sum(t.text == '"' for t in tokens[first:at]) % 2 == 1
            at += opened or token.text == "”"
            break
        at += 1
    return tokens[first:at]


def _breaks(tokens: list[Token], at: int) -> bool:
    """True where what follows a comma is a speaker ("an aide said") or a clause of its own ("which ...", "but ...")."""
    after = [t for t in tokens[at + 1 : at + 1 + _SPEAKER] if t.sent == tokens[at].sent]
    if not after or (tokens[at].text == "," and after[0].lower in _words("endings")):
        return bool(after)
    for token in after:
        if token.text in {",", ";"} or token.pos == "CCONJ":
            return False
        if token.lemma in _words("speech") and token.tag in _FINITE:
            return True
    return False


def skip_speaker(tokens: list[Token], at: int) -> int:
    """The place behind an inserted ", he said," that begins at `at`; `at` itself where there is none."""
    if at >= len(tokens) or tokens[at].text != "," or not _breaks(tokens, at):
        return at
    for n in range(at + 1, min(at + 2 + _SPEAKER, len(tokens))):
        if tokens[n].sent != tokens[at].sent:
            break
        if tokens[n].text == ",":
            return n + 1
    return at
