"""What the reporter adds after indirect content: the main clause, a clause in another tense, a remark after a dash."""

from __future__ import annotations

from communique.reading.attribution.content import Draft
from communique.reading.attribution.extents import Extents, Range, is_break, trim
from communique.reading.parse import Token

_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_PRESENT = {"VBZ", "VBP", "MD"}
_SETTING = {"while", "when", "after", "although", "though", "if", "before", "since", "because"}
_BEGINS = {"DET", "PRON", "PROPN", "NOUN", "ADJ"}


def cut_asides(drafts: list[Draft], extents: Extents) -> None:
    """End indirect content where the reporter's own words begin."""
    for draft in drafts:
        if draft.cue is None or draft.direct or not draft.content or draft.kind != "speech":
            continue
        verb, span = draft.cue.token, draft.content[-1]
        if span[0] < verb.i:
            continue
        at = _main_clause(verb, span, extents) or _other_tense(verb, span, extents) or _remark(span, extents)
        if at is not None:
            draft.content[-1] = trim(extents.parse, span[0], at)


def _main_clause(verb: Token, span: Range, extents: Extents) -> int | None:
    """The comma before the main clause: "While X said the road was shut, Y crossed it"."""
    tokens = extents.parse.tokens
    begin, end = extents.bounds(verb)
    if tokens[begin].lower not in _SETTING or trim(extents.parse, span[0], end)[1] > span[1]:
        return None
    if not any(c.i == begin for c in verb.children) or any(t.lower in _SETTING for t in tokens[span[0] : span[0] + 3]):
        return None
    if any(t.tag in _FINITE and t.head is not verb for t in tokens[begin : verb.i]):
        return None
    said = next((i for i in range(span[0], span[1]) if tokens[i].tag in _FINITE), span[1])
    for i in range(max(said + 1, span[0] + 2), span[1] - 2):
        if tokens[i].text == "," and extents.quoted[i] is None and tokens[i + 1].pos in _BEGINS:
            return i
    return None


def _other_tense(verb: Token, span: Range, extents: Extents) -> int | None:
    """Where the past goes on after what was said in the present: "said he will run, and he opened an office"."""
    tokens = extents.parse.tokens
    clause = next((t for t in verb.children if t.dep == "ccomp" and span[0] <= t.i < span[1]), None)
    if verb.tag != "VBD" or clause is None or _tense(clause) not in _PRESENT:
        return None
    for second in clause.children:
        if second.dep == "conj" and second.i < span[1] and _tense(second) == "VBD" and second.child("nsubj"):
            link = next((c.i for c in clause.children if c.dep == "cc" and clause.i < c.i < second.i), None)
            return link if link is not None and span[0] < link and extents.quoted[tokens[link].i] is None else None
    return None


def _tense(verb: Token) -> str:
    return next((c.tag for c in verb.children if c.dep in {"aux", "auxpass"} and c.tag in _FINITE), verb.tag)


def _remark(span: Range, extents: Extents) -> int | None:
    """The last dash, before an indefinite noun phrase that judges: "said it was lost - a rare admission"."""
    tokens = extents.parse.tokens
    for i in range(span[1] - 3, span[0] + 2, -1):
        if tokens[i].text == "," or not is_break(extents.parse, i) or extents.quoted[i] is not None:
            continue
        after = tokens[i + 1 : span[1]]
        if after[0].lower not in {"a", "an"} or not any(t.tag in _FINITE for t in tokens[span[0] : i]):
            return None
        goes_on = any(t.tag in _FINITE and t.dep != "relcl" and t.head.i < i for t in after)
        return None if goes_on else i
    return None
