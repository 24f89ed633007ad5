"""Which parties an article says mediate, so that they are none of "the two sides"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.data import load_toml
from communique.reading.actors.coreference import SUBJECTS, Draft
from communique.reading.parse import Token

_WORDS = load_toml("groups")["sides"]["mediating"]
_VERBS = frozenset(_WORDS["verbs"])
_ROLES = frozenset(_WORDS["roles"])


def mediating_parties(tokens: list[Token], drafts: Iterable[Draft]) -> frozenset[str]:
    """The parties said to mediate: "Chad's mediator", "Chad brokered", "mediated by Chad", "Chadian-brokered"."""
    return frozenset(code for draft in drafts if _mediates(tokens, draft) for code in draft.codes)


def _mediates(tokens: list[Token], draft: Draft) -> bool:
    head = tokens[draft.head]
    if draft.place or head.dep == "dobj":
        return False
    words = (*tokens[draft.first : draft.last], *(c for c in head.children if c.dep == "appos"))
    return any(t.lemma in _ROLES for t in words) or any(map(_does, _tops(head))) or _tied(tokens, draft)


def _tops(token: Token) -> Iterator[Token]:
    """The word, and those it is coordinated with or stands beside."""
    yield token
    while token.dep in {"conj", "appos"}:
        token = token.head
        yield token


def _does(token: Token) -> bool:
    """True for the subject of a verb of mediating, for whoever it is done by, and for "Chad as mediator"."""
    verb = token.head
    if token.dep in {"nsubj", "csubj"} and token.dep in SUBJECTS:
        return verb.lemma in _VERBS or any(c.dep == "attr" and c.lemma in _ROLES for c in verb.children)
    by = token.dep == "pobj" and verb.lower == "by" and verb.head.lemma in _VERBS
    described = any(c.dep == "relcl" and c.lemma in _VERBS and _says_who(c) for c in token.children)
    roles = [c for prep in token.children if prep.lower == "as" for c in prep.children]
    return by or described or any(c.lemma in _ROLES for c in roles)


def _says_who(clause: Token) -> bool:
    """True for "who mediates", and not for "whose talks Chad mediates"."""
    subject = clause.child(*SUBJECTS)
    return subject is not None and subject.lower in {"who", "which", "that"}


def _tied(tokens: list[Token], draft: Draft) -> bool:
    """True for "Chad-mediated"."""
    after = tokens[draft.last : draft.last + 2]
    return len(after) == 2 and after[0].text in {"-", "–"} and after[1].lower in _WORDS["participles"]
