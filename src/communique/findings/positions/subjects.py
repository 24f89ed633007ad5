"""The word that acts in a predicate: its subject, where the parse shows it or where the parser hung it elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from communique.reading.parse import Token

SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_SUBJECT_CONTROL = frozenset({"promise", "vow", "pledge", "threaten"})
_MAX_CLIMB = 8


def subject_of(verb: Token) -> Token | None:
    """The word that acts: the subject, or that of the governing predicate, or the antecedent of a relative clause."""
    token = _reporting(verb) or verb
    for _ in range(_MAX_CLIMB):
        for child in token.children:
            if child.dep in SUBJECTS:
                if child.lower in _RELATIVE and token.dep == "relcl":
                    return token.head
                return child
        if token is verb and (beside := _stray(token)) is not None:
            return beside
        above = token.head
        if above is token:
            return None
        if token.dep == "xcomp":
            object_ = above.child("dobj")
            if object_ is not None and object_.i < token.i and above.lemma not in _SUBJECT_CONTROL:
                return object_
        elif token.dep in ("acl", "relcl"):
            if token.tag == "VB":
                token = above
                continue
            return above
        elif token.dep not in (
            "conj",
            "advcl",
            "pcomp",
            "prep",
            "acomp",
            "attr",
            "oprd",
            "ccomp",
            "aux",
            "pobj",
            "dobj",
        ):
            return None
        token = above
    return None


def _reporting(verb: Token) -> Token | None:
    """The verb that a past tense goes on from, where the parser hung it on what was said.

    "The envoy said that Oslo should sign and rejected a delay": the envoy rejected it.
    """
    said = verb.head
    infinitive = said.tag == "VB" and any(c.tag in ("MD", "TO") for c in said.children)
    if verb.dep != "conj" or verb.tag != "VBD" or not infinitive or verb.child(*SUBJECTS) is not None:
        return None
    above = said.head
    return above if said.dep in ("ccomp", "xcomp") and above.tag == "VBD" else None


def _stray(verb: Token) -> Token | None:
    """The subject of a finite predicate that the parser hung on the phrase before it.

    "After weeks of pressure the government has agreed" hangs "government" on "of", "In a note to the Gazette, the
    minister urged" takes the minister for an apposition, and "Oslo, let down, wants" hangs Oslo on "let".
    """
    words = [verb, *(c for c in verb.children if c.dep in ("aux", "auxpass", "neg") and c.i < verb.i)]
    apart = verb.dep in ("relcl", "xcomp", "acl") or (verb.dep == "conj" and verb.head.i < verb.i)
    if apart or not any(w.tag in ("VBZ", "VBP", "VBD", "MD") for w in words):
        return None
    first = min(w.i for w in words)
    for child in (c for c in verb.children if c.i < first):
        subject = child.child(*SUBJECTS) if child.dep == "advcl" and child.tag.startswith("VB") else None
        if subject is not None and any(c.text == "," and subject.i < c.i < child.i for c in subject.children):
            return subject
        stretch = child.subtree() if child.dep in ("prep", "npadvmod") else []
        for token in stretch:
            hung = token.dep == "appos" or (token.dep == "pobj" and token.i == first - 1)
            if hung and token.pos in ("NOUN", "PROPN"):
                return token
    return None


def doing_as_much(verb: Token) -> Iterator[Token]:
    """Who is said to do as much: "Oslo rejected it, as did Lima", "and so has Quito"."""
    for child in verb.children:
        if child.i < verb.i or child.lemma not in ("do", "have", "be") or child.dep not in ("advcl", "conj", "ccomp"):
            continue
        opened = any(c.lower in ("as", "so", "nor", "neither") and c.i < child.i for c in child.children)
        subject = child.child(*SUBJECTS)
        if opened and subject is not None and subject.i > child.i:
            yield subject
