"""Ellipsis: contacts told without their word ("the next is due in May", "a third was put off")."""

from __future__ import annotations

from communique.findings.contacts.senses import is_timed
from communique.findings.contacts.vocabulary import lexicon
from communique.reading.parse import Token


def is_another(token: Token) -> bool:
    """True for "a third, planned for May, was called off", "the last formal one was held", "no second one is foreseen".

    A number or "one" stands where the noun stood before, as what takes place or is arranged.
    """
    words = lexicon()["ellipsis"]
    if token.dep in {"nsubj", "nsubjpass"} and token.lower in {"they", "these", "it"}:
        return _goes_on(token.head, words["pursued"])
    if not _is_counted(token, words["numbers"]):
        return False
    verb = token.head
    if token.dep == "nsubj" and verb.lemma == "be":
        return any(c.dep == "acomp" and c.lower == "due" for c in verb.children) or any(
            c.dep == "xcomp" and c.lemma in {"take", "follow", "hold", "begin"} for c in verb.children
        )
    if token.dep == "nsubj" and verb.lemma == "take":
        return any(c.lower == "place" for c in verb.children)
    return token.dep in {"nsubjpass", "nsubj"} and verb.lemma in words["occurrence"]


def does_so(token: Token, told: Token) -> bool:
    """True for "their advisers did so the same day", "they last did so in March", just after a verb of what they did.

    Of several, or of "they": who alone "did so" may have met somebody else.
    """
    same = any(c.lower == "same" and c.dep == "dobj" for c in token.children)
    if token.lemma != "do" or not (same or any(c.lower == "so" and c.dep == "advmod" for c in token.children)):
        return False
    subject = token.child("nsubj")
    several = subject is not None and (subject.tag in {"NNS", "NNPS"} or subject.lower in {"they", "both"})
    return several and (_is_beside(token, told) if token.sent == told.sent else _ends_before(token, told))


def _main(told: Token) -> Token:
    """The verb that carries what is told: "were" of "were to meet", "is" of "it is the third time that they met"."""
    if told.dep == "relcl" and told.head.lemma == "time":
        return told.head.head
    return told.head if told.dep == "xcomp" else told


def _is_beside(token: Token, told: Token) -> bool:
    """True for a verb coordinated with another ("A and B met, and C and D did so too")."""
    main = _main(told)
    return token.head is main if token.dep == "conj" else main.head is token and main.dep == "ccomp"


def _ends_before(token: Token, told: Token) -> bool:
    """True where what is told is the last thing done in the sentence just before ("They were to meet. They did so")."""
    main = _main(told)
    after = [c for c in (*told.children, *main.children) if c.i > told.i and c is not told]
    later = any(c.dep in {"conj", "xcomp"} or (c.dep == "advcl" and c.child("nsubj", "nsubjpass")) for c in after)
    return token.sent == told.sent + 1 and token.dep == main.dep == "ROOT" and not later


def _goes_on(verb: Token, pursued: list[str]) -> bool:
    """True for what talks do and people do not: "they were adjourned", "they would be taken up again on Sunday"."""
    passive = verb.child("auxpass") is not None
    up = verb.lemma == "take" and any(c.lower == "up" for c in verb.children)
    return passive and (up or verb.lemma in pursued) and is_timed(verb)


def _is_counted(token: Token, numbers: list[str]) -> bool:
    """True for "one" with a number before it, or a number that has no noun of its own ("a third", "the last")."""
    if any(c.lower == "of" for c in token.children):
        return False  # "the first of these topics"
    before = [c for c in token.children if c.i < token.i]
    if token.lower == "one":
        return any(c.lower in {"another", "such"} or c.tag in {"JJ", "JJR", "JJS"} for c in before)
    if token.lower == "another":
        return token.dep != "det"
    return (token.lower in numbers or token.ent == "ORDINAL") and any(c.dep == "det" for c in before)


def are_resuming(token: Token) -> bool:
    """True for sides that sit down again: "the negotiators resume on Monday", "the teams will continue their work"."""
    words = lexicon()
    subject = token.child("nsubj")
    if subject is None and token.dep == "xcomp":  # "the delegations are to begin"
        subject = token.head.child("nsubj")
    if subject is None or not (_is_body(subject) or _is_group(subject)) or token.child("xcomp", "ccomp") is not None:
        return False
    after = {c.lower for c in token.children if c.i > token.i and c.dep in {"prt", "advmod", "prep"}}
    if _is_group(subject) and token.lemma in words["ellipsis"]["tasks"] and (token.lemma != "take" or "up" in after):
        return is_timed(token) or any(c.tag == "MD" for c in (*token.children, *token.head.children))
    if token.lemma in words["ellipsis"]["phrasal"]:
        return not after.isdisjoint(words["ellipsis"]["phrasal"][token.lemma]) and is_timed(token)
    target = token.child("dobj")
    if token.lemma not in words["ellipsis"]["resuming"] or (target is not None and target.lemma not in WORK):
        return False
    return is_timed(token)


WORK = frozenset({"work", "session", "effort", "business"})


def _is_body(token: Token) -> bool:
    """True for "the delegations", "the joint commission": who comes from both sides."""
    if token.tag in {"NNS", "NNPS"}:
        return token.lemma in lexicon()["joint"]["bodies"]
    return token.lemma in lexicon()["ellipsis"]["committees"]


def _is_group(token: Token) -> bool:
    """True for "a joint working group", "experts of the two sides": who will work out what the sides have begun."""
    words = lexicon()["ellipsis"]
    return token.lemma == "expert" or (
        token.lemma in {"group", *words["committees"]} and any(c.lower in words["groups"] for c in token.children)
    )
