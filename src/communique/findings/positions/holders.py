"""Who holds a stance: the subject of the predicate, the possessor of the noun, or the one who says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.findings.positions.documents import issuers
from communique.findings.positions.stance_cues import Cue
from communique.findings.positions.stance_lexicon import lexicon
from communique.model.actors import Actor
from communique.reading.parse import Token
from communique.reading.reading import Attribution, Reading

_SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_OWNERS = frozenset({"of", "by", "from", "for"})
_FIRST = frozenset({"we", "i", "us", "our", "my", "me"})
_THIRD = frozenset({"his", "her", "its", "their"})
_SUBJECT_CONTROL = frozenset({"promise", "vow", "pledge", "threaten"})
_UNPLACED = frozenset({"person", "pronoun"})
"""Kinds of actor that hold a stance even where the text does not say for which party they stand."""
_MAX_CLIMB = 8


@dataclass(frozen=True, slots=True)
class Holder:
    """The actors that hold a stance, and how they were found.

    A holder may be known and its party not; then nothing is found, and nobody else is taken for the holder.
    `how` is `subject`, `owner` (a noun that belongs to an actor), `agent`, `first` (we, I), `source`, or `forbids`
    (the source, of another's doing).
    """

    actors: tuple[Actor, ...]
    how: str

    @property
    def parties(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for actor in self.actors for code in actor.parties))


def source_of(reading: Reading, token: Token) -> Attribution | None:
    """The attribution whose content holds this token."""
    return reading.attribution_over(token.start, token.end)


def holder_of(cue: Cue, reading: Reading) -> Holder | None:
    """The holder of a cue's stance, None where the text names no party for it."""
    source = source_of(reading, cue.clause if cue.kind != "noun" else cue.token)
    if cue.kind == "judgement" and (cue.token.dep == "oprd" or cue.token.head.lower == "as"):
        passive = cue.clause.child("nsubjpass")  # "Oslo called the demand unacceptable", "described it as unacceptable"
        judged = _from_subject(cue.clause, reading, source) if passive is None else None
        if judged is not None:
            return judged
    if cue.kind in ("judgement", "obligation", "condition", "statement"):
        return (
            _from_governor_within(cue.clause, reading, source)
            or said_by(source, reading)
            or _from_governor(cue.clause, reading)
        )
    if cue.kind == "undertaking":
        said = said_by(source, reading) or _from_governor(cue.clause, reading)
        own = _from_subject(cue.clause, reading, source)
        if own is None or said is None or not _forbids(cue, own, said):
            return own or said
        return Holder(said.actors, "forbids")
    if cue.kind == "noun":
        return _noun_holder(cue, reading, source)
    if cue.passive:
        agent = cue.clause.child("agent")
        named = agent.child("pobj") if agent else None
        return _actors(named, reading, source, "agent") if named is not None else said_by(source, reading)
    return _from_subject(cue.clause, reading, source)


def said_by(source: Attribution | None, reading: Reading) -> Holder | None:
    """Who says what an attribution tells: its actor, or those who made the statement that says it."""
    if source is None:
        return None
    if source.actor is not None:
        return Holder((source.actor,), "source")
    said = reading.parse.tokens[source.cue_token].child(*_SUBJECTS) if source.cue_token is not None else None
    made = issuers(said, reading) if said is not None else ()
    return Holder(made, "source") if made else None


def _forbids(cue: Cue, own: Holder, said: Holder) -> bool:
    """True when a speaker says what another party cannot or may not do."""
    apart = bool(own.parties and said.parties) and not set(own.parties) & set(said.parties)
    return apart and cue.negated and cue.token.lower in lexicon().prohibition


def _from_governor(verb: Token, reading: Reading) -> Holder | None:
    """The subject of the verb that governs a reported clause: "Both nations hold that the attacks must end"."""
    node = verb
    for _ in range(_MAX_CLIMB):
        if node.head is node or node.dep not in ("ccomp", "conj", "xcomp", "advcl"):
            return None
        if node.dep == "ccomp":
            subject = node.head.child(*_SUBJECTS)
            held = _actors(subject, reading, None, "source") if subject is not None else None
            if held is not None:
                return held
        node = node.head
    return None


def _from_governor_within(verb: Token, reading: Reading, source: Attribution | None) -> Holder | None:
    """Who is said to hold it by the one who speaks: "Both, according to the envoy, hold that attacks must end"."""
    top = verb
    while top.dep in ("conj", "xcomp", "advcl") and top.head is not top:
        top = top.head
    above = top.head
    if source is None or top.dep != "ccomp" or source_of(reading, above) is not source:
        return None
    held = _from_governor(top, reading)
    return held if held is not None and held.parties else None


def _from_subject(verb: Token, reading: Reading, source: Attribution | None) -> Holder | None:
    subject = subject_of(verb)
    held = _actors(subject, reading, source, "subject") if subject is not None else None
    if held is None:
        return None
    alike = [a for other in _alike(verb) if (more := _actors(other, reading, source, "subject")) for a in more.actors]
    return Holder((*held.actors, *alike), held.how)


def _alike(verb: Token) -> Iterator[Token]:
    """Who is said to do as much: "Oslo rejected it, as did Lima", "and so has Quito"."""
    for child in verb.children:
        if child.i < verb.i or child.lemma not in ("do", "have", "be") or child.dep not in ("advcl", "conj", "ccomp"):
            continue
        opened = any(c.lower in ("as", "so", "nor", "neither") and c.i < child.i for c in child.children)
        subject = child.child(*_SUBJECTS)
        if opened and subject is not None and subject.i > child.i:
            yield subject


def subject_of(verb: Token) -> Token | None:
    """The word that acts: the subject, or that of the governing predicate, or the antecedent of a relative clause."""
    token = verb
    for _ in range(_MAX_CLIMB):
        for child in token.children:
            if child.dep in _SUBJECTS:
                if child.lower in _RELATIVE and token.dep == "relcl":
                    return token.head
                return child
        above = token.head
        if above is token:
            return _just_before(token) if token is verb else None
        if token.dep == "xcomp":
            object_ = above.child("dobj")
            if object_ is not None and object_.i < token.i and above.lemma not in _SUBJECT_CONTROL:
                return object_
        elif token.dep in ("acl", "relcl"):
            if token.tag == "VB":
                token = above
                continue
            return above
        elif token.dep not in (
            "conj",
            "advcl",
            "pcomp",
            "prep",
            "acomp",
            "attr",
            "oprd",
            "ccomp",
            "aux",
            "pobj",
            "dobj",
        ):
            return None
        token = above
    return None


def _just_before(verb: Token) -> Token | None:
    """The noun right before a finite predicate without a subject, which the parser hung on an opening phrase.

    "After weeks of pressure the government has agreed" hangs "government" on "of".
    """
    words = [verb, *(c for c in verb.children if c.dep in ("aux", "auxpass", "neg") and c.i < verb.i)]
    if not any(w.tag in ("VBZ", "VBP", "VBD", "MD") for w in words):
        return None
    first = min(w.i for w in words)
    for child in verb.children:
        if child.dep == "prep" and child.i < first:
            for token in child.subtree():
                if token.i == first - 1 and token.pos in ("NOUN", "PROPN") and token.dep == "pobj":
                    return token
    return None


def _noun_holder(cue: Cue, reading: Reading, source: Attribution | None) -> Holder | None:
    owned = _owner(cue.token, reading, source)
    if owned is not None:
        return owned
    verb = cue.clause
    if verb.lemma in lexicon().light or (verb.lemma == "be" and cue.token.dep == "attr"):
        if cue.token.dep in ("nsubjpass",):
            agent = verb.child("agent")
            named = agent.child("pobj") if agent else None
            return _actors(named, reading, source, "agent") if named is not None else None
        held = _from_subject(verb, reading, source)
        if held is not None:
            return held
    if cue.token.dep in ("nsubj", "attr", "ROOT") and verb.lemma == "be":
        return said_by(source, reading)
    return None


def _actors(noun: Token, reading: Reading, source: Attribution | None, how: str) -> Holder | None:
    """The actors that a noun phrase stands for, with those coordinated with it."""
    if noun.lower in _FIRST:
        held = said_by(source, reading)
        return Holder(held.actors, "first") if held else _own(noun, reading, how)
    found: list[Actor] = []
    for part in noun.conjuncts():
        actor = reading.actor_at(part)
        if actor is not None and actor.kind != "demonym" and (actor.parties or actor.kind in _UNPLACED):
            found.append(actor)
        else:
            owned = _owner(part, reading, source)
            if owned is not None:
                found.extend(owned.actors)
                how = "owner"
            else:
                found.extend(issuers(part, reading))
    return Holder(tuple(found), how) if found else None


def _own(noun: Token, reading: Reading, how: str) -> Holder | None:
    actor = reading.actor_at(noun)
    return Holder((actor,), how) if actor is not None else None


def _owner(noun: Token, reading: Reading, source: Attribution | None) -> Holder | None:
    """The actor to whom a noun belongs: "Iran's demand", "the Russian position", "a refusal by Kyiv"."""
    for child in noun.children:
        if child.dep in ("poss", "amod", "compound", "nmod"):
            if child.lower in _FIRST:
                held = said_by(source, reading)
                if held is not None:
                    return Holder(held.actors, "first")
            actors = [a for part in child.conjuncts() if (a := reading.actor_at(part)) is not None and a.parties]
            if actors:
                return Holder(tuple(actors), "owner")
            if (
                child.lower in _THIRD
                and noun.lemma in lexicon().homes
                and (held := said_by(source, reading)) is not None
            ):
                return Holder(held.actors, "owner")  # "an official said his government would be willing"
            if child.dep == "poss":
                inner = _owner(child, reading, source)
                if inner is not None:
                    return inner
    for child in noun.children:
        if child.dep in ("prep", "agent") and child.lower in _OWNERS:
            inner_noun = child.child("pobj")
            if inner_noun is None:
                continue
            parts = inner_noun.conjuncts()
            parts += [c for link in child.conjuncts()[1:] if (c := link.child("pobj")) is not None]
            actors = [a for part in parts if (a := reading.actor_at(part)) is not None and a.parties]
            if actors and (
                child.lower != "for"
                or noun.lemma in ("spokesman", "spokeswoman", "spokesperson", "envoy", "negotiator")
            ):
                return Holder(tuple(actors), "owner")
    return None
