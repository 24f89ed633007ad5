"""Triggers: the verbs and nouns of a parse that tell of a diplomatic contact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from communique.findings.arguments import VERBS, after_prepositions, objects
from communique.findings.contacts.senses import (
    carries,
    has_purpose,
    is_calling_on,
    is_joint,
    is_on_the_phone,
    is_other_use,
    is_reciprocal,
    is_return,
    is_stay,
    is_together,
    tells_remotely,
)
from communique.findings.contacts.vocabulary import lexicon
from communique.model.findings import ContactKind
from communique.reading.parse import Parse, Token

NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """One word that tells of a contact.

    `frame` says how the arguments take part (see data/contacts.toml; `noun` for nouns); `weak` triggers need parties of
    their own; `support` is the verb that carries a noun ("held" in "held talks"), with the relation between them.
    """

    token: Token
    kind: ContactKind
    frame: str
    lemma: str
    weak: bool = False
    process: bool = False
    persons: bool = False
    support: Token | None = None
    relation: str = ""

    @property
    def predicate(self) -> Token:
        """The verb that carries tense and arguments, or the noun itself."""
        return self.support or self.token


def find_triggers(parse: Parse) -> Iterator[Trigger]:
    """Every trigger of the text, in order.

    >>> # "Rubio held talks with Lavrov." gives `talks`, carried by `held`.
    """
    words = lexicon()
    verbs, nouns, phrasal = words["verbs"], words["nouns"], words["phrasal"]
    for token in parse.tokens:
        if token.pos in VERBS:
            if is_reciprocal(token):
                yield Trigger(token, ContactKind.MEETING, "mutual", "meet")
            elif token.lemma in {"call", "look", "drop"} and is_calling_on(token):
                yield Trigger(token, ContactKind.MEETING, "call_on", "call on")
            elif entry := verbs.get(token.lemma):
                if not (is_other_use(token) or (token.lemma in GATHERING and _carries_contact(token, nouns))):
                    yield _verb(token, entry, parse)
            elif is_return(token):
                yield Trigger(token, ContactKind.TALKS, "joint", "return")
            elif token.lemma == "be" and is_on_the_phone(token):
                yield Trigger(token, ContactKind.CALL, "with", "phone")
            elif token.lemma == "be" and is_together(token):
                yield Trigger(token, ContactKind.MEETING, "with", "be with")
            elif token.lemma == "be" and is_stay(token):
                yield Trigger(token, ContactKind.VISIT, "motion", "be")
            elif (entry := phrasal.get(token.lemma)) and _has_particle(token, entry["with"]):
                yield _verb(token, entry, parse)
            elif token.lemma in words["motion"]["verbs"] and not token.child("dobj") and not has_purpose(token):
                yield Trigger(token, ContactKind.VISIT, "motion", token.lemma)
            elif token.lemma in words["relay"]["verbs"] and carries(token, words["relay"]["nouns"]):
                yield Trigger(token, ContactKind.MESSAGE, "letter", token.lemma)
            elif token.lemma in words["remote"]["verbs"] and tells_remotely(token, words["remote"]["words"]):
                yield Trigger(token, ContactKind.CALL, "phone", token.lemma)
            elif is_joint(token):
                yield Trigger(token, ContactKind.MEETING, "joint", token.lemma)
        elif token.pos in NOUNS and (entry := nouns.get(_noun_of(token))) and not _excluded(token, entry, words):
            yield _noun(token, entry, parse)
        elif token.lower in {"meeting", "talks", "summit"} and token.pos in {"VERB", "ADJ"} and token.child("det"):
            yield _noun(token, nouns[token.lower.removesuffix("s") if token.lower == "talks" else token.lower], parse)


GATHERING = frozenset({"host", "convene", "gather", "assemble", "receive", "brief", "discuss", "debate"})
"""Verbs that tell of no contact of their own where their object, or the noun that they describe, names one."""


def _carries_contact(verb: Token, nouns: dict[str, Any]) -> bool:
    """True for "hosted the talks", "a meeting hosted by Chad", "talks between A and B, hosted by Chad"."""
    told = [c for c in verb.children if c.dep in {"dobj", "nsubjpass"}]
    if verb.dep == "acl":
        told += [verb.head, *([verb.head.head.head] if verb.head.dep == "pobj" else [])]
    return any(token.lemma in nouns for token in told)


def _noun_of(token: Token) -> str:
    """The singular of a noun, also where it is part of a name ("the Border Talks")."""
    return token.lower.removesuffix("s") if token.pos == "PROPN" else token.lemma


def _verb(token: Token, entry: dict[str, Any], parse: Parse) -> Trigger:
    kind = ContactKind(entry["kind"])
    if kind is ContactKind.CALL or token.lemma in {"talk", "discuss", "confer", "consult"}:
        kind = ContactKind.CALL if _is_remote(token, parse) else _in_person(kind)
    return Trigger(token, kind, entry["frame"], token.lemma, persons=entry.get("persons", False))


def _in_person(kind: ContactKind) -> ContactKind:
    return ContactKind.MEETING if kind is ContactKind.CALL else kind


def _is_remote(token: Token, parse: Parse) -> bool:
    """True where the sentence says that people spoke at a distance ("by telephone", "in a video link")."""
    if token.lemma in {"phone", "telephone", "call", "ring"}:
        return True
    words = {t.lower for t in parse.tokens_of(parse.sentence_of(token))}
    return bool(words & set(lexicon()["remote"]["words"]))


def _noun(token: Token, entry: dict[str, Any], parse: Parse) -> Trigger:
    words = lexicon()
    kind = ContactKind(entry["kind"])
    if token.lemma in {"conversation", "discussion", "contact", "talk", "consultation"}:
        kind = ContactKind.CALL if _is_remote(token, parse) else _in_person(kind)
    for child in token.children:
        if child.i < token.i and (special := words["compounds"].get(child.lemma)):
            kind = ContactKind(special)
    support, relation = _support(token, words["support"])
    return Trigger(
        token,
        kind,
        "noun",
        _noun_of(token),
        weak=entry.get("weak", False),
        process=entry.get("process", False),
        support=support,
        relation=relation,
    )


def _support(token: Token, verbs: dict[str, str]) -> tuple[Token | None, str]:
    """The verb that carries a contact noun, and how: dobj, nsubj, nsubjpass, acl, prep."""
    for child in token.children:
        if child.dep in {"acl", "relcl"} and child.lemma in verbs and child.pos == "VERB":
            return child, "acl"
    head, dep = _whole(token)
    if head.pos in VERBS and head.lemma in verbs and dep in {"dobj", "nsubj", "nsubjpass", "attr"}:
        return head, dep
    if dep == "pobj" and head.dep == "prep" and head.head.pos in VERBS:
        return head.head, "prep"
    return None, ""


def _whole(token: Token) -> tuple[Token, str]:
    """What governs a contact noun, past the nouns that count or divide it ("three days of talks", "the start of")."""
    head, dep = token.head, token.dep
    for _ in range(3):
        if dep in {"conj", "compound", "nmod"} and head.pos in NOUNS:
            head, dep = head.head, head.dep
        elif dep == "pobj" and head.lower == "of" and head.head.lemma in lexicon()["measures"]:
            head, dep = head.head.head, head.head.dep
    return head, dep


def _excluded(token: Token, entry: dict[str, Any], words: dict[str, Any]) -> bool:
    """True for a noun in another sense: "news conference", "a round of applause", "a call for restraint"."""
    left = {child.lower for child in token.children if child.i < token.i}
    if _is_venue(token, words["venue"]) or _is_part_of_trigger(token, words):
        return True
    if left & set(words["not_contact"].get(token.lemma, ())):
        return True
    if token.lemma == "contact" and token.dep == "pobj" and token.head.lower == "in":
        return True  # "are in contact over a possible summit"
    if token.lemma in {"note", "letter"} and _is_figure(token):
        return True
    if needs := entry.get("needs"):
        near = {t.lemma for t in token.children} | {t.lemma for c in token.children for t in c.children}
        return not (near & set(needs)) and token.dep != "compound" and not _ordinal(token) and not _dated(token)
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
    """True for "ended on a high note", "a letter of intent"."""
    if token.lemma == "note":
        return token.dep == "pobj" and token.head.lower == "on"
    return any(b.lemma in {"intent", "credit"} for c in token.children if c.lower == "of" for b in c.children)


def _is_part_of_trigger(token: Token, words: dict[str, Any]) -> bool:
    """True for the talks of "a round of talks", which the round already tells of."""
    if token.dep != "pobj" or token.head.lower != "of":
        return False
    return token.head.head.lemma in {"round", "session"} and token.head.head.pos in NOUNS


def _is_appeal(token: Token, left: set[str]) -> bool:
    """True for "a call for restraint", "calls to end the war"; a phone call has a partner or an adjective."""
    if left & {"phone", "telephone", "video", "conference"}:
        return False
    followers = {child.lower for child in token.children if child.i > token.i}
    if followers & {"for", "on", "to"} and not followers & {"with", "between"}:
        return True
    received = token.dep == "dobj" and token.head.lemma in {"receive", "take", "get"} and "from" in followers
    return not received and not followers & {"with", "between"} and token.tag == "NNS"


def _dated(token: Token) -> bool:
    """True for "last Wednesday's round", "the Geneva round"."""
    return any(child.dep == "poss" and child.ent == "DATE" for child in token.children)


def _ordinal(token: Token) -> bool:
    return any(child.i < token.i and (child.tag in ORDERING or child.ent == "ORDINAL") for child in token.children)


ORDERING = frozenset({"JJ", "JJR", "JJS", "CD"})
"""Tags of words that tell rounds apart ("a fifth round", "an earlier round", "the latest round")."""


def _has_particle(token: Token, particles: list[str]) -> bool:
    if token.lemma == "spend":  # "spent four and a half hours in Doha with B": the company hangs on the hours
        near = [token, *objects(token)]
        return any(c.lower in particles for t in near for c in t.children) or any(
            after_prepositions(t, particles) for t in near
        )
    reach = 12 if token.lemma == "bring" else 4
    return any(child.lower in particles and abs(child.i - token.i) <= reach for child in token.children)
