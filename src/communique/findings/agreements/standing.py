"""Agreements that stand: "the truce holds", "the accord of 1998", "the ceasefire took effect"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.findings.agreements.accords import Accord, lexicon
from communique.findings.clauses import SUBJECTS, Reality, reality
from communique.findings.spans import item_spans
from communique.model.findings import AgreementStatus
from communique.reading.parse import Token


def standing(noun: Token) -> Iterator[Accord]:
    """An agreement that stands: "the truce holds", "the accord of 1998", "the ceasefire took effect"."""
    head = noun.head
    strong = lexicon()["nouns"].get(noun.lemma, 0) > 1
    for _, span in item_spans([noun]):
        if _is_told_to_stand(noun, head):
            if head.lemma in {"take", "come", "enter", "remain"}:
                below = {t.lower for t in head.subtree() if t.i > head.i}
                if not below & {"effect", "force"}:
                    continue
            status = AgreementStatus(lexicon()["standing_verbs"][head.lemma])
            yield Accord(span, head, status, f"standing-{head.lemma}", None, noun)
        elif strong and _is_in_force(noun):
            yield Accord(span, noun, AgreementStatus.IN_FORCE, "standing-be", None, noun)
        elif strong and any(
            c.dep == "prep" and c.lower in {"of", "from"} and any(b.ent == "DATE" for b in c.children)
            for c in noun.children
        ):
            yield Accord(span, noun, AgreementStatus.REACHED, "dated", None, noun)
        elif noun.dep == "pobj" and head.lower == "of" and head.head.lemma == "signing" and _attended(head.head):
            yield Accord(span, noun, AgreementStatus.SIGNED, "signing", None, noun)


def _is_told_to_stand(noun: Token, verb: Token) -> bool:
    """True for "the truce holds", told by itself; not for "since the truce ran out", which dates a clause."""
    if noun.dep not in SUBJECTS or verb.lemma not in lexicon()["standing_verbs"] or reality(verb) is not Reality.DONE:
        return False
    return not (verb.dep == "advcl" and any(c.dep == "mark" for c in verb.children))


def _is_in_force(noun: Token) -> bool:
    """True for "the truce has been in force since May" and "the truce, in force since May"."""
    verb = noun.head if noun.dep in SUBJECTS and noun.head.lemma == "be" else None
    if verb is not None and reality(verb) is not Reality.DONE:
        return False
    behind = [c for c in noun.children if c.i > noun.i] + (list(verb.children) if verb is not None else [])
    return any(
        c.dep == "prep" and c.lower == "in" and any(b.lower in {"force", "effect"} for b in c.children) for c in behind
    )


def _attended(signing: Token) -> bool:
    """True for a signing that takes place ("at the signing of"), not one that is hoped for or hindered."""
    return signing.dep == "pobj" and signing.head.lower in {"at", "for", "after", "with", "during", "since", "by"}
