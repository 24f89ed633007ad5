"""What the clauses and nouns above a contact say of it: "preparations for a meeting", "if they meet"."""

from __future__ import annotations

from communique.findings.arguments import VERBS
from communique.findings.contacts.modality import (
    DETAILS,
    Cue,
    is_negated,
    lexicon,
    meaning_of,
    negate_noun,
    verb_cues,
)
from communique.model.findings import Status
from communique.reading.parse import Token


def what_is_made(verb: Token) -> list[Cue]:
    """The cue of a noun that the verb parts from what it is for: "preparations are being made for a meeting"."""
    return [cue for dep in ("nsubjpass", "dobj", "nsubj") if (noun := verb.child(dep)) for cue in noun_cue(noun)]


def made_of(verb: Token, dep: str) -> Token | None:
    """The adjective that a verb makes its object: "made talks conditional on a withdrawal"."""
    adjective = verb.child("oprd", "ccomp") if dep == "dobj" and verb.lemma in {"make", "call", "deem"} else None
    return adjective if adjective is not None and adjective.pos == "ADJ" else None


def what_is_meant(verb: Token) -> list[Cue]:
    """The cue of a clause that a contact is the sense of: "what he has in mind is a call"."""
    clause = verb.child("csubj", "csubjpass") if verb.lemma == "be" else None
    if clause is None or not any(child.lower == "what" for child in clause.children):
        return []
    return meaning_of(clause) or ([Cue(Status.PLANNED, clause, "verb")] if clause.tag in {"VBZ", "VBP"} else [])


def adverbial(verb: Token) -> list[Cue]:
    """A clause of purpose ("flew to Doha to meet", "to allow them to meet") or condition ("if they meet")."""
    marks = {c.lower for c in verb.children if c.dep in {"mark", "advmod"}}
    subject = verb.head.child("nsubj") if "for" in marks and verb.head.lemma == "be" else None
    if subject is not None:  # "the plan was for the ministers to meet"
        return noun_cue(subject)
    if marks & {"if", "unless", "should"}:
        return [Cue(Status.POSSIBLE, verb, "conditional")]
    if marks & {"before", "until"}:
        return [] if verb.tag == "VBD" else [Cue(Status.SCHEDULED, verb, "before")]
    if any(c.lower == "to" and c.dep == "aux" for c in verb.children):
        if verb.head.lemma in lexicon()["departing"]:
            return [Cue(Status.SCHEDULED, verb, "purpose")]
        if verb.lemma in lexicon()["permitting"]:
            return [Cue(Status.PLANNED, verb, "purpose")]
        return [cue for cue in verb_cues(verb.head) if cue.rule == "modal"]
    return []


def occasion(preposition: Token, status: str) -> str:
    """The rule of "during", "after", "before" a contact: something told in the past at it makes it an occasion."""
    verb = preposition.head
    past = verb.pos in VERBS and verb.tag in {"VBD", "VBN"} and not any(c.tag == "MD" for c in verb.children)
    if status != Status.HELD:
        return "preposition"
    return "occasion" if past else "weak"


def arranged(noun: Token) -> list[Cue]:
    """The cue of what is being settled of a contact: "worked out the details of a summit"."""
    words = lexicon()
    if noun.lemma not in words["matters"] or noun.dep not in {"dobj", "nsubjpass", "pobj", "conj"}:
        return []
    head = noun.head.head if noun.head.pos == "ADP" else noun.head
    return [Cue(Status.PLANNED, noun, "noun")] if head.lemma in words["arranging"] else []


def noun_cue(noun: Token) -> list[Cue]:
    if noun.lemma in DETAILS and noun.head.lemma in lexicon()["telling"]:
        return []
    if (accepted := _accepted(noun)) is not None:
        return [accepted]
    if status := lexicon()["nouns"].get(noun.lemma):
        return [negate_noun(noun, Cue(Status(status), noun, "noun"))]
    return []


def _accepted(noun: Token) -> Cue | None:
    """The cue of an invitation that was accepted ("accepted an invitation to visit", "an offer which he took up")."""
    if noun.lemma not in lexicon()["accepted"]:
        return None
    verbs = [child for child in noun.children if child.dep == "relcl"]
    verbs += [noun.head] if noun.dep in {"dobj", "nsubjpass"} else []
    for verb in verbs:
        if verb.lemma == "accept" and (verb.tag in {"VBD", "VBN"}) and not is_negated(verb) and not _is_open(verb):
            return Cue(Status.SCHEDULED, verb, "accepted")
    return None


def _is_open(verb: Token) -> bool:
    return any(child.tag == "MD" for child in verb.children)


OFF = frozenset({Status.POSTPONED, Status.CANCELLED})


def signs(cues: list[Cue]) -> list[Cue]:
    """The cues that tell more than the tense and mood of a verb."""
    return [cue for cue in cues if cue.rule not in {"weak", "modal"}] or cues


def called_off(verb: Token) -> list[Cue]:
    """What a second verb of the same subject tells: "was arranged for May and put off", "was set but was cancelled"."""
    passive = any(c.dep == "auxpass" for c in verb.children)
    after = [c for c in verb.children if c.dep == "conj" and c.pos in VERBS and not c.child("nsubj", "nsubjpass")]
    alike = (c for c in after if passive or any(aux.dep == "auxpass" for aux in c.children))
    return [cue for second in alike for cue in meaning_of(second) if cue.status in OFF]


def is_in_vain(verb: Token) -> bool:
    """True for what was not done at a contact, which took place: "failed to agree at the talks"."""
    words = lexicon()["in_vain"]
    over = verb.head if verb.dep == "xcomp" else verb
    return over is not verb and over.lemma in words["verbs"] and verb.lemma not in words["taking_part"]
