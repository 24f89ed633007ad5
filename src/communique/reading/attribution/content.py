"""From a cue to an attribution in the making: its source, and its content in active and passive clauses."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.reading.attribution.complements import complements, is_asked
from communique.reading.attribution.cues import Cue, load_words
from communique.reading.attribution.extents import Extents, Range, merge, trim
from communique.reading.attribution.parentheses import (
    around_as,
    around_parenthesis,
    before_saying,
    is_inverted,
    is_setting_clause,
)
from communique.reading.attribution.sources import find_source, lost_subject, noun_range, source_before, source_beside
from communique.reading.parse import Token

_SUBJECTS = ("nsubj", "csubj")
_CONDITIONS = {"if", "because", "unless", "until"}
_MARKS = {",", "”", '"', "''", "’"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}


@dataclass(slots=True)
class Draft:
    """An attribution in the making, in tokens: ranges are first to last, exclusive."""

    cue: Cue | None
    kind: str
    source: Range | None = None
    source_head: Token | None = None
    content: list[Range] = field(default_factory=list)
    direct: bool = False
    negated: bool = False
    nested: bool = False


def draft_of(cue: Cue, extents: Extents) -> Draft:
    """The attribution of one cue; its content is empty where the words carry none here."""
    draft = Draft(cue, cue.kind, negated=cue.negated)
    verb = cue.token
    passive = is_passive(verb)
    draft.source, draft.source_head = find_source(cue, extents, passive=passive)
    as_word = next((c for c in verb.children if c.lower == "as" and c.i < verb.i), None)
    if as_word is not None and cue.kind in {"speech", "finding"}:
        draft.content = around_as(cue, as_word, extents)
    if not draft.content:
        draft.content = _passive_content(cue, extents) if passive else _content(cue, extents)
    if passive and draft.source is None and verb.child("auxpass") is None and verb.lemma != "ask":
        draft.content = []
    lost = draft.source_head is None or any(a <= draft.source_head.i < b for a, b in draft.content)
    if lost and draft.content and not passive and cue.kind == "speech" and _is_finite(cue):
        beside = extents.parse.tokens[cue.tokens[0].i - 1].text in {",", "”", '"'} and is_inverted(cue, extents)
        found = source_beside(cue, draft.content, extents) if beside else source_before(cue, extents)
        draft.source, draft.source_head = found if found[0] else source_beside(cue, draft.content, extents)
    if cue.kind == "seeming":
        subject = verb.child(*_SUBJECTS)
        if subject is not None and draft.content:
            draft.content.insert(0, extents.of(subject))
        draft.source = draft.source_head = None
    elif not passive and draft.source is None:
        draft.content = []
    _stay_inside(draft, extents)
    return draft


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive, or a participle that stands for one ("a plan proposed by X", "asked whether")."""
    be = verb.child("auxpass")
    if be is not None:
        # "who's called for" is a perfect, though the parse may take it for a passive
        return not (be.lower in {"'s", "’s"} and verb.child("nsubj") is not None)
    if verb.lemma == "ask" and verb.dep == "advcl" and verb.tag in {"VBN", "VBD"} and verb.child(*_SUBJECTS) is None:
        return True
    if verb.tag != "VBN" or verb.dep not in {"acl", "relcl", "advcl"} or verb.child("aux", *_SUBJECTS) is not None:
        return False
    return lost_subject(verb) is None


def _stay_inside(draft: Draft, extents: Extents) -> None:
    """What is said to be said inside a quotation does not reach out of it."""
    cue = draft.cue
    quote = extents.quoted[cue.token.i] if cue is not None else None
    if quote is None:
        return
    if draft.source is not None and not quote.first <= draft.source[0] < quote.last:
        draft.content = []
    first, last = quote.first + 1, quote.last - quote.closed
    clipped = [trim(extents.parse, max(a, first), min(b, last)) for a, b in draft.content]
    draft.content = [span for span in clipped if span[0] < span[1]]


