"""What the clause around a pronoun tells: an "it" that stands for nobody, the subject that governs a pronoun."""

from __future__ import annotations

from communique.data import load_toml
from communique.reading.parse import Token

_ANIMATE = frozenset(load_toml("words")["animate"]["adjectives"])
_JUDGING = frozenset({"think", "find", "consider", "make", "deem", "believe", "call"})
_SAID = frozenset({"attr", "prep"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})


def is_expletive(token: Token) -> bool:
    """True for the "it" of "it is said that" and "it is clear that", which stands for nobody."""
    if token.lower != "it" or token.dep == "expl":
        return token.dep == "expl"
    verb = token.head
    if verb.dep == "ccomp" and verb.pos in {"ADJ", "NOUN"} and verb.head.lemma in _JUDGING:
        return True
    if verb.lemma == "be" and any(
        g.dep == "relcl" for s in verb.children if s.dep in _SAID for c in s.conjuncts() for g in c.children
    ):
        return True
    clause = any(c.dep in {"ccomp", "xcomp", "csubj", "advcl"} for c in verb.children)
    if token.dep == "nsubjpass":
        return clause
    if token.dep != "nsubj" or verb.lemma not in {"be", "become", "seem", "appear", "remain", "take"}:
        return False
    state = verb.child("acomp", "attr", "oprd")
    if state is None:
        return clause or verb.lemma != "be"
    return state.lemma not in _ANIMATE and (clause or bool(state.child("xcomp", "ccomp", "prep")) or state.tag == "NN")


def governor(token: Token) -> Token | None:
    """The subject of the clause that governs a pronoun: of its own clause for a possessive, else of the next."""
    above, own = token, token.dep != "poss"
    for _ in range(8):
        before, above = above, above.head
        if above is before or above.sent != token.sent:
            return None
        if above.pos not in {"VERB", "AUX"}:
            continue
        if own:
            own = False
            continue
        subject = above.child("nsubj", "nsubjpass")
        if subject is None or subject is before or subject is token or subject.i > token.i:
            continue
        return above.head if subject.lower in _RELATIVES and above.dep == "relcl" else subject
    return None
