"""Modality: what a verb's own words say of whether and when, and what negation makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.data import load_toml
from communique.findings.arguments import VERBS
from communique.model.findings import Span, Status
from communique.reading.parse import Token

NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor", "without"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One sign of a status: the token that gives it and the rule's name."""

    status: Status
    token: Token
    rule: str

    @property
    def span(self) -> Span:
        return self.token.start, self.token.end


@cache
def lexicon() -> dict[str, Any]:
    """The words of data/status.toml."""
    return load_toml("status")


def meaning_of(verb: Token) -> list[Cue]:
    """What the verb itself means for its complement."""
    words = lexicon()
    if any(c.dep == "prt" and f"{verb.lemma} {c.lower}" in words["unlike"] for c in verb.children):
        return []
    for child in sorted(verb.children, key=lambda child: child.dep != "prt"):
        if child.i < verb.i:
            continue
        if child.dep in {"prt", "prep", "advmod"} and (status := words["phrasal"].get(f"{verb.lemma} {child.lower}")):
            return [negate(verb, Cue(Status(status), verb, "phrasal"))]
    if status := words["verbs"].get(verb.lemma):
        return [_given_up(verb) or negate(verb, Cue(Status(status), verb, "verb"))]
    if verb.tag in {"VBN", "JJ"} and (status := words["predicates"].get(verb.lower)):
        return [_given_up(verb) or negate(verb, Cue(Status(status), verb, "predicate"))]
    return []


def _given_up(verb: Token) -> Cue | None:
    """What had been arranged by then did not come about: "had been scheduled to meet", "had been set for May"."""
    words = {child.lower for child in verb.children if child.dep in {"aux", "auxpass"}}
    clause = verb.child("xcomp")
    if verb.lower not in lexicon()["arranged"] or not words >= {"had", "been"} or is_negated(verb):
        return None
    if clause is not None and clause.lemma in lexicon()["going_on"]:
        return None
    return Cue(Status.CANCELLED, verb, "given-up")


def negate(governor: Token, cue: Cue) -> Cue:
    """The cue of a verb or adjective, turned round where it is negated ("has not ruled out": possible)."""
    if not is_negated(governor):
        return cue
    if any(c.dep in {"nsubj", "nsubjpass", "dobj"} and c.lemma in DETAILS for c in governor.children):
        return Cue(Status.POSSIBLE, cue.token, "open")
    if cue.status in {Status.RULED_OUT, Status.REFUSED}:
        return Cue(Status.POSSIBLE, cue.token, "not-" + cue.rule)
    if cue.status in {Status.CANCELLED, Status.POSTPONED}:
        return Cue(Status.SCHEDULED, cue.token, "not-" + cue.rule)
    return Cue(Status.RULED_OUT, cue.token, "not-" + cue.rule)


def negate_noun(noun: Token, cue: Cue) -> Cue:
    """The cue of a noun, turned round by "no" or a negated verb ("no plans": ruled out; "no date": still possible)."""
    negated = any(c.lower in {"no", "without", "any"} and c.lower != "any" for c in noun.children)
    if noun.dep in {"dobj", "attr", "nsubj", "nsubjpass"} and noun.head.pos in VERBS and is_negated(noun.head):
        negated = not negated
    if not negated:
        return cue
    if cue.status in {Status.RULED_OUT, Status.REFUSED} or noun.lemma in DETAILS:
        return Cue(Status.POSSIBLE, cue.token, "open" if noun.lemma in DETAILS else "not-noun")
    return Cue(Status.RULED_OUT, cue.token, "not-noun")


DETAILS = frozenset({"date", "time", "day", "venue", "place", "location", "timetable", "agenda"})
"""What can still be open of a contact that is not ruled out: "no date has been set for a meeting"."""


def is_negated(verb: Token) -> bool:
    """True for "did not", "never", "no longer", and for a subject with "no" or "neither"."""
    for child in verb.children:
        if child.dep == "neg" or (child.lower in NEGATIONS and child.dep in {"advmod", "det", "preconj"}):
            return True
        if child.dep in {"nsubj", "nsubjpass"} and any(g.lower in {"no", "neither"} for g in child.children):
            return True
    return False


def has_own_tense(verb: Token) -> bool:
    """True for a finite verb or one with auxiliaries."""
    return verb.tag in {"VBD", "VBZ", "VBP"} or any(c.dep in {"aux", "auxpass"} for c in verb.children)


def verb_cues(verb: Token) -> list[Cue]:
    """Modality, negation and tense of one verb."""
    found: list[Cue] = []
    auxiliaries = [c for c in verb.children if c.dep in {"aux", "auxpass"}]
    modals = lexicon()["modals"]
    for aux in auxiliaries:
        if aux.tag == "MD" and (status := modals.get(aux.lower)):
            found.append(_supposed(verb, Cue(Status(status), aux, "modal")))
    if verb.lemma in {"have", "need"} and any(_is_to_clause(c) for c in verb.children):
        found.append(Cue(Status.PROPOSED, verb, "modal"))
    if is_negated(verb) and not _is_until(verb):
        found = [_flip(cue) for cue in found if cue.rule == "modal"] or [Cue(Status.RULED_OUT, verb, "negation")]
    found += _be_to(verb, auxiliaries)
    if any(cue.status is Status.SCHEDULED for cue in found) and (word := _hedge(verb)) is not None:
        found.append(Cue(Status.PLANNED, word, "hedge"))
    return found


def _is_until(verb: Token) -> bool:
    """True for "had never met until Monday", "will not meet until May": what was not before is from then on."""
    for child in verb.children:
        if child.lower in {"until", "till"} and child.dep == "prep":
            return any(t.ent in {"DATE", "TIME"} for t in child.subtree())
    return False