def _content(cue: Cue, extents: Extents) -> list[Range]:
    verb = cue.token
    right = [span for span in complements(cue, extents) if extents.parse.tokens[span[0] - 1].text != ";"]
    if cue.kind != "speech":
        right = [_up_to_semicolon(span, extents) for span in right]
    before = [c for c in verb.children if c.dep == "ccomp" and c.i < verb.i] if "clause" in cue.frames else []
    left: list[Range] = []
    if before and not right and not is_setting_clause(before[0]):
        left = [(extents.left[c.i], min(extents.right[c.i], verb.i)) for c in before]
    if not right and cue.kind in {"speech", "attitude"} and ("clause" in cue.frames or cue.preposition is not None):
        left = around_parenthesis(cue, left, extents)
    if not left and not right and "object" in cue.frames:
        right = _antecedent(cue, extents)
    if not left and not right and verb.dep == "pcomp" and verb.head.lower == "as":
        left = [extents.of(c) for c in verb.head.head.children if c.dep == "ccomp" and c.i < verb.head.head.i]
    if right and cue.kind == "speech" and "clause" in cue.frames:
        right = _completed(verb, right, extents)
    if not right and cue.kind == "speech":
        right = _bare_question(verb, extents)
        left = [] if right else left
    right = right + _second_clause(right, extents) + _goes_on(verb, right, extents)
    if not left and not right and "clause" in cue.frames and cue.kind == "speech":
        right = _stray_clause(verb, extents, negated=cue.negated)
        if not right and extents.quoted[verb.i] is None:
            left = _before(cue, extents)
    return merge([trim(extents.parse, *span) for span in left + right], extents.parse)


def _up_to_semicolon(span: Range, extents: Extents) -> Range:
    first, last = span
    tokens = extents.parse.tokens
    quote = extents.quoted[first]
    return first, next((i for i in range(first, last) if tokens[i].text == ";" and extents.quoted[i] is quote), last)


def _before(cue: Cue, extents: Extents) -> list[Range]:
    verb = cue.token
    if verb.dep == "pcomp" and verb.head.lower == "as":
        return before_saying(cue, extents, verb.head.head.i) if verb.head.head.tag in _FINITE else []
    return before_saying(cue, extents, cue.tokens[0].i) if _is_finite(cue) else []


def _is_finite(cue: Cue) -> bool:
    return any(token.tag in _FINITE for token in cue.tokens)


def _bare_question(verb: Token, extents: Extents) -> list[Range]:
    """A question word alone: "did not say when"; or what stands for a clause: "said so"."""
    tokens = extents.parse.tokens
    at = verb.i + 1
    if at + 1 >= len(tokens):
        return []
    word, after = tokens[at], tokens[at + 1].pos
    alone = (word.tag == "WRB" and after == "PUNCT") or (word.lower == "so" and after in {"PUNCT", "ADP"})
    return [(at, at + 1)] if alone else []


def _completed(verb: Token, right: list[Range], extents: Extents) -> list[Range]:
    """Content to the right with the condition or verb that the parse leaves outside it."""
    tokens = extents.parse.tokens
    first, last = right[-1]
    if last >= extents.bounds(verb)[1] or verb.child("dobj") is not None:
        return right
    following = tokens[last]
    if following.tag in _FINITE and not any(t.tag in _FINITE for t in tokens[first:last]):
        # "said using the road was unwise", where only "using the road" is taken for the clause
        clause = following.head if following.dep in {"aux", "auxpass"} else following
        last = max(last, min(extents.right[clause.i], extents.bounds(verb)[1]))
    elif following.lower in _CONDITIONS and following.dep == "mark" and following.head.head is verb:
        last = max(last, extents.right[following.head.i])
    return [*right[:-1], (first, last)]


def _second_clause(right: list[Range], extents: Extents) -> list[Range]:
    """A second that-clause after the first: "said that ... and that ..."; the parse may hang it elsewhere."""
    tokens = extents.parse.tokens
    if not right or tokens[right[-1][0]].lower == "to":
        return []
    at = right[-1][1]
    while at < len(tokens) and (tokens[at].text in _MARKS or tokens[at].pos == "CCONJ"):
        at += 1
    if at >= len(tokens) or tokens[at].lower != "that" or tokens[at].dep != "mark":
        return []
    if tokens[at - 1].pos != "CCONJ" or tokens[at].sent != tokens[right[-1][0]].sent:
        return []
    return [(at, extents.right[tokens[at].head.i])] if tokens[at].head.i > at else []


