"""Clauses: whether what a word tells is told as done, coming, wished for or denied."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from communique.data import load_toml
from communique.findings.arguments import VERBS
from communique.reading.parse import Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_DEPTH = 6


class Reality(StrEnum):
    """How a clause tells its event: as done, as coming, as open or wished for, as not so, as denied by someone."""

    DONE = "done"
    COMING = "coming"
    OPEN = "open"
    NOT = "not"
    DENIED = "denied"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_toml("agreements")["modality"][name])


def reality(token: Token) -> Reality:
    """How the verb or participle is told, by its auxiliaries, its conjunction and the verbs above it.

    >>> # "They hope to sign": open; "they are to sign": coming; "they failed to sign": not; "they signed": done.
    """
    node, coming = token, False
    for _ in range(_DEPTH):
        own = _own(node)
        if own is Reality.COMING:
            coming = True
        elif own is not None:
            return own
        above, found = _above(node)
        if found is Reality.COMING:
            coming = True
        elif found is not None:
            return found
        if above is None:
            break
        node = above
    return Reality.COMING if coming else Reality.DONE


def _own(node: Token) -> Reality | None:
    coming = False
    for child in node.children:
        low = child.lower
        if child.dep == "neg" or (
            low in _words("negations") and child.dep in {"advmod", "preconj", "cc"} and low != "yet"
        ):
            return Reality.NOT
        if (child.dep in {"aux", "auxpass"} and child.tag == "MD") or (low in {"'d", "ought"} and child.dep == "aux"):
            if low in _words("open"):
                return Reality.OPEN
            coming = coming or low in _words("future")
        if child.dep == "mark" and low in _words("conditional"):
            return Reality.OPEN
        if child.dep == "mark" and low == "after" and _is_present(node):
            return Reality.OPEN
        if child.dep == "advmod" and low == "when" and node.tag in {"VBZ", "VBP"}:
            return Reality.OPEN
        if child.dep == "nsubj" and low in {"neither", "nobody", "none"}:
            return Reality.NOT
    return Reality.COMING if coming else None


def _is_present(verb: Token) -> bool:
    return verb.tag in {"VBZ", "VBP"} or any(c.dep == "auxpass" and c.tag in {"VBZ", "VBP"} for c in verb.children)


def _above(node: Token) -> tuple[Token | None, Reality | None]:
    """The token that governs this clause, and what it says of it."""
    head = node.head
    if head is node:
        return None, None
    infinitive = any(c.lower == "to" and c.dep == "aux" for c in node.children)
    if node.dep == "conj":
        if head.pos not in VERBS:
            return None, None
        return _conjoined(node, head)
    if node.dep in {"xcomp", "ccomp", "acl", "advcl"} and infinitive:
        return _infinitive(node, head)
    if node.dep in {"ccomp", "xcomp", "acl"}:
        if head.lemma in _words("deniers") or _is_denied_claim(node, head):
            return head, Reality.DENIED
        if head.lemma in _words("wishes") or head.lemma in {"hope", "expectation", "chance", "idea", "proposal"}:
            return head, Reality.OPEN
        return (
            (head, None)
            if node.dep != "acl" and head.pos in VERBS and head.lemma not in {"say", "tell"}
            else (None, None)
        )
    if node.dep == "pcomp" and head.dep == "prep":
        if head.lower == "without":
            return None, Reality.NOT
        if head.lower in {"before", "towards", "toward", "for", "of", "to", "from", "at", "on", "about", "in"}:
            if head.head.lemma in {"succeed", "result"}:
                return head.head, None
            return None, Reality.OPEN
        return head.head, None
    return None, None


def _is_denied_claim(clause: Token, noun: Token) -> bool:
    """True for "denied the claim that they had agreed"."""
    claims = clause.dep == "acl" and noun.lemma in _words("alleged") and noun.dep in {"dobj", "nsubjpass"}
    return claims and (noun.head.lemma in _words("deniers") or noun.head.lemma in _words("refusals"))


def _conjoined(node: Token, head: Token) -> tuple[Token | None, Reality | None]:
    own = any(c.dep in SUBJECTS or (c.dep in {"aux", "auxpass"} and c.i < node.i) for c in node.children)
    return (None, None) if own else (head, None)


def _infinitive(node: Token, head: Token) -> tuple[Token | None, Reality | None]:
    lemma = head.lemma
    if lemma in _words("negative"):
        return None, Reality.NOT
    if lemma in _words("factual") and not any(c.dep == "aux" and c.lower == "to" for c in head.children):
        return head, None
    if lemma in _words("scheduled") and node.dep != "acl":
        return head, Reality.COMING
    if node.dep == "advcl" and head.pos in VERBS and lemma not in _words("wishes"):
        return head, Reality.COMING
    if node.dep == "acl" and any(c.dep == "auxpass" for c in node.children):
        return None, Reality.COMING
    return None, Reality.OPEN