def _hedge(verb: Token) -> Token | None:
    """The word that leaves open whether, or when, what a verb announces comes about: "will probably meet".

    Not what leaves open the place alone ("will meet, most likely in Oslo").
    """
    adverbs, nouns = frozenset(lexicon()["hedges"]["adverbs"]), frozenset(lexicon()["hedges"]["nouns"])
    over: tuple[Token, ...] = tuple(verb.head.children) if verb.dep == "xcomp" and verb.head.lemma == "be" else ()
    for child in (*verb.children, *over):
        below = [child, *child.children] if child.dep in {"prep", "advmod", "npadvmod"} else []
        for word in below:
            if word.lower in adverbs and word.dep == "advmod" and not _is_of_place(word):
                return word
            if word.lemma in nouns and child.lower == "in":
                return word
    return None


def _is_of_place(adverb: Token) -> bool:
    """True for an adverb before or within what tells only where: "possibly in Oslo"."""
    near = [adverb.head, *adverb.children, *(c for c in adverb.head.children if c.i > adverb.i)]
    places = [n for n in near if n.pos == "ADP" and adverb.i < n.i <= adverb.i + 2]
    return any(t.ent in {"GPE", "FAC", "LOC"} for place in places for t in place.subtree()) and not any(
        t.ent in {"DATE", "TIME"} for place in places for t in place.subtree()
    )


def _is_alone(token: Token, particle: str) -> bool:
    """True for the "on" of "is going on", not of "is going on Thursday"."""
    return token.lower == particle and token.child("pobj", "pcomp") is None


def _supposed(verb: Token, cue: Cue) -> Cue:
    """What "will" tells of only under a condition or a proposal: "if he comes, they will meet", "under the plan"."""
    if cue.status is not Status.SCHEDULED:
        return cue
    for child in verb.children:
        marks = {c.lower for c in child.children if c.dep in {"mark", "advmod"}} if child.dep == "advcl" else set()
        if "if" in marks and not marks & {"even", "as"}:
            return Cue(Status.POSSIBLE, cue.token, "conditional")
        if child.dep == "prep" and child.lower == "under" and child.i < verb.i and cue.token.lower == "would":
            plan = child.child("pobj")
            if plan is not None and plan.lemma in {"proposal", "plan", "draft", "offer", "initiative"}:
                return Cue(Status.PROPOSED, cue.token, "modal")
    return cue


def _is_to_clause(verb: Token) -> bool:
    """True for the "to be prepared" of "had to be prepared"."""
    return verb.dep == "xcomp" and any(c.lower == "to" and c.dep == "aux" for c in verb.children)


def _flip(cue: Cue) -> Cue:
    if cue.token.lower in {"may", "might"}:
        return Cue(Status.POSSIBLE, cue.token, "modal")
    return Cue(Status.RULED_OUT, cue.token, "not-modal")


def _to_be(verb: Token) -> Cue:
    """ "They are to meet": scheduled; "it was impossible to meet", "the aim is to meet": as adjective and noun say."""
    if _did_not(verb, verb.head):
        return Cue(Status.POSTPONED, verb, "be-to")
    adjective = verb.head.child("acomp")
    if adjective is not None and (status := lexicon()["predicates"].get(adjective.lower)):
        return negate(verb.head, Cue(Status(status), adjective, "predicate"))
    subject = verb.head.child("nsubj")
    if subject is not None and (status := lexicon()["nouns"].get(subject.lemma)):
        return negate(verb.head, Cue(Status(status), subject, "noun"))
    return Cue(Status.SCHEDULED, verb, "be-to")


def _did_not(verb: Token, governor: Token) -> bool:
    """True for "were to have met"."""
    return (
        governor.tag == "VBD" and verb.tag == "VBN" and any(c.lower == "have" and c.dep == "aux" for c in verb.children)
    )


def coming_cue(verb: Token) -> Cue | None:
    """What "be to" says of its subject: "the talks are to settle the terms", "the talks were to resume on Monday".

    In the past only what is to come about speaks of whether it did: "the meeting was to calm the markets" may be held.
    """
    if verb.lemma != "be" or is_negated(verb):
        return None
    for child in verb.children:
        if child.dep not in {"xcomp", "ccomp"} or child.i < verb.i:
            continue
        if not any(c.lower == "to" and c.dep == "aux" for c in child.children):
            continue
        if verb.tag != "VBD" or child.lemma in lexicon()["took_place"]:
            return _to_be(child)
    return None


def _be_to(verb: Token, auxiliaries: list[Token]) -> list[Cue]:
    """Tense: "is to meet" scheduled, "is meeting" under way (or to come), "is going on" under way, "met" held.

    "They were to have met on Monday" tells that they did not.
    """
    words = {aux.lower for aux in auxiliaries}
    if "to" in words:
        told = verb.head if verb.dep == "conj" else verb
        if told.head.lemma == "be" and _did_not(verb, told.head):
            return [_to_be(told)]
        if verb.dep in {"xcomp", "ccomp", "ROOT"} and verb.head.lemma == "be":
            return [_to_be(verb)]
        return []
    if verb.tag == "VBG" and words & {"is", "are", "'s", "'re", "am"}:
        if verb.lemma == "continue" or (verb.lemma == "go" and any(_is_alone(c, "on") for c in verb.children)):
            return [Cue(Status.UNDER_WAY, verb, "ongoing")]
        return [Cue(Status.SCHEDULED if verb.lemma == "go" else Status.UNDER_WAY, verb, "progressive")]
    if verb.tag in {"VBZ", "VBP"} and verb.pos == "VERB":
        return [Cue(Status.UNDER_WAY, verb, "weak")]
    return (
        [Cue(Status.HELD, verb, "weak")] if verb.tag == "VBD" or words & {"had", "have", "has", "was", "were"} else []
    )
