"""Agreements named by a noun: reached, signed or broken by a verb, stated by their contents, or in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.data import load_toml
from communique.findings.clauses import SUBJECTS, VERBAL, Reality, reality
from communique.findings.spans import clause_items, complements, extent, item_spans, items
from communique.model.findings import AgreementStatus, Span
from communique.reading.parse import Token


@dataclass(frozen=True, slots=True)
class Accord:
    """One thing agreed: its words, the word that says so, and the verb and noun whose arguments are its sides."""

    what: Span
    anchor: Token
    status: AgreementStatus
    rule: str
    verb: Token | None = None
    noun: Token | None = None


@cache
def lexicon() -> dict[str, Any]:
    """The words of data/agreements.toml."""
    return load_toml("agreements")


def accords_of(noun: Token, *, known: bool = False) -> Iterator[Accord]:
    """What a noun such as "deal" reports as agreed; `known`: an agreement has just been told, which "it" can mean."""
    strength = lexicon()["nouns"].get(noun.lemma, 0)
    if known and (not strength or not _complete(noun)) and noun.lemma in lexicon()["anaphors"]["nouns"]:
        yield from _contents(noun, known=known)
        return
    if not strength or _unreal(noun) or not _complete(noun):
        return
    maker = _maker(noun)
    if maker is not None:
        yield from _made(noun, *maker)
        return
    if _is_open(noun):
        return
    found = list(_contents(noun, known=known)) or list(_on(noun)) or list(_standing(noun))
    yield from found


def _made(noun: Token, verb: Token, relation: str) -> Iterator[Accord]:
    told = reality(verb)
    status = AgreementStatus(lexicon()["makers"][verb.lemma])
    if verb.lemma == "make" and told is not Reality.DENIED:
        return
    if told is Reality.DENIED or (told is Reality.DONE and status is AgreementStatus.DENIED):
        status = AgreementStatus.DENIED
    elif told is Reality.COMING and verb.lemma in {"sign", "initial", "ink"} and relation == "make":
        status = AgreementStatus.DRAFT
    elif told is not Reality.DONE:
        return
    if told is Reality.COMING and _on_condition(verb):
        return
    if verb.lemma in {"reach", "find", "come", "arrive"} and relation == "make":
        matters = [Accord(a.what, verb, status, f"matter-{verb.lemma}", verb, noun) for a in (*_on(noun), *_on(verb))]
        if matters:
            yield from matters
            return
    for _, span in item_spans([noun]):
        yield Accord(span, verb, status, f"{relation}-{verb.lemma}", verb, noun)


def _on_condition(verb: Token) -> bool:
    """True for "will sign only if": a condition stands between the parties and the agreement."""
    return any(
        child.dep == "advcl" and any(c.dep == "mark" and c.lower in {"if", "unless", "once"} for c in child.children)
        for child in verb.children
    )


def _maker(noun: Token) -> tuple[Token, str] | None:
    """The verb that makes, signs or breaks the agreement, and how the noun stands to it."""
    makers = lexicon()["makers"]
    head = noun.head
    if noun.dep == "conj" and head.lemma in lexicon()["nouns"]:
        return None
    if noun.dep in {"dobj", "nsubjpass"} and head.lemma in makers and head.lemma not in {"come", "arrive"}:
        return (head, "make") if head.pos in VERBAL else None
    if noun.dep == "pobj" and head.lower in {"at", "to"} and head.head.lemma in {"arrive", "come"}:
        return head.head, "make"
    for child in noun.children:
        if child.dep in {"acl", "relcl"} and child.lemma in makers and child.pos in VERBAL:
            if child.dep == "acl" and child.child("nsubj") is None and (child.tag != "VBN" or not _placed(child, noun)):
                continue
            return child, "made"
    return None


def _complete(noun: Token) -> bool:
    """False for a weak noun without the word that makes it an agreement ("a statement", "the exchange")."""
    needs = lexicon()["needs"].get(noun.lemma)
    return needs is None or any(t.lower in needs for t in noun.subtree())


def _placed(participle: Token, noun: Token) -> bool:
    """True where "the deal reached" comes with a day, a place, its sides or its matter: a particular one."""
    if any(
        c.dep in {"prep", "npadvmod", "agent", "advmod"} and c.lower not in {"already", "so"}
        for c in participle.children
    ):
        return True
    return any(c.dep == "prep" and c.lower in {"on", "between", "with"} for c in noun.children)


def _unreal(noun: Token) -> bool:
    """True for an agreement that is only hoped for: "no deal", "a possible accord", "any agreement"."""
    unreal = lexicon()["modality"]["unreal"]
    return any(c.i < noun.i and c.lower in unreal and c.dep in {"det", "amod", "neg"} for c in noun.children)


def _is_open(noun: Token) -> bool:
    """True where the agreement is an aim and not a fact: "want a deal", "talks on an accord", "towards peace"."""
    words = lexicon()["standing"]
    head = noun.head
    if noun.dep == "dobj" and head.lemma in words["governors_open"]:
        return True
    if noun.dep == "pobj":
        above = head.head
        if head.lower == "under":
            return False
        if head.lower in words["prepositions_open"] or above.lemma in words["nouns_open"]:
            return True
        if above.pos in VERBAL and above.lemma in words["governors_open"]:
            return True
    verb = noun
    while verb.head is not verb and verb.pos not in VERBAL:
        verb = verb.head
    if verb.pos not in VERBAL:
        return False
    told = reality(verb)
    return told in {Reality.OPEN, Reality.NOT} if noun.dep in SUBJECTS else told is not Reality.DONE


def _is_ruling(verb: Token) -> bool:
    """True where a clause says what is to be: "will withdraw", "must be counted", "are to meet"."""
    if reality(verb) is Reality.NOT:
        return False
    if any(c.dep == "aux" and c.tag == "MD" for c in verb.children):
        return True
    return verb.lemma == "be" and verb.child("xcomp") is not None


def _contents(noun: Token, *, known: bool = False) -> Iterator[Accord]:
    """Terms that the agreement is said to hold: "the deal provides for X", "under the deal A will withdraw"."""
    head = noun.head
    strong = known or lexicon()["nouns"].get(noun.lemma, 0) > 1
    definite = any(c.lower in {"the", "this", "that", "a", "an", "their", "its"} for c in noun.children)
    if noun.dep in SUBJECTS and head.pos in VERBAL and reality(head) in {Reality.DONE, Reality.COMING}:
        yield from _by_verb(noun, head, "contents")
    elif noun.dep == "pobj" and head.lower == "under" and head.head.pos in VERBAL and definite and strong:
        main = head.head
        if main.dep in {"relcl", "advcl"} or head.i > main.i or not _is_ruling(main):
            return
        skip = frozenset(t.i for t in head.subtree())
        heads = clause_items(main)
        for each in heads:
            others = frozenset(o.i for o in heads if o is not each)
            span = extent(each, skip=skip | others)
            if span:
                yield Accord(span, each, AgreementStatus.REACHED, "under", None, noun)
    for child in noun.children:
        if child.dep != "relcl" or child.i < noun.i or child.lemma not in lexicon()["contents"]:
            continue
        if any(c.dep == "nsubj" and c.lower in {"which", "that"} for c in child.children):
            yield from _by_verb(noun, child, "relcl")


def _by_verb(noun: Token, verb: Token, rule: str) -> Iterator[Accord]:
    for each in items(verb):
        if each is not verb and any(c.dep == "nsubj" and c.lower not in {"which", "that"} for c in each.children):
            continue
        places = lexicon()["contents"].get(each.lemma)
        if not places or any(c.dep == "neg" for c in each.children):
            continue
        for complement, kind in complements(each):
            if kind in places and complement.pos != "PRON":
                heads = clause_items(complement) if kind in {"to", "that"} else items(complement)
                for _, span in item_spans(heads):
                    yield Accord(span, each, AgreementStatus.REACHED, rule, None, noun)


def _on(noun: Token) -> Iterator[Accord]:
    """An agreement by its object: "agreement on X", "the accord to do X", "an understanding that X"."""
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep == "prep" and child.lower in {"on", "over"}:
            for below in child.children:
                if below.dep in {"pobj", "pcomp"} and below.ent not in {"DATE", "TIME"} and below.pos != "PRON":
                    for _, span in item_spans(items(below)):
                        yield Accord(span, noun, AgreementStatus.REACHED, f"noun-{child.lower}", None, noun)
        elif child.dep in {"acl", "ccomp", "relcl"} and child.pos in VERBAL:
            marks = {c.lower for c in child.children if c.i < child.i and c.dep in {"aux", "auxpass", "mark"}}
            infinitive = "to" in marks and "be" not in marks
            if infinitive or (child.dep != "relcl" and "that" in marks):
                for _, span in item_spans(clause_items(child)):
                    rule = "noun-to" if infinitive else "noun-that"
                    yield Accord(span, noun, AgreementStatus.REACHED, rule, None, noun)


def _attended(signing: Token) -> bool:
    """True for a signing that takes place ("at the signing of"), not one that is hoped for or hindered."""
    return signing.dep == "pobj" and signing.head.lower in {"at", "for", "after", "with", "during", "since", "by"}


def _standing(noun: Token) -> Iterator[Accord]:
    """An agreement that stands: "the truce holds", "the accord of 1998", "the ceasefire took effect"."""
    head = noun.head
    strong = lexicon()["nouns"].get(noun.lemma, 0) > 1
    for _, span in item_spans([noun]):
        if noun.dep in SUBJECTS and head.lemma in lexicon()["standing_verbs"] and reality(head) is Reality.DONE:
            if head.lemma in {"take", "come", "enter", "remain"}:
                below = {t.lower for t in head.subtree() if t.i > head.i}
                if not below & {"effect", "force"}:
                    continue
            status = AgreementStatus(lexicon()["standing_verbs"][head.lemma])
            yield Accord(span, head, status, f"standing-{head.lemma}", None, noun)
        elif strong and any(
            c.dep == "prep" and c.lower in {"of", "from"} and any(b.ent == "DATE" for b in c.children)
            for c in noun.children
        ):
            yield Accord(span, noun, AgreementStatus.REACHED, "dated", None, noun)
        elif noun.dep == "pobj" and head.lower == "of" and head.head.lemma == "signing" and _attended(head.head):
            yield Accord(span, noun, AgreementStatus.SIGNED, "signing", None, noun)