def _goes_on(verb: Token, right: list[Range], extents: Extents) -> list[Range]:
    """A second clause in another tense: "said he was ready, but he will not wait" goes on with the content."""
    if len(right) != 1 or verb.tag != "VBD":
        return []
    conj = verb.child("conj")
    subject = conj.child("nsubj") if conj is not None else None
    link = verb.child("cc")
    if conj is None or subject is None or link is None or link.lower != "but" or subject.pos != "PRON":
        return []
    tense = conj.child("aux") or conj
    return [extents.of(conj)] if tense.tag in {"VBZ", "VBP", "MD"} else []


def _stray_clause(verb: Token, extents: Extents, *, negated: bool) -> list[Range]:
    """A that-clause that the parse hangs on a noun in between: "said in an interview that ..."."""
    for token in extents.parse.tokens[verb.i + 1 : extents.bounds(verb)[1]]:
        if token.lower == "that" and token.dep == "mark" and _governor(token.head) is verb:
            return [(token.i, extents.right[token.head.i])]
    for child in verb.children:
        if child.i < verb.i or child.dep != "advcl" or child.child("mark") or not child.child("nsubj", "nsubjpass"):
            continue
        # "has not said when he will go" tells what is left open; "said when he went" only when it was said
        if negated or not any(c.dep == "advmod" and c.tag == "WRB" for c in child.children):
            return [extents.of(child)]
    return []


def _governor(clause: Token) -> Token | None:
    """The verb of saying nearest above a clause, past whatever stands in between."""
    known = load_words().verbs
    return next((t for t in clause.ancestors() if t.tag.startswith("V") and "speech" in known.get(t.lemma, ())), None)


def _antecedent(cue: Cue, extents: Extents) -> list[Range]:
    """What a relative clause with its own subject says of its noun: "the plan that Moscow rejected"."""
    verb = cue.token
    subject = verb.child("nsubj")
    if verb.dep != "relcl" or subject is None or subject.tag in {"WP", "WDT"} or subject.i < verb.head.i:
        return []
    first, last = noun_range(verb.head, extents)
    return [(first, min(last, extents.left[subject.i]))]


def _passive_content(cue: Cue, extents: Extents) -> list[Range]:
    verb, frames = cue.token, cue.frames
    subject = verb.child("nsubjpass", "csubjpass")
    clause = [c for c in verb.children if c.i > verb.i and (c.dep == "ccomp" or is_asked(c, verb))]
    empty = subject is not None and subject.lower in {"it", "there"}
    if verb.lemma == "ask" and verb.child("auxpass") is None:
        parts = [c for c in verb.children if c.i > verb.i and (c.dep in {"ccomp", "xcomp"} or c.lower == "about")]
        inner = [c.child("pobj", "pcomp") or c if c.lower == "about" else c for c in parts]
        return [extents.of(c) for c in inner[:1]]
    about = cue.preposition.child("pobj") if cue.preposition is not None and verb.lemma == "ask" else None
    if about is not None and not clause:
        return [extents.of(about)]
    if clause and "clause" in frames and (empty or "told" in frames or subject is None or "asked" in frames):
        return [extents.of(c) for c in clause]
    if cue.kind == "speech" and not clause and (empty or "told" in frames):
        before = [c for c in verb.children if c.dep == "ccomp" and c.i < verb.i]
        if before or empty:
            return around_parenthesis(cue, [extents.of(c) for c in before], extents)
    if "told" in frames and "object" not in frames:
        return []
    if verb.child("auxpass") is None:
        if verb.child("agent") is None or cue.kind == "seeming" or not {"object", "predicate"} & frames:
            return []
        if verb.dep == "advcl":
            return []
        return [trim(extents.parse, extents.left[verb.head.i], verb.i)]
    if subject is None:
        return []
    tail = [
        c
        for c in verb.children
        if c.i > verb.i
        and (c.dep in {"xcomp", "oprd", "ccomp"} or (c.dep == "prep" and c.lower in {"as", "for", "of"}))
    ]
    if not tail and verb.child("agent") is None:
        return []
    return merge([extents.of(subject), *(extents.of(c) for c in tail)], extents.parse)
