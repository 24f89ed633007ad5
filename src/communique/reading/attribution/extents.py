"""Ranges of tokens: the extent of a phrase in the parse, and how its edges are trimmed."""

from __future__ import annotations

from communique.reading.attribution.quotations import Quotation
from communique.reading.parse import Parse, Token

Range = tuple[int, int]
_EDGE = {",", ";", ":", ".", "—", "–", "-", "--"}


def is_break(parse: Parse, i: int) -> bool:
    """Whether token `i` is a comma or dash that sets something apart, not the hyphen of a compound."""
    token = parse.tokens[i]
    if token.text in {",", "—", "–", "--"}:
        return True
    return token.text == "-" and i > 0 and token.start > parse.tokens[i - 1].end


class Extents:
    """The first and last token below each token, and the full quotation, if any, in which each token stands."""

    def __init__(self, parse: Parse, quotations: list[Quotation]) -> None:
        self.parse = parse
        self.quoted: list[Quotation | None] = [None] * len(parse.tokens)
        for quote in quotations:
            if quote.full:
                self.quoted[quote.first : quote.last] = [quote] * (quote.last - quote.first)
        self.left = list(range(len(parse.tokens)))
        self.right = list(range(1, len(parse.tokens) + 1))
        self._reach()

    def _reach(self) -> None:
        """Carry each token's place up to the tokens above it, as far as none before it has gone."""
        left, right, tokens = self.left, self.right, self.parse.tokens
        for token in tokens:
            above = token
            while above.head is not above:
                above = above.head
                if left[above.i] <= token.i:
                    break
                left[above.i] = token.i
        for token in reversed(tokens):
            above, end = token, token.i + 1
            while above.head is not above:
                above = above.head
                if right[above.i] >= end:
                    break
                right[above.i] = end

    def of(self, token: Token) -> Range:
        return trim(self.parse, self.left[token.i], self.right[token.i])

    def bounds(self, token: Token) -> Range:
        """The sentence of the token, and no more of it than the quotation in which the token stands."""
        sentence = self.parse.sentence_of(token)
        quote = self.quoted[token.i]
        if quote is None:
            return sentence.first, sentence.last
        return max(sentence.first, quote.first + 1), min(sentence.last, quote.last - quote.closed)


def trim(parse: Parse, first: int, last: int) -> Range:
    """Without commas, stops and blanks at the edges; quotation marks and brackets stay."""
    tokens = parse.tokens
    while first < last and (tokens[first].text in _EDGE or tokens[first].pos == "SPACE"):
        first += 1
    while first < last and (tokens[last - 1].text in _EDGE or tokens[last - 1].pos == "SPACE"):
        last -= 1
    return first, last


def merge(ranges: list[Range], parse: Parse) -> list[Range]:
    """Join ranges that touch or overlap, or have only punctuation or a conjunction between them."""
    merged: list[Range] = []
    for first, last in sorted(span for span in ranges if span[0] < span[1]):
        if merged:
            gap = parse.tokens[merged[-1][1] : first]
            if all(t.pos in {"PUNCT", "CCONJ", "SPACE"} for t in gap):
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
                continue
        merged.append((first, last))
    return merged
