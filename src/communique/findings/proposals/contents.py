"""Contents: the terms that a plan is said to have, told by a verb of which the plan is the subject or the heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.data import load_toml
from communique.findings.arguments import VERBS
from communique.findings.proposals.stretches import behind_for, row
from communique.findings.spans import clause_items, complements, contents_of, extent, item_spans, items, trimmed
from communique.model.findings import Span
from communique.reading.parse import Token
from communique.reading.reading import Reading

_LONGEST = 200
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CAUSING = frozenset({"have", "let", "see", "make"})
_PRESENT = frozenset({"VBZ", "VBP", "VB", "VBG"})
_PRICE = (
    ("in", "exchange", "for"),
    ("in", "return", "for"),
    ("on", "condition", "that"),
    ("in", "combination", "with"),
)


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its words, the word that names the proposal (or the verb that makes it), and the rule."""

    span: Span
    anchor: Token
    rule: str


@cache
def lexicon() -> dict[str, Any]:
    """The words of data/proposals.toml."""
    return load_toml("proposals")


def of_contents(tokens: list[Token], verb: Token, noun: Token, rule: str) -> Iterator[Term]:
    """Terms named by a verb of which the proposal is the subject ("calls for", "would let", "adds X to Y")."""
    words = lexicon()
    for each in contents_of(verb):
        if each.pos not in VERBS or any(c.dep == "neg" for c in each.children):
            continue
        by_party = rule.startswith("it") and each.lemma in words["party"]["verbs"]
        places = None if by_party else words["contents"].get(each.lemma)
        auxiliaries = {c.lower for c in each.children if c.dep in {"aux", "auxpass"}}
        if each.lemma in _CAUSING and (done := _caused(each)) is not None:
            yield from (Term(span, noun, f"{rule}-would") for span in done)
        elif places:
            yield from _taken(tokens, each, noun, (rule, places))
        elif "would" in auxiliaries and each.lemma not in words["empty"]["verbs"] and "be" not in auxiliaries:
            span = extent(each, drop=("nsubj", "aux", "advcl"))
            if span:
                yield Term((each.start, span[1]), noun, f"{rule}-would")
        elif each.lemma in words["effects"]["verbs"] and each.tag in _PRESENT and each.child("dobj") is not None:
            span = extent(each, drop=("nsubj", "aux", "advcl", "cc", "conj"))
            if span:
                yield Term((each.start, span[1]), noun, f"{rule}-does")


def _taken(tokens: list[Token], verb: Token, noun: Token, by: tuple[str, list[str]]) -> Iterator[Term]:
    rule, places = by
    if "for" in places and (spans := behind_for(tokens, verb)):
        yield from (Term(part, noun, f"{rule}-prep") for span in spans for part in parts(tokens, verb, span))
        return
    for complement, kind in complements(verb):
        if kind not in places or complement.pos == "PRON" or complement.lemma in lexicon()["generic"]["objects"]:
            continue
        if any(c.dep in {"det", "neg"} and c.lower == "no" for c in complement.children):
            continue
        name = f"{rule}-{kind if kind in {'np', 'to', 'that'} else 'prep'}"
        heads = clause_items(complement) if kind in {"to", "that"} else items(complement)
        in_a_row = row(tokens, complement) if len(heads) == 1 and kind not in {"to", "that"} else []
        yield from ([Term(span, noun, name) for span in in_a_row] or spans_of(heads, noun, name))


def _caused(verb: Token) -> list[Span] | None:
    """What a plan would have somebody do ("it would have the army leave"), and what it adds behind "with"."""
    bare = (c for c in verb.children if c.i > verb.i and c.tag == "VB" and c.dep in {"ccomp", "dobj"})
    done = next((c for c in bare if c.child("nsubj") is not None), None)
    span = extent(done) if done is not None else None
    if span is None:
        return None
    found = [span]
    for child in verb.children:
        if child.dep == "prep" and child.lower == "with" and (added := child.child("pcomp")) is not None:
            more = extent(added)
            if more and added.child("nsubj") is not None and more[0] >= span[1]:
                found.append(more)
    return found


def spans_of(heads: list[Token], anchor: Token, rule: str) -> Iterator[Term]:
    """A term for each item, and one more for what is asked in exchange."""
    for head, span in item_spans([h for h in heads if not _is_who(h)]):
        if head is not heads[0] and head.tag in _FINITE and heads[0].tag not in _FINITE:
            continue  # another clause, which the parser joined to a thing or an infinitive
        for part in parts(head.subtree(), head, span):
            yield Term(part, anchor, rule)


def _is_who(head: Token) -> bool:
    """True for an apposition that only says who somebody named in a term is."""
    return head.dep == "appos" and head.head.ent in {"PERSON", "ORG", "GPE", "NORP"}


def parts(tokens: list[Token], head: Token, span: Span) -> list[Span]:
    """A term and its price: "lift the blockade in exchange for talks", "seek none if the other side adds none"."""
    own = [t for t in tokens[: head.i + _LONGEST] if span[0] <= t.start and t.end <= span[1]]
    for n in range(2, len(own) - 2):
        if own[n].i <= head.i:
            continue
        if tuple(t.lower for t in own[n : n + 3]) in _PRICE:
            found = [trimmed(own[:n]), trimmed(own[n + 3 :])]
            return [part for part in found if part]
        if own[n].lower == "if" and own[n].dep == "mark":
            condition = [t for t in own[n].head.subtree() if t.i > own[n].i]
            found = [trimmed(own[:n]), trimmed(condition)]
            return [part for part in found if part]
    return [span]


def is_matter(reading: Reading, token: Token) -> bool:
    """False where the words after "of" or "for" name a party or nothing in particular ("a plan for peace")."""
    actor = reading.actor_at(token)
    return (
        token.pos != "PRON"
        and (actor is None or not actor.parties)
        and token.lemma not in lexicon()["generic"]["objects"]
        and token.lower not in {"own", "three", "two"}
    )


def is_generic(noun: Token) -> bool:
    """True for nouns that name nothing in particular: "a deal", "peace"."""
    return noun.lemma in lexicon()["generic"]["objects"]


def tells_of(clause: Token) -> bool:
    """True for "which foresees": the proposal is the subject of the clause, not "of which a copy was seen"."""
    subject = clause.child("nsubj")
    return subject is not None and subject.lower in {"which", "that"}
