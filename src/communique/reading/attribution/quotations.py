"""Quotations: the tokens between quotation marks of any kind, nested, unclosed or carried over paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from communique.reading.parse import Parse, Token

_MARK = re.compile(r"[\"“”„«»]|''|``|‘‘|’’|[‘’']")
_SINGLE = re.compile(r"['’]")
_DOUBLE = {'"', "''", "``", "‘‘", "’’", "“", "”", "„", "«", "»"}
_ONLY_OPENING = {"“", "„", "«", "``", "‘‘"}
_ONLY_CLOSING = {"”", "»", "’’"}
_SENTENCE_MARKS = ".,?!…—-–;:"
_FULL_WORDS = 4
_LOOK_AHEAD = 2000
"""Characters within which a single quotation mark must close; keeps texts full of apostrophes fast."""


@dataclass(slots=True)
class Quotation:
    """Words between quotation marks: characters `start` to `end` with the marks, tokens `first` to `last` (exclusive).

    `closed` is False where the closing mark is missing; `continued` is True where the next paragraph opens a
    quotation again, as news style has it for one quotation over several paragraphs. `full` tells a quotation that
    can stand alone from a few quoted words inside the reporter's clause.
    """

    start: int
    end: int
    first: int = 0
    last: int = 0
    paragraph: int = 0
    closed: bool = True
    continued: bool = False
    full: bool = False


def find_quotations(parse: Parse) -> list[Quotation]:
    """The outermost quotations in the order of the text.

    `"We will talk," he said. "Soon."` has two, both full.
    """
    if not parse.tokens:
        return []
    found: list[Quotation] = []
    for paragraph, (start, end) in enumerate(_paragraphs(parse)):
        quotes = _in_paragraph(parse.text, start, end)
        opens_again = bool(quotes) and not parse.text[start : quotes[0].start].strip()
        if found and not found[-1].closed and found[-1].paragraph == paragraph - 1:
            found[-1].continued = opens_again
        for quote in quotes:
            quote.paragraph = paragraph
        found.extend(quotes)
    _place(parse, found)
    return [quote for quote in found if quote.first < quote.last]


def _paragraphs(parse: Parse) -> list[tuple[int, int]]:
    ends: dict[int, tuple[int, int]] = {}
    for sentence in parse.sentences:
        start, _ = ends.get(sentence.paragraph, (sentence.start, 0))
        ends[sentence.paragraph] = (start, sentence.end)
    last = max(ends, default=-1)
    return [ends.get(i, (0, 0)) for i in range(last + 1)]


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: tuple[int, bool] | None = None
    for match in _MARK.finditer(text, start, end):
        mark, at, after = match.group(), match.start(), match.end()
        double = mark in _DOUBLE
        before_gap = at == start or text[at - 1].isspace() or text[at - 1] in "([{—–-/"
        after_gap = after >= end or text[after].isspace()
        if opened is None:
            turned = before_gap and not after_gap  # ”so in Sweden”, »so in Denmark«
            if (
                (mark in _ONLY_CLOSING and not turned)
                or (after_gap and mark not in _ONLY_OPENING)
                or not (before_gap or double)
            ):
                continue
            if mark == '"' and not before_gap and text[at - 1].isdigit():
                continue
            # "'08" and "'em" are no openings
            if not double and (text[after : after + 1].isdigit() or not _closes_later(text, after, end)):
                continue
            opened = (at, double)
        elif opened[1]:
            if not double or (mark in _ONLY_OPENING and before_gap):
                continue
            if mark in _ONLY_CLOSING or not (before_gap and not after_gap):
                found.append(Quotation(opened[0], after))
                opened = None
            elif mark not in _ONLY_OPENING:
                found.append(Quotation(opened[0], len(text[:at].rstrip()), closed=False))
                opened = (at, True)
        elif not double and mark != "‘" and _closes_single(text, at, after, end):
            found.append(Quotation(opened[0], after))
            opened = None
    if opened is not None:
        found.append(Quotation(opened[0], end, closed=False))
    return found


def _closes_single(text: str, at: int, after: int, end: int) -> bool:
    """Whether a single mark closes a quotation rather than being an apostrophe."""
    if after < end and text[after].isalnum():
        return False
    if text[at - 1] in _SENTENCE_MARKS:
        return True
    # "the sides' talks": after an s, only where no better mark follows
    return text[at - 1] not in "sS" or not _closes_later(text, after, end, sure=True)


def _closes_later(text: str, after: int, end: int, *, sure: bool = False) -> bool:
    for match in _SINGLE.finditer(text, after, min(end, after + _LOOK_AHEAD)):
        at = match.start()
        following = text[at + 1] if at + 1 < end else " "
        if following.isalnum() or text[at - 1].isspace():
            continue
        if not sure or text[at - 1] in _SENTENCE_MARKS:
            return True
    return False


def _place(parse: Parse, quotes: list[Quotation]) -> None:
    starts = [token.start for token in parse.tokens]
    for quote in quotes:
        quote.first = bisect_left(starts, quote.start)
        if quote.first and parse.tokens[quote.first - 1].end > quote.start:
            quote.first -= 1
        quote.last = bisect_left(starts, quote.end)
        inside = parse.tokens[quote.first : quote.last]
        words = [token for token in inside if token.pos not in {"PUNCT", "SPACE"}]
        ending = parse.text[quote.start : quote.end].rstrip("\"”’'»“").rstrip()[-1:]
        has_verb = any(token.tag in {"VBZ", "VBP", "VBD", "MD", "VB"} for token in words)
        quote.full = (has_verb and len(words) >= _FULL_WORDS) or (
            ending in tuple(".,?!…—") and ending != "" and not (ending in {".", ","} and _is_title(parse, quote, words))
        )


def _is_title(parse: Parse, quote: Quotation, words: list[Token]) -> bool:
    """Whether the words are the name of a book or broadcast inside a clause: 'in his book "The Long Road."'"""
    before = parse.tokens[quote.first - 1] if quote.first else None
    if before is None or before.pos in {"PUNCT", "SPACE"} or parse.tokens[quote.first].sent != before.sent:
        return False
    return all(word.text[:1].isupper() or word.pos in {"ADP", "DET", "CCONJ", "PART", "NUM"} for word in words)
