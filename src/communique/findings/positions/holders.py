"""Who holds a stance: the subject of the predicate, the possessor of the noun, or the one who says it."""

from __future__ import annotations

from dataclasses import dataclass

from communique.findings.positions.documents import issuers
from communique.findings.positions.represented import represented
from communique.findings.positions.stance_cues import Cue
from communique.findings.positions.stance_lexicon import lexicon
from communique.findings.positions.subjects import SUBJECTS, doing_as_much, subject_of
from communique.model.actors import Actor
from communique.reading.parse import Token
from communique.reading.reading import Attribution, Reading

_OWNERS = frozenset({"of", "by", "from", "for"})
_FIRST = frozenset({"we", "i", "us", "our", "my", "me"})
_THIRD = frozenset({"his", "her", "its", "their"})
_UNPLACED = frozenset({"person", "pronoun"})
"""Kinds of actor that hold a stance even where the text does not say for which party they stand."""
_IMPERSONAL = frozenset({"it", "they"})
_STANDING = frozenset({("into", "force"), ("into", "effect"), ("take", "effect")})
"""What texts come into, and parties do not."""
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
    held = _holder_of(cue, reading)
    if held is None or held.parties:
        return held
    return Holder(tuple(represented(actor, reading) for actor in held.actors), held.how)


def _holder_of(cue: Cue, reading: Reading) -> Holder | None:
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
            or (_from_subject(cue.clause, reading, source) if cue.kind == "condition" and source is None else None)
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
        return Holder(_speaking(represented(source.actor, reading), reading), "source")
    said = reading.parse.tokens[source.cue_token].child(*SUBJECTS) if source.cue_token is not None else None
    made = issuers(said, reading) if said is not None else ()
    return Holder(made, "source") if made else None


def _speaking(actor: Actor, reading: Reading) -> tuple[Actor, ...]:
    """Who speaks, and those coordinated: "Ghana and Togo said", "were told by Peru and Chile"."""
    others = (reading.actor_at(part) for part in _parts(reading.parse.tokens[actor.head], reading)[1:])
    return (actor, *(other for other in others if other is not None and other.parties and other.kind != "demonym"))


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
            subject = node.head.child(*SUBJECTS)
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
    alike = [
        a for other in doing_as_much(verb) if (more := _actors(other, reading, source, "subject")) for a in more.actors
    ]
    return Holder((*held.actors, *alike), held.how)


def _noun_holder(cue: Cue, reading: Reading, source: Attribution | None) -> Holder | None:
    owned = _owner(cue.token, reading, source)
    if owned is not None:
        return owned
    verb = cue.clause
    being = cue.token.dep == "attr" or (cue.token.lemma in lexicon().view_nouns and cue.token.head.lower == "of")
    if verb.lemma in lexicon().light or (verb.lemma == "be" and being):
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
    if noun.lower in _IMPERSONAL:
        if _is_text(noun):
            return None
        if (held := _reporter(noun, reading)) is not None:
            return Holder(held.actors, how)
    found: list[Actor] = []
    for part in _parts(noun, reading):
        actor = _named(part, reading)
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


def _parts(noun: Token, reading: Reading) -> list[Token]:
    """A noun and those coordinated with it, or with the name set beside it: "the minister, Ola Berg, and the envoy"."""
    parts = noun.conjuncts()
    for part in tuple(parts):
        for name in (c for c in part.children if c.dep == "appos"):
            actor = reading.actor_at(name)
            if actor is not None and actor.kind == "person":
                parts += name.conjuncts()[1:]
    return parts


def _named(noun: Token, reading: Reading) -> Actor | None:
    """The actor that a noun names, or that is set beside it: "The largest force, the Northern Council".

    Of several the first that is no place: "OSLO, Norway - The Northern Council" hangs both on Oslo.
    """
    actor = reading.actor_at(noun)
    if actor is not None and actor.parties:
        return actor
    beside = ((reading.actor_at(child), child) for child in noun.children if child.dep == "appos")
    named = [a for a, child in beside if a and a.parties and (a.kind == "person" or child.pos == "PROPN")]
    return min(named, key=lambda a: a.place, default=actor)


def _is_text(noun: Token) -> bool:
    """True for "it" in "Oslo said it would come into force on Monday"."""
    below = (t for t in noun.head.subtree() if t.dep in ("pobj", "dobj") and not t.child("det", "amod"))
    return any((t.head.lemma, t.lower) in _STANDING for t in below)


def _reporter(noun: Token, reading: Reading) -> Holder | None:
    """Who says what "it" or "they" will do: "The movement said it would sign"."""
    clause = noun.head
    while clause.dep in ("conj", "xcomp") and clause.head is not clause:
        clause = clause.head
    verb = clause.head
    if noun.dep not in SUBJECTS or clause.dep != "ccomp" or verb.i > clause.i or verb.lemma not in lexicon().speech:
        return None
    subject = subject_of(verb)
    if subject is None or subject.lower in _IMPERSONAL:
        return None
    held = _actors(subject, reading, None, "subject")
    return held if held is not None and held.parties else None


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
