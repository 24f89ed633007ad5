"""Indirect questions about a contact: "whether they will meet is not clear", "when they meet is not known"."""

from __future__ import annotations

from communique.findings.contacts.modality import Cue
from communique.model.findings import Status
from communique.reading.parse import Token

QUESTIONS = frozenset({"ccomp", "csubj", "csubjpass", "pcomp"})
OPEN_POINTS = frozenset({"when", "where"})
ASKING = frozenset({"ask", "know", "wonder", "see", "decide"})


def question(verb: Token) -> list[Cue] | None:
    """The cues of an indirect question, whose answer no negation above it denies; None for any other clause.

    "Whether they will meet is not clear": possible. "When they will next meet is not known": planned. "Rejects what was
    said in the talks": nothing.
    """
    if any(child.tag == "WP" and child.lower == "what" for child in verb.children):
        return []
    if verb.tag == "VBD":
        return None
    for child in openers(verb):
        if child.lower == "whether" or (child.lower == "if" and verb.head.lemma in ASKING):
            return [Cue(Status.POSSIBLE, child, "question")]
        if child.lower in OPEN_POINTS and child.i < verb.i and child.dep == "advmod":
            ahead = any(c.tag == "MD" for c in verb.children) or any(c.lower == "to" for c in verb.children)
            return [Cue(Status.PLANNED, child, "question")] if ahead else None
    return None


def openers(verb: Token) -> list[Token]:
    """The words that may open a verb's clause, those too that the parse has hung on its subject."""
    subject = verb.child("nsubj", "nsubjpass")
    return [*verb.children, *(c for c in (subject.children if subject else ()) if c.dep == "mark")]


def asked(verb: Token) -> Cue | None:
    """The cue of a question that the parse has hung on another verb: "Whether they will meet nobody would say".

    A clause of time never has "will": "When the ministers will meet ..." is a question.
    """
    ahead = any(c.tag == "MD" and c.lower in {"will", "would"} for c in verb.children)
    for child in openers(verb):
        if child.i < verb.i and child.lower == "whether":
            return Cue(Status.POSSIBLE, child, "question")
        if ahead and child.i < verb.i and child.lower in OPEN_POINTS and child.dep == "advmod":
            return Cue(Status.PLANNED, child, "question")
    return None
