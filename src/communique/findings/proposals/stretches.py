"""Stretches: the terms of a proposal read off the text behind a sign, where the parse has torn them apart."""

from __future__ import annotations

from communique.findings.arguments import VERBS
from communique.findings.lists import inline_items, mixed_items
from communique.findings.spans import trimmed
from communique.findings.stretches import skip_speaker, stretch
from communique.model.findings import Span
from communique.reading.parse import Token

_LEFT = frozenset({"det", "amod", "poss", "compound", "nummod"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_DEEP = 14


def behind_for(tokens: list[Token], verb: Token) -> list[Span]:
    """What a plan "provides for": several things each with its own "for", or clauses such as "for the road to open".

    Empty where it is one noun phrase, or a list of them, which the parse tells better.
    """
    if verb.i + 2 >= len(tokens) or tokens[verb.i + 1].lower != "for":
        return []
    words = stretch(tokens, verb.i + 2)
    starts = [0]
    for n in range(2, len(words) - 1):
        adverb = words[n - 1].pos == "ADV" and n > 2
        before = words[n - 2 if adverb else n - 1]
        if words[n].lower == "for" and (before.lower == "and" or before.text == ","):
            starts.append(n + 1)
    several = sum(c.dep == "prep" and c.lower == "for" for c in verb.children) > 1
    if len(starts) == 1 and not several and not _is_clause(words):
        return []
    found = []
    for a, b in zip(starts, [*(s - 1 for s in starts[1:]), len(words)], strict=True):
        part = words[a:b]
        while len(part) > 1 and (part[-1].pos in {"ADV", "CCONJ"} or part[-1].text == ","):
            part = part[:-1]
        span = trimmed(part)
        if span:
            found.append(span)
    return found


def _is_clause(words: list[Token]) -> bool:
    """True for "the road to be opened": a noun phrase, then an infinitive, before any comma or finite verb."""
    for before, token, after in zip(words, words[1:_DEEP], words[2:], strict=False):
        if token.text == "," or token.tag in _FINITE:
            return False
        if token.lower == "to" and after.tag == "VB" and before.pos in {"NOUN", "PROPN", "PRON"}:
            return after.lemma == "be" or after.dep != "relcl"
    return False


def row(tokens: list[Token], first: Token) -> list[Span]:
    """Three or more items read off the text from this noun on, where the parser saw only the first."""
    if any(child.dep == "appos" for child in first.children):
        return []
    start = min((c.i for c in first.children if c.dep in _LEFT), default=first.i)
    stop, comma = start, start
    while stop < len(tokens) and tokens[stop].sent == first.sent and tokens[stop].tag not in _FINITE:
        comma = stop if tokens[stop].text == "," else comma
        stop += 1
    if stop < len(tokens) and tokens[stop].sent == first.sent:
        stop = comma
    found = [span for _, span in inline_items(tokens[start:stop])]
    return found if len(found) > 2 else []


def matters_behind(tokens: list[Token], noun: Token, prepositions: frozenset[str]) -> list[Span]:
    """A list of three or more matters behind "proposals on", also where ", he said," stands between."""
    at = skip_speaker(tokens, noun.i + 1)
    if at + 1 >= len(tokens) or tokens[at].lower not in prepositions or tokens[at].sent != noun.sent:
        return []
    words = stretch(tokens, at + 1)
    if any(t.tag in _FINITE for t in words):
        return []
    return mixed_items(words)


def both_prices(tokens: list[Token], preposition: Token) -> list[Span]:
    """Both sides of "a proposal for a truce in exchange for an amnesty", wherever the parser hung the second."""
    words = stretch(tokens, preposition.i + 1)
    for n in range(1, len(words) - 3):
        if words[n].tag in _FINITE or words[n].text == ",":
            return []
        if tuple(t.lower for t in words[n : n + 3]) in {("in", "exchange", "for"), ("in", "return", "for")}:
            rest = words[n + 3 :]
            end = next((m for m, t in enumerate(rest) if m and (t.text in {",", ";"} or t.tag in _FINITE)), len(rest))
            purpose = next((m for m, t in enumerate(rest) if m and t.lower == "to" and t.dep == "aux"), end)
            found = [trimmed(words[:n]), trimmed(rest[: min(end, purpose)])]
            return [span for span in found if span]
    return []


def with_its_tail(tokens: list[Token], span: Span, last: Token) -> Span:
    """A noun phrase with ", to be supervised by X" or "with a wide mandate" behind it, which say how it is meant."""
    at = last.i + 1
    thing = tokens[at].child("pobj") if at < len(tokens) and tokens[at].lower == "with" else None
    if thing is not None and thing.child("det") is not None and tokens[at].head is not last:
        return (span[0], max(span[1], thing.end))
    if (
        at + 3 < len(tokens)
        and tokens[at].text == ","
        and tokens[at + 1].lower == "to"
        and tokens[at + 2].lower == "be"
    ):
        end = at + 1
        while end < len(tokens) and tokens[end].sent == last.sent and tokens[end].text not in {",", ".", ";"}:
            end += 1
        return (span[0], tokens[end - 1].end)
    return span


def is_told(verb: Token) -> bool:
    """True for a verb of proposing that stands by itself before a semicolon, whatever the rest of the sentence says."""
    own = verb.child("nsubj") is not None and not any(c.dep in {"neg", "mark"} or c.tag == "MD" for c in verb.children)
    head = verb.head
    return own and verb.dep == "ccomp" and head.i > verb.i and head.pos in VERBS and _parted(verb, head)


def _parted(verb: Token, head: Token) -> bool:
    return any(c.text == ";" and verb.i < c.i < head.i for c in head.children)
