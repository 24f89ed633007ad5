"""Matters: what an agreement is on, one by one, also where a list goes on with "on" or with semicolons."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from communique.findings.lists import inline_items
from communique.findings.spans import item_spans, items, trimmed
from communique.findings.stretches import skip_speaker, stretch
from communique.model.findings import Span
from communique.reading.parse import Token

_ON = frozenset({"on", "over"})
_STOPS = frozenset({";", "--", "–", "—"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AMONG = (",", "among", "them")


def matters_on(tokens: list[Token], word: Token) -> Iterator[tuple[Span, str]]:
    """The matters of a noun or verb of agreement, each with its preposition.

    "They reached agreements, among them on mines, on land and on trade" gives `mines`, `land` and `trade`.
    """
    if word.pos == "PROPN" and word.text[:1].isupper():
        return  # "the Convention on the Law of the Sea" is a name
    heads = [c for c in word.children if c.i > word.i and c.dep == "prep" and _leads(tokens, c)]
    heads = heads or _behind_insertion(tokens, word)
    if not heads:
        return
    first = heads[0]
    rows = _rows(tokens, first)
    if rows:
        yield from ((span, first.lower) for span in rows)
        return
    again = [first, *_repeated(tokens, first)]
    if len(again) == 1:
        for head in heads:
            for below in head.children:
                if below.dep in {"pobj", "pcomp"}:
                    parts = item_spans(items(below))
                    yield from ((span, head.lower) for item, span in parts if not _is_beyond(tokens, below, item))
        yield from ((span, first.lower) for _, span in item_spans(_hung_higher(tokens, word, first)))
        return
    for one, following in pairwise(again):
        span = trimmed(tokens[one.i + 1 : following.i])
        if span:
            yield span, first.lower
    span = trimmed(stretch(tokens, again[-1].i + 1))
    if span:
        yield span, first.lower


def _hung_higher(tokens: list[Token], noun: Token, first: Token) -> list[Token]:
    """The items of "agreement on A, B and C" behind the first, where the parser joined them to the agreement."""
    joined = next((c for c in noun.children if c.dep in {"conj", "appos"} and c.i > first.i), None)
    if joined is None or first.head is not noun:
        return []
    start = min(t.i for t in joined.subtree())
    return joined.conjuncts() if tokens[start - 1].text == "," and len(joined.conjuncts()) > 1 else []


def _is_beyond(tokens: list[Token], first: Token, item: Token) -> bool:
    """True for an item behind a finite verb with no comma before it: it belongs to that verb's clause."""
    finite = any(t.tag in _FINITE for t in tokens[first.i : item.i])
    return finite and not any(t.text == "," for t in tokens[max(first.i, item.i - 4) : item.i])


def _leads(tokens: list[Token], preposition: Token) -> bool:
    """True for "on" before a matter, not before a day, a pronoun or somebody's name."""
    if preposition.lower not in _ON or preposition.i + 1 >= len(tokens):
        return False
    below = next((c for c in preposition.children if c.dep in {"pobj", "pcomp"}), None)
    return below is not None and below.ent not in {"DATE", "TIME", "PERSON"} and below.pos != "PRON"


def _behind_insertion(tokens: list[Token], noun: Token) -> list[Token]:
    """The "on" of "agreement, he said, on X", "agreements, among them on X", "agreement between A and B on X"."""
    if noun.pos not in {"NOUN", "PROPN"}:
        return []
    at = noun.i + 1
    sides = next((c for c in noun.children if c.i == at and c.lower in {"between", "with", "among"}), None)
    if sides is not None:
        at = sides.subtree()[-1].i + 1
        hung = at < len(tokens) and tokens[at].head.pos in {"VERB", "AUX"} and _leads(tokens, tokens[at])
        return [tokens[at]] if hung and tokens[at].sent == noun.sent else []
    if tuple(t.lower for t in tokens[at : at + 3]) == _AMONG:
        at += 3
    else:
        if tuple(t.lower for t in tokens[at : at + 2]) == (",", "too"):
            at += 2
        behind = skip_speaker(tokens, at)
        if behind == at:
            return []
        at = behind
    return [tokens[at]] if at < len(tokens) and tokens[at].sent == noun.sent and _leads(tokens, tokens[at]) else []


def _repeated(tokens: list[Token], first: Token) -> list[Token]:
    """The same preposition again behind a comma or "and" ("on X, on Y and on Z")."""
    found: list[Token] = []
    for n in range(first.i + 2, len(tokens)):
        token = tokens[n]
        if token.sent != first.sent or token.text in _STOPS or token.tag in _FINITE:
            break
        if token.lower == first.lower and tokens[n - 1].lower in {",", "and"} and _leads(tokens, token):
            found.append(token)
    return found


def _rows(tokens: list[Token], first: Token) -> list[Span]:
    """The items of a list that is parted by semicolons."""
    end = first.i + 1
    while end < len(tokens) and tokens[end].sent == first.sent:
        end += 1
    words = tokens[first.i + 1 : end]
    if not any(t.text == ";" for t in words):
        return []
    return [span for _, span in inline_items(words)]
