"""Verbs: agreements told by a verb of agreeing, deciding or signing, or by parties that are "at one"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from communique.findings.agreements.accords import Accord, lexicon, told_as
from communique.findings.agreements.rows import read_off
from communique.findings.agreements.sides import subject_is_joint
from communique.findings.arguments import VERBS
from communique.findings.clauses import Reality, reality
from communique.findings.spans import clause_items, complements, item_spans, items, trimmed
from communique.model.findings import AgreementStatus, Span
from communique.reading.parse import Token
from communique.reading.reading import Reading

_OF_NOUNS = frozenset({"agree", "settle"})


def by_verb(reading: Reading, verb: Token, entry: dict[str, Any]) -> Iterator[Accord]:
    """What a verb such as "agree" says was agreed; `entry` is its row in `[verbs]` of data/agreements.toml."""
    told = told_as(verb)
    if told not in (Reality.DONE, Reality.DENIED) or _is_supposed(verb):
        return
    status = AgreementStatus.DENIED if told is Reality.DENIED else AgreementStatus.REACHED
    if entry.get("joint") and not subject_is_joint(reading, verb) and not _impersonal(verb):
        return
    marks = set(entry["takes"]) & {"to", "that"}
    found = list(_by_parse(verb, entry, status))
    yield from found
    if told is Reality.DONE and marks:
        known = [accord.what for accord in found]
        for span, mark in read_off(reading.parse.tokens, verb, marks, known):
            yield Accord(span, verb, status, f"{verb.lemma}-{mark}", verb)


def _by_parse(verb: Token, entry: dict[str, Any], status: AgreementStatus) -> Iterator[Accord]:
    """The complements as the parser has them."""
    family = verb.lemma
    for complement, kind in _agreed(verb, reflexive=bool(entry.get("reflexive"))):
        if kind == "to" and complement.child("auxpass") is not None and _has_matter(verb, complement):
            continue  # "agreed on a fee, to be paid on Monday"
        if kind == "on" and family == "commit" and verb.child("dobj") is None:
            continue  # "is committed to peace"
        if entry.get("ruling") and not _is_rule(complement):
            continue
        if kind in entry["takes"] and _says_something(complement):
            heads = clause_items(complement) if kind in {"to", "that"} else items(complement)
            bare = kind == "to" and _has_lost_its_object(verb, complement)
            for _, span in item_spans([verb.head] if bare else heads):
                yield Accord(_without(verb, span), verb, status, f"{family}-{kind}", verb)


def _has_matter(verb: Token, clause: Token) -> bool:
    matters = [c.child("pobj") for c in verb.children if c.dep == "prep" and c.lower == "on" and c.i < clause.i]
    return any(m is not None and m.ent not in {"DATE", "TIME"} for m in matters)


def _has_lost_its_object(verb: Token, task: Token) -> bool:
    """True for "the list that they agreed to endorse": what was agreed is told by the noun before."""
    known = {"which", "that"}
    if verb.dep != "relcl" or any(c.i > task.i and c.dep in {"dobj", "xcomp", "ccomp", "acomp"} for c in task.children):
        return False
    return any(c.lower in known and c.dep == "dobj" for c in (*verb.children, *task.children))


def _is_rule(clause: Token) -> bool:
    """True for a clause that says what shall be, other than who comes or meets."""
    idle = lexicon()["continuation"]["idle"]
    return any(c.tag == "MD" for c in clause.children) and clause.lemma not in idle


def _is_supposed(verb: Token) -> bool:
    """True for "a plan which includes that they agree": in the present, below a verb that does not speak."""
    above = verb.head
    if verb.dep != "ccomp" or verb.tag not in {"VBP", "VBZ"} or any(c.dep in {"aux", "auxpass"} for c in verb.children):
        return False
    return (
        above.i < verb.i
        and any(c.lower == "that" and c.dep == "mark" for c in verb.children)
        and (above.lemma not in lexicon()["speech"]["verbs"])
    )


def _says_something(complement: Token) -> bool:
    """False for pronouns, dates, "no date", and for an inserted "it goes on"."""
    if complement.lower in lexicon()["empty"]["words"] or complement.ent in {"DATE", "TIME"}:
        return False
    if any(c.dep == "det" and c.lower == "no" for c in complement.children):
        return False
    subject = complement.child("nsubj")
    return not (subject is not None and subject.lower == "it" and complement.lemma in {"go", "be", "continue", "read"})


def _agreed(verb: Token, *, reflexive: bool = False) -> Iterator[tuple[Token, str]]:
    """What was agreed, by its form; also where it stands before the verb ("X should go on, they agreed")."""
    passive = any(c.dep == "auxpass" for c in verb.children)
    speech = lexicon()["speech"]["verbs"]
    for complement, kind in complements(verb):
        if complement.lemma in speech and kind == "that" and not any(c.dep == "mark" for c in complement.children):
            yield from ((said, how) for said, how in complements(complement) if how in {"that", "to"})
        elif not (kind == "np" and (passive or reflexive)):
            yield complement, "on" if kind in {"upon", "to-np"} else kind
    for child in verb.children:
        if child.dep == "nsubjpass" and passive and child.lower in {"which", "that"} and verb.dep == "relcl":
            if verb.lemma in _OF_NOUNS:
                yield _described(verb), "np"
        elif child.dep == "nsubjpass" and passive:
            yield child, "np"
        elif child.dep in {"ccomp", "csubjpass", "csubj"} and child.i < verb.i and not _is_torn(verb, child):
            yield child, "that"
        elif child.dep == "parataxis" and child.lemma in speech:
            yield from complements(child)
        elif reflexive and child.dep == "advcl" and any(c.lower == "to" for c in child.children if c.i < child.i):
            yield child, "to"
    yield from ((clause, "that") for clause in _loose_clauses(verb))
    if not reflexive:
        yield from ((task, "to") for task in _late_tasks(verb))
    if (verb.dep == "parataxis" or _is_as_agreed(verb)) and verb.head.pos in VERBS:
        yield verb.head, "that"
    yield from ((clause, "that") for clause in _hung_on_a_place(verb))
    bare = verb.dep == "acl" and verb.tag == "VBN" and not any(c.dep in {"mark", "aux"} for c in verb.children)
    if bare and verb.lemma in _OF_NOUNS and verb.head.pos in {"NOUN", "PROPN"}:
        yield verb.head, "np"


def _loose_clauses(verb: Token) -> Iterator[Token]:
    """Clauses that parsers tear off: "agreed, according to Lima, that A must stay and that B would go"."""
    source = next((c for c in verb.children if c.i > verb.i and c.lower == "according"), None)
    for child in (*verb.children, *(source.children if source is not None else ())):
        torn = child.i > verb.i and child.dep in {"advcl", "conj"} and child.pos in VERBS and _is_rule(child)
        if torn and any(c.lower == "that" and c.dep == "mark" for c in child.children):
            yield child


def _late_tasks(verb: Token) -> list[Token]:
    """Infinitives that parsers take for a purpose: "agreed on Friday to share the port", "to A, to B and to C"."""
    tasks = [c for c in verb.children if c.i > verb.i and c.dep == "advcl" and _is_infinitive(c)]
    told = [c for c in verb.children if c.i > verb.i and c.dep in {"xcomp", "ccomp", "dobj"}]
    if told:
        first = told[0]
        row = [t for t in tasks if t.i > first.i and t.child("conj") is not None and _is_infinitive(first)]
        return [each for t in row for each in clause_items(t) if any(c.text == "," for c in verb.children if c.i < t.i)]
    places = [b for c in verb.children if c.dep == "prep" for b in c.children if b.dep == "pobj"]
    if any(b.i > verb.i and b.pos != "PROPN" and b.ent == "" for b in places):
        return []
    return tasks[:1]


def _is_as_agreed(verb: Token) -> bool:
    """True for "the fighters will be disarmed, as was agreed in May", not for "all cheered as they agreed to go"."""
    if any(c.dep in {"xcomp", "ccomp", "dobj"} and c.i > verb.i for c in verb.children):
        return False
    return verb.dep == "advcl" and any(c.lower == "as" and c.dep == "mark" for c in verb.children)


def _without(verb: Token, span: Span) -> Span:
    """The words of a clause without ", as was agreed" behind them."""
    if not _is_as_agreed(verb) or not span[0] < verb.start < span[1]:
        return span
    first = verb.subtree()[0]
    return trimmed([t for t in verb.head.subtree() if span[0] <= t.start < first.start]) or span


def _hung_on_a_place(verb: Token) -> Iterator[Token]:
    """The clause of "agreed at the talks that the border would reopen", which parsers hang on the talks."""
    for child in verb.children:
        place = child.child("pobj") if child.dep == "prep" and child.i > verb.i else None
        for clause in place.children if place is not None else ():
            if clause.dep == "relcl" and any(c.lower == "that" and c.dep == "mark" for c in clause.children):
                yield clause


def _is_infinitive(clause: Token) -> bool:
    return any(c.lower == "to" and c.dep == "aux" for c in clause.children)


def _is_torn(verb: Token, clause: Token) -> bool:
    """True for a clause before a semicolon, which is a sentence of its own, and for what comes after the agreement.

    "The talks come after the ministers agreed to meet": not that the talks come after the ministers.
    """
    between = [c for c in (*verb.children, *clause.children) if clause.i < c.i < verb.i]
    parted = any(c.dep == "punct" for c in between)
    behind = not parted and clause.lemma == "come" and any(c.lower in {"after", "as"} for c in clause.children)
    return behind or any(c.text == ";" for c in between)


def _described(verb: Token) -> Token:
    """The noun of "an exchange of prisoners which has been agreed": the one that fits the number of the verb."""
    noun = verb.head
    singular = any(c.dep in {"aux", "auxpass"} and c.lower in {"has", "was", "is"} for c in verb.children)
    if singular and noun.tag in {"NNS", "NNPS"} and noun.dep == "pobj" and noun.head.head.pos == "NOUN":
        return noun.head.head
    return noun


def _impersonal(verb: Token) -> bool:
    """True for "it was decided that": nobody is named, so that the parties at the table are meant."""
    return any(c.dep == "auxpass" for c in verb.children) and any(
        c.lower == "it" and c.dep in {"nsubjpass", "expl", "nsubj"} for c in verb.children
    )


def signed_by(reading: Reading, verb: Token) -> Iterator[Accord]:
    """Whatever several parties sign together is an agreement: "both signed a list of eight principles"."""
    if reality(verb) is not Reality.DONE:
        return
    known = lexicon()["nouns"]
    signed = [c for c in verb.children if c.dep == "dobj" and c.lemma not in known and _says_something(c)]
    if verb.dep in {"relcl", "acl"} and verb.child("nsubj") is not None and verb.head.lemma not in known:
        signed = [verb.head]
    if signed and signed[0].pos == "NOUN" and not _is_just_told(signed[0]) and subject_is_joint(reading, verb):
        for _, span in item_spans(signed[:1]):
            yield Accord(span, verb, AgreementStatus.SIGNED, "signed", verb, signed[0])


def named_by(reading: Reading, verb: Token) -> Iterator[Accord]:
    """What parties put their names to, also where it stands before: "the accord to which both put their signatures"."""
    names = lexicon()["names"]["nouns"]
    hand = verb.child("dobj")
    if hand is None or hand.lemma not in names or reality(verb) is not Reality.DONE:
        return
    for child in (*verb.children, *hand.children):
        paper = child.child("pobj") if child.dep == "prep" and child.lower == "to" else None
        if paper is None:
            continue
        if paper.lower == "which" and verb.dep == "relcl":
            paper = verb.head
        if _says_something(paper) and not _is_just_told(paper):
            for _, span in item_spans(items(paper)):
                yield Accord(span, verb, AgreementStatus.SIGNED, "signed", verb, paper)


def _is_just_told(paper: Token) -> bool:
    """True for "the text", "the document" and no more, which an earlier sentence told of."""
    return [c.lower for c in paper.children if c.dep != "prep"] == ["the"]


def at_one(verb: Token) -> Iterator[Accord]:
    """What parties are "at one" or "in agreement" that should be."""
    if reality(verb) is not Reality.DONE:
        return
    below = [b for c in verb.children if c.dep == "prep" for b in c.children if b.dep == "pobj"]
    phrase = next((b for b in below if f"{b.head.lower} {b.lower}" in lexicon()["unison"]["phrases"]), None)
    if phrase is None:
        return
    clauses = [c for c in (*verb.children, *phrase.children) if c.i > phrase.i and c.pos in VERBS]
    for clause in clauses:
        if any(c.lower == "that" and c.dep == "mark" for c in clause.children):
            for _, span in item_spans(clause_items(clause)):
                yield Accord(span, verb, AgreementStatus.REACHED, "at-one", verb)
