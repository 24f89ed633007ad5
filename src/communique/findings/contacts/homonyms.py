"""Homonyms: whether a noun that may tell of a contact is one in another sense, or is told by another word already."""

from __future__ import annotations

from typing import Any

from communique.findings.contacts.senses import is_of_time, is_timed
from communique.findings.contacts.vocabulary import lexicon
from communique.reading.parse import Token

NOUNS = frozenset({"NOUN", "PROPN"})


def is_other_noun(token: Token, entry: dict[str, Any]) -> bool:
    """True for a noun in another sense: "news conference", "a round of applause", "a call for restraint"."""
    words = lexicon()
    left = {child.lower for child in token.children if child.i < token.i}
    if _is_venue(token, words["venue"]) or _is_part_of_trigger(token, words):
        return True
    if left & set(words["not_contact"].get(token.lemma, ())):
        return True
    if token.lemma == "contact" and token.dep == "pobj" and token.head.lower == "in":
        return True  # "are in contact over a possible summit"
    if token.lemma in {"note", "letter"} and _is_figure(token):
        return True
    if (token.lemma == "note" and _is_published(token)) or _is_furniture(token):
        return True
    if needs := entry.get("needs"):
        near = {t.lemma for t in token.children} | {t.lemma for c in token.children for t in c.children}
        counted = token.lemma == "round" and token.dep == "compound"  # "the round table talks", not "tea exports"
        told = counted or _ordinal(token) or _dated(token) or (token.lemma == "signing" and _is_held(token))
        return not (near & set(needs)) and not told
    if token.lemma == "call":
        return _is_appeal(token, left)
    if token.lemma == "talk":
        return token.tag == "NN" and not left & {"summit"} and (token.dep == "compound" or not _has_partner(token))
    if token.dep in {"compound", "nmod"} and token.head.pos == token.pos == "PROPN":
        return True
    if token.dep in {"compound", "nmod"} and token.head.pos in NOUNS:
        return token.head.lemma in words["nouns"] or token.lemma in {"visit", "message", "note", "call", "trip"}
    return False


def _has_partner(noun: Token) -> bool:
    """True for "an hour's talk with B", not "talk of a summit"."""
    return any(c.dep == "prep" and c.lower in {"with", "between"} for c in (*noun.children, *noun.head.children))


def _is_venue(token: Token, words: list[str]) -> bool:
    """True for a gathering that is merely where another contact takes place ("on the sidelines of the summit")."""
    return token.dep == "pobj" and token.head.lower == "of" and token.head.head.lemma in words


def _is_figure(token: Token) -> bool:
    """True for "ended on a high note", "compared notes", "a letter of intent"."""
    if token.lemma == "note":
        compared = token.dep == "dobj" and token.head.lemma == "compare"
        return compared or (token.dep == "pobj" and token.head.lower == "on")
    return any(b.lemma in {"intent", "credit"} for c in token.children if c.lower == "of" for b in c.children)


def _is_published(note: Token) -> bool:
    """True for a note to the public: "said in a short note", "put out a note", "a joint note"."""
    if note.dep == "pobj" and note.head.lower in {"in", "to", "with"}:
        over = note.head.head
        return over.lemma in SAYING or over.lower == "according"
    released = note.dep == "dobj" and note.head.lemma in {"publish", "issue", "release"}
    out = note.dep == "dobj" and note.head.lemma in {"put", "give"} and note.head.child("prt") is not None
    return released or out or any(c.lower == "joint" for c in note.children)


SAYING = frozenset({"say", "state", "announce", "add", "report", "write", "confirm", "declare", "explain", "publish"})


def _is_furniture(token: Token) -> bool:
    """True for "the conference room", "the negotiating table": where people sit, not that they do."""
    return token.dep in {"compound", "nmod"} and token.head.lemma in {"room", "table", "hall", "centre", "center"}


def _is_part_of_trigger(token: Token, words: dict[str, Any]) -> bool:
    """True for the talks of "a round of talks", which the round already tells of."""
    if token.dep != "pobj" or token.head.lower != "of":
        return False
    return token.head.head.lemma in {"round", "session", "cycle", "bout"} and token.head.head.pos in NOUNS


def _is_appeal(token: Token, left: set[str]) -> bool:
    """True for "a call for restraint", "calls to end the war"; a phone call has a partner or an adjective."""
    if left & {"phone", "telephone", "video", "conference"} or is_paid(token):
        return False
    if token.dep == "pobj" and token.head.lower == "at" and any(c.lower == "of" for c in token.children):
        return True  # "came together at the call of the chairman"
    followers = {child.lower for child in token.children if child.i > token.i and not is_of_time(child)}
    partner = followers & {"with", "between"}
    if not partner and (followers & {"for", "on", "to"} or _urges(token)):
        return True
    received = token.dep == "dobj" and token.head.lemma in {"receive", "take", "get"} and "from" in followers
    return not received and not partner and token.tag == "NNS"


def _urges(call: Token) -> bool:
    """True for "with a joint call to end the war"; not for "had a call to discuss it", "in a call to greet him"."""
    if call.dep == "pobj" and call.head.lower in {"in", "during", "on", "by", "after"}:
        return False
    if call.head.pos in {"VERB", "AUX"} and call.head.lemma in HAVING:
        return False
    urged = (c for c in call.children if c.i > call.i and c.dep in {"acl", "relcl", "xcomp"})
    return any(c.lower == "to" and c.dep == "aux" for verb in urged for c in verb.children)


HAVING = frozenset({"have", "do", "hold", "plan", "schedule", "arrange", "set", "expect", "begin", "join", "end"})
"""Verbs of what is done to a phone call."""


def is_paid(token: Token) -> bool:
    """True for a call in person: "paid a call on the minister", "a courtesy call by the envoy"."""
    paid = token.dep == "dobj" and token.head.lemma == "pay"
    return token.lemma == "call" and (paid or any(c.lower == "courtesy" for c in token.children))


def _is_held(token: Token) -> bool:
    """True for "the signing is set for Monday", "a signing will take place in Oslo on 3 May"."""
    return token.dep in {"nsubj", "nsubjpass"} and is_timed(token.head)


def _dated(token: Token) -> bool:
    """True for "last Wednesday's round", "a round in July"."""
    below = [b for c in token.children if c.dep == "prep" and c.lower in {"in", "on"} for b in c.children]
    return any(child.dep == "poss" and child.ent == "DATE" for child in token.children) or any(
        b.ent == "DATE" for b in below
    )


def _ordinal(token: Token) -> bool:
    return any(child.i < token.i and (child.tag in ORDERING or child.ent == "ORDINAL") for child in token.children)


ORDERING = frozenset({"JJ", "JJR", "JJS", "CD"})
"""Tags of words that tell rounds apart ("a fifth round", "an earlier round", "the latest round")."""
