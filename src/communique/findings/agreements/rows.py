"""Rows: tasks and clauses that parsers tear off a verb of agreeing, read off the text behind commas and semicolons."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from communique.findings.spans import trimmed
from communique.findings.stretches import stretch
from communique.model.findings import Span
from communique.reading.parse import Token

_REACH = 40


def read_off(tokens: list[Token], verb: Token, marks: Collection[str], known: Sequence[Span]) -> list[tuple[Span, str]]:
    """What was agreed, each with its mark, where the parse has nothing of it or lost what follows a semicolon.

    "They agreed on Monday, the fifth day of the session, to share the port and to disarm"; "agreed to reopen the port;
    to free prisoners; and to name envoys".
    """
    starts = [n for n in _openings(tokens, verb) if tokens[n].lower in marks]
    if known:
        last = max(end for _, end in known)
        starts = [n for n in starts if tokens[n].start > last]
        if not starts or not any(t.text == ";" for t in tokens[verb.i : starts[0]]):
            return []
    elif starts and _has_told(tokens[verb.i + 1 : starts[0]]):
        return []
    mark = tokens[starts[0]].lower if starts else ""
    starts = [n for n in starts if tokens[n].lower == mark]
    found: list[tuple[Span, str]] = []
    for start, following in pairwise([*starts, None]):
        words = stretch(tokens, (start or 0) + 1)
        if following is not None:
            words = [t for t in words if t.i < following]
        if span := trimmed(_without_joint(words)):
            found.append((span, mark))
    return found


def _openings(tokens: list[Token], verb: Token) -> list[int]:
    """Where "to" or "that" opens what was agreed, behind a comma or a semicolon, also with "and" between."""
    found: list[int] = []
    for n in range(verb.i + 2, min(verb.i + _REACH * 2, len(tokens) - 1)):
        if tokens[n].sent != verb.sent:
            break
        if tokens[n].lower not in {"to", "that"} or not _opens(tokens, n):
            continue
        before = n - 2 if tokens[n - 1].lower == "and" else n - 1
        joint = before < n - 1 and tokens[n].lower == "to" and tokens[n].head.dep == "conj"
        if tokens[before].text in {",", ";"} or (found and joint):
            found.append(n)
    return found


def _opens(tokens: list[Token], at: int) -> bool:
    """True for "to" before a deed and for "that" before a clause which says what shall be."""
    if tokens[at].lower == "to":
        return tokens[at + 1].tag == "VB" and tokens[at + 1].lemma != "be"
    return tokens[at].dep == "mark" and any(c.tag == "MD" for c in tokens[at].head.children)


def _has_told(between: list[Token]) -> bool:
    """True where what was agreed stands before already, or another clause begins ("agreed on a text, and he said")."""
    if len(between) > _REACH or any(t.text in {";", ":", "--", "–", "—"} for t in between):
        return True
    first = next((t for t in between if t.pos not in {"PUNCT", "ADV", "SPACE"}), None)
    if first is None or first.lower in {"that", "to", "how", "what"}:
        return first is not None
    if first.lower in {"on", "upon", "with", "over"}:
        below = first.child("pobj")
        return below is None or below.ent not in {"DATE", "TIME"}
    return first.pos not in {"ADP", "ADV", "PROPN", "VERB"} and first.ent not in {"DATE", "TIME"}


def _without_joint(words: list[Token]) -> list[Token]:
    """The words without ", and" behind them."""
    while words and (words[-1].lower == "and" or words[-1].text in {",", ";"}):
        words = words[:-1]
    return words
