"""A cue: a word that carries a stance, and whether a negation turns it."""

from __future__ import annotations

from dataclasses import dataclass

from communique.findings.positions.stance_lexicon import lexicon
from communique.reading.parse import Token

_SPREADING = frozenset({"xcomp", "acomp", "attr", "oprd"})
_TAKEN = frozenset({"to", "from"})
"""Before these a party denies by its object: "agreed to nothing", "takes orders from no one", not "with no delay"."""
_OCCASIONS = frozenset(
    {
        ("under", "circumstance"),
        ("under", "condition"),
        ("in", "case"),
        ("in", "event"),
        ("at", "time"),
        ("at", "point"),
    }
)
"""With "no" these deny what is said; "in no time" denies nothing."""
_EXCEPT = frozenset({"more", "less", "other", "else", "but", "short"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that carries a stance.

    `kind` is `verb`, `noun`, `adjective`, `judgement`, `obligation`, `undertaking`, `condition` or `statement`;
    `key` is the entry of the lexicon that matched, `clause` the verb that governs it (itself for a verb). `target` is
    the head of what is demanded, rejected ... where the parse shows one. `passive` is True when that is the subject.
    """

    token: Token
    kind: str
    key: str
    stance: str
    clause: Token
    target: Token | None = None
    negated: bool = False
    passive: bool = False


def is_negated(token: Token) -> bool:
    """True when a negation bears on this predicate: on itself, its auxiliaries, or the predicate it completes."""
    for child in token.children:
        if child.dep == "neg" or (
            child.lower in lexicon().negative and child.dep in ("advmod", "det", "preconj", "cc")
        ):
            return True
        thing = child.child("pobj") if child.dep == "prep" and child.lower in _TAKEN else child
        objects = ("dobj", "nsubj", "nsubjpass", "attr", "pobj")
        if thing is not None and thing.dep in objects and _names_nothing(thing):
            return True
        if (child.dep == "advmod" and child.lower == "longer") or _rules_out(child):
            return True
    if token.dep in _SPREADING and token.head is not token:
        return any(child.dep == "neg" or child.lower == "longer" for child in token.head.children)
    return False


def _rules_out(child: Token) -> bool:
    """True for "under no circumstances", "at no time" and "never again"."""
    inner = child.child("pobj") if child.dep == "prep" else None
    if inner is not None:
        return (child.lower, inner.lemma) in _OCCASIONS and has_no(inner)
    return child.dep == "advmod" and any(c.lower == "never" for c in child.children)


def _names_nothing(noun: Token) -> bool:
    """True for "nothing" and "no truce"; "seeks nothing more than a truce" denies nothing."""
    if noun.lower == "nothing" and any(c.lower in _EXCEPT and c.i > noun.i for c in noun.children):
        return False
    return noun.lower in lexicon().negative or has_no(noun)


def has_no(noun: Token) -> bool:
    return any(child.dep in ("det", "neg") and child.lower in ("no", "neither") for child in noun.children)


def turned_by(stance: str, negated: bool) -> str:
    return lexicon().negated.get(stance, stance) if negated else stance


def relented(verb: Token, noun: Token | None) -> str | None:
    """The stance of who gives up this one, None where none is given up; with a negation it is kept.

    "gave up its opposition" accepts, "withdrew its consent" rejects, "has not dropped its demand" demands.
    """
    lex, particle = lexicon(), verb.child("prt")
    own = lex.nouns.get(noun.lemma) if noun is not None and noun.dep in ("dobj", "nsubjpass") else None
    if own is None or f"{verb.lemma} {particle.lower if particle else ''}".strip() not in lex.relenting:
        return None
    if is_negated(verb):
        return own
    return "rejects" if own in ("supports", "accepts", "offers", "open") else "accepts"


def is_question(clause: Token) -> bool:
    """True for an indirect question: "why the talks ended", "what kind of talks it expected", "whether to go"."""
    return any(
        t.tag in ("WRB", "WP", "WDT") or t.lower in ("whether", "if")
        for child in clause.children
        if child.i < clause.i
        for t in (child, *child.children)
    )
