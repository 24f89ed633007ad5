"""The complements to the right of a cue: clauses, infinitives, objects, and noun phrases after a preposition."""

from __future__ import annotations

from communique.reading.attribution.cues import Cue, load_words
from communique.reading.attribution.extents import Extents, Range, is_break, trim
from communique.reading.parse import Token

_NAMING = {"oprd", "xcomp", "ccomp", "advcl", "acomp", "dobj"}
_OPENING = {"“", "‘", '"', "``", "''", "«"}


def complements(cue: Cue, extents: Extents) -> list[Range]:
    """The ranges of content after the cue, in order; empty where it takes none.

    "urged X to stop" gives "X to stop", "said that Y" gives "that Y", "called for Z" gives "Z".
    """
    frames = cue.frames
    if cue.preposition is not None:
        after = _after_preposition(cue, cue.preposition, extents)
        if after:
            return after
        frames = frames | {"clause", "object"}
        if cue.preposition.dep == "prt":
            # "called on X to act", where "on" is taken for a particle: X to act is the content
            frames = frames | {"infinitive"}
    found: list[Range] = []
    for child in cue.token.children:
        if child.i < cue.token.i or child is cue.preposition:
            continue
        if _is_clause(child, cue, frames):
            first, last = extents.of(child)
            if first <= cue.token.i < last:
                # "the boat, which he said was old": the clause lies on both sides of the cue
                found += _around(cue, first, last, extents)
                continue
            found.append((first + (cue.preposition is extents.parse.tokens[first]), last))
        elif child.dep in {"dobj", "oprd", "acomp", "intj"} and not found:
            found += _object(child, cue, frames, extents)
    return found


def _around(cue: Cue, first: int, last: int, extents: Extents) -> list[Range]:
    subject = cue.token.child("nsubj", "csubj")
    begin = min(cue.tokens[0].i, extents.left[subject.i] if subject is not None else cue.tokens[0].i)
    parts = [trim(extents.parse, first, begin), trim(extents.parse, cue.tokens[-1].i + 1, last)]
    return [part for part in parts if part[0] < part[1]]


def _after_preposition(cue: Cue, preposition: Token, extents: Extents) -> list[Range]:
    if preposition.dep != "prep":
        return []
    inner = preposition.child("pobj", "pcomp")
    if inner is not None:
        first, last = extents.of(inner)
        return [(first, _object_end(cue, inner, last, extents))]
    clause = cue.token.child("xcomp", "ccomp", "advcl")
    if clause is not None and clause.i > preposition.i:
        return [trim(extents.parse, preposition.i + 1, extents.right[clause.i])]
    return []


def _is_clause(child: Token, cue: Cue, frames: frozenset[str]) -> bool:
    if child.dep == "ccomp" and {"clause", "asked", "predicate"} & frames:
        return True
    if child.dep == "xcomp" and _takes_infinitive(child, frames):
        return True
    return child.dep in {"advcl", "xcomp", "ccomp"} and _is_called_for(child, cue)


def _is_called_for(child: Token, cue: Cue) -> bool:
    """The clause of "called for X to act", where "for" belongs to the clause, and that of "asked X whether"."""
    mark = child.child("mark")
    if mark is None:
        return False
    called_for = mark.lower == "for" and "for" in load_words().particles.get(cue.token.lemma, ())
    return called_for or is_asked(child, cue.token)


def is_asked(clause: Token, verb: Token) -> bool:
    """The clause of "asked whether ...", which the parse may take for a condition."""
    mark = clause.child("mark")
    return mark is not None and mark.lower in {"if", "whether"} and verb.lemma in {"ask", "wonder", "inquire"}


def _takes_infinitive(child: Token, frames: frozenset[str]) -> bool:
    if any(c.lower == "to" and c.dep == "aux" for c in child.children):
        return bool({"infinitive", "asked", "told"} & frames)
    return bool({"clause", "predicate", "object"} & frames)


def _object(child: Token, cue: Cue, frames: frozenset[str], extents: Extents) -> list[Range]:
    first, last = extents.of(child)
    later = [c for c in cue.token.children if c.i > child.i]
    if "asked" in frames and any(c.dep in {"xcomp", "ccomp"} for c in later):
        return [(first, _object_end(cue, child, last, extents))]
    if "told" in frames and child.dep == "dobj":
        return []
    if "asked" in frames and "object" not in frames:
        return []
    if "object" in frames:
        return [(first, _object_end(cue, child, last, extents))]
    if "predicate" in frames:
        named = child.dep != "dobj" or any(c.dep in _NAMING for c in later)
        named = named or any(c.dep in {"appos", "dobj", "amod"} for c in child.children if c.i > child.i)
        others = [c for c in later if c.dep == "conj" and c.pos in {"NOUN", "PROPN"}]
        last = max([last, *(extents.of(c)[1] for c in others)])
        named = named or _is_named_inside(first, last, extents)
        return [(first, _object_end(cue, child, last, extents))] if named else []
    return []


def _is_named_inside(first: int, last: int, extents: Extents) -> bool:
    """Whether a second noun phrase or a quotation follows the first without a preposition: "the plan a gift"."""
    tokens = extents.parse.tokens
    for before, token in zip(tokens[first:last], tokens[first + 1 : last], strict=False):
        if before.pos in {"NOUN", "PROPN", "PRON"} and (token.lower in {"a", "an"} or token.text in _OPENING):
            return True
    return False


def _object_end(cue: Cue, child: Token, last: int, extents: Extents) -> int:
    """Where the content that begins with an object ends: with what follows it in the clause, short of asides."""
    for other in cue.token.children:
        if other.i <= child.i or other.dep in {"punct", "neg", "prt"}:
            continue
        if other.dep == "npadvmod" and any(c.dep == "xcomp" and c.i > other.i for c in cue.token.children):
            continue
        if other.dep in {"conj", "cc", "parataxis", "agent", "nsubj", "npadvmod", "advmod"}:
            break
        if is_break(extents.parse, extents.left[other.i] - 1) or (other.dep == "prep" and _is_setting(other)):
            break
        if other.dep == "advcl" and other.tag not in {"VB", "VBG"}:
            break
        last = max(last, extents.of(other)[1])
    return last


def _is_setting(preposition: Token) -> bool:
    """When or in what medium something was said: "on Friday", "in a statement"."""
    inner = preposition.child("pobj")
    return inner is not None and (inner.ent in {"DATE", "TIME"} or inner.lemma in load_words().media)
