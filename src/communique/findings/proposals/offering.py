"""Offering: what the verbs of proposing and offering tell of ("proposed a truce", "offered to withdraw")."""

from __future__ import annotations

from collections.abc import Iterator

from communique.findings.arguments import subject_tokens
from communique.findings.clauses import Reality, reality
from communique.findings.proposals.contents import Term, is_generic, is_matter, lexicon, of_contents, spans_of, tells_of
from communique.findings.proposals.stretches import is_told, row, with_its_tail
from communique.findings.spans import clause_items, complements, items
from communique.model.findings import Span
from communique.reading.parse import Token
from communique.reading.reading import Reading

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_RELATIVE = frozenset({"who", "which", "that"})


def is_offering(verb: Token) -> bool:
    """False for a verb that only offers together with a particle it lacks ("put" without "forward")."""
    particle = lexicon()["particles"].get(verb.lemma)
    return particle is None or any(c.lower == particle for c in verb.children)


def of_verb(reading: Reading, verb: Token) -> Iterator[Term]:
    """The terms of what somebody proposes, offers or demands, by a verb that says so."""
    if not _is_put(verb) or any(c.dep == "auxpass" for c in verb.children):
        return
    subjects = subject_tokens(verb)
    if any(s.lemma in lexicon()["nouns"] for s in subjects):
        return
    takes = lexicon()["verbs"][verb.lemma]
    for complement, kind in complements(verb):
        heads = clause_items(complement) if kind in {"to", "that"} else items(complement)
        if kind not in takes or (kind != "np" and _is_contact(complement)) or _is_own_doing(verb, complement):
            continue
        if kind == "np" and is_generic(complement):
            yield from _of_generic(reading, verb, complement)
        if kind == "np" and not (is_matter(reading, complement) and _is_described(complement)):
            continue
        if kind == "that" and verb.lemma != "propose":
            named = any(reading.actor_at(s) is not None or s.pos == "PRON" for s in subjects)
            if not named or not _is_wish(complement):
                continue
        if kind == "that" and complement.lemma in {"include", "comprise"}:
            yield from of_contents(reading.parse.tokens, complement, verb, f"{verb.lemma}-that")
            continue
        in_a_row = row(reading.parse.tokens, complement) if kind == "np" else []
        if len(in_a_row) > len(heads) and _all_determined(reading, in_a_row):
            yield from (Term(span, verb, f"{verb.lemma}-np") for span in in_a_row)
            continue
        for term in spans_of(heads, verb, f"{verb.lemma}-{kind}"):
            if kind == "np" and len(heads) == 1:
                yield Term(with_its_tail(reading.parse.tokens, term.span, complement), verb, term.rule)
            else:
                yield term


def _of_generic(reading: Reading, verb: Token, noun: Token) -> Iterator[Term]:
    """The terms of "proposed a deal that includes a truce", "a settlement providing for a vote"."""
    for child in noun.children:
        if child.i > noun.i and (
            (child.dep == "relcl" and tells_of(child)) or (child.dep == "acl" and child.tag == "VBG")
        ):
            yield from of_contents(reading.parse.tokens, child, verb, f"{verb.lemma}-np")


def _all_determined(reading: Reading, spans: list[Span]) -> bool:
    """True for "a truce, the release of X and an inquiry", not for the nouns of "access to copper, tin and zinc"."""
    first = {token.start: token for token in reading.parse.tokens}
    return all(span[0] in first and first[span[0]].tag in {"DT", "PRP$", "CD"} for span in spans)


def _is_put(verb: Token) -> bool:
    """True where the proposal is made, or about to be made ("was to propose"), not where it is doubted or denied."""
    if verb.dep == "relcl" and any(c.dep in {"nsubj", "nsubjpass"} and c.lower not in _RELATIVE for c in verb.children):
        return False
    if verb.dep == "conj" and verb.tag in _FINITE and verb.head.tag in {"VBG", "VB"}:
        return not any(c.dep == "neg" for c in verb.children)  # joined to a term of the verb before
    return reality(verb) in {Reality.DONE, Reality.COMING} or is_told(verb)


def _is_contact(complement: Token) -> bool:
    """True for "proposed that they meet": a contact and no term, unless they are to do something else as well."""
    contacts = lexicon()["contact"]["verbs"]
    return all(t.lemma in contacts for t in complement.conjuncts())


def _is_own_doing(verb: Token, complement: Token) -> bool:
    """True for "offered to mediate": what somebody would do for the others is a service, no term between them."""
    return verb.lemma == "offer" and complement.lemma in lexicon()["contact"]["services"]


def _is_described(noun: Token) -> bool:
    before = [c.lower for c in noun.children if c.i < noun.i]
    return bool(before) and "no" not in before


def _is_wish(verb: Token) -> bool:
    """True where a clause says what should be: "should meet", "be resumed", "would rule"; not what is."""
    auxiliaries = {c.lower for c in verb.children if c.dep in {"aux", "auxpass"}}
    if auxiliaries & {"should", "be", "would", "shall"}:
        return not auxiliaries & {"is", "was", "are", "were", "has", "had", "have"}
    return verb.tag in {"VB", "VBP"} and not auxiliaries
