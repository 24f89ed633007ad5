"""Wording: the exact words of what was agreed, mended where the items of a list were cut too short or too long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from communique.findings.agreements.accords import Accord
from communique.findings.spans import closed
from communique.model.findings import TimeExpression
from communique.reading.parse import Parse, Token
from communique.reading.reading import Reading

_SHORT = 2
_ON_DAY = re.compile(r",?\s+(?:on|late on|early on)\s+\Z")
_OCCASION = re.compile(r",?\s+during\s+(?:his|her|their|its|[A-Z][^,;]*['’]s)\s[^,;]*\Z")
"""On what occasion it was agreed: "build a road during his visit to Lima"."""
_REMARK = re.compile(r",\s+(?:an?|the|something|one|in what|according to|which|who)\s(?:(?!\sand\s|\sor\s)[^,;])*\Z")
"""A remark behind the last comma: "reopen the border, a step that surprised many"."""
_TRAILING = re.compile(r"\W+(?:and|or|but|which|who|that|whose)\s*\Z", re.IGNORECASE)
_NEAR = 12
_RELATIVE = frozenset({"which", "who", "whom", "whose", "where", "whereupon"})
_LEADING = frozenset({"that", "to", "and", "also"})


def worded(reading: Reading, accords: list[Accord]) -> Iterator[Accord]:
    """The accords in order with their words mended; those that are only the end of another are joined to it.

    "They agreed to name envoys and to open talks on a truce": one, since "name envoys" says too little alone.
    """
    parse = reading.parse
    by_start = {token.start: token for token in parse.tokens} if accords else {}
    held: Accord | None = None
    merged = ""
    for accord in accords:
        words = _words(parse, by_start, accord)
        if not words or (held is not None and _is_aside(parse, held, accord, words[0])):
            continue
        accord = replace(accord, what=(words[0].start, accord.what[1]))
        if held is not None and _joins(parse, by_start, held, accord, merged):
            held, merged = replace(held, what=(held.what[0], accord.what[1])), accord.rule
            continue
        if held is not None:
            yield _mended(reading, held)
        held, merged = accord, ""
    if held is not None:
        yield _mended(reading, held)


def _mended(reading: Reading, accord: Accord) -> Accord:
    parse, (start, end) = reading.parse, accord.what
    if accord.rule.startswith("make-"):
        end = next((_before_day(reading, t) for t in reading.times if t.end == end and start < t.start), end)
    for tail in (_OCCASION, _REMARK, _TRAILING, _TRAILING):
        match = tail.search(parse.text, start, end)
        if match and len(parse.text[start : match.start()].split()) > _SHORT:
            end = match.start()
    return replace(accord, what=closed(parse.text, (start, end)))


def _before_day(reading: Reading, time: TimeExpression) -> int:
    """Where "on Tuesday" begins, which tells when a treaty was signed and not what it is on."""
    lead = _ON_DAY.search(reading.parse.text, 0, time.start)
    return lead.start() if lead and time.type == "DATE" else time.end


def _words(parse: Parse, by_start: dict[int, Token], accord: Accord) -> list[Token]:
    """The first words of an accord, from the first that says something on."""
    first = by_start.get(accord.what[0])
    if first is None or parse.text[: first.start].endswith("-"):
        return []
    found = [t for t in parse.tokens[first.i : first.i + _NEAR] if t.end <= accord.what[1]]
    while len(found) > 1 and found[0].lower in _LEADING and found[0].dep in {"mark", "aux", "cc", "advmod"}:
        found = found[1:]
    return found


def _is_aside(parse: Parse, before: Accord, accord: Accord, first: Token) -> bool:
    """True for what stands in a relative clause behind the last item ("..., which lasts") or explains it ("X, a Y")."""
    if before.anchor is not accord.anchor:
        return False
    if first.lower in _RELATIVE:
        return True
    between = parse.text[before.what[1] : accord.what[0]].lower().split()
    if any(word in _RELATIVE for word in between) and between[-1:] != [","]:
        return True
    return between == [","] and before.rule != accord.rule and not _has_more(first, accord)


def _has_more(first: Token, accord: Accord) -> bool:
    """True where the words are the first of several joined by "and"."""
    head = first
    while head.head is not head and head.head.start < accord.what[1] and head.head.start >= accord.what[0]:
        head = head.head
    return any(c.dep == "conj" for c in head.children)


def _joins(parse: Parse, by_start: dict[int, Token], before: Accord, accord: Accord, merged: str) -> bool:
    """True where two accords of one verb are one: a verb and its object torn apart, or an item too short to stand."""
    if before.anchor is not accord.anchor or before.noun is not accord.noun:
        return False
    gap = parse.text[before.what[1] : accord.what[0]].strip().lower()
    first, second = by_start[before.what[0]], by_start[accord.what[0]]
    if before.rule != accord.rule:
        torn = before.rule.endswith("-to") and accord.rule.endswith("-np") and first.child("dobj") is None
        return gap in {"", "to", ","} or torn or (merged == accord.rule and gap in {"and", ", and"})
    if (second.pos == "ADP" and gap in {"and", "or"}) or gap == "to":
        return True  # "a halt to attacks", of which parsers hang the attacks on the verb
    if accord.rule.endswith("-that") and gap == "and" and _is_short(parse, accord) and second.tag.startswith("VB"):
        return True
    return _is_short(parse, before) and first.tag.startswith("VB") and gap in {"and", "and to", "to"}


def _is_short(parse: Parse, accord: Accord) -> bool:
    return len(parse.text[accord.what[0] : accord.what[1]].split()) <= _SHORT
