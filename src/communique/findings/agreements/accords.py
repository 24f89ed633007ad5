"""Accords: one thing agreed, as the words of a sentence tell it, before it is known between whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.data import load_toml
from communique.findings.arguments import VERBS
from communique.findings.clauses import Reality, reality
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


def told_as(verb: Token) -> Reality:
    """How an agreement is told, also where it is an aim ("hopes to talk and to agree", "time to reach a deal")."""
    if not any(c.lower == "to" and c.dep == "aux" for c in verb.children):
        return reality(verb)
    if verb.dep == "relcl":
        return Reality.OPEN
    first = verb
    while first.dep == "conj" and first.head.pos in VERBS:
        first = first.head
    return reality(first)
