"""Contents: what an agreement is said to hold, by a verb of which it is the subject or as the heading of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from communique.findings.agreements.accords import Accord, lexicon
from communique.findings.arguments import VERBS
from communique.findings.clauses import SUBJECTS, Reality, reality
from communique.findings.spans import clause_items, complements, contents_of, extent, item_spans, items
from communique.model.findings import AgreementStatus, Span
from communique.reading.parse import Token

_DEFINITE = frozenset({"the", "this", "that", "a", "an", "their", "its"})


def contents(noun: Token, *, known: bool = False) -> Iterator[Accord]:
    """Terms that the agreement is said to hold: "the deal provides for X", "under the deal A will withdraw"."""
    bearer = _bearer(noun)
    head = bearer.head
    if bearer.dep in SUBJECTS and head.pos in VERBS and (_is_told(head) or (known and would(head))):
        yield from _told_by(noun, head, "contents")
    elif (preposition := heading(noun)) is not None:
        strong = known or lexicon()["nouns"].get(noun.lemma, 0) > 1 or noun.lemma in lexicon()["headings"]["nouns"]
        if strong and (noun.pos == "PRON" or any(c.lower in _DEFINITE for c in noun.children)):
            yield from _under(noun, preposition)
        return
    for child in noun.children:
        if child.i < noun.i or not _is_of_contents(child):
            continue
        relative = any(c.dep == "nsubj" and c.lower in {"which", "that"} for c in child.children)
        providing = child.dep == "acl" and child.tag == "VBG" and lexicon()["nouns"].get(noun.lemma, 0) > 1
        if providing or (child.dep == "relcl" and relative):
            yield from _told_by(noun, child, "relcl")


def _bearer(noun: Token) -> Token:
    """The word that stands for an agreement in its sentence: of "the first stage of the accord" the stage."""
    above = noun.head.head
    part = noun.dep == "pobj" and noun.head.lower == "of" and above.lemma in lexicon()["portions"]["nouns"]
    return above if part else noun


def _is_told(verb: Token) -> bool:
    return reality(verb) in {Reality.DONE, Reality.COMING}


def would(verb: Token) -> bool:
    """True for what an agreement that is known "would" do: "it would cut the fees", told of its contents."""
    helpers = {c.lower for c in verb.children if c.dep in {"aux", "neg"}}
    return "would" in helpers and not helpers & {"not", "n't", "have"}


def heading(noun: Token) -> Token | None:
    """The preposition of "under the deal", "according to the accord", "by its terms", which say where a clause stands.

    None where the noun stands behind no such word, or that belongs to no verb.
    """
    head = noun.head
    if noun.dep != "pobj":
        return None
    if head.lower == "to" and head.head.lower == "according":
        head = head.head if noun.lemma != "statement" else noun
    elif head.lower != "under" and not (head.lower == "by" and noun.lower == "terms"):
        return None
    return head if head.head.pos in VERBS else None


def _under(noun: Token, preposition: Token) -> Iterator[Accord]:
    """The clauses under a heading; behind them ("..., under a deal signed on Monday") only what is to be."""
    main = preposition.head
    behind = preposition.i > main.i
    while behind and main.dep in {"xcomp", "conj"} and main.head.pos in VERBS:
        main = main.head
    if main.dep in {"relcl", "advcl"} or not _is_ruling(main, present=not behind):
        return
    skip = frozenset(t.i for t in preposition.subtree())
    heads = _row_of(main)
    for each in heads:
        if _is_narrative(each):
            continue
        span = extent(each, skip=skip | {o.i for o in heads if o is not each})
        if span:
            yield Accord(span, each, AgreementStatus.REACHED, "under", None, noun)


def ruled_by(noun: Token) -> Iterator[Accord]:
    """The clauses of "two protocols by which relations are to be opened and the border will be opened"."""
    for child in noun.children:
        opener = next((c for c in child.children if c.dep == "prep" and c.lower in {"by", "under"}), None)
        if child.dep != "relcl" or opener is None or all(c.lower != "which" for c in opener.children):
            continue
        if not _is_ruling(child, present=True):
            continue
        skip = frozenset(t.i for t in opener.subtree())
        heads = clause_items(child)
        for each in heads:
            span = None if _is_narrative(each) else extent(each, skip=skip | {o.i for o in heads if o is not each})
            if span:
                yield Accord(span, each, AgreementStatus.REACHED, "ruled", None, noun)


def _row_of(verb: Token) -> list[Token]:
    """The clauses of "A is to go, B will come, and C are to stay", of which parsers hang the first below the last."""
    last = verb
    while last.dep == "ccomp" and last.head.i > last.i and last.head.lemma not in lexicon()["speech"]["verbs"]:
        last = last.head
    if last is verb:
        return clause_items(verb)
    first = [c for c in last.children if c.dep == "ccomp" and verb.i <= c.i < last.i]
    return sorted({t.i: t for t in (verb, *first, *clause_items(last))}.values(), key=lambda t: t.i)


def _is_of_contents(verb: Token) -> bool:
    return verb.lemma in lexicon()["contents"] or verb.lemma in lexicon()["effects"]["verbs"]


def _told_by(noun: Token, verb: Token, rule: str) -> Iterator[Accord]:
    for each in contents_of(verb):
        if each is not verb and any(c.dep == "nsubj" and c.lower not in {"which", "that"} for c in each.children):
            continue
        places = lexicon()["contents"].get(each.lemma)
        if not places and (deed := _effect(each)) is not None:
            yield Accord(deed, each, AgreementStatus.REACHED, rule, None, noun)
        if not places or any(c.dep == "neg" for c in each.children) or not _reads(noun, verb, each):
            continue
        for complement, kind in complements(each):
            if kind in places and complement.pos != "PRON":
                heads = clause_items(complement) if kind in {"to", "that"} else items(complement)
                for item, span in item_spans(heads):
                    if not _is_narrative(item):
                        yield Accord(span, each, AgreementStatus.REACHED, rule, None, noun)


def _effect(verb: Token) -> Span | None:
    """The words for what an agreement does by itself: "it cuts the fees by half", "it will abolish the toll"."""
    thing = verb.child("dobj")
    if verb.lemma not in lexicon()["effects"]["verbs"] or thing is None or verb.child("neg") is not None:
        return None
    if thing.lemma in lexicon()["nouns"]:
        return None  # "it replaces the treaty of 1929"
    if verb.tag not in {"VBZ", "VBP", "VB"} or any(c.dep == "aux" and c.lower == "to" for c in verb.children):
        return None
    span = extent(verb, drop=("nsubj", "aux", "advcl", "cc", "conj", "mark"))
    return (verb.start, span[1]) if span else None


def _reads(noun: Token, first: Token, verb: Token) -> bool:
    """False for "it said", which ministries do; a paper does so in the present ("it says that fighting stops")."""
    if verb.lemma not in lexicon()["speech"]["verbs"]:
        return True
    return verb is first and (noun.pos != "PRON" or verb.tag == "VBZ")


def _is_ruling(verb: Token, *, present: bool = False) -> bool:
    """True where a clause says what is to be: "will withdraw", "must be counted"; with `present` also "withdraws"."""
    if reality(verb) is Reality.NOT:
        return False
    if any(c.dep == "aux" and c.tag == "MD" for c in verb.children):
        return True
    if (verb.lemma == "be" or (present and verb.lemma == "have")) and verb.child("xcomp") is not None:
        return True
    first = next((c for c in verb.children if c.dep in {"aux", "auxpass"}), verb)
    return present and verb.lemma != "be" and first.tag in {"VBZ", "VBP"} and first.lemma != "have"


def _is_narrative(clause: Token) -> bool:
    """True for a clause that tells what happened and not what is to be ("and it has since attacked ...")."""
    if clause.pos not in VERBS or any(c.tag == "MD" for c in clause.children):
        return False
    if clause.lemma == "be" and clause.child("xcomp") is not None:
        return False  # "were to open them"
    if any(c.dep == "auxpass" and c.tag == "VBD" for c in clause.children) and clause.child("xcomp") is None:
        return True
    return clause.tag == "VBD" or any(c.dep == "aux" and c.lower in {"has", "have", "had"} for c in clause.children)
