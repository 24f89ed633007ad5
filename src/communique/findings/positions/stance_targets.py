"""The word that a stance really bears on, where the parse hangs another one beside the cue."""

from __future__ import annotations

from dataclasses import replace

from communique.findings.positions.stance_cues import Cue
from communique.findings.positions.stance_lexicon import lexicon
from communique.reading.parse import Token
from communique.reading.reading import Reading

_RELATIVE = frozenset({"which", "that", "who", "whom"})
_EMPTY = frozenset({"it", "there", "this", "that", "i", "we", "he", "she", "they"})
_BEARING = frozenset({"for", "to", "of", "towards", "toward", "on"})
_TIMES = frozenset({"DATE", "TIME"})
_MAX_CLIMB = 6


def settle_target(cue: Cue, reading: Reading) -> Cue:
    """The cue with the target that a reader would name.

    "the truce that both reject" bears on the truce; "what they want is a truce" too; "The embargo, he urged, must
    end" on the clause around "he urged"; "accused them of stalling" on the stalling.
    """
    target = cue.target
    if target is not None and target.ent in _TIMES and target.dep == "pobj":
        target = None
    if cue.kind == "judgement" and (target is None or target.lower in _EMPTY or target.dep in ("nsubj", "nsubjpass")):
        target = _judged(cue) or target
    if target is None:
        target = _of_speech(cue, reading) or _subject(cue) or _left_out(cue)
    elif target.lower in _RELATIVE and target.tag in ("WDT", "WP", "IN", "DT"):
        target = _antecedent(target)
    elif target.lower == "what":
        target = _equated(target)
    elif target.lower.endswith(("self", "selves")):
        preps = [c for c in (*cue.token.children, *target.children) if c.dep == "prep"]
        target = next((t for p in preps if (t := p.child("pcomp", "pobj")) is not None), target)
    elif cue.kind == "verb" and target.dep in ("dobj", "pobj", "nsubjpass"):
        target = _deed(cue, target)
    return cue if target is cue.target else replace(cue, target=target)


def _judged(cue: Cue) -> Token | None:
    """What is judged where it is not the subject: "room for talks", "finds the plan useful", "it is hard to agree"."""
    for child in cue.token.children:
        if child.dep in ("xcomp", "ccomp", "acl") and child.i > cue.token.i:
            return child
        if cue.token.pos == "NOUN" and child.dep == "prep" and child.lower in _BEARING:
            return child.child("pcomp", "pobj")
    if cue.token.dep in ("ccomp", "oprd", "xcomp"):
        found = cue.token.child("nsubj") or cue.token.head.child("dobj")
        if found is not None:
            return found
    subject = cue.clause.child("nsubj")
    if subject is None or subject.lower not in _EMPTY:
        return None
    return next((c for c in cue.clause.children if c.dep in ("xcomp", "ccomp", "advcl") and c.i > cue.clause.i), None)


def _antecedent(relative: Token) -> Token:
    node = relative
    for _ in range(_MAX_CLIMB):
        if node.dep == "relcl":
            return node.head
        if node.head is node:
            break
        node = node.head
    return relative


def _equated(what: Token) -> Token:
    """The other side of the copula: "what they want is a truce", "a truce is what they want"."""
    node = what
    for _ in range(_MAX_CLIMB):
        above = node.head
        if above is node:
            break
        if above.lemma == "be":
            sides = ("attr", "ccomp", "xcomp", "acomp") if node.i < above.i else ("nsubj", "csubj")
            return next((c for c in above.children if c.dep in sides and c is not node), what)
        node = above
    return what


def _of_speech(cue: Cue, reading: Reading) -> Token | None:
    """What is said with a verb set beside its content: "The embargo, he urged, must end"."""
    if cue.kind != "verb":
        return None
    for attribution in reading.attributions:
        if attribution.cue_token != cue.token.i:
            continue
        for start, end in attribution.content:
            inside = [t for t in _tokens_of(cue, reading) if start <= t.start and t.end <= end]
            top = next((t for t in inside if t.pos in ("VERB", "AUX") and not start <= t.head.start < end), None)
            top = top or next((t for t in inside if t.dep == "ROOT" and t.pos in ("VERB", "AUX")), None)
            if top is not None and top is not cue.token:
                return top
    return None


def _tokens_of(cue: Cue, reading: Reading) -> list[Token]:
    sentence = reading.parse.sentences[cue.token.sent]
    return reading.parse.tokens_of(sentence)


def _subject(cue: Cue) -> Token | None:
    """What is judged, where the judgement is the second of two predicates: "it is late, and is unacceptable"."""
    if cue.kind not in ("judgement", "adjective"):
        return None
    node = cue.clause
    for _ in range(_MAX_CLIMB):
        subject = node.child("nsubj", "nsubjpass", "csubj")
        if subject is not None:
            return subject if subject is not cue.token else None
        if node.dep not in ("conj", "xcomp", "acomp", "attr") or node.head is node:
            return None
        node = node.head
    return None


def _left_out(cue: Cue) -> Token | None:
    """What a verb without an object bears on: "works to mend ties", "the truce that one offered and the other took"."""
    if cue.kind != "verb":
        return None
    for child in cue.token.children:
        if child.dep == "advcl" and child.tag == "VB" and any(c.tag == "TO" for c in child.children):
            return child
    node = cue.token
    while node.dep == "conj" and node.head is not node:
        node = node.head
    return node.head if node.dep == "relcl" and not cue.passive and node is not cue.token else None


def _deed(cue: Cue, target: Token) -> Token:
    """What somebody is asked to do or blamed for, rather than who: "accused them of stalling"."""
    if cue.token.lemma in lexicon().blaming:
        for prep in (*cue.token.children, *target.children):
            if prep.dep == "prep" and prep.lower in ("of", "for", "over", "about", "against") and prep.i > cue.token.i:
                return prep.child("pcomp", "pobj") or target
    if cue.passive:
        return cue.token.child("xcomp", "ccomp") or target
    if cue.stance != "demands":
        return target
    for token in target.subtree():
        to = token.dep in ("relcl", "acl", "xcomp", "advcl") and token.tag == "VB" and token.i > target.i
        if to and any(c.tag == "TO" for c in token.children) and target.pos in ("PROPN", "PRON"):
            return token
    return target
