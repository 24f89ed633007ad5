"""Lists as they stand in the text: items behind a colon or dash, and paragraphs with bullets or numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from communique.findings.spans import trimmed
from communique.model.findings import Span
from communique.reading.parse import Parse, Sentence, Token

OPENERS = frozenset({":", "--", "–", "—"})
_BULLET = re.compile(r"\s*(?:[-–—•*·]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?:to\s+|that\s+)?")
_STOPS = frozenset({"--", "–", "—"})


def inline_items(tokens: list[Token]) -> list[tuple[Token, Span]]:
    """The items of a list that these tokens of one sentence make up, with their spans; empty unless two or more.

    "opening the road, sharing the tolls and counting the trucks" gives three: all items begin alike, with a
    participle, with "to", or with a noun phrase.
    """
    tokens = [t for t in tokens if not t.text.isspace()]
    if not tokens:
        return []
    end = next((n for n, t in enumerate(tokens) if n and t.text in _STOPS), len(tokens))
    tokens = tokens[:end]
    style = _style(tokens, 0)
    if style is None:
        return []
    strict = any(t.text == ";" for t in tokens)
    starts = [0]
    for n, token in enumerate(tokens[1:-1], 1):
        if token.text == ";" or (not strict and (token.text == "," or token.lower == "and")):
            after = n + 2 if tokens[n + 1].lower in {"and", "finally"} and n + 2 < len(tokens) else n + 1
            if _style(tokens, after) == style and _separates(tokens, n, style):
                starts.append(after)
    return _between(tokens, starts)


def _between(tokens: list[Token], starts: list[int]) -> list[tuple[Token, Span]]:
    found: list[tuple[Token, Span]] = []
    for start, stop in zip(starts, [*starts[1:], len(tokens)], strict=True):
        first = start + 1 if tokens[start].lower == "to" else start
        span = trimmed(tokens[first:stop])
        if span:
            found.append((tokens[start], span))
    return found if len(found) > 1 else []


def _style(tokens: list[Token], at: int) -> str | None:
    """How an item begins: `ing`, `to`, or `noun`; None where no item can begin."""
    token = tokens[at]
    if token.tag == "RB" and at + 1 < len(tokens):
        token = tokens[at + 1]
    if token.tag == "VBG":
        return "ing"
    if token.lower == "to":
        return "to"
    if at == 0 and token.lower in {"what", "how", "who", "where"}:
        return "noun"
    return "noun" if token.pos in {"DET", "ADJ", "NOUN", "PROPN", "NUM"} or token.text in {'"', "“"} else None


def mixed_items(tokens: list[Token]) -> list[Span]:
    """The items of a list of three or more that need not begin alike; what only says when ("at a later stage") is none.

    "opening the road, a truce at sea and, in a second step, elections" gives three.
    """
    cuts = [n for n, t in enumerate(tokens) if t.text == ","]
    last = next((n for n in range(len(tokens) - 2, 0, -1) if tokens[n].lower == "and"), None)
    if last is not None and (not cuts or last > cuts[-1]):
        cuts.append(last)
    parts = [tokens[a + 1 : b] for a, b in pairwise([-1, *cuts, len(tokens)])]
    chosen = [part for part in parts if part and part[0].lower != "and" and _style(part, 0) in {"ing", "noun"}]
    left_out = [part for part in parts if part not in chosen and not (part and part[0].pos in {"ADP", "CCONJ"})]
    if len(chosen) < 3 or left_out:
        return []
    return [span for part in chosen if (span := trimmed(part))]


def _separates(tokens: list[Token], at: int, style: str) -> bool:
    """For noun phrases: an "and" parts items only before an article or after a comma ("rules and a fund")."""
    if style != "noun" or tokens[at].lower != "and":
        return True
    return tokens[at + 1].pos == "DET" or tokens[at - 1].text == ","


def bullet_items(parse: Parse, opening: Sentence) -> Iterator[tuple[Sentence, Span]]:
    """The paragraphs that follow a sentence as a list, each with a dash, a bullet or a number, without that mark."""
    paragraph, numbered = opening.paragraph, False
    for below in parse.sentences[opening.index + 1 :]:
        if below.paragraph > paragraph + 1:
            return
        text = parse.text_of(below)
        match = _BULLET.match(text + " ")
        if below.paragraph == paragraph + 1:
            if match is None:
                return
            paragraph += 1
        elif not numbered:
            continue
        start = below.start + (min(match.end(), len(text)) if match else 0)
        end = below.start + len(text.rstrip(" .;,"))
        numbered = match is not None and start >= end
        if start < end:
            yield below, (start, end)
