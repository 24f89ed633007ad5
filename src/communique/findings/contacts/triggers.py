"""Triggers: the verbs and nouns of a parse that tell of a diplomatic contact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from communique.findings.arguments import VERBS, after_prepositions, objects
from communique.findings.contacts.ellipsis import are_resuming, does_so, is_another
from communique.findings.contacts.encounters import (
    is_arriving,
    is_comparing_notes,
    is_leading,
    is_playing_host,
    is_taking_aside,
)
from communique.findings.contacts.homonyms import NOUNS, is_other_noun, is_paid
from communique.findings.contacts.motion import is_entering, is_return, is_seating, is_sending, is_stay, is_stopover
from communique.findings.contacts.senses import (
    carries,
    has_purpose,
    is_by_line,
    is_calling_in,
    is_calling_on,
    is_company,
    is_giving_time,
    is_heard,
    is_joint,
    is_on_the_phone,
    is_other_use,
    is_reciprocal,
    is_together,
    tells_remotely,
)
from communique.findings.contacts.vocabulary import lexicon
from communique.model.findings import ContactKind
from communique.reading.parse import Parse, Token


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
    told: Trigger | None = None
    done: Trigger | None = None
    found: Trigger | None
    for token in parse.tokens:
        if done is not None and token.lemma == "do" and does_so(token, done.token):
            found = replace(done, token=token)
        elif token.pos in VERBS:
            found = _of_verb(token, words["nouns"], parse) or _of_frame(token, words)
            done = found or done
        elif entry := _contact_noun(token, words):
            told = found = _noun(token, entry, parse)
        elif told is not None and token.sent - told.token.sent <= NEAR and is_another(token):
            found = replace(told, token=token, support=token.head, relation=token.dep)
        elif is_company(token):
            support, relation = _support(token, words["support"])
            found = Trigger(token, ContactKind.MEETING, "noun", "meeting", support=support, relation=relation)
        else:
            continue
        if found is not None:
            yield found


def _of_verb(token: Token, nouns: dict[str, Any], parse: Parse) -> Trigger | None:
    """The trigger of a verb that tells of a contact by itself."""
    if is_reciprocal(token):
        return Trigger(token, ContactKind.MEETING, "mutual", "meet")
    if token.lemma in {"call", "look", "drop"} and is_calling_on(token):
        return Trigger(token, ContactKind.MEETING, "call_on", "call on")
    if is_calling_in(token):
        return Trigger(token, ContactKind.MEETING, "host", "summon")
    if is_giving_time(token):
        return Trigger(token, ContactKind.MEETING, "mutual", "meet")
    entry = lexicon()["verbs"].get(token.lemma)
    if entry is None or is_other_use(token) or (token.lemma in GATHERING and _carries_contact(token, nouns)):
        return None
    return _verb(token, entry, parse)


def _of_frame(token: Token, words: dict[str, Any]) -> Trigger | None:
    """The trigger of a verb that tells of a contact only with what stands beside it."""
    verb, kind = token.lemma, ContactKind
    if verb in words["verbs"]:
        return None
    if is_return(token) or are_resuming(token):
        return Trigger(token, kind.TALKS, "with", "reconvene")
    if verb == "be" and is_on_the_phone(token):
        return Trigger(token, kind.CALL, "with", "phone")
    if verb == "be" and is_together(token):
        return Trigger(token, kind.MEETING, "with", "be with")
    if (entry := words["phrasal"].get(verb)) and _has_particle(token, entry["with"]):
        return Trigger(token, kind(entry["kind"]), entry["frame"], verb)
    if is_comparing_notes(token):
        return Trigger(token, kind.MEETING, "with", "compare notes")
    if is_seating(token):
        return Trigger(token, kind.TALKS, "convoke", "bring")
    if is_entering(token):
        return Trigger(token, kind.VISIT, "travel", "visit")
    if is_stopover(token) and not has_purpose(token):
        return Trigger(token, kind.VISIT, "motion", "stop")
    if is_stay(token) or (verb == "be" and is_arriving(token)):
        return Trigger(token, kind.VISIT, "motion", "be")
    if verb in words["motion"]["verbs"] and not token.child("dobj") and not has_purpose(token):
        return Trigger(token, kind.VISIT, "motion", verb)
    if is_leading(token):
        return Trigger(token, kind.VISIT, "motion", "lead")
    if is_playing_host(token):
        return Trigger(token, kind.MEETING, "host", "host to")
    if is_taking_aside(token):
        return Trigger(token, kind.MEETING, "host", "take aside", persons=True)
    if is_sending(token):
        return Trigger(token, kind.VISIT, "sending", "send")
    if verb in words["relay"]["verbs"] and carries(token, words["relay"]["nouns"]):
        return Trigger(token, kind.MESSAGE, "letter", verb)
    if verb in words["remote"]["verbs"] and tells_remotely(token, words["remote"]["words"]):
        return Trigger(token, kind.CALL, "phone", verb)
    if is_by_line(token) and not any(b.lemma in words["audience"] for c in token.children for b in (c, *c.children)):
        return Trigger(token, kind.CALL, "phone", "tell")
    if (verb in words["address"] or verb in words["addressing"]) and is_heard(token):
        return Trigger(token, kind.MEETING, "address", verb)
    if is_joint(token):
        return Trigger(token, kind.MEETING, "joint", verb)
    return None


def _contact_noun(token: Token, words: dict[str, Any]) -> dict[str, Any] | None:
    """What is known of a noun that tells of a contact, also of one misread as an adjective ("a formal bilateral")."""
    entry: dict[str, Any] | None = None
    if token.pos in NOUNS:
        entry = words["nouns"].get(_noun_of(token))
        return None if entry is None or is_other_noun(token, entry) else entry
    if token.pos == "ADJ" and token.dep in NOMINAL and token.child("det"):
        entry = words["nouns"].get(words["misread"].get(token.lower))
    return entry


NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "ROOT", "conj"})
NEAR = 2
"""How many sentences after a contact "another" may stand for one of its kind."""
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
    words, tokens = set(lexicon()["remote"]["words"]), parse.tokens
    remote = [t for t in parse.tokens_of(parse.sentence_of(token)) if t.lower in words]
    return any(t.i + 1 >= len(tokens) or tokens[t.i + 1].lemma not in INTERVIEWS for t in remote)


INTERVIEWS = frozenset({"interview", "briefing", "message", "statement"})
"""What somebody gives to others than those whom he speaks of ("said in a telephone interview that he had met B")."""


def _noun(token: Token, entry: dict[str, Any], parse: Parse) -> Trigger:
    words = lexicon()
    kind = ContactKind(entry["kind"])
    if token.lemma in {"conversation", "discussion", "contact", "talk", "consultation"}:
        kind = ContactKind.CALL if _is_remote(token, parse) else _in_person(kind)
    for child in token.children:
        if child.i < token.i and (special := words["compounds"].get(child.lemma)):
            kind = ContactKind(special)
    if is_paid(token):
        kind = ContactKind.MEETING
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
    if (top := called_so(token)) is not None and top.head.lemma in verbs:
        return top.head, "dobj"
    if dep == "pobj" and head.dep == "prep" and head.head.pos in VERBS:
        return head.head, "prep"
    return None, ""


def called_so(noun: Token) -> Token | None:
    """The verb of "what they called technical talks", "what he hoped was the last round", as the object of another."""
    head, dep = _whole(noun)
    verb = head.head if dep == "pobj" and head.lower == "as" else head if dep in {"attr", "oprd", "dobj"} else None
    asked = False
    while verb is not None and verb.pos in VERBS:
        asked = asked or any(c.lower == "what" and c.i < verb.i for c in verb.children)
        if verb.dep not in {"ccomp", "dobj"} or verb.head.pos not in VERBS:
            return None
        if asked and verb.head.i < min(c.i for c in (verb, *verb.children)):
            return verb
        verb = verb.head
    return None


def _whole(token: Token) -> tuple[Token, str]:
    """What governs a contact noun, past the nouns that count or divide it ("three days of talks", "the start of")."""
    head, dep = token.head, token.dep
    for _ in range(3):
        if dep in {"conj", "compound", "nmod"} and head.pos in NOUNS:
            head, dep = head.head, head.dep
        elif dep == "pobj" and head.lower == "of" and head.head.lemma in lexicon()["measures"]:
            head, dep = head.head.head, head.head.dep
    return head, dep


def _has_particle(token: Token, particles: list[str]) -> bool:
    if token.lemma == "spend":  # "spent four and a half hours in Doha with B": the company hangs on the hours
        near = [token, *objects(token)]
        return any(c.lower in particles for t in near for c in t.children) or any(
            after_prepositions(t, particles) for t in near
        )
    reach = 12 if token.lemma == "bring" else 4
    return any(child.lower in particles and abs(child.i - token.i) <= reach for child in token.children)
